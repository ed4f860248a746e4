#include <dagstart/config/words.h>

#include <stddef.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>
#include <dagstart/base/vec.h>
#include <dagstart/config/embedded.h>
#include <dagstart/config/problems.h>
#include <dagstart/config/schema.h>
#include <dagstart/config/settings.h>
#include <dagstart/config/yaml.h>

#include "settings_verify.h"
#include "source.h"
#include "words_rules.h"
#include "words_tables.h"

enum { LISTS = 4, OWN = 0 };

const char *const column_role_names[COLUMN_ROLES] = {
        [COLUMN_OTHER] = "other",
        [COLUMN_SCORE] = "score",
        [COLUMN_COMMENT] = "comment",
        [COLUMN_DATE] = "date",
        [COLUMN_ID] = "id",
        [COLUMN_CHANNEL] = "channel",
        [COLUMN_CUSTOMER] = "customer",
        [COLUMN_THEME] = "theme",
        [COLUMN_STEP] = "step",
        [COLUMN_METRIC] = "metric",
};

/* The built-in lists, English first. */
static const char *const built_in[] = {"words/en.yaml", "words/nl.yaml", "words/more.yaml"};

struct word_file {
	struct schema_list columns[COLUMN_ROLES];
	struct schema_list missing;
	struct schema_list themes; /* struct settings_rule */
	struct schema_list stop, plain, negations, joints, same;
};

#define COLUMN(key, role) \
	{ \
		.name = (key), .type = SCHEMA_TEXTS, .offset = offsetof(struct word_file, columns[role]), \
		.help = N_("names that exports give this column, the surest first") \
	}

static const struct schema_field column_fields[] = {
        COLUMN_FIELDS(COLUMN),
        {0},
};

#define LANGUAGE(key, words_help) \
	{ \
		.name = #key, .type = SCHEMA_TEXTS, .offset = offsetof(struct word_file, key), \
		.help = (words_help) \
	}

static const struct schema_field language_fields[] = {
        LANGUAGE(stop, N_("words that say nothing by themselves")),
        LANGUAGE(plain, N_("words that praise or blame without saying what")),
        LANGUAGE(negations, N_("words that turn the next one round")),
        LANGUAGE(joints, N_("words that begin another thought")),
        LANGUAGE(same, N_("forms of one word, which the first stands for")),
        {0},
};

static const struct schema_field word_fields[] = {
        {.name = "columns",
                .type = SCHEMA_MAP,
                .fields = column_fields,
                .help = N_("how exports name columns")},
        {.name = "missing",
                .type = SCHEMA_TEXTS,
                .offset = offsetof(struct word_file, missing),
                .help = N_("what stands for no answer")},
        {.name = "themes",
                .type = SCHEMA_LIST,
                .offset = offsetof(struct word_file, themes),
                .fields = settings_rule_schema,
                .item_size = sizeof(struct settings_rule),
                .verify = verify_rules,
                .verify_item = verify_rule,
                .help = N_("words that make a theme")},
        {.name = "language",
                .type = SCHEMA_MAP,
                .fields = language_fields,
                .help = N_("how the language works, for finding what complaints share")},
        {0},
};

static bool holds(const struct schema_list *list, const char *text)
{
	for (size_t i = 0; i < list->count; i++)
		if (streq(schema_text_at(list, i), text))
			return true;
	return false;
}

static void add_folded(struct arena *arena, struct schema_list *into, const char *word)
{
	const char *folded = text_fold(arena, word);
	if (holds(into, folded))
		return;
	((const char **)into->items)[into->count++] = folded;
}

/* Own words first, then those of all languages in turn, so that the surest stay in front. */
static struct schema_list merge(struct arena *arena, const struct schema_list *lists[static LISTS])
{
	size_t room = 0;
	size_t longest = 0;
	for (size_t k = 0; k < LISTS; k++) {
		room += lists[k]->count;
		longest = lists[k]->count > longest ? lists[k]->count : longest;
	}
	struct schema_list merged = {.items = arena_array_of(arena, const char *, room + 1)};
	for (size_t i = 0; i < lists[OWN]->count; i++)
		add_folded(arena, &merged, schema_text_at(lists[OWN], i));
	for (size_t i = 0; i < longest; i++)
		for (size_t k = OWN + 1; k < LISTS; k++)
			if (i < lists[k]->count)
				add_folded(arena, &merged, schema_text_at(lists[k], i));
	return merged;
}

