/* Whether all is well here: store, copies, configuration, terminal, locale. */
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/config/problems.h>
#include <dagstart/doc/doc.h>
#include <dagstart/doc/say.h>
#include <dagstart/store/backup.h>
#include <dagstart/store/forget.h>
#include <dagstart/store/own.h>
#include <dagstart/store/people.h>
#include <dagstart/store/search.h>
#include <dagstart/store/store.h>
#include <dagstart/tui/screen.h>

#include "../boot.h"
#include "../commands.h"
#include "../inbox.h"
#include "../look.h"
#include "../out.h"
#include "../retention.h"
#include "../say.h"

enum { COPY_OLD_DAYS = 7, ROWS_LEAST = 10, COLUMNS_LEAST = 40 };

struct visit {
	struct app *app;
	struct doc *doc;
	struct doc_node *table;
	bool ill; /* something is wrong, not only worth knowing */
};

/* GOOD: well. WATCH: works, with a remark. BAD: has to be mended. */
static struct doc_node *tell(
        struct visit *visit, const char *key, const char *what, enum doc_role role, const char *text)
{
	static const char *const states[ROLE_COUNT] = {
	        [ROLE_GOOD] = N_("well"), [ROLE_WATCH] = N_("remark"), [ROLE_BAD] = N_("wrong")};
	static const char *const machine[ROLE_COUNT] = {
	        [ROLE_GOOD] = "ok", [ROLE_WATCH] = "note", [ROLE_BAD] = "wrong"};
	struct doc_node *row = doc_row(visit->doc, visit->table, (struct ref){0});
	doc_cell_value(visit->doc, row, what, key);
	struct doc_node *state = doc_cell_value(visit->doc, row, _(states[role]), machine[role]);
	state->role = role;
	doc_cell(visit->doc, row, text);
	visit->ill = visit->ill || role == ROLE_BAD;
	return row;
}

static void look_store(struct visit *visit)
{
	struct app *app = visit->app;
	struct store_options options = {.path = app->place.store,
	        .read_only = options_has(&app->parsed, "read-only"),
	        .looks_back = true,
	        .clock = &app->clock};
	struct err err = {0};
	struct team team;
	const char *what = _("store");
	if (!store_open(app->arena, &options, &app->store, &err) ||
	        !store_team(app->store, app->arena, &team, &err)) {
		const char *text = err_text(app->arena, &err);
		if (err.code == ERR_MISSING)
			text = arena_printf(
			        app->arena, _("none at %s: `dagstart init` makes one"), app->place.store);
		tell(visit, "store", what, ROLE_BAD, text);
		return;
	}
	bool unclean = store_was_unclean(app->store);
	if (!store_verify(app->store, &err)) {
		tell(visit, "store", what, ROLE_BAD,
		        arena_printf(app->arena, _("%s; `dagstart restore FILE` takes a copy back"),
		                err_text(app->arena, &err)));
		return;
	}
	tell(visit, "store", what, ROLE_GOOD,
	        arena_printf(app->arena, _("%s: %s, version %d, sound"), app->place.store, team.name,
	                store_schema_version(app->store)));
	if (unclean)
		tell(visit, "end", _("last end"), ROLE_WATCH,
		        _("the last program ended without closing the store; nothing is lost"));
}

static void look_retention(struct visit *visit)
{
	struct app *app = visit->app;
	struct err ignored = {0};
	int64_t old = 0;
	bool is_open = false;
	int32_t since = retention_since(app);
	if (!app->store || !since || !store_forget_old_count(app->store, since, INT64_MAX, &old, &ignored) ||
	        !store_forget_old_is_open(app->store, &is_open, &ignored))
		return;
	const char *text = arena_printf(
	        app->arena, _("words of customers are kept since %s"), say_day(app->arena, since));
	if (old)
		text = arena_printf(app->arena,
		        P_("%s; %s answer is older and goes at the next stand-up",
		                "%s; %s answers are older and go at the next stand-up", old),
		        text, say_count(app->arena, old));
	else if (is_open)
		text = arena_printf(app->arena,
		        _("%s; what is older is erased, and leaves its last traces in files and copies after "
		          "the next stand-up, or now with `dagstart forget --old`"),
		        text);
	tell(visit, "retention", _("retention"), ROLE_GOOD, text);
}

