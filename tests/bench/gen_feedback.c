/* Writes deterministic Dutch customer feedback as CSV, some 130 bytes a row, for imports of any size:
 *   gen_feedback -n ROWS [-s SEED] [-d DAYS] [-e YYYY-MM-DD] [-g SEGMENTS] [-H]      (-H: no header line)
 * Columns date,channel,customer,score,comment; RFC 4180 quoting, LF. With -g so many channels by number, and
 * a further column step with as many steps of the journey. Row k depends on the seed and k alone, save its
 * date, which spreads the rows in order over DAYS days (default 730) up to the last one (2026-11-20). */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "gen_words.h"

/* Rows times days must stay within a long. */
static const long rows_max = 1000000000000;

enum { TEXT_MAX = 8192, DAYS_MAX = 40000, CUSTOMERS = 40000, SEGMENTS_MAX = 500 };

struct text {
	char data[TEXT_MAX];
	size_t len;
};

struct options {
	long rows;
	uint64_t seed;
	long days;
	time_t end;
	bool header;
	unsigned segments; /* 0: the usual channels and no steps */
};

/* splitmix64 (Steele, Lea, Flood 2014): any state is a good one, so each row gets its own. */
static uint64_t dice(uint64_t *state)
{
	uint64_t z = (*state += 0x9e3779b97f4a7c15u);
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

static unsigned dice_below(uint64_t *state, unsigned n)
{
	return (unsigned)(((dice(state) >> 32) * n) >> 32);
}

static bool dice_percent(uint64_t *state, unsigned percent)
{
	return dice_below(state, 100) < percent;
}

static const char *dice_word(uint64_t *state, const char *const *words)
{
	unsigned n = 0;
	while (words[n])
		n++;
	return words[dice_below(state, n)];
}

static void text_add(struct text *t, const char *s)
{
	size_t n = strlen(s);
	if (t->len + n >= TEXT_MAX)
		return;
	memcpy(t->data + t->len, s, n);
	t->len += n;
}

static void text_number(struct text *t, unsigned n)
{
	char digits[16];
	snprintf(digits, sizeof(digits), "%u", n);
	text_add(t, digits);
}

static void text_sentence(struct text *t, uint64_t *state, int mood)
{
	size_t from = t->len;
	text_add(t, dice_word(state, gen_subjects));
	t->data[from] = (char)(t->data[from] - 'a' + 'A');
	text_add(t, " ");
	text_add(t, dice_word(state, gen_verdicts[mood]));
	if (dice_percent(state, 30)) {
		text_add(t, dice_word(state, gen_links));
		text_add(t, " ");
		text_add(t, dice_word(state, gen_subjects));
		text_add(t, " ");
		text_add(t, dice_word(state, gen_verdicts[dice_percent(state, 50) ? mood : GEN_NEUTRAL]));
	}
	text_add(t, dice_percent(state, 15) ? "!" : ".");
}

static unsigned sentence_count(uint64_t *state)
{
	unsigned per_mille = dice_below(state, 1000);
	if (per_mille < 640)
		return 1;
	if (per_mille < 890)
		return 2;
	if (per_mille < 990)
		return 3 + dice_below(state, 2);
	return per_mille < 996 ? 5 + dice_below(state, 5) : 12 + dice_below(state, 20);
}

static void text_comment(struct text *t, uint64_t *state, int mood)
{
	if (dice_percent(state, 12))
		return;
	unsigned n = sentence_count(state);
	const char *gap = n > 2 && dice_percent(state, 40) ? "\n" : " ";
	for (unsigned i = 0; i < n; i++) {
		if (i > 0)
			text_add(t, gap);
		text_sentence(t, state, mood);
	}
	if (dice_percent(state, 30)) {
		text_add(t, gap);
		text_add(t, dice_word(state, gen_closings[mood]));
	}
	if (dice_percent(state, 6)) {
		text_add(t, " ");
		text_add(t, dice_word(state, gen_oddities));
	}
	if (dice_percent(state, 6)) {
		text_add(t, " Hij zei: \"");
		text_add(t, dice_word(state, gen_verdicts[mood]));
		text_add(t, "\".");
	}
	if (dice_percent(state, 5)) {
		text_add(t, " Melding ");
		text_number(t, 100000 + dice_below(state, 900000));
	}
	if (dice_below(state, 250) == 0)
		text_add(t, "\r\n\r\nGroeten,\r\nde overbuurman");
}

/* Customers come back: the same number is always the same name. */
static void text_customer(struct text *t, uint64_t seed, unsigned number)
{
	uint64_t state = seed ^ ((uint64_t)number << 20);
	bool firm = dice_percent(&state, 25);
	text_add(t, dice_word(&state, firm ? gen_firms : gen_first_names));
	text_add(t, " ");
	text_add(t, dice_word(&state, gen_last_names));
	if (firm && dice_percent(&state, 30))
		text_add(t, ", Zwolle");
	text_add(t, " ");
	text_number(t, number);
}

static void put_field(const struct text *t, FILE *out)
{
	bool quote = false;
	for (size_t i = 0; i < t->len && !quote; i++)
		quote = t->data[i] == ',' || t->data[i] == '"' || t->data[i] == '\n' || t->data[i] == '\r';
	if (!quote) {
		fwrite_unlocked(t->data, 1, t->len, out);
		return;
	}
	putc_unlocked('"', out);
	for (size_t i = 0; i < t->len; i++) {
		if (t->data[i] == '"')
			putc_unlocked('"', out);
		putc_unlocked(t->data[i], out);
	}
	putc_unlocked('"', out);
}

static unsigned score_of(uint64_t *state)
{
	/* Out of 100, for the scores 0 to 10: a team with an NPS of a little above 0. */
	static const unsigned char weights[] = {3, 2, 2, 3, 4, 7, 8, 14, 21, 20, 16};
	unsigned at = dice_below(state, 100);
	unsigned score = 0;
	while (at >= weights[score])
		at -= weights[score++];
	return score;
}

static long day_of(uint64_t *state, const struct options *o, long row)
{
	static const unsigned char late[] = {0, 0, 0, 0, 1, 1, 2, 3, 8};
	long day = row * o->days / o->rows - late[dice_below(state, sizeof(late))];
	return day < 0 ? 0 : day;
}

/* The last column: what is said before it is the same with and without. */
static void put_step(const struct options *o, uint64_t *state, FILE *out)
{
	if (o->segments)
		fprintf(out, ",step %u", 1 + dice_below(state, o->segments));
}

static void put_channel(const struct options *o, uint64_t *state, FILE *out)
{
	if (o->segments)
		fprintf(out, "channel %u", 1 + dice_below(state, o->segments));
	else
		fputs_unlocked(dice_word(state, gen_channels), out);
}

static void put_row(const struct options *o, long row, const char (*dates)[11], FILE *out)
{
	uint64_t state = o->seed * 0x2545f4914f6cdd1du + (uint64_t)row * 0xd1342543de82ef95u;
	struct text t = {.len = 0};
	fwrite_unlocked(dates[day_of(&state, o, row)], 1, 10, out);
	putc_unlocked(',', out);
	put_channel(o, &state, out);
	putc_unlocked(',', out);
	text_customer(&t, o->seed, dice_below(&state, CUSTOMERS));
	put_field(&t, out);
	unsigned score = score_of(&state);
	fprintf(out, ",%u,", score);
	t.len = 0;
	text_comment(&t, &state, score <= 6 ? GEN_PAIN : score <= 8 ? GEN_NEUTRAL : GEN_PRAISE);
	put_field(&t, out);
	put_step(o, &state, out);
	putc_unlocked('\n', out);
}

static char (*make_dates(const struct options *o))[11]
{
	char(*dates)[11] = calloc((size_t)o->days, sizeof(*dates));
	for (long i = 0; dates && i < o->days; i++) {
		time_t then = o->end - (time_t)(o->days - 1 - i) * 86400;
		struct tm tm;
		gmtime_r(&then, &tm);
		(void)strftime(dates[i], sizeof(dates[i]), "%Y-%m-%d", &tm);
	}
	return dates;
}

static bool options_read(struct options *o, int argc, char **argv)
{
	struct tm end = {.tm_year = 126, .tm_mon = 10, .tm_mday = 20};
	int c;
	*o = (struct options){.seed = 1, .days = 730, .header = true};
	while ((c = getopt(argc, argv, "n:s:d:e:g:H")) != -1) {
		if (c == 'n')
			o->rows = strtol(optarg, NULL, 10);
		else if (c == 's')
			o->seed = strtoull(optarg, NULL, 10);
		else if (c == 'd')
			o->days = strtol(optarg, NULL, 10);
		else if (c == 'g')
			o->segments = (unsigned)strtoul(optarg, NULL, 10);
		else if (c == 'H')
			o->header = false;
		else if (c != 'e' || !strptime(optarg, "%Y-%m-%d", &end))
			return false;
	}
	o->end = timegm(&end);
	return optind == argc && o->rows >= 0 && o->rows <= rows_max && o->days >= 1 && o->days <= DAYS_MAX &&
	       o->segments <= SEGMENTS_MAX;
}

int main(int argc, char **argv)
{
	struct options o;
	if (!options_read(&o, argc, argv)) {
		(void)fputs("usage: gen_feedback -n ROWS [-s SEED] [-d DAYS] [-e YYYY-MM-DD] [-g SEGMENTS] "
		            "[-H]\n",
		        stderr);
		return 2;
	}
	char(*dates)[11] = make_dates(&o);
	if (!dates)
		return 1;
	if (o.header)
		(void)fputs(o.segments ? "date,channel,customer,score,comment,step\n"
		                       : "date,channel,customer,score,comment\n",
		        stdout);
	for (long row = 0; row < o.rows; row++)
		put_row(&o, row, (const char(*)[11])dates, stdout);
	free(dates);
	return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
