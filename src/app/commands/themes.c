/* What customers speak of: themes, and pains that no theme names yet. */
#include <dagstart/base/i18n.h>

#include "../commands.h"
#include "../verb.h"

static const char *const words_merge[] = {"theme", "into", NULL};
static const char *const words_rename[] = {"theme", "new_name", NULL};
static const char *const words_split[] = {"theme", "words", NULL};
static const char *const words_adopt[] = {"finding", NULL};

static const struct verb verbs[] = {
        {.name = "list", .page = "themes", .title = N_("themes and what they cost")},
        {.name = "find", .page = "found", .always = "fresh", .title = N_("pains that no theme names yet")},
        {.name = "adopt",
                .command = "theme.adopt",
                .words = words_adopt,
                .title = N_("makes a theme of what was found")},
        {.name = "merge",
                .command = "theme.merge",
                .words = words_merge,
                .title = N_("one theme goes up in another")},
        {.name = "rename",
                .command = "theme.rename",
                .words = words_rename,
                .title = N_("a new name; the old one is still understood")},
        {.name = "split",
                .command = "theme.split",
                .words = words_split,
                .title = N_("takes a part out, by words")},
        {0},
};

const struct app_command themes_command = {
        .name = "themes",
        .title = N_("what customers speak of, and what it costs"),
        .usage = "list|find|adopt|merge|rename|split",
        .verbs = verbs,
        .reads = true,
        .needs = NEEDS_SESSION,
        .examples = N_("dagstart themes\n"
                       "dagstart themes find --json"),
};
