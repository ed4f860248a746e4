#include "encoding.h"

#include <string.h>
#include <strings.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/text.h>

#include "code_pages.h"

static const uint32_t REPLACEMENT = 0xFFFD;

/* Files that people try, and that are no text. */
static const struct {
	const char *magic;
	size_t len;
	const char *message;
} strangers[] = {
        {"PK\x03\x04", 4, N_("%s is an Excel file or a zip archive; save it as CSV first")},
        {"\xD0\xCF\x11\xE0", 4, N_("%s is an Excel file; save it as CSV first")},
        {"%PDF", 4, N_("%s is a PDF; export the answers as CSV")},
        {"\x1F\x8B", 2, N_("%s is compressed; unpack it first")},
        {"SQLite format 3", 15, N_("%s is a database; export the answers as CSV")},
        {"\x89PNG", 4, N_("%s is a picture; export the answers as CSV")},
        {"\xFF\xD8\xFF", 3, N_("%s is a picture; export the answers as CSV")},
        {"\xFF\xFE\0\0", 4, N_("%s is UTF-32; save it as UTF-8")},
        {"\0\0\xFE\xFF", 4, N_("%s is UTF-32; save it as UTF-8")},
};

/* Beginnings of what people save by mistake, whatever blanks stand before. */
static const char *const pages[] = {"<!doctype", "<html", "<?xml", "<table"};

static bool is_page(const char *bytes, size_t len)
{
	size_t at = len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	while (at < len && strchr(" \t\r\n", bytes[at]) && bytes[at])
		at++;
	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		size_t n = strlen(pages[i]), k = 0;
		while (k < n && at + k < len &&
		        (bytes[at + k] | (pages[i][k] >= 'a' ? 0x20 : 0)) == pages[i][k])
			k++;
		if (k == n)
			return true;
	}
	return false;
}

/* Text holds hardly any control characters but breaks, tabs and what colours a terminal. */
static bool is_binary(const char *bytes, size_t len)
{
	size_t odd = 0;
	for (size_t i = 0; i < len; i++)
		odd += (unsigned char)bytes[i] < 0x20 && !(bytes[i] >= '\t' && bytes[i] <= '\r') &&
		       bytes[i] != '\033';
	return odd > 8 && odd * 16 > len;
}

/* The length of a well-formed sequence, 0 for a malformed one, and -1 where the block ends within one that is
 * fine so far (Unicode 15, table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF). */
static int sequence_len(const unsigned char *s, size_t len)
{
	unsigned char low = 0x80, high = 0xBF;
	int need;
	if (s[0] < 0x80)
		return 1;
	if (s[0] >= 0xC2 && s[0] <= 0xDF) {
		need = 2;
	} else if ((s[0] & 0xF0) == 0xE0) {
		need = 3;
		low = s[0] == 0xE0 ? 0xA0 : low;
		high = s[0] == 0xED ? 0x9F : high;
	} else if (s[0] >= 0xF0 && s[0] <= 0xF4) {
		need = 4;
		low = s[0] == 0xF0 ? 0x90 : low;
		high = s[0] == 0xF4 ? 0x8F : high;
	} else {
		return 0;
	}
	for (int i = 1; i < need; i++) {
		if ((size_t)i >= len)
			return -1;
		if (s[i] < low || s[i] > high)
			return 0;
		low = 0x80;
		high = 0xBF;
	}
	return need;
}

/* How many bytes from the start are ASCII; eight at a time, since most of every file is. */
static size_t ascii_run(const char *s, size_t len)
{
	size_t at = 0;
	for (; at + 8 <= len; at += 8) {
		uint64_t word;
		memcpy(&word, s + at, 8);
		if (word & UINT64_C(0x8080808080808080))
			break;
	}
	while (at < len && (unsigned char)s[at] < 0x80)
		at++;
	return at;
}

/* One byte a character when there is more that can't be UTF-8 than there is of it: a lone accent in the one,
 * a sequence in the other. A file that mixes both stays UTF-8 and shows what is broken. */
