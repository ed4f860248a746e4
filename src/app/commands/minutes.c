/* The minutes of a past meeting. */
#include <string.h>

#include <dagstart/agenda/session.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/domain/due.h>

#include "../commands.h"
#include "../out.h"
#include "../say.h"

static bool is_one_of(const char *text, const char *const *words)
{
	for (; *words; words++)
		if (streq(text, *words))
			return true;
	return false;
}

/* The same day of an earlier year: 29 February goes back to one. */
static int32_t years_back(int32_t day, int32_t today)
{
	struct date date = day_to_date(day);
	while (day_from_date(date) > today || !date_is_valid(date))
		date.year--;
	return day_from_date(date);
}

/* Dates are typed as for what is to come; minutes lie behind us: "fri" is the last Friday, "31 mar" the last
 * one. */
static bool past_day(const char *text, int32_t today, int32_t *ret)
{
	static const char *const yesterday[] = {"yesterday", "gisteren", NULL};
	static const char *const ahead[] = {"tomorrow", "morgen", "overmorgen", NULL};
	int32_t day = 0;
	if (day_parse_iso(text, ret))
		return true;
	if (is_one_of(text, yesterday)) {
		*ret = today - 1;
		return true;
	}
	if (is_one_of(text, ahead) || !due_parse(text, today, &day))
		return false;
	bool weekday = !strpbrk(text, " 0123456789") && day - today <= 7;
	bool dated = *text >= '0' && *text <= '9';
	if (day > today && !weekday && !dated)
		return false;
	*ret = day <= today ? day : weekday ? day - 7 : years_back(day, today);
	return true;
}

static int run(struct app *app, const struct parsed *parsed)
{
	const char *text = options_rest(app->arena, parsed, 1);
	int32_t day = 0, today = clock_day(clock_now_ms(&app->clock));
	struct ref ref = {0};
	struct err err = {0};
	struct doc doc;
	bool by_id = ref_parse(text, &ref) && ref.letter == 'M' && ref.id > 0;
	if (*text && !by_id && !past_day(text, today, &day))
		return say_wrong_use(app,
		        _("minutes %s: expected a day such as 2026-03-02, today or fri, or a meeting such as "
		          "M-12"),
		        text);
	bool found = by_id ? session_minutes_by_id(app->session, ref.id, app->arena, &doc, &err)
	                   : session_minutes(app->session, day, app->arena, &doc, &err);
	return found ? out_doc(app, parsed, &doc) : say_failed(app, &err);
}

const struct app_command minutes_command = {
        .name = "minutes",
        .title = N_("the minutes of a meeting"),
        .usage = N_("[DATE|M-12]"),
        .reads = true,
        .needs = NEEDS_SESSION,
        .examples = "dagstart minutes\n"
                    "dagstart minutes 2026-03-02 --markdown\n"
                    "dagstart minutes fri --html > minutes.html\n"
                    "dagstart minutes M-3",
        .run = run,
};
