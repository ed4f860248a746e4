#include "desk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <dagstart/base/vec.h>
#include <dagstart/config/problems.h>
#include <dagstart/doc/doc.h>

static void must(struct desk *desk, bool ok)
{
	if (!ok)
		fail_msg("%s", err_text(desk->arena, &desk->err));
}

static void put_team(struct desk *desk, struct store *store)
{
	static const char *const names[] = {"Anna", "Bram", "Chaya"};
	static const struct change change = {.origin = "setup", .verb = "init"};
	struct metric nps = {.key = "nps", .kind = METRIC_NPS, .scale_max = 10};
	must(desk, store_begin(store, &change, &desk->err));
	must(desk,
	        store_put_team(store,
	                &(struct team){.id = 1, .name = "Zeppelin", .language = "en", .founded_day = MONDAY},
	                &desk->err));
	for (size_t i = 0; i < 3; i++) {
		struct member member = {
		        .name = names[i], .login = names[i], .active = true, .joined_day = MONDAY};
		must(desk, store_put_member(store, &member, &desk->err));
	}
	must(desk, store_put_metric(store, &nps, &desk->err));
	must(desk, store_commit(store, &desk->err));
}

int desk_setup(void **state)
{
	struct arena *arena = arena_new(NULL);
	struct desk *desk = arena_new_of(arena, struct desk);
	struct problems problems = problems_new(arena);
	desk->arena = arena;
	snprintf(desk->folder, sizeof(desk->folder), "/tmp/dagstart-desk-XXXXXX");
	assert_non_null(mkdtemp(desk->folder));
	desk->path = arena_printf(arena, "%s/team.db", desk->folder);
	must(desk, clock_set_zone("UTC", &desk->err) &&
	                   clock_init(&desk->clock, "2026-03-02T09:00:00", &desk->err));
	assert_true(settings_load(arena, NULL, 0, NULL, &desk->settings, &problems));
	struct store_options options = {.path = desk->path, .create = true, .clock = &desk->clock};
	CLEANUP(store_cleanup) struct store *store = NULL;
	must(desk, store_open(arena, &options, &store, &desk->err));
	put_team(desk, store);
	*state = desk;
	return 0;
}

int desk_teardown(void **state)
{
	struct desk *desk = *state;
	for (size_t i = 0; i < desk->count; i++) {
		session_free(desk->sessions[i]);
		store_close(desk->stores[i]);
	}
	char *command = arena_printf(desk->arena, "%s", desk->folder);
	static const char *const names[] = {"team.db", "team.db-wal", "team.db-shm"};
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		unlink(arena_printf(desk->arena, "%s/%s", command, names[i]));
	rmdir(command);
	arena_free(desk->arena);
	return 0;
}

struct session *desk_sit(struct desk *desk, const char *seat, const char *member)
{
	return desk_sit_owning(desk, seat, member, NULL);
}

struct session *desk_sit_owning(struct desk *desk, const char *seat, const char *member, const char *own)
{
	struct store_options options = {.path = desk->path, .clock = &desk->clock};
	assert_true(desk->count < 4);
	struct store **store = &desk->stores[desk->count];
	must(desk, store_open(desk->arena, &options, store, &desk->err));
	struct session_options session_options = {
	        .store = *store,
	        .settings = &desk->settings,
	        .clock = &desk->clock,
	        .member = member,
	        .seat = seat,
	        .holder = arena_printf(desk->arena, "%s:%zu", seat, desk->count),
	        .language = "en",
	        .own_path = own,
	        .seed = 7,
	};
	struct session *session = NULL;
	must(desk, session_open(desk->arena, &session_options, &session, &desk->err));
	desk->sessions[desk->count++] = session;
	return session;
}

enum meeting_entry desk_meet(struct desk *desk, struct session *session)
{
	struct problems problems = problems_new(desk->arena);
	enum meeting_entry entry;
	assert_true(session_load_agenda(session, "daily", NULL, 0, &problems));
	must(desk, session_meet(session, &entry, &desk->err));
	return entry;
}

