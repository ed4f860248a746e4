/* Masking: whatever stands around it, an address and an account of the text never come out. */
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/text.h>
#include <dagstart/domain/redact.h>

#include "fuzz.h"

static size_t count_of(const char *hay, const char *needle)
{
	size_t count = 0;
	for (const char *at = strstr(hay, needle); at; at = strstr(at + strlen(needle), needle))
		count++;
	return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
	struct choices c = choices_of(data, size);
	const char *customer = text_clean(arena, choice_text(&c, arena, 40), TEXT_ONE_LINE);
	const char *before = text_clean(arena, choice_text(&c, arena, 300), TEXT_LINES);
	const char *after = text_clean(arena, choice_rest(&c, arena), TEXT_LINES);
	static const char *const secrets[] = {"jan.de.vries@voorbeeld.nl", "NL91ABNA0417164300"};
	for (size_t i = 0; i < 2; i++) {
		const char *text = arena_printf(arena, "%s %s %s", before, secrets[i], after);
		size_t count = 0;
		const char *masked = redact_text(arena, text, customer, &count);
		fuzz_must_show(masked, true);
		MUST(count >= 1);
		MUST(count_of(masked, REDACT_MASK) >= 1);
		MUST(!strstr(masked, secrets[i]));
	}
	size_t count = 0;
	const char *masked = redact_text(arena, after, customer, &count);
	fuzz_must_show(masked, true);
	MUST(count > 0 || strcmp(masked, after) == 0);
	MUST(count == 0 || strstr(masked, REDACT_MASK));
	MUST(strcmp(redact_text(arena, masked, customer, &count), masked) == 0);
	return 0;
}
