#include "turned.h"

#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>

#include "doubts.h"
#include "planner.h"

enum { TURNED_ROWS = 60, TURNED_COLUMNS = 4, GAPPED_ROWS = 3, CELL_BYTES = 400 };

static bool is_called(const struct planner *p, size_t column, const char *const *names, size_t count)
{
	struct piece words =
	        piece_trim(p->plan->columns.words[column], strlen(p->plan->columns.words[column]));
	for (size_t i = 0; i < count; i++)
		if (strlen(names[i]) == words.len && memcmp(names[i], words.text, words.len) == 0)
			return true;
	return false;
}

#define CALLED(p, column, names) is_called(p, column, names, sizeof(names) / sizeof((names)[0]))

static bool is_question_column(const struct planner *p, size_t column)
{
	static const char *const names[] = {"question", "question text", "question title", "question label",
	        "vraag", "vraagtekst", "vraag tekst", "frage", "fragetext", "frage text", "pregunta",
	        "domanda", "pergunta", "fraga", "spørgsmal", "sporgsmal", "spørsmal", "sporsmal", "kysymys",
	        "pytanie", "otazka", "вопрос", "soru", "質問"};
	const struct facts *f = &p->facts[column];
	return CALLED(p, column, names) && f->distinct >= 2 && f->distinct * 2 <= f->filled &&
	       f->numbers * 2 < f->filled;
}

static bool is_answer_column(const struct planner *p, size_t column)
{
	static const char *const names[] = {"answer", "answer text", "answer value", "response",
	        "response text", "response value", "value", "antwoord", "antwoordtekst", "antwort",
	        "antworttext", "reponse", "respuesta", "risposta", "resposta", "svar", "vastaus", "odpowiedz",
	        "odpoved", "ответ", "cevap", "回答"};
	return CALLED(p, column, names);
}

static bool is_long(const struct planner *p)
{
	bool asks = false, answers = false;
	for (size_t i = 0; i < p->plan->column_count; i++) {
		asks = asks || is_question_column(p, i);
		answers = answers || is_answer_column(p, i);
	}
	return asks && answers;
}

/* Whether a text is called as a column of answers is. */
static bool is_name(const struct planner *p, const char *text)
{
	static const enum column_role roles[] = {COLUMN_SCORE, COLUMN_COMMENT, COLUMN_DATE};
	struct name name = name_of(p->reader.scratch, text);
	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++)
		if (name_rank(&p->names, roles[i], &name) >= NAME_EXACT)
			return true;
	return doubt_is_question(text);
}

/* The names of columns stand below one another in the first column, and not beside one another in the first
 * row. */
static bool is_turned(const struct planner *p)
{
	size_t named = 0;
	const struct facts *first = &p->facts[0];
	if (p->table.count > TURNED_ROWS || p->table.columns < TURNED_COLUMNS ||
	        first->distinct < first->filled)
		return false;
	for (size_t i = 1; i < p->plan->column_count; i++)
		if (p->plan->headers > 0 && is_name(p, p->headers[i]))
			return false;
	for (size_t row = 0; row < p->table.count; row++) {
		struct piece cell = table_cell(&p->table, row, 0);
		named += cell.len > 0 && cell.len < CELL_BYTES &&
		         is_name(p, arena_strndup(p->reader.scratch, cell.text, cell.len));
	}
	return named >= 2 && named * 2 >= p->table.count;
}

static bool has_gaps(struct piece line)
{
	size_t gaps = 0;
	for (size_t i = 2; i < line.len; i++)
		gaps += line.text[i] != ' ' && line.text[i - 1] == ' ' && line.text[i - 2] == ' ';
	return gaps >= 2;
}

/* Each line but a few has two gaps or more, and the first has. */
static bool is_parted_by_blanks(const struct planner *p)
{
	size_t gapped = 0, count = p->table.count;
	if (p->plan->column_count != 1 || count < GAPPED_ROWS || !has_gaps(table_cell(&p->table, 0, 0)))
		return false;
	for (size_t row = 0; row < count; row++)
		gapped += has_gaps(table_cell(&p->table, row, 0));
	return gapped * 10 >= count * 8;
}

bool turned_refuse(const struct planner *p, struct err *err)
{
	const char *name = p->plan->name;
	bool is_told = p->options->columns[COLUMN_SCORE] || p->options->columns[COLUMN_COMMENT];
	if (is_told || p->plan->by_name || p->plan->column_count == 0)
		return true;
	if (is_long(p))
		return err_set(err, ERR_INPUT,
		        N_("each row of %s holds one question and its answer: make a pivot table of it, with "
		           "a "
		           "row for each respondent and a column for each question, and import that"),
		        "%s", name);
	if (is_turned(p))
		return err_set(err, ERR_INPUT,
		        N_("the questions of %s stand below one another, and who answered beside one "
		           "another: "
		           "transpose the table, so that each answer is a row, and import that"),
		        "%s", name);
	if (is_parted_by_blanks(p))
		return err_set(err, ERR_INPUT,
		        N_("only blanks part the cells of %s: save it as CSV, and import that"), "%s", name);
	return true;
}
