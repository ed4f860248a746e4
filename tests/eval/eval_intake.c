/* What the importer makes of every open file: a table of what was recognised, counts and seconds. Each file
 * goes into a fresh store, twice: the second time nothing of it may be new. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/clock.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>
#include <dagstart/base/vec.h>
#include <dagstart/config/problems.h>
#include <dagstart/config/words.h>
#include <dagstart/intake/intake.h>
#include <dagstart/store/store.h>

enum { FILE_WIDTH = 28, COLUMN_WIDTH = 16, TOLD = 100 };

struct bench {
	struct arena *arena;
	struct words words;
	struct clock clock;
	char folder[64];
};

struct outcome {
	struct intake_report report;
	struct err err;
	bool done;
	double seconds;
	int64_t again; /* new rows of the same file once more */
};

static int setup(void **state)
{
	struct arena *arena = arena_new(NULL);
	struct bench *b = arena_new_of(arena, struct bench);
	struct problems problems = problems_new(arena);
	b->arena = arena;
	strcpy(b->folder, "/tmp/dagstart-eval-XXXXXX");
	*state = b;
	return mkdtemp(b->folder) && words_load(arena, NULL, &b->words, &problems) ? 0 : -1;
}

static int teardown(void **state)
{
	struct bench *b = *state;
	rmdir(b->folder);
	arena_free(b->arena);
	return 0;
}

static struct outcome take(struct bench *b, const char *path)
{
	static const char *const ends[] = {"", "-wal", "-shm"};
	const char *file = arena_printf(b->arena, "%s/team.db", b->folder);
	const struct store_options options = {.path = file, .create = true, .clock = &b->clock};
	const struct intake_options how = {
	        .path = path, .words = &b->words, .today = clock_day(clock_now_ms(&b->clock)), .now_ms = 1};
	struct outcome o = {.done = false};
	struct store *store = NULL;
	assert_true(store_open(b->arena, &options, &store, &o.err));
	int64_t begin = clock_mono_ms(&b->clock);
	o.done = intake_import(store, b->arena, &how, &o.report, &o.err);
	o.seconds = (double)(clock_mono_ms(&b->clock) - begin) / 1000;
	if (o.done) {
		struct intake_report again;
		struct err err = {0};
		assert_true(intake_import(store, b->arena, &how, &again, &err));
		o.again = again.imported;
	}
	store_close(store);
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		unlink(arena_printf(b->arena, "%s%s", file, ends[i]));
	return o;
}

static const char *column(struct bench *b, const struct outcome *o, enum column_role role)
{
	for (size_t i = 0; i < o->report.column_count; i++) {
		const struct intake_column *c = &o->report.columns[i];
		bool main = role != COLUMN_SCORE || !c->metric || streq(c->metric, o->report.metric);
		if (c->role != role || c->further || !main)
			continue;
		const char *header = strempty(c->header) ? arena_printf(b->arena, "%zu", i + 1) : c->header;
		return text_cut(b->arena, text_clean(b->arena, header, TEXT_ONE_LINE), COLUMN_WIDTH, false);
	}
	return "-";
}

static void put(struct bench *b, const char *text, int width)
{
	printf("%s ", text_pad(b->arena, text, width));
}

static void print_row(struct bench *b, const char *name, const struct outcome *o)
{
	const struct intake_report *r = &o->report;
	put(b, name, FILE_WIDTH);
	put(b, str_or(r->tool, "-"), 15);
	put(b, str_or(r->encoding, "-"), 12);
	put(b, strempty(r->delimiter) ? "-" : *r->delimiter == '\t' ? "tab" : r->delimiter, 3);
	put(b, arena_printf(b->arena, "%d", r->header_rows), 1);
	put(b, column(b, o, COLUMN_SCORE), COLUMN_WIDTH);
	put(b, str_or(r->metric, "-"), 12);
	put(b, str_or(r->scale, "-"), 5);
	put(b, column(b, o, COLUMN_COMMENT), COLUMN_WIDTH);
	put(b, column(b, o, COLUMN_DATE), COLUMN_WIDTH);
	put(b, str_or(r->date_order, "-"), 4);
	printf("%7lld %7lld %4lld %4lld %5lld %6.2f\n", (long long)r->records, (long long)r->imported,
	        (long long)r->duplicates, (long long)r->refused, (long long)r->empty, o->seconds);
	if (!o->done)
		printf("    %s%s\n", o->err.code == ERR_QUESTION ? "asks: " : "refuses: ",
		        text_cut(b->arena, text_clean(b->arena, err_text(b->arena, &o->err), TEXT_ONE_LINE),
		                TOLD, false));
}

