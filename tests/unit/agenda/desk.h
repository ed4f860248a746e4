/* What the tests of the meeting share: a team with a store in a folder of its own, a clock that stands still
 * at nine on Monday 2 March 2026, and sessions at seats of their own. */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include <dagstart/agenda/session.h>
#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>
#include <dagstart/store/import.h>
#include <dagstart/store/meetings.h>
#include <dagstart/store/people.h>
#include <dagstart/store/store.h>
#include <dagstart/store/voice.h>
#include <dagstart/store/work.h>

enum { MONDAY = 20514 }; /* 2026-03-02 */

struct desk {
	struct arena *arena;
	char folder[64];
	const char *path;
	struct clock clock;
	struct settings settings;
	struct store *stores[4];
	struct session *sessions[4];
	size_t count;
	struct err err;
	struct result result;
};

int desk_setup(void **state);
int desk_teardown(void **state);

/* A further session at `seat` with a handle of its own, as a second program has it. */
struct session *desk_sit(struct desk *desk, const char *seat, const char *member);
/* The same with a store of the member's own. */
struct session *desk_sit_owning(struct desk *desk, const char *seat, const char *member, const char *own);
/* Loads the daily agenda and meets. */
enum meeting_entry desk_meet(struct desk *desk, struct session *session);
/* Runs "name" with pairs of name and value up to NULL ("ref" is what is selected, "typed" what stands behind
 * the command without a name); fails the test when it does not succeed. */
void desk_run(struct desk *desk, struct session *session, const char *command, ...);
/* The same, expecting this error. */
void desk_refused(struct desk *desk, struct session *session, enum err_code code, const char *command, ...);
/* The whole body of what is on the screen as plain text. */
const char *desk_sees(struct desk *desk, struct session *session);
/* A page in words, its cells as "First | no idea yet | Anna"; pairs of name and value up to NULL. */
const char *desk_page(struct desk *desk, struct session *session, const char *name, ...);
/* Gives a closed program's seat back. */
void desk_leave(struct desk *desk, struct session *session);
/* A further program in the middle of writing down what customers said, and the scores that there are: the
 * caller puts, commits and closes. */
struct store *desk_hears(struct desk *desk, struct metric **ret_metrics);
/* The i-th answer to `metric` of the week that begins on `monday`, without words: by phone and chat, about
 * order and delivery in turn. */
struct feedback desk_answer(const struct metric *metric, double score, int32_t monday, int i);
int64_t desk_quote(struct desk *desk, const char *words, double nps, int32_t day);

#define assert_in(text, words) \
	do { \
		const char *text_ = (text), *words_ = (words); \
		if (!strstr(text_, words_)) \
			fail_msg("expected \"%s\" in:\n%s", words_, text_); \
	} while (0)
#define assert_not_in(text, words) \
	do { \
		const char *text_ = (text), *words_ = (words); \
		if (strstr(text_, words_)) \
			fail_msg("expected no \"%s\" in:\n%s", words_, text_); \
	} while (0)
#define assert_sees(desk, session, words) assert_in(desk_sees((desk), (session)), (words))
#define assert_sees_not(desk, session, words) assert_not_in(desk_sees((desk), (session)), (words))
