/* Graphemes that no cell has room for. */
#pragma once

#include <dagstart/base/text.h>

enum { CLUSTERS_ALL = 26 * 64 * 64 };

/* Each another one: a letter with two marks. */
static inline void cluster_nth(uint32_t n, char out[static 16])
{
	size_t len = text_encode('a' + n % 26, out);
	len += text_encode(0x300 + n / 26 % 64, out + len);
	text_encode(0x300 + n / 26 / 64 % 64, out + len);
}
