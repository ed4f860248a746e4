/* The people of the team. */
#include <dagstart/base/i18n.h>

#include "../commands.h"
#include "../verb.h"

static const char *const words_text[] = {"text", NULL};
static const char *const words_name_to[] = {"name", "to", NULL};
static const char *const words_name[] = {"name", NULL};

static const struct verb verbs[] = {
        {.name = "list", .page = "members", .title = N_("who is in the team")},
        {.name = "add", .command = "member.add", .words = words_text, .title = N_("a new member")},
        {.name = "away",
                .command = "member.away",
                .words = words_name_to,
                .title = N_("somebody is away until a day")},
        {.name = "change",
                .command = "member.change",
                .words = words_name,
                .title = N_("name, role, address, thanks"),
                .by_option = true},
        {.name = "leave",
                .command = "member.leave",
                .words = words_name,
                .title = N_("somebody leaves the team")},
        {0},
};

const struct app_command member_command = {
        .name = "member",
        .title = N_("the people of the team"),
        .usage = "list|add|away|change|leave",
        .verbs = verbs,
        .reads = true,
        .needs = NEEDS_SESSION,
        .examples = N_("dagstart member list\n"
                       "dagstart member add Gijs --role \"Phone and chat\"\n"
                       "dagstart member away Gijs fri\n"
                       "dagstart member change Gijs --kudos private"),
};