static struct word_file load_tree(struct arena *arena, const struct yaml *tree, struct problems *problems)
{
	struct word_file file = {0};
	if (tree)
		schema_load(arena, word_fields, tree, &file, "", problems);
	return file;
}

bool words_load(struct arena *arena, const char *own, struct words *ret, struct problems *problems)
{
	size_t before = problems_total(problems);
	struct word_file files[LISTS] = {0};
	if (!strempty(own))
		files[OWN] = load_tree(arena, source_file(arena, own, false, problems), problems);
	for (size_t k = OWN + 1; k < LISTS; k++)
		files[k] = load_tree(arena, source_embedded(arena, built_in[k - 1], problems), problems);
	struct words words = {0};
	for (size_t role = 0; role < COLUMN_ROLES; role++) {
		const struct schema_list *lists[LISTS];
		for (size_t k = 0; k < LISTS; k++)
			lists[k] = &files[k].columns[role];
		struct schema_list merged = merge(arena, lists);
		words.columns[role] = merged.items;
		words.column_counts[role] = merged.count;
	}
	const struct schema_list *lists[LISTS];
	for (size_t k = 0; k < LISTS; k++)
		lists[k] = &files[k].missing;
	struct schema_list merged = merge(arena, lists);
	words.missing = merged.items;
	words.missing_count = merged.count;
	words_tables_load(arena, &words, problems);
	*ret = words;
	return problems_total(problems) == before;
}

static struct settings_rule *rule_named(struct schema_list *rules, const char *key)
{
	for (size_t i = 0; i < rules->count; i++)
		if (streq(SCHEMA_ITEM(rules, struct settings_rule, i)->key, key))
			return SCHEMA_ITEM(rules, struct settings_rule, i);
	return NULL;
}

static struct schema_list joined(
        struct arena *arena, const struct schema_list *a, const struct schema_list *b)
{
	struct schema_list both = {.items = arena_array_of(arena, const char *, a->count + b->count + 1)};
	for (size_t i = 0; i < a->count; i++)
		((const char **)both.items)[both.count++] = schema_text_at(a, i);
	for (size_t i = 0; i < b->count; i++)
		((const char **)both.items)[both.count++] = schema_text_at(b, i);
	return both;
}

struct schema_list words_rules(struct arena *arena, struct problems *problems)
{
	struct word_file en = load_tree(arena, source_embedded(arena, built_in[0], problems), problems);
	struct word_file nl = load_tree(arena, source_embedded(arena, built_in[1], problems), problems);
	struct schema_list rules = {
	        .items = arena_array_of(arena, struct settings_rule, en.themes.count + nl.themes.count + 1)};
	for (size_t i = 0; i < en.themes.count; i++)
		((struct settings_rule *)rules.items)[rules.count++] =
		        *SCHEMA_ITEM(&en.themes, struct settings_rule, i);
	for (size_t i = 0; i < nl.themes.count; i++) {
		const struct settings_rule *dutch = SCHEMA_ITEM(&nl.themes, struct settings_rule, i);
		struct settings_rule *rule = rule_named(&rules, dutch->key);
		if (!rule) {
			((struct settings_rule *)rules.items)[rules.count++] = *dutch;
			continue;
		}
		rule->name.nl = dutch->name.nl;
		rule->words = joined(arena, &rule->words, &dutch->words);
		rule->stem = joined(arena, &rule->stem, &dutch->stem);
		rule->not = joined(arena, &rule->not, &dutch->not );
	}
	return rules;
}

static struct words_language language_of(const struct word_file *file)
{
	return (struct words_language){
	        .stop = file->stop.items,
	        .stop_count = file->stop.count,
	        .plain = file->plain.items,
	        .plain_count = file->plain.count,
	        .negations = file->negations.items,
	        .negation_count = file->negations.count,
	        .joints = file->joints.items,
	        .joint_count = file->joints.count,
	        .same = file->same.items,
	        .same_count = file->same.count,
	};
}

bool words_languages(struct arena *arena, struct words_language ret[static 2], struct problems *problems)
{
	size_t before = problems_total(problems);
	for (size_t i = 0; i < 2; i++) {
		/* English comes first among the built-in lists */
		struct word_file file =
		        load_tree(arena, source_embedded(arena, built_in[1 - i], problems), problems);
		ret[i] = language_of(&file);
	}
	return problems_total(problems) == before;
}
