#include "source.h"

#include "feed.h"
#include "source_csv.h"

bool source_open(struct arena *arena, const char *path, const struct source_options *options,
        struct source *ret, struct err *err)
{
	struct feed *feed = NULL;
	if (!feed_open(arena, path, &feed, err))
		return false;
	*ret = source_csv(arena, feed, options);
	return true;
}

struct source source_of_bytes(struct arena *arena, const char *name, const char *bytes, size_t len,
        const struct source_options *options)
{
	return source_csv(arena, feed_of_bytes(arena, name, bytes, len), options);
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
