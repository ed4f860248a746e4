#include "scale.h"

#include <math.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>

#include "names.h"

enum hint {
	HINT_NPS = 1, /* the name itself */
	HINT_RECOMMEND = 2, /* the question, which some ask on five or seven points */
	HINT_CSAT = 4,
	HINT_CES = 8,
	HINT_RATING = 16, /* stars and their like: more is better */
	HINT_GRADE = 32, /* as Dutch schools give them: 1 to 10 */
	HINT_FFT = 64, /* Friends and Family Test: 1 is the best, 6 is no answer */
};

enum {
	FEW = 20, /* below this many values, one that does not fit says as much as the others */
	MANY = 200, /* no survey of this size on 0-10 stays below 6 */
};

static const struct {
	const char *start;
	enum hint hint;
} hints[] = {
        {"nps", HINT_NPS},
        {"recommend", HINT_RECOMMEND},
        {"aanbevel", HINT_RECOMMEND},
        {"aanbeveel", HINT_RECOMMEND},
        {"aanbeveling", HINT_RECOMMEND},
        {"aan te bevelen", HINT_RECOMMEND},
        {"csat", HINT_CSAT},
        {"satisf", HINT_CSAT},
        {"tevreden", HINT_CSAT},
        {"klanttevreden", HINT_CSAT},
        {"ces ", HINT_CES},
        {"effort", HINT_CES},
        {"easy", HINT_CES},
        {"moeite", HINT_CES},
        {"inspanning", HINT_CES},
        {"gemak", HINT_CES},
        {"makkelijk", HINT_CES},
        {"rating", HINT_RATING},
        {"star ", HINT_RATING},
        {"stars", HINT_RATING},
        {"sterren", HINT_RATING},
        {"beoordeling", HINT_RATING},
        {"review", HINT_RATING},
        {"recensie", HINT_RATING},
        {"cijfer", HINT_GRADE},
        {"rapportcijfer", HINT_GRADE},
        {"eindcijfer", HINT_GRADE},
        {"totaalcijfer", HINT_GRADE},
        {"waarderingscijfer", HINT_GRADE},
        {"grade", HINT_GRADE},
        {"fft", HINT_FFT},
        {"friends and family", HINT_FFT},
};

static unsigned hints_in(const char *words)
{
	unsigned found = 0;
	for (size_t i = 0; i < sizeof(hints) / sizeof(hints[0]); i++)
		if (name_has_word(words, hints[i].start))
			found |= hints[i].hint;
	return found;
}

bool scale_is_named(const char *words, enum metric_kind *ret)
{
	unsigned found = hints_in(words);
	if (found & HINT_NPS)
		*ret = METRIC_NPS;
	else if (found & HINT_CES)
		*ret = METRIC_CES;
	else if (found & HINT_CSAT)
		*ret = METRIC_CSAT;
	else
		return false;
	return true;
}

struct range {
	double worst, best;
};

/* "(0-10)", "1 t/m 10", "van 1 tot 5", "1 = slecht, 5 = goed" is none: the sign between must say "to". */
static bool range_in_header(const char *header, struct range *ret)
{
	static const char *const signs[] = {"-", "–", "—", "t/m", "tot en met", "tot", "to", "..", "/"};
	for (const char *s = header; *s; s++) {
		if ((*s != '0' && *s != '1') ||
		        (s > header && ((s[-1] >= '0' && s[-1] <= '9') || s[-1] == '-')))
			continue;
		const char *at = s + 1;
		at += strspn(at, " ");
		for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
			if (!str_starts(at, signs[i]))
				continue;
			const char *end = at + strlen(signs[i]);
			end += strspn(end, " ");
			size_t digits = strspn(end, "0123456789");
			int best = digits == 1   ? end[0] - '0'
			           : digits == 2 ? (end[0] - '0') * 10 + end[1] - '0'
			                         : 0;
			if (digits == 3 && strncmp(end, "100", 3) == 0)
				best = 100;
			bool date_like = end[digits] == '-' || end[digits] == '/';
			if (((best >= 3 && best <= 10) || best == 100) && !date_like) {
				*ret = (struct range){*s - '0', best};
				return true;
			}
		}
	}
	return false;
}

struct spread { /* of the values */
	int64_t n, zeros;
	int low, high; /* whole values */
	bool whole;
	bool loose; /* enough of them to pass over one in twenty */
};

