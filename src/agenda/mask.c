#include "mask.h"

#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>
#include <dagstart/doc/doc.h>
#include <dagstart/domain/redact.h>

enum {
	DIGITS_LEAST = 4, /* of a postcode; all that is personal has more, or an @ */
	ID_DIGITS_LEAST = 8, /* shorter ones are not taken for anything else */
	ID_DIGITS_MOST = 10,
};

static const char masked_id[] = "F-" REDACT_MASK;

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

static bool in_token(char c)
{
	return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c & 0x80);
}

/* Bytes of the id of an answer that stands here, when it is one of those as long as a phone number: a store
 * of ten million answers has them. 0 for none. */
static size_t long_id_length(const char *s)
{
	if (s[0] != 'F' || s[1] != '-' || s[2] == '0')
		return 0;
	size_t digits = strspn(s + 2, "0123456789");
	return digits >= ID_DIGITS_LEAST && digits <= ID_DIGITS_MOST && !in_token(s[2 + digits]) ? 2 + digits
	                                                                                         : 0;
}

static const char *find_long_id(const char *text, size_t *ret_len)
{
	const char *at = strstr(text, "F-");
	while (at && ((at > text && in_token(at[-1])) || !(*ret_len = long_id_length(at))))
		at = strstr(at + 1, "F-");
	return at;
}

/* Masks all but ids of our own. Words such as "invoice" before it make another's number of it: that is masked
 * as a whole, and not from its figures on. */
static const char *mask_words(struct arena *arena, const char *text)
{
	struct str out = str_new(arena);
	size_t len;
	for (const char *id; (id = find_long_id(text, &len)) != NULL; text = id + len) {
		const char *head = arena_strndup(arena, text, (size_t)(id - text) + len);
		const char *masked = redact_text(arena, head, "", NULL);
		size_t kept = strlen(masked), tail = strlen(masked_id);
		bool is_ours = kept >= tail && streq(masked + kept - tail, masked_id);
		str_add_bytes(&out, masked, is_ours ? kept - tail : kept);
		str_add_bytes(&out, id, is_ours ? len : 0);
	}
	str_add(&out, redact_text(arena, text, "", NULL));
	return out.text;
}

/* The text up to its closing quote or the next escape. */
static const char *mask_piece(struct arena *arena, const char *at, struct str *out)
{
	size_t len = strcspn(at, "\"\\");
	str_add(out, mask_words(arena, arena_strndup(arena, at, len)));
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
	if (!text || !may_hold(text))
		return text;
	if (is_json(text))
		return mask_json(arena, text);
	const char *masked = mask_words(arena, text);
	return streq(masked, text) ? text : masked;
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
