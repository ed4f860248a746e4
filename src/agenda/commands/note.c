/* Notes: what we learned, what is parked, what we agreed. */
#include "../services.h"
#include "../tables.h"

#include <dagstart/store/work.h>

static const struct form_row learn_rows[] = {
        {"text", N_("learned"), FORM_TEXT, true,
                N_("what this teaches us; about the work, never about a person")},
        {0},
};
static const struct form_row park_rows[] = {
        {"text", N_("parked"), FORM_TEXT, true, N_("what we come back to after the meeting")},
        {0},
};
static const struct form_row agree_rows[] = {
        {"text", N_("agreement"), FORM_TEXT, true, N_("how we work from now on")},
        {0},
};

static bool form_for(struct step_context *ctx, const struct args *args, const char *command,
        const char *title, const struct form_row *rows, struct form *ret)
{
	if (!form_missing(ctx, args, command, title, rows, ret))
		return false;
	form_about_source(ctx, args, ret);
	return true;
}

static bool add(struct step_context *ctx, const struct args *args, enum note_kind kind, struct result *ret,
        struct err *err)
{
	struct note note = {
	        .kind = kind,
	        .text = arg_text(ctx, args, "text"),
	        .by_id = ctx->me ? ctx->me->id : 0,
	        .day = ctx->today,
	};
	if (!arg_source(ctx, args, &note.source, &note.source_text, err) ||
	        !store_put_note(ctx->store, &note, err))
		return false;
	ret->saved = entity_ref(ENTITY_NOTE, note.id);
	return true;
}

static bool learn_form(struct step_context *ctx, void *state, const struct args *args, struct form *ret)
{
	UNUSED(state);
	return form_for(ctx, args, "note.add", N_("Learned"), learn_rows, ret);
}

static bool learn_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	return add(ctx, args, NOTE_LEARNING, ret, err);
}

static bool park_form(struct step_context *ctx, void *state, const struct args *args, struct form *ret)
{
	UNUSED(state);
	return form_for(ctx, args, "note.park", N_("Parking lot"), park_rows, ret);
}

static bool park_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	return add(ctx, args, NOTE_PARKED, ret, err);
}

static bool agree_form(struct step_context *ctx, void *state, const struct args *args, struct form *ret)
{
	UNUSED(state);
	return form_for(ctx, args, "note.agree", N_("Working agreement"), agree_rows, ret);
}

static bool agree_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	return add(ctx, args, NOTE_AGREEMENT, ret, err);
}

static bool close_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	struct ref ref;
	struct note *notes = NULL;
	size_t count = 0;
	if (!arg_ref(args, ENTITY_NOTE, &ref, err) ||
	        !store_notes(ctx->store, ctx->arena, false, &notes, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (notes[i].id != ref.id)
			continue;
		notes[i].closed = true;
		ret->saved = ref;
		ret->said = arena_printf(ctx->arena, _("%s is dealt with"), ref_text(ctx->arena, ref));
		return store_put_note(ctx->store, &notes[i], err);
	}
	return err_set(err, ERR_MISSING, N_("%s is not an open note"), "%s", ref_text(ctx->arena, ref));
}

static const char *const text_args[] = {"text", "source", NULL};
static const char *const id_args[] = {"id", NULL};

const struct command note_commands[] = {
        {.name = "note.add",
                .title = N_("note what we learn"),
                .writes = true,
                .args = text_args,
                .form = learn_form,
                .run = learn_run},
        {.name = "note.park",
                .title = N_("park"),
                .writes = true,
                .args = text_args,
                .form = park_form,
                .run = park_run},
        {.name = "note.agree",
                .title = N_("agreement"),
                .writes = true,
                .args = text_args,
                .form = agree_form,
                .run = agree_run},
        {.name = "note.close", .title = N_("dealt with"), .writes = true, .args = id_args, .run = close_run},
        {0},
};
