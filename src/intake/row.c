#include "row.h"

#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>
#include <dagstart/domain/redact.h>
#include <dagstart/store/voice.h>

#include "markup.h"
#include "record.h"
#include "said.h"
#include "scale.h"
#include "shown.h"
#include "themes.h"

enum { NAME_BYTES = 120, SHOWN_WIDTH = 40, PART_BYTES = 40 };

struct row_reader *row_reader_new(struct store *store, struct arena *arena, const struct plan *plan,
        const struct intake_options *options)
{
	struct row_reader *reader = arena_new_of(arena, struct row_reader);
	reader->plan = plan;
	reader->options = options;
	reader->store = store;
	reader->arena = arena;
	reader->missing = &plan->missing;
	reader->dates.utc = plan->utc;
	if (options->rule_count > 0)
		reader->themes = theme_index_new(arena, options->rules, options->rule_count);
	return reader;
}

static struct piece cell_of(
        const struct row_reader *reader, const struct record *record, enum column_role role)
{
	int column = reader->plan->columns.of[role];
	if (column == NO_COLUMN)
		return (struct piece){"", 0};
	return record_piece(record, (size_t)column);
}

static bool refuse(const struct row_reader *reader, struct err *why, const char *message, struct piece cell,
        const char *more)
{
	const char *shown = shown_text(reader->scratch, cell.text, cell.len, "", SHOWN_WIDTH);
	return err_set(why, ERR_INPUT, message, "“%s”%s%s%s", shown, more ? " (" : "", more ? more : "",
	        more ? ")" : "");
}

static bool is_code(const struct plan_score *score, double value)
{
	for (size_t i = 0; i < score->code_count; i++)
		if (score->codes[i] == value)
			return true;
	return false;
}

/* The score of a cell; false with a reason. */
static bool read_value(struct row_reader *reader, struct piece cell, const struct plan_score *plan,
        double *ret, struct err *why)
{
	const struct metric *metric = &plan->metric;
	double of = metric->scale_max;
	if (plan->words != NO_SCALE)
		return word_scales_value(&reader->plan->scales, plan->words, reader->scratch, cell, ret) ||
		       refuse(reader, why, N_("the word %s is not on the scale of its column"), cell, NULL);
	if (value_score(cell, ret, &of) == SCORE_NONE)
		return refuse(reader, why, N_("the score %s is not a number"), cell, NULL);
	if (is_code(plan, *ret))
		return true;
	if (of != metric->scale_max || !metric_accepts(metric, *ret))
		return refuse(reader, why, N_("the score %s is not on its scale"), cell, plan->text);
	return true;
}

/* A word for nothing may be an answer on a scale of words: "no". */
static bool is_no_answer(struct row_reader *reader, struct piece cell, const struct plan_score *plan)
{
	double value;
	if (!row_is_missing(reader, cell))
		return false;
	return plan->words == NO_SCALE || cell.len == 0 ||
	       !word_scales_value(&reader->plan->scales, plan->words, reader->scratch, cell, &value);
}

static bool add_answer(struct row_reader *reader, struct feedback *feedback, struct piece cell,
        const struct plan_score *plan, struct err *why)
{
	double score;
	if (is_no_answer(reader, cell, plan))
		return true;
	if (!read_value(reader, cell, plan, &score, why))
		return false;
	if (is_code(plan, score))
		return true;
	struct answer *answer = &feedback->answers[feedback->answer_count++];
	*answer = (struct answer){.metric_id = plan->metric.id, .score = score};
	if (feedback->answer_count == 1)
		feedback->mood = metric_mood(&plan->metric, score);
	return true;
}

static const struct row_named *named_metric(
        struct row_reader *reader, struct piece cell, enum row_outcome *ret_outcome, struct err *why)
{
	for (size_t i = 0; i < reader->named_count; i++)
		if (strlen(reader->named[i].name) == cell.len &&
		        memcmp(reader->named[i].name, cell.text, cell.len) == 0)
			return &reader->named[i];
	const char *name =
	        arena_strndup(reader->scratch, cell.text, cell.len < NAME_BYTES ? cell.len : NAME_BYTES);
	struct metric metric;
	if (reader->named_count == ROW_METRICS_MAX ||
	        !plan_metric_by_name(reader->plan, reader->arena, name, &metric)) {
		*ret_outcome = ROW_REFUSED;
		refuse(reader, why, N_("there is no metric %s"), cell, NULL);
		return NULL;
	}
	if (!store_put_metric(reader->store, &metric, why)) {
		*ret_outcome = ROW_FAILED;
		return NULL;
	}
	struct row_named *named = &reader->named[reader->named_count++];
	named->name = arena_strdup(reader->arena, name);
	named->score = (struct plan_score){
	        .metric = metric,
	        .text = arena_printf(reader->arena, "%g-%g", metric.scale_min, metric.scale_max),
	        .words = NO_SCALE,
	};
	return named;
}

