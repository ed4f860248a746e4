#include "mend.h"

#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/text.h>

#include "code_pages.h"

/* The longest sequence: a lead of two bytes, and three that were €, ™ and their like. */
enum { DOUBLED_MAX = 2 + 3 * 3 };

/* The byte of Windows-1252 that a character was; 0 none. The five that mean nothing there stand for
 * themselves. */
static unsigned byte_of(uint32_t code)
{
	if (code >= 0x80 && code <= 0xFF)
		return code;
	for (unsigned byte = 0x80; byte < 0xA0; byte++)
		if (code_page_code(PAGE_WINDOWS_1252, byte) == code)
			return byte;
	return 0;
}

/* Letters with marks, punctuation, currencies and emoji: what people write. The rest is chance. */
static bool is_likely(uint32_t code)
{
	return (code >= 0xA0 && code < 0x250) || (code >= 0x2000 && code < 0x2C00) ||
	       (code >= 0xFE00 && code <= 0xFE0F) || (code >= 0x1F000 && code < 0x1FB00);
}

/* The bytes that a character took which was encoded twice, 0 for none; -1 where the text ends within one. */
static int doubled_at(const char *s, size_t len, char out[5], size_t *ret_len)
{
	unsigned char bytes[4];
	size_t at = 2, need;
	if (len < 2)
		return -1;
	bytes[0] = (unsigned char)(0xC0 + ((unsigned char)s[1] & 0x3F));
	need = bytes[0] < 0xC2 ? 0 : bytes[0] < 0xE0 ? 2 : bytes[0] < 0xF0 ? 3 : bytes[0] < 0xF5 ? 4 : 0;
	if (need == 0)
		return 0;
	for (size_t i = 1; i < need; i++) {
		uint32_t code;
		if (at >= len)
			return -1;
		unsigned char lead = (unsigned char)s[at];
		size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
		if (at + size > len)
			return -1;
		at += text_decode(s + at, len - at, &code);
		unsigned byte = byte_of(code);
		if (byte < 0x80 || byte > 0xBF)
			return 0;
		bytes[i] = (unsigned char)byte;
	}
	uint32_t code;
	if (!text_is_utf8((const char *)bytes, need) ||
	        text_decode((const char *)bytes, need, &code) != need || !is_likely(code))
		return 0;
	memcpy(out, bytes, need);
	*ret_len = need;
	return (int)at;
}

static void count(struct mend *mend, const char *text, size_t len)
{
	const char *end = text + len;
	char bytes[5];
	size_t n;
	while ((text = memchr(text, 0xC3, (size_t)(end - text)))) {
		int used = doubled_at(text, (size_t)(end - text), bytes, &n);
		mend->found += used > 0;
		text += used > 0 ? used : 1;
	}
}

static char *room_for(struct mend *mend, size_t len)
{
	if (len > mend->room) {
		mend->out = arena_alloc(mend->arena, len * 2);
		mend->room = len * 2;
	}
	return mend->out;
}

void mend_again(struct mend *mend, struct arena *arena, bool repair)
{
	*mend = (struct mend){.arena = arena, .repair = repair, .out = mend->out, .room = mend->room};
}

size_t mend_run(struct mend *mend, const char *text, size_t len, bool last, const char **ret)
{
	*ret = text;
	if (!mend->repair) {
		count(mend, text, len);
		return len;
	}
	/* What was carried goes first; the result is never longer than both. */
	char *out = room_for(mend, len + mend->carried);
	memmove(out + mend->carried, text, len);
	memcpy(out, mend->carry, mend->carried);
	len += mend->carried;
	mend->carried = 0;
	size_t end = 0, at = 0;
	while (at < len) {
		const char *lead = memchr(out + at, 0xC3, len - at);
		size_t plain = lead ? (size_t)(lead - out) - at : len - at;
		memmove(out + end, out + at, plain);
		end += plain;
		at += plain;
		if (at == len)
			break;
		char bytes[5];
		size_t n = 0;
		int used = doubled_at(out + at, len - at, bytes, &n);
		if (used < 0 && !last && len - at <= DOUBLED_MAX) {
			memcpy(mend->carry, out + at, len - at);
			mend->carried = len - at;
			break;
		}
		if (used > 0) {
			memcpy(out + end, bytes, n);
			end += n;
			at += (size_t)used;
			mend->found++;
			continue;
		}
		out[end++] = out[at++];
	}
	*ret = out;
	return end;
}
