#include <dagstart/config/yaml.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <yaml.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/config/problems.h>

#include "yaml_check.h"

enum { REPORTED = 100 };

struct level { /* a list or map that is still open */
	struct yaml *node;
	struct yaml *last;
	const char *key; /* a key that waits for its value */
	int key_line, key_column;
};

struct reader {
	struct arena *arena;
	const char *file;
	struct problems *problems;
	struct yaml *root;
	struct level levels[YAML_MAX_DEPTH];
	size_t depth;
	size_t nodes;
	int documents;
	bool ended;
};

static int mark_line(yaml_mark_t mark)
{
	return (int)mark.line + 1;
}

static int mark_column(yaml_mark_t mark)
{
	return (int)mark.column + 1;
}

static struct level *top(struct reader *reader)
{
	return reader->depth ? &reader->levels[reader->depth - 1] : NULL;
}

static bool awaits_key(struct reader *reader)
{
	struct level *level = top(reader);
	return level && level->node->kind == YAML_MAP && !level->key;
}

/* Where the reader is: the open list or map, and the key that waits for its value. */
static const char *current_path(struct reader *reader)
{
	const struct level *level = top(reader);
	if (!level)
		return "";
	const char *path = yaml_path(reader->arena, NULL, level->node);
	if (!level->key)
		return path;
	return arena_printf(reader->arena, "%s%s%s", path, *path ? "." : "", level->key);
}

/* Adds a problem at the mark; false, for `return refuse(...)`. */
static bool refuse(struct reader *reader, yaml_mark_t mark, const char *expected)
{
	problems_add(reader->problems, reader->file, mark_line(mark), mark_column(mark), current_path(reader),
	        "%s", expected);
	return false;
}

static bool add_node(struct reader *reader, const yaml_event_t *event, enum yaml_kind kind, struct yaml **ret)
{
	if (++reader->nodes > YAML_MAX_NODES)
		return refuse(reader, event->start_mark, _("at most 100,000 values in a file"));
	struct yaml *node = arena_new_of(reader->arena, struct yaml);
	struct level *level = top(reader);
	*node = (struct yaml){
	        .kind = kind,
	        .file = reader->file,
	        .line = mark_line(event->start_mark),
	        .column = mark_column(event->start_mark),
	};
	if (level) {
		node->parent = level->node;
		node->index = level->node->count++;
		node->key = level->key;
		node->key_line = level->key_line;
		node->key_column = level->key_column;
		*(level->last ? &level->last->next : &level->node->first) = node;
		level->last = node;
		level->key = NULL;
	} else {
		reader->root = node;
	}
	*ret = node;
	return true;
}

/* Anchors and tags are told about, and the rest of the file is still read. */
static void check_plain(struct reader *reader, const yaml_event_t *event, const void *anchor, const void *tag)
{
	if (anchor)
		refuse(reader, event->start_mark,
		        _("no anchor (&name): write the value out where it is used"));
	if (tag)
		refuse(reader, event->start_mark,
		        _("no tag (!name): put quotes around a text that starts with !"));
}

static char *scalar_text(struct reader *reader, const yaml_event_t *event)
{
	const char *value = (const char *)event->data.scalar.value;
	size_t len = event->data.scalar.length;
	char *text = arena_strndup(reader->arena, value, len);
	if (event->data.scalar.style != YAML_DOUBLE_QUOTED_SCALAR_STYLE)
		return text;
	/* Only here can an escape make a character that the check of the bytes did not see. */
	struct hidden hidden = {0};
	if (memchr(value, 0, len) || yaml_hidden(reader->arena, value, len, &hidden))
		refuse(reader, event->start_mark,
		        arena_printf(reader->arena, _("no hidden or control characters: take out U+%04X"),
		                hidden.code));
	return text;
}

