#include "session_state.h"

#include <string.h>

#include "week.h"

struct visit *session_visit_now(struct session *session)
{
	if (session->page_count)
		return &session->pages[session->page_count - 1];
	return session->has_meeting ? &session->steps[session->meeting.current] : NULL;
}

void session_mask(struct session *session)
{
	session->masked = session->settings.voice.mask;
}

/* Opening and close tell of all steps. */
static bool load_left(struct step_context *ctx, struct visit *visit, struct err *err)
{
	struct left left;
	visit->left = NULL;
	bool tells_all = streq(visit->ops->name, "opening") || streq(visit->ops->name, "close");
	if (!ctx->meeting || tells_all || step_find(visit->ops->name) != visit->ops)
		return true;
	if (!left_load(ctx, &left, err))
		return false;
	visit->left = left_of_step(ctx->arena, &left, visit->ops);
	return true;
}

/* What it shows, into an arena; visit_load() takes the visit's own. */
static bool visit_read(struct session *session, struct visit *visit, struct arena *arena, struct err *err)
{
	static const struct args none = {0};
	if (!visit->keep)
		visit->keep = arena_new_like(session->arena);
	if (!visit->state)
		visit->state = arena_alloc(visit->keep, visit->ops->state_size + 1);
	struct step_context ctx = session_context(session, visit);
	ctx.arena = arena;
	store_read_begin(session->options.store);
	visit->loaded = load_left(&ctx, visit, err) &&
	                visit->ops->load(&ctx, visit->state, visit->args ? visit->args : &none, err);
	store_read_end(session->options.store);
	return visit->loaded;
}

bool visit_load(struct session *session, struct visit *visit, struct err *err)
{
	if (!visit->arena)
		visit->arena = arena_new_like(session->arena);
	arena_reset(visit->arena);
	return visit_read(session, visit, visit->arena, err);
}

void visit_forget(struct visit *visit)
{
	visit->arena = arena_free(visit->arena);
	visit->keep = arena_free(visit->keep);
	visit->state = NULL;
	visit->args = NULL;
	visit->loaded = false;
}

void session_forget_visits(struct session *session)
{
	for (size_t i = 0; i < MEETING_STEPS_MAX; i++)
		session->steps[i].loaded = false;
	for (size_t i = 0; i < session->page_count; i++)
		session->pages[i].loaded = false;
}

static const struct args *args_copy(struct arena *arena, const struct args *args)
{
	struct args *copy = arena_new_of(arena, struct args);
	struct arg *items = arena_array_of(arena, struct arg, args->count + 1);
	for (size_t i = 0; i < args->count; i++)
		items[i] = (struct arg){
		        .name = arena_strdup(arena, args->items[i].name),
		        .value = arena_strdup(arena, args->items[i].value),
		};
	*copy = (struct args){
	        .ref = args->ref,
	        .key = arena_strdup(arena, args->key),
	        .text = arena_strdup(arena, args->text),
	        .items = items,
	        .count = args->count,
	};
	return copy;
}

/* On top of the pages, not read yet. Of too many the one that was opened first is forgotten: nobody goes back
 * so far. */
static struct visit *push_page(struct session *session, const struct step_ops *ops, const struct args *args)
{
	if (session->page_count == PAGES_MAX) {
		visit_forget(&session->pages[0]);
		session->page_count--;
		memmove(session->pages, session->pages + 1, session->page_count * sizeof(*session->pages));
	}
	struct visit *page = &session->pages[session->page_count];
	*page = (struct visit){.ops = ops, .keep = arena_new_like(session->arena)};
	page->args = args_copy(page->keep, args);
	session->page_count++;
	return page;
}

static void pop_page(struct session *session)
{
	visit_forget(&session->pages[--session->page_count]);
}

bool session_show_page(struct session *session, const struct step_ops *ops, const struct args *args,
        struct doc *doc, struct err *err)
{
	struct visit *page = push_page(session, ops, args);
	/* The data must outlive the page: they go with the document. */
	bool loaded = visit_read(session, page, doc->arena, err);
	struct step_context ctx = session_context(session, page);
	ctx.arena = doc->arena;
	if (loaded)
		ops->build(&ctx, page->state, doc, doc->root);
	pop_page(session);
	return loaded;
}

bool session_open_page(
        struct session *session, const struct step_ops *ops, const struct args *args, struct err *err)
{
	struct visit *page = push_page(session, ops, args);
	if (!visit_load(session, page, err)) {
		pop_page(session);
		return false;
	}
	session_mask(session);
	return true;
}

bool session_turn_page(struct session *session, const struct args *args, struct err *err)
{
	struct visit *page = session_visit_now(session);
	struct arena *keep = arena_new_like(session->arena);
	const struct args *copy = args_copy(keep, args);
	session_mask(session);
	visit_forget(page);
	page->keep = keep;
	page->args = copy;
	return visit_load(session, page, err);
}

bool session_close_page(struct session *session)
{
	if (!session->page_count)
		return false;
	pop_page(session);
	session_mask(session);
	return true;
}
