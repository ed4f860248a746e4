/* How figures, dates and spans of time are said in the language of the program: decimal comma, names of
 * months and days. Independent of the locale. All results live in `arena`. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

const char *say_dash(void); /* what stands for "no data": "–" */
/* With at most `decimals` (0 to 6) decimals, trailing zeros dropped, thousands grouped as in say_count();
 * half rounds away from zero; NAN and the infinities are a dash; a real minus sign. */
const char *say_number(struct arena *arena, double number, int decimals);
const char *say_signed(struct arena *arena, double number, int decimals); /* "+5", "−9", "0" */
const char *say_count(struct arena *arena, int64_t n); /* 12.345 / 12,345 */
/* "±7" where low and high lie symmetric around value, exactly or after rounding, else "(48 to 100)"; "" for
 * NAN. A margin too small for the decimals is "±<1", never a false "±0". */
const char *say_interval(struct arena *arena, double value, double low, double high, int decimals);

const char *say_range(
        struct arena *arena, double low, double high, int decimals); /* "10 to 50"; "" for NAN */
const char *say_percent(struct arena *arena, int percent); /* "48 %" */

const char *say_day(struct arena *arena, int32_t day); /* 3 March 2026 · 3 maart 2026; a dash for 0 */
const char *say_day_long(struct arena *arena, int32_t day); /* Tue 3 March 2026 · di 3 maart 2026 */
const char *say_day_short(struct arena *arena, int32_t day); /* 3 Mar · 3 mrt */
/* From one day up to and with another, with no word twice: "16 to 22 February 2026", "26 February to 4 March
 * 2026", "29 December 2025 to 4 January 2026"; one day alone as say_day(); a dash where either is 0. */
const char *say_days(struct arena *arena, int32_t from, int32_t to);
/* Relative to today, for due days: "today", "tomorrow", "yesterday", "Fri 6 Mar" within the coming week, else
 * "27 Feb"; with the year when it is another. */
const char *say_day_near(struct arena *arena, int32_t day, int32_t today);
const char *say_month_short(int month); /* 1 to 12 */
const char *say_weekday_short(int weekday); /* 0 Monday */
/* "today", "yesterday", "2 days ago", "3 weeks ago", then months and years; "tomorrow", "in 3 days" for less
 * than 0. */
const char *say_ago(struct arena *arena, int days);
const char *say_clock(struct arena *arena, int hour, int minute); /* 09:15 */
const char *say_span(
        struct arena *arena, int64_t ms); /* 1:04, 12:30, 1:02:03; a leading minus for less than nothing */
/* "Anna", "Anna and Bram", "Anna, Bram and Chaya". */
const char *say_list(struct arena *arena, const char *const *items, size_t count);
/* Words between quotation marks of the language, “ ”. */
const char *say_quoted(struct arena *arena, const char *text);
