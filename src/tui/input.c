/* The queue of bytes: cut into tokens, which are letters, pastes or keys with a name. */
#include <dagstart/tui/input.h>

#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>

#include "input_key.h"
#include "input_token.h"

enum {
	PASTE_MAX = 4 * 1024 * 1024, /* what is over is swallowed */
	ESC_WAIT_MS = 40, /* between Esc alone and the Esc that begins a sequence */
	PASTE_WAIT_MS = 3000, /* a paste whose end mark is lost must not swallow keys for ever */
	STRING_WAIT_MS = 500, /* nor what looked like the start of a string: Alt-] and a letter typed fast */
	KEEP_BYTES = 64 * 1024, /* memory of a queue or paste above this goes back after use */
};

static const char paste_end[] = "\x1B[201~";

struct input {
	struct decoder *decoder;
	struct arena *queue_arena, *paste_arena;
	struct str queue; /* bytes that came in and are not looked at yet */
	size_t queue_at; /* the first of them */
	struct str paste;
	bool pasting;
	enum token_kind dropping; /* TOKEN_STRING or TOKEN_OVERLONG while one is thrown away */
	bool flushed; /* what is incomplete now will not become complete */
};

struct input *input_new(struct arena *arena, const char *term)
{
	struct decoder *decoder = decoder_new(term);
	if (!decoder)
		return NULL;
	struct input *input = arena_new_of(arena, struct input);
	*input = (struct input){
	        .decoder = decoder,
	        .queue_arena = arena_new_like(arena),
	        .paste_arena = arena_new_like(arena),
	};
	input->queue = str_new(input->queue_arena);
	input->paste = str_new(input->paste_arena);
	return input;
}

void input_free(struct input *input)
{
	if (!input)
		return;
	decoder_free(input->decoder);
	arena_free(input->queue_arena);
	arena_free(input->paste_arena);
}

/* Empty again; a large block is given back. */
static void buffer_reset(struct arena **arena, struct str *buffer)
{
	if (buffer->room > KEEP_BYTES) {
		struct arena *next = arena_new_like(*arena);
		arena_free(*arena);
		*arena = next;
		*buffer = str_new(next);
	} else {
		str_clear(buffer);
	}
}

static const char *queue_start(const struct input *input)
{
	return input->queue.text + input->queue_at;
}

static size_t queue_len(const struct input *input)
{
	return input->queue.len - input->queue_at;
}

static void queue_take(struct input *input, size_t count)
{
	input->queue_at += count;
	if (input->queue_at < input->queue.len)
		return;
	buffer_reset(&input->queue_arena, &input->queue);
	input->queue_at = 0;
}

void input_push(struct input *input, const char *bytes, size_t len)
{
	if (input->queue_at > 0) {
		size_t left = queue_len(input);
		memmove(input->queue.text, queue_start(input), left);
		input->queue.len = left;
		input->queue_at = 0;
	}
	str_add_bytes(&input->queue, bytes, len);
	if (len > 0)
		input->flushed = false;
}

/* -- paste -- */

/* Where the end mark begins, whole or (at the end of the queue) in part; the queue's length when it does not.
 */
static size_t find_paste_end(const struct input *input, bool *ret_whole)
{
	const char *start = queue_start(input);
	size_t len = queue_len(input), mark_len = strlen(paste_end);
	*ret_whole = false;
	for (size_t at = 0; at < len; at++) {
		const char *esc = memchr(start + at, paste_end[0], len - at);
		if (!esc)
			return len;
		at = (size_t)(esc - start);
		size_t seen = len - at < mark_len ? len - at : mark_len;
		if (memcmp(esc, paste_end, seen) == 0) {
			*ret_whole = seen == mark_len;
			return at;
		}
	}
	return len;
}

static bool next_paste(struct input *input, struct key *ret)
{
	bool whole;
	size_t len = find_paste_end(input, &whole);
	bool done = whole || input->flushed;
	if (done && !whole)
		len = queue_len(input);
	size_t room = PASTE_MAX - input->paste.len;
	str_add_bytes(&input->paste, queue_start(input), len < room ? len : room);
	queue_take(input, whole ? len + strlen(paste_end) : len);
	if (!done)
		return false;
	input->pasting = false;
	*ret = (struct key){.kind = KEY_PASTE, .text = input->paste.text, .len = input->paste.len};
	return true;
}