static void print_head(void)
{
	printf("%-*s %-15s %-12s %-3s %s %-*s %-12s %-5s %-*s %-*s %-4s %7s %7s %4s %4s %5s %6s\n",
	        FILE_WIDTH, "file", "tool", "encoding", "del", "h", COLUMN_WIDTH, "score", "metric", "scale",
	        COLUMN_WIDTH, "comment", COLUMN_WIDTH, "date", "date", "records", "new", "dup", "ref",
	        "empty", "sec");
}

static int by_name(const void *a, const void *b)
{
	const char *const *one = a, *const *other = b;
	return strcmp(*one, *other);
}

/* Files of a folder, sorted; 0 where it is not to be had. */
static size_t files_in(struct bench *b, const char *folder, const char ***ret)
{
	VEC(const char *) list = {0};
	DIR *dir = opendir(folder);
	for (const struct dirent *entry; dir && (entry = readdir(dir));) {
		struct stat st;
		const char *path = arena_printf(b->arena, "%s/%s", folder, entry->d_name);
		size_t len = strlen(path);
		bool is_index = len > 3 && streq(path + len - 3, ".md");
		if (entry->d_name[0] != '.' && !is_index && stat(path, &st) == 0 && S_ISREG(st.st_mode))
			*vec_add(b->arena, &list) = path;
	}
	if (dir)
		closedir(dir);
	if (list.count)
		qsort(list.items, list.count, sizeof(*list.items), by_name);
	*ret = list.items;
	return list.count;
}

static const char *name_of(const char *path)
{
	return strrchr(path, '/') + 1;
}

static void table(struct bench *b, const char *folder)
{
	const char **files = NULL;
	size_t count = files_in(b, folder, &files);
	if (!count)
		skip();
	print_head();
	for (size_t i = 0; i < count; i++) {
		struct outcome o = take(b, files[i]);
		print_row(b, name_of(files[i]), &o);
		assert_int_equal(o.again, 0);
		/* A question or a reason, never anything else. */
		assert_true(o.done || o.err.code == ERR_QUESTION || o.err.code == ERR_INPUT);
		assert_int_equal(o.done ? 0 : o.report.imported, 0);
	}
}

static void feedback(void **state)
{
	table(*state, FEEDBACK);
}

static void spectrum(void **state)
{
	table(*state, SUITES "/csv-spectrum/csvs");
}

static void unicode(void **state)
{
	table(*state, SUITES "/unicode");
}

static void fixtures(void **state)
{
	table(*state, FIXTURES);
}

/* Too many for a table: what became of each kind. */
static void json(void **state)
{
	struct bench *b = *state;
	const char **files = NULL;
	int done[256] = {0}, refused[256] = {0};
	double slowest = 0;
	size_t count = files_in(b, SUITES "/json/parsing", &files);
	if (!count)
		skip();
	for (size_t i = 0; i < count; i++) {
		struct outcome o = take(b, files[i]);
		unsigned char kind = (unsigned char)name_of(files[i])[0];
		(o.done ? done : refused)[kind]++;
		slowest = o.seconds > slowest ? o.seconds : slowest;
		if (kind == 'n' && o.done)
			fail_msg("%s was taken in", files[i]);
	}
	for (const char *kind = "yni"; *kind; kind++)
		printf("%c_*: %d taken in as records, %d refused or asked about\n", *kind,
		        done[(unsigned char)*kind], refused[(unsigned char)*kind]);
	printf("slowest: %.2f s\n", slowest);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(feedback, setup, teardown),
	        cmocka_unit_test_setup_teardown(fixtures, setup, teardown),
	        cmocka_unit_test_setup_teardown(spectrum, setup, teardown),
	        cmocka_unit_test_setup_teardown(unicode, setup, teardown),
	        cmocka_unit_test_setup_teardown(json, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
