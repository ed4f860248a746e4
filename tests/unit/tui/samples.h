/* Views such as the steps make them, for the tests of the screen. */
#pragma once

#include <dagstart/doc/form.h>
#include <dagstart/doc/view.h>

struct arena;

struct view sample_voice(struct arena *arena);
struct view sample_scores(struct arena *arena);
struct view sample_promises(struct arena *arena);
struct view sample_round(struct arena *arena);
/* More rows than any screen has. */
struct view sample_long(struct arena *arena, int rows);
/* Every kind of node, with hostile, wide and endless text. */
struct view sample_everything(struct arena *arena);
struct view sample_empty(struct arena *arena);
struct form sample_decide(struct arena *arena);
struct form sample_action(struct arena *arena);
struct doc sample_notes(struct arena *arena);
