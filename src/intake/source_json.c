#include "source_json.h"

#include <string.h>
#include <strings.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>

#include "feed.h"
#include "json_row.h"
#include "json_shape.h"
#include "reading.h"

enum phase { PHASE_NAMES, PHASE_RECORDS, PHASE_END };

struct json_source {
	struct arena *arena;
	struct reading reading;
	struct json json;
	struct json_row row;
	struct json_shape shape;
	bool is_known; /* its shape and its columns */
	enum phase phase;
	enum source_pass pass;
	struct source_about about;
};

/* What stood before the ending, without that of a packed file. */
static bool has_ending(const char *name)
{
	static const char *const endings[] = {".json", ".jsonl", ".ndjson"};
	size_t len = strlen(name);
	if (len > 3 && strcasecmp(name + len - 3, ".gz") == 0)
		len -= 3;
	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
		size_t n = strlen(endings[i]);
		if (len > n && strncasecmp(name + len - n, endings[i], n) == 0)
			return true;
	}
	return false;
}

static size_t skip_blanks(const char *text, size_t len, size_t at)
{
	static const char blanks[] = {' ', '\t', '\r', '\n'};
	while (at < len && memchr(blanks, text[at], sizeof(blanks)))
		at++;
	return at;
}

bool source_json_is(const char *name, const char *text, size_t len)
{
	size_t at = skip_blanks(text, len, 0);
	if (at == len || has_ending(name))
		return has_ending(name);
	const char *second = text[at] == '{' ? "\"}" : text[at] == '[' ? "{[]" : "";
	at = skip_blanks(text, len, at + 1);
	return at < len && text[at] && strchr(second, text[at]) && *second;
}

static bool is_cut(const void *user)
{
	const struct json_source *s = user;
	return s->json.no_more && reading_is_cut(&s->reading, s->pass);
}

static bool again(struct json_source *s, enum source_pass pass, struct err *err)
{
	s->pass = pass;
	json_again(&s->json, reading_input(&s->reading));
	return reading_start(&s->reading, pass, err);
}

static bool enter(struct json_source *s, enum source_pass pass, struct err *err)
{
	return again(s, pass, err) && json_shape_enter(&s->json, s->arena, &s->shape, err);
}

static enum json_event end_of(enum json_form form)
{
	switch (form) {
	case JSON_LINES:
		return JSON_END;
	case JSON_BY_KEY:
		return JSON_OBJECT_END;
	case JSON_LIST:
	case JSON_WITHIN:
		break;
	}
	return JSON_ARRAY_END;
}

static bool read_end(struct json_source *s, enum json_event event, struct err *err)
{
	while (event != JSON_END)
		if (!json_next(&s->json, &event, err))
			return false;
	return true;
}

/* Lists in a list: the first names the columns, and it is read in each pass, unless their names stand
 * elsewhere. */
static bool read_list(struct json_source *s, struct record *ret, bool *ret_row, struct err *err)
{
	enum json_event event = JSON_ARRAY;
	if (s->json.records++ == 0 && !s->shape.name_count) {
		if (!json_row_read_names(&s->row, err) || !json_next(&s->json, &event, err))
			return false;
		if (event == JSON_ARRAY_END)
			return read_end(s, event, err);
		s->json.records++;
	}
	if (event != JSON_ARRAY || s->row.place_count == 0)
		return json_fail(&s->json, N_("%s: a record in braces is expected here"), err);
	*ret_row = true;
	return json_row_list(&s->row, ret, err);
}

/* The next record; *ret_row false after the last one, when all of the file was seen to be JSON. */
static bool read_record(struct json_source *s, struct record *ret, bool *ret_row, struct err *err)
{
	enum json_event event;
	const enum json_event last = end_of(s->shape.form);
	*ret_row = false;
	if (!json_next(&s->json, &event, err) ||
	        (event == JSON_NAME && s->shape.form == JSON_BY_KEY && !json_next(&s->json, &event, err)))
		return false;
	if (event == JSON_OBJECT) {
		*ret_row = true;
		s->json.records++;
		return json_row_read(&s->row, ret, err);
	}
	if (event == JSON_ARRAY && (s->shape.form == JSON_LIST || s->shape.form == JSON_WITHIN))
		return read_list(s, ret, ret_row, err);
	if (event != last)
		return json_fail(&s->json, N_("%s: a record in braces is expected here"), err);
	return read_end(s, event, err);
}

