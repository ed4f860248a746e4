/* Personal data in what a page or a message shows, wherever it was typed: customers' words are masked with
 * their names where they are read, and this goes over all of it once more, so that what a team wrote down of
 * a customer is hidden as well. */
#pragma once

struct arena;
struct doc_node;

/* `text` itself where it holds nothing to mask; else a copy in `arena`. */
const char *mask_text(struct arena *arena, const char *text);
/* All that stands below `node`; what is being typed stays. */
void mask_below(struct arena *arena, struct doc_node *node);
