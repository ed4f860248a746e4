/* The loop with customers: who waits to hear from us, and what was said to them. */
#pragma once

#include <dagstart/domain/loop.h>

#include "step.h"

struct loops {
	struct loop *items; /* all with a due day, overdue first */
	size_t count;
	size_t open, unowned, overdue;
	size_t fresh, fresh_unowned; /* came in since the last meeting began; all, before the first */
	int32_t last_day; /* of the last meeting; 0 there was none */
	int64_t last_ms;
	int days; /* how far back low scores are followed */
	bool more; /* low scores than are listed */
};
/* With what the customers said. */
bool loops_load(struct step_context *ctx, bool closed_too, struct loops *ret, struct err *err) MUST_CHECK;
/* Only what loops_news() says, which the first screen waits for: no items, and nothing counted but what is
 * fresh. */
bool loops_load_news(struct step_context *ctx, struct loops *ret, struct err *err) MUST_CHECK;
/* The same for who knows the last meeting already; NULL: there was none. */
bool loops_load_news_since(
        struct step_context *ctx, const struct meeting *last, struct loops *ret, struct err *err) MUST_CHECK;
/* "3 new low scores since yesterday, 1 without an owner"; nothing when there are none. */
void loops_news(const struct step_context *ctx, const struct loops *loops, bool with_hint, struct doc *doc,
        struct doc_node *parent);
void loops_table(const struct step_context *ctx, const char *key, const struct loop *loops, size_t count,
        struct doc *doc, struct doc_node *parent);
/* "Anna tells the customer by Fri 6 Mar"; and what was said to or about a customer, masked when the screen
 * is. */
const char *loop_say(const struct step_context *ctx, struct arena *arena, const struct loop *loop);
enum doc_role loop_role(const struct loop *loop, int32_t today);
