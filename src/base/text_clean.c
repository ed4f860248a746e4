#include <dagstart/base/text.h>

#include <string.h>
#include <unictype.h>
#include <unigbrk.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>

#include "text_code.h"

enum {
	GATE_MARKS = 4, /* no script writes more on one base; what is over climbs over the lines above */
	GATE_JOINS = 4, /* the longest emoji in use has three joiners */
	GATE_TAGS = 6, /* the flag of a region has at most six tag letters */
	GATE_OUT = 9,
	DOTTED_CIRCLE = 0x25CC,
};

/* What stands before the place that is looked at. */
struct gate {
	enum text_keep keep;
	uint32_t last; /* code point that went out last, 0 at the start of a line */
	int marks; /* on the base before */
	int joins; /* in the emoji before */
	bool pictured; /* a pictograph, perhaps with marks, went out last */
	bool joined; /* ... and a joiner behind it */
};

struct passed {
	size_t taken; /* bytes of the input */
	size_t len;
	char out[GATE_OUT];
};

static void pass(struct gate *g, struct passed *p, uint32_t code)
{
	char bytes[5];
	size_t n = text_encode(code, bytes);
	memcpy(p->out + p->len, bytes, n);
	p->len += n;
	g->last = code;
}

/* A base that begins a new cluster, or the next picture of a joined one. */
static void pass_base(struct gate *g, struct passed *p, uint32_t code)
{
	if (!g->joined)
		g->joins = 0;
	g->joined = false;
	g->marks = 0;
	g->pictured = code > 0xA8 && uc_is_property_extended_pictographic(code);
	pass(g, p, code);
}

/* Each kind of control has a picture of its own, so that an escape sequence can be read as what it is. */
static uint32_t substitute(uint32_t code)
{
	if (code < 0x20)
		return 0x2400 + code;
	if (code == 0x7F)
		return 0x2421;
	return code == 0xAD ? '-' : CODE_BAD;
}

static bool code_is_break(uint32_t code)
{
	return code == '\n' || code == '\r' || code == 0x2028 || code == 0x2029;
}

static void gate_break(struct gate *g, struct passed *p, const char *s, size_t len, uint32_t code)
{
	if (code == '\r' && len > 1 && s[1] == '\n')
		p->taken = 2;
	bool line = g->keep == TEXT_LINES && code != '\t';
	pass_base(g, p, line ? '\n' : ' ');
	if (line)
		g->last = 0;
}

static bool next_is_picture(const char *s, size_t len)
{
	uint32_t code;
	return text_decode(s, len, &code) > 0 && code > 0xA8 && uc_is_property_extended_pictographic(code);
}

/* A pictograph newer than the library's tables gets the benefit of the doubt. */
static bool takes_skin_tone(uint32_t code)
{
	return uc_is_property_emoji_modifier_base(code) ||
	       (code >= 0x1F000 && uc_is_general_category_withtable(code, UC_CATEGORY_MASK_Cn));
}

/* Joiners, selectors and skin tones: part of a real emoji, or a hiding place. */
static bool gate_emoji(struct gate *g, struct passed *p, const char *s, size_t len, uint32_t code)
{
	bool stays;
	if (code == CODE_JOINER)
		stays = g->pictured && g->joins < GATE_JOINS && next_is_picture(s + p->taken, len - p->taken);
	else if (code == CODE_AS_TEXT || code == CODE_AS_EMOJI)
		stays = g->last && uc_is_property_emoji(g->last);
	else if (uc_is_property_emoji_modifier(code))
		stays = g->last && takes_skin_tone(g->last);
	else
		return false;
	if (!stays) {
		pass_base(g, p, CODE_BAD);
		return true;
	}
	g->joined = code == CODE_JOINER;
	g->joins += g->joined;
	pass(g, p, code);
	return true;
}

static bool code_is_tag(uint32_t code)
{
	return code >= 0xE0020 && code <= CODE_TAG_END;
}