/* Rows that words are not found in yet; the stand-up takes them in while it is quiet. */
static void look_search(struct visit *visit)
{
	struct app *app = visit->app;
	struct search_state state = {0};
	struct err err = {0};
	const char *what = _("search");
	if (!app->store)
		return;
	if (!store_search_state(app->store, &state, &err)) {
		tell(visit, "search", what, ROLE_BAD, err_text(app->arena, &err));
		return;
	}
	int64_t pending = state.total - state.indexed;
	const char *text = arena_printf(app->arena,
	        P_("%s of %s answer indexed", "%s of %s answers indexed", state.total),
	        say_count(app->arena, state.indexed), say_count(app->arena, state.total));
	if (pending > 0)
		text = arena_printf(app->arena,
		        P_("%s, %s is to come: while a stand-up is quiet, or with the next import",
		                "%s, %s are to come: while a stand-up is quiet, or with the next import",
		                pending),
		        text, say_count(app->arena, pending));
	struct doc_node *row = tell(visit, "search", what, pending > 0 ? ROLE_WATCH : ROLE_GOOD, text);
	doc_cell_int(visit->doc, row, "", state.indexed);
	doc_cell_int(visit->doc, row, "", state.total);
	doc_cell_int(visit->doc, row, "", pending);
}

static void look_privacy(struct visit *visit)
{
	struct app *app = visit->app;
	struct err ignored = {0};
	bool is_open = false;
	if (app->store && store_forget_is_open(app->store, &is_open, &ignored) && is_open)
		tell(visit, "forget", _("forgetting"), ROLE_BAD,
		        _("what was erased still stands in the log: `dagstart forget --finish`"));
	look_retention(visit);
}

/* A remark: the store is well without them. */
static void look_inbox(struct visit *visit)
{
	struct app *app = visit->app;
	const char **bad = NULL;
	const char *what = _("inbox");
	if (!app->store || !app->settings.inbox.count)
		return;
	size_t count = inbox_look(app, &bad);
	for (size_t i = 0; i < count; i++)
		tell(visit, "inbox", what, ROLE_WATCH, bad[i]);
	if (!count)
		tell(visit, "inbox", what, ROLE_GOOD,
		        arena_printf(app->arena,
		                P_("%zu folder; all that it holds was read",
		                        "%zu folders; all that they hold was read",
		                        app->settings.inbox.count),
		                app->settings.inbox.count));
}

static void look_copies(struct visit *visit)
{
	struct app *app = visit->app;
	struct backup_file *files = NULL;
	size_t count = 0;
	struct err err = {0};
	int32_t today = clock_day(clock_now_ms(&app->clock));
	const char *what = _("copies");
	if (!app->store)
		return;
	if (!store_backups(app->place.store, app->arena, &files, &count, &err)) {
		tell(visit, "backups", what, ROLE_BAD, err_text(app->arena, &err));
		return;
	}
	if (!count) {
		tell(visit, "backups", what, ROLE_WATCH,
		        _("none yet: one is made each day at the first stand-up"));
		return;
	}
	const char *text =
	        arena_printf(app->arena, P_("%zu; the newest is of %s", "%zu; the newest is of %s", count),
	                count, say_day(app->arena, files[0].day));
	tell(visit, "backups", what, today - files[0].day > COPY_OLD_DAYS ? ROLE_WATCH : ROLE_GOOD, text);
}

static void look_configuration(struct visit *visit)
{
	struct app *app = visit->app;
	struct problems problems = problems_new(app->arena);
	int files = 0;
	const char *what = _("configuration");
	look_at_files(app, &problems, &files);
	for (size_t i = 0; i < problems.count; i++)
		tell(visit, "config", what, ROLE_BAD, problem_text(app->arena, &problems.items[i]));
	if (!problems_total(&problems))
		tell(visit, "config", what, ROLE_GOOD,
		        arena_printf(
		                app->arena, P_("%d file of your own", "%d files of your own", files), files));
}