/* The same, where a text that was cut off is only that. */
static bool next_record(struct json_source *s, struct record *ret, bool *ret_row, struct err *err)
{
	bool done = read_record(s, ret, ret_row, err);
	if (!is_cut(s))
		return done;
	err_clear(err);
	s->about.cut = true;
	*ret_row = false;
	return true;
}

/* Any record may hold a name that none had before it, so all are looked through; that the file is JSON to its
 * end is known then as well. */
static bool look_through(struct json_source *s, struct err *err)
{
	struct record record;
	bool row = true;
	s->row.looks = true;
	if (!enter(s, SOURCE_LOOK, err) && !is_cut(s))
		return false;
	while (row)
		if (!next_record(s, &record, &row, err))
			return false;
	s->row.looks = false;
	if (s->row.columns.count == 0)
		return err_set(err, ERR_INPUT, N_("%s holds no records"), "%s", feed_name(s->reading.feed));
	return true;
}

static bool know(struct json_source *s, struct err *err)
{
	if (s->is_known)
		return true;
	json_init(&s->json, s->arena, feed_name(s->reading.feed), reading_input(&s->reading));
	s->row = json_row_new(s->arena, &s->json);
	s->is_known = again(s, SOURCE_LOOK, err) &&
	              json_shape_find(&s->json, s->arena, is_cut, s, &s->shape, err) &&
	              json_row_set_names(&s->row, s->shape.names, s->shape.name_count, err) &&
	              look_through(s, err);
	return s->is_known;
}

static bool start(void *self, enum source_pass pass, struct err *err)
{
	struct json_source *s = self;
	if (!feed_look_at_head(s->reading.feed, NULL, err) || !know(s, err) || !enter(s, pass, err))
		return false;
	s->row.repeated = s->row.repeated_line = s->row.unknown = 0;
	s->phase = PHASE_NAMES;
	s->about = (struct source_about){.named = true};
	reading_about(&s->reading, &s->about);
	return true;
}

static bool next(void *self, struct record *ret, bool *ret_row, struct err *err)
{
	struct json_source *s = self;
	if (s->phase == PHASE_NAMES) {
		s->phase = PHASE_RECORDS;
		*ret_row = true;
		*ret = json_columns_row(&s->row.columns);
		return true;
	}
	*ret_row = false;
	if (s->phase == PHASE_END)
		return true;
	bool done = next_record(s, ret, ret_row, err);
	if (done && !*ret_row)
		s->phase = PHASE_END;
	return done;
}

static const struct source_about *about(void *self)
{
	struct json_source *s = self;
	struct source_about *about = &s->about;
	reading_about(&s->reading, about);
	about->replaced += s->json.halves;
	if (!about->replaced_line || (s->json.half_line && s->json.half_line < about->replaced_line))
		about->replaced_line = s->json.half_line;
	about->repeated = s->row.repeated;
	about->repeated_line = s->row.repeated_line;
	about->unknown = s->row.unknown;
	return about;
}

static void close_source(void *self)
{
	struct json_source *s = self;
	feed_close(s->reading.feed);
}

struct source source_json(struct arena *arena, struct feed *feed, const struct source_options *options)
{
	static const struct source_ops ops = {
	        .start = start, .next = next, .about = about, .close = close_source};
	struct json_source *s = arena_new_of(arena, struct json_source);
	s->arena = arena;
	s->reading = reading_new(arena, feed, options->repair);
	s->reading.no_nuls = true;
	return (struct source){.ops = &ops, .self = s};
}