static void begin_paste(struct input *input)
{
	buffer_reset(&input->paste_arena, &input->paste);
	input->pasting = true;
}

/* -- letters -- */

/* Takes further code points that are in the queue already and belong to the same cluster. */
static void complete_cluster(struct input *input, char *name, size_t room)
{
	while (queue_len(input) > 0 && (unsigned char)*queue_start(input) >= 0x80) {
		struct token next = token_of(queue_start(input), queue_len(input), input->flushed);
		size_t len = strlen(name);
		int width;
		if (next.kind != TOKEN_TEXT || len + next.len >= room)
			return;
		memcpy(name + len, queue_start(input), next.len);
		name[len + next.len] = '\0';
		if (text_grapheme(name, len + next.len, &width) != len + next.len) {
			name[len] = '\0';
			return;
		}
		queue_take(input, next.len);
	}
}

static bool letter_key(struct input *input, size_t len, struct key *ret)
{
	*ret = (struct key){.kind = KEY_NAMED};
	memcpy(ret->name, queue_start(input), len);
	queue_take(input, len);
	if (strcmp(ret->name, " ") == 0)
		memcpy(ret->name, "Space", sizeof("Space"));
	else
		complete_cluster(input, ret->name, sizeof(ret->name));
	return true;
}

static bool bad_key(struct input *input, size_t len, struct key *ret)
{
	*ret = (struct key){.kind = KEY_NAMED, .name = "\xEF\xBF\xBD"};
	queue_take(input, len);
	return true;
}

/* -- the rest -- */

static bool named_key(struct input *input, size_t len, struct key *ret)
{
	char bytes[16]; /* the queue may move while it is taken from */
	bool fits = len <= sizeof(bytes);
	memcpy(bytes, queue_start(input), fits ? len : 0);
	queue_take(input, len);
	return fits && decoder_key(input->decoder, bytes, len, ret);
}

static void drop_rest(struct input *input)
{
	bool ended;
	size_t len = token_rest(input->dropping, queue_start(input), queue_len(input), &ended);
	if (input->flushed && !ended)
		len = queue_len(input);
	queue_take(input, len);
	if (ended || input->flushed)
		input->dropping = TOKEN_MORE;
}

/* Whether the token is a key. */
static bool take_token(struct input *input, struct token token, struct key *ret)
{
	switch (token.kind) {
	case TOKEN_TEXT:
		return letter_key(input, token.len, ret);
	case TOKEN_BAD:
		return bad_key(input, token.len, ret);
	case TOKEN_CONTROL:
	case TOKEN_META:
	case TOKEN_SEQUENCE:
		return named_key(input, token.len, ret);
	case TOKEN_PASTE:
		queue_take(input, token.len);
		begin_paste(input);
		return false;
	case TOKEN_STRING:
	case TOKEN_OVERLONG:
		queue_take(input, token.len);
		input->dropping = token.kind;
		return false;
	case TOKEN_UNKNOWN:
		queue_take(input, token.len);
		return false;
	case TOKEN_MORE:
		return false;
	}
	return false;
}

bool input_next(struct input *input, struct key *ret)
{
	for (;;) {
		if (input->pasting)
			return next_paste(input, ret);
		size_t before = queue_len(input);
		enum token_kind dropping = input->dropping;
		if (before == 0)
			return false;
		if (input->dropping != TOKEN_MORE) {
			drop_rest(input);
		} else {
			struct token token = token_of(queue_start(input), before, input->flushed);
			if (take_token(input, token, ret))
				return true;
		}
		if (!input->pasting && queue_len(input) == before && input->dropping == dropping)
			return false;
	}
}

bool input_is_waiting(const struct input *input)
{
	return input->pasting || input->dropping != TOKEN_MORE || queue_len(input) > 0;
}

int input_wait_ms(const struct input *input)
{
	if (input->pasting)
		return PASTE_WAIT_MS;
	return input->dropping != TOKEN_MORE ? STRING_WAIT_MS : ESC_WAIT_MS;
}

void input_flush(struct input *input)
{
	input->flushed = true;
	if (queue_len(input) == 0)
		input->dropping = TOKEN_MORE;
}
