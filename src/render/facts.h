/* The words of figures, the same in every format that people read: so that a score in the minutes, on the
 * pipe and in the newsletter never says less in one than in another. All results are plain text that has not
 * passed the gate yet. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/doc/doc.h>

struct arena;

/* "▲ ", "● ", "▼ " where it was asked for; "" for roles that carry no judgement. */
const char *fact_mark(enum doc_role role, bool asked, bool ascii);
/* Title, text and spans of a node in one line: "Title: text, marks of spans included". */
const char *fact_line(struct arena *arena, const struct doc_node *node, bool ascii);

/* In quotation marks, unless who built it has put them there. */
const char *fact_quoted(struct arena *arena, const char *words);

/* "NPS, 30 days". */
const char *fact_score_name(struct arena *arena, const struct doc_score *score);
/* "31 ±7, n 412, target 35 by 1 June". */
const char *fact_score_value(struct arena *arena, const struct doc_score *score);
/* What stands behind the value: " ±7, n 412, target 35 by 1 June". */
const char *fact_score_rest(struct arena *arena, const struct doc_score *score);
/* "higher", "lower": which way is better. */
const char *fact_better(const struct doc_score *score);
/* For machines: what no margin of a score ever reaches is left out. */
double fact_rounded(double number);
/* "promoters 199 (48 %)". */
const char *fact_score_part(struct arena *arena, const struct doc_part *part);
/* "promoters 199 (48 %), passives 142 (35 %), detractors 71 (17 %)", "" without parts. */
const char *fact_score_parts(struct arena *arena, const struct doc_score *score);
/* "▼ noise: no rule fired". */
const char *fact_score_verdict(struct arena *arena, const struct doc_score *score, bool ascii);

/* "3 Mar: 31 (10 to 50); 10 Mar: 52 (10 to 50) !; in brackets: the limits; !: part of the signal": what the
 * signs mean stands where they are. */
const char *fact_chart_points(struct arena *arena, const struct doc_chart *chart);
/* "upper limit, centre 29, lower limit", "" without labels. */
const char *fact_chart_lines(struct arena *arena, const struct doc_chart *chart);
/* "A-3 12 Jan, D-7 9 Feb", "" without deeds. */
const char *fact_chart_marks(struct arena *arena, const struct doc_chart *chart);

/* "caption: 62 %". */
const char *fact_gauge(struct arena *arena, const struct doc_gauge *gauge);
/* "caption: 1:04 / 2:00". */
const char *fact_timer(struct arena *arena, const struct doc_timer *timer);

/* A cell's words: mark, text and spans. */
const char *fact_cell_text(struct arena *arena, const struct doc_node *cell, bool ascii);
/* Which columns are seen, looked up once for all rows; NULL where there is nothing to see. */
const bool *fact_columns(struct arena *arena, const struct doc_node *table, bool pictures);
/* Whether one of them has a head. */
bool fact_columns_have_heads(const struct doc_table *table, const bool *shown);

/* The title of a section or heading: `text`, or else `title`. */
const char *fact_title(const struct doc_node *node);
