/* From anything to the customers' words behind it. */
#include "../services.h"
#include "../tables.h"

#include <string.h>

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
		*ret = ref_is(decision.source) ? decision.source : cited(ctx->arena, decision.evidence);
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
	const char *named = str_or(args_get(args, "id"), str_or(args->text, ""));
	struct ref ref = args->ref;
	if (!strempty(named) && !ref_parse(named, &ref))
		return err_set(err, ERR_USAGE,
		        N_("%s is not an id: expected a letter and a number such as F-12"), "“%s”", named);
	if (!ref_is(ref) && !strempty(args->key) && metric_of_key(ctx, args->key))
		return scores_open(ctx, args, err);
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
	case ENTITY_KPI:
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
