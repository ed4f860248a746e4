/* What has happened since a decision: whether its themes hurt more than before, and what its score did. */
#include "ledger.h"

#include <stdlib.h>
#include <string.h>

#include <dagstart/base/text.h>
#include <dagstart/store/themes.h>
#include <dagstart/store/voice.h>
#include <dagstart/store/work.h>

enum { WEEK = 7, BEFORE_DAYS = DECISION_WEEKS * WEEK, THEMES_MAX = 8 };

/* -- what it rests on -- */

struct ground {
	struct str refs;
	struct ref seen[32];
	size_t count;
};

static void add_ref(struct ground *ground, struct arena *arena, struct ref ref)
{
	for (size_t i = 0; i < ground->count; i++)
		if (ref_equal(ground->seen[i], ref))
			return;
	if (ground->count == sizeof(ground->seen) / sizeof(*ground->seen))
		return;
	ground->seen[ground->count++] = ref;
	str_add_part(&ground->refs, " ", ref_text(arena, ref));
}

/* A quote or a theme that is there; other things may be named too, they are kept as words. */
static bool add_known(struct step_context *ctx, struct ground *ground, struct ref ref, struct err *err)
{
	struct feedback quote;
	struct theme_entry theme;
	if (ref.letter == 'F' && !store_feedback_by_id(ctx->store, ctx->arena, ref.id, &quote, err))
		return false;
	if (ref.letter == 'T' && !store_theme_by_id(ctx->store, ctx->arena, ref.id, &theme, err))
		return false;
	if (ref.letter == 'F' || ref.letter == 'T')
		add_ref(ground, ctx->arena, ref);
	return true;
}

/* "theme invoice address", "thema factuuradres", or the name alone. */
static bool add_named(struct step_context *ctx, struct ground *ground, const char *part, struct err *err)
{
	static const char *const words[] = {"theme ", "thema "};
	struct theme_entry theme;
	struct err why = {0};
	bool says_so = false;
	for (size_t i = 0; i < 2 && !says_so; i++)
		if (str_starts(text_fold(ctx->arena, part), words[i])) {
			part += strlen(words[i]);
			says_so = true;
		}
	const char *name = str_trim(ctx->arena, part);
	if (strempty(name))
		return true;
	if (store_theme_by_name(ctx->store, ctx->arena, name, &theme, &why)) {
		add_ref(ground, ctx->arena, entity_ref(ENTITY_THEME, theme.id));
		return true;
	}
	if (why.code != ERR_MISSING || says_so)
		*err = why;
	return why.code == ERR_MISSING && !says_so;
}

/* "F-12", or several with spaces between; what is no id is left to be a name. */
static bool add_part(struct step_context *ctx, struct ground *ground, const char *part, struct err *err)
{
	size_t refs = 0, words = 0;
	struct ref ref;
	for (const char *at = part; *at;) {
		at += strspn(at, " ");
		size_t len = strcspn(at, " ");
		if (len && ref_parse(arena_strndup(ctx->arena, at, len), &ref)) {
			refs++;
			if (!add_known(ctx, ground, ref, err))
				return false;
		} else {
			words += len > 0;
		}
		at += len;
	}
	return refs || !words || add_named(ctx, ground, part, err);
}

bool decision_rests(
        struct step_context *ctx, const char *evidence, struct ref source, const char **ret, struct err *err)
{
	struct ground ground = {.refs = str_new(ctx->arena)};
	if (!add_known(ctx, &ground, source, err))
		return false;
	for (const char *at = str_or(evidence, ""); *at;) {
		size_t len = strcspn(at, ",;");
		const char *part = str_trim(ctx->arena, arena_strndup(ctx->arena, at, len));
		if (!add_part(ctx, &ground, part, err))
			return err_at(err, "evidence");
		at += len + (at[len] != '\0');
	}
	*ret = ground.refs.text;
	return true;
}

/* What an older program wrote down is read now. */
const char *decision_ground(struct step_context *ctx, const struct decision *decision)
{
	const char *rests = str_or(decision->rests, "");
	struct err ignored = {0};
	if (strempty(rests) && !decision_rests(ctx, decision->evidence, decision->source, &rests, &ignored))
		rests = "";
	return rests;
}

/* -- its themes -- */

