#include <dagstart/doc/say.h>

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/clock.h>
#include <dagstart/base/figure.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>

#define MINUS "\xe2\x88\x92" /* U+2212 */

/* What a language says without a catalogue: dates and figures are right even where none is installed. */
struct tongue {
	const char *name;
	const char *decimal;
	const char *months[12], *months_short[12], *days_short[7];
};

static const struct tongue tongues[] = {
        {
                .name = "en",
                .decimal = ".",
                .months = {"January", "February", "March", "April", "May", "June", "July", "August",
                        "September", "October", "November", "December"},
                .months_short = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
                        "Dec"},
                .days_short = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"},
        },
        {
                .name = "nl",
                .decimal = ",",
                .months = {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus",
                        "september", "oktober", "november", "december"},
                .months_short = {"jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov",
                        "dec"},
                .days_short = {"ma", "di", "wo", "do", "vr", "za", "zo"},
        },
};

static const struct tongue *tongue(void)
{
	for (size_t i = 0; i < sizeof(tongues) / sizeof(tongues[0]); i++)
		if (streq(tongues[i].name, i18n_language()))
			return &tongues[i];
	return &tongues[0];
}

const char *say_dash(void)
{
	return "–";
}

static int clamp_decimals(int decimals)
{
	return decimals < 0 ? 0 : decimals > 6 ? 6 : decimals;
}

static double power_of_ten(int decimals)
{
	double power = 1;
	for (int i = 0; i < decimals; i++)
		power *= 10;
	return power;
}

/* In units of the last decimal, half away from zero. */
static double scaled(double number, int decimals)
{
	return round(number * power_of_ten(decimals));
}

/* Up to here a whole double is printed as the integer that it is: much sooner done. */
static const double whole_most = 1e15;

/* A number without its sign, given in units of its last decimal, which are whole: so the decimal sign of the
 * locale never comes in. */
static void add_magnitude(struct str *out, double units, int decimals)
{
	char digits[352]; /* 309 digits of the largest double, and the zeros in front */
	int width = decimals + 1;
	int len = fabs(units) < whole_most
	                  ? snprintf(digits, sizeof(digits), "%0*" PRIu64, width, (uint64_t)fabs(units))
	                  : snprintf(digits, sizeof(digits), "%0*.0f", width, fabs(units));
	size_t whole = (size_t)(len - decimals);
	figure_add(out, digits, whole);
	size_t end = (size_t)len;
	while (end > whole && digits[end - 1] == '0')
		end--;
	if (end > whole) {
		str_add(out, tongue()->decimal);
		str_add_bytes(out, digits + whole, end - whole);
	}
}

static const char *signed_with(struct arena *arena, double number, int decimals, const char *plus)
{
	decimals = clamp_decimals(decimals);
	double units = scaled(number, decimals);
	if (!isfinite(units))
		return say_dash();
	struct str out = str_new(arena);
	str_add(&out, units < 0 ? MINUS : units > 0 ? plus : "");
	add_magnitude(&out, units, decimals);
	return out.text;
}

const char *say_number(struct arena *arena, double number, int decimals)
{
	return signed_with(arena, number, decimals, "");
}

const char *say_signed(struct arena *arena, double number, int decimals)
{
	return signed_with(arena, number, decimals, "+");
}

const char *say_count(struct arena *arena, int64_t n)
{
	return figure_count(arena, n);
}

const char *say_range(struct arena *arena, double low, double high, int decimals)
{
	if (!isfinite(low) || !isfinite(high))
		return "";
	return arena_printf(
	        arena, _("%s to %s"), say_number(arena, low, decimals), say_number(arena, high, decimals));
}

const char *say_interval(struct arena *arena, double value, double low, double high, int decimals)
{
	if (!isfinite(value) || !isfinite(low) || !isfinite(high))
		return "";
	decimals = clamp_decimals(decimals);
	double below = value - low, above = high - value;
	double rounded_below = scaled(value, decimals) - scaled(low, decimals);
	double rounded_above = scaled(high, decimals) - scaled(value, decimals);
	bool exact = fabs(below - above) < 1e-9 * fmax(1, fabs(above));
	bool rounded = fabs(rounded_below - rounded_above) < 0.5;
	if (above < 0 || below < 0 || (!exact && !rounded))
		return arena_printf(arena, "(%s)", say_range(arena, low, high, decimals));
	double margin = exact ? above : rounded_above / power_of_ten(decimals);
	double step = 1 / power_of_ten(decimals);
	if (above + below > 0 && scaled(margin, decimals) < 0.5)
		return arena_printf(arena, "±<%s", say_number(arena, step, decimals));
	return arena_printf(arena, "±%s", say_number(arena, margin, decimals));
}

