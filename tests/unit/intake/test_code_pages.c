/* What the bytes of a code page mean, and by which names it is found. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <iconv.h>

#include "intake/encoding.h"

static void pages_mean_what_they_say(void **state)
{
	static const struct {
		enum code_page page;
		unsigned byte;
		uint32_t code;
	} rows[] = {{PAGE_WINDOWS_1252, 0x80, 0x20AC}, {PAGE_WINDOWS_1252, 0x81, 0},
	        {PAGE_WINDOWS_1252, 0xFF, 0xFF}, {PAGE_WINDOWS_1250, 0xB3, 0x142},
	        {PAGE_WINDOWS_1250, 0x9C, 0x15B}, {PAGE_ISO_8859_2, 0xB6, 0x15B}, {PAGE_ISO_8859_2, 0x85, 0},
	        {PAGE_WINDOWS_1254, 0xFD, 0x131}, {PAGE_WINDOWS_1257, 0xEB, 0x117},
	        {PAGE_WINDOWS_1251, 0xC0, 0x410}, {PAGE_WINDOWS_1253, 0xE1, 0x3B1}, {PAGE_CP850, 0x82, 0xE9},
	        {PAGE_MACINTOSH, 0x8E, 0xE9}, {PAGE_MACINTOSH, 'a', 'a'}};
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		assert_int_equal(code_page_code(rows[i].page, rows[i].byte), rows[i].code);
}

/* 0 none. */
static uint32_t iconv_code(iconv_t to_codes, unsigned byte)
{
	unsigned char out[4];
	char in = (char)byte, *from = &in, *into = (char *)out;
	size_t left = 1, room = sizeof(out);
	if (iconv(to_codes, &from, &left, &into, &room) == (size_t)-1)
		return 0;
	return (uint32_t)out[0] << 24 | (uint32_t)out[1] << 16 | (uint32_t)out[2] << 8 | out[3];
}

/* Control characters and Apple's logo are none to us, and 0xC6 of a Macintosh is ∆, the sign. */
static uint32_t expected_code(iconv_t to_codes, enum code_page page, unsigned byte)
{
	uint32_t code = iconv_code(to_codes, byte);
	if (page == PAGE_MACINTOSH && byte == 0xC6)
		return 0x2206;
	return (code >= 0x80 && code < 0xA0) || code == 0xE01E || code == 0xF8FF ? 0 : code;
}

static void pages_are_what_iconv_knows(void **state)
{
	static const unsigned known[CODE_PAGES] = {123, 123, 96, 121, 116, 127, 111, 128, 127};
	(void)state;
	for (enum code_page page = PAGE_WINDOWS_1252; page < CODE_PAGES; page++) {
		iconv_t to_codes = iconv_open("UTF-32BE", code_page_name(page));
		assert_true(to_codes != (iconv_t)-1);
		unsigned high = 0;
		for (unsigned byte = 0; byte < 256; byte++) {
			assert_int_equal(code_page_code(page, byte), expected_code(to_codes, page, byte));
			high += byte >= 0x80 && code_page_code(page, byte);
		}
		assert_int_equal(high, known[page]);
		iconv_close(to_codes);
	}
}

static void are_found_by_any_of_their_names(void **state)
{
	static const struct {
		const char *name;
		enum code_page page;
	} rows[] = {{"Windows-1250", PAGE_WINDOWS_1250}, {"cp1250", PAGE_WINDOWS_1250},
	        {"1250", PAGE_WINDOWS_1250}, {"WINDOWS_1252", PAGE_WINDOWS_1252},
	        {"latin1", PAGE_WINDOWS_1252}, {"iso-8859-1", PAGE_WINDOWS_1252},
	        {"ISO8859-2", PAGE_ISO_8859_2}, {"Latin2", PAGE_ISO_8859_2}, {"850", PAGE_CP850},
	        {"mac-roman", PAGE_MACINTOSH}};
	struct encoding_told told;
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		assert_true(encoding_find(rows[i].name, &told));
		assert_int_equal(told.encoding, ENCODING_ONE_BYTE);
		assert_int_equal(told.page, rows[i].page);
	}
	assert_true(encoding_find("UTF-8", &told));
	assert_int_equal(told.encoding, ENCODING_UTF8);
	assert_false(encoding_find("", &told));
	assert_false(encoding_find("windows", &told));
	assert_false(encoding_find("cp", &told));
	assert_false(encoding_find("windows-9999", &told));
	assert_false(encoding_find("a name that is longer than any of theirs", &told));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(pages_mean_what_they_say),
	        cmocka_unit_test(pages_are_what_iconv_knows),
	        cmocka_unit_test(are_found_by_any_of_their_names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
