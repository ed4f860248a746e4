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

/* Beginnings of words; with a star before it, any part of a word. */
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
        {"mood", HINT_CSAT},
        {"satisf", HINT_CSAT},
        {"*tevreden", HINT_CSAT},
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
        {"*beoordeling", HINT_RATING},
        {"review", HINT_RATING},
        {"recensie", HINT_RATING},
        {"*cijfer", HINT_GRADE},
        {"*oordeel ", HINT_RATING},
        {"osat", HINT_CSAT},
        {"hoeveel moeite", HINT_BURDEN},
        {"hoeveel inspanning", HINT_BURDEN},
        {"moeite kostte", HINT_BURDEN},
        {"moeite gekost", HINT_BURDEN},
        {"how much effort", HINT_BURDEN},
        {"how difficult", HINT_BURDEN},
        {"how hard", HINT_BURDEN},
        {"hoe moeilijk", HINT_BURDEN},
        {"hoe lastig", HINT_BURDEN},
        {"wie viel aufwand", HINT_BURDEN},
        {"wie schwierig", HINT_BURDEN},
        {"combien d effort", HINT_BURDEN},
        {"combien deffort", HINT_BURDEN},
        {"grade", HINT_GRADE},
        {"fft", HINT_FFT},
        {"friends and family", HINT_FFT},
        {"thumb", HINT_THUMB},
        {"duim", HINT_THUMB},
        {"helpful", HINT_THUMB},
        {"weiterempf", HINT_RECOMMEND},
        {"recommand", HINT_RECOMMEND},
        {"recomend", HINT_RECOMMEND},
        {"*zufrieden", HINT_CSAT},
        {"satisfech", HINT_CSAT},
        {"sterne", HINT_RATING},
        {"nota media", HINT_GRADE},
        {"etoiles", HINT_RATING},
        {"estrellas", HINT_RATING},
        {"stelle", HINT_RATING},
        {"*bewertung", HINT_RATING},
        {"avis", HINT_RATING},
        {"schulnote", HINT_MARK},
        {"puntuacion", HINT_RATING},
        {"valoracion", HINT_RATING},
        {"avaliacao", HINT_RATING},
        {"punteggio", HINT_RATING},
        {"valutazione", HINT_RATING},
        {"note ", HINT_GRADE},
        {"voto ", HINT_GRADE},
        {"nota ", HINT_GRADE},
        {"calificacion", HINT_GRADE},
        {"betyg", HINT_GRADE},
        {"satisfacc", HINT_CSAT},
        {"soddisf", HINT_CSAT},
        {"consigli", HINT_RECOMMEND},
        {"anbefal", HINT_RECOMMEND},
        {"rekommend", HINT_RECOMMEND},
        {"suosit", HINT_RECOMMEND},
        {"polec", HINT_RECOMMEND},
        {"doporuc", HINT_RECOMMEND},
        {"recomand", HINT_RECOMMEND},
        {"tilfreds", HINT_CSAT},
        {"nojd", HINT_CSAT},
        {"fornøyd", HINT_CSAT},
        {"tyytyv", HINT_CSAT},
        {"zadowol", HINT_CSAT},
        {"spokoj", HINT_CSAT},
        {"ocena", HINT_RATING},
        {"oceny", HINT_RATING},
        {"hodnoceni", HINT_RATING},
        {"arvosana", HINT_GRADE},
        {"karakter", HINT_GRADE},
        {"vurdering", HINT_RATING},
        {"bedomning", HINT_RATING},
};

unsigned hints_in(const char *words)
{
	unsigned found = 0;
	for (size_t i = 0; i < sizeof(hints) / sizeof(hints[0]); i++)
		if (*hints[i].start == '*' ? strstr(words, hints[i].start + 1) != NULL
		                           : name_has_word(words, hints[i].start))
			found |= hints[i].hint;
	return found;
}

/* The sign between must say "to": "(0-10)", "1 t/m 10", "van 1 tot 5"; "1 = slecht, 5 = goed" is none. */
static const char *after_to(const char *at)
{
	static const char *const to[] = {"-", "–", "—", "t/m", "tot en met", "tot", "through", "to", "...",
	        "…", "..", "/", "bis", "à", "al ", "a "};
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
		if ((*s != '0' && *s != '1') || (s > header && is_word_byte(s[-1])))
			continue;
		const char *end = after_to(s + 1);
		size_t digits = 0;
		int best = end ? whole_at(end, &digits) : -1;
		bool date_like = end && (end[digits] == '-' || end[digits] == '/');
		if (((best >= 3 && best <= 10) || best == 100) && !date_like) {
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
	        " sobre ", " of ", " uit ", "/ ", " /", "(/"};
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

static bool range_of_values(const struct range_input *input, struct range *ret)
{
	const struct facts *f = input->facts;
	struct spread s = spread_of(f);
	unsigned found = input->hints;
	if (found & HINT_FFT || f->scores == 0)
		return false;
	if (f->below * 20 > f->scores)
		return range_signed(input, &s, ret);
	if (range_out_of(f, &s, ret) || range_switch(input, &s, ret) || range_hundred(input, ret))
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

bool range_find(const struct range_input *given, struct range *ret)
{
	const struct facts facts = without_codes(given->facts);
	struct range_input without = *given;
	const struct range_input *input = &without;
	without.facts = &facts;
	if (input->words != NO_SCALE) {
		const struct words_scale *scale = &input->scales->scales[input->words];
		*ret = (struct range){scale->first, scale->first + (double)scale->step_count - 1};
		return true;
	}
	if (range_in_cells(input->facts, input->scales, ret) && holds(input->facts, *ret))
		return true;
	if (range_in_labels(input->header, input->scales, ret) && holds(input->facts, *ret))
		return true;
	if (input->hints & HINT_BURDEN)
		return false;
	if (range_in_header(input->header, ret) && holds(input->facts, *ret))
		return !(input->hints & HINT_FFT);
	if (!(input->hints & HINT_FFT) && range_ends_in_header(input->header, input->facts, ret) &&
	        holds(input->facts, *ret))
		return true;
	return range_of_values(input, ret);
}

size_t range_choices(const struct range_input *input, struct range *ret, size_t room)
{
	const struct facts without = without_codes(input->facts);
	static const struct range usual[] = {{-2, 2}, {-3, 3}, {-5, 5}, {1, 5}, {5, 1}, {0, 10}, {1, 10},
	        {1, 7}, {7, 1}, {0, 100}, {0, 5}, {0, 1}, {0, 2}, {-1, 1}, {1, 3}, {1, 4}, {1, 6}, {6, 1}};
	const struct facts *f = &without;
	struct range said;
	size_t count = 0;
	if (room >= 2 && range_of_labels(input->header, &said) && holds(f, said)) {
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