static enum encoding encoding_of(const char *bytes, size_t len)
{
	size_t good = 0, bad = 0;
	for (size_t at = 0; at < len;) {
		at += ascii_run(bytes + at, len - at);
		if (at == len)
			break;
		int n = sequence_len((const unsigned char *)bytes + at, len - at);
		if (n < 0)
			break;
		good += n > 1;
		bad += n == 0;
		at += n > 0 ? (size_t)n : 1;
	}
	if (good == 0 && bad == 0)
		return ENCODING_ASCII;
	return bad > good ? ENCODING_ONE_BYTE : ENCODING_UTF8;
}

/* UTF-16 without its mark: Latin text then has a NUL in every other byte. */
static bool is_utf16(const char *bytes, size_t len, size_t nul_at)
{
	size_t seen = 0, nuls = 0, others = 0;
	for (size_t i = 0; i + 1 < len && i < 4096; i += 2) {
		seen++;
		nuls += bytes[i + nul_at] == '\0';
		others += bytes[i + (1 - nul_at)] == '\0';
	}
	return seen >= 2 && nuls * 10 >= seen * 7 && others * 10 < seen;
}

/* A text of one byte a character, from here on. */
static void choose_page(struct decoder *decoder, const char *bytes, size_t len)
{
	page_guess_start(&decoder->guess, decoder->arena);
	page_guess_look(&decoder->guess, bytes, len);
	decoder->page = page_guess_end(&decoder->guess).page;
	decoder->is_paged = true;
	page_guess_start(&decoder->guess, decoder->arena);
}

bool encoding_find(const char *name, struct encoding_told *ret)
{
	enum code_page page = PAGE_WINDOWS_1252;
	*ret = (struct encoding_told){.is_told = true, .encoding = ENCODING_UTF8, .page = page};
	if (strcasecmp(name, "utf-8") == 0 || strcasecmp(name, "utf8") == 0)
		return true;
	ret->encoding = ENCODING_ONE_BYTE;
	return code_page_find(name, &ret->page);
}

bool decoder_init(struct decoder *decoder, struct arena *arena, const struct decoder_options *options,
        struct piece piece, struct err *err)
{
	const char *name = options->name;
	const struct encoding_told *told = options->told && options->told->is_told ? options->told : NULL;

	const char *head = piece.text;
	size_t len = piece.len;
	for (size_t i = 0; i < sizeof(strangers) / sizeof(strangers[0]); i++)
		if (len >= strangers[i].len && memcmp(head, strangers[i].magic, strangers[i].len) == 0)
			return err_set(err, ERR_INPUT, strangers[i].message, "%s", name);
	if (is_page(head, len))
		return err_set(
		        err, ERR_INPUT, N_("%s is a web page or XML; export the answers as CSV"), "%s", name);
	*decoder = (struct decoder){.arena = arena};
	if (len >= 3 && memcmp(head, "\xEF\xBB\xBF", 3) == 0) {
		decoder->first = ENCODING_UTF8;
		decoder->has_bom = true;
	} else if (len >= 2 && (memcmp(head, "\xFF\xFE", 2) == 0 || memcmp(head, "\xFE\xFF", 2) == 0)) {
		decoder->first = head[0] == '\xFF' ? ENCODING_UTF16_LE : ENCODING_UTF16_BE;
		decoder->has_bom = true;
	} else if (is_utf16(head, len, 1)) {
		decoder->first = ENCODING_UTF16_LE;
	} else if (is_utf16(head, len, 0)) {
		decoder->first = ENCODING_UTF16_BE;
	} else {
		if (is_binary(head, len))
			return err_set(
			        err, ERR_INPUT, N_("%s is no text; export the answers as CSV"), "%s", name);
		decoder->first = told ? told->encoding : encoding_of(head, len);
		if (told && told->encoding == ENCODING_ONE_BYTE) {
			decoder->page = told->page;
			decoder->is_paged = decoder->is_told = true;
		} else if (decoder->first == ENCODING_ONE_BYTE) {
			choose_page(decoder, head, len);
		}
	}
	decoder->out = arena_alloc(arena, (options->room + ENCODING_CARRY) * 3);
	decoder_reset(decoder);
	return true;
}

