/* What came of promises: forecasts, and whether they came true. */
#include <dagstart/base/i18n.h>

#include "../commands.h"
#include "../verb.h"

static const char *const words_id[] = {"id", NULL};

static const struct verb verbs[] = {
        {.name = "list", .page = "ledger", .title = N_("all forecasts, with before, after and verdict")},
        {.name = "judge",
                .command = "promise.judge",
                .words = words_id,
                .title = N_("keeps the verdict, or measures again later")},
        {0},
};

const struct app_command promises_command = {
        .name = "promises",
        .title = N_("what we forecast, and what came of it"),
        .usage = "list|judge",
        .verbs = verbs,
        .reads = true,
        .needs = NEEDS_SESSION,
        .examples = N_("dagstart promises\n"
                       "dagstart promises --json\n"
                       "dagstart promises judge A-2 --learned \"call first\"\n"
                       "dagstart promises judge A-3 --again +4w"),
};
