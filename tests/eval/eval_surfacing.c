/* How soon does a new complaint come up? Real comments in a seeded order as the background of each day; from
 * one day on a complaint is planted among them, one to three times a day, worded as several people would. On
 * many days the finder looks, with what it has until then. Printed: the days until something rising is mostly
 * the planted complaint, in how many runs that took longer than LOOK days, and how often a month something
 * rises where nothing was planted; with 95 % intervals. The rules were made with the complaints "dev" in
 * view, those of "final" are for the figure only. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/random.h>
#include <dagstart/base/str.h>
#include <dagstart/base/vec.h>

#include "comments.h"
#include "domain/pain_rising.h"

enum {
	FIRST_DAY = 20000,
	HISTORY = 150, /* days before the planting: the finder reads half a year */
	LOOK = 21, /* days that the complaint has to come up in */
	QUIET = 30, /* days without one */
	WORDINGS_MAX = 16,
	SEEN_MAX = 64,
	SEEDS = 10, /* years of comments, of each source and rate */
	SEEDS_FEW = 3, /* of those for what is said more often: it is soon clear */
	TIMES_MAX = 3,
	PLANTED_MAX = 32,
	LATE = LOOK + 1,
};

static const int rates[] = {20, 100};
static const int looks[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 18, LOOK};

struct planted {
	const char *half, *source, *name;
	const char *wordings[WORDINGS_MAX];
	uint32_t count;
};

typedef VEC(struct planted) planted_list;

struct world {
	struct arena *arena;
	const struct source *source;
	struct pain_comment *said;
	size_t *planted; /* of each: the complaint + 1, 0 a comment of the background */
	size_t count;
	struct random dice;
};

/* The files are read once; the processes that work share them. */
struct eval {
	struct arena *arena;
	const struct pain_language *languages;
	planted_list planted;
	struct pain_comment *pools[8];
	size_t pool_counts[8];
};

/* One order of comments: every complaint is planted in it, one after the other. */
struct job {
	size_t source;
	int rate;
	uint64_t seed;
	int days[PLANTED_MAX][TIMES_MAX]; /* to surface, LATE when it did not, 0 not tried */
	int false_ones; /* in a month without one */
};

enum { JOBS = 2 * 2 * SEEDS };

static char *next_cell(char **at, const char *ends)
{
	char *cell = *at, *end = cell + strcspn(cell, ends);
	*at = *end ? end + 1 : end;
	*end = '\0';
	return cell;
}

static planted_list read_planted(struct arena *arena)
{
	planted_list list = {0};
	size_t len = 0;
	char *at = file_read(arena, EVAL_DATA "/planted.tsv", &len);
	assert_non_null(at);
	next_cell(&at, "\n");
	while (*at) {
		char *line = next_cell(&at, "\n");
		const char *half = next_cell(&line, "\t"), *source = next_cell(&line, "\t");
		const char *name = next_cell(&line, "\t");
		if (list.count == 0 || !streq(list.items[list.count - 1].name, name))
			*vec_add(arena, &list) =
			        (struct planted){.half = half, .source = source, .name = name};
		struct planted *it = &list.items[list.count - 1];
		assert_true(it->count < WORDINGS_MAX);
		it->wordings[it->count++] = line;
	}
	return list;
}

static void say_background(struct world *w, const struct eval *eval, const struct job *job)
{
	size_t count = eval->pool_counts[job->source], days = HISTORY + QUIET;
	struct pain_comment *pool = arena_memdup(w->arena, eval->pools[job->source], count * sizeof(*pool));
	for (size_t i = count; i > 1; i--) {
		size_t k = random_below(&w->dice, (uint32_t)i);
		struct pain_comment swapped = pool[i - 1];
		pool[i - 1] = pool[k];
		pool[k] = swapped;
	}
	for (size_t i = 0; i < days * (size_t)job->rate; i++) {
		struct pain_comment *c = &w->said[w->count++];
		*c = pool[i % count];
		c->day = FIRST_DAY + (int32_t)(i / (size_t)job->rate);
		c->is_pain = c->score < w->source->pain_below;
	}
}

