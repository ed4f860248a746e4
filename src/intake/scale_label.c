#include "scale_label.h"

#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/str.h>

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

bool range_in_labels(const char *header, const struct word_scales *scales, struct range *ret)
{
	CLEANUP(arena_cleanup) struct arena *scratch = arena_new(NULL);
	struct label labels[LABELS_MAX];
	size_t count = labels_in(header, labels), low = 0, high = 0;
	for (size_t i = 1; i < count; i++) {
		low = labels[i].value < labels[low].value ? i : low;
		high = labels[i].value > labels[high].value ? i : high;
	}
	if (count < 2 || labels[high].value - labels[low].value < 1 || labels[low].value > 1)
		return false;
	int better = compare(scales, scratch, labels[low].words, labels[high].words);
	if (better == 0)
		return false;
	const double a = labels[low].value, b = labels[high].value;
	*ret = better > 0 ? (struct range){a, b} : (struct range){b, a};
	return true;
}
