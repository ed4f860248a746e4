#include "json.h"

#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/text.h>

enum { FIRST_ROOM = 4096, REPLACEMENT = 0xFFFD, NOTHING = -1 };

void json_init(struct json *json, struct arena *arena, const char *name, struct csv_input input)
{
	*json = (struct json){.arena = arena, .name = name, .room = FIRST_ROOM};
	json->text = arena_alloc(arena, json->room);
	json_again(json, input);
}

void json_again(struct json *json, struct csv_input input)
{
	*json = (struct json){.input = input,
	        .arena = json->arena,
	        .name = json->name,
	        .line = 1,
	        .text = json->text,
	        .room = json->room};
}

bool json_fail(const struct json *json, const char *message, struct err *err)
{
	if (json->records > 0)
		return err_set(err, ERR_INPUT, message, _("%s:%lld (record %lld)"), json->name,
		        (long long)json->line, (long long)json->records);
	return err_set(err, ERR_INPUT, message, "%s:%lld", json->name, (long long)json->line);
}

/* The next byte without taking it; NOTHING at the end of the file. */
static bool peek(struct json *json, int *ret, struct err *err)
{
	while (json->at == json->end && !json->no_more) {
		const char *block = "";
		size_t len = 0;
		if (!json->input.next(json->input.user, &block, &len, err))
			return false;
		json->no_more = len == 0;
		json->at = block;
		json->end = block + len;
	}
	*ret = json->at < json->end ? (unsigned char)*json->at : NOTHING;
	return true;
}

static bool skip_blanks(struct json *json, int *ret, struct err *err)
{
	for (;; json->at++) {
		if (!peek(json, ret, err))
			return false;
		if (*ret != ' ' && *ret != '\t' && *ret != '\n' && *ret != '\r')
			return true;
		if (*ret == '\n')
			json->line++;
		json->broken = json->broken || *ret == '\n' || *ret == '\r';
	}
}

static bool add(struct json *json, const char *bytes, size_t len, struct err *err)
{
	size_t need = json->len + len + 1;
	if (need > JSON_TEXT_MAX)
		return json_fail(json, N_("%s: a text of more than 1 MB"), err);
	if (need > json->room) {
		size_t room = json->room * 2 > need ? json->room * 2 : need;
		json->text = arena_grow(json->arena, json->text, json->room, room);
		json->room = room;
	}
	memcpy(json->text + json->len, bytes, len);
	json->len += len;
	json->text[json->len] = '\0';
	return true;
}

static bool add_point(struct json *json, uint32_t c, struct err *err)
{
	char out[5];
	return add(json, out, text_encode(c, out), err);
}

static bool add_mark(struct json *json, struct err *err)
{
	json->high = 0;
	json->halves++;
	if (!json->half_line)
		json->half_line = json->line;
	return add_point(json, REPLACEMENT, err);
}

/* A half that was waiting has waited in vain. */
static bool settle(struct json *json, struct err *err)
{
	return !json->high || add_mark(json, err);
}

