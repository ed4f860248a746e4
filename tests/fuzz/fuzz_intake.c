/* Any bytes imported with any options, into a store in memory: rows add up, a failure leaves nothing behind,
 * and a second time brings nothing new. */
#include <math.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/config/problems.h>
#include <dagstart/config/words.h>
#include <dagstart/intake/intake.h>

#include "fake_store.h"
#include "fuzz.h"

enum { TODAY = 20514 };

static const struct metric usual[] = {
        {.key = "nps", .title = "NPS", .kind = METRIC_NPS, .scale_min = 0, .scale_max = 10, .target = NAN},
        {.key = "csat", .title = "CSAT", .kind = METRIC_CSAT, .scale_min = 1, .scale_max = 5, .target = NAN},
        {.key = "ces", .title = "CES", .kind = METRIC_CES, .scale_min = 1, .scale_max = 7, .target = NAN},
};
static const char *const slow_words[] = {"traag", "wacht*", "te laat"};
static const struct theme_rule rules[] = {{.name = "wachten", .words = slow_words, .word_count = 3}};

/* Read once: the words do not change. */
static const struct words *words(void)
{
	static struct words words;
	static struct arena *arena;
	if (!arena) {
		arena = arena_new(NULL);
		struct problems problems = problems_new(arena);
		MUST(words_load(arena, NULL, &words, &problems));
	}
	return &words;
}

static struct intake_options options_of(struct choices *c)
{
	static const char *const columns[] = {NULL, "1", "2", "-", "score", "99"};
	static const char *const metrics[] = {NULL, "nps", "csat", "ces", "own"};
	struct intake_options options = {.path = "a.csv",
	        .words = words(),
	        .metrics = usual,
	        .metric_count = 3,
	        .rules = rules,
	        .rule_count = 1,
	        .today = TODAY,
	        .metric = metrics[choice_below(c, 5)],
	        .has_scale = choice_below(c, 3) == 2,
	        .undated_day = choice_below(c, 2) ? TODAY : 0};
	options.columns[COLUMN_SCORE] = columns[choice_below(c, 6)];
	options.columns[COLUMN_COMMENT] = columns[choice_below(c, 6)];
	options.columns[COLUMN_DATE] = columns[choice_below(c, 6)];
	options.scale_min = choice_below(c, 3);
	options.scale_max = options.scale_min + 1 + choice_below(c, 11);
	return options;
}

static void check_report(const struct intake_report *report)
{
	MUST(report->imported >= 0 && report->duplicates >= 0 && report->refused >= 0 && report->empty >= 0);
	MUST(report->records == report->imported + report->duplicates + report->refused + report->empty);
	MUST((int64_t)report->refused_count <= report->refused);
	int64_t line = 0;
	for (size_t i = 0; i < report->refused_count; i++) {
		const struct intake_refused *refused = &report->refused_rows[i];
		MUST(refused->line > line && refused->reason && refused->reason[0] && refused->row);
		line = refused->line;
	}
}

static void check_err(struct arena *arena, const struct err *err)
{
	MUST(err->code == ERR_INPUT || err->code == ERR_USAGE || err->code == ERR_QUESTION ||
	        err->code == ERR_REFUSED);
	fuzz_must_show(err_text(arena, err), false);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
	struct choices c = choices_of(data, size);
	struct intake_options options = options_of(&c);
	const char *bytes = (const char *)data + c.at;
	size_t len = size - c.at;
	struct store *store = fake_store_new(arena);
	struct intake_report report = {0}, again = {0};
	struct err err = {0};
	if (!intake_import_bytes(store, arena, bytes, len, &options, &report, &err)) {
		check_err(arena, &err);
		MUST(!store->open && store->commits == 0 && store->rows.count == 0);
		return 0;
	}
	check_report(&report);
	MUST(!store->open && (int64_t)store->rows.count == report.imported);
	MUST(intake_import_bytes(store, arena, bytes, len, &options, &again, &err));
	MUST(again.imported == 0 && again.duplicates == report.imported + report.duplicates);
	MUST(again.refused == report.refused && again.empty == report.empty);
	return 0;
}
