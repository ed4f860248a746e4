#include "words_tables.h"

#include <stddef.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>
#include <dagstart/config/problems.h>
#include <dagstart/config/schema.h>
#include <dagstart/config/words.h>
#include <dagstart/config/yaml.h>

#include "source.h"

struct scale_row {
	const char *key;
	int first;
	struct schema_list steps;
};

struct tool_row {
	const char *key, *name, *scale;
	struct schema_list headers, leads, file, joined, parts, none, ignored, metrics, skip;
	struct schema_list columns[COLUMN_ROLES];
	bool utc;
};

struct tables {
	struct schema_list scales, tools;
};

#define TEXTS(key, member, words) \
	{ \
		.name = (key), .type = SCHEMA_TEXTS, .offset = offsetof(struct tool_row, member), \
		.help = (words) \
	}
#define COLUMN(key, role) TEXTS(key, columns[role], N_("names of this column, the first that is there"))

static const struct schema_field scale_fields[] = {
        {.name = "key",
                .type = SCHEMA_TEXT,
                .offset = offsetof(struct scale_row, key),
                .required = true,
                .help = N_("what the scale is called")},
        {.name = "first",
                .type = SCHEMA_INT,
                .offset = offsetof(struct scale_row, first),
                .min = -10,
                .max = 10,
                .help = N_("the value of the worst answer")},
        {.name = "steps",
                .type = SCHEMA_TEXTS,
                .offset = offsetof(struct scale_row, steps),
                .min = 2,
                .max = 11,
                .help = N_("the words of each step, the worst first")},
        {0},
};

static const struct schema_field column_fields[] = {
        COLUMN_FIELDS(COLUMN),
        {0},
};

static const struct schema_field tool_fields[] = {
        {.name = "key",
                .type = SCHEMA_TEXT,
                .offset = offsetof(struct tool_row, key),
                .required = true,
                .help = N_("what the tool is called in reports")},
        {.name = "name",
                .type = SCHEMA_TEXT,
                .offset = offsetof(struct tool_row, name),
                .required = true,
                .help = N_("the tool's name")},
        TEXTS("headers", headers, N_("headers that are all there")),
        TEXTS("leads", leads, N_("what the first header may be")),
        TEXTS("file", file, N_("what the file's name holds")),
        {.name = "columns",
                .type = SCHEMA_MAP,
                .fields = column_fields,
                .help = N_("how the tool names columns")},
        TEXTS("joined", joined, N_("a title that stands before the comment")),
        TEXTS("parts", parts, N_("columns that together are the id")),
        {.name = "scale",
                .type = SCHEMA_TEXT,
                .offset = offsetof(struct tool_row, scale),
                .help = N_("the worst and the best score")},
        TEXTS("metrics", metrics, N_("the scale of each kind of score")),
        TEXTS("none", none, N_("codes that are no answer")),
        TEXTS("ignored", ignored, N_("columns that hold no words of customers")),
        TEXTS("skip", skip, N_("rows that are no answers of customers")),
        {.name = "utc",
                .type = SCHEMA_BOOL,
                .offset = offsetof(struct tool_row, utc),
                .help = N_("times without a zone are UTC")},
        {0},
};

static const struct schema_field table_fields[] = {
        {.name = "scales",
                .type = SCHEMA_LIST,
                .offset = offsetof(struct tables, scales),
                .fields = scale_fields,
                .item_size = sizeof(struct scale_row),
                .help = N_("answers in words")},
        {.name = "tools",
                .type = SCHEMA_LIST,
                .offset = offsetof(struct tables, tools),
                .fields = tool_fields,
                .item_size = sizeof(struct tool_row),
                .help = N_("tools whose exports are known")},
        {0},
};

/* Trimmed and folded. */
static const char *word_of(struct arena *arena, const char *text, size_t len)
{
	while (len > 0 && text[0] == ' ')
		text++, len--;
	while (len > 0 && text[len - 1] == ' ')
		len--;
	return text_fold(arena, arena_strndup(arena, text, len));
}

/* "a | b": a bar with blanks around it, so that ":|" is a word. */
static struct words_same same_of(struct arena *arena, const char *text)
{
	size_t count = 1;
	for (const char *at = text; (at = strstr(at, " | ")); at += 3)
		count++;
	const char **items = arena_array_of(arena, const char *, count);
	for (size_t i = 0; i < count; i++) {
		const char *bar = strstr(text, " | ");
		items[i] = word_of(arena, text, bar ? (size_t)(bar - text) : strlen(text));
		text = bar ? bar + 3 : "";
	}
	return (struct words_same){items, count};
}