static bool on_scalar(struct reader *reader, const yaml_event_t *event)
{
	check_plain(reader, event, event->data.scalar.anchor, event->data.scalar.tag);
	char *text = scalar_text(reader, event);
	if (awaits_key(reader)) {
		struct level *level = top(reader);
		level->key = text;
		level->key_line = mark_line(event->start_mark);
		level->key_column = mark_column(event->start_mark);
		return *text != '\0' || refuse(reader, event->start_mark, _("a key before the colon"));
	}
	struct yaml *node;
	if (!add_node(reader, event, YAML_SCALAR, &node))
		return false;
	node->text = text;
	node->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
	return true;
}

static bool on_alias(struct reader *reader, const yaml_event_t *event)
{
	refuse(reader, event->start_mark, _("no alias (*name): write the value out"));
	struct yaml *node;
	if (awaits_key(reader) || !add_node(reader, event, YAML_SCALAR, &node))
		return false;
	node->text = "";
	node->plain = true;
	return true;
}

static bool open_level(struct reader *reader, const yaml_event_t *event, enum yaml_kind kind)
{
	if (awaits_key(reader))
		return refuse(reader, event->start_mark, _("a plain word as key, not a list or a map"));
	if (reader->depth == YAML_MAX_DEPTH)
		return refuse(reader, event->start_mark, _("at most 64 lists and maps within each other"));
	struct yaml *node;
	if (!add_node(reader, event, kind, &node))
		return false;
	reader->levels[reader->depth++] = (struct level){.node = node};
	return true;
}

static bool on_list(struct reader *reader, const yaml_event_t *event)
{
	check_plain(reader, event, event->data.sequence_start.anchor, event->data.sequence_start.tag);
	return open_level(reader, event, YAML_LIST);
}

static bool on_map(struct reader *reader, const yaml_event_t *event)
{
	check_plain(reader, event, event->data.mapping_start.anchor, event->data.mapping_start.tag);
	return open_level(reader, event, YAML_MAP);
}

static int compare_keys(const void *a, const void *b)
{
	const struct yaml *x = *(const struct yaml *const *)a;
	const struct yaml *y = *(const struct yaml *const *)b;
	int order = strcmp(x->key, y->key);
	return order ? order : (x->index > y->index) - (x->index < y->index);
}

/* By sorting: a hostile map may hold a hundred thousand keys. */
static void check_keys_once(struct reader *reader, const struct yaml *map)
{
	const struct yaml **sorted = arena_array_of(reader->arena, const struct yaml *, map->count + 1);
	size_t n = 0;
	for (const struct yaml *child = map->first; child; child = child->next)
		sorted[n++] = child;
	qsort(sorted, n, sizeof(*sorted), compare_keys);
	for (size_t i = 1; i < n; i++) {
		if (!streq(sorted[i - 1]->key, sorted[i]->key))
			continue;
		problems_add(reader->problems, reader->file, sorted[i]->key_line, sorted[i]->key_column,
		        yaml_path(reader->arena, NULL, sorted[i]),
		        _("a key once in a map; this one stands in line %d too"), sorted[i - 1]->key_line);
	}
}

static bool on_end(struct reader *reader, const yaml_event_t *event)
{
	(void)event;
	assert(reader->depth > 0);
	const struct yaml *node = reader->levels[--reader->depth].node;
	if (node->kind == YAML_MAP)
		check_keys_once(reader, node);
	return true;
}

static bool on_document(struct reader *reader, const yaml_event_t *event)
{
	if (++reader->documents > 1)
		return refuse(reader, event->start_mark, _("one document in a file: take out this '---'"));
	return true;
}

static bool on_stream_end(struct reader *reader, const yaml_event_t *event)
{
	(void)event;
	reader->ended = true;
	return true;
}

static bool (*const handlers[])(struct reader *, const yaml_event_t *) = {
        [YAML_SCALAR_EVENT] = on_scalar,
        [YAML_ALIAS_EVENT] = on_alias,
        [YAML_SEQUENCE_START_EVENT] = on_list,
        [YAML_SEQUENCE_END_EVENT] = on_end,
        [YAML_MAPPING_START_EVENT] = on_map,
        [YAML_MAPPING_END_EVENT] = on_end,
        [YAML_DOCUMENT_START_EVENT] = on_document,
        [YAML_STREAM_END_EVENT] = on_stream_end,
};

