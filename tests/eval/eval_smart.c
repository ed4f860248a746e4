/* How well the SMART check reads what teams type: sentences in Dutch and English, labelled before the rules
 * were written by a reader who had not seen them. Half of them are kept for the final figure: of those only
 * numbers and ids are printed. A part agrees as far as a reader would have said the same; kappa leaves out
 * what chance alone would give. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>
#include <dagstart/domain/smart.h>

enum { COLUMNS = 8, SENTENCE_BYTES = 512, PARTS = 4, SENTENCES_MIN = 200 };
/* In percent, both languages together: of all parts, and of each. */
enum { FINAL_AGREEMENT_MIN = 92, FINAL_PART_MIN = 88, FINAL_KAPPA_MIN = 80 };

static const char *const parts[PARTS] = {"who", "measure", "when", "effect"};
static const char *const languages[] = {"nl", "en"};

struct sentence {
	char line[SENTENCE_BYTES];
	const char *id, *split, *language, *text;
	bool label[PARTS];
	bool said[PARTS];
};

struct tally {
	double both, missed, too_much, neither;
};

static bool read_sentence(FILE *file, struct sentence *ret)
{
	char *columns[COLUMNS];
	if (!fgets(ret->line, sizeof(ret->line), file))
		return false;
	ret->line[strcspn(ret->line, "\n")] = '\0';
	char *rest = ret->line;
	for (size_t i = 0; i < COLUMNS; i++) {
		columns[i] = strsep(&rest, "\t");
		assert_non_null(columns[i]);
	}
	assert_null(rest);
	ret->id = columns[0];
	ret->split = columns[1];
	ret->language = columns[2];
	ret->text = columns[COLUMNS - 1];
	for (size_t i = 0; i < PARTS; i++)
		ret->label[i] = streq(columns[3 + i], "1");
	return true;
}

static void check(struct sentence *sentence)
{
	struct smart smart = smart_check(&(struct smart_input){.text = sentence->text});
	const bool said[PARTS] = {smart.who, smart.what, smart.when, smart.effect};
	memcpy(sentence->said, said, sizeof(said));
}

static size_t read_all(struct arena *arena, struct sentence **ret)
{
	struct sentence *all = arena_array_of(arena, struct sentence, 1000);
	size_t count = 0;
	FILE *file = fopen(EVAL_DATA "/smart-gold.tsv", "r");
	char head[SENTENCE_BYTES];
	assert_non_null(file);
	assert_non_null(fgets(head, sizeof(head), file));
	while (count < 1000 && read_sentence(file, &all[count]))
		check(&all[count++]);
	fclose(file);
	*ret = all;
	return count;
}

static struct tally tally_of(
        const struct sentence *all, size_t count, const char *split, const char *language, size_t part)
{
	struct tally t = {0};
	for (size_t i = 0; i < count; i++) {
		if (!streq(all[i].split, split) || (language && !streq(all[i].language, language)))
			continue;
		bool label = all[i].label[part], said = all[i].said[part];
		t.both += label && said;
		t.missed += label && !said;
		t.too_much += !label && said;
		t.neither += !label && !said;
	}
	return t;
}

static double total(const struct tally *t)
{
	return t->both + t->missed + t->too_much + t->neither;
}

static double agreement(const struct tally *t)
{
	return (t->both + t->neither) / total(t);
}

/* Cohen 1960, "A coefficient of agreement for nominal scales". */
static double kappa(const struct tally *t)
{
	double n = total(t);
	double yes = (t->both + t->missed) * (t->both + t->too_much) / n / n;
	double no = (t->neither + t->too_much) * (t->neither + t->missed) / n / n;
	return (agreement(t) - yes - no) / (1 - yes - no);
}

static void print_row(const char *split, const char *language, const char *part, const struct tally *t)
{
	double precision = t->both / (t->both + t->too_much), recall = t->both / (t->both + t->missed);
	printf("%-6s %-4s %-8s %5.0f  %5.1f %%   %5.1f %%  %5.1f %%  %5.2f  %5.2f\n", split, language, part,
	        total(t), 100 * agreement(t), 100 * precision, 100 * recall,
	        2 * precision * recall / (precision + recall), kappa(t));
}

static struct tally print_split(const struct sentence *all, size_t count, const char *split)
{
	struct tally whole = {0};
	for (size_t part = 0; part < PARTS; part++) {
		for (size_t l = 0; l < sizeof(languages) / sizeof(languages[0]); l++) {
			struct tally t = tally_of(all, count, split, languages[l], part);
			print_row(split, languages[l], parts[part], &t);
		}
		struct tally t = tally_of(all, count, split, NULL, part);
		print_row(split, "both", parts[part], &t);
		whole.both += t.both;
		whole.missed += t.missed;
		whole.too_much += t.too_much;
		whole.neither += t.neither;
	}
	print_row(split, "both", "all", &whole);
	return whole;
}

/* The words of a miss only where the rules may learn from them. */
static void print_misses(const struct sentence *all, size_t count, const char *split, bool with_words)
{
	for (size_t part = 0; part < PARTS; part++) {
		printf("%s, %s, missed (-) and too much (+):%s", split, parts[part], with_words ? "\n" : "");
		for (size_t i = 0; i < count; i++) {
			const struct sentence *s = &all[i];
			if (!streq(s->split, split) || s->label[part] == s->said[part])
				continue;
			char sign = s->label[part] ? '-' : '+';
			if (with_words)
				printf("  %c %s %s\n", sign, s->id, s->text);
			else
				printf(" %c%s", sign, s->id);
		}
		if (!with_words)
			printf("\n");
	}
}

static void the_check_agrees_with_a_reader(void **state)
{
	struct arena *arena = arena_new(NULL);
	struct sentence *all = NULL;
	size_t count = read_all(arena, &all);
	(void)state;
	assert_true(count >= SENTENCES_MIN);
	printf("%-6s %-4s %-8s %5s  %7s   %7s  %7s  %5s  %5s\n", "split", "lang", "part", "n", "agree",
	        "precis.", "recall", "F1", "kappa");
	print_split(all, count, "dev");
	print_misses(all, count, "dev", true);
	struct tally whole = print_split(all, count, "final");
	print_misses(all, count, "final", false);
	assert_true(100 * agreement(&whole) >= FINAL_AGREEMENT_MIN);
	assert_true(100 * kappa(&whole) >= FINAL_KAPPA_MIN);
	for (size_t part = 0; part < PARTS; part++) {
		struct tally t = tally_of(all, count, "final", NULL, part);
		assert_true(100 * agreement(&t) >= FINAL_PART_MIN);
	}
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(the_check_agrees_with_a_reader),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
