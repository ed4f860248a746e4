/* The minutes of a past meeting. */
#include <dagstart/agenda/session.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/domain/due.h>

#include "../commands.h"
#include "../out.h"
#include "../say.h"

/* Minutes lie behind us: "fri" is the last Friday. */
static bool past_day(const char *text, int32_t today, int32_t *ret)
{
	int32_t day = 0;
	static const char *const yesterday[] = {"yesterday", "gisteren"};
	if (day_parse_iso(text, ret))
		return true;
	for (size_t i = 0; i < sizeof(yesterday) / sizeof(*yesterday); i++)
		if (streq(text, yesterday[i])) {
			*ret = today - 1;
			return true;
		}
	if (!due_parse(text, today, &day))
		return false;
	while (day > today)
		day -= 7;
	*ret = day;
	return true;
}

static int run(struct app *app, const struct parsed *parsed)
{
	const char *text = options_rest(app->arena, parsed, 1);
	int32_t day = 0, today = clock_day(clock_now_ms(&app->clock));
	struct err err = {0};
	struct doc doc;
	if (*text && !past_day(text, today, &day))
		return say_wrong_use(
		        app, _("minutes %s: expected a day such as 2026-03-02, today or fri"), text);
	if (!session_minutes(app->session, day, app->arena, &doc, &err))
		return say_failed(app, &err);
	return out_doc(app, parsed, &doc);
}

const struct app_command minutes_command = {
        .name = "minutes",
        .title = N_("the minutes of a meeting"),
        .usage = N_("[DATE]"),
        .reads = true,
        .needs = NEEDS_SESSION,
        .examples = "dagstart minutes\n"
                    "dagstart minutes 2026-03-02 --markdown\n"
                    "dagstart minutes fri --html > minutes.html",
        .run = run,
};
