#include "scale_label.h"

#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/str.h>
#include <dagstart/config/words.h>

#include "names.h"
#include "scale_range.h"
#include "word_scales.h"

enum { LABELS_MAX = 11 };

struct label {
	int value;
	struct piece words;
};

/* Whoever reads labels knows the words of scales. */
struct labels_reader {
	const struct word_scales *scales;
	struct arena *scratch;
	bool burden; /* more of it may be the worse */
};

/* Whether words that are a step of that scale say how good something is. */
static bool is_told_by(const struct labels_reader *reader, size_t i)
{
	const struct words_scale *scale = &reader->scales->scales[i];
	return streq(scale->key, "degree") ? !reader->burden : !word_scale_is_loose(scale);
}

/* Whether any of a label's words begins so. */
static bool has_start(const char *words, const char *const *starts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (name_has_word(words, starts[i]))
			return true;
	return false;
}

#define HAS(words, list) has_start(words, list, sizeof(list) / sizeof((list)[0]))

static const char *words_of(const struct labels_reader *reader, struct piece label)
{
	return name_words(reader->scratch, arena_strndup(reader->scratch, label.text, label.len));
}

/* Below the middle of the scales that know it, or above it. */
static int side_on_scales(const struct labels_reader *reader, struct piece label)
{
	const struct word_scales *scales = reader->scales;
	const struct word_entry *entry = word_scales_find(scales, reader->scratch, label);
	for (size_t i = 0; entry && i < scales->count; i++) {
		int steps = (int)scales->scales[i].step_count, twice = entry->step[i] * 2;
		if (entry->step[i] && twice != steps + 1 && is_told_by(reader, i))
			return twice > steps + 1 ? 1 : -1;
	}
	return 0;
}

/* Which end of a scale a label is for by itself: 1 the good one, -1 the bad one, 0 unknown. */
static int side_of(const struct labels_reader *reader, struct piece label)
{
	static const char *const best[] = {"best", "highest", "high ", "top ", "hoogst", "hoog ", "hoch ",
	        "hochst", "melhor", "mejor", "meilleur", "miglior", "bast ", "bedst", "najlepsz", "nejlepsi",
	        "paras ", "en iyi", "лучш", "maxim", "alto ", "haut "};
	static const char *const worst[] = {"worst", "lowest", "low ", "bottom", "laagst", "laag ", "niedrig",
	        "slechtst", "schlechtest", "peor ", "pire ", "pior ", "peggior", "samst", "varst", "darligst",
	        "verst ", "najgorsz", "nejhorsi", "huonoin", "en kotu", "худш", "minim", "bajo ", "bas "};
	const char *words = reader->burden ? "" : words_of(reader, label);
	bool good = HAS(words, best), bad = HAS(words, worst);
	return good != bad ? (good ? 1 : -1) : side_on_scales(reader, label);
}

static bool is_denied(const char *words)
{
	static const char *const denials[] = {"not ", "niet ", "nicht ", "pas ", "inte ", "ikke ", "ei ",
	        "non ", "nie ", "ne ", "не ", "no ", "nada ", "niente ", "nao "};
	return HAS(words, denials);
}

/* A word of some length that both have. */
static bool share_word(const char *a, const char *b)
{
	enum { LONG = 4 };
	for (const char *s = a; *s; s += strcspn(s + 1, " ") + 1) {
		size_t len = strcspn(s + 1, " ");
		char word[32];
		if (len < LONG || len + 3 > sizeof(word))
			continue;
		memcpy(word, s, len + 2);
		word[len + 2] = '\0';
		if (strstr(b, word))
			return true;
	}
	return false;
}

/* "1 = bad", "5: very good", "(10 is excellent"; *ret_loose where nothing says that the words are a label:
 * "1 very bad", "5 (very good)". */
static const char *label_at(const char *s, struct label *ret, bool *ret_loose)
{
	static const char *const means[] = {
	        "=", ":", "is ", "means ", "betekent ", "ist ", "- ", "– ", "(", ""};
	static const char *const joins[] = {" and", " en", " to", " tot", " t", " und", " bis", " et", " a",
	        " à", " y", " e", " al", " till", " til", " do", " through", " -", " –", " …", " ..."};
	size_t digits = strspn(s, "0123456789");
	const char *at = s + digits;
	if (digits == 0 || digits > 2)
		return NULL;
	bool apart = *at == ' ';
	at += strspn(at, " ");
	size_t i = 0;
	while (!str_starts(at, means[i]))
		i++;
	*ret_loose = *means[i] == '\0' || *means[i] == '(';
	if (*means[i] == '\0' && !apart)
		return NULL;
	at += strlen(means[i]);
	size_t len = strcspn(at, ",;/()|0123456789");
	struct piece words = piece_trim(at, len);
	for (size_t k = 0; k < sizeof(joins) / sizeof(joins[0]); k++) {
		size_t n = strlen(joins[k]);
		bool last = words.len > n && memcmp(words.text + words.len - n, joins[k], n) == 0;
		if (last && (!streq(joins[k], " t") || at[len] == '/'))
			words = piece_trim(words.text, words.len - n);
	}
	*ret = (struct label){digits == 1 ? s[0] - '0' : (s[0] - '0') * 10 + s[1] - '0', words};
	return at + len;
}

