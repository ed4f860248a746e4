/* Measures terminal programs side by side: several cases, interleaved round by round, so that a busy machine
 * slows all of them alike; what counts are the ratios within one round. See usage() for the options. */
#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cases.h"
#include "session.h"
#include "stats.h"

enum { BASES_MAX = 4, ROUNDS_MAX = 1000 };

static const struct {
	const char *name;
	const char *head;
	int digits;
	bool idle; /* shown only when idling was watched */
} metrics[METRICS] = {
        [METRIC_PAINT] = {"paint_ms", "paint ms", 2, false},
        [METRIC_READY] = {"ready_ms", "ready ms", 2, false},
        [METRIC_KEY_P50] = {"key_p50_ms", "key p50", 2, false},
        [METRIC_KEY_P95] = {"key_p95_ms", "key p95", 2, false},
        [METRIC_KEY_P99] = {"key_p99_ms", "key p99", 2, false},
        [METRIC_KEY_BYTES] = {"key_bytes", "bytes/key", 0, false},
        [METRIC_HWM] = {"peak_kb", "VmHWM kB", 0, false},
        [METRIC_IDLE_CPU] = {"idle_cpu_ms", "cpu ms/s", 3, true},
        [METRIC_IDLE_BYTES] = {"idle_bytes", "bytes/s", 2, true},
        [METRIC_IDLE_WAKES] = {"idle_wakes", "wakes/s", 2, true},
};

/* All rounds of one case. */
struct record {
	double value[ROUNDS_MAX][METRICS];
	struct samples key_ms;
	int bad;
	const char *trouble;
};

struct bench {
	struct cases cases;
	struct session_options session;
	int rounds;
	int warmup;
	const char *bases[BASES_MAX];
	size_t base_count;
	const char *tsv;
	struct record *records;
};

static void run_round(struct bench *b, int round)
{
	struct session_options o = b->session;
	bool counts = round >= 0;
	/* A warm-up fills the caches of files and libraries, no more. */
	o.keys = counts;
	o.idle_s = counts ? o.idle_s : 0;
	for (size_t k = 0; k < b->cases.n; k++) {
		/* Each round begins with another case, so that no one always follows the same neighbour. */
		size_t i = (k + (size_t)(round + b->warmup)) % b->cases.n;
		struct session s = session_run(&b->cases.items[i], &o);
		struct record *r = &b->records[i];
		if (counts) {
			memcpy(r->value[round], s.value, sizeof(s.value));
			samples_add_all(&r->key_ms, &s.key_ms);
			r->bad += !s.good;
		}
		if (s.trouble)
			r->trouble = s.trouble;
		session_done(&s);
	}
}

/* Over all rounds: percentiles of keys from all keys, all else the median of the rounds. */
static double figure(const struct bench *b, struct record *r, enum metric m)
{
	struct samples s = {0};
	if (m == METRIC_KEY_P50 || m == METRIC_KEY_P95 || m == METRIC_KEY_P99)
		return samples_percentile(&r->key_ms, m == METRIC_KEY_P50   ? 50
		                                      : m == METRIC_KEY_P95 ? 95
		                                                            : 99);
	for (int i = 0; i < b->rounds; i++)
		samples_add(&s, r->value[i][m]);
	double median = samples_median(&s);
	samples_done(&s);
	return median;
}

/* The median of the ratios within each round. */
static double ratio(const struct bench *b, const struct record *r, const struct record *base, enum metric m)
{
	struct samples s = {0};
	for (int i = 0; i < b->rounds; i++)
		if (base->value[i][m] > 0)
			samples_add(&s, r->value[i][m] / base->value[i][m]);
	double median = samples_median(&s);
	samples_done(&s);
	return median;
}

static bool shown(const struct bench *b, int m)
{
	return !metrics[m].idle || b->session.idle_s > 0;
}

static void print_head(const struct bench *b, const char *title)
{
	printf("%-24s", title);
	for (int m = 0; m < METRICS; m++)
		if (shown(b, m))
			printf("%10s", metrics[m].head);
	putchar('\n');
}

static void print_value(double value, int digits)
{
	if (isnan(value))
		printf("%10s", "-");
	else
		printf("%10.*f", digits, value);
}

static void print_figures(struct bench *b)
{
	print_head(b, "case");
	for (size_t i = 0; i < b->cases.n; i++) {
		struct record *r = &b->records[i];
		printf("%-24s", b->cases.items[i].name);
		for (int m = 0; m < METRICS; m++)
			if (shown(b, m))
				print_value(figure(b, r, (enum metric)m), metrics[m].digits);
		if (r->trouble)
			printf("  ! %d of %d: %s", r->bad, b->rounds, r->trouble);
		putchar('\n');
	}
}

static void print_ratios(struct bench *b, const char *base)
{
	char title[64];
	const struct record *to = &b->records[cases_find(&b->cases, base)];
	snprintf(title, sizeof(title), "x %s", base);
	print_head(b, title);
	for (size_t i = 0; i < b->cases.n; i++) {
		printf("%-24s", b->cases.items[i].name);
		for (int m = 0; m < METRICS; m++)
			if (shown(b, m))
				print_value(ratio(b, &b->records[i], to, (enum metric)m), 2);
		putchar('\n');
	}
}

/* For programs: `figure CASE METRIC VALUE` and `ratio CASE METRIC VALUE BASE`, parted by tabs; `-` for none.
 */
