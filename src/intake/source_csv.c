#include "source_csv.h"

#include <stdio.h>
#include <string.h>

#include <dagstart/base/arena.h>

#include "csv.h"
#include "encoding.h"
#include "feed.h"
#include "mend.h"
#include "sniff.h"
#include "unwrap.h"

enum { SNIFF_BYTES = 1 << 20 };

struct csv_source {
	struct arena *arena;
	struct feed *feed;
	struct source_options options;
	struct csv csv;
	bool is_sniffed, is_ready; /* csv has its memory */
	struct layout layout;
	struct mend mend, again; /* what went wrong once may have done so twice */
	struct unwrap unwrap;
	int64_t marks; /* U+FFFD in the text */
	enum source_pass pass;
	struct source_about about;
};

static int64_t marks_in(const char *text, size_t len)
{
	static const char mark[] = "\xEF\xBF\xBD";
	const char *end = text + len;
	int64_t count = 0;
	while ((text = memmem(text, (size_t)(end - text), mark, 3))) {
		count++;
		text += 3;
	}
	return count;
}

static bool pull(void *user, const char **ret, size_t *ret_len, struct err *err)
{
	struct csv_source *s = user;
	for (size_t len = 1; len > 0;) {
		const char *text = "";
		if (!feed_next(s->feed, &text, &len, err))
			return false;
		s->marks += marks_in(text, len);
		*ret_len = mend_run(&s->mend, text, len, len == 0, ret);
		if (s->options.repair)
			*ret_len = mend_run(&s->again, *ret, *ret_len, len == 0, ret);
		if (*ret_len > 0)
			return true;
	}
	return true;
}

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
	s->is_sniffed =
	        read_head(s->feed, scratch, &sample, err) && sniff_layout(&sample, scratch, &s->layout, err);
	return s->is_sniffed;
}

static void look_about(struct csv_source *s)
{
	const struct decoder *decoder = feed_decoder(s->feed);
	struct source_about *about = &s->about;
	snprintf(about->encoding, sizeof(about->encoding), "%s", decoder_name(decoder));
	about->done = feed_done(s->feed);
	about->total = feed_total(s->feed);
	about->replaced = decoder->replaced;
	about->replaced_line = decoder->replaced_line;
	about->lost = s->marks - decoder->replaced;
	about->doubled = s->mend.found + s->again.found;
}

static bool start(void *self, enum source_pass pass, struct err *err)
{
	struct csv_source *s = self;
	s->pass = pass;
	if (!feed_look_at_head(s->feed, err) || !sniff(s, err) ||
	        !feed_start(s->feed, pass == SOURCE_LOOK ? FEED_LOOK : FEED_TAKE, err))
		return false;
	s->about = (struct source_about){.delimiter = s->layout.delimiter,
	        .wrapped = s->layout.wrapped,
	        .repaired = s->options.repair};
	s->marks = 0;
	mend_again(&s->mend, s->arena, s->options.repair);
	mend_again(&s->again, s->arena, true);
	look_about(s);
	struct csv_input input = {pull, s};
	if (s->layout.wrapped) {
		unwrap_init(&s->unwrap, s->arena, feed_name(s->feed), s->layout.delimiter, input);
		input = (struct csv_input){unwrap_next, &s->unwrap};
	}
	if (s->is_ready)
		csv_again(&s->csv, s->layout.delimiter, input);
	else
		csv_init(&s->csv, s->arena, feed_name(s->feed), s->layout.delimiter, input);
	s->is_ready = true;
	bool row = true;
	for (size_t i = 0; i < s->layout.skip && row; i++)
		if (!csv_next(&s->csv, &row, err))
			return false;
	return true;
}

/* The part of a pipe that is kept may end anywhere, also within a quote, and its last row may be half. */
static bool is_cut(const struct csv_source *s)
{
	return s->pass == SOURCE_LOOK && s->csv.no_more && feed_is_cut(s->feed);
}

static bool next(void *self, struct record *ret, bool *ret_row, struct err *err)
{
	struct csv_source *s = self;
	bool done = csv_next(&s->csv, ret_row, err);
	if (is_cut(s)) {
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
	look_about(s);
	return &s->about;
}

static void close_source(void *self)
{
	struct csv_source *s = self;
	feed_close(s->feed);
}

struct source source_csv(struct arena *arena, struct feed *feed, const struct source_options *options)
{
	static const struct source_ops ops = {
	        .start = start, .next = next, .about = about, .close = close_source};
	struct csv_source *s = arena_new_of(arena, struct csv_source);
	s->arena = arena;
	s->feed = feed;
	s->options = *options;
	return (struct source){.ops = &ops, .self = s};
}