const char *say_percent(struct arena *arena, int percent)
{
	return arena_printf(arena, "%s %%", say_count(arena, percent));
}

const char *say_month_short(int month)
{
	return month >= 1 && month <= 12 ? tongue()->months_short[month - 1] : "";
}

const char *say_weekday_short(int weekday)
{
	return weekday >= 0 && weekday <= 6 ? tongue()->days_short[weekday] : "";
}

const char *say_day(struct arena *arena, int32_t day)
{
	if (day == 0)
		return say_dash();
	struct date date = day_to_date(day);
	return arena_printf(arena, "%d %s %d", date.mday, tongue()->months[date.month - 1], date.year);
}

const char *say_day_long(struct arena *arena, int32_t day)
{
	if (day == 0)
		return say_dash();
	return arena_printf(arena, "%s %s", say_weekday_short(day_weekday(day)), say_day(arena, day));
}

const char *say_day_short(struct arena *arena, int32_t day)
{
	if (day == 0)
		return say_dash();
	struct date date = day_to_date(day);
	return arena_printf(arena, "%d %s", date.mday, say_month_short(date.month));
}

const char *say_days(struct arena *arena, int32_t from, int32_t to)
{
	if (from == 0 || to == 0)
		return say_dash();
	if (from == to)
		return say_day(arena, to);
	struct date first = day_to_date(from), last = day_to_date(to);
	bool same_year = first.year == last.year;
	const char *begin = say_day(arena, from);
	if (same_year && first.month == last.month)
		begin = arena_printf(arena, "%d", first.mday);
	else if (same_year)
		begin = arena_printf(arena, "%d %s", first.mday, tongue()->months[first.month - 1]);
	return arena_printf(arena, C_("days", "%s to %s"), begin, say_day(arena, to));
}

const char *say_day_near(struct arena *arena, int32_t day, int32_t today)
{
	if (day == 0)
		return say_dash();
	int64_t distance = (int64_t)day - today;
	if (distance >= -1 && distance <= 1)
		return distance < 0 ? _("yesterday") : distance > 0 ? _("tomorrow") : _("today");
	struct str out = str_new(arena);
	if (distance > 0 && distance <= 7)
		str_addf(&out, "%s ", say_weekday_short(day_weekday(day)));
	str_add(&out, say_day_short(arena, day));
	if (day_to_date(day).year != day_to_date(today).year)
		str_addf(&out, " %d", day_to_date(day).year);
	return out.text;
}

static const char *days_ahead(struct arena *arena, int64_t days)
{
	if (days == 1)
		return _("tomorrow");
	return arena_printf(arena, P_("in %d day", "in %d days", days), (int)days);
}

const char *say_ago(struct arena *arena, int days)
{
	if (days < 0)
		return days_ahead(arena, -(int64_t)days);
	if (days <= 1)
		return days ? _("yesterday") : _("today");
	if (days < 14)
		return arena_printf(arena, P_("%d day ago", "%d days ago", days), days);
	if (days < 61)
		return arena_printf(arena, P_("%d week ago", "%d weeks ago", days / 7), days / 7);
	if (days < 730) {
		int months = (int)(days / 30.44);
		return arena_printf(arena, P_("%d month ago", "%d months ago", months), months);
	}
	int years = days / 365;
	return arena_printf(arena, P_("%d year ago", "%d years ago", years), years);
}

const char *say_clock(struct arena *arena, int hour, int minute)
{
	return arena_printf(arena, "%02d:%02d", hour, minute);
}

const char *say_span(struct arena *arena, int64_t ms)
{
	int64_t total = ms / 1000; /* towards zero: "0:00" until a whole second is over */
	const char *sign = total < 0 ? MINUS : "";
	uint64_t seconds = total < 0 ? -(uint64_t)total : (uint64_t)total;
	unsigned long long hours = seconds / 3600, minutes = seconds / 60 % 60, rest = seconds % 60;
	if (hours)
		return arena_printf(arena, "%s%llu:%02llu:%02llu", sign, hours, minutes, rest);
	return arena_printf(arena, "%s%llu:%02llu", sign, minutes, rest);
}

const char *say_list(struct arena *arena, const char *const *items, size_t count)
{
	if (count <= 1)
		return count ? items[0] : "";
	struct str out = str_new(arena);
	for (size_t i = 0; i + 1 < count; i++)
		str_addf(&out, "%s%s", i ? ", " : "", items[i]);
	return arena_printf(arena, _("%s and %s"), out.text, items[count - 1]);
}

const char *say_quoted(struct arena *arena, const char *text)
{
	/* A blank at the end would let a line break before the mark. */
	return arena_printf(arena, "“%s”", str_trim(arena, text));
}
