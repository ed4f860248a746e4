/* Notes: learned, parked, agreed. */
#include <dagstart/base/i18n.h>

#include "../commands.h"
#include "../verb.h"

static const char *const words_text[] = {"text", NULL};
static const char *const words_id[] = {"id", NULL};

static const struct verb verbs[] = {
        {.name = "list", .page = "notes", .title = N_("open notes")},
        {.name = "add", .command = "note.add", .words = words_text, .title = N_("something we learned")},
        {.name = "park",
                .command = "note.park",
                .words = words_text,
                .title = N_("something for after the meeting")},
        {.name = "agree", .command = "note.agree", .words = words_text, .title = N_("a working agreement")},
        {.name = "close", .command = "note.close", .words = words_id, .title = N_("it is dealt with")},
        {0},
};

const struct app_command note_command = {
        .name = "note",
        .title = N_("what was learned, parked or agreed"),
        .usage = "list|add|park|agree|close",
        .verbs = verbs,
        .reads = true,
        .needs = NEEDS_SESSION,
        .examples = N_("dagstart note list\n"
                       "dagstart note add \"People forgive a delay that we announce\"\n"
                       "dagstart note park \"The new forms\"\n"
                       "dagstart note close N-1"),
};