static struct spread spread_of(const struct facts *f)
{
	struct spread s = {
	        .n = f->scores, .zeros = f->whole[0], .low = 10, .high = 0, .whole = f->parts == 0};
	s.loose = s.n >= FEW;
	int64_t slack = s.loose ? s.n / 20 : 0, seen = 0;
	for (int i = 0; i < FACTS_WHOLES; i++)
		if (i < s.low && f->whole[i] > 0)
			s.low = i;
	/* The highest that is not one of a few beyond the scale. */
	for (int i = FACTS_WHOLES - 1; i >= 0 && s.high == 0; i--) {
		seen += f->whole[i];
		if (seen > slack)
			s.high = i;
	}
	if (f->parts > 0 && f->max <= 10 && (int)ceil(f->max) > s.high)
		s.high = (int)ceil(f->max);
	return s;
}

/* Whether all but a few values lie between. */
static bool within(const struct facts *f, const struct spread *s, int low, int high)
{
	int64_t inside = facts_between(f, low, high) + f->parts;
	return s->loose ? inside * 100 >= f->scores * 95 : inside == f->scores;
}

static bool range_recommend(const struct facts *f, const struct spread *s, unsigned found, struct range *ret)
{
	if (facts_between(f, 0, 10) * 2 < f->scores)
		return false;
	bool small = f->max <= 5 || (!(found & HINT_NPS) && f->max <= 7);
	if (small && (s->loose || !(found & HINT_NPS)))
		return false;
	*ret = (struct range){0, 10};
	return true;
}

static bool range_rating(const struct facts *f, const struct spread *s, struct range *ret)
{
	if (s->high == 5 && within(f, s, 1, 5) && f->max >= 5)
		*ret = (struct range){1, 5};
	else if (s->high >= 8 && within(f, s, 1, 10))
		*ret = (struct range){1, 10};
	else if (s->high == 10 && within(f, s, 0, 10))
		*ret = (struct range){0, 10};
	else
		return false;
	return true;
}

static bool range_plain(const struct facts *f, const struct spread *s, bool named, struct range *ret)
{
	bool small = s->n >= MANY && named && s->whole && s->high == 5 && within(f, s, 1, 5);
	for (int i = 1; i <= 5; i++)
		small = small && f->whole[i] > 0;
	if (s->zeros > 0 && f->whole[10] > 0 && s->whole && within(f, s, 0, 10))
		*ret = (struct range){0, 10};
	else if (small)
		*ret = (struct range){1, 5};
	else
		return false;
	return true;
}

static bool range_of_values(const struct scale_input *input, unsigned found, struct range *ret)
{
	const struct facts *f = input->facts;
	struct spread s = spread_of(f);
	if (f->score_words > f->scores) {
		*ret = (struct range){1, 5};
		return true;
	}
	if (found & HINT_FFT || f->scores == 0)
		return false;
	if (f->of >= 3 && f->of <= 10 && f->numbers == 0) {
		*ret = (struct range){s.zeros > 0 ? 0 : 1, f->of};
		return true;
	}
	if (found & (HINT_NPS | HINT_RECOMMEND))
		return range_recommend(f, &s, found, ret);
	if (found & HINT_CES) {
		*ret = (struct range){1, 7};
		return s.whole && (s.high == 6 || s.high == 7) && within(f, &s, 1, 7);
	}
	if (found & (HINT_CSAT | HINT_RATING))
		return range_rating(f, &s, ret);
	if (found & HINT_GRADE && s.high >= 8 && within(f, &s, 1, 10) && s.zeros == 0) {
		*ret = (struct range){1, 10};
		return true;
	}
	return range_plain(f, &s, input->named, ret);
}

static enum metric_kind kind_of(const struct scale_input *input, unsigned found, struct range range)
{
	double low = fmin(range.worst, range.best), high = fmax(range.worst, range.best);
	bool recommend = found & (HINT_NPS | HINT_RECOMMEND);
	if (input->facts->parts > 0 && !recommend)
		return METRIC_MEAN;
	if (low == 0 && high == 10 && range.worst == 0)
		return !(found & (HINT_NPS | HINT_RECOMMEND)) && found & (HINT_CSAT | HINT_RATING)
		               ? METRIC_MEAN
		               : METRIC_NPS;
	if (low == 1 && high == 5)
		return found & HINT_CES ? METRIC_CES : METRIC_CSAT;
	if (low == 1 && high == 7)
		return found & (HINT_CSAT | HINT_RATING | HINT_GRADE) ? METRIC_MEAN : METRIC_CES;
	return METRIC_MEAN;
}

static bool same_scale(const struct metric *a, const struct metric *b)
{
	return a->kind == b->kind && a->scale_min == b->scale_min && a->scale_max == b->scale_max &&
	       a->low_is_good == b->low_is_good;
}

