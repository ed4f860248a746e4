/* All that is wrong with the configuration, at once. */
#include <dagstart/base/i18n.h>
#include <dagstart/config/problems.h>

#include "../boot.h"
#include "../commands.h"
#include "../look.h"
#include "../out.h"
#include "../say.h"

static int run(struct app *app, const struct parsed *parsed)
{
	struct problems problems = problems_new(app->arena);
	int files = 0;
	if (parsed->word_count > 1)
		return say_wrong_use(app, _("check: it looks at all files; --config names another one"));
	int code = boot_places(app);
	if (code != EXIT_DONE)
		return code;
	look_at_files(app, &problems, &files);
	if (problems_total(&problems))
		return say_problems(app, &problems);
	return out_line(app, arena_printf(app->arena,
	                             P_("all is well: the built-in files and %d of your own",
	                                     "all is well: the built-in files and %d of your own", files),
	                             files));
}

const struct app_command check_command = {
        .name = "check",
        .title = N_("look whether the configuration is right"),
        .usage = "",
        .needs = NEEDS_NOTHING,
        .run = run,
};
