#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>

#include "intake/encoding.h"

struct decoded {
	char *text;
	const char *name;
	int64_t replaced, line;
};

static bool begin(struct decoder *decoder, struct arena *arena, struct piece head, struct err *err)
{
	const struct decoder_options options = {.name = "answers.xlsx", .room = 4096};
	return decoder_init(decoder, arena, &options, head, err);
}

/* Decodes as a feed does, but `step` bytes at a time, so that every character is cut somewhere. */
static struct decoded decode(struct arena *arena, const char *bytes, size_t len, size_t step)
{
	struct decoder decoder;
	struct err err = {0};
	struct str out = str_new(arena);
	char block[ENCODING_CARRY + 4096];
	size_t carried = 0;
	assert_true(begin(&decoder, arena, (struct piece){bytes, len}, &err));
	for (size_t at = 0; at <= len; at += step) {
		size_t n = len - at < step ? len - at : step, used, end;
		memcpy(block + carried, bytes + at, n);
		const char *text;
		end = decoder_run(&decoder, block, carried + n, n == 0, &text, &used);
		str_add_bytes(&out, text, end);
		assert_true(used <= carried + n);
		carried = carried + n - used;
		assert_true(carried <= ENCODING_CARRY);
		memmove(block, block + used, carried);
		if (n < step && n > 0)
			at = len - step; /* once more, with nothing */
		if (n == 0)
			break;
	}
	assert_int_equal(carried, 0);
	assert_true(text_is_utf8(out.text, out.len));
	assert_int_equal(strlen(out.text), out.len);
	return (struct decoded){out.text, decoder_name(&decoder), decoder.replaced, decoder.replaced_line};
}

static void check(const char *bytes, size_t len, const char *name, const char *text, int replaced)
{
	static const size_t steps[] = {2, 3, 5, 4096};
	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
		CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
		struct decoded got = decode(arena, bytes, len, len < 4 ? 4096 : steps[i] < 3 ? 3 : steps[i]);
		assert_string_equal(got.name, name);
		assert_string_equal(got.text, text);
		assert_int_equal(got.replaced, replaced);
	}
}
#define CHECK(bytes, name, text, replaced) check((bytes), sizeof(bytes) - 1, (name), (text), (replaced))

static void reads_utf8(void **state)
{
	UNUSED(state);
	CHECK("plain", "UTF-8", "plain", 0);
	CHECK("caf\xC3\xA9 \xE2\x82\xAC 5", "UTF-8", "café € 5", 0);
	CHECK("\xEF\xBB\xBFscore", "UTF-8 BOM", "score", 0);
	CHECK("\xF0\x9F\x98\x80 top", "UTF-8", "😀 top", 0);
}

static void reads_windows_1252(void **state)
{
	UNUSED(state);
	CHECK("caf\xE9 \x80 5 \x93"
	      "ja\x94",
	        "Windows-1252", "café € 5 “ja”", 0);
	CHECK("ge\xEFrriteerd", "Windows-1252", "geïrriteerd", 0);
	/* An accent as the last byte could be the start of a sequence, but nothing follows. */
	CHECK("ol\xE9", "Windows-1252", "olé", 0);
	CHECK("\xE9\x81\x20\xE9", "Windows-1252", "é� é", 1);
}

static void reads_utf16(void **state)
{
	UNUSED(state);
	CHECK("\xFF\xFEs\0c\0\xE9\0,\0\x3D\xD8\x00\xDE\n\0", "UTF-16LE", "scé,😀\n", 0);
	CHECK("\xFE\xFF\0s\0c\0\xE9\0,\xD8\x3D\xDE\x00\0\n", "UTF-16BE", "scé,😀\n", 0);
	CHECK("s\0c\0o\0r\0e\0\n\0", "UTF-16LE", "score\n", 0);
	CHECK("\0s\0c\0o\0r\0e\0\n", "UTF-16BE", "score\n", 0);
	CHECK("\xFF\xFE\x3D\xD8x\0y\0\x00\xDC", "UTF-16LE", "�xy�", 2);
	CHECK("\xFF\xFE\x41\0B", "UTF-16LE", "A�", 1);
}

