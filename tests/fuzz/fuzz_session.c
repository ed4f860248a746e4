/* Any row of commands with any values, at two seats of one meeting, with clocks moved and programs closed in
 * between. Nothing crashes; what is refused is refused for a reason that people can read; what is shown may
 * be shown; and the store stays sound. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <dagstart/agenda/session.h>
#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/str.h>
#include <dagstart/config/paths.h>
#include <dagstart/config/problems.h>
#include <dagstart/render/render.h>
#include <dagstart/store/import.h>
#include <dagstart/store/people.h>
#include <dagstart/store/store.h>
#include <dagstart/store/voice.h>

#include "fuzz.h"

enum { OPS_MAX = 30, MONDAY = 20514, SEATS = 2, STORE_MAX = 8 << 20 };

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* What does not change: made once. */
struct world {
	struct arena *arena;
	struct settings settings;
	const struct session_command *commands;
	size_t command_count;
	char folder[64];
	const char *path;
	char *bytes; /* of the store that every input starts from */
	size_t len;
	struct clock clock;
};

struct seat {
	struct arena *arena;
	struct store *store;
	struct session *session;
};

struct play {
	struct world *world;
	struct choices *c;
	struct arena *arena;
	struct seat seats[SEATS];
};

static void check_refusal(struct arena *arena, const struct err *err)
{
	MUST(err->code != ERR_NONE);
	const char *text = err_text(arena, err);
	fuzz_must_show(text, false);
	if (err->code == ERR_INTERNAL || err->code == ERR_DAMAGED)
		fuzz_fail(text, __FILE__, __LINE__);
}

/* -- the team -- */

static void put_people(struct store *store)
{
	static const char *const names[] = {"Anna", "Bram", "Chaya"};
	static const struct change change = {.origin = "setup", .verb = "init"};
	struct metric nps = {.key = "nps", .kind = METRIC_NPS, .scale_max = 10};
	struct team team = {.id = 1, .name = "Zeppelin", .language = "en", .founded_day = MONDAY - 300};
	struct err err = {0};
	MUST(store_begin(store, &change, &err) && store_put_team(store, &team, &err));
	for (size_t i = 0; i < COUNT(names); i++) {
		struct member member = {
		        .name = names[i], .login = names[i], .active = true, .joined_day = MONDAY - 300};
		MUST(store_put_member(store, &member, &err));
	}
	MUST(store_put_metric(store, &nps, &err) && store_commit(store, &err));
}

