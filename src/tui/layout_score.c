/* Figures: a score with its parts and verdict, gauges and timers. */
#include "layout.h"

#include <math.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/vec.h>
#include <dagstart/doc/say.h>

#include "big_digits.h"

enum {
	PARTS_BESIDE = 76, /* columns from which the parts stand beside the value, each with a bar */
	FIGURE_GAP = 5,
	BAR_LEAST = 6,
	BARS_LEAST = 15, /* of all bars of one line */
	BARS_MOST = 48,
	PERCENT_WIDTH = 5,
	GAUGE_WIDTH = 20,
};

/* Rich text put together here. */
static void add(struct layout *l, struct rich *rich, struct look look, const char *text)
{
	struct rich_run *runs = arena_array_of(l->arena, struct rich_run, rich->count + 1);
	size_t start = rich->text ? strlen(rich->text) : 0;
	if (rich->count)
		memcpy(runs, rich->runs, rich->count * sizeof(*runs));
	rich->text = arena_printf(l->arena, "%s%s", rich->text ? rich->text : "", text);
	runs[rich->count++] = (struct rich_run){.start = start, .end = strlen(rich->text), .look = look};
	rich->runs = runs;
}

static const struct look plain = {.role = ROLE_TEXT};
static const struct look quiet = {.role = ROLE_QUIET};
static const struct look heavy = {.role = ROLE_TITLE, .strong = true};

static void draw_name(struct layout *l, const struct doc_score *score, struct area *area)
{
	struct rich name = {0};
	add(l, &name, heavy, lay_clean(l, score->title, TEXT_ONE_LINE));
	const char *window = lay_clean(l, score->window, TEXT_ONE_LINE);
	if (*window)
		add(l, &name, quiet, arena_printf(l->arena, ", %s", window));
	lay_sides(l, &name, score->target, area, lay_prose(l, area));
}

/* "31 ±7   n 412" */
static struct rich figure_of(struct layout *l, const struct doc_score *score, bool with_value)
{
	struct rich figure = {.text = arena_strdup(l->arena, "")};
	const char *margin = lay_clean(l, score->margin, TEXT_ONE_LINE);
	if (with_value)
		add(l, &figure, heavy, lay_clean(l, score->value, TEXT_ONE_LINE));
	if (*margin)
		add(l, &figure, plain, arena_printf(l->arena, "%s%s", with_value ? " " : "", margin));
	add(l, &figure, quiet,
	        lay_clean(l,
	                arena_printf(
	                        l->arena, "%sn %s", *figure.text ? "   " : "", say_count(l->arena, score->n)),
	                TEXT_ONE_LINE));
	return figure;
}

/* "promoters 199 · 48 %" */
static const char *part_words(struct layout *l, const struct doc_part *part)
{
	return lay_clean(l,
	        arena_printf(l->arena, "%s %s · %d %%", str_or(part->label, ""),
	                say_count(l->arena, part->count), part->percent),
	        TEXT_ONE_LINE);
}

static struct look part_look(const struct doc_part *part)
{
	return (struct look){.role = part->role == ROLE_TEXT ? ROLE_QUIET : (uint8_t)part->role};
}

/* A thin line: rows of bars stay apart. */
static const char *part_bar(struct layout *l, const struct doc_part *part, int room)
{
	struct str bar = str_new(l->arena);
	int percent = part->percent < 0 ? 0 : part->percent > 100 ? 100 : part->percent;
	int length = (percent * room + 50) / 100;
	if (percent > 0 && length == 0)
		length = 1;
	str_repeat(&bar, l->ascii ? "=" : "━", (size_t)length);
	return bar.text;
}