static void write_value(FILE *out, const char *kind, const char *name, int m, double value)
{
	fprintf(out, "%s\t%s\t%s\t", kind, name, metrics[m].name);
	if (isnan(value))
		(void)fputs("-", out);
	else
		fprintf(out, "%.4f", value);
}

static bool write_tsv(struct bench *b)
{
	FILE *out = fopen(b->tsv, "we");
	if (!out) {
		perror(b->tsv);
		return false;
	}
	for (size_t i = 0; i < b->cases.n; i++)
		for (int m = 0; m < METRICS; m++) {
			const char *name = b->cases.items[i].name;
			write_value(out, "figure", name, m, figure(b, &b->records[i], (enum metric)m));
			(void)fputc('\n', out);
			for (size_t k = 0; k < b->base_count; k++) {
				const struct record *to = &b->records[cases_find(&b->cases, b->bases[k])];
				write_value(
				        out, "ratio", name, m, ratio(b, &b->records[i], to, (enum metric)m));
				fprintf(out, "\t%s\n", b->bases[k]);
			}
		}
	return fclose(out) == 0;
}

static int usage(void)
{
	(void)fputs("usage: latency [--cases FILE] [--case 'name | ready text | keys | command'] ...\n"
	            "  --rounds N (8)   --warmup N (1)   --size ROWSxCOLS (40x120)   --quit KEYS (q)\n"
	            "  --idle SECONDS   watch each case that long without keys\n"
	            "  --base NAME      give ratios to that case (up to four times)\n"
	            "  --tsv FILE       write all figures for programs\n",
	        stderr);
	return 2;
}

/* A whole number from `low` to `high` that ends at `end`; -1 when it is none. */
static int read_number(const char *text, char end, int low, int high)
{
	char *rest = NULL;
	long n = strtol(text, &rest, 10);
	return rest == text || *rest != end || n < low || n > high ? -1 : (int)n;
}

static bool read_size(struct session_options *o, const char *text)
{
	const char *x = strchr(text, 'x');
	o->rows = read_number(text, 'x', 1, 1000);
	o->cols = x ? read_number(x + 1, '\0', 1, 1000) : -1;
	return o->rows > 0 && o->cols > 0;
}

static bool read_option(struct bench *b, int c)
{
	switch (c) {
	case 'f':
		return cases_load(&b->cases, optarg);
	case 'c':
		return cases_add(&b->cases, optarg);
	case 'r':
		b->rounds = read_number(optarg, '\0', 1, ROUNDS_MAX);
		return b->rounds > 0;
	case 'w':
		b->warmup = read_number(optarg, '\0', 0, ROUNDS_MAX);
		return b->warmup >= 0;
	case 's':
		return read_size(&b->session, optarg);
	case 'i':
		b->session.idle_s = strtod(optarg, NULL);
		return b->session.idle_s >= 0;
	case 'q':
		b->session.quit = optarg;
		return true;
	case 't':
		b->tsv = optarg;
		return true;
	case 'b':
		if (b->base_count == BASES_MAX)
			return false;
		b->bases[b->base_count++] = optarg;
		return true;
	default:
		return false;
	}
}

static bool read_options(struct bench *b, int argc, char **argv)
{
	static const struct option options[] = {
	        {"cases", required_argument, NULL, 'f'},
	        {"case", required_argument, NULL, 'c'},
	        {"rounds", required_argument, NULL, 'r'},
	        {"warmup", required_argument, NULL, 'w'},
	        {"size", required_argument, NULL, 's'},
	        {"idle", required_argument, NULL, 'i'},
	        {"quit", required_argument, NULL, 'q'},
	        {"base", required_argument, NULL, 'b'},
	        {"tsv", required_argument, NULL, 't'},
	        {NULL, 0, NULL, 0},
	};
	int c;
	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1)
		if (!read_option(b, c))
			return false;
	for (size_t i = 0; i < b->base_count; i++)
		if (cases_find(&b->cases, b->bases[i]) < 0) {
			fprintf(stderr, "latency: no case %s\n", b->bases[i]);
			return false;
		}
	return optind == argc && b->cases.n > 0;
}

/* The programs get a plain terminal of known kind, whatever ours is. */
static void set_environment(void)
{
	static const char *const away[] = {"LINES", "COLUMNS", "NO_COLOR", "TMUX", "STY"};
	for (size_t i = 0; i < sizeof(away) / sizeof(away[0]); i++)
		unsetenv(away[i]);
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("ESCDELAY", "25", 1);
}

int main(int argc, char **argv)
{
	struct bench b = {.rounds = 8, .warmup = 1, .session = {.rows = 40, .cols = 120, .quit = "q"}};
	int bad = 0;
	if (!read_options(&b, argc, argv))
		return usage();
	b.records = calloc(b.cases.n, sizeof(*b.records));
	if (!b.records)
		return 1;
	set_environment();
	for (int round = -b.warmup; round < b.rounds; round++)
		run_round(&b, round);
	print_figures(&b);
	for (size_t i = 0; i < b.base_count; i++)
		print_ratios(&b, b.bases[i]);
	bool written = !b.tsv || write_tsv(&b);
	for (size_t i = 0; i < b.cases.n; i++) {
		bad += b.records[i].bad;
		samples_done(&b.records[i].key_ms);
	}
	cases_done(&b.cases);
	free(b.records);
	return written && bad == 0 ? 0 : 1;
}
