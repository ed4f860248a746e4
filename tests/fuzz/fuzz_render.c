/* Any document in every format: safe bytes, JSON that parses, HTML without a door, CSV without a formula. */
#include <jansson.h>
#include <string.h>
#include <strings.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/str.h>
#include <dagstart/render/render.h>

#include "fuzz.h"
#include "random_doc.h"

static void check_json(const char *out)
{
	json_error_t error;
	json_t *json = json_loads(out, JSON_REJECT_DUPLICATES, &error);
	MUST(json_is_object(json));
	json_decref(json);
}

/* No tag that could fetch, run or send; what people wrote never makes a tag, as its brackets are escaped. */
static void check_tag(const char *tag, size_t len)
{
	static const char *const doors[] = {"<script", "<iframe", "<object", "<embed", "<link", "<base",
	        "<form", "<img", "<a ", "<input"};
	for (size_t i = 0; i < sizeof(doors) / sizeof(doors[0]); i++)
		MUST(strncasecmp(tag, doors[i], strlen(doors[i])) != 0);
	MUST(!memmem(tag, len, " src=", 5) && !memmem(tag, len, " href=", 6) && !memmem(tag, len, " on", 3));
}

static void check_html(const char *out)
{
	MUST(strstr(out, "Content-Security-Policy"));
	for (const char *tag = strchr(out, '<'); tag; tag = strchr(tag + 1, '<')) {
		const char *end = strchr(tag, '>');
		MUST(end);
		check_tag(tag, (size_t)(end - tag));
	}
}

static bool is_number(const char *cell, size_t len)
{
	return len > 0 && strspn(cell, "-0123456789.e+") >= len;
}

/* Cells as a strict reader sees them: none of those in quotes begins a formula. */
static void check_csv(const char *out)
{
	while (*out) {
		if (*out == '"') {
			const char *end = out + 1;
			while (*end && (*end != '"' || end[1] == '"'))
				end += *end == '"' ? 2 : 1;
			MUST(*end == '"');
			size_t len = (size_t)(end - out - 1);
			MUST(len == 0 || !strchr("=+-@\t\r", out[1]) || is_number(out + 1, len));
			out = end + 1;
		} else {
			size_t len = strcspn(out, ",\n");
			MUST(len == 0 || is_number(out, len));
			out += len;
		}
		MUST(*out == ',' || *out == '\n');
		out++;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	CLEANUP(arena_cleanup) struct arena *arena = arena_new(NULL);
	struct choices c = choices_of(data, size);
	struct render_options options = {
	        .width = (int)choice_below(&c, 200), .ascii = choice_below(&c, 2), .language = "nl"};
	struct doc doc = random_doc(arena, &c);
	options.title = doc.root->first ? doc.root->first->text : "Dagstart";
	for (int format = RENDER_TEXT; format <= RENDER_TREE; format++) {
		struct str out = str_new(arena);
		render((enum render_format)format, doc.root, &options, &out);
		fuzz_must_show(out.text, true);
		MUST(strlen(out.text) == out.len);
		if (format == RENDER_JSON)
			check_json(out.text);
		else if (format == RENDER_HTML)
			check_html(out.text);
		else if (format == RENDER_CSV)
			check_csv(out.text);
		for (size_t i = 0; options.ascii && format == RENDER_TEXT && i < out.len; i++)
			MUST((unsigned char)out.text[i] < 0x80);
	}
	return 0;
}
