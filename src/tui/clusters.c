#include "clusters.h"

#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/random.h>
#include <dagstart/base/vec.h>
#include <dagstart/tui/grid.h>

enum { HEADS = 256 };

struct cluster {
	char text[CLUSTER_BYTES];
	uint32_t next; /* of those with the same head; 0 none */
};

struct clusters {
	struct arena *arena;
	VEC(struct cluster) kept; /* by number, less 1 */
	uint32_t heads[HEADS];
};

struct clusters *clusters_new(struct arena *arena)
{
	struct clusters *clusters = arena_new_of(arena, struct clusters);
	clusters->arena = arena;
	return clusters;
}

uint32_t clusters_number(struct clusters *clusters, const char *text, size_t len)
{
	uint32_t *head = &clusters->heads[hash_bytes(0, text, len) % HEADS];
	for (uint32_t at = *head; at; at = clusters->kept.items[at - 1].next) {
		const char *known = clusters->kept.items[at - 1].text;
		if (memcmp(known, text, len) == 0 && !known[len])
			return at;
	}
	struct cluster *added = vec_add(clusters->arena, &clusters->kept);
	memcpy(added->text, text, len);
	added->next = *head;
	*head = (uint32_t)clusters->kept.count;
	return *head;
}

const char *clusters_text(const struct clusters *clusters, uint32_t number)
{
	return number > 0 && number <= clusters->kept.count ? clusters->kept.items[number - 1].text : NULL;
}

size_t clusters_count(const struct clusters *clusters)
{
	return clusters->kept.count;
}

void clusters_forget(struct clusters *clusters)
{
	memset(clusters->heads, 0, sizeof(clusters->heads));
	clusters->kept.count = 0;
}
