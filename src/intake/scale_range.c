#include "scale_range.h"

#include <math.h>
#include <string.h>

#include <dagstart/base/str.h>
#include <dagstart/config/words.h>

#include "names.h"
#include "scale_label.h"

enum {
	FEW = 20, /* below this many values, one that does not fit says as much as the others */
	MANY = 200, /* no survey of this size on 0-10 stays below 6 */
};

/* The sign between must say "to": "(0-10)", "1 t/m 10", "van 1 tot 5"; "1 = slecht, 5 = goed" is none. */
static const char *after_to(const char *at)
{
	static const char *const to[] = {"-", "–", "—", "t/m", "tot en met", "tot", "through", "to", "...",
	        "…", "..", "/", "bis", "à", "al ", "a ", "do ", "до ", "til ", "till ", "fino a ", "até ",
	        "hasta ", "ile ", "έως ", "ως ", "〜", "～", "~", "から", "至", "到", "إلى "};
	at += strspn(at, " ");
	for (size_t i = 0; i < sizeof(to) / sizeof(to[0]); i++)
		if (str_starts(at, to[i])) {
			at += strlen(to[i]);
			return at + strspn(at, " ");
		}
	return NULL;
}

static int whole_at(const char *text, size_t *ret_digits)
{
	size_t digits = strspn(text, "0123456789");
	int value = 0;
	for (size_t i = 0; i < digits && i < 4; i++)
		value = value * 10 + text[i] - '0';
	*ret_digits = digits;
	return digits > 0 && digits < 4 ? value : -1;
}

/* Marks of Chinese and Japanese: "（", "、". */
static bool is_wide_mark(const char *end, const char *start)
{
	return end - start >= 3 &&
	       (memcmp(end - 3, "\xEF\xBC", 2) == 0 || memcmp(end - 3, "\xE3\x80", 2) == 0);
}

static bool is_word_byte(char c)
{
	return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '-' || (c & 0x80);
}

/* "(-2 to +2)": as long below 0 as above. */
static bool signed_range_in_header(const char *header, struct range *ret)
{
	for (const char *s = strchr(header, '-'); s; s = strchr(s + 1, '-')) {
		size_t digits = 0;
		int low = s > header && is_word_byte(s[-1]) ? -1 : whole_at(s + 1, &digits);
		const char *end = low > 0 ? after_to(s + 1 + digits) : NULL;
		if (end && whole_at(end + (*end == '+'), &digits) == low && low <= 10) {
			*ret = (struct range){-low, low};
			return true;
		}
	}
	return false;
}

static bool range_in_header(const char *header, struct range *ret)
{
	if (signed_range_in_header(header, ret))
		return true;
	for (const char *s = header; *s; s++) {
		/* Finnish schools begin at 4. */
		if ((*s != '0' && *s != '1' && *s != '4') ||
		        (s > header && is_word_byte(s[-1]) && !is_wide_mark(s, header)))
			continue;
		const char *end = after_to(s + 1);
		size_t digits = 0;
		int best = end ? whole_at(end, &digits) : -1;
		bool date_like = end && (end[digits] == '-' || end[digits] == '/');
		bool ends = *s == '4' ? best == 10 : (best >= 3 && best <= 10) || best == 100;
		if (ends && !date_like) {
			*ret = (struct range){*s - '0', best};
			return true;
		}
	}
	return false;
}

/* "Note sur 20", "score out of 10", "Punkte von 100": where it ends. Nobody says where it begins. */
static bool range_ends_in_header(const char *header, const struct facts *f, struct range *ret)
{
	static const char *const of[] = {" out of ", " sur ", " von ", " van de ", " van ", " av ", " su ",
	        " sobre ", " of ", " uit ", "/ ", " /", "(/", " de ", " из ", " z ", " ze ", " iz ", " من "};
	for (size_t i = 0; i < sizeof(of) / sizeof(of[0]); i++)
		for (const char *at = header; (at = strstr(at, of[i])); at++) {
			size_t digits;
			int best = whole_at(at + strlen(of[i]), &digits);
			const char *end = at + strlen(of[i]) + digits;
			bool ends = best == 5 || best == 7 || best == 10 || best == 20 || best == 100;
			if (!ends || is_word_byte(*end) || (*end == '.' && end[1] >= '0' && end[1] <= '9'))
				continue;
			*ret = (struct range){best >= 20 || f->whole[0] > 0 ? 0 : 1, best};
			return f->max <= best;
		}
	return false;
}

