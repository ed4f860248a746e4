/* Encodings of one byte a character: what their bytes mean, and what they are called. The tables are iconv's,
 * asked when the program is built (code_pages_pack.c): nothing is looked up or opened while a file is read.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum code_page {
	PAGE_WINDOWS_1252,
	PAGE_WINDOWS_1250,
	PAGE_ISO_8859_2,
	PAGE_WINDOWS_1254,
	PAGE_WINDOWS_1257,
	PAGE_WINDOWS_1251,
	PAGE_WINDOWS_1253,
	PAGE_CP850,
	PAGE_MACINTOSH,
};
#define CODE_PAGES (PAGE_MACINTOSH + 1)

enum { CODE_PAGE_FIRST = 0x80, CODE_PAGE_HIGH = 128 };

/* What the bytes from CODE_PAGE_FIRST on mean; 0 nothing. */
extern const uint16_t code_pages_codes[CODE_PAGES][CODE_PAGE_HIGH];

/* The code point of a byte; 0 none. The bytes before CODE_PAGE_FIRST are ASCII in all of them. */
static inline uint32_t code_page_code(enum code_page page, unsigned byte)
{
	return byte < CODE_PAGE_FIRST ? byte : code_pages_codes[page][byte - CODE_PAGE_FIRST];
}

/* As iconv knows it too: "Windows-1250". */
const char *code_page_name(enum code_page page);
/* By that name or another that people know it by, however it is spelt: "windows-1250", "cp1250", "latin2". */
bool code_page_find(const char *name, enum code_page *ret);