/* One under another beside the value: words, counts and shares in columns, then the bars. */
static void draw_parts_beside(struct layout *l, const struct doc_score *score, int indent, struct area *area)
{
	int label = 0, count = 0, row = area->row, column = area->column + indent;
	for (size_t i = 0; i < score->part_count; i++) {
		const struct doc_part *part = &score->parts[i];
		int words = text_width(lay_clean(l, part->label, TEXT_ONE_LINE));
		int digits = text_width(lay_clean(l, say_count(l->arena, part->count), TEXT_ONE_LINE));
		label = words > label ? words : label;
		count = digits > count ? digits : count;
	}
	int bar = label + 1 + count + 2 + PERCENT_WIDTH + 2, room = lay_prose(l, area) - indent - bar;
	for (size_t i = 0; i < score->part_count; i++, row++) {
		const struct doc_part *part = &score->parts[i];
		lay_put(l, row, column, label, plain, lay_clean(l, part->label, TEXT_ONE_LINE));
		lay_put_right(l, row, column + label + 1, count, plain,
		        lay_clean(l, say_count(l->arena, part->count), TEXT_ONE_LINE));
		lay_put_right(l, row, column + label + count + 3, PERCENT_WIDTH, quiet,
		        arena_printf(l->arena, "%d %%", part->percent));
		if (room >= BAR_LEAST)
			lay_put(l, row, column + bar, room, part_look(part), part_bar(l, part, room));
	}
	area->row = row > area->row ? row : area->row;
}

/* "promoters 199 ━━━━ 48 %": the columns that all bars of one line share; 0: too few to see a difference. */
static int bars_room(struct layout *l, const struct doc_score *score, int width)
{
	int words = 0, count = (int)score->part_count;
	for (int i = 0; i < count; i++)
		words += text_width(part_words(l, &score->parts[i]));
	int room = width - words - 3 * (count - 1) - count;
	return room < BARS_LEAST ? 0 : room < BARS_MOST ? room : BARS_MOST;
}

/* All in one line, wrapped where it must be. */
static void draw_parts_below(struct layout *l, const struct doc_score *score, struct area *area)
{
	struct rich line = {.text = arena_strdup(l->arena, "")};
	int room = bars_room(l, score, lay_prose(l, area));
	for (size_t i = 0; i < score->part_count; i++) {
		const struct doc_part *part = &score->parts[i];
		if (i)
			add(l, &line, quiet, "   ");
		if (!room) {
			add(l, &line, plain, part_words(l, part));
			continue;
		}
		add(l, &line, plain,
		        lay_clean(l,
		                arena_printf(l->arena, "%s %s ", str_or(part->label, ""),
		                        say_count(l->arena, part->count)),
		                TEXT_ONE_LINE));
		add(l, &line, part_look(part), part_bar(l, part, room));
		add(l, &line, quiet, arena_printf(l->arena, " %d %%", part->percent));
	}
	area->row += rich_draw(l, &line, area->row, area->column, lay_prose(l, area), 0);
}

static void draw_figures(struct layout *l, const struct doc_score *score, struct area *area)
{
	struct rich figure = figure_of(l, score, true);
	int width = text_width(figure.text);
	bool beside = area->width >= PARTS_BESIDE && score->part_count > 0 && l->density != DENSITY_TIGHT;
	int top = area->row;
	area->row += rich_draw(l, &figure, area->row, area->column, lay_prose(l, area), 0);
	if (beside) {
		struct area parts = *area;
		parts.row = top;
		draw_parts_beside(l, score, width + FIGURE_GAP, &parts);
		area->row = parts.row > area->row ? parts.row : area->row;
	} else if (score->part_count > 0) {
		draw_parts_below(l, score, area);
	}
}

/* On a wall the value is read from afar. */
static void draw_big_figures(struct layout *l, const struct doc_score *score, struct area *area)
{
	const char *value = lay_clean(l, score->value, TEXT_ONE_LINE);
	int width = big_digits_width(value), top = area->row + 1;
	for (int line = 0; line < BIG_DIGIT_ROWS; line++)
		lay_put(l, top + line, area->column, width, heavy, big_digits_row(l->arena, value, line));
	struct area beside = {
	        .row = top, .column = area->column + width + 3, .width = area->width - width - 3};
	struct rich figure = figure_of(l, score, false);
	beside.row += rich_draw(l, &figure, beside.row, beside.column, lay_prose(l, &beside), 0);
	if (score->part_count > 0)
		draw_parts_beside(l, score, 0, &beside);
	area->row = 1 + (top + BIG_DIGIT_ROWS > beside.row ? top + BIG_DIGIT_ROWS : beside.row);
}

