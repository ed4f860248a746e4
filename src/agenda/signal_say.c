/* The verdict of the gate in words: the same everywhere, and the only place that says rise or drop. */
#include "services.h"

static const char *rule_words(struct arena *arena, const struct signal *signal, bool above)
{
	switch (signal->rule) {
	case SIGNAL_RULE_NONE:
		return "";
	case SIGNAL_RULE_OUTSIDE:
		return above ? _("a week above the upper limit") : _("a week below the lower limit");
	case SIGNAL_RULE_THREE_OF_FOUR:
		return above ? _("3 of 4 weeks nearer the upper limit than the centre")
		             : _("3 of 4 weeks nearer the lower limit than the centre");
	case SIGNAL_RULE_EIGHT:
		return arena_printf(arena,
		        above ? _("%d weeks above the centre") : _("%d weeks below the centre"),
		        signal->length);
	}
	return "";
}

/* Weeks without answers are said with the verdict: nobody takes what is missing for calm. */
static const char *with_gaps(struct arena *arena, const struct signal *signal, const char *verdict)
{
	struct str s = str_new(arena);
	int longest = (signal->gap_to - signal->gap_from) / 7 + 1;
	str_add(&s, verdict);
	if (signal->gaps)
		str_addf(&s, P_(" · %d week without answers", " · %d weeks without answers", signal->gaps),
		        signal->gaps);
	if (signal->gaps && signal->gap_from)
		str_addf(&s, longest < signal->gaps ? _(" (the longest gap: %s)") : " (%s)",
		        say_days(arena, signal->gap_from, signal->gap_to + 6));
	if (signal->silent)
		str_addf(&s, _(" · none since %s"), say_day(arena, signal->last_day + 6));
	if (signal->state == SIGNAL_NOISE)
		str_add(&s, _(". Talk about the quotes, not about the number."));
	return s.text;
}

static const char *verdict(struct arena *arena, const struct signal *signal)
{
	bool rise = signal->state == SIGNAL_RISE;
	switch (signal->state) {
	case SIGNAL_TOO_FEW:
		return arena_printf(arena, _("too few weeks with answers for a verdict: %d of %d"),
		        signal->baseline, SIGNAL_BASELINE_MIN);
	case SIGNAL_NOISE:
		return arena_printf(arena,
		        P_("noise: no rule fired in %d week", "noise: no rule fired in %d weeks",
		                signal->quiet),
		        signal->quiet);
	case SIGNAL_RISE:
	case SIGNAL_DROP:
		return arena_printf(arena, rise ? _("real rise since %s: %s") : _("real drop since %s: %s"),
		        say_day(arena, signal->since_day), rule_words(arena, signal, rise));
	case SIGNAL_SILENT:
		return arena_printf(arena,
		        P_("no verdict: %d week without answers", "no verdict: %d weeks without answers",
		                signal->silent),
		        signal->silent);
	case SIGNAL_AHEAD:
		return _("no verdict: many answers are dated after today. Is the clock right?");
	}
	return "";
}

static enum doc_role role_of(const struct metric *metric, const struct signal *signal)
{
	int direction = signal_direction(signal);
	if (direction)
		return direction * metric_direction(metric) > 0 ? ROLE_GOOD : ROLE_BAD;
	bool odd = signal->state == SIGNAL_SILENT || signal->state == SIGNAL_AHEAD;
	return odd ? ROLE_WATCH : ROLE_QUIET;
}

const char *signal_say(struct arena *arena, const struct metric *metric, const struct signal *signal,
        enum doc_role *ret_role)
{
	*ret_role = role_of(metric, signal);
	return with_gaps(arena, signal, verdict(arena, signal));
}

const char *signal_brief(struct arena *arena, const struct metric *metric, const struct signal *signal,
        enum doc_role *ret_role)
{
	enum doc_role role = role_of(metric, signal);
	const char *since = say_day_short(arena, signal->since_day);
	*ret_role = signal_direction(signal) ? role : ROLE_QUIET;
	switch (signal->state) {
	case SIGNAL_TOO_FEW:
		return arena_printf(
		        arena, _("too few: %d of %d weeks"), signal->baseline, SIGNAL_BASELINE_MIN);
	case SIGNAL_NOISE:
		return signal->gaps ? arena_printf(arena,
		                              P_("noise · %d week missing", "noise · %d weeks missing",
		                                      signal->gaps),
		                              signal->gaps)
		                    : _("noise");
	case SIGNAL_RISE:
		return arena_printf(arena, _("real rise since %s"), since);
	case SIGNAL_DROP:
		return arena_printf(arena, _("real drop since %s"), since);
	case SIGNAL_SILENT:
		return arena_printf(arena, _("silent since %s"), say_day_short(arena, signal->last_day + 6));
	case SIGNAL_AHEAD:
		return _("no verdict: dates after today");
	}
	return "";
}
