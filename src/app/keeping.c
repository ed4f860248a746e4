#include "keeping.h"

#include <dagstart/agenda/session.h>
#include <dagstart/store/kept.h>

#include "boot.h"

void keeping_look(struct app *app)
{
	struct err ignored = {0};
	struct doc doc;
	/* Whatever a page works out is kept; what it would show is not looked at. */
	if (app->session || boot_session_alone(app, &ignored))
		(void)!session_page(app->session, "scores", NULL, app->arena, &doc, &ignored);
}

void keeping_settle(struct app *app)
{
	struct err ignored = {0};
	(void)!store_keep_now(app->store, &ignored);
}
