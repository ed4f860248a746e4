#include "source.h"

#include <dagstart/base/arena.h>

#include "feed.h"
#include "source_apart.h"
#include "source_csv.h"
#include "source_json.h"

/* Which kind of rows a file has is seen from its first bytes, and only when they are wanted. */
struct chosen {
	struct arena *arena;
	struct feed *feed;
	struct source_options options;
	struct source inner;
};

static bool choose(struct chosen *c, struct err *err)
{
	const char *text = "";
	size_t len = 0;
	if (c->inner.ops)
		return true;
	if (!feed_look_at_head(c->feed, &c->options.told, err) || !feed_start(c->feed, FEED_LOOK, err) ||
	        !feed_next(c->feed, &text, &len, err))
		return false;
	bool json = !c->options.delimiter && source_json_is(feed_name(c->feed), text, len);
	c->inner = json ? source_json(c->arena, c->feed, &c->options)
	                : source_csv(c->arena, c->feed, &c->options);
	return true;
}

static bool start(void *self, enum source_pass pass, struct err *err)
{
	struct chosen *c = self;
	return choose(c, err) && source_start(&c->inner, pass, err);
}

static bool next(void *self, struct record *ret, bool *ret_row, struct err *err)
{
	struct chosen *c = self;
	return source_next(&c->inner, ret, ret_row, err);
}

static const struct source_about *about(void *self)
{
	struct chosen *c = self;
	return source_about(&c->inner);
}

static void close_source(void *self)
{
	struct chosen *c = self;
	feed_close(c->feed);
}

static void move(void *self, struct arena *arena)
{
	struct chosen *c = self;
	c->arena = arena;
	feed_move(c->feed, arena);
}

static struct source source_of_feed(
        struct arena *arena, struct feed *feed, const struct source_options *options)
{
	static const struct source_ops ops = {
	        .start = start, .next = next, .about = about, .close = close_source};
	struct chosen *c = arena_new_of(arena, struct chosen);
	*c = (struct chosen){.arena = arena, .feed = feed, .options = *options};
	return (struct source){.ops = &ops, .self = c};
}

bool source_open(struct arena *arena, const char *path, const struct source_options *options,
        struct source *ret, struct err *err)
{
	struct feed *feed = NULL;
	if (!feed_open(arena, path, &feed, err))
		return false;
	const struct apart_options apart = {
	        .name = feed_name(feed), .fd = feed_fd(feed), .size = feed_total(feed), .move = move};
	*ret = source_of_feed(arena, feed, options);
	*ret = source_apart(arena, *ret, &apart);
	return true;
}

struct source source_of_bytes(struct arena *arena, const char *name, const char *bytes, size_t len,
        const struct source_options *options)
{
	return source_of_feed(arena, feed_of_bytes(arena, name, bytes, len), options);
}

void source_close(struct source *source)
{
	if (source->ops)
		source->ops->close(source->self);
}

void source_cleanup(struct source *source)
{
	source_close(source);
}
