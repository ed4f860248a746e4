/* Dates as people type them: two bytes choose today, the rest is what was typed. */
#include <ctype.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/clock.h>
#include <dagstart/domain/due.h>

#include "fuzz.h"

enum { UNTOUCHED = -123456789, TODAY_FIRST = 10957, TODAY_DAYS = 36525 }; /* 2000 to 2099 */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
	struct choices c = choices_of(data, size);
	int32_t today = TODAY_FIRST + (int32_t)choice_below(&c, TODAY_DAYS);
	char *typed = choice_rest(&c, arena);
	int32_t day = UNTOUCHED, again = UNTOUCHED;
	bool known = due_parse(typed, today, &day);
	MUST(known || day == UNTOUCHED);
	if (known) {
		struct date date = day_to_date(day);
		MUST(date_is_valid(date) && date.year >= 1 && date.year <= 9999);
		MUST(day_from_date(date) == day);
	}
	for (char *at = typed; *at; at++)
		if ((unsigned char)*at < 0x80)
			*at = (char)toupper((unsigned char)*at);
	MUST(due_parse(typed, today, &again) == known && again == day);
	return 0;
}
