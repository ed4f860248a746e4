/* Weeks as bytes: whole numbers of seven bits a byte, the lowest first, whatever machine wrote them. */
#pragma once

#include <stddef.h>

#include <dagstart/store/voice.h>

struct arena;

/* In `arena`. `total` is the tally of all answers, by which it is known whether the bytes are those of today.
 */
const void *weeks_write(struct arena *arena, const struct tally *total, const struct week_tally *weeks,
        size_t count, size_t *ret_len);
/* Where each week stands in the bytes, so that only those that are asked for are read. */
struct week_place {
	int32_t monday;
	const unsigned char *at;
	size_t len;
};
/* False when they are of another total, or not what weeks_write() writes. */
bool weeks_find(struct arena *arena, const void *bytes, size_t len, const struct tally *total,
        struct week_place **ret, size_t *ret_count);
bool week_read(const struct week_place *place, struct week_tally *ret);
