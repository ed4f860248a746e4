#include "input_token.h"

#include <stdint.h>
#include <string.h>

#include <dagstart/base/text.h>

enum {
	ESC = 0x1B,
	SEQUENCE_MAX = 64, /* bytes; keys have far fewer */
	NUMBERS_MAX = 3,
	NUMBER_MAX = 0x10FFFF,
	MODIFIERS_MAX = 8, /* 1 and the bits of Shift, Alt and Ctrl */
	MOUSE_BYTES = 3, /* behind a report in the oldest style */
};

/* A control sequence taken apart. */
struct csi {
	char private; /* '<', '=', '>', '?' or 0 */
	bool intermediate;
	bool overflow; /* more or larger numbers than keys have */
	long numbers[NUMBERS_MAX]; /* -1 where left out */
	int count;
	char final;
};

static unsigned char byte_at(const char *bytes, size_t at)
{
	return (unsigned char)bytes[at];
}

static size_t utf8_len(unsigned char first)
{
	if (first < 0x80)
		return 1;
	return first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1;
}

static struct token token_letter(const char *bytes, size_t len, bool last)
{
	unsigned char first = byte_at(bytes, 0);
	uint32_t code;
	if (first < ' ' || first == 0x7F)
		return (struct token){TOKEN_CONTROL, 1};
	size_t wanted = utf8_len(first), seen = 1;
	while (seen < wanted && seen < len && (byte_at(bytes, seen) & 0xC0) == 0x80)
		seen++;
	if (seen < wanted && seen == len && !last)
		return (struct token){TOKEN_MORE, 0};
	size_t n = text_decode(bytes, seen, &code);
	if (first >= 0x80 && n == 1)
		return (struct token){TOKEN_BAD, seen};
	if (code >= 0x80 && code < 0xA0) /* C1 */
		return (struct token){TOKEN_UNKNOWN, n};
	return (struct token){TOKEN_TEXT, n};
}

/* -- control sequences -- */

static void csi_digit(struct csi *csi, int digit)
{
	if (csi->count == 0)
		csi->numbers[csi->count++] = -1;
	long *number = &csi->numbers[csi->count - 1];
	*number = (*number < 0 ? 0 : *number * 10) + digit;
	if (*number > NUMBER_MAX) {
		*number = NUMBER_MAX;
		csi->overflow = true;
	}
}

static void csi_separator(struct csi *csi)
{
	if (csi->count == 0)
		csi->numbers[csi->count++] = -1;
	if (csi->count == NUMBERS_MAX)
		csi->overflow = true;
	else
		csi->numbers[csi->count++] = -1;
}

static void csi_byte(struct csi *csi, char byte, bool first)
{
	if (byte >= '0' && byte <= '9')
		csi_digit(csi, byte - '0');
	else if (byte == ';')
		csi_separator(csi);
	else if (byte >= '<' && byte <= '?' && first)
		csi->private = byte;
	else if (byte >= '<' && byte <= '?')
		csi->overflow = true;
	else
		csi->intermediate = true;
}

static bool modifiers_are_sane(const struct csi *csi)
{
	if (csi->count > 2)
		return false;
	return csi->count < 2 || (csi->numbers[1] >= 1 && csi->numbers[1] <= MODIFIERS_MAX);
}

/* Only shapes that keys have go on: libtermkey 0.22 reads outside its tables on some others, such as
 * "CSI ? A" and "CSI 27 ~". */
static bool csi_is_key(const struct csi *csi)
{
	if (csi->overflow || csi->intermediate)
		return false;
	if (csi->private)
		return csi->private == '<' && (csi->final == 'M' || csi->final == 'm') && csi->count == 3 &&
		       csi->numbers[0] >= 0 && csi->numbers[1] > 0 && csi->numbers[2] > 0;
	if (csi->final == 'M')
		return csi->count == 3 && csi->numbers[0] >= 32 && csi->numbers[1] > 0 && csi->numbers[2] > 0;
	if (!modifiers_are_sane(csi))
		return false;
	long first = csi->count ? csi->numbers[0] : -1;
	if (csi->final == '~')
		return first >= 1 && first <= 34 && first != 27;
	if (csi->final == 'u')
		return first == '\t' || first == '\r' || first == ESC || first >= ' ';
	return first == -1 || first == 1;
}

/* The function keys of the Linux console: CSI [ A. */
static struct token token_console(const char *bytes, size_t len, bool last)
{
	if (len < 4)
		return (struct token){last ? TOKEN_UNKNOWN : TOKEN_MORE, last ? len : 0};
	bool letter = byte_at(bytes, 3) >= 'A' && byte_at(bytes, 3) <= 'E';
	return letter ? (struct token){TOKEN_SEQUENCE, 4} : (struct token){TOKEN_UNKNOWN, 3};
}

