#include "sample.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/config/paths.h>
#include <dagstart/intake/intake.h>
#include <dagstart/store/people.h>
#include <dagstart/store/store.h>

#include "app.h"
#include "boot.h"
#include "found.h"
#include "place.h"
#include "sample_csv.h"
#include "sample_data.h"
#include "sample_put.h"
#include "take.h"

static const char *names(struct app *app, const struct sample *sample)
{
	struct str s = str_new(app->arena);
	for (size_t i = 0; i < sample->members.count; i++)
		str_addf(&s, "%s%s", i ? "," : "",
		        SCHEMA_ITEM(&sample->members, struct sample_member, i)->name);
	return s.text;
}

static void yaml_text(struct str *s, const char *text)
{
	str_add_char(s, '"');
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			str_add_char(s, '\\');
		str_add_char(s, *text);
	}
	str_add_char(s, '"');
}

static void yaml_both(struct str *s, const char *key, const struct bilingual *text)
{
	str_addf(s, "%s: {en: ", key);
	yaml_text(s, bilingual_in(text, "en"));
	str_add(s, ", nl: ");
	yaml_text(s, bilingual_in(text, "nl"));
	str_add(s, "}\n");
}

/* What the sample team agreed on; its people and promises are in the store. */
static bool write_settings(struct app *app, const struct sample *sample, struct err *err)
{
	const char *path = place_team_file(app);
	struct str s = str_new(app->arena);
	if (access(path, F_OK) == 0)
		return true;
	str_add(&s, "# What the sample team agreed on. See `dagstart check`.\n\nteam:\n");
	yaml_both(&s, "  purpose", &sample->team.purpose);
	str_add(&s, "  values:\n");
	for (size_t i = 0; i < sample->team.values.count; i++) {
		const struct sample_value *value = SCHEMA_ITEM(&sample->team.values, struct sample_value, i);
		yaml_both(&s, "    - name", &value->name);
		yaml_both(&s, "      text", &value->text);
	}
	str_add(&s, "\njourney:\n");
	for (size_t i = 0; i < sample->labels.steps.count; i++) {
		const struct sample_label *step = SCHEMA_ITEM(&sample->labels.steps, struct sample_label, i);
		str_addf(&s, "  - %s\n", sample_label(app, &sample->labels.steps, step->name));
	}
	/* nobody in the sample is real */
	str_add(&s, "\nprivacy:\n  keep_customer_names: true\n");
	return paths_write(path, s.text, s.len, false, err);
}

static bool import_feedback(struct app *app, const struct sample *sample, struct err *err)
{
	const char *bytes = NULL;
	size_t len = 0;
	struct intake_options options;
	struct intake_report report = {0};
	if (!sample_csv(app, sample, &bytes, &len, err))
		return false;
	if (take_options(app, &options) != EXIT_DONE)
		return err_say(err, ERR_INTERNAL, N_("the word lists can't be read"));
	/* As the team itself, it is not anybody's change: u in the demo does not take it away. */
	struct change change = {.origin = "init", .verb = "import"};
	options.change = &change;
	options.path = "feedback.csv";
	options.drop_names = false;
	options.rule_count = 0; /* its themes are named */
	if (!intake_import_bytes(app->store, app->arena, bytes, len, &options, &report, err))
		return false;
	if (report.refused == 0)
		return true;
	return err_set(err, ERR_INTERNAL, N_("the sample team's feedback has a bad row: %s"), "%lld: %s",
	        (long long)report.refused_rows[0].line, report.refused_rows[0].reason);
}

bool sample_found(struct app *app, struct err *err)
{
	struct sample sample;
	if (!sample_load(app, &sample, err))
		return false;
	struct founding founding = {
	        .team = sample.team.name, .people = names(app, &sample), .language = app->language};
	struct change change = {.origin = "demo", .verb = "demo"};
	if (!found_team(app, &founding, err) || !write_settings(app, &sample, err) ||
	        !import_feedback(app, &sample, err) || !store_begin(app->store, &change, err))
		return false;
	if (sample_put(app, &sample, err))
		return store_commit(app->store, err);
	store_rollback(app->store);
	return false;
}