static bool add_theme(struct step_context *ctx, struct decision_follow *follow, int64_t id, struct err *err)
{
	struct theme_entry theme;
	struct err why = {0};
	if (!store_theme_by_id(ctx->store, ctx->arena, id, &theme, &why))
		return why.code == ERR_MISSING || (*err = why, false);
	for (size_t i = 0; i < follow->theme_count; i++)
		if (follow->themes[i].id == theme.id)
			return true;
	if (follow->theme_count < THEMES_MAX)
		follow->themes[follow->theme_count++] =
		        (struct decision_theme){.id = theme.id, .name = theme.name};
	return true;
}

static bool add_themes_of(
        struct step_context *ctx, struct decision_follow *follow, struct ref ref, struct err *err)
{
	struct feedback quote;
	struct err why = {0};
	if (ref.letter == 'T')
		return add_theme(ctx, follow, ref.id, err);
	if (ref.letter != 'F')
		return true;
	if (!store_feedback_by_id(ctx->store, ctx->arena, ref.id, &quote, &why))
		return why.code == ERR_MISSING || (*err = why, false);
	for (size_t i = 0; i < quote.theme_count; i++)
		if (!add_theme(ctx, follow, quote.theme_ids[i], err))
			return false;
	return true;
}

static bool load_themes(struct step_context *ctx, struct decision_follow *follow, struct err *err)
{
	struct ref ref;
	for (const char *at = decision_ground(ctx, follow->decision); *at;) {
		size_t len = strcspn(at, " ");
		if (ref_parse(arena_strndup(ctx->arena, at, len), &ref) &&
		        !add_themes_of(ctx, follow, ref, err))
			return false;
		at += len + (at[len] != '\0');
	}
	return true;
}

/* -- what was said about them -- */

static int64_t pains_of(const struct metric *metric, const struct tally *tally)
{
	return score_of(metric, tally).bottom;
}

/* The score that most customers have answered, so that nobody is counted twice. NULL: none. */
static bool main_metric(struct step_context *ctx, const struct metric **ret, struct err *err)
{
	int64_t most = 0;
	*ret = NULL;
	for (size_t i = 0; i < ctx->metric_count; i++) {
		struct tally tally = {0};
		const struct tally_query ever = {.metric_id = ctx->metrics[i].id};
		if (!store_tally(ctx->store, &ever, &tally, err))
			return false;
		if (tally.n > most) {
			most = tally.n;
			*ret = &ctx->metrics[i];
		}
	}
	return true;
}

/* The one that it names, if it does. */
static const struct metric *metric_of(
        const struct step_context *ctx, const struct decision *decision, const struct metric *otherwise)
{
	const struct metric *named = metric_by_key(ctx, str_or(decision->expect_metric, ""));
	return named ? named : otherwise;
}

/* `count` whole weeks from a day on, of one theme among all. */
static bool load_weeks(struct step_context *ctx, const struct metric *metric, int64_t theme, int32_t from,
        size_t count, struct contradiction_week *ret, struct err *err)
{
	struct tally *all = arena_array_of(ctx->arena, struct tally, count + 1);
	struct tally *of_theme = arena_array_of(ctx->arena, struct tally, count + 1);
	struct tally_query query = {.metric_id = metric->id, .from_day = from};
	if (count && !store_tally_periods(ctx->store, &query, WEEK, count, all, err))
		return false;
	query.dimension = TALLY_THEME;
	query.dimension_id = theme;
	if (count && !store_tally_periods(ctx->store, &query, WEEK, count, of_theme, err))
		return false;
	for (size_t i = 0; i < count; i++)
		ret[i] = (struct contradiction_week){
		        .pains = pains_of(metric, &of_theme[i]), .answers = all[i].n};
	return true;
}

static bool follow_theme(struct step_context *ctx, struct decision_follow *follow,
        struct decision_theme *theme, const struct metric *metric, struct err *err)
{
	struct contradiction_week weeks[DECISION_WEEKS], before[DECISION_WEEKS], then = {0};
	int32_t since = decision_since(follow->decision);
	int32_t whole = (ctx->today - since - 1) / WEEK;
	size_t count = whole < 0 ? 0 : whole > DECISION_WEEKS ? DECISION_WEEKS : (size_t)whole;
	if (!load_weeks(ctx, metric, theme->id, since - BEFORE_DAYS, DECISION_WEEKS, before, err) ||
	        !load_weeks(ctx, metric, theme->id, since + 1, count, weeks, err))
		return false;
	for (size_t i = 0; i < DECISION_WEEKS; i++) {
		then.pains += before[i].pains;
		then.answers += before[i].answers;
	}
	then.spread = decision_spread(before, DECISION_WEEKS);
	theme->contradiction = decision_contradicted(&then, weeks, count, follow->theme_count);
	follow->contradicted = follow->contradicted || theme->contradiction.is;
	return true;
}

