/* Erases a customer, for good. */
#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <dagstart/base/clock.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/ref.h>
#include <dagstart/base/str.h>
#include <dagstart/base/vec.h>
#include <dagstart/doc/say.h>
#include <dagstart/domain/entity.h>
#include <dagstart/domain/member.h>
#include <dagstart/store/forget.h>
#include <dagstart/store/people.h>
#include <dagstart/store/store.h>

#include "../ask.h"
#include "../commands.h"
#include "../out.h"
#include "../retention.h"
#include "../say.h"
#include "../seat.h"
#include "../ticker.h"

static const struct option_row options[] = {
        {"email", N_("ADDRESS"), N_("the customer with this e-mail address")},
        {"dry-run", NULL, N_("only show what would be erased")},
        {"yes", NULL, N_("erase without asking")},
        {"old", NULL, N_("what is older than the settings keep, from every file, now")},
        {"finish", NULL, N_("empty the log that another program held open")},
        {0},
};

/* Who is meant: an id of feedback, or words. */
static bool read_who(struct app *app, const struct parsed *parsed, struct forget_who *ret)
{
	const char *email = options_get(parsed, "email"), *words = options_rest(app->arena, parsed, 1);
	struct ref ref;
	*ret = (struct forget_who){0};
	if (strempty(email) == strempty(words))
		return false;
	if (!strempty(words) && ref_parse(words, &ref)) {
		ret->feedback_id = ref.id;
		return entity_of_letter(ref.letter) == ENTITY_FEEDBACK;
	}
	ret->words = strempty(words) ? email : words;
	return true;
}

/* Minutes are called by their day. */
static bool is_minutes(const char *name)
{
	char day[11];
	int32_t ignored;
	if (strlen(name) != 13 || !streq(name + 10, ".md"))
		return false;
	memcpy(day, name, 10);
	day[10] = '\0';
	return day_parse_iso(day, &ignored);
}

/* What was written here outside the store: the minutes, and the notes of whoever sits here. */
static void read_elsewhere(struct app *app, struct forget_who *who)
{
	const char *folder = app->settings.local.minutes;
	VEC(const char *) texts = {0};
	DIR *dir = strempty(folder) ? NULL : opendir(folder);
	for (const struct dirent *entry; dir && (entry = readdir(dir));)
		if (is_minutes(entry->d_name))
			*vec_add(app->arena, &texts) =
			        arena_printf(app->arena, "%s/%s", folder, entry->d_name);
	if (dir)
		closedir(dir);
	who->texts = texts.items;
	who->text_count = texts.count;
	who->own_path = app->place.own;
}

static bool is_nothing(const struct forget_counts *counts)
{
	return counts->responses + counts->texts + counts->entries + counts->drafts == 0;
}

static const char *counts_text(struct arena *arena, const struct forget_counts *counts)
{
	const char *responses = arena_printf(arena,
	        P_("%s answer of a customer", "%s answers of customers", counts->responses),
	        say_count(arena, counts->responses));
	const char *texts =
	        arena_printf(arena, P_("%s text of the team", "%s texts of the team", counts->texts),
	                say_count(arena, counts->texts));
	const char *entries = arena_printf(arena,
	        P_("%s place in the history", "%s places in the history", counts->entries),
	        say_count(arena, counts->entries));
	const char *drafts = arena_printf(
	        arena, P_("%s draft", "%s drafts", counts->drafts), say_count(arena, counts->drafts));
	return arena_printf(arena, "%s, %s, %s, %s", responses, texts, entries, drafts);
}

/* Names and counts; what people said is not shown once more. */
static int show(const struct app *app, const struct forget_report *report, bool is_done)
{
	struct arena *arena = app->arena;
	const char *counts = counts_text(arena, &report->counts);
	const char *names = str_join(arena, ", ", report->names, report->name_count);
	if (*names && !is_done &&
	        out_line(app, arena_printf(arena, _("under the name: %s"), names)) != EXIT_DONE)
		return EXIT_FAILED;
	return out_line(
	        app, arena_printf(arena, is_done ? _("forgotten: %s") : _("would be erased: %s"), counts));
}

