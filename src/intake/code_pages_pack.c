/* A tool of the build: asks iconv what the bytes of every code page mean, and writes the answers as a table
 * in C. Done here, the program needs no iconv: reading happens in a child that may open nothing.
 *
 *   code_pages_pack OUT.c */
#include <iconv.h>
#include <stdio.h>

#include "code_pages.h"

enum {
	CONTROLS = 0xA0, /* control characters lie before it; nobody writes them */
	PRIVATE_FIRST = 0xE000, /* private use: it means nothing to anybody else */
	PRIVATE_LAST = 0xF8FF,
	MACINTOSH_DELTA = 0xC6,
	INCREMENT = 0x2206, /* what Apple and Unicode say since 1998; glibc has a Greek letter there */
};

/* 0 where the byte means nothing. */
static uint16_t code_of(iconv_t to_codes, enum code_page page, unsigned byte)
{
	char in = (char)byte, *from = &in;
	uint16_t code = 0;
	char *into = (char *)&code;
	size_t left = 1, room = sizeof(code);
	if (page == PAGE_MACINTOSH && byte == MACINTOSH_DELTA)
		return INCREMENT;
	if (iconv(to_codes, &from, &left, &into, &room) == (size_t)-1) {
		iconv(to_codes, NULL, NULL, NULL, NULL);
		return 0;
	}
	return code < CONTROLS || (code >= PRIVATE_FIRST && code <= PRIVATE_LAST) ? 0 : code;
}

static bool write_page(FILE *out, enum code_page page)
{
	iconv_t to_codes = iconv_open(
	        __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? "UTF-16LE" : "UTF-16BE", code_page_name(page));
	if (to_codes == (iconv_t)-1) {
		fprintf(stderr, "code_pages_pack: iconv does not know %s\n", code_page_name(page));
		return false;
	}
	fprintf(out, "\t{ /* %s */", code_page_name(page));
	for (unsigned i = 0; i < CODE_PAGE_HIGH; i++)
		fprintf(out, "%s0x%04X,", i % 8 == 0 ? "\n\t\t" : " ",
		        code_of(to_codes, page, CODE_PAGE_FIRST + i));
	fputs("\n\t},\n", out);
	return iconv_close(to_codes) == 0;
}

int main(int argc, char **argv)
{
	FILE *out = argc == 2 ? fopen(argv[1], "we") : NULL;
	if (!out) {
		fprintf(stderr, "usage: code_pages_pack OUT.c\n");
		return 2;
	}
	fputs("#include <intake/code_pages.h>\n\n"
	      "const uint16_t code_pages_codes[CODE_PAGES][CODE_PAGE_HIGH] = {\n",
	        out);
	bool ok = true;
	for (unsigned page = 0; page < CODE_PAGES; page++)
		ok = write_page(out, (enum code_page)page) && ok;
	fputs("};\n", out);
	return fclose(out) == 0 && ok ? 0 : 1;
}