/* Its score, of the theme that it is about, over as long a time before as since. */
static bool load_measured(struct step_context *ctx, struct decision_follow *follow, struct err *err)
{
	const struct decision *d = follow->decision;
	const struct action as_action = {.status = ACTION_DONE,
	        .done_day = d->day,
	        .forecast_metric = d->expect_metric,
	        .forecast_theme = follow->theme_count == 1 ? follow->themes[0].name : "",
	        .forecast_step = "",
	        .forecast_change = d->expect_change,
	        .forecast_day = ctx->today};
	follow->has_measure = !strempty(d->expect_metric) && ctx->today - 1 > d->day;
	return !follow->has_measure || ledger_load_one(ctx, &as_action, &follow->measured, err);
}

static bool begin_follow(struct step_context *ctx, const struct decision *decision,
        struct decision_follow *ret, struct err *err)
{
	*ret = (struct decision_follow){.decision = decision,
	        .themes = arena_array_of(ctx->arena, struct decision_theme, THEMES_MAX)};
	ret->review_due =
	        decision_stands(decision) && decision->review_day && decision->review_day <= ctx->today;
	return load_themes(ctx, ret, err);
}

static bool finish_follow(struct step_context *ctx, const struct metric *most_given,
        struct decision_follow *follow, struct err *err)
{
	const struct metric *metric = metric_of(ctx, follow->decision, most_given);
	if (!load_measured(ctx, follow, err))
		return false;
	if (!decision_stands(follow->decision))
		return true;
	for (size_t i = 0; metric && i < follow->theme_count; i++)
		if (!follow_theme(ctx, follow, &follow->themes[i], metric, err))
			return false;
	return true;
}

bool decision_follow_load(struct step_context *ctx, const struct decision *decision,
        struct decision_follow *ret, struct err *err)
{
	const struct metric *most_given = NULL;
	return main_metric(ctx, &most_given, err) && begin_follow(ctx, decision, ret, err) &&
	       finish_follow(ctx, most_given, ret, err);
}

/* Fewer low scores than that contradict nothing: most decisions are done with so. */
static bool may_be_contradicted(struct step_context *ctx, const struct decision_follow *follow,
        const struct metric *most_given, bool *ret, struct err *err)
{
	const struct metric *metric = metric_of(ctx, follow->decision, most_given);
	int32_t since = decision_since(follow->decision);
	*ret = false;
	for (size_t i = 0; metric && i < follow->theme_count && !*ret; i++) {
		struct tally tally = {0};
		const struct tally_query query = {.metric_id = metric->id,
		        .dimension = TALLY_THEME,
		        .dimension_id = follow->themes[i].id,
		        .from_day = since + 1,
		        .to_day = since + BEFORE_DAYS};
		if (!store_tally(ctx->store, &query, &tally, err))
			return false;
		*ret = pains_of(metric, &tally) >= DECISION_PAINS_MIN;
	}
	return true;
}

static int by_need(const void *left, const void *right)
{
	const struct decision_follow *a = left, *b = right;
	if (a->contradicted != b->contradicted)
		return a->contradicted ? -1 : 1;
	if (a->decision->review_day != b->decision->review_day)
		return a->decision->review_day < b->decision->review_day ? -1 : 1;
	return a->decision->id < b->decision->id ? -1 : a->decision->id > b->decision->id;
}

bool decisions_back_load(
        struct step_context *ctx, struct decision_follow **ret, size_t *ret_count, struct err *err)
{
	const struct metric *most_given = NULL;
	struct decision *all = NULL;
	size_t count = 0, kept = 0;
	if (!store_decisions(ctx->store, ctx->arena, false, 0, &all, &count, err) ||
	        !main_metric(ctx, &most_given, err))
		return false;
	struct decision_follow *list = arena_array_of(ctx->arena, struct decision_follow, count + 1);
	for (size_t i = 0; i < count; i++) {
		struct decision_follow *one = &list[kept];
		bool may_be = false;
		if (!begin_follow(ctx, &all[i], one, err) ||
		        !may_be_contradicted(ctx, one, most_given, &may_be, err))
			return false;
		if (!one->review_due && !may_be)
			continue;
		if (!finish_follow(ctx, most_given, one, err))
			return false;
		kept += one->contradicted || one->review_due;
	}
	qsort(list, kept, sizeof(*list), by_need);
	*ret = list;
	*ret_count = kept;
	return true;
}
