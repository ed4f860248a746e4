/* All that is wrong with the configuration, at once. */
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/config/problems.h>
#include <dagstart/doc/doc.h>

#include "../boot.h"
#include "../commands.h"
#include "../look.h"
#include "../out.h"
#include "../say.h"

static void problem_row(struct doc *doc, struct doc_node *table, const struct problem *problem)
{
	struct doc_node *row = doc_row(doc, table, (struct ref){0});
	doc_cell(doc, row, problem->file);
	doc_cell_int(doc, row, "", problem->line);
	doc_cell_int(doc, row, "", problem->column);
	doc_cell(doc, row, str_or(problem->path, ""));
	doc_cell(doc, row, problem->expected);
}

static int told_as_data(
        struct app *app, const struct parsed *parsed, const struct problems *problems, int files)
{
	static const struct doc_column columns[] = {{.key = "file"}, {.key = "line"}, {.key = "column"},
	        {.key = "path"}, {.key = "expected", .weight = 1, .wrap = true}};
	struct doc doc = doc_new(app->arena);
	doc_field_int(&doc, doc.root, "own_files", _("files of your own"), files);
	doc_field_int(&doc, doc.root, "problem_count", _("problems"), (int64_t)problems_total(problems));
	struct doc_node *table =
	        doc_table(&doc, doc.root, "problems", columns, sizeof(columns) / sizeof(*columns));
	for (size_t i = 0; i < problems->count; i++)
		problem_row(&doc, table, &problems->items[i]);
	int code = out_doc(app, parsed, &doc);
	return code == EXIT_DONE && problems_total(problems) ? EXIT_FAILED : code;
}

static int run(struct app *app, const struct parsed *parsed)
{
	struct problems problems = problems_new(app->arena);
	int files = 0;
	if (parsed->word_count > 1)
		return say_wrong_use(app, _("check: it looks at all files; --config names another one"));
	int code = boot_places(app);
	if (code != EXIT_DONE)
		return code;
	boot_speak(app);
	look_at_files(app, &problems, &files);
	if (out_format(parsed) != RENDER_TEXT)
		return told_as_data(app, parsed, &problems, files);
	if (problems_total(&problems))
		return say_problems(app, &problems);
	return out_line(app, arena_printf(app->arena,
	                             P_("all is well: the built-in files and %d of your own",
	                                     "all is well: the built-in files and %d of your own", files),
	                             files));
}

const struct app_command check_command = {
        .name = "check",
        .title = N_("look whether the configuration is right"),
        .usage = "",
        .reads = true,
        .needs = NEEDS_NOTHING,
        .examples = "dagstart check\n"
                    "dagstart check --json",
        .run = run,
};