static void replaces_and_counts(void **state)
{
	UNUSED(state);
	/* More that is UTF-8 than is not: then it is UTF-8 with faults. */
	CHECK("é é é \xFF", "UTF-8", "é é é �", 1);
	CHECK("é é é \xC0\xAF", "UTF-8", "é é é ��", 2);
	CHECK("é é é é \xED\xA0\x80", "UTF-8", "é é é é ���", 3);
	CHECK("é é é \xE2\x82", "UTF-8", "é é é �", 1);
	CHECK("é é é \xE2\x82x", "UTF-8", "é é é �x", 1);
	CHECK("é é é é \xF4\x90\x80\x80", "UTF-8", "é é é é ����", 4);
	check("a\0b", 3, "UTF-8", "a�b", 1);
}

static void tells_the_line_of_the_first(void **state)
{
	UNUSED(state);
	CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
	const char text[] = "é\né\né \xFF\n\xFF\né";
	struct decoded got = decode(arena, text, sizeof(text) - 1, 4096);
	assert_int_equal(got.replaced, 2);
	assert_int_equal(got.line, 3);
}

static void settles_late(void **state)
{
	UNUSED(state);
	CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
	struct decoder decoder;
	struct err err = {0};
	const char *text;
	size_t used;
	char head[] = "score,comment\n";
	assert_true(begin(&decoder, arena, (struct piece){head, sizeof(head) - 1}, &err));
	char later[] = "5,caf\xE9\n";
	size_t len = decoder_run(&decoder, later, sizeof(later) - 1, false, &text, &used);
	assert_int_equal(len, 8);
	assert_memory_equal(text, "5,café\n", 8);
	assert_string_equal(decoder_name(&decoder), "Windows-1252");
	/* And the second pass finds the same again. */
	decoder_reset(&decoder);
	assert_string_equal(decoder_name(&decoder), "UTF-8");
	decoder_run(&decoder, later, sizeof(later) - 1, false, &text, &used);
	assert_string_equal(decoder_name(&decoder), "Windows-1252");
}

static void refuses_what_is_no_text(void **state)
{
	UNUSED(state);
	static const struct {
		const char *bytes;
		size_t len;
	} files[] = {{"PK\x03\x04....", 8}, {"\xD0\xCF\x11\xE0....", 8}, {"%PDF-1.7", 8}, {"\x1F\x8B\x08", 3},
	        {"SQLite format 3\0", 16}, {"\xFF\xFE\0\0s\0\0\0", 8}, {" <!DOCTYPE html><html>", 22},
	        {"\xEF\xBB\xBF<?xml version", 16}, {"a\0\1\2\3\4\5\6b\0\1\2\3\4\5\6", 16},
	        {"\0\0\xFE\xFF\0\0\0s", 8}};
	CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		struct decoder decoder;
		struct err err = {0};
		struct piece head = {files[i].bytes, files[i].len};
		assert_false(begin(&decoder, arena, head, &err));
		assert_int_equal(err.code, ERR_INPUT);
		assert_string_equal(err.detail, "answers.xlsx");
	}
}

/* Kuhn's stress test, and the same with a byte in two hundred spoiled: whatever stands in it, what comes out
 * is valid, however it is cut. */
static void survives_the_stress_test(void **state)
{
	UNUSED(state);
	FILE *file = fopen(SUITES "/unicode/UTF-8-test.txt", "rb");
	if (!file)
		skip();
	CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
	static char bytes[1 << 16];
	size_t len = fread(bytes, 1, sizeof(bytes), file);
	fclose(file);
	struct decoded whole = decode(arena, bytes, len, 4096);
	assert_string_equal(whole.name, "UTF-8");
	assert_non_null(strstr(whole.text, "Markus Kuhn"));
	for (size_t i = 100; i < len; i += 200)
		bytes[i] = (char)(0x80 + i % 128);
	struct decoded small = decode(arena, bytes, len, 7);
	struct decoded large = decode(arena, bytes, len, 4096);
	assert_string_equal(large.name, "UTF-8");
	assert_string_equal(small.text, large.text);
	assert_int_equal(small.replaced, large.replaced);
	assert_true(large.replaced > 50);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(reads_utf8),
	        cmocka_unit_test(reads_windows_1252),
	        cmocka_unit_test(reads_utf16),
	        cmocka_unit_test(replaces_and_counts),
	        cmocka_unit_test(tells_the_line_of_the_first),
	        cmocka_unit_test(settles_late),
	        cmocka_unit_test(refuses_what_is_no_text),
	        cmocka_unit_test(survives_the_stress_test),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
