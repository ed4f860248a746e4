/* The last answer, as it stands in the line below. */
#include "session_state.h"

#include "mask.h"

void session_say(struct session *session, enum doc_role role, const char *text)
{
	arena_reset(session->status_arena);
	session->status = arena_strdup(
	        session->status_arena, session->masked ? mask_text(session->answer, text) : text);
	session->status_role = role;
	session->body_due_ms = 0;
}

void session_say_unread(struct session *session, struct result *result, const struct err *reading)
{
	const char *why = err_text(session->answer, reading);
	result->message = arena_printf(session->answer, _("%s, but the screen can't be read anew: %s"),
	        str_or(result->message, _("saved")), why);
	session_say(session, ROLE_BAD, result->message);
}