static void look_terminal(struct visit *visit)
{
	struct app *app = visit->app;
	struct winsize size = {0};
	struct err err = {0};
	const char *what = _("terminal"), *term = str_or(getenv("TERM"), "");
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		tell(visit, "terminal", what, ROLE_GOOD, _("none here: the stand-up is printed as text"));
		return;
	}
	if (strempty(term) || streq(term, "dumb")) {
		tell(visit, "terminal", what, ROLE_WATCH,
		        _("TERM names none with a screen: the stand-up is printed as text"));
		return;
	}
	if (!screen_is_known(&err)) {
		tell(visit, "terminal", what, ROLE_BAD,
		        arena_printf(app->arena, "%s: %s", term, err_text(app->arena, &err)));
		return;
	}
	bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
	bool small = known && (size.ws_row < ROWS_LEAST || size.ws_col < COLUMNS_LEAST);
	tell(visit, "terminal", what, small ? ROLE_WATCH : ROLE_GOOD,
	        arena_printf(app->arena, _("%s, %d columns and %d rows"), term, size.ws_col, size.ws_row));
}

static void look_locale(struct visit *visit)
{
	struct app *app = visit->app;
	const char *codeset = boot_codeset();
	bool spoken = streq(i18n_language(), app->language);
	bool utf8 = streq(codeset, "UTF-8");
	tell(visit, "locale", _("characters"), utf8 ? ROLE_GOOD : ROLE_WATCH,
	        utf8 ? _("UTF-8")
	             : arena_printf(app->arena, _("%s: signs are written in plain letters"), codeset));
	tell(visit, "language", _("language"), spoken ? ROLE_GOOD : ROLE_BAD,
	        spoken ? app->language
	               : arena_printf(app->arena, _("%s: its translation is not installed"), app->language));
	tell(visit, "zone", _("time"), ROLE_GOOD,
	        str_trim(app->arena, arena_printf(app->arena, "%s %s",
	                                     say_day(app->arena, clock_day(clock_now_ms(&app->clock))),
	                                     str_or(app->settings.team.zone, ""))));
}

static int run(struct app *app, const struct parsed *parsed)
{
	static const struct doc_column columns[] = {
	        {.key = "what", .title = ""},
	        {.key = "state", .title = ""},
	        {.key = "detail", .title = "", .weight = 1, .wrap = true},
	        {.key = "indexed", .hidden = true},
	        {.key = "rows", .hidden = true},
	        {.key = "pending", .hidden = true},
	};
	struct doc doc = doc_new(app->arena);
	struct visit visit = {.app = app, .doc = &doc};
	struct err err = {0};
	int code = boot_places(app);
	if (code != EXIT_DONE)
		return code;
	boot_speak(app);
	visit.table = doc_table(&doc, doc.root, "doctor", columns, sizeof(columns) / sizeof(*columns));
	look_configuration(&visit);
	if (!clock_set_zone(app->settings.team.zone, &err) ||
	        !clock_init(&app->clock, getenv("DAGSTART_NOW"), &err))
		return say_failed(app, &err);
	look_store(&visit);
	look_search(&visit);
	look_privacy(&visit);
	look_inbox(&visit);
	look_copies(&visit);
	look_terminal(&visit);
	look_locale(&visit);
	code = out_doc(app, parsed, &doc);
	if (code == EXIT_DONE && visit.ill)
		code = EXIT_FAILED;
	return code;
}

const struct app_command doctor_command = {
        .name = "doctor",
        .title = N_("look whether all is well here"),
        .usage = "",
        .reads = true,
        .needs = NEEDS_NOTHING,
        .examples = "dagstart doctor\n"
                    "dagstart doctor --json",
        .run = run,
};
