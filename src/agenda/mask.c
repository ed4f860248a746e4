#include "mask.h"

#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>
#include <dagstart/doc/doc.h>
#include <dagstart/domain/redact.h>

enum { DIGITS_LEAST = 4 }; /* of a postcode; all that is personal has more, or an @ */

static bool may_hold(const char *text)
{
	size_t digits = 0;
	for (; *text; text++) {
		digits += *text >= '0' && *text <= '9';
		if (*text == '@' || digits >= DIGITS_LEAST)
			return true;
	}
	return false;
}

/* The text up to its closing quote or the next escape. */
static const char *mask_piece(struct arena *arena, const char *at, struct str *out)
{
	size_t len = strcspn(at, "\"\\");
	str_add(out, redact_text(arena, arena_strndup(arena, at, len), "", NULL));
	return at + len;
}

/* A row of the journal. What people say may begin like one, but has words outside of the quotes. */
static bool is_json(const char *text)
{
	static const char between[] = "{}[]:,.+-0123456789 eEtruefalsn";
	bool within = false;
	if (text[0] != '{' || text[1] != '"')
		return false;
	for (; *text; text++) {
		if (within && *text == '\\' && text[1])
			text++;
		else if (*text == '"')
			within = !within;
		else if (!within && !strchr(between, *text))
			return false;
	}
	return !within;
}

/* JSON stays JSON: only the texts within. */
static const char *mask_json(struct arena *arena, const char *json)
{
	struct str out = str_new(arena);
	bool within = false;
	while (*json) {
		if (within)
			json = mask_piece(arena, json, &out);
		if (*json == '\\' && json[1])
			str_add_char(&out, *json++);
		else if (*json == '"')
			within = !within;
		if (*json)
			str_add_char(&out, *json++);
	}
	return out.text;
}

const char *mask_text(struct arena *arena, const char *text)
{
	size_t count = 0;
	if (!text || !may_hold(text))
		return text;
	if (is_json(text))
		return mask_json(arena, text);
	const char *masked = redact_text(arena, text, "", &count);
	return count > 0 ? masked : text;
}

static bool has_own_value(const struct doc_node *node)
{
	return (node->kind == DOC_FIELD || node->kind == DOC_CELL) && node->value;
}

/* Numbers and days that programs read are no text. */
static bool is_figure(const struct doc_node *node)
{
	return has_own_value(node) && node->value->kind != VALUE_TEXT && node->value->kind != VALUE_NONE;
}

static void mask_value(struct arena *arena, struct doc_node *node)
{
	if (!has_own_value(node) || node->value->kind != VALUE_TEXT)
		return;
	const char *masked = mask_text(arena, node->value->text);
	if (masked == node->value->text)
		return;
	struct doc_value *value = arena_new_of(arena, struct doc_value);
	*value = *node->value;
	value->text = masked;
	node->value = value;
}

static void mask_node(struct arena *arena, struct doc_node *node)
{
	if (node->kind == DOC_INPUT || is_figure(node))
		return;
	node->title = mask_text(arena, node->title);
	node->text = mask_text(arena, node->text);
	node->aside = mask_text(arena, node->aside);
	mask_value(arena, node);
}

void mask_below(struct arena *arena, struct doc_node *node)
{
	for (struct doc_node *child = node->first; child; child = child->next) {
		mask_node(arena, child);
		mask_below(arena, child);
	}
}