/* So often as it is said at most; not heard before it is planted. */
static void say_planted(struct world *w, const struct eval *eval)
{
	for (size_t p = 0; p < eval->planted.count; p++) {
		const struct planted *it = &eval->planted.items[p];
		for (int i = 0; streq(it->source, w->source->file) && i < TIMES_MAX * LOOK; i++) {
			w->planted[w->count] = p + 1;
			w->said[w->count++] = (struct pain_comment){
			        .text = it->wordings[random_below(&w->dice, it->count)], .score = 1};
		}
	}
}

static struct world world_new(struct arena *arena, const struct eval *eval, const struct job *job)
{
	struct world w = {.arena = arena, .source = &sources[job->source], .dice = random_seeded(job->seed)};
	size_t room = (size_t)(HISTORY + QUIET) * (size_t)job->rate + eval->planted.count * TIMES_MAX * LOOK;
	w.said = arena_array_of(arena, struct pain_comment, room);
	w.planted = arena_array_of(arena, size_t, room);
	say_background(&w, eval, job);
	say_planted(&w, eval);
	return w;
}

/* This complaint is said so many times a day from the end of the history on, and no other. */
static void plant(struct world *w, size_t complaint, int times)
{
	int said = 0;
	for (size_t i = 0; i < w->count; i++) {
		if (!w->planted[i])
			continue;
		bool is_said = w->planted[i] == complaint + 1 && said < times * LOOK;
		w->said[i].is_pain = is_said;
		w->said[i].day = is_said ? FIRST_DAY + HISTORY + said++ / times : 0;
	}
}

/* The words of a whole run are brought together once, since that is slow: what rises on a day is counted in
 * what was said until then. */
static const struct pain_terms *read_terms(
        const struct world *w, struct arena *arena, const struct pain_language *languages)
{
	const struct pain_input input = {.languages = languages, .comments = w->said, .count = w->count};
	return pain_terms_make(arena, pain_text_read(arena, &input));
}

/* What rises on this day, as pain_find() has it; its groups of all complaints aren't needed for that. */
static struct pain_rising *look(
        const struct world *w, struct arena *arena, const struct pain_terms *terms, int32_t day)
{
	const struct pain_input input = {
	        .comments = w->said, .count = w->count, .today = day, .window_days = 30};
	return pain_rising_find(arena, terms, &input);
}

/* The complaints that a rise is made of, and those of them that were planted. */
static size_t members(const struct world *w, const struct pain_rising *rising, const struct pain_rise *rise,
        size_t *ret_planted)
{
	size_t count = 0;
	*ret_planted = 0;
	for (size_t i = 0; i < w->count; i++)
		if (rising->of_comment[i] & rise->features && w->said[i].is_pain) {
			count++;
			*ret_planted += w->planted[i] != 0;
		}
	return count;
}

static bool has_surfaced(const struct world *w, const struct pain_terms *terms, int32_t day)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
	const struct pain_rising *rising = look(w, arena, terms, day);
	for (size_t i = 0; i < rising->count; i++) {
		size_t of_it, all = members(w, rising, &rising->rises[i], &of_it);
		if (of_it >= PAIN_SUPPORT && 2 * of_it >= all)
			return true;
	}
	return false;
}

static int days_to_surface(struct world *w, const struct pain_terms *terms, size_t complaint, int times)
{
	plant(w, complaint, times);
	for (size_t i = 0; i < sizeof(looks) / sizeof(*looks); i++)
		if (looks[i] * times >= PAIN_SUPPORT &&
		        has_surfaced(w, terms, FIRST_DAY + HISTORY + looks[i] - 1))
			return looks[i];
	return LATE;
}

struct seen {
	uint32_t terms[SEEN_MAX];
	size_t count;
};

