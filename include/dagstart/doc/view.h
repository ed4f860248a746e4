/* What fills a screen: a frame that looks the same everywhere, around a body. `tui` draws it, text renderers
 * print the body. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dagstart/doc/doc.h>

enum rail_state { RAIL_WAITING, RAIL_NOW, RAIL_DONE, RAIL_SKIPPED };
struct rail_item {
	const char *title;
	enum rail_state state;
	const char *time; /* planned or used, "2:00" */
	const char *planned; /* "10:00": the rail stays as wide as its plan; "" or NULL: as its time */
	enum doc_role role; /* watch or bad when it runs out */
};

struct view {
	const char *context; /* of the keys: "voice"; NULL only the global ones */
	const char *place; /* what scroll and selection are remembered under; NULL: the context */
	/* Commands (or "step.": all that begin so) that alone work here, NULL all; and those that do not. The
	 * screen's own always do. NULL-terminated. */
	const char *const *only, *const *without;
	/* Commands that work but have nothing to work on now: the line below does not offer them.
	 * NULL-terminated; NULL none. */
	const char *const *idle;
	const char *team;
	const char *title; /* of the meeting or page */
	const char *date;
	const char *time; /* "3 of 15 min" */
	double progress; /* 0 to 1, above 1 in overtime; NAN: no bar */
	enum doc_role time_role;
	const char *until; /* "until 09:15" */
	const struct rail_item *rail;
	size_t rail_count; /* 0: no rail */
	const char *clock; /* of the running step, with seconds: the one that ticks; "" none */
	enum doc_role clock_role;
	struct doc body;
	const char *status; /* last saved or last error, at the right below */
	enum doc_role status_role;
	bool read_only;
	bool following; /* the meeting is led at another screen */
	const char *leader; /* who leads it there; "" unknown */
	bool snug; /* forms stand right below a short body, not at the foot */
};
