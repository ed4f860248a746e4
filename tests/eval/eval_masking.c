/* How well personal data is masked: made-up sentences in Dutch and English for each kind, with what has to go
 * between braces, and sentences in which nothing has to go. The rules were written with the sentences "known"
 * and "dev" in view; those of "final" are looked at for the figure only (EVAL_SHOW names the others). Streets
 * stand there as well: no rule promises them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>
#include <dagstart/base/vec.h>
#include <dagstart/domain/redact.h>

#include "comments.h"

/* In a hundred sentences. */
enum { MISSED_MOST = 3, TOO_MUCH_MOST = 3 };

static const char *const halves[] = {"known", "dev", "final"};
enum { HALVES = sizeof(halves) / sizeof(*halves), FINAL = 2 };
static const char not_promised[] = "street";

struct outcome {
	const char *kind;
	size_t sentences, pieces, missed, too_much;
};

struct eval {
	struct arena *arena;
	VEC(struct outcome) kinds[HALVES];
};

static char *next_cell(char **at, const char *ends)
{
	char *cell = *at, *end = cell + strcspn(cell, ends);
	*at = *end ? end + 1 : end;
	*end = '\0';
	return cell;
}

/* The sentence without its braces, \n read; marks[i] says whether byte i has to go. */
static char *read_sentence(struct arena *arena, const char *marked, char *marks, size_t *ret_pieces)
{
	struct str s = str_new(arena);
	char inside = 0;
	size_t pieces = 0;
	for (; *marked; marked++) {
		if (*marked == '{' || *marked == '}') {
			inside = *marked == '{';
			pieces += (size_t)inside;
			continue;
		}
		bool breaks = marked[0] == '\\' && marked[1] == 'n';
		marks[s.len] = inside;
		str_add_bytes(&s, breaks ? "\n" : marked, 1);
		marked += breaks;
	}
	*ret_pieces = pieces;
	return s.text;
}

static bool is_mask(const char *s)
{
	return strncmp(s, REDACT_MASK, strlen(REDACT_MASK)) == 0;
}

/* Which bytes of the sentence are gone: what stands between two masks is looked for behind the last place. */
static void find_gone(const char *text, const char *masked, char *gone)
{
	const char *at = text;
	memset(gone, 1, strlen(text));
	while (*masked) {
		if (is_mask(masked)) {
			masked += strlen(REDACT_MASK);
			continue;
		}
		const char *end = strstr(masked, REDACT_MASK);
		size_t len = end ? (size_t)(end - masked) : strlen(masked);
		const char *found = end ? NULL : text + strlen(text) - len;
		for (const char *s = at; !found && *s; s++)
			if (strncmp(s, masked, len) == 0)
				found = s;
		assert_non_null(found);
		memset(gone + (found - text), 0, len);
		at = found + len;
		masked += len;
	}
}

/* What is left of punctuation tells nothing. */
static bool tells(char c)
{
	return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

static struct outcome *outcome_of(struct eval *eval, size_t half, const char *kind)
{
	VEC_EACH(known, &eval->kinds[half])
		if (streq(known->kind, kind))
			return known;
	struct outcome *made = vec_add(eval->arena, &eval->kinds[half]);
	*made = (struct outcome){.kind = kind};
	return made;
}

static void judge(
        struct eval *eval, size_t half, const char *sentence, const char *customer, struct outcome *outcome)
{
	char marks[256] = {0}, gone[256] = {0};
	size_t pieces = 0;
	const char *text = read_sentence(eval->arena, sentence, marks, &pieces);
	const char *masked = redact_text(eval->arena, text, customer, NULL);
	bool missed = false, too_much = false;
	find_gone(text, masked, gone);
	for (size_t i = 0; text[i]; i++) {
		missed = missed || (marks[i] && !gone[i] && tells(text[i]));
		too_much = too_much || (!marks[i] && gone[i] && tells(text[i]));
	}
	if ((missed || too_much) && half != FINAL && getenv("EVAL_SHOW"))
		printf("  %s %s: %s -> %s\n", missed ? "missed" : "too much", outcome->kind, sentence,
		        masked);
	outcome->sentences++;
	outcome->pieces += pieces;
	outcome->missed += missed;
	outcome->too_much += too_much;
}

static void judge_all(struct eval *eval)
{
	size_t len = 0;
	char *at = file_read(eval->arena, EVAL_DATA "/masking.tsv", &len);
	assert_non_null(at);
	next_cell(&at, "\n");
	while (*at) {
		char *line = next_cell(&at, "\n");
		const char *kind = next_cell(&line, "\t"), *half = next_cell(&line, "\t");
		const char *customer = next_cell(&line, "\t");
		for (size_t i = 0; i < HALVES; i++)
			if (streq(half, halves[i]))
				judge(eval, i, line, customer, outcome_of(eval, i, kind));
	}
}

static void print_outcome(const char *half, const char *kind, const struct outcome *it)
{
	printf("%-5s %-14s %3zu sentences, %3zu pieces: missed in %zu, too much in %zu\n", half, kind,
	        it->sentences, it->pieces, it->missed, it->too_much);
}

static struct outcome print_half(struct eval *eval, size_t half)
{
	struct outcome all = {0};
	VEC_EACH(kind, &eval->kinds[half]) {
		print_outcome(halves[half], kind->kind, kind);
		if (streq(kind->kind, not_promised))
			continue;
		all.sentences += kind->sentences;
		all.pieces += kind->pieces;
		all.missed += kind->missed;
		all.too_much += kind->too_much;
	}
	print_outcome(halves[half], "all but streets", &all);
	return all;
}

static void masking_misses_little_and_masks_little_too_much(void **state)
{
	struct eval eval = {.arena = arena_new(NULL)};
	(void)state;
	judge_all(&eval);
	struct outcome all[HALVES];
	for (size_t i = 0; i < HALVES; i++)
		all[i] = print_half(&eval, i);
	for (size_t i = 0; i < HALVES; i++) {
		assert_true(all[i].sentences >= 150);
		assert_true(all[i].missed * 100 <= all[i].sentences * MISSED_MOST);
		assert_true(all[i].too_much * 100 <= all[i].sentences * TOO_MUCH_MOST);
	}
	arena_free(eval.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(masking_misses_little_and_masks_little_too_much),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