/* "5段階", "10点満点": the sign behind the number says that it is the end. */
static bool range_counted_in_header(const char *header, const struct facts *f, struct range *ret)
{
	static const char *const signs[] = {"段階", "点満点", "分制", "分满分", "级"};
	for (const char *s = header; (s = strpbrk(s, "0123456789"));) {
		size_t digits;
		int best = whole_at(s, &digits);
		for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
			if (best >= 3 && best <= 100 && str_starts(s + digits, signs[i])) {
				*ret = (struct range){best >= 20 || f->whole[0] > 0 ? 0 : 1, best};
				return f->max <= best;
			}
		s += digits;
	}
	return false;
}

bool range_is_in(const char *header)
{
	struct range range;
	return range_in_header(header, &range);
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

/* Up and down, or yes and no. */
static bool range_switch(const struct range_input *input, const struct spread *s, struct range *ret)
{
	const struct facts *f = input->facts;
	int64_t ends = f->minus + f->whole[0] + f->whole[1];
	if (ends != f->scores + f->outside || !s->whole)
		return false;
	if (f->minus > 0 && f->whole[1] > 0) {
		*ret = (struct range){-1, 1};
		return input->named || input->hints & HINT_THUMB;
	}
	*ret = (struct range){0, 1};
	return f->whole[0] > 0 && f->whole[1] > 0 && f->minus == 0 &&
	       (input->hints & HINT_THUMB || (s->n >= FEW && input->named));
}

/* Nobody scores 60 out of 10. */
static bool range_hundred(const struct range_input *input, struct range *ret)
{
	const struct facts *f = input->facts;
	int64_t above = f->outside;
	if (!input->named || f->max < 60 || above * 5 < f->scores || f->scores * 100 < f->filled * 95)
		return false;
	*ret = (struct range){0, 100};
	return true;
}

static bool range_out_of(const struct facts *f, const struct spread *s, struct range *ret)
{
	if (f->of_count * 10 < f->scores * 9 || f->max > f->of)
		return false;
	if (!(f->of >= 3 && f->of <= 10) && f->of != 100)
		return false;
	*ret = (struct range){s->zeros > 0 || f->of == 100 ? 0 : 1, f->of};
	return true;
}

/* Both ends were met, and 0 lies in the middle. */
static bool range_signed(const struct range_input *input, const struct spread *s, struct range *ret)
{
	const struct facts *f = input->facts;
	*ret = (struct range){f->lowest, -f->lowest};
	return input->named && s->loose && s->whole && f->max == -f->lowest;
}

/* Of five, wherever stars are counted. */
static bool range_stars(const struct facts *f, const struct spread *s, struct range *ret)
{
	*ret = (struct range){s->zeros > 0 ? 0 : 1, 5};
	return f->stars * 10 >= f->scores * 9 && f->max <= 5 && f->minus == 0 && f->below == 0;
}

static bool range_of_values(const struct range_input *input, struct range *ret)
{
	const struct facts *f = input->facts;
	struct spread s = spread_of(f);
	unsigned found = input->hints;
	if (found & HINT_FFT || f->scores == 0)
		return false;
	if (f->below * 20 > f->scores)
		return range_signed(input, &s, ret);
	if (range_out_of(f, &s, ret) || range_stars(f, &s, ret) || range_switch(input, &s, ret) ||
	        range_hundred(input, ret))
		return true;
	if (f->minus * 20 > f->scores)
		return false;
	if (found & (HINT_NPS | HINT_RECOMMEND))
		return range_recommend(f, &s, found, ret);
	if (found & HINT_CES) {
		*ret = (struct range){1, 7};
		return s.whole && (s.high == 6 || s.high == 7) && within(f, &s, 1, 7);
	}
	if (found & (HINT_CSAT | HINT_RATING))
		return range_rating(f, &s, ret);
	if (found & HINT_MARK && s.whole && within(f, &s, 1, 6)) {
		*ret = (struct range){6, 1};
		return true;
	}
	if (found & HINT_GRADE && s.high >= 8 && within(f, &s, 1, 10) && s.zeros == 0) {
		*ret = (struct range){1, 10};
		return true;
	}
	return range_plain(f, &s, input->named, ret);
}

/* What the header says must not be denied by the cells: "Q 1-5" may be the number of the question. */
static bool holds(const struct facts *f, struct range range)
{
	int low = (int)fmin(range.worst, range.best), high = (int)fmax(range.worst, range.best);
	if (f->scores == 0 || high > 10)
		return f->max <= high;
	int64_t inside = facts_between(f, low < 0 ? 0 : low, high) + f->parts + (low < 0 ? f->minus : 0) +
	                 (low <= f->lowest ? f->below : 0);
	return inside * 100 >= f->scores * 80;
}

/* The same without codes for "no answer", where they are all that stands beyond. */
static struct facts without_codes(const struct facts *facts)
{
	struct facts f = *facts;
	int64_t beyond = 0, high = 0, minus = f.max_ten >= 2 ? f.minus : 0;
	for (size_t i = 0; i < FACTS_CODES; i++) {
		bool one = facts_codes[i] == -1;
		beyond += one ? 0 : f.codes[i];
		high += facts_codes[i] > 10 && facts_codes[i] <= 100 ? f.codes[i] : 0;
	}
	if (beyond != f.outside || (beyond + minus) * 5 > f.filled * 2)
		return f;
	f.scores -= high + minus;
	f.filled -= beyond + minus;
	f.minus -= minus;
	f.outside = 0;
	f.max = f.max_ten;
	return f;
}

/* Words at both ends that nobody understands may mean either; that of a recommendation is always 10. */
static bool is_unclear(const struct range_input *input)
{
	struct range said;
	return range_of_labels(input->header, input->scales, &said) && holds(input->facts, said) &&
	       !(input->hints & (HINT_NPS | HINT_RECOMMEND) && said.worst == 0);
}

static bool range_by_numbers(const struct range_input *input, struct range *ret)
{
	bool fft = input->hints & HINT_FFT;
	if (is_unclear(input))
		return false;
	if (range_in_header(input->header, ret) && holds(input->facts, *ret)) {
		*ret = range_turned(input->header, input->scales, *ret);
		return !fft;
	}
	bool ends = range_ends_in_header(input->header, input->facts, ret) ||
	            range_counted_in_header(input->header, input->facts, ret);
	if (fft || !ends || !holds(input->facts, *ret))
		return range_of_values(input, ret);
	*ret = range_turned(input->header, input->scales, *ret);
	return true;
}

static const char *scale_key(const struct range_input *input)
{
	return input->scales->scales[input->words].key;
}

static struct range range_of_words(const struct range_input *input)
{
	const struct words_scale *scale = &input->scales->scales[input->words];
	return (struct range){scale->first, scale->first + (double)scale->step_count - 1};
}

bool range_find(const struct range_input *given, struct range *ret)
{
	const struct facts facts = without_codes(given->facts);
	struct range_input without = *given;
	const struct range_input *input = &without;
	without.facts = &facts;
	if (input->words != NO_SCALE) {
		*ret = range_of_words(input);
		/* "Not at all" difficult is good. */
		return !(input->hints & HINT_BURDEN && streq(scale_key(input), "degree"));
	}
	if (range_in_cells(input->facts, input->scales, ret) && holds(input->facts, *ret))
		return true;
	if (range_in_labels(input->header, input->scales, input->hints & HINT_BURDEN, ret) &&
	        holds(input->facts, *ret))
		return true;
	if (input->hints & HINT_BURDEN)
		return false;
	return range_by_numbers(input, ret);
}

size_t range_choices(const struct range_input *input, struct range *ret, size_t room)
{
	const struct facts without = without_codes(input->facts);
	static const struct range usual[] = {{-2, 2}, {-3, 3}, {-5, 5}, {1, 5}, {5, 1}, {0, 10}, {1, 10},
	        {1, 7}, {7, 1}, {0, 100}, {0, 5}, {0, 1}, {0, 2}, {-1, 1}, {1, 3}, {1, 4}, {1, 6}, {6, 1}};
	const struct facts *f = &without;
	struct range said;
	size_t count = 0;
	if (input->words != NO_SCALE && room >= 2) {
		ret[0] = range_of_words(input);
		ret[1] = (struct range){ret[0].best, ret[0].worst};
		return 2;
	}
	if (room >= 2 && range_of_labels(input->header, input->scales, &said) && holds(f, said)) {
		ret[count++] = said;
		ret[count++] = (struct range){said.best, said.worst};
	}
	for (size_t i = 0; i < sizeof(usual) / sizeof(usual[0]) && count < room; i++) {
		double high = fmax(usual[i].worst, usual[i].best), low = fmin(usual[i].worst, usual[i].best);
		bool needed = f->max <= high && (f->whole[0] == 0 || low <= 0) &&
		              (f->minus == 0 || low < 0) && (f->below == 0 ? low >= -1 : low <= f->lowest);
		for (size_t k = 0; k < count; k++)
			needed = needed && !(ret[k].worst == usual[i].worst && ret[k].best == usual[i].best);
		bool wide = f->max > 0 && high > f->max * 4 && high > 10;
		if (needed && !wide && holds(f, usual[i]))
			ret[count++] = usual[i];
	}
	return count;
}