static const char *program_of(struct arena *arena, pid_t pid)
{
	char name[64] = "";
	FILE *file = fopen(arena_printf(arena, "/proc/%d/comm", (int)pid), "re");
	if (file) {
		if (!fgets(name, sizeof(name), file))
			name[0] = '\0';
		fclose(file);
	}
	name[strcspn(name, "\n")] = '\0';
	return arena_strdup(arena, *name ? name : "?");
}

static int tell_blocked(const struct app *app, const struct forget_report *report)
{
	say_line(app, _("the words are erased, but the store's log can't be emptied yet: another program "
	                "reads it"));
	for (size_t i = 0; i < report->holder_count; i++)
		say_line(app, _("process %d (%s) has the store open"), (int)report->holders[i],
		        program_of(app->arena, report->holders[i]));
	say_line(app, _("end it, and then: dagstart forget --finish"));
	return EXIT_PARTLY;
}

static int tell_unfinished(const struct app *app, const struct err *why)
{
	say_line(app, _("the words are erased, but the store's file still holds remains of them: %s"),
	        why->code == ERR_FULL        ? _("the disk is full")
	        : why->code == ERR_CANCELLED ? _("that was stopped")
	                                     : err_text(app->arena, why));
	say_line(app, why->code == ERR_CANCELLED ? _("to go on with that: dagstart forget --finish")
	                                         : _("when that is mended: dagstart forget --finish"));
	return EXIT_PARTLY;
}

static void tell_problems(const struct app *app, const struct forget_copy *files, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (files[i].problem.code != ERR_NONE)
			say_line(app, _("not erased in %s: %s"), files[i].path,
			        err_text(app->arena, &files[i].problem));
}

static int tell_copies(const struct app *app, const struct forget_report *report)
{
	tell_problems(app, report->copies, report->copy_count);
	tell_problems(app, report->files, report->file_count);
	if (!report->failed_copies && !report->failed_files)
		return EXIT_DONE;
	say_line(app, _("remove that file yourself: what it holds can't be erased from here"));
	return EXIT_PARTLY;
}

/* "and in 2 copies of the store", "and in 1 file of minutes or own notes". */
static int show_files(const struct app *app, const struct forget_report *report, bool is_done)
{
	struct arena *arena = app->arena;
	size_t copies = report->copy_count - report->failed_copies;
	size_t files = report->file_count - report->failed_files;
	int code = EXIT_DONE;
	if (copies)
		code = out_line(app,
		        arena_printf(arena,
		                is_done ? P_("and in %zu copy of the store", "and in %zu copies of the store",
		                                  copies)
		                        : P_("and in %zu copy of the store, as far as it is there",
		                                  "and in %zu copies of the store, as far as it is there",
		                                  copies),
		                copies));
	if (files && code == EXIT_DONE)
		code = out_line(
		        app, arena_printf(arena,
		                     P_("and in %zu file of minutes or of your own notes",
		                             "and in %zu files of minutes or of your own notes", files),
		                     files));
	return code;
}

static int finish(struct app *app)
{
	struct forget_report report = {0};
	struct err err = {0};
	struct ticker ticker;
	ticker_begin(&ticker, "forget");
	bool done = store_forget_finish(app->store, &report, &err);
	ticker_end(&ticker);
	if (!done)
		return say_failed(app, &err);
	return report.is_blocked ? tell_blocked(app, &report) : out_line(app, _("nothing is left of it"));
}

static int erase_old(struct app *app)
{
	struct forget_report report = {0};
	struct err err = {0};
	int32_t since = retention_since(app);
	if (!since)
		return out_line(app, _("the settings keep everything (privacy.keep_comments)"));
	struct ticker ticker;
	ticker_begin(&ticker, "forget");
	bool done = retention_finish(app, &(struct retention){app->store, app->arena, true}, &report, &err);
	ticker_end(&ticker);
	if (!done && err.code == ERR_CANCELLED) {
		say_line(app, _("stopped: a part is erased; to go on: dagstart forget --old"));
		return EXIT_PARTLY;
	}
	if (!done)
		return say_failed(app, &err);
	int copies = tell_copies(app, &report);
	if (report.is_blocked)
		return tell_blocked(app, &report);
	int code =
	        out_line(app, arena_printf(app->arena, _("nothing is left of what customers said before %s"),
	                              say_day(app->arena, since)));
	return copies == EXIT_DONE ? code : copies;
}