/* The flag of a region is a black flag with its code in invisible letters. Those never go out, but a real
 * flag shows one substitute and not seven. */
static void gate_tag(struct gate *g, struct passed *p, const char *s, size_t len)
{
	size_t at = 0;
	uint32_t code = 0;
	for (int tags = 0; g->last == CODE_BLACK_FLAG && tags <= GATE_TAGS && code != CODE_TAG_END; tags++) {
		size_t n = text_decode(s + at, len - at, &code);
		if (n == 0 || !code_is_tag(code))
			break;
		at += n;
	}
	if (code == CODE_TAG_END)
		p->taken = at;
	pass_base(g, p, CODE_BAD);
}

static bool syllable_fits(const struct gate *g, uint32_t code)
{
	int kind = uc_graphemeclusterbreak_property(code);
	if (kind != GBP_V && kind != GBP_T)
		return true;
	int last = g->last ? uc_graphemeclusterbreak_property(g->last) : GBP_OTHER;
	if (kind == GBP_V)
		return last == GBP_L || last == GBP_LV || last == GBP_V;
	return last == GBP_LV || last == GBP_V || last == GBP_LVT || last == GBP_T;
}

static void gate_mark(struct gate *g, struct passed *p, uint32_t code)
{
	if (!syllable_fits(g, code)) {
		pass_base(g, p, CODE_BAD);
		return;
	}
	/* At a start it would sit on whatever the text is put behind. */
	if (!g->last)
		pass_base(g, p, DOTTED_CIRCLE);
	if (++g->marks <= GATE_MARKS)
		pass(g, p, code);
}

/* Takes the code point at `s` (or the few that belong together) through the gate. */
static struct passed gate_step(struct gate *g, const char *s, size_t len)
{
	uint32_t code;
	struct passed p = {.taken = text_decode(s, len, &code)};
	if (code < 0x300 && !code_is_hidden(code))
		pass_base(g, &p, code);
	else if (code == '\t' || code_is_break(code))
		gate_break(g, &p, s, len, code);
	else if (gate_emoji(g, &p, s, len, code))
		return p;
	else if (code_is_tag(code))
		gate_tag(g, &p, s, len);
	else if (code_is_hidden(code))
		pass_base(g, &p, substitute(code));
	else if (code_is_mark(code))
		gate_mark(g, &p, code);
	else
		pass_base(g, &p, code);
	return p;
}

char *text_clean_bytes(struct arena *arena, const char *bytes, size_t len, enum text_keep keep)
{
	if (bytes_are_plain(bytes, len))
		return len ? arena_strndup(arena, bytes, len) : arena_strdup(arena, "");
	struct gate gate = {.keep = keep};
	struct str s = str_new(arena);
	for (size_t at = 0; at < len;) {
		size_t plain = bytes_plain(bytes + at, len - at);
		if (plain > 0) {
			str_add_bytes(&s, bytes + at, plain);
			gate = (struct gate){.keep = keep, .last = (unsigned char)bytes[at + plain - 1]};
			at += plain;
			continue;
		}
		struct passed p = gate_step(&gate, bytes + at, len - at);
		str_add_bytes(&s, p.out, p.len);
		at += p.taken;
	}
	return s.text;
}

char *text_clean(struct arena *arena, const char *s, enum text_keep keep)
{
	return text_clean_bytes(arena, s ? s : "", s ? strlen(s) : 0, keep);
}

bool text_is_clean(const char *s)
{
	size_t len = strlen(s);
	if (bytes_are_plain(s, len))
		return true;
	struct gate gate = {.keep = TEXT_ONE_LINE};
	for (size_t at = 0; at < len;) {
		struct passed p = gate_step(&gate, s + at, len - at);
		if (p.taken != p.len || memcmp(p.out, s + at, p.len) != 0)
			return false;
		at += p.taken;
	}
	return true;
}
