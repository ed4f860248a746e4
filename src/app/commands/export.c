/* Everything that the pages show, as one JSON object. */
#include <dagstart/agenda/session.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/doc/doc.h>
#include <dagstart/render/render.h>

#include "../commands.h"
#include "../out.h"
#include "../say.h"

/* In the order of the object; what is private to a person is not among them. */
static const char *const pages[] = {
        "members", "scores", "goals", "actions", "decisions", "kudos", "notes", "feedback", "history"};

static void trim_end(struct str *s)
{
	while (s->len && s->text[s->len - 1] == '\n')
		s->text[--s->len] = '\0';
}

static int run(struct app *app, const struct parsed *parsed)
{
	static const struct arg all_item = {"all", "yes"};
	static const struct args all = {.items = &all_item, .count = 1};
	struct str s = str_new(app->arena);
	struct render_options options = {.language = app->language};
	struct err err = {0};
	if (parsed->word_count > 1)
		return say_wrong_use(app, _("export: it writes everything; choose with the other commands"));
	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
		struct doc doc;
		if (!session_page(app->session, pages[i], &all, app->arena, &doc, &err))
			return say_failed(app, &err);
		str_addf(&s, "%s\"%s\": ", i ? ",\n" : "{", pages[i]);
		render(RENDER_JSON, doc.root, &options, &s);
		trim_end(&s);
	}
	str_add(&s, "}\n");
	return out_bytes(s.text, s.len, &err) ? EXIT_DONE : say_failed(app, &err);
}

const struct app_command export_command = {
        .name = "export",
        .title = N_("everything as JSON"),
        .usage = "",
        .needs = NEEDS_SESSION,
        .run = run,
};
