#include "source_csv.h"

#include <string.h>

#include <dagstart/base/arena.h>

#include "csv.h"
#include "feed.h"
#include "reading.h"
#include "refused.h"
#include "sniff.h"
#include "unwrap.h"

enum { SNIFF_BYTES = 1 << 20 };

struct csv_source {
	struct arena *arena;
	struct source_options options;
	struct reading reading;
	struct csv csv;
	bool is_sniffed, is_ready; /* csv has its memory */
	struct layout layout;
	bool is_whole; /* the layout was found from all of it */
	bool is_first, is_noted; /* nothing of this pass was read; it is a file of refused rows */
	struct unwrap unwrap;
	enum source_pass pass;
	struct source_about about;
};

/* The head of the file as text, in `arena`. */
static bool read_head(struct feed *feed, struct arena *arena, struct sample *ret, struct err *err)
{
	size_t room = 4096, len = 0;
	char *text = arena_alloc(arena, room);
	bool complete = false;
	if (!feed_start(feed, FEED_LOOK, err))
		return false;
	while (len < SNIFF_BYTES && !complete) {
		const char *block = "";
		size_t n;
		if (!feed_next(feed, &block, &n, err))
			return false;
		complete = n == 0;
		size_t take = n < SNIFF_BYTES - len ? n : SNIFF_BYTES - len;
		while (len + take > room) {
			text = arena_grow(arena, text, room, room * 2);
			room *= 2;
		}
		memcpy(text + len, block, take);
		len += take;
	}
	*ret = (struct sample){.name = feed_name(feed), .text = text, .len = len, .complete = complete};
	return true;
}

static bool sniff(struct csv_source *s, struct err *err)
{
	CLEANUP(arena_cleanup) struct arena *scratch = arena_new_like(s->arena);
	struct sample sample;
	if (s->is_sniffed)
		return true;
	s->layout = (struct layout){.delimiter = s->options.delimiter};
	s->is_sniffed = read_head(s->reading.feed, scratch, &sample, err) &&
	                sniff_layout(&sample, scratch, &s->layout, err);
	s->is_whole = s->is_sniffed && sample.complete;
	return s->is_sniffed;
}

static bool start(void *self, enum source_pass pass, struct err *err)
{
	struct csv_source *s = self;
	s->pass = pass;
	s->is_first = true;
	if (!feed_look_at_head(s->reading.feed, &s->options.told, err) || !sniff(s, err) ||
	        !reading_start(&s->reading, pass, err))
		return false;
	s->about = (struct source_about){.delimiter = s->layout.delimiter, .wrapped = s->layout.wrapped};
	reading_about(&s->reading, &s->about);
	struct csv_input input = reading_input(&s->reading);
	if (s->layout.wrapped) {
		unwrap_init(&s->unwrap, s->arena, feed_name(s->reading.feed), s->layout.delimiter, input);
		input = (struct csv_input){unwrap_next, &s->unwrap};
	}
	if (s->is_ready)
		csv_again(&s->csv, s->layout.delimiter, input);
	else
		csv_init(&s->csv, s->arena, feed_name(s->reading.feed), s->layout.delimiter, input);
	s->is_ready = true;
	s->csv.escapes = s->layout.escapes;
	s->csv.gaps = s->layout.gaps;
	s->csv.late = !s->is_whole && !s->layout.escapes;
	bool row = true;
	for (size_t i = 0; i < s->layout.skip && row; i++)
		if (!csv_next(&s->csv, &row, err))
			return false;
	return true;
}

/* The next row without the note before it, in a file of refused rows. */
static bool next_row(struct csv_source *s, bool *ret_row, struct err *err)
{
	do {
		if (!csv_next(&s->csv, ret_row, err))
			return false;
		if (*ret_row && s->is_first) {
			const struct record first = csv_record(&s->csv);
			s->is_noted = refused_is_head(&first);
		}
		s->is_first = false;
		if (*ret_row && s->is_noted)
			refused_take_back(&s->csv);
	} while (*ret_row && s->csv.count == 0);
	return true;
}

static bool next(void *self, struct record *ret, bool *ret_row, struct err *err)
{
	struct csv_source *s = self;
	bool done = next_row(s, ret_row, err);
	if (s->csv.no_more && reading_is_cut(&s->reading, s->pass)) {
		err_clear(err);
		s->about.cut = true;
		*ret_row = false;
		done = true;
	}
	if (done && *ret_row)
		*ret = csv_record(&s->csv);
	return done;
}

static const struct source_about *about(void *self)
{
	struct csv_source *s = self;
	reading_about(&s->reading, &s->about);
	return &s->about;
}

static void close_source(void *self)
{
	struct csv_source *s = self;
	feed_close(s->reading.feed);
}

struct source source_csv(struct arena *arena, struct feed *feed, const struct source_options *options)
{
	static const struct source_ops ops = {
	        .start = start, .next = next, .about = about, .close = close_source};
	struct csv_source *s = arena_new_of(arena, struct csv_source);
	s->arena = arena;
	s->reading = reading_new(arena, feed, options->repair);
	s->options = *options;
	return (struct source){.ops = &ops, .self = s};
}
