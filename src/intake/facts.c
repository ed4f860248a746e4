#include "facts.h"

#include <math.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/random.h>

const double facts_codes[FACTS_CODES] = {-1, -8, -9, -98, -99, -999, 77, 88, 98, 99, 999};

enum { LOWEST = -5 };

static void set_put(uint64_t *set, size_t room, uint64_t hash)
{
	size_t at = hash & (room - 1);
	while (set[at] != 0 && set[at] != hash)
		at = (at + 1) & (room - 1);
	set[at] = hash;
}

static void set_grow(struct facts *facts, struct arena *arena)
{
	size_t room = facts->set_room ? facts->set_room * 2 : 16;
	uint64_t *set = arena_array_of(arena, uint64_t, room);
	for (size_t i = 0; i < facts->set_room; i++)
		if (facts->set[i])
			set_put(set, room, facts->set[i]);
	facts->set = set;
	facts->set_room = room;
}

static void count_distinct(struct facts *facts, struct arena *arena, struct piece cell)
{
	uint64_t hash = hash_bytes(0, cell.text, cell.len) | 1;
	if ((size_t)facts->distinct * 2 >= facts->set_room)
		set_grow(facts, arena);
	size_t at = hash & (facts->set_room - 1);
	while (facts->set[at] != 0 && facts->set[at] != hash)
		at = (at + 1) & (facts->set_room - 1);
	facts->distinct += facts->set[at] == 0;
	facts->set[at] = hash;
}

static void add_score(struct facts *facts, double value)
{
	bool below = value >= LOWEST && value < -1 && value == floor(value);
	facts->scores += (value >= 0 && value <= 100) || value == -1 || below;
	facts->below += below;
	if (below && value < facts->lowest)
		facts->lowest = (int)value;
	for (size_t i = 0; i < FACTS_CODES; i++)
		facts->codes[i] += value == facts_codes[i];
	if (value == -1) {
		facts->minus++;
	} else if (value < 0 || value > 10) {
		facts->outside++;
	} else if (value != floor(value)) {
		facts->parts++;
	} else {
		facts->whole[(int)value]++;
	}
	if (value <= 100 && value > facts->max)
		facts->max = value;
	if (value <= 10 && value > facts->max_ten)
		facts->max_ten = value;
}

/* "1 - Very satisfied": which end of the scale is the good one. */
static void read_label(
        struct facts *facts, const struct facts_reader *reader, struct piece cell, double value)
{
	struct piece label = value_label(cell);
	const struct word_entry *entry = word_scales_find(reader->scales, reader->scratch, label);
	if (!entry || value < 0 || value >= FACTS_WHOLES || value != floor(value))
		return;
	for (size_t i = 0; i < reader->scales->count; i++) {
		unsigned char *step = &facts->labels[i][(int)value];
		if (entry->step[i])
			*step = *step == 0 || *step == entry->step[i] ? entry->step[i] : LABEL_MIXED;
	}
}

static void read_score(struct facts *facts, const struct facts_reader *reader, struct piece cell)
{
	double value, of = 0;
	switch (value_score(cell, &value, &of)) {
	case SCORE_NUMBER:
		facts->numbers++;
		add_score(facts, value);
		break;
	case SCORE_OF:
		facts->of = of > facts->of ? of : facts->of;
		facts->of_count++;
		add_score(facts, value);
		break;
	case SCORE_LABELLED:
		add_score(facts, value);
		facts->stars += value_is_stars(reader->scratch, cell);
		read_label(facts, reader, cell, value);
		break;
	case SCORE_NONE:
		break;
	}
}

static bool read_word(struct facts *facts, const struct facts_reader *reader, struct piece cell)
{
	const struct word_entry *entry = word_scales_find(reader->scales, reader->scratch, cell);
	if (!entry)
		return false;
	for (size_t i = 0; i < reader->scales->count; i++)
		if (entry->step[i]) {
			facts->in_scale[i]++;
			facts->steps[i] |= (uint16_t)(1 << (entry->step[i] - 1));
		}
	return true;
}

static bool is_mail(struct piece cell)
{
	return cell.len < 100 && memchr(cell.text, '@', cell.len) && !memchr(cell.text, ' ', cell.len);
}

static bool is_page(struct piece cell)
{
	return cell.len > 7 && memcmp(cell.text, "http", 4) == 0;
}

void facts_add(struct facts *facts, struct facts_reader *reader, struct piece cell)
{
	facts->cells++;
	bool is_word = read_word(facts, reader, cell);
	if (value_is_missing(reader->missing, reader->scratch, cell)) {
		facts->noes += is_word;
		return;
	}
	facts->filled++;
	facts->bytes += (int64_t)cell.len;
	/* Chinese, Japanese and Korean have no blanks between words. */
	facts->spaced += memchr(cell.text, ' ', cell.len) || (unsigned char)*cell.text >= 0xE3;
	bool page = is_page(cell), mail = !page && is_mail(cell);
	facts->mails += mail;
	facts->links += page || mail;
	read_score(facts, reader, cell);
	struct date_read read = date_read(&reader->dates, cell);
	date_tally_add(&facts->dates, &read, reader->today);
	if (reader->arena)
		count_distinct(facts, reader->arena, cell);
}

bool facts_share(const struct facts *facts, int64_t count, int percent)
{
	return facts->filled > 0 && count * 100 >= facts->filled * percent;
}

bool facts_is_date(const struct facts *facts)
{
	const struct date_tally *dates = &facts->dates;
	return dates->sure + dates->either > 0 &&
	       facts_share(facts, dates->sure + dates->either + dates->unknown, 80);
}

bool facts_is_score(const struct facts *facts)
{
	return facts_share(facts, facts->scores, 80);
}

/* Of words that stand on several scales, the one on which they differ most. */
static bool is_better(const struct facts *facts, int scale, int best)
{
	if (best == NO_SCALE || facts->in_scale[scale] != facts->in_scale[best])
		return best == NO_SCALE || facts->in_scale[scale] > facts->in_scale[best];
	return __builtin_popcount(facts->steps[scale]) > __builtin_popcount(facts->steps[best]);
}

int facts_scale(const struct facts *facts)
{
	int best = NO_SCALE;
	for (int i = 0; i < WORD_SCALES_MAX; i++)
		if (facts->in_scale[i] > 0 &&
		        facts->in_scale[i] * 100 >= (facts->filled + facts->noes) * 80 &&
		        is_better(facts, i, best))
			best = i;
	return best;
}

int64_t facts_between(const struct facts *facts, int low, int high)
{
	int64_t count = 0;
	for (int i = low; i <= high; i++)
		count += facts->whole[i];
	return count;
}

double facts_length(const struct facts *facts)
{
	return facts->filled ? (double)facts->bytes / (double)facts->filled : 0;
}