static enum row_outcome read_named_score(
        struct row_reader *reader, const struct record *record, struct feedback *feedback, struct err *why)
{
	struct piece score = cell_of(reader, record, COLUMN_SCORE);
	enum row_outcome outcome = ROW_TAKE;
	if (row_is_missing(reader, score))
		return ROW_TAKE;
	const struct row_named *named =
	        named_metric(reader, cell_of(reader, record, COLUMN_METRIC), &outcome, why);
	if (!named)
		return outcome;
	return add_answer(reader, feedback, score, &named->score, why) ? ROW_TAKE : ROW_REFUSED;
}

static enum row_outcome read_scores(
        struct row_reader *reader, const struct record *record, struct feedback *feedback, struct err *why)
{
	const struct plan *plan = reader->plan;
	if (plan->columns.of[COLUMN_METRIC] != NO_COLUMN && plan->columns.of[COLUMN_SCORE] != NO_COLUMN)
		return read_named_score(reader, record, feedback, why);
	for (size_t i = 0; i < plan->score_count; i++) {
		const struct plan_score *score = &plan->scores[i];
		if (!add_answer(reader, feedback, record_piece(record, score->column), score, why))
			return ROW_REFUSED;
	}
	return ROW_TAKE;
}

static bool read_day(
        struct row_reader *reader, const struct record *record, struct import_row *row, struct err *why)
{
	struct piece cell = cell_of(reader, record, COLUMN_DATE);
	int32_t day = 0;
	if (reader->plan->columns.of[COLUMN_DATE] != NO_COLUMN && !row_is_missing(reader, cell)) {
		struct date_read read = date_read(&reader->dates, cell);
		if (!date_day(&read, reader->plan->dates, &day))
			return refuse(reader, why, N_("the date %s does not exist"), cell, NULL);
		if (reader->options->today > 0 && day > reader->options->today)
			return refuse(reader, why, N_("the date %s lies in the future"), cell, NULL);
	}
	row->feedback.day = day ? day : reader->options->undated_day;
	row->undated = !day;
	return true;
}

/* Of at most NAME_BYTES bytes, never half a character. */
static const char *name_text(struct row_reader *reader, struct piece name)
{
	size_t len = name.len;
	if (len > NAME_BYTES)
		for (len = NAME_BYTES; len > 0 && ((unsigned char)name.text[len] & 0xC0) == 0x80;)
			len--;
	return arena_strndup(reader->scratch, name.text, len);
}

static const char *read_group(struct row_reader *reader, const struct record *record, enum column_role role,
        struct row_group *group)
{
	struct piece cell = cell_of(reader, record, role);
	const char *known = group ? row_group_known(group, cell) : NULL;
	if (known)
		return known;
	bool is_nothing = row_is_missing(reader, cell);
	if (group && !is_nothing && !row_group_has_room(group, cell))
		return "";
	if (group)
		row_group_keep(group, cell, is_nothing);
	return is_nothing ? "" : name_text(reader, cell);
}

/* The themes of a row, each once however it is spelt. */
struct row_themes {
	struct feedback *feedback;
	const char *folded[FEEDBACK_THEMES_MAX];
};

static void add_theme(struct row_themes *themes, const char *name, const char *folded)
{
	struct feedback *feedback = themes->feedback;
	if (feedback->theme_count == FEEDBACK_THEMES_MAX)
		return;
	for (size_t i = 0; i < feedback->theme_count; i++)
		if (streq(themes->folded[i], folded))
			return;
	themes->folded[feedback->theme_count] = folded;
	feedback->themes[feedback->theme_count++] = name;
}