static const struct words_same *sames_of(struct arena *arena, const struct schema_list *list)
{
	struct words_same *sames = arena_array_of(arena, struct words_same, list->count + 1);
	for (size_t i = 0; i < list->count; i++)
		sames[i] = same_of(arena, schema_text_at(list, i));
	return sames;
}

static struct words_same folded(struct arena *arena, const struct schema_list *list)
{
	const char **items = arena_array_of(arena, const char *, list->count + 1);
	for (size_t i = 0; i < list->count; i++)
		items[i] = text_fold(arena, schema_text_at(list, i));
	return (struct words_same){items, list->count};
}

bool words_range_read(const char *text, double *ret_worst, double *ret_best)
{
	char from[24];
	const char *dash = *text ? strchr(text + 1, '-') : NULL;
	size_t len = dash ? (size_t)(dash - text) : 0;
	if (!dash || len >= sizeof(from))
		return false;
	memcpy(from, text, len);
	from[len] = '\0';
	return str_to_double(from, ret_worst) && str_to_double(dash + 1, ret_best);
}

/* "csat 0-2", or without the key. */
static struct words_range range_of(struct arena *arena, const char *text)
{
	struct words_range range = {.key = ""};
	const char *blank = strrchr(text, ' ');
	if (blank)
		range.key = word_of(arena, text, (size_t)(blank - text));
	if (!words_range_read(blank ? blank + 1 : text, &range.worst, &range.best))
		return (struct words_range){.key = ""};
	return range;
}

static struct words_scale scale_of(struct arena *arena, const struct scale_row *row)
{
	return (struct words_scale){
	        .key = row->key,
	        .first = row->first,
	        .steps = sames_of(arena, &row->steps),
	        .step_count = row->steps.count,
	};
}

static void read_skips(struct arena *arena, const struct schema_list *list, struct words_tool *tool)
{
	struct words_skip *skip = arena_array_of(arena, struct words_skip, list->count + 1);
	for (size_t i = 0; i < list->count; i++) {
		const char *text = schema_text_at(list, i), *sign = strstr(text, " = ");
		if (sign)
			skip[tool->skip_count++] = (struct words_skip){
			        .column = word_of(arena, text, (size_t)(sign - text)),
			        .value = word_of(arena, sign + 3, strlen(sign + 3)),
			};
	}
	tool->skip = skip;
}

static void read_ranges(struct arena *arena, const struct tool_row *row, struct words_tool *tool)
{
	struct words_range *metrics = arena_array_of(arena, struct words_range, row->metrics.count + 1);
	for (size_t i = 0; i < row->metrics.count; i++)
		metrics[tool->metric_count++] = range_of(arena, schema_text_at(&row->metrics, i));
	tool->metrics = metrics;
	tool->has_scale = !strempty(row->scale);
	if (tool->has_scale)
		tool->scale = range_of(arena, row->scale);
}

static struct words_tool tool_of(struct arena *arena, const struct tool_row *row)
{
	struct words_tool tool = {
	        .key = row->key,
	        .name = row->name,
	        .headers = sames_of(arena, &row->headers),
	        .header_count = row->headers.count,
	        .leads = folded(arena, &row->leads),
	        .file = folded(arena, &row->file),
	        .joined = folded(arena, &row->joined),
	        .parts = folded(arena, &row->parts),
	        .none = folded(arena, &row->none),
	        .ignored = folded(arena, &row->ignored),
	        .utc = row->utc,
	};
	for (size_t role = 0; role < COLUMN_ROLES; role++)
		tool.columns[role] = folded(arena, &row->columns[role]);
	read_ranges(arena, row, &tool);
	read_skips(arena, &row->skip, &tool);
	return tool;
}

static struct tables load(struct arena *arena, const char *name, struct problems *problems)
{
	struct tables tables = {0};
	const struct yaml *tree = source_embedded(arena, name, problems);
	if (tree)
		schema_load(arena, table_fields, tree, &tables, "", problems);
	return tables;
}

void words_tables_load(struct arena *arena, struct words *words, struct problems *problems)
{
	struct tables scales = load(arena, "words/scales.yaml", problems);
	struct tables tools = load(arena, "words/tools.yaml", problems);
	struct words_scale *scale = arena_array_of(arena, struct words_scale, scales.scales.count + 1);
	struct words_tool *tool = arena_array_of(arena, struct words_tool, tools.tools.count + 1);
	for (size_t i = 0; i < scales.scales.count; i++)
		scale[i] = scale_of(arena, SCHEMA_ITEM(&scales.scales, struct scale_row, i));
	for (size_t i = 0; i < tools.tools.count; i++)
		tool[i] = tool_of(arena, SCHEMA_ITEM(&tools.tools, struct tool_row, i));
	words->scales = scale;
	words->scale_count = scales.scales.count;
	words->tools = tool;
	words->tool_count = tools.tools.count;
}
