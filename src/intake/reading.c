#include "reading.h"

#include <stdio.h>
#include <string.h>

#include <dagstart/base/i18n.h>

#include "encoding.h"
#include "feed.h"

struct reading reading_new(struct arena *arena, struct feed *feed, bool repair)
{
	return (struct reading){.arena = arena, .feed = feed, .repair = repair};
}

bool reading_start(struct reading *reading, enum source_pass pass, struct err *err)
{
	reading->marks = 0;
	mend_again(&reading->mend, reading->arena, reading->repair);
	mend_again(&reading->again, reading->arena, true);
	return feed_start(reading->feed, pass == SOURCE_LOOK ? FEED_LOOK : FEED_TAKE, err);
}

static int64_t marks_in(const char *text, size_t len)
{
	const char *end = text + len;
	int64_t count = 0;
	for (; (text = memchr(text, 0xEF, (size_t)(end - text))); text++)
		count += end - text >= 3 && text[1] == '\xBF' && text[2] == '\xBD';
	return count;
}

static bool refuse_nul(const struct reading *r, struct err *err)
{
	return err_set(err, ERR_INPUT, N_("%s: a NUL byte, which JSON never has"), "%s:%lld",
	        feed_name(r->feed), (long long)feed_decoder(r->feed)->replaced_line);
}

static bool next(void *user, const char **ret, size_t *ret_len, struct err *err)
{
	struct reading *r = user;
	for (size_t len = 1; len > 0;) {
		const char *text = "";
		if (!feed_next(r->feed, &text, &len, err))
			return false;
		if (r->no_nuls && feed_decoder(r->feed)->nuls > 0)
			return refuse_nul(r, err);
		r->marks += marks_in(text, len);
		*ret_len = mend_run(&r->mend, text, len, len == 0, ret);
		if (r->repair)
			*ret_len = mend_run(&r->again, *ret, *ret_len, len == 0, ret);
		if (*ret_len > 0)
			return true;
	}
	return true;
}

struct csv_input reading_input(struct reading *reading)
{
	return (struct csv_input){next, reading};
}

void reading_about(const struct reading *reading, struct source_about *about)
{
	const struct decoder *decoder = feed_decoder(reading->feed);
	snprintf(about->encoding, sizeof(about->encoding), "%s", decoder_name(decoder));
	struct encoding_doubt doubt = decoder_doubt(decoder);
	snprintf(about->other, sizeof(about->other), "%s", doubt.other);
	about->strange = doubt.is_strange;
	about->done = feed_done(reading->feed);
	about->total = feed_total(reading->feed);
	about->replaced = decoder->replaced;
	about->replaced_line = decoder->replaced_line;
	about->lost = reading->marks - decoder->replaced;
	about->doubled = reading->mend.found + reading->again.found;
	about->repaired = reading->repair;
}

bool reading_is_cut(const struct reading *reading, enum source_pass pass)
{
	return pass == SOURCE_LOOK && feed_is_cut(reading->feed);
}