static void read_themes(struct row_reader *reader, const struct record *record, struct feedback *feedback)
{
	struct row_themes themes = {.feedback = feedback};
	struct piece cell = cell_of(reader, record, COLUMN_THEME);
	while (cell.len > 0) {
		size_t len = 0;
		while (len < cell.len && cell.text[len] != ';' && cell.text[len] != ',')
			len++;
		struct piece name = piece_trim(cell.text, len);
		if (!row_is_missing(reader, name) && row_group_has_room(&reader->theme_names, name)) {
			const char *text = name_text(reader, name);
			add_theme(&themes, text, text_fold(reader->scratch, text));
		}
		len += len < cell.len;
		cell.text += len;
		cell.len -= len;
	}
	if (!reader->themes || !*feedback->comment || feedback->theme_count == FEEDBACK_THEMES_MAX)
		return;
	size_t found[FEEDBACK_THEMES_MAX];
	size_t count = theme_index_match(
	        reader->themes, text_fold(reader->scratch, feedback->comment), found, FEEDBACK_THEMES_MAX);
	for (size_t i = 0; i < count; i++)
		add_theme(&themes, reader->themes->rules[found[i]].name, reader->themes->folded[found[i]]);
}

/* Some tools write the header again where the form changed. */
static bool is_header_again(struct row_reader *reader, const struct record *record)
{
	if (reader->plan->headers == 0 || record->count != reader->plan->column_count)
		return false;
	for (size_t i = 0; i < record->count; i++) {
		struct piece cell = record_piece(record, i);
		const char *text = arena_strndup(reader->scratch, cell.text, cell.len);
		if (!streq(text, reader->plan->header_cells[i]))
			return false;
	}
	return true;
}

static bool is_needed(const struct plan *plan, size_t column)
{
	for (size_t i = 0; i < plan->score_count; i++)
		if (plan->scores[i].column == column)
			return true;
	return (int)column == plan->columns.of[COLUMN_SCORE] ||
	       (int)column == plan->columns.of[COLUMN_DATE] ||
	       (plan->columns.of[COLUMN_SCORE] == NO_COLUMN &&
	               (int)column == plan->columns.of[COLUMN_COMMENT]);
}

/* Programs leave out empty cells at the end, and add some; a row that was cut by a bare line break or parted
 * by a bare delimiter must not pass for whole. */
static bool check_width(const struct row_reader *reader, const struct record *record, struct err *why)
{
	const struct plan *plan = reader->plan;
	bool wrong = false;
	for (size_t i = plan->column_count; i < record->count; i++)
		wrong |= record_len(record, i) > 0;
	for (size_t i = record->count; i < plan->column_count; i++)
		wrong |= is_needed(plan, i);
	if (!wrong)
		return true;
	return err_set(why, ERR_INPUT, N_("the row has another number of cells than the first: %s"),
	        "%zu, %zu", record->count, plan->column_count);
}

/* Prose in the last column with commas that no quotes hold together: behind each of them stands a blank, and
 * before the first there is none. */
static bool spills(const struct plan *plan, const struct record *record)
{
	size_t last = plan->column_count - 1;
	bool prose = plan->headers > 0 && plan->columns.of[COLUMN_COMMENT] == (int)last && last > 0 &&
	             record_len(record, last) > 0 && !strchr(" '\"", *record_cell(record, last));
	for (size_t i = last + 1; i < record->count; i++)
		prose = prose && record_len(record, i) > 1 && *record_cell(record, i) == ' ';
	return prose;
}

/* The row with all of that in its last cell. */
static struct record joined_row(struct row_reader *reader, const struct record *record)
{
	const struct plan *plan = reader->plan;
	char *bytes = arena_memdup(reader->scratch, record->bytes, record->len);
	uint32_t *starts = arena_array_of(reader->scratch, uint32_t, plan->column_count + 1);
	for (size_t i = plan->column_count; i < record->count; i++)
		bytes[record->starts[i] - 1] = plan->delimiter;
	memcpy(starts, record->starts, plan->column_count * sizeof(*starts));
	starts[plan->column_count] = record->starts[record->count];
	return (struct record){bytes, record->len, starts, plan->column_count, record->line};
}

/* Previews, spam: the tool says that no customer wrote it. */
static bool is_no_answer_of_ours(struct row_reader *reader, const struct record *record)
{
	for (size_t i = 0; i < reader->plan->skip_count; i++) {
		const struct plan_skip *skip = &reader->plan->skips[i];
		char value[NAME_BYTES];
		if (piece_plain(record_piece(record, skip->column), value, sizeof(value)) &&
		        streq(value, skip->value)) {
			reader->skipped++;
			return true;
		}
	}
	return false;
}

