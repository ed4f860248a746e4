#include "gunzip.h"

#include <stdint.h>
#include <zlib.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>

enum { GZIP_ALONE = 16 }; /* added to the bits of the window: no other format */

struct gunzip {
	z_stream z;
	const char *name;
	bool between; /* two members, or after the last one */
	int64_t in, out;
	int64_t lines; /* ends of lines in what was unpacked */
};

static void *give(void *user, unsigned count, unsigned size)
{
	return arena_alloc_array(user, count, size);
}

/* The arena's memory goes with the arena. */
static void take_back(void *user, void *block)
{
	UNUSED(user);
	UNUSED(block);
}

bool gunzip_is(const char *bytes, size_t len)
{
	return len >= 3 && (unsigned char)bytes[0] == 0x1F && (unsigned char)bytes[1] == 0x8B &&
	       bytes[2] == Z_DEFLATED;
}

struct gunzip *gunzip_new(struct arena *arena, const char *name)
{
	struct gunzip *g = arena_new_of(arena, struct gunzip);
	g->name = name;
	g->z = (z_stream){.zalloc = give, .zfree = take_back, .opaque = arena};
	/* It fails only without memory, which the arena does not run out of in silence. */
	int done = inflateInit2(&g->z, MAX_WBITS + GZIP_ALONE);
	UNUSED(done);
	return g;
}

void gunzip_again(struct gunzip *g)
{
	inflateReset(&g->z);
	g->between = false;
	g->in = g->out = g->lines = 0;
}

/* Where it was while unpacking: the line that was begun last. */
static bool refuse(const struct gunzip *g, const char *message, struct err *err)
{
	return err_set(err, ERR_INPUT, message, "%s:%lld", g->name, (long long)g->lines + 1);
}

static int64_t lines_in(const char *text, size_t len)
{
	int64_t count = 0;
	for (size_t i = 0; i < len; i++)
		count += text[i] == '\n';
	return count;
}

/* Members stand one after another; some programs fill up with NULs. */
static bool next_member(struct gunzip *g, struct piece *in, struct err *err)
{
	while (in->len > 0 && *in->text == '\0') {
		in->text++;
		in->len--;
	}
	if (in->len == 0)
		return true;
	if ((unsigned char)*in->text != 0x1F)
		return refuse(g, N_("%s: something follows where the packed data has ended"), err);
	inflateReset(&g->z);
	g->between = false;
	return true;
}

static bool check(struct gunzip *g, int done, struct err *err)
{
	if (done != Z_OK && done != Z_STREAM_END && done != Z_BUF_ERROR)
		return refuse(g, N_("%s: the packed data is damaged"), err);
	if (g->out > GUNZIP_FREE && g->out / GUNZIP_GROWTH > g->in)
		return refuse(g, N_("%s: unpacked it grows more than 200 times, as no export does"), err);
	g->between = done == Z_STREAM_END;
	return true;
}

bool gunzip_run(struct gunzip *g, struct piece *in, char *out, size_t room, size_t *ret_len, struct err *err)
{
	*ret_len = 0;
	if (g->between && !next_member(g, in, err))
		return false;
	if (in->len == 0)
		return true;
	/* zlib promises not to write there. */
	g->z.next_in = (Bytef *)(uintptr_t)in->text;
	g->z.avail_in = (unsigned)in->len;
	g->z.next_out = (Bytef *)out;
	g->z.avail_out = (unsigned)room;
	int done = inflate(&g->z, Z_NO_FLUSH);
	size_t used = in->len - g->z.avail_in;
	in->text += used;
	in->len = g->z.avail_in;
	*ret_len = room - g->z.avail_out;
	g->in += (int64_t)used;
	g->out += (int64_t)*ret_len;
	g->lines += lines_in(out, *ret_len);
	return check(g, done, err);
}

bool gunzip_end(const struct gunzip *g, struct err *err)
{
	return g->between || refuse(g, N_("%s: the packed data ends too early"), err);
}
