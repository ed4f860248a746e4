/* Memory of the engine. To read the schema and to prepare statements it asks for some thousand small pieces,
 * of which malloc() takes three times as long as this does; the lookaside that the engine itself has against
 * that is left out of the distribution's build. Small pieces are cut from slabs of malloc(), and what is
 * given back is used again for the same size; larger ones are malloc()'s own. Slabs are kept until the
 * process ends. The shapes are those of sqlite3_mem_methods. */
#pragma once

enum {
	SLAB_SIZE = 16 * 1024,
	SLAB_PIECE_MAX = 1016, /* the largest piece that is cut from one */
};

/* Of at least `size` bytes, which is above 0, on a multiple of eight; NULL when memory is out. */
void *slab_take(int size);
void slab_give(void *piece);
/* The same bytes in a piece of the new size, mostly elsewhere; NULL when memory is out, and then `piece` is
 * as it was. */
void *slab_resize(void *piece, int size);
/* What `piece` has room for. */
int slab_size(void *piece);
/* What slab_size() would be of a piece that is asked for with `size`. */
int slab_round(int size);