static struct args collect(struct desk *desk, va_list list)
{
	VEC(struct arg) items = {0};
	struct args args = {0};
	for (const char *name; (name = va_arg(list, const char *));) {
		const char *value = va_arg(list, const char *);
		if (streq(name, "ref"))
			assert_true(ref_parse(value, &args.ref));
		else if (streq(name, "typed"))
			args.text = value;
		else
			*vec_add(desk->arena, &items) = (struct arg){name, value};
	}
	args.items = items.items;
	args.count = items.count;
	return args;
}

void desk_run(struct desk *desk, struct session *session, const char *command, ...)
{
	va_list list;
	va_start(list, command);
	struct args args = collect(desk, list);
	va_end(list);
	must(desk, session_run(session, command, &args, &desk->result, &desk->err));
}

void desk_refused(struct desk *desk, struct session *session, enum err_code code, const char *command, ...)
{
	va_list list;
	va_start(list, command);
	struct args args = collect(desk, list);
	va_end(list);
	assert_false(session_run(session, command, &args, &desk->result, &desk->err));
	assert_int_equal(desk->err.code, code);
}

static const char *in_words(struct desk *desk, const struct doc *doc, const char *between)
{
	struct str text = str_new(desk->arena);
	for (struct doc_node *node = doc->root; node; node = doc_next(doc->root, node)) {
		str_addf(&text, "%s %s %s%s", str_or(node->title, ""), str_or(node->text, ""),
		        str_or(node->aside, ""), between);
		if (node->kind == DOC_GAUGE)
			str_addf(&text, "%s%s", node->gauge->caption, between);
	}
	return text.text;
}

const char *desk_sees(struct desk *desk, struct session *session)
{
	struct view view;
	session_view(session, desk->arena, &view);
	return in_words(desk, &view.body, "\n");
}

const char *desk_page(struct desk *desk, struct session *session, const char *name, ...)
{
	struct doc doc;
	va_list list;
	va_start(list, name);
	struct args args = collect(desk, list);
	va_end(list);
	must(desk, session_page(session, name, &args, desk->arena, &doc, &desk->err));
	return in_words(desk, &doc, "|");
}

void desk_leave(struct desk *desk, struct session *session)
{
	for (size_t i = 0; i < desk->count; i++)
		if (desk->sessions[i] == session)
			session_leave(session);
}

struct store *desk_hears(struct desk *desk, struct metric **ret_metrics)
{
	static const struct change change = {.origin = "setup", .verb = "feedback.log"};
	struct store_options options = {.path = desk->path, .clock = &desk->clock};
	struct store *store = NULL;
	size_t count = 0;
	must(desk, store_open(desk->arena, &options, &store, &desk->err));
	must(desk, store_metrics(store, desk->arena, ret_metrics, &count, &desk->err));
	must(desk, store_begin(store, &change, &desk->err));
	return store;
}

struct feedback desk_answer(const struct metric *metric, double score, int32_t monday, int i)
{
	return (struct feedback){
	        .comment = "",
	        .customer = "",
	        .channel = i % 2 ? "chat" : "phone",
	        .step = i % 2 ? "delivery" : "order",
	        .day = monday + i % 7,
	        .mood = metric_mood(metric, score),
	        .answers = {{.metric_id = metric->id, .score = score}},
	        .answer_count = 1,
	};
}

int64_t desk_quote(struct desk *desk, const char *words, double nps, int32_t day)
{
	struct metric *metrics = NULL;
	CLEANUP(store_cleanup) struct store *store = desk_hears(desk, &metrics);
	struct feedback feedback = {
	        .comment = words,
	        .customer = "Jan Jansen",
	        .channel = "chat",
	        .step = "delivery",
	        .day = day,
	        .mood = metric_mood(&metrics[0], nps),
	        .answers = {{.metric_id = metrics[0].id, .score = nps}},
	        .answer_count = 1,
	};
	must(desk, store_put_feedback(store, &feedback, &desk->err));
	must(desk, store_commit(store, &desk->err));
	return feedback.id;
}
