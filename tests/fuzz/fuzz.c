#include "fuzz.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>

#include "shown.h"

void fuzz_fail(const char *condition, const char *file, int line)
{
	fprintf(stderr, "%s:%d: must hold: %s\n", file, line, condition);
	abort();
}

void fuzz_must_show(const char *text, bool lines)
{
	MUST(text);
	const char *why = NULL;
	size_t len = strlen(text);
	size_t at = shown_bad(text, len, lines ? SHOWN_LINES : SHOWN_ONE_LINE, &why);
	if (at == len)
		return;
	fprintf(stderr, "%s at byte %zu of: ", why, at);
	for (size_t i = 0; i < len; i++)
		fprintf(stderr, i == at ? "[%02x]" : "%02x", (unsigned)(unsigned char)text[i]);
	fputc('\n', stderr);
	fuzz_fail("the text may be shown", __FILE__, __LINE__);
}

struct choices choices_of(const uint8_t *data, size_t size)
{
	return (struct choices){.data = data, .size = size};
}

bool choices_left(const struct choices *c)
{
	return c->at < c->size;
}

uint8_t choice_byte(struct choices *c)
{
	return choices_left(c) ? c->data[c->at++] : 0;
}

uint32_t choice_below(struct choices *c, uint32_t count)
{
	uint32_t value = choice_byte(c);
	if (count > 256)
		value = value << 8 | choice_byte(c);
	return value % count;
}

int64_t choice_int(struct choices *c)
{
	uint32_t bytes = choice_below(c, 9);
	uint64_t value = 0;
	for (uint32_t i = 0; i < bytes; i++)
		value = value << 8 | choice_byte(c);
	return (int64_t)(value >> 1 ^ (0 - (value & 1)));
}

double choice_number(struct choices *c)
{
	double value = (double)choice_int(c);
	static const double parts[] = {1, 10, 3, 1000, 1e9, 0.001};
	return value / parts[choice_below(c, sizeof(parts) / sizeof(parts[0]))];
}

double choice_gap(struct choices *c)
{
	return choice_below(c, 4) == 3 ? (double)NAN : choice_number(c);
}

static char *take(struct choices *c, struct arena *arena, size_t len)
{
	char *text = arena_alloc(arena, len + 1);
	for (size_t i = 0; i < len; i++)
		text[i] = c->data[c->at + i] ? (char)c->data[c->at + i] : ' ';
	c->at += len;
	return text;
}

char *choice_text(struct choices *c, struct arena *arena, size_t max)
{
	size_t len = choice_below(c, max < 255 ? (uint32_t)max + 1 : 65536) % (max + 1);
	return take(c, arena, len < c->size - c->at ? len : c->size - c->at);
}

char *choice_rest(struct choices *c, struct arena *arena)
{
	return take(c, arena, c->size - c->at);
}

bool blocks_next(void *user, const char **ret, size_t *ret_len, struct err *err)
{
	struct blocks *blocks = user;
	size_t left = blocks->len - blocks->at;
	UNUSED(err);
	*ret = blocks->bytes + blocks->at;
	*ret_len = blocks->portion < left ? blocks->portion : left;
	blocks->at += *ret_len;
	return true;
}
