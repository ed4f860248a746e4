/* Everything that the pages show, as one JSON object. */
#include <string.h>

#include <dagstart/agenda/session.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/doc/doc.h>
#include <dagstart/render/render.h>

#include "../commands.h"
#include "../out.h"
#include "../say.h"
#include "../stream.h"

static const struct option_row options[] = {
        {"json", NULL, N_("as JSON, which it always is")},
        {"csv", NULL, N_("refused: this is more than one table")},
        {0},
};

static void trim_end(struct str *s)
{
	while (s->len && s->text[s->len - 1] == '\n')
		s->text[--s->len] = '\0';
}

static int write_page(struct app *app, const char *page)
{
	static const struct arg all_item = {"all", "yes"};
	static const struct args all = {.items = &all_item, .count = 1};
	const struct render_options render_options = {.language = app->language};
	struct str s = str_new(app->arena);
	struct err err = {0};
	struct doc doc;
	if (!session_page(app->session, page, &all, app->arena, &doc, &err))
		return say_failed(app, &err);
	render(RENDER_JSON, doc.root, &render_options, &s);
	trim_end(&s);
	return out_text(app, s.text);
}

/* In the order of the object; what is private to a person is not among them. */
static const struct {
	const char *page;
	const struct stream *stream; /* too long to be read at once */
} parts[] = {
        {"members", NULL},
        {"scores", NULL},
        {"goals", NULL},
        {"actions", NULL},
        {"decisions", NULL},
        {"ledger", NULL},
        {"you-said", NULL},
        {"kpis", NULL},
        {"kudos", NULL},
        {"notes", NULL},
        {"feedback", &stream_feedback},
        {"heard", NULL},
        {"loops", NULL},
        {"history", &stream_history},
};

static int run(struct app *app, const struct parsed *parsed)
{
	static const struct args none = {0};
	int code = EXIT_DONE;
	if (parsed->word_count > 1)
		return say_wrong_use(app, _("export: it writes everything; choose with the other commands"));
	if (options_has(parsed, "csv"))
		return say_wrong_use(app, _("export: CSV holds one table and this is everything; use "
		                            "`dagstart feedback --csv`, `dagstart action list --csv` …"));
	for (size_t i = 0; code == EXIT_DONE && i < sizeof(parts) / sizeof(*parts); i++) {
		code = out_text(app, arena_printf(app->arena, "%s\"%s\": ", i ? ",\n" : "{", parts[i].page));
		if (code == EXIT_DONE)
			code = parts[i].stream ? stream_out(app, parts[i].stream, &none, RENDER_JSON)
			                       : write_page(app, parts[i].page);
	}
	return code == EXIT_DONE ? out_text(app, "}\n") : code;
}

const struct app_command export_command = {
        .name = "export",
        .title = N_("everything as JSON"),
        .usage = "",
        .options = options,
        .needs = NEEDS_SESSION,
        .examples = "dagstart export > team.json",
        .run = run,
};