static bool is_new(struct seen *seen, uint32_t term)
{
	for (size_t i = 0; i < seen->count; i++)
		if (seen->terms[i] == term)
			return false;
	if (seen->count < SEEN_MAX)
		seen->terms[seen->count++] = term;
	return true;
}

/* Each by its most telling word: what rises on several days is told once. */
static int new_rises(const struct world *w, const struct pain_terms *terms, int32_t day, struct seen *seen)
{
	CLEANUP(arena_cleanup) struct arena *scratch = arena_new(NULL);
	const struct pain_rising *rising = look(w, scratch, terms, day);
	int count = 0;
	for (size_t i = 0; i < rising->count; i++) {
		const struct pain_rise *rise = &rising->rises[i];
		size_t planted;
		if (members(w, rising, rise, &planted) < PAIN_SUPPORT || !is_new(seen, rise->terms[0]))
			continue;
		count++;
	}
	return count;
}

static void do_job(const struct eval *eval, struct job *job)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
	struct world w = world_new(arena, eval, job);
	const struct pain_terms *terms = read_terms(&w, arena, eval->languages);
	struct seen seen = {0};
	for (int32_t day = 0; day < QUIET; day++)
		job->false_ones += new_rises(&w, terms, FIRST_DAY + HISTORY + day, &seen);
	for (size_t p = 0; p < eval->planted.count; p++)
		for (int times = 1;
		        streq(eval->planted.items[p].source, w.source->file) && times <= TIMES_MAX; times++)
			if (times == 1 || job->seed <= SEEDS_FEW)
				job->days[p][times - 1] = days_to_surface(&w, terms, p, times);
}

static size_t source_of(const char *file)
{
	size_t i = 0;
	while (i < source_count && !streq(sources[i].file, file))
		i++;
	assert_true(i < source_count);
	return i;
}

static void make_jobs(struct job *jobs)
{
	static const char *const files[] = {"thuisbezorgd-reviews-nl.csv", "airline-tweets-en.csv"};
	size_t count = 0;
	for (uint64_t seed = 1; seed <= SEEDS; seed++)
		for (size_t r = 0; r < 2; r++)
			for (size_t i = 0; i < 2; i++)
				jobs[count++] = (struct job){
				        .source = source_of(files[i]), .rate = rates[r], .seed = seed};
}

/* The next one that nobody does yet. */
static void work(const struct eval *eval, struct job *jobs, atomic_size_t *next)
{
	for (size_t i; (i = atomic_fetch_add(next, 1)) < JOBS;)
		do_job(eval, &jobs[i]);
}

/* On all processors; the jobs lie in memory that the processes share. */
static void do_jobs(const struct eval *eval, struct job *jobs, atomic_size_t *next)
{
	long workers = sysconf(_SC_NPROCESSORS_ONLN);
	workers = workers < 1 ? 1 : workers > 8 ? 8 : workers;
	for (long w = 0; w < workers; w++) {
		pid_t child = fork();
		assert_true(child >= 0);
		if (child > 0)
			continue;
		work(eval, jobs, next);
		fflush(stdout);
		_exit(0);
	}
	for (int status; wait(&status) > 0;)
		assert_int_equal(status, 0);
}

struct share {
	double is, from, to;
};

/* Wilson 95 %. */
static struct share share_of(size_t part, size_t all)
{
	double n = (double)all, p = (double)part / n, z2 = 1.96 * 1.96;
	double middle = (p + z2 / (2 * n)) / (1 + z2 / n);
	double half = 1.96 * sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n);
	return (struct share){100 * p, 100 * fmax(0, middle - half), 100 * (middle + half)};
}

static int compare_ints(const void *left, const void *right)
{
	const int *a = left, *b = right;
	return (*a > *b) - (*a < *b);
}

static void print_late(const struct eval *eval, const struct job *jobs, int rate, int times)
{
	for (size_t p = 0; p < eval->planted.count; p++) {
		size_t of_it = 0, late = 0;
		for (size_t i = 0; i < JOBS; i++) {
			bool tried = jobs[i].rate == rate && jobs[i].days[p][times - 1];
			of_it += tried;
			late += tried && jobs[i].days[p][times - 1] == LATE;
		}
		if (late && streq(eval->planted.items[p].half, "dev"))
			printf("   %s: %zu of %zu not\n", eval->planted.items[p].name, late, of_it);
	}
}