static size_t labels_in(const char *header, const struct labels_reader *reader, struct label *ret)
{
	size_t count = 0;
	for (const char *s = header; *s && count < LABELS_MAX;) {
		bool loose = false,
		     starts = *s >= '0' && *s <= '9' && (s == header || s[-1] < '0' || s[-1] > '9');
		const char *end = starts ? label_at(s, &ret[count], &loose) : NULL;
		if (end && loose && side_of(reader, ret[count].words) == 0)
			end = NULL;
		count += end != NULL;
		s = end ? end : s + 1;
	}
	return count;
}

/* 1 where `b` is better, -1 where `a` is, 0 unknown. */
static int compare(const struct labels_reader *reader, struct piece a, struct piece b)
{
	const struct word_scales *scales = reader->scales;
	const struct word_entry *one = word_scales_find(scales, reader->scratch, a);
	const struct word_entry *other = word_scales_find(scales, reader->scratch, b);
	for (size_t i = 0; one && other && i < scales->count; i++)
		if (is_told_by(reader, i) && one->step[i] && other->step[i] && one->step[i] != other->step[i])
			return one->step[i] < other->step[i] ? 1 : -1;
	int side = side_of(reader, a), against = side_of(reader, b);
	if (side != against)
		return against > side ? 1 : -1;
	const char *left = words_of(reader, a), *right = words_of(reader, b);
	bool denied = is_denied(left);
	if (reader->burden || side != 0 || denied == is_denied(right) || !share_word(left, right))
		return 0;
	return denied ? 1 : -1;
}

struct label_ends {
	struct label low, high;
};

static bool find_ends(const char *header, const struct labels_reader *reader, struct label_ends *ret)
{
	struct label labels[LABELS_MAX];
	size_t count = labels_in(header, reader, labels), low = 0, high = 0;
	for (size_t i = 1; i < count; i++) {
		low = labels[i].value < labels[low].value ? i : low;
		high = labels[i].value > labels[high].value ? i : high;
	}
	if (count < 2 || labels[high].value - labels[low].value < 1 || labels[low].value > 1)
		return false;
	*ret = (struct label_ends){labels[low], labels[high]};
	return true;
}

bool range_of_labels(const char *header, const struct word_scales *scales, struct range *ret)
{
	CLEANUP(arena_cleanup) struct arena *scratch = arena_new(NULL);
	struct label_ends ends;
	if (!find_ends(header, &(struct labels_reader){.scales = scales, .scratch = scratch}, &ends))
		return false;
	*ret = (struct range){ends.low.value, ends.high.value};
	return true;
}

bool range_in_labels(const char *header, const struct word_scales *scales, bool burden, struct range *ret)
{
	CLEANUP(arena_cleanup) struct arena *scratch = arena_new(NULL);
	const struct labels_reader reader = {scales, scratch, burden};
	struct label_ends ends;
	if (!find_ends(header, &reader, &ends))
		return false;
	int better = compare(&reader, ends.low.words, ends.high.words);
	if (better == 0)
		return false;
	const double a = ends.low.value, b = ends.high.value;
	*ret = better > 0 ? (struct range){a, b} : (struct range){b, a};
	return true;
}

struct range range_turned(const char *header, const struct word_scales *scales, struct range range)
{
	CLEANUP(arena_cleanup) struct arena *scratch = arena_new(NULL);
	const struct labels_reader reader = {.scales = scales, .scratch = scratch};
	struct label labels[LABELS_MAX];
	size_t count = labels_in(header, &reader, labels);
	for (size_t i = 0; i < count; i++) {
		int side = side_of(&reader, labels[i].words);
		if ((labels[i].value == (int)range.worst && side > 0) ||
		        (labels[i].value == (int)range.best && side < 0))
			return (struct range){range.best, range.worst};
	}
	return range;
}

/* Steps that rise or fall by one with each number, wherever the labels are. */
static bool is_even(const unsigned char *labels, int low, int high, int way)
{
	for (int i = low; i <= high; i++)
		if (labels[i] && (labels[i] == LABEL_MIXED || labels[i] - labels[low] != way * (i - low)))
			return false;
	return true;
}

static bool range_of_steps(const unsigned char *labels, int step_count, struct range *ret)
{
	int low = 0, high = FACTS_WHOLES - 1;
	while (low < high && !labels[low])
		low++;
	while (high > low && !labels[high])
		high--;
	if (high == low || labels[low] == LABEL_MIXED || labels[high] == LABEL_MIXED ||
	        labels[low] == labels[high])
		return false;
	int way = labels[high] > labels[low] ? 1 : -1, first = labels[low], last = labels[high];
	if (is_even(labels, low, high, way)) {
		low -= way > 0 ? first - 1 : step_count - first;
		high = low + step_count - 1;
	} else if ((way > 0 ? first : last) != 1 || (way > 0 ? last : first) != step_count) {
		return false;
	}
	*ret = way > 0 ? (struct range){low, high} : (struct range){high, low};
	return true;
}

static size_t labelled_on(const struct facts *facts, size_t scale)
{
	size_t known = 0;
	for (int k = 0; k < FACTS_WHOLES; k++)
		known += facts->labels[scale][k] != 0;
	return known;
}

bool range_in_cells(const struct facts *facts, const struct word_scales *scales, struct range *ret)
{
	size_t most = 1;
	for (size_t i = 0; i < scales->count; i++)
		most = labelled_on(facts, i) > most ? labelled_on(facts, i) : most;
	for (size_t i = 0; i < scales->count && most > 1; i++)
		if (labelled_on(facts, i) == most &&
		        range_of_steps(facts->labels[i], (int)scales->scales[i].step_count, ret))
			return true;
	return false;
}
