/* Themes: renamed, merged, split, and made of what was found. */
#include "../services.h"
#include "../session_state.h"
#include "../tables.h"

#include <string.h>

#include <dagstart/base/text.h>
#include <dagstart/store/search.h>
#include <dagstart/store/themes.h>

enum { FIND_MOST = 5000 }; /* comments that are read while people wait */

static const struct form_row rename_rows[] = {
        {"theme", N_("theme"), FORM_TEXT, true, N_("the name that it has now")},
        {"new_name", N_("new name"), FORM_TEXT, true, N_("the old one is still understood")},
        {0},
};
static const struct form_row merge_rows[] = {
        {"theme", N_("theme"), FORM_TEXT, true, N_("that goes up in another")},
        {"into", N_("into"), FORM_TEXT, true, N_("the theme that its answers and totals go to")},
        {0},
};
static const struct form_row split_rows[] = {
        {"theme", N_("theme"), FORM_TEXT, true, N_("that a part is taken from")},
        {"words", N_("words"), FORM_TEXT, true, N_("what that part is about: courier*, did not ring")},
        {"new_name", N_("new name"), FORM_TEXT, false, N_("of the part; empty: its first word")},
        {0},
};
static const struct form_row adopt_rows[] = {
        {"finding", N_("found"), FORM_TEXT, true, N_("its number or its words")},
        {"new_name", N_("name"), FORM_TEXT, false, N_("of the theme; empty: as it was found")},
        {0},
};

/* The selected theme fills in the first field. */
static bool form_for(struct step_context *ctx, const struct args *args, const char *command,
        const char *title, const struct form_row *rows, struct form *ret)
{
	struct theme_entry entry;
	struct err ignored = {0};
	bool missing = form_missing(ctx, args, command, title, rows, ret);
	if (strempty(ret->fields[0].value) && args->ref.letter == 'T' &&
	        store_theme_by_id(ctx->store, ctx->arena, args->ref.id, &entry, &ignored)) {
		form_value(ret, "theme", entry.name);
		ret->focus = 1;
	}
	return missing;
}

static bool rename_form(struct step_context *ctx, void *state, const struct args *args, struct form *ret)
{
	UNUSED(state);
	return form_for(ctx, args, "theme.rename", N_("Rename a theme"), rename_rows, ret);
}

static bool merge_form(struct step_context *ctx, void *state, const struct args *args, struct form *ret)
{
	UNUSED(state);
	return form_for(ctx, args, "theme.merge", N_("Merge two themes"), merge_rows, ret);
}

static bool split_form(struct step_context *ctx, void *state, const struct args *args, struct form *ret)
{
	UNUSED(state);
	return form_for(ctx, args, "theme.split", N_("Split a theme"), split_rows, ret);
}

static bool adopt_form(struct step_context *ctx, void *state, const struct args *args, struct form *ret)
{
	UNUSED(state);
	if (!strempty(args->key))
		return false;
	return form_missing(ctx, args, "theme.adopt", N_("A theme of what was found"), adopt_rows, ret);
}

/* By its name, a former one, or T-3. */
static bool arg_theme(struct step_context *ctx, const struct args *args, const char *name,
        struct theme_entry *ret, struct err *err)
{
	const char *value = arg_text(ctx, args, name);
	struct ref ref;
	if (ref_parse(value, &ref) && ref.letter == 'T')
		return store_theme_by_id(ctx->store, ctx->arena, ref.id, ret, err) || err_at(err, name);
	return store_theme_by_name(ctx->store, ctx->arena, value, ret, err) || err_at(err, name);
}

/* Moving its answers would keep the room waiting: the command line has time. */
static bool is_quick(
        struct step_context *ctx, const struct theme_entry *theme, const char *verb, struct err *err)
{
	int64_t answers = 0;
	if (!meeting_is_on(ctx))
		return true;
	if (!store_theme_size(ctx->store, theme->id, THEME_MOVED_MAX + 1, &answers, err))
		return false;
	return answers <= THEME_MOVED_MAX || err_set(err, ERR_REFUSED,
	                                             N_("the theme has many answers, and that takes a while: "
	                                                "do it after the meeting, with %s"),
	                                             "`dagstart themes %s`", verb);
}

static bool rename_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	struct theme_entry entry;
	if (!arg_theme(ctx, args, "theme", &entry, err) ||
	        !store_rename_theme(ctx->store, entry.id, arg_text(ctx, args, "new_name"), err))
		return false;
	ret->saved = entity_ref(ENTITY_THEME, entry.id);
	return true;
}

static bool merge_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	struct theme_entry from, into;
	int64_t answers = 0;
	if (!arg_theme(ctx, args, "theme", &from, err) || !arg_theme(ctx, args, "into", &into, err) ||
	        !is_quick(ctx, &from, "merge", err) ||
	        !store_merge_themes(ctx->store, from.id, into.id, &answers, err))
		return false;
	ret->saved = entity_ref(ENTITY_THEME, into.id);
	ret->said = arena_printf(ctx->arena, _("%s went up in %s, with %s answers"), from.name, into.name,
	        say_count(ctx->arena, answers));
	return true;
}