static void make_world(struct world *w)
{
	struct err err = {0};
	w->arena = arena_new(NULL);
	struct problems problems = problems_new(w->arena);
	snprintf(w->folder, sizeof(w->folder), "%s/dagstart-fuzz-XXXXXX",
	        access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
	MUST(mkdtemp(w->folder));
	w->path = arena_printf(w->arena, "%s/team.db", w->folder);
	MUST(clock_set_zone("UTC", &err) && clock_init(&w->clock, "2026-03-02T09:00:00", &err));
	MUST(settings_load(w->arena, NULL, 0, NULL, &w->settings, &problems));
	w->commands = session_commands(w->arena, &w->command_count);
	struct store_options options = {.path = w->path, .create = true, .clock = &w->clock};
	struct store *store = NULL;
	MUST(store_open(w->arena, &options, &store, &err));
	put_people(store);
	store_close(store);
	MUST(paths_read(w->arena, w->path, STORE_MAX, &w->bytes, &w->len, &err));
}

static struct world world;

static void remove_store(void)
{
	static const char *const ends[] = {"", "-wal", "-shm"};
	for (size_t i = 0; i < COUNT(ends); i++)
		unlink(arena_printf(world.arena, "%s%s", world.path, ends[i]));
}

static void remove_world(void)
{
	remove_store();
	rmdir(world.folder);
	arena_free(world.arena);
}

static void fresh_store(struct world *w)
{
	if (!w->arena) {
		make_world(w);
		atexit(remove_world);
	}
	struct err err = {0};
	struct clock clock;
	remove_store();
	MUST(paths_write(w->path, w->bytes, w->len, false, &err));
	MUST(clock_init(&clock, "2026-03-02T09:00:00", &err));
	w->clock = clock;
}

/* -- sitting down -- */

static void leave(struct seat *seat)
{
	session_free(seat->session);
	store_close(seat->store);
	seat->arena = arena_free(seat->arena);
	*seat = (struct seat){0};
}

static void sit(struct play *play, size_t i)
{
	static const char *const members[SEATS] = {"Anna", "Bram"};
	struct seat *seat = &play->seats[i];
	struct err err = {0};
	enum meeting_entry entry;
	seat->arena = arena_new(NULL);
	struct problems problems = problems_new(seat->arena);
	struct store_options options = {.path = world.path, .clock = &world.clock, .busy_ms = 1};
	MUST(store_open(seat->arena, &options, &seat->store, &err));
	struct session_options how = {.store = seat->store,
	        .settings = &world.settings,
	        .clock = &world.clock,
	        .member = members[i],
	        .seat = i ? "bram@host" : "anna@host",
	        .holder = arena_printf(seat->arena, "host:%zu", i),
	        .language = "en",
	        .seed = 7};
	MUST(session_open(seat->arena, &how, &seat->session, &err));
	MUST(session_load_agenda(
	        seat->session, choice_below(play->c, 4) == 3 ? "weekly" : "daily", NULL, 0, &problems));
	bool looks_on = choice_below(play->c, 8) == 7;
	if (!(looks_on ? session_preview(seat->session, &err) : session_meet(seat->session, &entry, &err)))
		check_refusal(play->arena, &err);
}

/* -- looking -- */

static void check_doc(struct play *play, const struct doc *doc)
{
	struct str out = str_new(play->arena);
	struct render_options options = {.width = 80, .language = "en"};
	MUST(doc->root);
	render(RENDER_TEXT, doc->root, &options, &out);
	fuzz_must_show(out.text, true);
	str_clear(&out);
	render(RENDER_JSON, doc->root, &options, &out);
	fuzz_must_show(out.text, true);
}

static void op_look(struct play *play, struct seat *seat)
{
	struct view view = {0};
	session_view(seat->session, play->arena, &view);
	check_doc(play, &view.body);
}

static void op_document(struct play *play, struct seat *seat)
{
	struct doc doc;
	struct err err = {0};
	if (session_document(seat->session, play->arena, &doc, &err))
		check_doc(play, &doc);
	else
		check_refusal(play->arena, &err);
}

static void op_minutes(struct play *play, struct seat *seat)
{
	struct doc doc;
	struct err err = {0};
	if (session_minutes(seat->session, choice_below(play->c, 2) ? MONDAY : 0, play->arena, &doc, &err))
		check_doc(play, &doc);
	else
		check_refusal(play->arena, &err);
}

/* -- doing -- */

static const char *value(struct play *play)
{
	static const char *const ready[] = {"", "Anna", "Bram", "chaya", "A-1", "A-2", "D-1", "G-1", "K-1",
	        "N-1", "F-1", "F-2", "M-1", "T-1", "P-1", "today", "+7", "fri", "2026-03-31", "yes", "no",
	        "3", "9", "-1", "99999999999999999999", "1e300", "nps", "praise", "keep", "revoke", "public",
	        "private", "late deliveries", "x", "\x1b]0;x\x07", "é你\xff", "-", "daily", "actions",
	        "history", "me", "feedback"};
	uint32_t which = choice_below(play->c, COUNT(ready) + 6);
	return which < COUNT(ready) ? ready[which] : choice_text(play->c, play->arena, 80);
}

static struct args any_args(struct play *play, const struct session_command *command)
{
	struct arg *items = arena_array_of(play->arena, struct arg, 24);
	struct args args = {.items = items, .key = choice_below(play->c, 4) == 3 ? value(play) : NULL};
	for (size_t i = 0; command->args && command->args[i] && i < 20; i++)
		if (choice_below(play->c, 4) != 3)
			items[args.count++] = (struct arg){command->args[i], value(play)};
	if (choice_below(play->c, 2))
		items[args.count++] = (struct arg){"yes", "yes"};
	if (choice_below(play->c, 6) == 5)
		args.text = value(play);
	if (choice_below(play->c, 3))
		args.ref = (struct ref){"ADGKNFMTP"[choice_below(play->c, 9)], 1 + choice_below(play->c, 4)};
	return args;
}

static void op_run(struct play *play, struct seat *seat)
{
	const struct session_command *command =
	        &world.commands[choice_below(play->c, (uint32_t)world.command_count)];
	struct args args = any_args(play, command);
	struct result result = {0};
	struct err err = {0};
	if (!session_run(seat->session, command->name, &args, &result, &err)) {
		check_refusal(play->arena, &err);
		return;
	}
	MUST(result.kind <= RESULT_TEXT);
	MUST(result.kind != RESULT_FORM || (result.form.command && result.form.count > 0));
	MUST(result.kind != RESULT_CONFIRM || result.message);
	if (result.kind == RESULT_FORM) {
		struct doc notes = doc_new(play->arena);
		session_form_notes(seat->session, result.form.command, &args, &notes);
		check_doc(play, &notes);
	}
}

static void op_page(struct play *play, struct seat *seat)
{
	static const char *const pages[] = {"actions", "decisions", "feedback", "goals", "history", "kudos",
	        "me", "members", "notes", "scores", "nergens"};
	static const char *const names[] = {
	        "name", "query", "metric", "theme", "from", "to", "mood", "step", NULL};
	struct session_command like = {.args = names};
	struct args args = any_args(play, &like);
	struct doc doc;
	struct err err = {0};
	if (session_page(seat->session, pages[choice_below(play->c, COUNT(pages))], &args, play->arena, &doc,
	            &err))
		check_doc(play, &doc);
	else
		check_refusal(play->arena, &err);
}

static void op_clock(struct play *play, struct seat *seat)
{
	static const int64_t steps[] = {1000, 60000, 3600000, 86400000, 10 * 86400000LL, -3600000};
	struct err err = {0};
	clock_advance(&world.clock, steps[choice_below(play->c, COUNT(steps))]);
	int wait = session_tick(seat->session, &err);
	MUST(wait >= -1);
	if (err.code != ERR_NONE)
		check_refusal(play->arena, &err);
}

static void op_poll(struct play *play, struct seat *seat)
{
	struct err err = {0};
	session_poll(seat->session, &err);
	if (err.code != ERR_NONE)
		check_refusal(play->arena, &err);
}

static void op_draft(struct play *play, struct seat *seat)
{
	const char *draft = value(play);
	struct err err = {0};
	if (session_keep_draft(seat->session, draft, &err))
		MUST(strcmp(session_draft(seat->session, play->arena), draft) == 0);
	else
		check_refusal(play->arena, &err);
}

static void op_restart(struct play *play, struct seat *seat)
{
	size_t i = seat == &play->seats[1];
	if (choice_below(play->c, 2))
		session_leave(seat->session);
	leave(seat);
	sit(play, i);
}

static void op_quote(struct play *play, struct seat *seat)
{
	struct session_command like = {0};
	for (size_t i = 0; i < world.command_count; i++)
		if (strcmp(world.commands[i].name, "feedback.log") == 0)
			like = world.commands[i];
	const struct arg items[] = {
	        {"text", value(play)}, {"score", "3"}, {"metric", "nps"}, {"channel", "chat"}};
	struct result result = {0};
	struct err err = {0};
	MUST(like.name);
	if (!session_run(seat->session, like.name, &(struct args){.items = items, .count = COUNT(items)},
	            &result, &err))
		check_refusal(play->arena, &err);
}

static void (*const ops[])(struct play *, struct seat *) = {op_run, op_run, op_run, op_run, op_run, op_look,
        op_page, op_document, op_minutes, op_clock, op_poll, op_draft, op_restart, op_quote};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct choices c = choices_of(data, size);
	fresh_store(&world);
	CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
	struct play play = {.world = &world, .c = &c, .arena = arena};
	for (size_t i = 0; i < SEATS; i++)
		sit(&play, i);
	for (int i = 0; i < OPS_MAX && choices_left(&c); i++) {
		struct seat *seat = &play.seats[choice_below(&c, 4) == 3];
		ops[choice_below(&c, COUNT(ops))](&play, seat);
		op_look(&play, seat);
	}
	struct err err = {0};
	if (!store_verify(play.seats[0].store, &err))
		check_refusal(arena, &err);
	for (size_t i = 0; i < SEATS; i++)
		leave(&play.seats[i]);
	return 0;
}
