/* Decisions, from the day they are made to the day we look back. */
#include <dagstart/base/i18n.h>

#include "../commands.h"
#include "../verb.h"

static const char *const words_text[] = {"text", NULL};
static const char *const words_id_outcome[] = {"id", "outcome", NULL};

static const struct verb verbs[] = {
        {.name = "list", .page = "decisions", .title = N_("all decisions that stand")},
        {.name = "add", .command = "decision.add", .words = words_text, .title = N_("a new decision")},
        {.name = "review",
                .command = "decision.review",
                .words = words_id_outcome,
                .title = N_("what came of it")},
        {0},
};

const struct app_command decision_command = {
        .name = "decision",
        .title = N_("what was decided, and when it comes back"),
        .usage = "list|add|review",
        .verbs = verbs,
        .reads = true,
        .needs = NEEDS_SESSION,
        .examples = N_("dagstart decision list --all\n"
                       "dagstart decision add \"The chat starts with a person\" --reason \"long queue\" "
                       "--effect \"one contact\" --review +4w\n"
                       "dagstart decision review D-1 \"Fewer people call twice\" --verdict keep"),
};