/* CSI M and three bytes. */
static struct token token_old_mouse(const char *bytes, size_t len, bool last)
{
	size_t whole = 3 + MOUSE_BYTES;
	for (size_t at = 3; at < whole && at < len; at++)
		if (byte_at(bytes, at) <= ' ' || byte_at(bytes, at) == 0x7F)
			return (struct token){TOKEN_UNKNOWN, at};
	if (len < whole)
		return (struct token){last ? TOKEN_UNKNOWN : TOKEN_MORE, last ? len : 0};
	/* Bytes from 0x80 on would be cut letters to the decoder. */
	for (size_t at = 3; at < whole; at++)
		if (byte_at(bytes, at) >= 0x80)
			return (struct token){TOKEN_UNKNOWN, whole};
	return (struct token){TOKEN_SEQUENCE, whole};
}

static struct token token_csi(const char *bytes, size_t len, bool last)
{
	struct csi csi = {0};
	if (len > 2 && bytes[2] == '[')
		return token_console(bytes, len, last);
	if (len > 2 && bytes[2] == 'M')
		return token_old_mouse(bytes, len, last);
	for (size_t at = 2; at < len; at++) {
		unsigned char byte = byte_at(bytes, at);
		if (at > SEQUENCE_MAX) /* the same in whatever portions it comes */
			return (struct token){TOKEN_OVERLONG, at};
		if (byte < ' ' || byte >= 0x7F)
			return (struct token){TOKEN_UNKNOWN, at};
		if (byte >= '@') {
			csi.final = bytes[at];
			if (csi.final == '~' && csi.count == 1 && csi.numbers[0] == 200 && !csi.private &&
			        !csi.intermediate)
				return (struct token){TOKEN_PASTE, at + 1};
			return (struct token){csi_is_key(&csi) ? TOKEN_SEQUENCE : TOKEN_UNKNOWN, at + 1};
		}
		csi_byte(&csi, bytes[at], at == 2);
	}
	if (len > SEQUENCE_MAX)
		return (struct token){TOKEN_OVERLONG, len};
	return (struct token){last ? TOKEN_UNKNOWN : TOKEN_MORE, last ? len : 0};
}

/* -- escape -- */

static struct token token_ss3(const char *bytes, size_t len, bool last)
{
	if (len == 2)
		return (struct token){last ? TOKEN_META : TOKEN_MORE, last ? 2 : 0};
	unsigned char byte = byte_at(bytes, 2);
	if (byte < '@' || byte >= 0x7F)
		return (struct token){TOKEN_UNKNOWN, 2};
	return (struct token){TOKEN_SEQUENCE, 3};
}

static struct token token_escape(const char *bytes, size_t len, bool last)
{
	if (len == 1)
		return (struct token){last ? TOKEN_CONTROL : TOKEN_MORE, last ? 1 : 0};
	bool alone = len == 2 && last;
	switch (bytes[1]) {
	case ESC: /* two keys */
		return (struct token){TOKEN_CONTROL, 1};
	case '[':
		return alone ? (struct token){TOKEN_META, 2} : token_csi(bytes, len, last);
	case 'O':
		return token_ss3(bytes, len, last);
	case ']':
	case 'P':
	case 'X':
	case '^':
	case '_':
		if (len == 2)
			return (struct token){last ? TOKEN_META : TOKEN_MORE, last ? 2 : 0};
		return (struct token){TOKEN_STRING, 2};
	default:
		break;
	}
	struct token letter = token_letter(bytes + 1, len - 1, last);
	if (letter.kind == TOKEN_MORE)
		return letter;
	bool known = letter.kind == TOKEN_TEXT || letter.kind == TOKEN_CONTROL;
	return (struct token){known ? TOKEN_META : TOKEN_UNKNOWN, letter.len + 1};
}

struct token token_of(const char *bytes, size_t len, bool last)
{
	return bytes[0] == ESC ? token_escape(bytes, len, last) : token_letter(bytes, len, last);
}

static size_t rest_of_string(const char *bytes, size_t len, bool *ret_ended)
{
	for (size_t at = 0; at < len; at++) {
		unsigned char byte = byte_at(bytes, at);
		*ret_ended = true;
		if (byte == 0x07 || byte == 0x18 || byte == 0x1A)
			return at + 1;
		/* ESC \ ends it; ESC and anything else begins something new. */
		if (byte == ESC && at + 1 < len)
			return bytes[at + 1] == '\\' ? at + 2 : at;
		*ret_ended = false;
		if (byte == ESC)
			return at;
	}
	return len;
}

size_t token_rest(enum token_kind kind, const char *bytes, size_t len, bool *ret_ended)
{
	*ret_ended = false;
	if (kind == TOKEN_STRING)
		return rest_of_string(bytes, len, ret_ended);
	for (size_t at = 0; at < len; at++) {
		unsigned char byte = byte_at(bytes, at);
		*ret_ended = byte < ' ' || byte >= '@';
		if (*ret_ended)
			return byte < ' ' || byte >= 0x7F ? at : at + 1;
	}
	return len;
}
