#include "session_state.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include <dagstart/base/text.h>
#include <dagstart/config/embedded.h>
#include <dagstart/config/paths.h>
#include <dagstart/config/problems.h>
#include <dagstart/config/yaml.h>

enum { AGENDA_BYTES_MAX = 256 * 1024 };

struct agenda_row {
	const char *step;
	double minutes;
	const struct yaml *node;
};

struct agenda_text {
	const char *name;
	struct bilingual title;
	int minutes;
	struct schema_list weekdays;
	const struct yaml *steps;
};

static const struct schema_field agenda_schema[] = {
        {.name = "name",
                .type = SCHEMA_TEXT,
                .offset = offsetof(struct agenda_text, name),
                .required = true,
                .help = N_("the name by which `dagstart meet NAME` finds it")},
        {.name = "title",
                .type = SCHEMA_BILINGUAL,
                .offset = offsetof(struct agenda_text, title),
                .help = N_("what stands above the meeting")},
        {.name = "minutes",
                .type = SCHEMA_INT,
                .offset = offsetof(struct agenda_text, minutes),
                .min = 1,
                .max = 480,
                .help = N_("how long the meeting is; the steps may not take more")},
        {.name = "weekdays",
                .type = SCHEMA_TEXTS,
                .offset = offsetof(struct agenda_text, weekdays),
                .verify = settings_verify_weekdays,
                .help = N_("the days on which this agenda is the one to start: mon, tue, …")},
        {.name = "steps",
                .type = SCHEMA_TREE,
                .offset = offsetof(struct agenda_text, steps),
                .required = true,
                .help = N_("the steps in order, each with `step` and `minutes`")},
        {0},
};

/* A file of the user's; false without a problem when it is not there. */
static bool read_file(struct session *session, const char *path, struct problems *problems, struct yaml **ret)
{
	char *bytes = NULL;
	size_t len = 0;
	struct err err = {0};
	if (paths_read(session->arena, path, AGENDA_BYTES_MAX, &bytes, &len, &err))
		return yaml_parse(session->arena, path, bytes, len, problems, ret);
	if (err.code != ERR_MISSING)
		problems_add(problems, path, 0, 0, "", "%s", err_text(session->arena, &err));
	return false;
}

/* A file of the user's before a built-in one. */
static bool agenda_read(struct session *session, const char *name, const char *const *folders, size_t count,
        struct problems *problems, const struct yaml **ret)
{
	struct arena *arena = session->arena;
	struct yaml *own = NULL;
	size_t before = problems->count;
	for (size_t i = 0; i < count; i++) {
		const char *path = arena_printf(arena, "%s/agendas/%s.yaml", folders[i], name);
		if (!read_file(session, path, problems, &own))
			continue;
		*ret = own;
		return true;
	}
	if (problems->count != before)
		return false;
	*ret = embedded_tree(arena, arena_printf(arena, "agendas/%s.yaml", name));
	if (*ret)
		return true;
	problems_add(problems, "agendas", 0, 0, "",
	        _("no agenda is named “%s”: daily, weekly, or a file agendas/NAME.yaml of your own"), name);
	return false;
}

