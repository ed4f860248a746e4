#include "sniff.h"

#include <string.h>

#include <dagstart/base/arena.h>

#include "csv.h"
#include "unwrap.h"

enum { ROWS_MAX = 2000, COUNTS_MAX = 512, SAMPLE_BLOCK = 1 << 16 };

/* Those that prose and figures hold least come first: where two part the rows alike, the rarer is meant. */
static const char delimiters[] = {'\t', '|', ';', ','};

/* Those that a few old systems use: looked for only where none of the others parts anything. */
static const char rare[] = {'^', '~', '\x1F', '\x01'};

/* What the rows look like under a delimiter. */
struct cut {
	size_t rows, even; /* with as many cells as most */
	size_t columns; /* of most rows */
	size_t wide; /* cells up to the last that holds anything, of the widest row */
	size_t odd; /* cells with half a pair of quotes: a delimiter within quotes that went unseen */
	size_t slipped, gapped, torn; /* see struct csv */
	bool first; /* the first row has as many as most */
	bool lone; /* the first row has one */
};

struct sample_input {
	const struct sample *sample;
	size_t at;
};

static bool sample_next(void *user, const char **ret, size_t *ret_len, struct err *err)
{
	UNUSED(err);
	struct sample_input *input = user;
	/* Piece by piece: not all of it is wanted. */
	size_t left = input->sample->len - input->at;
	*ret = input->sample->text + input->at;
	*ret_len = left < SAMPLE_BLOCK ? left : SAMPLE_BLOCK;
	input->at += *ret_len;
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

static size_t filled_width(const struct csv *csv)
{
	size_t count = csv->count;
	while (count > 0 && csv_cell_len(csv, count - 1) == 0)
		count--;
	return count;
}

static void settle(struct cut *cut, const size_t *counts, size_t first)
{
	for (size_t i = 2; i < COUNTS_MAX; i++)
		if (counts[i] > cut->even) {
			cut->even = counts[i];
			cut->columns = i;
		}
	/* A tail of empty cells is no row of several. */
	if (cut->wide < 2)
		cut->columns = 0;
	cut->first = first == cut->columns;
	cut->lone = first == 1;
}

static bool cut_rows(const struct sample *sample, struct arena *arena, const struct layout *how,
        struct csv_input input, struct cut *ret, struct err *err)
{
	size_t counts[COUNTS_MAX] = {0}, first = 0;
	struct csv csv;
	*ret = (struct cut){0};
	csv_init(&csv, arena, sample->name, how->delimiter, input);
	csv.escapes = how->escapes;
	csv.gaps = how->gaps;
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
		ret->wide = filled_width(&csv) > ret->wide ? filled_width(&csv) : ret->wide;
	}
	settle(ret, counts, first);
	ret->slipped = csv.slipped;
	ret->gapped = csv.gapped;
	ret->torn = csv.torn;
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

/* Rows of one cell that are rows of several when their quotes are taken off. */
static bool find_wrapped(
        const struct sample *sample, struct arena *arena, const struct cut *best, struct layout *layout)
{
	struct cut found = {0};
	for (size_t i = 0; i < sizeof(delimiters); i++) {
		struct sample_input input = {.sample = sample};
		struct unwrap unwrap;
		struct cut cut;
		struct err broken = {0};
		unwrap_init(
		        &unwrap, arena, sample->name, delimiters[i], (struct csv_input){sample_next, &input});
		const struct layout how = {.delimiter = delimiters[i]};
		if (!cut_rows(sample, arena, &how, (struct csv_input){unwrap_next, &unwrap}, &cut, &broken))
			continue;
		bool sure = unwrap.found > 0 && cut.first && cut.even * 10 >= cut.rows * 9 && cut.odd == 0;
		bool more = cut.columns == best->columns
		                    ? cut.even * best->rows > best->even * cut.rows
		                    : worth(&cut) > worth(best) + 100 || cut.columns > best->columns + 1;
		if (sure && more && cut.columns > found.columns) {
			found = cut;
			layout->delimiter = delimiters[i];
			layout->wrapped = true;
		}
	}
	return layout->wrapped;
}

static bool has_wrapped_row(const struct sample *sample)
{
	const char *text = sample->text, *end = text + sample->len;
	for (const char *s = text; (s = memchr(s, '"', (size_t)(end - s))); s++)
		if (s == text || s[-1] == '\n' || s[-1] == '\r')
			return true;
	return false;
}

/* Text in lines: most rows are one cell, and the sign stands in some of them by chance. A sign that is
 * nowhere then parts nothing. */
static void find_lines(const struct sample *sample, const struct cut *best, struct layout *layout)
{
	if (!best->lone || best->even * 2 >= best->rows)
		return;
	for (size_t i = 0; i < sizeof(delimiters); i++)
		if (!memchr(sample->text, delimiters[i], sample->len)) {
			layout->delimiter = delimiters[i];
			return;
		}
}

static bool cut_as(const struct sample *sample, struct arena *arena, const struct layout *how,
        struct cut *ret, struct err *err)
{
	struct sample_input input = {.sample = sample};
	return cut_rows(sample, arena, how, (struct csv_input){sample_next, &input}, ret, err);
}

/* All rows must be alike: in a text such a sign may stand by chance. */
static void find_rare(const struct sample *sample, struct arena *arena, struct layout *how, struct cut *ret)
{
	for (size_t i = 0; i < sizeof(rare); i++) {
		struct layout with = *how;
		struct cut cut;
		struct err ignored = {0};
		with.delimiter = rare[i];
		if (!memchr(sample->text, rare[i], sample->len) ||
		        !cut_as(sample, arena, &with, &cut, &ignored))
			continue;
		if (cut.rows > 2 && cut.columns > ret->columns && cut.first && cut.even == cut.rows) {
			*how = with;
			*ret = cut;
		}
	}
}

/* The sign that suits the rows best, unless it is known; false where they break under every one. */
static bool find_delimiter(const struct sample *sample, struct arena *arena, struct layout *how,
        struct cut *ret, struct err *err)
{
	bool parsed = false;
	char best = ',';
	*ret = (struct cut){0};
	if (how->delimiter)
		return cut_as(sample, arena, how, ret, err);
	for (size_t i = 0; i < sizeof(delimiters); i++) {
		struct cut cut;
		how->delimiter = delimiters[i];
		if (!cut_as(sample, arena, how, &cut, err))
			continue;
		parsed = true;
		if (is_better(&cut, ret)) {
			best = delimiters[i];
			*ret = cut;
		}
	}
	how->delimiter = best;
	if (parsed && ret->even * 2 < ret->rows)
		find_rare(sample, arena, how, ret);
	return parsed;
}

/* To the end of the first row of data, if not before. */
static const char *first_rows_end(const struct sample *sample)
{
	const char *at = sample->text, *end = sample->text + sample->len;
	for (int lines = 0; lines < 2 && at < end; lines++) {
		const char *line = memchr(at, '\n', (size_t)(end - at));
		at = line ? line + 1 : end;
	}
	return at;
}

/* Where such a quote is meant so, it stands in the first rows. */
static bool has_gap(const struct sample *sample)
{
	const char *end = first_rows_end(sample);
	for (const char *s = sample->text; s < end && (s = memmem(s, (size_t)(end - s), " \"", 2)); s++) {
		const char *at = s;
		while (at > sample->text && *at == ' ')
			at--;
		if (memchr(delimiters, *at, sizeof(delimiters)))
			return true;
	}
	return false;
}

/* Blanks before the quotes of half of the rows or more, behind which cells end as quoted ones do. */
static bool find_gaps(const struct sample *sample, struct arena *arena, bool parsed, struct layout *plain,
        struct cut *plain_cut)
{
	struct layout how = {.delimiter = plain->delimiter, .gaps = true};
	struct err ignored = {0};
	struct cut cut;
	if (sample->len == 0 || !has_gap(sample) || !find_delimiter(sample, arena, &how, &cut, &ignored))
		return false;
	bool alike = !parsed || cut.even * plain_cut->rows >= plain_cut->even * cut.rows;
	if (!alike || cut.gapped * 2 < cut.rows || cut.torn * 20 > cut.gapped)
		return false;
	*plain = how;
	*plain_cut = cut;
	return true;
}

/* Rows in which text goes on behind a quote that stands behind a backslash, and that are as much alike, or
 * are rows at all, when such a quote is a part of the text. */
static bool find_escapes(const struct sample *sample, struct arena *arena, const struct layout *plain,
        const struct cut *plain_cut, struct layout *layout)
{
	struct layout how = {.delimiter = layout->delimiter, .gaps = layout->gaps, .escapes = true};
	struct err ignored = {0};
	struct cut cut;
	if (!memmem(sample->text, sample->len, "\\\"", 2) || (plain && plain_cut->slipped == 0) ||
	        !find_delimiter(sample, arena, &how, &cut, &ignored))
		return false;
	bool alike = plain ? cut.even * plain_cut->rows >= plain_cut->even * cut.rows
	                   : cut.even * 10 >= cut.rows * 9;
	if (alike) {
		layout->delimiter = how.delimiter;
		layout->escapes = true;
	}
	return alike;
}

bool sniff_layout(const struct sample *sample, struct arena *arena, struct layout *layout, struct err *err)
{
	char named = 0;
	struct cut cut;
	struct err broken = {0};
	layout->skip = names_delimiter(sample, &named);
	if (!layout->delimiter)
		layout->delimiter = named;
	bool is_known = layout->delimiter != 0;
	struct layout plain = {.delimiter = layout->delimiter};
	struct layout gapped = {.delimiter = layout->delimiter};
	bool parsed = find_delimiter(sample, arena, &plain, &cut, &broken);
	if (find_gaps(sample, arena, parsed, &gapped, &cut)) {
		plain = gapped;
		parsed = true;
		layout->gaps = true;
	}
	if (find_escapes(sample, arena, parsed ? &plain : NULL, &cut, layout) || is_known)
		return true;
	layout->delimiter = plain.delimiter;
	if (has_wrapped_row(sample) && find_wrapped(sample, arena, &cut, layout))
		return true;
	find_lines(sample, &cut, layout);
	if (!parsed && err)
		*err = broken;
	return parsed;
}
