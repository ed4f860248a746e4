/* Any bytes of a terminal: keys have printable names, what is pasted is text and never a key, and the same
 * bytes mean the same in whatever portions they come. */
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/str.h>
#include <dagstart/tui/input.h>

#include "fuzz.h"

enum { SIDE_MAX = 1000 };

static void check_key(const struct key *key)
{
	switch (key->kind) {
	case KEY_NAMED:
		MUST(memchr(key->name, '\0', sizeof(key->name)) && key->name[0]);
		for (const char *c = key->name; *c; c++)
			MUST((unsigned char)*c > 0x20 && *c != 0x7F);
		break;
	case KEY_PASTE:
		MUST(key->text && key->text[key->len] == '\0');
		break;
	case KEY_MOUSE:
		MUST(key->row >= 0 && key->column >= 0 && key->row < SIDE_MAX * 1000);
		break;
	}
}

/* Letters may come in one cluster or one by one, so they are written down without a mark between them. */
static void write_key(struct str *out, const struct key *key)
{
	bool word = strlen(key->name) > 1;
	for (const char *c = key->name; *c; c++)
		word = word && (unsigned char)*c < 0x80;
	if (key->kind == KEY_NAMED)
		str_addf(out, word ? "<%s>" : "%s", key->name);
	else if (key->kind == KEY_MOUSE)
		str_addf(out, "<mouse %d %d %d %d>", (int)key->mouse, key->row, key->column, key->button);
	else
		str_addf(out, "<paste %zu ", key->len);
	str_add_bytes(out, key->kind == KEY_PASTE ? key->text : "", key->len);
}

static void drain(struct input *input, struct str *out)
{
	struct key key;
	while (input_next(input, &key)) {
		check_key(&key);
		write_key(out, &key);
	}
}

/* Made once, since reading terminfo takes longer than all else here; empty again after each use. */
static struct input *input_fresh(void)
{
	static struct input *input;
	static struct arena *arena;
	if (!input) {
		arena = arena_new(NULL);
		input = input_new(arena, "xterm-256color");
	}
	MUST(arena && input && !input_is_waiting(input)); /* so that both are seen to be kept */
	return input;
}

/* What the bytes mean, in portions of at most `portion`; 0: at once. */
static const char *meaning(struct arena *arena, const char *bytes, size_t len, size_t portion)
{
	struct str out = str_new(arena);
	struct input *input = input_fresh();
	for (size_t at = 0; at < len;) {
		size_t n = portion && portion < len - at ? portion : len - at;
		input_push(input, bytes + at, n);
		drain(input, &out);
		MUST(!input_is_waiting(input) || input_wait_ms(input) > 0);
		at += n;
	}
	/* At the end of a paste that was flushed further bytes may be keys. */
	for (int i = 0; i < 3 && input_is_waiting(input); i++) {
		input_flush(input);
		drain(input, &out);
	}
	MUST(!input_is_waiting(input));
	return out.text;
}

static void check_paste(struct arena *arena, const char *text, size_t len, size_t portion)
{
	struct str bytes = str_new(arena);
	str_add(&bytes, "\x1B[200~");
	str_add_bytes(&bytes, text, len);
	str_add(&bytes, "\x1B[201~");
	struct input *input = input_fresh();
	struct key key;
	int count = 0;
	for (size_t at = 0; at < bytes.len;) {
		size_t n = portion && portion < bytes.len - at ? portion : bytes.len - at;
		input_push(input, bytes.text + at, n);
		for (; input_next(input, &key); count++) {
			MUST(key.kind == KEY_PASTE);
			MUST(key.len == len && memcmp(key.text, text, len) == 0);
		}
		at += n;
	}
	MUST(count == 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
	struct choices c = choices_of(data, size);
	size_t portion = 1 + choice_below(&c, 9);
	const char *bytes = (const char *)data + c.at;
	size_t len = size - c.at;
	const char *whole = meaning(arena, bytes, len, 0);
	MUST(strcmp(whole, meaning(arena, bytes, len, portion)) == 0);
	if (!memmem(bytes, len, "\x1B[201~", 6))
		check_paste(arena, bytes, len, portion);
	return 0;
}
