/* Scales in words and tools, of the word lists. */
#pragma once

struct arena;
struct problems;
struct words;

/* Fills in both from the built-in files. */
void words_tables_load(struct arena *arena, struct words *words, struct problems *problems);