/* libyaml's words, and what a person can do about it. */
static const struct {
	const char *says;
	const char *expected;
} syntax[] = {
        {"found character that cannot start any token",
                N_("quotes around a text that starts with this character; a tab never indents")},
        {"mapping values are not allowed in this context",
                N_("quotes around a text that holds a colon, or the indent of the lines above")},
        {"could not find expected ':'", N_("a colon and a space after the key")},
        {"did not find expected key", N_("the same indent as the lines above, or a closing quote")},
        {"did not find expected '-' indicator", N_("a list item (- …) with the indent of those above")},
        {"block sequence entries are not allowed in this context",
                N_("a list item (- …) on a line of its own, below its key")},
        {"did not find expected ',' or ']'", N_("a comma or the closing ]")},
        {"did not find expected ',' or '}'", N_("a comma or the closing }")},
        {"did not find expected node content", N_("a value")},
        {"found unexpected end of stream", N_("a closing quote before the end of the file")},
        {"found unknown escape character",
                N_("a known escape after the backslash; between single quotes a backslash is itself")},
        {"did not find expected <document start>",
                N_("nothing after the end of the list or map that is the file")},
        {"found undefined tag handle", N_("no tag (!name): put quotes around a text that starts with !")},
};

static void report_syntax(struct reader *reader, const yaml_parser_t *parser)
{
	const char *says = str_or(parser->problem, "?");
	bool marked = parser->error == YAML_SCANNER_ERROR || parser->error == YAML_PARSER_ERROR;
	yaml_mark_t mark = marked ? parser->problem_mark : parser->mark;
	for (size_t i = 0; i < sizeof(syntax) / sizeof(*syntax); i++) {
		if (streq(says, syntax[i].says)) {
			refuse(reader, mark, _(syntax[i].expected));
			return;
		}
	}
	refuse(reader, mark, arena_printf(reader->arena, _("valid YAML (%s)"), says));
}

static void read_events(struct reader *reader, yaml_parser_t *parser)
{
	size_t before = problems_total(reader->problems);
	bool going = true;
	while (going && !reader->ended) {
		yaml_event_t event;
		if (!yaml_parser_parse(parser, &event)) {
			report_syntax(reader, parser);
			return;
		}
		size_t type = (size_t)event.type;
		if (type < sizeof(handlers) / sizeof(*handlers) && handlers[type])
			going = handlers[type](reader, &event);
		yaml_event_delete(&event);
		if (problems_total(reader->problems) - before >= REPORTED)
			return;
	}
}

bool yaml_parse(struct arena *arena, const char *file, const char *bytes, size_t len,
        struct problems *problems, struct yaml **ret)
{
	if (!yaml_check_bytes(arena, file, bytes, len, problems))
		return false;
	size_t before = problems_total(problems);
	struct reader reader = {.arena = arena, .file = arena_strdup(arena, file), .problems = problems};
	CLEANUP(yaml_parser_delete) yaml_parser_t parser;
	if (!yaml_parser_initialize(&parser)) {
		problems_add(problems, file, 0, 0, "", _("enough memory to read the file"));
		return false;
	}
	yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
	size_t mark = len >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
	yaml_parser_set_input_string(&parser, (const unsigned char *)bytes + mark, len - mark);
	read_events(&reader, &parser);
	if (problems_total(problems) != before)
		return false;
	if (!reader.root || yaml_is_null(reader.root)) {
		reader.root = arena_new_of(arena, struct yaml);
		*reader.root = (struct yaml){.kind = YAML_MAP, .file = reader.file, .line = 1, .column = 1};
	}
	*ret = reader.root;
	return true;
}
