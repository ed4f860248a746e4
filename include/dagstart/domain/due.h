/* Dates as people type them, in Dutch and English alike:
 * today vandaag · tomorrow morgen · fri vr friday vrijdag (the next one) · +7 (days) · +2w · 31 mar · 31
 * maart 2027 · 31-3 · 31-3-2027 · 2027-03-31 · next week (Monday) · end of month. A day and month without a
 * year is the next such day, today included; a weekday is never today. "in 3 days", "over 2 weken", "next
 * week friday" and a leading op, on, by or uiterlijk are understood too. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* Reads the whole of `s`; false leaves *ret alone. `today` is the day to count from. */
bool due_parse(const char *s, int32_t today, int32_t *ret);
