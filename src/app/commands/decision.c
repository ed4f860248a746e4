/* Decisions, from the day they are made to the day we look back. */
#include <dagstart/base/i18n.h>

#include "../commands.h"
#include "../verb.h"

static const char *const words_text[] = {"text", NULL};
static const char *const words_id[] = {"id", NULL};
static const char *const words_id_text[] = {"id", "text", NULL};
static const char *const words_id_outcome[] = {"id", "outcome", NULL};

static const struct verb verbs[] = {
        {.name = "list", .page = "decisions", .title = N_("all decisions that stand")},
        {.name = "add", .command = "decision.add", .words = words_text, .title = N_("a new decision")},
        {.name = "review",
                .command = "decision.review",
                .words = words_id_outcome,
                .title = N_("what came of it")},
        {.name = "replace",
                .command = "decision.replace",
                .words = words_id_text,
                .title = N_("another takes its place, and says why")},
        {.name = "show",
                .page = "decision",
                .words = words_id,
                .title = N_("one in full: what it rests on, what happened since, the chain")},
        {0},
};

const struct app_command decision_command = {
        .name = "decision",
        .title = N_("what was decided, and when it comes back"),
        .usage = "list|add|review|replace|show",
        .verbs = verbs,
        .reads = true,
        .needs = NEEDS_SESSION,
        .examples = N_("dagstart decision list --all\n"
                       "dagstart decision add \"The chat starts with a person\" --reason \"long queue\" "
                       "--effect \"one contact\" --review +4w\n"
                       "dagstart decision review D-1 \"Fewer people call twice\" --verdict keep\n"
                       "dagstart decision replace D-1 \"The phone too\" --reason \"the chat is not enough\"\n"
                       "dagstart decision show D-2"),
};
