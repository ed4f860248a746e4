/* Graphemes of many bytes, such as a family in one emoji: each is kept once, and known by its number. */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct arena;
struct clusters;

struct clusters *clusters_new(struct arena *arena);
/* From 1 on; the same text has the same number until clusters_forget(). `len` is below CLUSTER_BYTES. */
uint32_t clusters_number(struct clusters *clusters, const char *text, size_t len);
/* NULL when no text has that number. */
const char *clusters_text(const struct clusters *clusters, uint32_t number);
size_t clusters_count(const struct clusters *clusters);
void clusters_forget(struct clusters *clusters);
