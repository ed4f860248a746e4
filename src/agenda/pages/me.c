/* Own goals: a person's page, not the team's. Private notes come from the person's own store and nowhere
 * else. */
#include "../services.h"
#include "../session_state.h"
#include "../tables.h"

#include <string.h>

#include <dagstart/base/text.h>
#include <dagstart/store/own.h>
#include <dagstart/store/work.h>

enum { QUOTES = 3, WEEKS = 8 };

struct state {
	const struct member *member;
	struct goals goals;
	struct goal_quotes quotes; /* of customers, that touch the goals */
	struct kudos *kudos;
	size_t kudos_count;
	struct action *actions;
	size_t action_count;
	struct own_note *notes;
	size_t note_count;
	bool is_me;
	bool is_alone; /* nobody but this person looks on */
};

static bool find_member(struct step_context *ctx, const struct args *args, struct state *s, struct err *err)
{
	const char *name = str_or(args_get(args, "name"), str_or(args->text, ""));
	int64_t id = args->ref.letter == 'P' ? args->ref.id : 0;
	if (!strempty(name)) {
		struct arg item = {"name", name};
		struct args named = {.items = &item, .count = 1};
		if (!people_arg(ctx, &named, "name", true, &id, err))
			return false;
	}
	s->member = id ? members_by_id(ctx->members, id) : ctx->me;
	if (!s->member)
		return err_say(err, ERR_USAGE,
		        N_("who are you? Give a name: `dagstart me NAME`, or set local.me in dagstart.yaml"));
	s->is_me = ctx->me && ctx->me->id == s->member->id;
	s->is_alone = s->is_me && seat_is_private(ctx);
	return true;
}

static bool load_kudos(struct step_context *ctx, struct state *s, struct err *err)
{
	size_t kept = 0;
	if (!store_kudos(ctx->store, ctx->arena, ctx->today - 90, &s->kudos, &s->kudos_count, err))
		return false;
	for (size_t i = 0; i < s->kudos_count; i++)
		if (s->kudos[i].to_id == s->member->id && kudos_is_seen(ctx, &s->kudos[i]))
			s->kudos[kept++] = s->kudos[i];
	s->kudos_count = kept;
	return true;
}

static bool load_notes(struct step_context *ctx, struct state *s, struct err *err)
{
	const char *path = ctx->session->options.own_path;
	if (!s->is_alone || strempty(path))
		return true;
	CLEANUP(own_store_cleanup) struct own_store *own = NULL;
	return own_store_open(ctx->arena, path, &own, err) &&
	       own_notes(own, ctx->arena, &s->notes, &s->note_count, err);
}

static bool load(struct step_context *ctx, void *state, const struct args *args, struct err *err)
{
	struct state *s = state;
	*s = (struct state){0};
	if (!find_member(ctx, args, s, err) || !goals_load(ctx, false, &s->goals, err) ||
	        !goal_quotes_load(ctx, &s->goals, s->member->id, QUOTES, &s->quotes, err) ||
	        !load_kudos(ctx, s, err) || !load_notes(ctx, s, err))
		return false;
	struct action_query query = {.open = true, .owner_id = s->member->id};
	if (!store_actions(ctx->store, ctx->arena, &query, &s->actions, &s->action_count, err))
		return false;
	actions_sort(s->actions, s->action_count, ctx->today);
	return true;
}

static void goals_part(
        const struct step_context *ctx, const struct state *s, struct doc *doc, struct doc_node *parent)
{
	struct doc_node *section = doc_section(doc, parent, _("MY CUSTOMER GOALS"), "");
	section->key = "goals";
	size_t shown = 0;
	for (size_t i = 0; i < s->goals.count; i++)
		if (s->goals.items[i].owner_id == s->member->id) {
			goal_card(ctx, &s->goals, &s->goals.items[i], WEEKS, doc, section);
			shown++;
		}
	if (!shown)
		doc_hint(doc, section,
		        arena_printf(doc->arena,
		                _("No own goal yet. A good one is a pair: a number, and something you will "
		                  "do "
		                  "differently. {goal.add owner=%s} writes one."),
		                s->member->name));
}

static void quotes_part(
        const struct step_context *ctx, const struct state *s, struct doc *doc, struct doc_node *parent)
{
	if (!s->quotes.count)
		return;
	struct doc_node *section = doc_section(doc, parent, _("CUSTOMERS ON THIS"), s->quotes.about);
	section->key = "customers";
	for (size_t i = 0; i < s->quotes.count; i++)
		quote_brief(ctx, &s->quotes.items[i], doc, section);
}

static void kudos_part(
        const struct step_context *ctx, const struct state *s, struct doc *doc, struct doc_node *parent)
{
	if (!s->kudos_count)
		return;
	struct doc_node *section = doc_section(doc, parent, _("THANKS"), "");
	struct doc_node *list = doc_add(doc, section, DOC_LIST, ROLE_TEXT, "");
	list->key = "kudos";
	for (size_t i = 0; i < s->kudos_count; i++)
		doc_item(doc, list, entity_ref(ENTITY_KUDOS, s->kudos[i].id),
		        arena_printf(doc->arena, "%s → %s%s%s%s", s->kudos[i].behaviour, s->kudos[i].effect,
		                s->kudos[i].from_id ? " · " : "",
		                s->kudos[i].from_id ? person(ctx, s->kudos[i].from_id) : "",
		                s->kudos[i].is_private ? _(" · private") : ""));
}

static void notes_part(const struct state *s, struct doc *doc, struct doc_node *parent)
{
	if (!s->is_me)
		return;
	if (!s->is_alone) {
		doc_hint(doc, parent,
		        _("Private notes and thanks are not shown before others: `dagstart me` on your own "
		          "terminal shows them."));
		return;
	}
	struct doc_node *section = doc_section(doc, parent, _("MY NOTES"), _("only in your own file"));
	struct doc_node *list = doc_add(doc, section, DOC_LIST, ROLE_TEXT, "");
	list->key = "notes";
	for (size_t i = 0; i < s->note_count; i++)
		doc_item(doc, list, (struct ref){0},
		        arena_printf(doc->arena, "%s   %s", say_day_short(doc->arena, s->notes[i].day),
		                s->notes[i].text));
	if (!s->note_count)
		doc_hint(doc, section, _("`dagstart me note TEXT` keeps a thought to yourself."));
}

static void build(const struct step_context *ctx, const void *state, struct doc *doc, struct doc_node *parent)
{
	const struct state *s = state;
	doc_heading(doc, parent, 1, s->member->name, str_or(s->member->role, ""));
	if (!strempty(s->member->talents))
		doc_field(doc, parent, "talents", _("I would like to"), s->member->talents);
	goals_part(ctx, s, doc, parent);
	if (s->action_count)
		actions_table(ctx, "actions", s->actions, s->action_count, doc,
		        doc_section(doc, parent, _("MY PROMISES"), ""));
	quotes_part(ctx, s, doc, parent);
	kudos_part(ctx, s, doc, parent);
	notes_part(s, doc, parent);
}

static int64_t member(const void *state)
{
	const struct state *s = state;
	return s->member ? s->member->id : 0;
}

const struct step_ops me_page = {
        .name = "me",
        .title = N_("Own goals"),
        .state_size = sizeof(struct state),
        .load = load,
        .build = build,
        .member = member,
};