void decoder_reset(struct decoder *decoder)
{
	decoder->now = decoder->first;
	decoder->at_start = decoder->has_bom;
	decoder->replaced = 0;
	decoder->replaced_line = 0;
	decoder->nuls = 0;
	decoder->line = 1;
	decoder->high = 0;
	if (decoder->is_paged && !decoder->is_told)
		page_guess_start(&decoder->guess, decoder->arena);
}

static int64_t lines_in(const char *s, size_t len)
{
	int64_t lines = 0;
	const char *end = s + len;
	while ((s = memchr(s, '\n', (size_t)(end - s)))) {
		lines++;
		s++;
	}
	return lines;
}

static size_t put_replacement(struct decoder *decoder, char *out, size_t at)
{
	if (decoder->replaced++ == 0)
		decoder->replaced_line = decoder->line + lines_in(out, at);
	char bytes[5];
	size_t n = text_encode(REPLACEMENT, bytes);
	memcpy(out + at, bytes, n);
	return n;
}

static size_t put_code(char *out, size_t at, uint32_t code)
{
	char bytes[5];
	size_t n = text_encode(code, bytes);
	memcpy(out + at, bytes, n);
	return n;
}

static size_t run_one_byte(struct decoder *decoder, const char *bytes, size_t len)
{
	char *out = decoder->out;
	size_t end = 0;
	if (!decoder->is_paged)
		choose_page(decoder, bytes, len);
	if (!decoder->is_told)
		page_guess_look(&decoder->guess, bytes, len);
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)bytes[i];
		if (c < 0x80 && c != 0) {
			out[end++] = (char)c;
			continue;
		}
		uint32_t code = code_page_code(decoder->page, c);
		decoder->nuls += c == 0;
		end += code ? put_code(out, end, code) : put_replacement(decoder, out, end);
	}
	return end;
}

static size_t run_utf16(struct decoder *decoder, const char *bytes, size_t len, bool last, size_t *ret_used)
{
	char *out = decoder->out;
	size_t end = 0, i = 0;
	bool little = decoder->now == ENCODING_UTF16_LE;
	for (; i + 1 < len; i += 2) {
		unsigned char a = (unsigned char)bytes[i], b = (unsigned char)bytes[i + 1];
		uint32_t unit = little ? (uint32_t)b << 8 | a : (uint32_t)a << 8 | b;
		if (decoder->high) {
			uint32_t high = decoder->high;
			decoder->high = 0;
			if (unit >= 0xDC00 && unit <= 0xDFFF) {
				end += put_code(
				        out, end, 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00));
				continue;
			}
			end += put_replacement(decoder, out, end);
		}
		decoder->nuls += unit == 0;
		if (unit >= 0xD800 && unit <= 0xDBFF)
			decoder->high = unit;
		else if (unit == 0 || (unit >= 0xDC00 && unit <= 0xDFFF))
			end += put_replacement(decoder, out, end);
		else
			end += put_code(out, end, unit);
	}
	if (last && (decoder->high || i < len)) {
		end += put_replacement(decoder, out, end);
		decoder->high = 0;
		i = len;
	}
	*ret_used = i;
	return end;
}

/* Bytes from the start that may stay as they are: well formed, without NUL. *ret_cut is set where the block's
 * end cuts a character. */
static size_t clean_run(const char *bytes, size_t len, bool *ret_cut)
{
	const char *nul = memchr(bytes, '\0', len);
	size_t limit = nul ? (size_t)(nul - bytes) : len;
	*ret_cut = false;
	for (size_t at = 0;;) {
		at += ascii_run(bytes + at, limit - at);
		if (at == limit)
			return at;
		int n = sequence_len((const unsigned char *)bytes + at, len - at);
		if (n <= 0) {
			*ret_cut = n < 0;
			return at;
		}
		at += (size_t)n;
	}
}

