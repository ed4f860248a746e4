#include "sniff.h"

#include <string.h>

#include <dagstart/base/arena.h>

#include "csv.h"

enum { ROWS_MAX = 2000, COUNTS_MAX = 512 };

/* Those that prose and figures hold least come first: where two part the rows alike, the rarer is meant. */
static const char delimiters[] = {'\t', '|', ';', ','};

/* What the rows look like under a delimiter. */
struct cut {
	size_t rows, even; /* with as many cells as most */
	size_t columns; /* of most rows */
	size_t odd; /* cells with half a pair of quotes: a delimiter within quotes that went unseen */
	bool first; /* the first row has as many as most */
};

struct sample_input {
	const struct sample *sample;
	bool given;
};

static bool sample_next(void *user, const char **ret, size_t *ret_len, struct err *err)
{
	UNUSED(err);
	struct sample_input *input = user;
	*ret = input->sample->text;
	*ret_len = input->given ? 0 : input->sample->len;
	input->given = true;
	return true;
}

static size_t odd_cells(const struct csv *csv)
{
	size_t odd = 0;
	for (size_t i = 0; i < csv->count; i++) {
		size_t quotes = 0;
		for (const char *s = csv_cell(csv, i); (s = strchr(s, '"')); s++)
			quotes++;
		odd += quotes % 2;
	}
	return odd;
}

static void settle(struct cut *cut, const size_t *counts, size_t first)
{
	for (size_t i = 2; i < COUNTS_MAX; i++)
		if (counts[i] > cut->even) {
			cut->even = counts[i];
			cut->columns = i;
		}
	cut->first = first == cut->columns;
}

static bool cut_rows(
        const struct sample *sample, struct arena *arena, char delimiter, struct cut *ret, struct err *err)
{
	struct sample_input input = {.sample = sample};
	size_t counts[COUNTS_MAX] = {0}, first = 0;
	struct csv csv;
	*ret = (struct cut){0};
	csv_init(&csv, arena, sample->name, delimiter, (struct csv_input){sample_next, &input});
	while (ret->rows < ROWS_MAX) {
		bool row;
		if (!csv_next(&csv, &row, err)) {
			if (sample->complete || ret->rows == 0)
				return false;
			break;
		}
		/* The last row of a cut sample looks whole, but is not. */
		if (!row || (!sample->complete && csv.no_more))
			break;
		size_t count = csv.count < COUNTS_MAX ? csv.count : COUNTS_MAX - 1;
		first = ret->rows++ == 0 ? count : first;
		counts[count]++;
		ret->odd += odd_cells(&csv);
	}
	settle(ret, counts, first);
	return true;
}

/* Excel's own first line: which sign parts the cells. */
static bool names_delimiter(const struct sample *sample, char *ret)
{
	const char *text = sample->text;
	size_t len = sample->len;
	bool quoted = len > 0 && *text == '"';
	text += quoted;
	len -= quoted;
	if (len < 7 || strncmp(text, "sep=", 4) != 0 || !memchr(delimiters, text[4], sizeof(delimiters)))
		return false;
	const char *end = text + 5 + (quoted && text[5] == '"');
	if (*end != '\n' && *end != '\r')
		return false;
	*ret = text[4];
	return true;
}

/* Rows that are alike, in thousandths; less where quotes were torn apart or the first row is otherwise. */
static int worth(const struct cut *cut)
{
	if (cut->rows == 0 || cut->columns < 2)
		return 0;
	size_t even = cut->even * 1000 / cut->rows, torn = cut->odd * 1000 / cut->rows;
	int points = (int)even - (int)(torn < 500 ? torn : 500) - (cut->first ? 0 : 100);
	return points > 1 ? points : 1;
}

static bool is_better(const struct cut *cut, const struct cut *best)
{
	int points = worth(cut), other = worth(best);
	if (points > other + 20)
		return true;
	/* More cells settle only what evenness leaves open. */
	return points >= other - 20 && points > 0 && cut->columns > best->columns;
}

bool sniff_delimiter(
        const struct sample *sample, struct arena *arena, char *delimiter, size_t *ret_skip, struct err *err)
{
	char named = 0, best = ',';
	struct cut best_cut = {0};
	struct err broken = {0};
	bool parsed = false;
	*ret_skip = names_delimiter(sample, &named);
	if (!*delimiter)
		*delimiter = named;
	if (*delimiter)
		return true;
	for (size_t i = 0; i < sizeof(delimiters); i++) {
		struct cut cut;
		if (!cut_rows(sample, arena, delimiters[i], &cut, &broken))
			continue;
		parsed = true;
		if (is_better(&cut, &best_cut)) {
			best = delimiters[i];
			best_cut = cut;
		}
	}
	*delimiter = best;
	if (!parsed && err)
		*err = broken;
	return parsed;
}
