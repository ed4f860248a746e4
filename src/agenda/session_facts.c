#include "session_state.h"

#include <math.h>
#include <string.h>

#include <dagstart/base/text.h>
#include <dagstart/store/people.h>
#include <dagstart/store/voice.h>

static const char *const weekday_names[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

void session_calendar(struct session *session)
{
	const struct schema_list *days = &session->settings.calendar.working_days;
	const char *const *names = days->items;
	for (size_t i = 0; i < days->count; i++)
		for (int d = 0; d < 7; d++)
			session->calendar.works[d] |= strncmp(names[i], weekday_names[d], 3) == 0;
	const struct schema_list *own = &session->settings.calendar.own;
	const struct settings_holiday *listed = own->items;
	struct holiday *holidays = arena_array_of(session->arena, struct holiday, own->count + 1);
	for (size_t i = 0; i < own->count; i++)
		holidays[i] = (struct holiday){.day = listed[i].day, .name = listed[i].name};
	session->calendar.own = holidays;
	session->calendar.own_count = own->count;
	session->calendar.rules = session->settings.calendar.holidays ? HOLIDAYS_NL : HOLIDAYS_NONE;
}

static const struct settings_metric *settings_metric(const struct settings *settings, const char *key)
{
	const struct settings_metric *listed = settings->metrics.items;
	for (size_t i = 0; i < settings->metrics.count; i++)
		if (streq(listed[i].key, key))
			return &listed[i];
	return NULL;
}

/* One that an import made for a scale of its own has a key such as rating-1-10 or csat-5-1. */
static const char *metric_title(struct session *session, const struct metric *metric)
{
	static const char *const keys[] = {
	        [METRIC_NPS] = "nps", [METRIC_CSAT] = "csat", [METRIC_CES] = "ces", [METRIC_MEAN] = "rating"};
	const char *const names[] = {[METRIC_NPS] = "NPS",
	        [METRIC_CSAT] = "CSAT",
	        [METRIC_CES] = "CES",
	        [METRIC_MEAN] = _("Rating")};
	double worst = metric->low_is_good ? metric->scale_max : metric->scale_min;
	double best = metric->low_is_good ? metric->scale_min : metric->scale_max;
	struct arena *arena = session->facts;
	if (!streq(metric->key, arena_printf(arena, "%s-%g-%g", keys[metric->kind], worst, best)))
		return metric->key;
	if (metric->low_is_good)
		return arena_printf(arena, _("%s, %g is best"), names[metric->kind], best);
	return arena_printf(arena, "%s %g\u2013%g", names[metric->kind], worst, best);
}

static void metric_dress(struct session *session, struct metric *metric)
{
	const struct settings_metric *from = settings_metric(&session->settings, metric->key);
	metric->title = from ? metric->key : metric_title(session, metric);
	metric->target = NAN;
	if (!from)
		return;
	metric->title = str_or(bilingual_in(&from->title, session->options.language), metric->key);
	metric->target = from->target;
	metric->target_day = from->target_day;
}

/* The order of the settings, then the rest as the store has it. */
static size_t metric_rank(const struct session *session, const struct metric *metric)
{
	const struct settings_metric *listed = session->settings.metrics.items;
	for (size_t i = 0; i < session->settings.metrics.count; i++)
		if (streq(listed[i].key, metric->key))
			return i;
	return session->settings.metrics.count + (size_t)metric->id;
}

static void metrics_sort(const struct session *session, struct metric *metrics, size_t count)
{
	for (size_t i = 1; i < count; i++)
		for (size_t j = i;
		        j > 0 && metric_rank(session, &metrics[j]) < metric_rank(session, &metrics[j - 1]);
		        j--) {
			struct metric swap = metrics[j];
			metrics[j] = metrics[j - 1];
			metrics[j - 1] = swap;
		}
}

static const struct member *find_me(struct session *session)
{
	if (!strempty(session->options.member))
		return members_find(session->facts, &session->members, session->options.member);
	if (strempty(session->options.login))
		return NULL;
	for (size_t i = 0; i < session->members.count; i++)
		if (streq(session->members.items[i].login, session->options.login))
			return &session->members.items[i];
	return NULL;
}

static bool read_facts(struct session *session, struct err *err)
{
	struct store *store = session->options.store;
	int32_t today = clock_day(clock_now_ms(session->options.clock));
	return store_seen(store, &session->seen, err) &&
	       store_team(store, session->facts, &session->team, err) &&
	       store_members(store, session->facts, today, &session->members, err) &&
	       store_metrics(store, session->facts, &session->metrics, &session->metric_count, err);
}

bool session_read_facts(struct session *session, struct err *err)
{
	arena_reset(session->facts);
	store_read_begin(session->options.store);
	bool read = read_facts(session, err);
	store_read_end(session->options.store);
	if (!read)
		return false;
	for (size_t i = 0; i < session->metric_count; i++)
		metric_dress(session, &session->metrics[i]);
	metrics_sort(session, session->metrics, session->metric_count);
	session->me = find_me(session);
	return true;
}

static const void *options_of(const struct session *session, const struct step_ops *ops)
{
	for (size_t i = 0; i < session->agenda.count; i++)
		if (session->agenda.steps[i].ops == ops)
			return session->agenda.steps[i].options;
	return ops ? ops->options_default : NULL;
}

struct step_context session_context(struct session *session, struct visit *visit)
{
	int64_t now = clock_now_ms(session->options.clock);
	int32_t today = clock_day(now);
	return (struct step_context){
	        .session = session,
	        .store = session->options.store,
	        .settings = &session->settings,
	        .language = session->options.language,
	        .arena = visit ? visit->arena : session->answer,
	        .today = today,
	        .now_ms = now,
	        .calendar = &session->calendar,
	        .members = &session->members,
	        .me = session->me,
	        .meeting = session->has_meeting ? &session->meeting : NULL,
	        .options = options_of(session, visit ? visit->ops : NULL),
	        .metrics = session->metrics,
	        .metric_count = session->metric_count,
	        .seed = session->options.seed ? session->options.seed : (uint64_t)today,
	        .masked = session->masked,
	};
}

struct change session_change(const struct session *session, const char *verb)
{
	return (struct change){
	        /* Who leads today need not be who types: of a seat without a name only the seat is known. */
	        .member_id = session->me ? session->me->id : 0,
	        .meeting_id = session->has_meeting && !session->preview ? session->meeting.id : 0,
	        .origin = session->options.seat,
	        .verb = verb,
	};
}