/* Tools write so where nobody signed in. */
static bool is_anonymous(const char *name)
{
	static const char *const words[] = {"anonymous", "anoniem", "anonym", "anonyme", "anonimo"};
	char plain[16];
	if ((*name | 0x20) != 'a' || !piece_plain((struct piece){name, strlen(name)}, plain, sizeof(plain)))
		return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (streq(words[i], plain))
			return true;
	return false;
}

static const char *read_customer(struct row_reader *reader, const struct record *record)
{
	const char *name = read_group(reader, record, COLUMN_CUSTOMER, NULL);
	return is_anonymous(name) ? "" : name;
}

/* Without the name nothing could mask it later where the comment says it. */
static void drop_name(struct row_reader *reader, struct import_row *row)
{
	struct feedback *feedback = &row->feedback;
	feedback->comment = redact_name(reader->scratch, feedback->comment, feedback->customer, NULL);
	if (row->former)
		row->former = redact_name(reader->scratch, row->former, feedback->customer, NULL);
	/* A number is nobody's name. */
	reader->unnamed += feedback->customer[strspn(feedback->customer, "0123456789")] != '\0';
	feedback->customer = "";
}

static const char *read_id(struct row_reader *reader, const struct record *record)
{
	const struct plan *plan = reader->plan;
	if (plan->part_count == 0)
		return read_group(reader, record, COLUMN_ID, NULL);
	struct str id = str_new(reader->scratch);
	for (size_t i = 0; i < plan->part_count; i++) {
		struct piece part = record_piece(record, plan->parts[i]);
		str_addf(&id, "%s%.*s", i ? " " : "", (int)(part.len < PART_BYTES ? part.len : PART_BYTES),
		        part.text);
	}
	return id.text;
}

static bool is_blank(const struct record *record)
{
	return record->count == 1 && piece_is_empty(record_piece(record, 0));
}

/* Names come in any order, and those without a value may be left out: it is the same row. */
static void identify_by_names(struct row_reader *reader, const struct record *record, struct import_row *ret)
{
	const struct plan *plan = reader->plan;
	struct str s = str_new(reader->scratch);
	for (size_t i = 0; i < plan->column_count; i++) {
		size_t column = plan->by_name[i], len = record_len(record, column);
		if (len == 0)
			continue;
		str_add_bytes(&s, plan->header_cells[column], strlen(plan->header_cells[column]) + 1);
		str_add_bytes(&s, record_cell(record, column), len + 1);
	}
	ret->row_bytes = s.text;
	ret->row_len = s.len;
}

enum row_outcome row_read(
        struct row_reader *reader, const struct record *record, struct import_row *ret, struct err *why)
{
	struct feedback *feedback = &ret->feedback;
	struct record joined;
	*ret = (struct import_row){.row_bytes = record->bytes, .row_len = record->len};
	if (record->count > reader->plan->column_count && spills(reader->plan, record)) {
		joined = joined_row(reader, record);
		record = &joined;
	}
	if (is_blank(record) || is_no_answer_of_ours(reader, record))
		return ROW_SKIP;
	if (!check_width(reader, record, why))
		return ROW_REFUSED;
	enum row_outcome outcome = read_scores(reader, record, feedback, why);
	if (outcome == ROW_REFUSED && is_header_again(reader, record))
		return ROW_SKIP;
	if (outcome != ROW_TAKE)
		return outcome;
	const struct said said = said_read(reader, record);
	feedback->comment = markup_text(reader->scratch, said.comment);
	ret->former = said.former;
	if (feedback->comment != said.comment) {
		reader->marked++;
		ret->former = said.former ? said.former : said.comment;
	}
	if (feedback->answer_count == 0 && !*feedback->comment)
		return ROW_EMPTY;
	if (!read_day(reader, record, ret, why))
		return ROW_REFUSED;
	feedback->channel = read_group(reader, record, COLUMN_CHANNEL, &reader->channels);
	feedback->step = read_group(reader, record, COLUMN_STEP, &reader->steps);
	feedback->customer = read_customer(reader, record);
	if (reader->options->drop_names && *feedback->customer)
		drop_name(reader, ret);
	read_themes(reader, record, feedback);
	ret->external_id = read_id(reader, record);
	if (reader->plan->by_name)
		identify_by_names(reader, record, ret);
	return ROW_TAKE;
}