/* Who does it, for the journal; 0 when it is nobody of the team. */
static int64_t find_member(struct app *app)
{
	const char *asked = str_or(options_get(&app->parsed, "as"), app->settings.local.me);
	struct members members;
	struct err ignored = {0};
	if (!store_members(app->store, app->arena, clock_day(clock_now_ms(&app->clock)), &members, &ignored))
		return 0;
	const struct member *member = strempty(asked) ? NULL : members_find(app->arena, &members, asked);
	for (size_t i = 0; !member && strempty(asked) && i < members.count; i++)
		if (streq(members.items[i].login, app->place.login))
			member = &members.items[i];
	return member ? member->id : 0;
}

static int erase(struct app *app, const struct forget_who *who)
{
	struct forget_report report;
	struct err err = {0};
	const struct change change = {
	        .member_id = find_member(app), .origin = app->place.seat, .verb = "forget"};
	struct ticker ticker;
	ticker_begin(&ticker, "forget");
	bool done = store_forget(app->store, app->arena, who, &change, &report, &err);
	ticker_end(&ticker);
	if (!done)
		return say_failed(app, &err);
	int code = show(app, &report, true);
	if (code == EXIT_DONE)
		code = show_files(app, &report, true);
	say_line(app,
	        _("out of reach: what was exported, saved or copied elsewhere, the files that were imported, "
	          "and other people's own notes"));
	int copies = tell_copies(app, &report);
	if (report.is_blocked)
		return tell_blocked(app, &report);
	if (report.unfinished.code != ERR_NONE)
		return tell_unfinished(app, &report.unfinished);
	return copies == EXIT_DONE ? code : copies;
}

/* Before anything is erased: who did not look first sees it now. */
static int settle(struct app *app, const struct parsed *parsed, const struct forget_report *report)
{
	if (options_has(parsed, "yes"))
		return EXIT_DONE;
	int code = show(app, report, false);
	if (code != EXIT_DONE)
		return code;
	if (!ask_can())
		return say_wrong_use(app, _("forget: this can't be undone: say --yes to erase it"));
	bool is_wanted = ask_yes(app, _("This can't be undone. Type yes to erase it: "));
	if (!is_wanted)
		say_line(app, _("nothing was erased"));
	return is_wanted ? EXIT_DONE : EXIT_WRONG_USE;
}

static int run(struct app *app, const struct parsed *parsed)
{
	struct forget_who who;
	struct forget_report report;
	struct err err = {0};
	if (options_has(parsed, "finish") && parsed->word_count == 1)
		return finish(app);
	if (options_has(parsed, "old") && parsed->word_count == 1)
		return erase_old(app);
	if (!read_who(app, parsed, &who))
		return say_wrong_use(
		        app, _("forget: expected a name or other words, an id such as F-12, or --email"));
	/* What was half typed while the store was locked comes back into it, and is looked through there. */
	seat_draft(app);
	read_elsewhere(app, &who);
	struct ticker ticker;
	ticker_begin(&ticker, "forget");
	bool looked = store_forget_look(app->store, app->arena, &who, &report, &err);
	ticker_end(&ticker);
	if (!looked)
		return say_failed(app, &err);
	if (options_has(parsed, "dry-run")) {
		int code = show(app, &report, false);
		return code == EXIT_DONE ? show_files(app, &report, false) : code;
	}
	/* The store may have lost it already, and a copy not. */
	if (is_nothing(&report.counts) && !report.copy_count && !report.file_count) {
		say_line(app, _("nothing of it was found"));
		return EXIT_FAILED;
	}
	int code = settle(app, parsed, &report);
	return code == EXIT_DONE ? erase(app, &who) : code;
}

const struct app_command forget_command = {
        .name = "forget",
        .title = N_("erase a customer: what was said, the name, and every copy of it"),
        .usage = N_("WHO|F-12"),
        .options = options,
        .writes = true,
        .needs = NEEDS_SESSION,
        .examples = N_("dagstart forget \"Els Visser\" --dry-run\n"
                       "dagstart forget \"Els Visser\" --yes\n"
                       "dagstart forget --email els@example.nl --dry-run\n"
                       "dagstart forget --old\n"
                       "dagstart forget --finish"),
        .run = run,
};