static void draw_verdict(struct layout *l, const struct doc_score *score, struct area *area)
{
	bool loud = score->verdict_role == ROLE_GOOD || score->verdict_role == ROLE_BAD;
	struct look look = {.role = loud ? (uint8_t)score->verdict_role : ROLE_TEXT};
	const char *glyph = glyph_role(score->verdict_role, l->ascii);
	struct rich line = {.text = arena_strdup(l->arena, "")};
	if (strempty(score->verdict))
		return;
	if (*glyph) {
		add(l, &line, (struct look){.role = (uint8_t)score->verdict_role, .strong = true}, glyph);
		add(l, &line, plain, " ");
	}
	add(l, &line, look, lay_clean(l, score->verdict, TEXT_ONE_LINE));
	area->row += rich_draw(l, &line, area->row, area->column, lay_prose(l, area), *glyph ? 2 : 0);
}

void layout_score(struct layout *l, const struct doc_node *node, struct area *area)
{
	const struct doc_score *score = node->score;
	draw_name(l, score, area);
	if (l->density >= DENSITY_AIRY && !l->ascii && area->width >= PARTS_BESIDE &&
	        big_digits_width(score->value) > 0)
		draw_big_figures(l, score, area);
	else
		draw_figures(l, score, area);
	draw_verdict(l, score, area);
	layout_children(l, node, area);
}

void layout_gauge(struct layout *l, const struct doc_node *node, struct area *area)
{
	const struct doc_gauge *gauge = node->gauge;
	const char *caption = lay_clean(l, gauge->caption, TEXT_ONE_LINE);
	int prose = lay_prose(l, area), width = gauge->width > 0 ? gauge->width : GAUGE_WIDTH;
	int room = *caption ? prose - text_width(caption) - 2 : prose;
	struct look look = {.role = node->role == ROLE_TEXT ? ROLE_ACCENT : (uint8_t)node->role};
	width = width < room ? width : room;
	if (width >= BAR_LEAST) {
		const char *bar = glyph_bar(l->arena, gauge->part, width, "░");
		lay_put(l, area->row, area->column, width, look, bar);
	} else {
		width = -2;
	}
	lay_put(l, area->row++, area->column + width + 2, prose - width - 2, plain, caption);
}

/* On a wall the time is read from afar: the digits, beside them what it is, and below that the plan. */
static void draw_big_timer(struct layout *l, const struct doc_node *node, const char *used,
        const char *caption, struct area *area)
{
	struct look look = {.role = (uint8_t)node->role, .strong = true};
	const char *glyph = glyph_role(node->role, l->ascii);
	int width = big_digits_width(used), beside = area->column + width + 3;
	int room = lay_prose(l, area) - width - 3;
	int64_t planned_ms = (int64_t)node->timer->planned_s * 1000;
	for (int line = 0; line < BIG_DIGIT_ROWS; line++)
		lay_put(l, area->row + line, area->column, width, look, big_digits_row(l->arena, used, line));
	lay_put(l, area->row, beside, room, look,
	        *glyph ? arena_printf(l->arena, "%s %s", glyph, caption) : caption);
	if (planned_ms > 0)
		lay_put(l, area->row + 1, beside, room, quiet,
		        arena_printf(l->arena, _("of %s"), say_span(l->arena, planned_ms)));
	area->row += BIG_DIGIT_ROWS + 1;
}

void layout_timer(struct layout *l, const struct doc_node *node, struct area *area)
{
	const struct doc_timer *timer = node->timer;
	const char *caption = lay_clean(l, timer->caption, TEXT_ONE_LINE);
	const char *used = say_span(l->arena, timer->used_ms);
	struct rich line = {.text = arena_strdup(l->arena, "")};
	struct look look = {.role = (uint8_t)node->role, .strong = timer->running};
	if (l->density >= DENSITY_AIRY && !l->ascii && big_digits_width(used) > 0) {
		draw_big_timer(l, node, used, caption, area);
		return;
	}
	if (node->role != ROLE_TEXT && *glyph_role(node->role, l->ascii)) {
		add(l, &line, look, glyph_role(node->role, l->ascii));
		add(l, &line, plain, " ");
	}
	if (*caption)
		add(l, &line, quiet, arena_printf(l->arena, "%s ", caption));
	if (timer->planned_s > 0)
		used = arena_printf(
		        l->arena, _("%s of %s"), used, say_span(l->arena, (int64_t)timer->planned_s * 1000));
	add(l, &line, look, lay_clean(l, used, TEXT_ONE_LINE));
	area->row += rich_draw(l, &line, area->row, area->column, lay_prose(l, area), 0);
}