/* `half` NULL: both. */
static int print_cell(const struct eval *eval, const struct job *jobs, const char *half, int rate, int times)
{
	int days[JOBS * PLANTED_MAX];
	size_t n = 0, missed = 0;
	for (size_t i = 0; i < JOBS; i++)
		for (size_t p = 0; jobs[i].rate == rate && p < eval->planted.count; p++) {
			int day = jobs[i].days[p][times - 1];
			if (!day || (half && !streq(eval->planted.items[p].half, half)))
				continue;
			days[n++] = day;
			missed += day == LATE;
		}
	assert_true(n > 0);
	qsort(days, n, sizeof(int), compare_ints);
	struct share share = share_of(missed, n);
	printf("%-5s %3d a day, planted %d a day: median %2d days, 9 in 10 within %2d; not within %d: %4.1f "
	       "%% "
	       "(%.0f to %.0f) of %zu\n",
	        half ? half : "both", rate, times, days[n / 2], days[n * 9 / 10], LOOK, share.is, share.from,
	        share.to, n);
	return days[n / 2];
}

static double print_false(const struct job *jobs, size_t source, int rate)
{
	double n = 0, found = 0, squares = 0;
	for (size_t i = 0; i < JOBS; i++)
		if (jobs[i].rate == rate && jobs[i].source == source) {
			n++;
			found += jobs[i].false_ones;
			squares += (double)jobs[i].false_ones * jobs[i].false_ones;
		}
	double mean = found / n, error = 1.96 * sqrt((squares / n - mean * mean) / n);
	printf("%3d a day, nothing planted, %s: %.2f false a month (+- %.2f)\n", rate, sources[source].file,
	        mean, error);
	return mean;
}

static void print_all(const struct eval *eval, const struct job *jobs)
{
	static const char *const parts[] = {"dev", "final", NULL};
	for (size_t h = 0; h < 3; h++)
		for (size_t r = 0; r < 2; r++)
			for (int times = 1; times <= TIMES_MAX; times++) {
				int median = print_cell(eval, jobs, parts[h], rates[r], times);
				assert_true(times == 1 || median <= 7);
				if (getenv("EVAL_SHOW") && h == 0)
					print_late(eval, jobs, rates[r], times);
			}
	for (size_t r = 0; r < 2; r++) {
		double dutch = print_false(jobs, source_of("thuisbezorgd-reviews-nl.csv"), rates[r]);
		double english = print_false(jobs, source_of("airline-tweets-en.csv"), rates[r]);
		assert_true(dutch <= 1 && english <= 1);
	}
}

static void a_new_complaint_comes_up(void **state)
{
	struct eval *eval = *state;
	struct shared {
		atomic_size_t next;
		struct job jobs[JOBS];
	};
	if (!comments_there())
		skip();
	eval->languages = languages_read(eval->arena);
	eval->planted = read_planted(eval->arena);
	assert_true(eval->planted.count <= PLANTED_MAX);
	for (size_t i = 0; i < source_count; i++)
		eval->pool_counts[i] = comments_read(eval->arena, &sources[i], &eval->pools[i]);
	struct shared *shared =
	        mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	assert_true(shared != MAP_FAILED);
	make_jobs(shared->jobs);
	do_jobs(eval, shared->jobs, &shared->next);
	print_all(eval, shared->jobs);
	munmap(shared, sizeof(*shared));
}

static int setup(void **state)
{
	struct arena *arena = arena_new(NULL);
	struct eval *eval = arena_new_of(arena, struct eval);
	eval->arena = arena;
	*state = eval;
	return 0;
}

static int teardown(void **state)
{
	struct eval *eval = *state;
	arena_free(eval->arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(a_new_complaint_comes_up, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
