/* S6, what a configuration does with broken files and traps: each ends within a second of processor time and
 * 64 MB of memory, tells file, line and reason, and the store stays as it was. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>

#include "torture.h"

/* The checks of a sanitizer take their own time and memory. */
enum { CPU_S = TEST_COUNT(1, 20), MEMORY_MB = TEST_COUNT(64, 1024), MB = 1 << 20, LINES_MOST = 202 };

static void fill(FILE *f, const char *before, const char *text, int times, const char *after)
{
	fputs(before, f);
	for (int i = 0; i < times; i++)
		fputs(text, f);
	fputs(after, f);
}

/* Each level names the one before nine times. */
static void aliases(FILE *f)
{
	fputs("a0: &a0 [x, x, x, x, x, x, x, x, x]\n", f);
	for (int i = 1; i < 12; i++) {
		fprintf(f, "a%d: &a%d [", i, i);
		for (int k = 0; k < 9; k++)
			fprintf(f, "%s*a%d", k ? ", " : "", i - 1);
		fputs("]\n", f);
	}
}

static void merge_keys(FILE *f)
{
	fputs("base: &b {minutes: 15}\nagenda:\n  <<: *b\n", f);
}

static void itself(FILE *f)
{
	fputs("agenda: &a\n  again: *a\n", f);
}

static void anchors(FILE *f)
{
	for (int i = 0; i < 50000; i++)
		fprintf(f, "- &n%d x\n", i);
}

static void lists(FILE *f)
{
	fill(f, "agenda: ", "[", 100000, "\n");
}

static void maps(FILE *f)
{
	fill(f, "agenda: ", "{a: ", 20000, "\n");
}

static void indents(FILE *f)
{
	for (int i = 0; i < 500; i++)
		fprintf(f, "%*sa:\n", i, "");
}

static void dashes(FILE *f)
{
	fill(f, "agenda:\n  ", "- ", 60000, "x\n");
}

static void long_file(FILE *f)
{
	fill(f, "", "# nothing at all stands in this line, and in no other\n", 100000, "");
}

static void long_text(FILE *f)
{
	fill(f, "team:\n  name: \"", "wait and see ", 20 * MB / 13, "\"\n");
}

static void many_keys(FILE *f)
{
	for (int i = 0; i < 50000; i++)
		fprintf(f, "key%d: 1\n", i);
}

static void same_key(FILE *f)
{
	fputs("team:\n  name: One\n  name: Two\n", f);
}

static void open_quote(FILE *f)
{
	fputs("team:\n  name: \"never closed\n", f);
}

static void tabs(FILE *f)
{
	fputs("team:\n\tname: One\n", f);
}

static void two_documents(FILE *f)
{
	fputs("team:\n  name: One\n---\nteam:\n  name: Two\n", f);
}

static void tag(FILE *f)
{
	fputs("team:\n  name: !!python/object/apply:os.system [id]\n", f);
}

static void own_tag(FILE *f)
{
	fputs("team: !shell\n  name: x\n", f);
}

static void bad_bytes(FILE *f)
{
	fputs("team:\n  name: \"\xFF\xFE\"\n", f);
}

static void zeroes(FILE *f)
{
	fputs("team:\n  name: a", f);
	for (int i = 0; i < 1000; i++)
		fputc(0, f);
}

static void hidden(FILE *f)
{
	fputs("team:\n  name: \"a\u202Eb\"\n", f);
}

static void escape(FILE *f)
{
	fputs("team:\n  name: \"a\033]0;x\007\"\n", f);
}

static void list_for_map(FILE *f)
{
	fputs("- team\n- metrics\n", f);
}

static void map_for_text(FILE *f)
{
	fputs("team:\n  name: {a: 1}\n", f);
}

static void text_for_number(FILE *f)
{
	fputs("privacy:\n  threshold: many\n", f);
}

static void huge_number(FILE *f)
{
	fill(f, "privacy:\n  threshold: ", "9", 400, "\n");
}

static void unknown(FILE *f)
{
	fputs("privcy:\n  threshold: 5\n", f);
}

static void picture(FILE *f)
{
	fwrite("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 1, 16, f);
}

static const struct {
	const char *name;
	void (*make)(FILE *f);
	int line; /* where it is; 0: the file as a whole */
} files[] = {
        {"aliases", aliases, 1},
        {"merge-keys", merge_keys, 1},
        {"itself", itself, 1},
        {"anchors", anchors, 1},
        {"lists", lists, 1},
        {"maps", maps, 1},
        {"indents", indents, 65},
        {"dashes", dashes, 2},
        {"long-file", long_file, 0},
        {"long-text", long_text, 0},
        {"many-keys", many_keys, 1},
        {"same-key", same_key, 3},
        {"open-quote", open_quote, 3},
        {"tabs", tabs, 2},
        {"two-documents", two_documents, 3},
        {"tag", tag, 2},
        {"own-tag", own_tag, 1},
        {"bad-bytes", bad_bytes, 2},
        {"zeroes", zeroes, 2},
        {"hidden", hidden, 2},
        {"escape", escape, 2},
        {"list-for-map", list_for_map, 1},
        {"map-for-text", map_for_text, 2},
        {"text-for-number", text_for_number, 2},
        {"huge-number", huge_number, 2},
        {"unknown", unknown, 1},
        {"picture", picture, 1},
};

static long memory_mb(void)
{
	struct rusage used;
	getrusage(RUSAGE_CHILDREN, &used);
	return used.ru_maxrss / 1024;
}

/* What was not as it should be; "" nothing. */
static const char *wrong(const struct run *r, size_t i, double cpu)
{
	char place[64];
	snprintf(place, sizeof(place), "%s.yaml%s", files[i].name, files[i].line ? ":" : " ");
	const char *at = strstr(r->err, place);
	if (r->code != 1)
		return "another exit code than 1";
	if (!at || strlen(at) < strlen(place) + 8)
		return "the file is not named, or no reason";
	if (files[i].line && atoi(at + strlen(place)) != files[i].line)
		return "another line";
	if (cpu > CPU_S || memory_mb() > MEMORY_MB)
		return "too much time or memory";
	int lines = 0;
	for (const char *s = r->err; *s; s++) {
		if ((unsigned char)*s < ' ' && *s != '\n')
			return "control characters on the screen";
		lines += *s == '\n';
	}
	return lines <= LINES_MOST ? "" : "no end of words";
}

static bool check(struct scratch *s, size_t i)
{
	char name[64];
	snprintf(name, sizeof(name), "%s.yaml", files[i].name);
	const char *path = scratch_path(s, name);
	FILE *f = fopen(path, "we");
	assert_non_null(f);
	files[i].make(f);
	assert_int_equal(fclose(f), 0);
	double before = torture_child_cpu();
	struct run r = torture_run(s,
	        (const char *[]){"--lang", "en", "--config", path, "decision", "add", "must not be", NULL});
	double cpu = torture_child_cpu() - before;
	const char *what = wrong(&r, i, cpu);
	print_message("%-20s %5.2f s %3ld MB\n", name, cpu, memory_mb());
	if (*what)
		print_error("%s: %s\n%.2000s%.2000s\n", name, what, r.out, r.err);
	run_done(&r);
	unlink(path);
	return !*what && torture_decisions(s, "must not be") == 0;
}

static void test_configurations(void **state)
{
	struct scratch *s = *state;
	bool good = true;
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
		good = check(s, i) && good;
	assert_true(good);
	torture_must_be_sound(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(test_configurations, torture_setup, torture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
