#include "schema_load.h"

#include <math.h>
#include <stdint.h>
#include <strings.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/clock.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/config/nearest.h>
#include <dagstart/config/problems.h>
#include <dagstart/config/yaml.h>

static bool has_range(const struct schema_field *field)
{
	return field->min != 0 || field->max != 0;
}

static const char *text_of(struct load *load, const struct yaml *node)
{
	if (node->kind == YAML_SCALAR)
		return node->text;
	schema_expect(load, node, _("one text, not a list or a map"));
	return NULL;
}

static size_t characters(const char *text)
{
	size_t n = 0;
	for (; *text; text++)
		n += ((unsigned char)*text & 0xC0) != 0x80;
	return n;
}

static bool length_fits(
        struct load *load, const struct schema_field *field, const struct yaml *node, const char *text)
{
	double n = has_range(field) ? (double)characters(text) : 0;
	if (!has_range(field) || (n >= field->min && n <= field->max))
		return true;
	schema_expect(
	        load, node, _("a text of %g to %g characters; this one has %g"), field->min, field->max, n);
	return false;
}

bool schema_load_text(struct load *load, const struct schema_field *field, const struct yaml *node, char *at)
{
	const char *text = yaml_is_null(node) ? "" : text_of(load, node);
	if (!text || !length_fits(load, field, node, text))
		return false;
	*(const char **)(void *)at = arena_strdup(load->arena, text);
	return true;
}

static const struct schema_field bilingual_fields[] = {
        {.name = "en", .type = SCHEMA_TEXT, .offset = offsetof(struct bilingual, en)},
        {.name = "nl", .type = SCHEMA_TEXT, .offset = offsetof(struct bilingual, nl)},
        {0},
};

bool schema_load_bilingual(
        struct load *load, const struct schema_field *field, const struct yaml *node, char *at)
{
	struct bilingual text = {.en = "", .nl = ""};
	size_t before = problems_total(load->problems);
	if (node->kind == YAML_MAP) {
		schema_load_map(load, bilingual_fields, node, (char *)&text);
	} else if (node->kind == YAML_SCALAR) {
		text.en = text.nl = yaml_is_null(node) ? "" : arena_strdup(load->arena, node->text);
	} else {
		schema_expect(load, node, _("a text, or one in each language: {en: …, nl: …}"));
	}
	if (problems_total(load->problems) != before || !length_fits(load, field, node, text.en) ||
	        !length_fits(load, field, node, text.nl))
		return false;
	*(struct bilingual *)(void *)at = text;
	return true;
}

bool schema_load_bool(struct load *load, const struct schema_field *field, const struct yaml *node, char *at)
{
	static const struct {
		const char *word;
		bool value;
	} words[] = {
	        {"true", true}, {"false", false}, {"yes", true}, {"no", false}, {"on", true}, {"off", false}};
	(void)field;
	for (size_t i = 0; node->kind == YAML_SCALAR && i < sizeof(words) / sizeof(*words); i++) {
		if (strcasecmp(node->text, words[i].word) == 0) {
			*(bool *)(void *)at = words[i].value;
			return true;
		}
	}
	schema_expect(load, node, _("yes or no"));
	return false;
}

/* "a whole number" or "a whole number from 1 to 60". */
static bool expect_number(
        struct load *load, const struct schema_field *field, const struct yaml *node, const char *what)
{
	if (has_range(field))
		schema_expect(load, node, _("%s from %.15g to %.15g"), what, field->min, field->max);
	else
		schema_expect(load, node, "%s", what);
	return false;
}

static bool in_range(const struct schema_field *field, double value)
{
	return !has_range(field) || (value >= field->min && value <= field->max);
}

bool schema_load_int(struct load *load, const struct schema_field *field, const struct yaml *node, char *at)
{
	long value;
	if (node->kind != YAML_SCALAR || !str_to_long(node->text, &value) || value < INT32_MIN ||
	        value > INT32_MAX || !in_range(field, (double)value))
		return expect_number(load, field, node, _("a whole number"));
	*(int *)(void *)at = (int)value;
	return true;
}

bool schema_load_number(
        struct load *load, const struct schema_field *field, const struct yaml *node, char *at)
{
	double value = NAN;
	bool none = yaml_is_null(node);
	if (!none && (node->kind != YAML_SCALAR || !str_to_double(node->text, &value) || !isfinite(value) ||
	                     !in_range(field, value)))
		return expect_number(load, field, node, _("a number"));
	*(double *)(void *)at = value;
	return true;
}

char *schema_join(struct arena *arena, const char *const *choices)
{
	struct str text = str_new(arena);
	for (; *choices; choices++)
		str_add_part(&text, ", ", *choices);
	return text.text;
}

bool schema_load_choice(
        struct load *load, const struct schema_field *field, const struct yaml *node, char *at)
{
	for (int i = 0; node->kind == YAML_SCALAR && field->choices[i]; i++) {
		if (strcasecmp(node->text, field->choices[i]) == 0) {
			*(int *)(void *)at = i;
			return true;
		}
	}
	const char *all = schema_join(load->arena, field->choices);
	const char *near = node->kind == YAML_SCALAR ? nearest_word(node->text, field->choices) : NULL;
	if (near)
		schema_expect(load, node, _("one of: %s. Did you mean '%s'?"), all, near);
	else
		schema_expect(load, node, _("one of: %s"), all);
	return false;
}

bool schema_load_day(struct load *load, const struct schema_field *field, const struct yaml *node, char *at)
{
	(void)field;
	if (node->kind == YAML_SCALAR && day_parse_iso(node->text, (int32_t *)(void *)at))
		return true;
	schema_expect(load, node, _("a date such as 2026-03-02"));
	return false;
}

bool schema_count_fits(
        struct load *load, const struct schema_field *field, const struct yaml *node, size_t count)
{
	if (in_range(field, (double)count))
		return true;
	schema_expect(
	        load, node, _("a list of %g to %g items; this one has %zu"), field->min, field->max, count);
	return false;
}

bool schema_load_texts(struct load *load, const struct schema_field *field, const struct yaml *node, char *at)
{
	static const struct schema_field item = {.type = SCHEMA_TEXT};
	struct schema_list list = {0};
	size_t before = problems_total(load->problems);
	bool single = node->kind == YAML_SCALAR && !yaml_is_null(node);
	if (node->kind == YAML_MAP) {
		schema_expect(load, node, _("a list of texts"));
		return false;
	}
	const char **texts = arena_array_of(load->arena, const char *, node->count + 1);
	if (single) /* a list of one need not be written as a list */
		texts[list.count++] = arena_strdup(load->arena, node->text);
	for (const struct yaml *child = node->first; child; child = child->next) {
		texts[list.count] = "";
		if (yaml_is_null(child))
			schema_expect(load, child, _("a text; leave the line out when there is none"));
		else
			schema_load_text(load, &item, child, (char *)&texts[list.count]);
		list.count++;
	}
	if (!schema_count_fits(load, field, node, list.count) || problems_total(load->problems) != before)
		return false;
	list.items = texts;
	*(struct schema_list *)(void *)at = list;
	return true;
}
