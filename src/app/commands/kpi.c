/* Internal figures, laid beside what customers say. */
#include <dagstart/base/i18n.h>

#include "../commands.h"
#include "../verb.h"

static const char *const words_name[] = {"name", NULL};
static const char *const words_name_value[] = {"name", "value", NULL};

static const struct verb verbs[] = {
        {.name = "list", .page = "kpis", .title = N_("all of them, with what the gate says")},
        {.name = "add", .command = "kpi.add", .words = words_name, .title = N_("a new one")},
        {.name = "set",
                .command = "kpi.set",
                .words = words_name_value,
                .title = N_("its value today, or of another day")},
        {.name = "drop",
                .command = "kpi.drop",
                .words = words_name,
                .title = N_("it is not followed any more")},
        {0},
};

const struct app_command kpi_command = {
        .name = "kpi",
        .title = N_("internal figures, beside what customers say"),
        .usage = "list|add|set|drop",
        .verbs = verbs,
        .reads = true,
        .needs = NEEDS_SESSION,
        .examples = N_("dagstart kpi\n"
                       "dagstart kpi add \"Minutes a call\" --good low --unit min --beside nps\n"
                       "dagstart kpi set \"Minutes a call\" 6.5 --day 2026-02-27\n"
                       "dagstart kpi --csv"),
};