static const struct metric *metric_by_key(const struct metric *metrics, size_t count, const char *key)
{
	for (size_t i = 0; i < count; i++)
		if (streq(metrics[i].key, key))
			return &metrics[i];
	return NULL;
}

static const char *kind_key(enum metric_kind kind)
{
	switch (kind) {
	case METRIC_NPS:
		return "nps";
	case METRIC_CSAT:
		return "csat";
	case METRIC_CES:
		return "ces";
	case METRIC_MEAN:
		break;
	}
	return "rating";
}

/* One that is known already, whatever its key, else a new one under a key that says the scale. */
static struct metric metric_for(
        struct arena *arena, const struct scale_input *input, enum metric_kind kind, struct range range)
{
	struct metric made = {
	        .kind = kind,
	        .scale_min = fmin(range.worst, range.best),
	        .scale_max = fmax(range.worst, range.best),
	        .low_is_good = range.worst > range.best,
	        .target = NAN,
	};
	for (size_t i = 0; i < input->metric_count; i++)
		if (same_scale(&input->metrics[i], &made))
			return input->metrics[i];
	made.key = kind_key(kind);
	if (kind == METRIC_MEAN || metric_by_key(input->metrics, input->metric_count, made.key))
		made.key = arena_printf(arena, "%s-%g-%g", made.key, range.worst, range.best);
	made.title = kind == METRIC_MEAN
	                     ? arena_printf(arena, "%s %g-%g", kind_key(kind), range.worst, range.best)
	                     : made.key;
	return made;
}

static bool ask(const struct scale_input *input, struct err *err)
{
	return err_set(err, ERR_QUESTION,
	        N_("the scale of the column %s is not clear; say it with --scale, the worst first: --scale "
	           "1-5"),
	        "“%s”", input->title);
}

static bool find_range(const struct scale_input *input, unsigned found, struct range *ret)
{
	if (input->has_scale) {
		*ret = (struct range){input->scale_min, input->scale_max};
		return true;
	}
	return range_in_header(input->header, ret) || range_of_values(input, found, ret);
}

/* The user named the metric: a known one brings its scale, another needs one. */
static bool find_named(struct arena *arena, const struct scale_input *input, unsigned found,
        struct metric *ret, struct err *err)
{
	struct metric known;
	struct range range;
	if (scale_by_name(arena, input->metrics, input->metric_count, input->metric, &known)) {
		double worst = known.low_is_good ? known.scale_max : known.scale_min;
		double best = known.low_is_good ? known.scale_min : known.scale_max;
		if (input->has_scale && (worst != input->scale_min || best != input->scale_max))
			return err_set(
			        err, ERR_USAGE, N_("the metric %s has another scale"), "“%s”", input->metric);
		*ret = known;
		return true;
	}
	if (!find_range(input, found, &range))
		return ask(input, err);
	*ret = metric_for(arena, input, METRIC_MEAN, range);
	ret->id = 0;
	ret->key = arena_strdup(arena, input->metric);
	ret->title = ret->key;
	return true;
}

bool scale_find(struct arena *arena, const struct scale_input *input, struct metric *ret, struct err *err)
{
	unsigned found = hints_in(input->words);
	struct range range;
	if (input->has_scale && !(fabs(input->scale_max - input->scale_min) >= 1))
		return err_say(err, ERR_USAGE, N_("a scale has two ends, such as 1-5"));
	if (!strempty(input->metric))
		return find_named(arena, input, found, ret, err);
	if (!find_range(input, found, &range))
		return ask(input, err);
	*ret = metric_for(arena, input, kind_of(input, found, range), range);
	return true;
}

bool scale_by_name(
        struct arena *arena, const struct metric *metrics, size_t count, const char *name, struct metric *ret)
{
	static const struct metric usual[] = {
	        {.key = "nps", .title = "nps", .kind = METRIC_NPS, .scale_max = 10, .target = NAN},
	        {.key = "csat",
	                .title = "csat",
	                .kind = METRIC_CSAT,
	                .scale_min = 1,
	                .scale_max = 5,
	                .target = NAN},
	        {.key = "ces",
	                .title = "ces",
	                .kind = METRIC_CES,
	                .scale_min = 1,
	                .scale_max = 7,
	                .target = NAN},
	};
	const char *key = text_fold(arena, name);
	const struct metric *found = metric_by_key(metrics, count, name);
	if (!found)
		found = metric_by_key(metrics, count, key);
	if (!found)
		found = metric_by_key(usual, sizeof(usual) / sizeof(usual[0]), key);
	if (found)
		*ret = *found;
	return found != NULL;
}