/* A malformed sequence is replaced as far as it went (Unicode 15, section 3.9, "maximal subpart"). */
static size_t malformed_len(const char *bytes, size_t len)
{
	size_t n = 1;
	while (n < len && sequence_len((const unsigned char *)bytes, n) == -1)
		n++;
	/* The byte that made it wrong is not part of it. */
	return n > 1 ? n - 1 : 1;
}

static size_t run_utf8(
        struct decoder *decoder, const char *bytes, size_t len, bool last, const char **ret, size_t *ret_used)
{
	bool cut;
	size_t clean = clean_run(bytes, len, &cut);
	*ret = bytes;
	*ret_used = clean;
	if (clean == len || (cut && !last))
		return clean;
	char *out = decoder->out;
	memcpy(out, bytes, clean);
	size_t end = clean, at = clean;
	while (at < len) {
		if (cut && !last)
			break;
		decoder->nuls += bytes[at] == '\0';
		at += cut ? len - at : bytes[at] == '\0' ? 1 : malformed_len(bytes + at, len - at);
		end += put_replacement(decoder, out, end);
		size_t run = clean_run(bytes + at, len - at, &cut);
		memcpy(out + end, bytes + at, run);
		at += run;
		end += run;
	}
	*ret = out;
	*ret_used = at;
	return end;
}

size_t decoder_run(
        struct decoder *decoder, const char *bytes, size_t len, bool last, const char **ret, size_t *ret_used)
{
	size_t skip = 0;
	if (decoder->at_start) {
		skip = decoder->now == ENCODING_UTF8 ? 3 : 2;
		if (skip > len)
			skip = len;
		decoder->at_start = false;
	}
	if (decoder->now == ENCODING_ASCII && ascii_run(bytes, len) < len) {
		enum encoding now = encoding_of(bytes, len);
		/* A character that the block's end cuts says nothing yet. */
		decoder->now = now == ENCODING_ASCII ? (last ? ENCODING_ONE_BYTE : ENCODING_ASCII) : now;
	}
	size_t end;
	*ret = decoder->out;
	if (decoder->now == ENCODING_ONE_BYTE) {
		end = run_one_byte(decoder, bytes + skip, len - skip);
		*ret_used = len;
	} else if (decoder->now == ENCODING_UTF16_LE || decoder->now == ENCODING_UTF16_BE) {
		end = run_utf16(decoder, bytes + skip, len - skip, last, ret_used);
		*ret_used += skip;
	} else {
		end = run_utf8(decoder, bytes + skip, len - skip, last, ret, ret_used);
		*ret_used += skip;
	}
	if (decoder->replaced == 0)
		decoder->line += lines_in(*ret, end);
	return end;
}

const char *decoder_name(const struct decoder *decoder)
{
	enum encoding seen = decoder->now;
	switch (seen) {
	case ENCODING_ASCII:
		break;
	case ENCODING_UTF8:
		return decoder->has_bom ? "UTF-8 BOM" : "UTF-8";
	case ENCODING_ONE_BYTE:
		return code_page_name(decoder->page);
	case ENCODING_UTF16_LE:
		return "UTF-16LE";
	case ENCODING_UTF16_BE:
		return "UTF-16BE";
	}
	return "UTF-8";
}

struct encoding_doubt decoder_doubt(const struct decoder *decoder)
{
	if (decoder->now != ENCODING_ONE_BYTE || decoder->is_told)
		return (struct encoding_doubt){.other = ""};
	struct page_guessed guessed = page_guess_doubt(&decoder->guess, decoder->page);
	return (struct encoding_doubt){
	        .other = guessed.certainty == PAGE_UNSURE ? code_page_name(guessed.best) : "",
	        .is_strange = guessed.certainty == PAGE_STRANGE,
	};
}
