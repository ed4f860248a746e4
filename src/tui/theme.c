#include <dagstart/tui/theme.h>

#include <stddef.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/config/problems.h>
#include <dagstart/config/schema.h>
#include <dagstart/config/yaml.h>

#include "sources.h"

const char *const theme_names[] = {"dark", "light", "mono", "colour-blind", NULL};

/* As the file has it: colours are still words. */
struct theme_row {
	const char *fg, *bg;
	bool bold, dim, reverse, underline;
};

struct theme_file {
	const char *name;
	struct bilingual title;
	bool light;
	struct theme_row roles[ROLE_COUNT];
};

static const char *const colour_names[] = {
        "black",
        "red",
        "green",
        "yellow",
        "blue",
        "magenta",
        "cyan",
        "white",
        "bright-black",
        "bright-red",
        "bright-green",
        "bright-yellow",
        "bright-blue",
        "bright-magenta",
        "bright-cyan",
        "bright-white",
};

static bool colour_parse(const char *text, int16_t *ret)
{
	long number;
	if (strempty(text) || streq(text, "default")) {
		*ret = -1;
		return true;
	}
	for (size_t i = 0; i < sizeof(colour_names) / sizeof(colour_names[0]); i++)
		if (streq(text, colour_names[i])) {
			*ret = (int16_t)i;
			return true;
		}
	if (!str_starts(text, "colour") || !str_to_long(text + strlen("colour"), &number) || number < 0 ||
	        number > 255)
		return false;
	*ret = (int16_t)number;
	return true;
}

static void verify_colour(const struct yaml *node, const void *value, struct problems *problems)
{
	int16_t colour;
	if (!colour_parse(*(const char *const *)value, &colour))
		yaml_problem(problems, node, "%s",
		        _("a colour: default, red, bright-red and so on, or colour0 to colour255"));
}

#define ROW(field) offsetof(struct theme_row, field)
static const struct schema_field row_fields[] = {
        {.name = "fg",
                .type = SCHEMA_TEXT,
                .offset = ROW(fg),
                .help = N_("colour of the letters"),
                .verify = verify_colour},
        {.name = "bg",
                .type = SCHEMA_TEXT,
                .offset = ROW(bg),
                .help = N_("colour behind them"),
                .verify = verify_colour},
        {.name = "bold", .type = SCHEMA_BOOL, .offset = ROW(bold), .help = N_("heavy letters")},
        {.name = "dim", .type = SCHEMA_BOOL, .offset = ROW(dim), .help = N_("faint letters")},
        {.name = "reverse", .type = SCHEMA_BOOL, .offset = ROW(reverse), .help = N_("colours swapped")},
        {.name = "underline", .type = SCHEMA_BOOL, .offset = ROW(underline), .help = N_("a line below")},
        {0},
};

#define ROLE(role, role_name) \
	{ \
		.name = (role_name), .type = SCHEMA_MAP, .fields = row_fields, \
		.offset = (role) * sizeof(struct theme_row), .help = N_("how this role looks") \
	}
static const struct schema_field role_fields[] = {
        ROLE(ROLE_TEXT, "text"),
        ROLE(ROLE_TITLE, "title"),
        ROLE(ROLE_QUIET, "quiet"),
        ROLE(ROLE_ACCENT, "accent"),
        ROLE(ROLE_GOOD, "good"),
        ROLE(ROLE_WATCH, "watch"),
        ROLE(ROLE_BAD, "bad"),
        ROLE(ROLE_SELECTED, "selected"),
        ROLE(ROLE_INPUT, "input"),
        {0},
};

#define FIELD(field) offsetof(struct theme_file, field)
static const struct schema_field file_fields[] = {
        {.name = "name",
                .type = SCHEMA_TEXT,
                .offset = FIELD(name),
                .required = true,
                .help = N_("name of the colours")},
        {.name = "title",
                .type = SCHEMA_BILINGUAL,
                .offset = FIELD(title),
                .help = N_("its name for people")},
        {.name = "light",
                .type = SCHEMA_BOOL,
                .offset = FIELD(light),
                .help = N_("made for a light background")},
        {.name = "roles",
                .type = SCHEMA_MAP,
                .offset = FIELD(roles),
                .fields = role_fields,
                .required = true,
                .help = N_("how each role looks")},
        {0},
};

static struct theme_look look_of(const struct theme_row *row)
{
	struct theme_look look = {
	        .bold = row->bold,
	        .dim = row->dim,
	        .reverse = row->reverse,
	        .underline = row->underline,
	};
	colour_parse(row->fg, &look.fg);
	colour_parse(row->bg, &look.bg);
	return look;
}

static bool is_built_in(const char *name)
{
	for (const char *const *known = theme_names; *known; known++)
		if (streq(name, *known))
			return true;
	return false;
}

bool theme_load(struct arena *arena, const char *name, struct theme *ret, struct problems *problems)
{
	const struct yaml *tree =
	        is_built_in(name)
	                ? sources_embedded(arena, arena_printf(arena, "themes/%s.yaml", name), problems)
	                : sources_file(arena, name, problems);
	struct theme_file file = {0};
	if (!tree || !schema_load(arena, file_fields, tree, &file, "", problems))
		return false;
	*ret = (struct theme){
	        .name = file.name,
	        .title = bilingual_in(&file.title, i18n_language()),
	        .light = file.light,
	};
	for (size_t i = 0; i < ROLE_COUNT; i++)
		ret->looks[i] = look_of(&file.roles[i]);
	return true;
}
