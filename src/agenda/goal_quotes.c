/* What customers said about a person's goals: of themes that share a word with a goal; where none does, of
 * the score that the goals serve. */
#include "services.h"

#include <string.h>

#include <dagstart/base/text.h>
#include <dagstart/base/text_stem.h>
#include <dagstart/store/voice.h>

enum { WORD_LEAST = 4, STEM_BYTES = 64, THEMES_MOST = 3 };

struct word {
	const char *start;
	size_t len;
};

static bool next_word(struct word *word)
{
	static const char parts[] = " \t\n.,;:!?()/-–→%\"“”'’0123456789";
	const char *at = word->start + word->len;
	at += strspn(at, parts);
	*word = (struct word){.start = at, .len = strcspn(at, parts)};
	return word->len > 0;
}

/* The stem of a folded word, "" for a short one. */
static void stem_of(
        struct text_stemmer *stemmer, const char *language, const struct word *word, char ret[STEM_BYTES])
{
	size_t len = 0;
	ret[0] = '\0';
	if (word->len < WORD_LEAST)
		return;
	const char *stem = text_stem(
	        stemmer, streq(language, "nl") ? TEXT_DUTCH : TEXT_ENGLISH, word->start, word->len, &len);
	if (len >= STEM_BYTES)
		return;
	memcpy(ret, stem, len);
	ret[len] = '\0';
}

/* Whether a word of the theme's name, in any of its forms, is in the text. Both are folded. */
static bool shares_word(
        struct text_stemmer *stemmer, const char *language, const char *theme, const char *text)
{
	for (struct word name = {.start = theme}; next_word(&name);) {
		char wanted[STEM_BYTES], stem[STEM_BYTES];
		stem_of(stemmer, language, &name, wanted);
		for (struct word word = {.start = text}; *wanted && next_word(&word);) {
			stem_of(stemmer, language, &word, stem);
			/* Dutch writes compounds as one word: "factuuradres" is about a "factuur". */
			bool begins = strlen(stem) >= WORD_LEAST && str_starts(wanted, stem);
			if (streq(stem, wanted) || begins)
				return true;
		}
	}
	return false;
}

static size_t matching_themes(struct step_context *ctx, const struct goals *goals, int64_t owner,
        const struct theme *themes, size_t count, const struct theme **ret)
{
	CLEANUP(text_stemmer_cleanup) struct text_stemmer *stemmer = text_stemmer_new(ctx->arena);
	size_t found = 0;
	for (size_t i = 0; i < count && found < THEMES_MOST; i++) {
		const char *theme = text_fold(ctx->arena, themes[i].name);
		bool fits = false;
		for (size_t j = 0; j < goals->count && !fits; j++) {
			const struct goal *goal = &goals->items[j];
			const char *text = arena_printf(ctx->arena, "%s %s", goal->text, goal->behaviour);
			fits = goal->owner_id == owner &&
			       shares_word(stemmer, ctx->language, theme, text_fold(ctx->arena, text));
		}
		if (fits)
			ret[found++] = &themes[i];
	}
	return found;
}

/* Newest first, each once, at most `most`. */
static void merge(struct goal_quotes *quotes, const struct feedback *more, size_t count, size_t most)
{
	for (size_t i = 0; i < count; i++) {
		size_t at = 0;
		bool known = false;
		for (size_t j = 0; j < quotes->count; j++) {
			known |= quotes->items[j].id == more[i].id;
			at += quotes->items[j].day >= more[i].day;
		}
		if (known || at >= most)
			continue;
		size_t last = quotes->count < most ? quotes->count++ : most - 1;
		memmove(&quotes->items[at + 1], &quotes->items[at], (last - at) * sizeof(*quotes->items));
		quotes->items[at] = more[i];
	}
}

static bool load_themes(struct step_context *ctx, const struct theme *const *themes, size_t count,
        size_t most, struct goal_quotes *ret, struct err *err)
{
	const char **names = arena_array_of(ctx->arena, const char *, count + 1);
	for (size_t i = 0; i < count; i++) {
		struct feedback_query query = feedback_query_any();
		struct feedback *list = NULL;
		size_t got = 0;
		query.theme_id = themes[i]->id;
		query.commented = true;
		query.limit = most;
		if (!store_feedback(ctx->store, ctx->arena, &query, &list, &got, err))
			return false;
		merge(ret, list, got, most);
		names[i] = themes[i]->name;
	}
	ret->about = arena_printf(ctx->arena, _("the newest about %s"), say_list(ctx->arena, names, count));
	return true;
}

static bool load_metric(struct step_context *ctx, const struct goals *goals, int64_t owner, size_t most,
        struct goal_quotes *ret, struct err *err)
{
	struct feedback_query query = feedback_query_any();
	for (size_t i = 0; i < goals->count && !query.metric; i++)
		if (goals->items[i].owner_id == owner && metric_by_key(ctx, goals->items[i].metric_key))
			query.metric = goals->items[i].metric_key;
	if (!query.metric)
		return true;
	struct feedback *list = NULL;
	size_t count = 0;
	query.commented = true;
	query.limit = most;
	if (!store_feedback(ctx->store, ctx->arena, &query, &list, &count, err))
		return false;
	merge(ret, list, count, most);
	ret->about = arena_printf(ctx->arena, _("the newest with a score for %s"),
	        metric_short(ctx->arena, metric_by_key(ctx, query.metric)));
	return true;
}

bool goal_quotes_load(struct step_context *ctx, const struct goals *goals, int64_t owner, size_t most,
        struct goal_quotes *ret, struct err *err)
{
	struct theme *themes = NULL;
	size_t count = 0;
	*ret = (struct goal_quotes){
	        .items = arena_array_of(ctx->arena, struct feedback, most + 1), .about = ""};
	if (!store_themes(ctx->store, ctx->arena, &themes, &count, err))
		return false;
	const struct theme *fitting[THEMES_MOST];
	size_t fit = matching_themes(ctx, goals, owner, themes, count, fitting);
	return fit ? load_themes(ctx, fitting, fit, most, ret, err)
	           : load_metric(ctx, goals, owner, most, ret, err);
}