static int hex(int c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool add_unit(struct json *json, uint32_t unit, struct err *err)
{
	if (json->high && unit >= 0xDC00 && unit < 0xE000) {
		uint32_t c = 0x10000 + ((json->high - 0xD800) << 10) + (unit - 0xDC00);
		json->high = 0;
		return add_point(json, c, err);
	}
	if (!settle(json, err))
		return false;
	if (unit >= 0xD800 && unit < 0xDC00) {
		json->high = unit;
		return true;
	}
	return unit == 0 || (unit >= 0xDC00 && unit < 0xE000) ? add_mark(json, err)
	                                                      : add_point(json, unit, err);
}

static bool read_unit(struct json *json, struct err *err)
{
	uint32_t unit = 0;
	for (int i = 0; i < 4; i++) {
		int c;
		if (!peek(json, &c, err))
			return false;
		if (hex(c) < 0)
			return json_fail(json, N_("%s: “\\u” wants four hexadecimal digits"), err);
		unit = unit << 4 | (uint32_t)hex(c);
		json->at++;
	}
	return add_unit(json, unit, err);
}

static bool read_escape(struct json *json, struct err *err)
{
	static const char named[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
	int c;
	if (!peek(json, &c, err))
		return false;
	if (c == 'u') {
		json->at++;
		return read_unit(json, err);
	}
	const char *at = c > 0 ? strchr(named, c) : NULL;
	if (!at)
		return json_fail(json, N_("%s: a backslash before what needs none"), err);
	json->at++;
	return settle(json, err) && add(json, meant + (at - named), 1, err);
}

/* As far as a text needs no second look, in this block. */
static const char *plain_end(const struct json *json)
{
	const char *s = json->at;
	while (s < json->end && *s != '"' && *s != '\\' && (unsigned char)*s >= 0x20)
		s++;
	return s;
}

static bool read_text(struct json *json, struct err *err)
{
	json->at++;
	for (;;) {
		int c;
		if (!peek(json, &c, err))
			return false;
		if (c == NOTHING)
			return json_fail(json, N_("%s: the file ends within a text"), err);
		const char *stop = plain_end(json);
		if (stop > json->at) {
			if (!settle(json, err) || !add(json, json->at, (size_t)(stop - json->at), err))
				return false;
			json->at = stop;
			continue;
		}
		json->at++;
		if (c == '"')
			return settle(json, err) && add(json, "", 0, err);
		if (c != '\\')
			return json_fail(json, N_("%s: a line end or control character within a text"), err);
		if (!read_escape(json, err))
			return false;
	}
}

static const char *skip_digits(const char *s)
{
	while (*s >= '0' && *s <= '9')
		s++;
	return s;
}

static bool is_number(const char *s)
{
	s += *s == '-';
	const char *whole = skip_digits(s);
	if (whole == s || (*s == '0' && whole > s + 1))
		return false;
	s = whole;
	if (*s == '.') {
		const char *part = skip_digits(s + 1);
		if (part == s + 1)
			return false;
		s = part;
	}
	if (*s == 'e' || *s == 'E') {
		s += s[1] == '+' || s[1] == '-' ? 2 : 1;
		const char *power = skip_digits(s);
		if (power == s)
			return false;
		s = power;
	}
	return *s == '\0';
}

/* What stands here without quotes, up to what cannot be part of it. */
static bool read_bare(struct json *json, struct err *err)
{
	for (;;) {
		int c;
		if (!peek(json, &c, err))
			return false;
		bool part = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		            c == '-' || c == '+' || c == '.';
		if (!part)
			return true;
		const char byte = (char)c;
		if (!add(json, &byte, 1, err))
			return false;
		json->at++;
	}
}

static bool read_word(struct json *json, int c, enum json_event *ret, struct err *err)
{
	static const struct {
		const char *word;
		enum json_event event;
	} words[] = {{"true", JSON_TRUE}, {"false", JSON_FALSE}, {"null", JSON_NULL}};
	if (!read_bare(json, err))
		return false;
	if (json->len > 0 && is_number(json->text)) {
		*ret = JSON_NUMBER;
		return true;
	}
	for (size_t i = 0; json->len > 0 && i < sizeof(words) / sizeof(*words); i++)
		if (strcmp(json->text, words[i].word) == 0) {
			*ret = words[i].event;
			return true;
		}
	if (c == NOTHING)
		return json_fail(json, N_("%s: the file ends where a value is expected"), err);
	return c == '-' || (c >= '0' && c <= '9')
	               ? json_fail(json, N_("%s: a number that is not written as in JSON"), err)
	               : json_fail(json, N_("%s: a value is expected here"), err);
}

static bool open_level(struct json *json, int c, enum json_event *ret, struct err *err)
{
	if (json->depth >= JSON_DEPTH_MAX)
		return json_fail(json, N_("%s: nested deeper than 64 levels"), err);
	json->at++;
	uint64_t bit = (uint64_t)1 << json->depth++;
	json->objects = c == '{' ? json->objects | bit : json->objects & ~bit;
	json->state = c == '{' ? JSON_AT_FIRST_NAME : JSON_AT_FIRST_VALUE;
	*ret = c == '{' ? JSON_OBJECT : JSON_ARRAY;
	return true;
}

static void end_value(struct json *json)
{
	json->state = json->depth > 0 ? JSON_AFTER_VALUE : JSON_AFTER_ALL;
	json->broken = false;
}

static bool close_level(struct json *json, enum json_event *ret)
{
	*ret = json_in_object(json, json->depth) ? JSON_OBJECT_END : JSON_ARRAY_END;
	json->at++;
	json->depth--;
	end_value(json);
	return true;
}

static bool read_value(struct json *json, int c, enum json_event *ret, struct err *err)
{
	if (c == '{' || c == '[')
		return open_level(json, c, ret, err);
	*ret = JSON_TEXT;
	if (c == '"' ? !read_text(json, err) : !read_word(json, c, ret, err))
		return false;
	end_value(json);
	return true;
}

static bool read_name(struct json *json, int c, enum json_event *ret, struct err *err)
{
	if (c != '"')
		return c == NOTHING
		               ? json_fail(json, N_("%s: the file ends within an object"), err)
		               : json_fail(json, N_("%s: a name in double quotes is expected here"), err);
	if (!read_text(json, err) || !skip_blanks(json, &c, err))
		return false;
	if (c != ':')
		return json_fail(json, N_("%s: a colon is expected after the name"), err);
	json->at++;
	json->state = JSON_AT_VALUE;
	*ret = JSON_NAME;
	return true;
}

static bool after_value(struct json *json, int c, enum json_event *ret, struct err *err)
{
	bool object = json_in_object(json, json->depth);
	if (c == (object ? '}' : ']'))
		return close_level(json, ret);
	if (c == NOTHING)
		return object ? json_fail(json, N_("%s: the file ends within an object"), err)
		              : json_fail(json, N_("%s: the file ends within an array"), err);
	if (c != ',')
		return object ? json_fail(json, N_("%s: a comma or } is expected here"), err)
		              : json_fail(json, N_("%s: a comma or ] is expected here"), err);
	json->at++;
	if (!skip_blanks(json, &c, err))
		return false;
	return object ? read_name(json, c, ret, err) : read_value(json, c, ret, err);
}

static bool after_all(struct json *json, int c, enum json_event *ret, struct err *err)
{
	if (c == NOTHING) {
		*ret = JSON_END;
		return true;
	}
	if (!json->lines)
		return json_fail(json, N_("%s: something follows where the JSON has ended"), err);
	if (!json->broken || c != '{')
		return json_fail(json, N_("%s: a record is expected here, from { on a line of its own"), err);
	return read_value(json, c, ret, err);
}

bool json_next(struct json *json, enum json_event *ret, struct err *err)
{
	int c;
	json->len = 0;
	if (!skip_blanks(json, &c, err))
		return false;
	switch (json->state) {
	case JSON_AT_START:
		json->lines = c == '{';
		return read_value(json, c, ret, err);
	case JSON_AT_FIRST_VALUE:
		return c == ']' ? close_level(json, ret) : read_value(json, c, ret, err);
	case JSON_AT_VALUE:
		return read_value(json, c, ret, err);
	case JSON_AT_FIRST_NAME:
		return c == '}' ? close_level(json, ret) : read_name(json, c, ret, err);
	case JSON_AFTER_VALUE:
		return after_value(json, c, ret, err);
	case JSON_AFTER_ALL:
		return after_all(json, c, ret, err);
	}
	return true;
}
