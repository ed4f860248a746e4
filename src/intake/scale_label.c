#include "scale_label.h"

#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/str.h>
#include <dagstart/config/words.h>

#include "scale_range.h"
#include "word_scales.h"

enum { LABELS_MAX = 11 };

struct label {
	int value;
	struct piece words;
};

/* "1 = bad", "5: very good", "(10 is excellent". */
static const char *label_at(const char *s, struct label *ret)
{
	static const char *const means[] = {"=", ":", "is ", "means ", "betekent ", "ist ", "- "};
	size_t digits = strspn(s, "0123456789");
	const char *at = s + digits;
	if (digits == 0 || digits > 2)
		return NULL;
	at += strspn(at, " ");
	for (size_t i = 0; i < sizeof(means) / sizeof(means[0]); i++) {
		if (!str_starts(at, means[i]))
			continue;
		at += strlen(means[i]);
		size_t len = strcspn(at, ",;/()|0123456789");
		struct piece words = piece_trim(at, len);
		static const char *const joins[] = {" and", " en", " to", " tot", " und", " et", " -", " –"};
		for (size_t k = 0; k < sizeof(joins) / sizeof(joins[0]); k++) {
			size_t n = strlen(joins[k]);
			if (words.len > n && memcmp(words.text + words.len - n, joins[k], n) == 0)
				words = piece_trim(words.text, words.len - n);
		}
		*ret = (struct label){digits == 1 ? s[0] - '0' : (s[0] - '0') * 10 + s[1] - '0', words};
		return at + len;
	}
	return NULL;
}

static size_t labels_in(const char *header, struct label *ret)
{
	size_t count = 0;
	for (const char *s = header; *s && count < LABELS_MAX;) {
		bool starts = *s >= '0' && *s <= '9' && (s == header || !(s[-1] >= '0' && s[-1] <= '9'));
		const char *end = starts ? label_at(s, &ret[count]) : NULL;
		count += end != NULL;
		s = end ? end : s + 1;
	}
	return count;
}

/* 1 where `b` is better, -1 where `a` is, 0 unknown. */
static int compare(const struct word_scales *scales, struct arena *scratch, struct piece a, struct piece b)
{
	const struct word_entry *one = word_scales_find(scales, scratch, a);
	const struct word_entry *other = word_scales_find(scales, scratch, b);
	for (size_t i = 0; one && other && i < scales->count; i++)
		if (one->step[i] && other->step[i] && one->step[i] != other->step[i])
			return one->step[i] < other->step[i] ? 1 : -1;
	return 0;
}

struct label_ends {
	struct label low, high;
};

static bool find_ends(const char *header, struct label_ends *ret)
{
	struct label labels[LABELS_MAX];
	size_t count = labels_in(header, labels), low = 0, high = 0;
	for (size_t i = 1; i < count; i++) {
		low = labels[i].value < labels[low].value ? i : low;
		high = labels[i].value > labels[high].value ? i : high;
	}
	if (count < 2 || labels[high].value - labels[low].value < 1 || labels[low].value > 1)
		return false;
	*ret = (struct label_ends){labels[low], labels[high]};
	return true;
}

bool range_of_labels(const char *header, struct range *ret)
{
	struct label_ends ends;
	if (!find_ends(header, &ends))
		return false;
	*ret = (struct range){ends.low.value, ends.high.value};
	return true;
}

bool range_in_labels(const char *header, const struct word_scales *scales, struct range *ret)
{
	CLEANUP(arena_cleanup) struct arena *scratch = arena_new(NULL);
	struct label_ends ends;
	if (!find_ends(header, &ends))
		return false;
	int better = compare(scales, scratch, ends.low.words, ends.high.words);
	if (better == 0)
		return false;
	const double a = ends.low.value, b = ends.high.value;
	*ret = better > 0 ? (struct range){a, b} : (struct range){b, a};
	return true;
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
