#include "bytes.h"

#include <stdlib.h>
#include <string.h>

static void bytes_reserve(struct bytes *b, size_t more)
{
	size_t need = b->len + more + 1;
	if (need <= b->cap)
		return;
	size_t cap = b->cap < 256 ? 256 : b->cap;
	while (cap < need)
		cap *= 2;
	char *data = realloc(b->data, cap);
	if (!data)
		abort();
	b->data = data;
	b->cap = cap;
	b->data[b->len] = '\0';
}

void bytes_add(struct bytes *b, const void *data, size_t len)
{
	bytes_reserve(b, len);
	if (len > 0)
		memcpy(b->data + b->len, data, len);
	b->len += len;
	b->data[b->len] = '\0';
}

void bytes_puts(struct bytes *b, const char *text)
{
	bytes_add(b, text, strlen(text));
}

void bytes_clear(struct bytes *b)
{
	bytes_reserve(b, 0);
	b->len = 0;
	b->data[0] = '\0';
}

void bytes_done(struct bytes *b)
{
	free(b->data);
	*b = (struct bytes){0};
}

char *bytes_take(struct bytes *b)
{
	bytes_reserve(b, 0);
	char *data = b->data;
	*b = (struct bytes){0};
	return data;
}