static bool names_today(const struct yaml *root, int weekday)
{
	static const char *const names[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
	const struct yaml *days = root->kind == YAML_MAP ? yaml_get(root, "weekdays") : NULL;
	for (const struct yaml *day = days ? days->first : NULL; day; day = day->next)
		if (day->kind == YAML_SCALAR && strncmp(day->text, names[weekday], 3) == 0)
			return true;
	return false;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names of a folder's agendas, sorted. */
static size_t folder_names(struct arena *arena, const char *folder, const char ***ret)
{
	VEC(const char *) names = {0};
	CLEANUP(folder_cleanup) DIR *dir = opendir(arena_printf(arena, "%s/agendas", folder));
	for (struct dirent *entry; dir && (entry = readdir(dir));) {
		size_t len = strlen(entry->d_name);
		if (len > 5 && streq(entry->d_name + len - 5, ".yaml"))
			*vec_add(arena, &names) = arena_strndup(arena, entry->d_name, len - 5);
	}
	if (names.count)
		qsort(names.items, names.count, sizeof(*names.items), by_text);
	*ret = names.items;
	return names.count;
}

/* An own agenda that names this weekday comes before the daily one. */
static const char *agenda_of_today(struct session *session, const char *const *folders, size_t count)
{
	struct arena *arena = session->arena;
	int weekday = day_weekday(clock_day(clock_now_ms(session->options.clock)));
	for (size_t i = 0; i < count; i++) {
		const char **names = NULL;
		size_t found = folder_names(arena, folders[i], &names);
		for (size_t j = 0; j < found; j++) {
			struct yaml *root = NULL;
			/* What is wrong in it is told when it is loaded by name, or by `check`. */
			struct problems quiet = problems_new(arena);
			const char *path = arena_printf(arena, "%s/agendas/%s.yaml", folders[i], names[j]);
			if (!streq(names[j], "daily") && read_file(session, path, &quiet, &root) &&
			        names_today(root, weekday))
				return names[j];
		}
	}
	return "daily";
}

static const char *step_names(struct arena *arena)
{
	struct str s = str_new(arena);
	for (size_t i = 0; i < step_count; i++)
		str_add_part(&s, ", ", step_table[i]->name);
	return s.text;
}

/* The two keys that every row has; what is left is the step's own. */
static const struct schema_field row_schema[] = {
        {.name = "step", .type = SCHEMA_TEXT, .offset = offsetof(struct agenda_row, step), .required = true},
        {.name = "minutes",
                .type = SCHEMA_NUMBER,
                .offset = offsetof(struct agenda_row, minutes),
                .max = 240},
        {0},
};

static bool is_row_key(const char *key)
{
	return streq(key, "step") || streq(key, "minutes");
}

/* Splits a row's map in two: the common keys, and the step's options. */
static void row_split(struct arena *arena, const struct yaml *row, struct yaml *common, struct yaml *own)
{
	*common = *own = *row;
	common->first = own->first = NULL;
	common->count = own->count = 0;
	struct yaml **common_end = &common->first, **own_end = &own->first;
	for (const struct yaml *child = row->first; child; child = child->next) {
		struct yaml *copy = arena_memdup(arena, child, sizeof(*child));
		copy->next = NULL;
		struct yaml ***end = is_row_key(child->key) ? &common_end : &own_end;
		**end = copy;
		*end = &copy->next;
		(is_row_key(child->key) ? common : own)->count++;
	}
}

/* Its own keys, and those of every row: they are taken out before, but may be what was meant. */
static const struct schema_field *known_keys(struct arena *arena, const struct schema_field *own)
{
	const size_t common = sizeof(row_schema) / sizeof(row_schema[0]);
	size_t count = 0;
	while (own && own[count].name)
		count++;
	struct schema_field *all = arena_array_of(arena, struct schema_field, count + common);
	for (size_t i = 0; i < count; i++)
		all[i] = own[i];
	for (size_t i = 0; i < common; i++) {
		all[count + i] = row_schema[i];
		all[count + i].required = false;
	}
	return all;
}

static void options_load(struct session *session, const struct yaml *own, const char *path,
        struct agenda_step *step, struct problems *problems)
{
	const struct step_ops *ops = step->ops;
	void *options = arena_alloc(session->arena, ops->options_size + 1);
	if (ops->options_default)
		memcpy(options, ops->options_default, ops->options_size);
	schema_load(session->arena, known_keys(session->arena, ops->options), own, options, path, problems);
	step->options = options;
}

static void row_load(struct session *session, const struct yaml *row, size_t index, struct agenda *agenda,
        struct problems *problems)
{
	struct arena *arena = session->arena;
	const char *path = arena_printf(arena, "steps[%zu]", index);
	if (row->kind != YAML_MAP) {
		problems_add(problems, row->file, row->line, row->column, path,
		        _("a map such as {step: voice, minutes: 3}"));
		return;
	}
	struct yaml common, own;
	row_split(arena, row, &common, &own);
	struct agenda_row loaded = {0};
	if (!schema_load(arena, row_schema, &common, &loaded, path, problems))
		return;
	const struct step_ops *ops = step_find(loaded.step);
	if (!ops) {
		const struct yaml *node = yaml_get(row, "step");
		problems_add(problems, node->file, node->line, node->column, path,
		        _("no step is named “%s”: one of %s"), loaded.step, step_names(arena));
		return;
	}
	for (size_t i = 0; i < agenda->count; i++)
		if (agenda->steps[i].ops == ops)
			problems_add(problems, row->file, row->line, row->column, path,
			        _("the step “%s” stands here twice: remove one"), ops->name);
	if (agenda->count == MEETING_STEPS_MAX) {
		problems_add(problems, row->file, row->line, row->column, path, _("at most %d steps"),
		        MEETING_STEPS_MAX);
		return;
	}
	struct agenda_step *step = &agenda->steps[agenda->count++];
	*step = (struct agenda_step){.ops = ops, .planned_s = (int)(loaded.minutes * 60 + 0.5)};
	if (step->planned_s == 0 && streq(ops->name, "voice")) {
		const struct yaml *node = yaml_get(row, "minutes");
		node = node ? node : row;
		problems_add(problems, node->file, node->line, node->column, path,
		        _("time for the customer, who is the fixed item of every meeting: it may be "
		          "shortened "
		          "(minutes: 1), not left out"));
	}
	options_load(session, &own, path, step, problems);
}

static void customer_item_stays(
        const struct agenda *agenda, const struct yaml *root, struct problems *problems)
{
	for (size_t i = 0; i < agenda->count; i++)
		if (streq(agenda->steps[i].ops->name, "voice"))
			return;
	const struct yaml *steps = yaml_get(root, "steps");
	problems_add(problems, root->file, steps ? steps->line : root->line,
	        steps ? steps->column : root->column, "steps",
	        _("the step “voice” is missing: the customer is the fixed item of every meeting; it may be "
	          "shortened (minutes: 1), not left out"));
}

static void minutes_fit(const struct agenda *agenda, const struct agenda_text *text, const struct yaml *root,
        struct problems *problems)
{
	int planned = 0;
	for (size_t i = 0; i < agenda->count; i++)
		planned += agenda->steps[i].planned_s;
	if (text->minutes && planned > text->minutes * 60)
		problems_add(problems, root->file, root->line, root->column, "minutes",
		        _("the steps take %d:%02d, more than the %d minutes of the meeting: shorten a step "
		          "or lengthen the meeting"),
		        planned / 60, planned % 60, text->minutes);
}

/* By another name nobody would find it, and its minutes would be called by that. */
static void name_is_of_file(
        const struct yaml *root, const char *given, const char *file, struct problems *problems)
{
	const struct yaml *node = root->kind == YAML_MAP ? yaml_get(root, "name") : NULL;
	if (node && !strempty(given) && !streq(given, file))
		problems_add(problems, node->file, node->line, node->column, "name",
		        _("“%s”, as its file is called"), file);
}

static bool agenda_from(struct session *session, const char *file, const struct yaml *root,
        struct agenda *ret, struct problems *problems)
{
	struct agenda_text text = {0};
	size_t before = problems->count;
	schema_load(session->arena, agenda_schema, root, &text, "", problems);
	name_is_of_file(root, text.name, file, problems);
	*ret = (struct agenda){.name = text.name, .title = text.title};
	if (text.steps && text.steps->kind != YAML_LIST)
		problems_add(problems, text.steps->file, text.steps->line, text.steps->column, "steps",
		        _("a list of steps"));
	else if (text.steps) {
		size_t index = 0;
		for (const struct yaml *row = text.steps->first; row; row = row->next)
			row_load(session, row, index++, ret, problems);
		customer_item_stays(ret, root, problems);
		minutes_fit(ret, &text, root, problems);
	}
	return problems->count == before;
}

static bool name_is_plain(const char *name)
{
	for (const char *c = name; *c; c++)
		if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_", *c))
			return false;
	return *name;
}

bool session_load_agenda(struct session *session, const char *name, const char *const *folders,
        size_t folder_count, struct problems *problems)
{
	if (!name)
		name = agenda_of_today(session, folders, folder_count);
	if (!name_is_plain(name)) {
		problems_add(problems, "agendas", 0, 0, "",
		        _("“%s” is not the name of an agenda: letters, digits and dashes"), name);
		return false;
	}
	const struct yaml *root = NULL;
	struct agenda agenda;
	if (!agenda_read(session, name, folders, folder_count, problems, &root) ||
	        !agenda_from(session, name, root, &agenda, problems))
		return false;
	session->agenda = agenda;
	return true;
}

bool agenda_check(struct arena *arena, const char *name, const char *const *folders, size_t folder_count,
        struct problems *problems)
{
	struct session session = {.arena = arena};
	const struct yaml *root = NULL;
	struct agenda agenda;
	return agenda_read(&session, name, folders, folder_count, problems, &root) &&
	       agenda_from(&session, name, root, &agenda, problems);
}
