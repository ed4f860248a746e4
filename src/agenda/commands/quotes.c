/* From anything to the customers' words behind it. */
#include "../ledger.h"
#include "../tables.h"

#include <string.h>

#include <dagstart/store/ledger.h>
#include <dagstart/store/themes.h>
#include <dagstart/store/voice.h>
#include <dagstart/store/work.h>

static bool open_list(struct step_context *ctx, const char *name, const char *value, struct err *err)
{
	struct arg items[] = {
	        {name, value},
	        {"from", day_iso(ctx->arena, ctx->today - ctx->settings->voice.window_days + 1)},
	        {"commented", "yes"},
	};
	struct args query = {.key = "", .text = "", .items = items, .count = 3};
	return open_page(ctx, "feedback", &query, err);
}

/* An internal figure has no words of its own: those are meant of the score that it is laid beside. */
static bool open_kpi(struct step_context *ctx, int64_t id, struct err *err)
{
	struct kpi *kpis = NULL;
	size_t count = 0;
	const char *key = "";
	if (!store_kpis(ctx->store, ctx->arena, true, &kpis, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (kpis[i].id == id)
			key = kpis[i].metric_key;
	struct args figure = {.key = metric_by_key(ctx, key) ? key : ":", .text = ""};
	return scores_open(ctx, &figure, err);
}

static bool open_theme(struct step_context *ctx, int64_t id, struct err *err)
{
	struct theme_entry entry;
	return store_theme_by_id(ctx->store, ctx->arena, id, &entry, err) &&
	       open_list(ctx, "theme", entry.name, err);
}

static bool open_goal(struct step_context *ctx, int64_t id, struct err *err)
{
	struct goal goal = {0};
	if (!store_goal_by_id(ctx->store, ctx->arena, id, &goal, err))
		return false;
	return strempty(goal.metric_key)
	               ? err_say(err, ERR_REFUSED, N_("this goal serves no score that has quotes"))
	               : open_list(ctx, "metric", goal.metric_key, err);
}

/* The first quote or theme in "F-12, T-3 delivery time". */
static struct ref cited(struct arena *arena, const char *evidence)
{
	struct ref ref = {0};
	for (const char *at = str_or(evidence, ""); *at; at++) {
		size_t len = strcspn(at, " ,;");
		if (len && ref_parse(arena_strndup(arena, at, len), &ref) &&
		        (ref.letter == 'F' || ref.letter == 'T'))
			return ref;
		at += len;
		if (!*at)
			break;
	}
	return (struct ref){0};
}

static bool finding_is_named(struct step_context *ctx, const char *name, bool *ret, struct err *err)
{
	struct findings findings;
	*ret = false;
	if (strempty(name) || !findings_load(ctx, &findings, err))
		return strempty(name);
	for (size_t i = 0; i < findings.count; i++)
		*ret = *ret || streq(findings.items[i].name, name);
	return true;
}

/* What it came from. */
static bool source_of(struct step_context *ctx, struct ref ref, struct ref *ret, struct err *err)
{
	*ret = (struct ref){0};
	if (ref.letter == 'A') {
		struct action action = {0};
		if (!store_action_by_id(ctx->store, ctx->arena, ref.id, &action, err))
			return false;
		*ret = action.source;
	} else if (ref.letter == 'D') {
		struct decision decision = {0};
		if (!store_decision_by_id(ctx->store, ctx->arena, ref.id, &decision, err))
			return false;
		*ret = ref_is(decision.source) ? decision.source
		                               : cited(ctx->arena, decision_ground(ctx, &decision));
	} else if (ref.letter == 'K') {
		struct kudos *list = NULL;
		size_t count = 0;
		if (!store_kudos(ctx->store, ctx->arena, 0, &list, &count, err))
			return false;
		for (size_t i = 0; i < count; i++)
			if (list[i].id == ref.id)
				*ret = list[i].source;
	} else if (ref.letter == 'N') {
		struct note *list = NULL;
		size_t count = 0;
		if (!store_notes(ctx->store, ctx->arena, true, &list, &count, err))
			return false;
		for (size_t i = 0; i < count; i++)
			if (list[i].id == ref.id)
				*ret = list[i].source;
	}
	return true;
}

/* What contradicts a decision is what it is shown for. */
static bool contradiction_of(struct step_context *ctx, int64_t id, const char **ret_figure, struct err *err)
{
	struct decision decision = {0};
	struct decision_follow follow;
	if (!store_decision_by_id(ctx->store, ctx->arena, id, &decision, err) ||
	        !decision_follow_load(ctx, &decision, &follow, err))
		return false;
	for (size_t i = 0; i < follow.theme_count; i++)
		if (follow.themes[i].contradiction.is)
			*ret_figure = decision_theme_figure(ctx, &decision, &follow.themes[i]);
	return true;
}

/* What is selected may be a thing and a figure: then its figure is what is seen of it. */
static bool figure_of(struct step_context *ctx, const struct args *args, const char **ret, struct err *err)
{
	*ret = is_figure_key(ctx, args->key) ? args->key : NULL;
	return *ret || args->ref.letter != 'D' || contradiction_of(ctx, args->ref.id, ret, err);
}

/* Of what is not a quote, theme or goal, what it came from; a decision may come from an action's own. */
static bool behind(struct step_context *ctx, struct ref *ref, struct err *err)
{
	for (int i = 0; i < 4 && ref_is(*ref) && strchr("ADKN", ref->letter); i++)
		if (!source_of(ctx, *ref, ref, err))
			return false;
	return true;
}

static bool open_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	UNUSED(ret);
	const char *named = str_or(args_get(args, "id"), str_or(args->text, "")), *figure = NULL;
	struct ref ref = args->ref;
	bool is_finding = false;
	if (!strempty(named) && !ref_parse(named, &ref))
		return err_set(err, ERR_USAGE,
		        N_("%s is not an id: expected a letter and a number such as F-12"), "“%s”", named);
	if (strempty(named) && !figure_of(ctx, args, &figure, err))
		return false;
	if (figure)
		return scores_open(ctx, &(struct args){.key = figure, .text = ""}, err);
	if (!ref_is(ref) && !finding_is_named(ctx, args->key, &is_finding, err))
		return false;
	if (is_finding)
		return open_page(ctx, "found", &(struct args){.key = "", .text = ""}, err);
	if (!behind(ctx, &ref, err))
		return false;
	switch (entity_of_letter(ref.letter)) {
	case ENTITY_FEEDBACK: {
		struct args quote = {.ref = ref, .key = "", .text = ""};
		return open_page(ctx, "quote", &quote, err);
	}
	case ENTITY_THEME:
		return open_theme(ctx, ref.id, err);
	case ENTITY_GOAL:
		return open_goal(ctx, ref.id, err);
	case ENTITY_KPI:
		return open_kpi(ctx, ref.id, err);
	case ENTITY_NONE:
	case ENTITY_ACTION:
	case ENTITY_DECISION:
	case ENTITY_KUDOS:
	case ENTITY_NOTE:
	case ENTITY_IDEA:
	case ENTITY_MEETING:
	case ENTITY_MEMBER:
	case ENTITY_BATCH:
	case ENTITY_MOVE:
	case ENTITY_CHECKIN:
	case ENTITY_ABSENCE:
	case ENTITY_ATTENDANCE:
	case ENTITY_ROUND:
	case ENTITY_TEAM:
	case ENTITY_LOOP:
	case ENTITY_VERDICT:
	case ENTITY_KPI_VALUE:
	case ENTITY_COUNT:
		break;
	}
	return err_say(err, ERR_REFUSED, N_("no customer's words are behind this"));
}

static const char *const id_args[] = {"id", NULL};

const struct command quotes_commands[] = {
        {.name = "quotes.open", .title = N_("customers' words behind it"), .args = id_args, .run = open_run},
        {0},
};