/* "by a, b, two words": parted by commas; "by" may stand before them. */
static const char *const *words_of(struct arena *arena, const char *text, size_t *ret_count)
{
	VEC(const char *) words = {0};
	if (str_starts(text, "by ") || str_starts(text, "op "))
		text += 3;
	while (*text) {
		size_t len = strcspn(text, ",;");
		const char *word = str_trim(arena, arena_strndup(arena, text, len));
		if (!strempty(word))
			*vec_add(arena, &words) = word;
		text += len + (text[len] != '\0');
	}
	*ret_count = words.count;
	return words.items;
}

static bool make(
        struct step_context *ctx, const struct theme_making *making, struct result *ret, struct err *err)
{
	int64_t id = 0, answers = 0;
	if (!store_make_theme(ctx->store, making, &id, &answers, err))
		return false;
	ret->saved = entity_ref(ENTITY_THEME, id);
	ret->said = arena_printf(
	        ctx->arena, _("theme %s has %s answers"), making->name, say_count(ctx->arena, answers));
	struct search_state rows = {0};
	if (making->look_most && !store_search_state(ctx->store, &rows, err))
		return false;
	if (rows.total > (int64_t)making->look_most)
		ret->said = arena_printf(ctx->arena, _("%s, of the newest %s comments"), ret->said,
		        say_count(ctx->arena, (int64_t)making->look_most));
	return true;
}

/* A name that nobody gave looks like those of the word lists: small letters, no star. */
static const char *name_of_words(struct arena *arena, const char *words)
{
	return text_fold(arena, arena_strndup(arena, words, strcspn(words, "*")));
}

static bool split_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	struct theme_entry from;
	struct theme_making making = {0};
	making.words = words_of(ctx->arena, arg_text(ctx, args, "words"), &making.word_count);
	if (!arg_theme(ctx, args, "theme", &from, err) || !is_quick(ctx, &from, "split", err))
		return false;
	if (!making.word_count) {
		err_say(err, ERR_USAGE, N_("by which words? Part them by commas"));
		return err_at(err, "words");
	}
	making.from_id = from.id;
	making.name = str_or(arg_text(ctx, args, "new_name"), name_of_words(ctx->arena, making.words[0]));
	return make(ctx, &making, ret, err);
}

/* Reading so many comments would keep the room waiting. */
static bool find_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	struct arg fresh[] = {{"fresh", "yes"}};
	const struct args again = {.key = "", .text = "", .items = fresh, .count = 1};
	struct search_state rows = {0};
	UNUSED(state);
	UNUSED(args);
	UNUSED(ret);
	if (!store_search_state(ctx->store, &rows, err))
		return false;
	if (meeting_is_on(ctx) && rows.total > FIND_MOST)
		return err_set(err, ERR_REFUSED,
		        N_("there are many comments, and that takes a while: do it "
		           "after the meeting, with %s"),
		        "`dagstart themes find`");
	const struct visit *page = session_visit_now(ctx->session);
	return page && page->ops == &found_page ? session_turn_page(ctx->session, &again, err)
	                                        : open_page(ctx, "found", &again, err);
}

static const struct finding *finding_named(
        struct arena *arena, const struct findings *findings, const char *name)
{
	long number = 0;
	const char *folded = text_fold(arena, name);
	if (str_to_long(name, &number))
		return number > 0 && (size_t)number <= findings->count ? &findings->items[number - 1] : NULL;
	for (size_t i = 0; i < findings->count; i++)
		if (streq(findings->items[i].name, folded))
			return &findings->items[i];
	return NULL;
}

static bool adopt_run(
        struct step_context *ctx, void *state, const struct args *args, struct result *ret, struct err *err)
{
	UNUSED(state);
	struct findings findings = {0};
	const char *named = arg_text(ctx, args, "finding");
	named = strempty(named) ? str_or(args->key, "") : named;
	if (!findings_load(ctx, &findings, err))
		return false;
	const struct finding *finding = finding_named(ctx->arena, &findings, named);
	if (!finding) {
		err_set(err, ERR_MISSING, N_("%s was not found lately: `dagstart themes find` looks again"),
		        "“%s”", named);
		return err_at(err, "finding");
	}
	const struct theme_making making = {
	        .name = str_or(arg_text(ctx, args, "new_name"), finding->name),
	        .words = finding->words,
	        .word_count = finding->word_count,
	        .from_day = ctx->today - 7 * ctx->settings->voice.trend_weeks,
	        .look_most = meeting_is_on(ctx) ? THEME_MOVED_MAX : 0,
	};
	return make(ctx, &making, ret, err);
}

static const char *const rename_args[] = {"theme", "new_name", NULL};
static const char *const merge_args[] = {"theme", "into", NULL};
static const char *const split_args[] = {"theme", "words", "new_name", NULL};
static const char *const adopt_args[] = {"finding", "new_name", NULL};

const struct command theme_commands[] = {
        {.name = "theme.rename",
                .title = N_("rename theme"),
                .writes = true,
                .args = rename_args,
                .form = rename_form,
                .run = rename_run},
        {.name = "theme.merge",
                .title = N_("merge themes"),
                .writes = true,
                .args = merge_args,
                .form = merge_form,
                .run = merge_run},
        {.name = "theme.split",
                .title = N_("split theme"),
                .writes = true,
                .args = split_args,
                .form = split_form,
                .run = split_run},
        {.name = "theme.find", .title = N_("look in the words"), .run = find_run},
        {.name = "theme.adopt",
                .title = N_("make a theme of it"),
                .writes = true,
                .args = adopt_args,
                .form = adopt_form,
                .run = adopt_run},
        {0},
};
