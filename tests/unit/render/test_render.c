/* What every format promises, whatever the text is: nothing raw reaches a terminal, nothing becomes markup,
 * and what is written can be read back. */
#include "fixture.h"

#include <ctype.h>
#include <math.h>

#include <dagstart/base/random.h>
#include <dagstart/base/text.h>

static const char *markdown_para(struct arena *arena, const char *text)
{
	struct doc doc = doc_new(arena);
	doc_para(&doc, doc.root, ROLE_TEXT, text);
	return rendered(arena, RENDER_MARKDOWN, doc.root);
}

static void test_markdown_escapes(void **state)
{
	static const char *const paras[][2] = {
	        {"plain, with (words) - and 1. more = less", "plain, with (words) - and 1. more = less\n"},
	        {"\\`*_{}[]<>#!|~&", "\\\\\\`\\*\\_\\{\\}\\[\\]\\<\\>\\#\\!\\|\\~\\&\n"},
	        {"- a", "\\- a\n"},
	        {"+ a", "\\+ a\n"},
	        {"=== ", "\\=== \n"},
	        {"12. a", "12\\. a\n"},
	        {"3) a", "3\\) a\n"},
	        {"12 a", "12 a\n"},
	        {":-", "\\:-\n"},
	        {"    code", "code\n"},
	        {"\tcode", "code\n"},
	        {"a\n\n# b\r\n- c", "a\\\n\\# b\\\n\\- c\n"},
	        {"see https://x.test", "see https\\://x.test\n"},
	        {"see WWW.x.test", "see WWW\\.x.test\n"},
	};
	for (size_t i = 0; i < sizeof(paras) / sizeof(paras[0]); i++)
		assert_string_equal(markdown_para(*state, paras[i][0]), paras[i][1]);
}

static void test_markdown_leaves_out_hints_and_keeps_columns_hidden(void **state)
{
	static const struct doc_column columns[] = {{.key = "a", .title = "A"},
	        {.key = "b", .title = "B", .hidden = true}, {.key = "c", .title = "C", .align = ALIGN_RIGHT}};
	struct doc doc = doc_new(*state);
	doc_hint(&doc, doc.root, "press Enter");
	struct doc_node *row = doc_row(&doc, doc_table(&doc, doc.root, "t", columns, 3), (struct ref){0});
	doc_cell(&doc, row, "1");
	doc_cell(&doc, row, "2");
	doc_cell(&doc, row, "x|y\nz");
	assert_string_equal(
	        rendered(*state, RENDER_MARKDOWN, doc.root), "| A | C |\n| --- | ---: |\n| 1 | x\\|y z |\n");
}

static void test_html_is_safe(void **state)
{
	struct doc doc = doc_with_cell(*state, "<script>&\"'");
	doc_para(&doc, doc.root, ROLE_TEXT, "</main><img src=x>");
	struct str out = str_new(*state);
	const struct render_options options = {.title = "</title><b>", .language = "nl\" onload=\"x"};
	render(RENDER_HTML, doc.root, &options, &out);
	assert_non_null(strstr(out.text, "<html lang=\"nl&quot; onload=&quot;x\">"));
	assert_non_null(strstr(out.text, "content=\"default-src 'none'; style-src 'unsafe-inline'\""));
	assert_non_null(strstr(out.text, "<title>&lt;/title&gt;&lt;b&gt;</title>"));
	assert_non_null(strstr(out.text, "<td>&lt;script&gt;&amp;&quot;&#39;</td>"));
	assert_non_null(strstr(out.text, "&lt;/main&gt;&lt;img src=x&gt;"));
	assert_null(strstr(out.text, "<script"));
	assert_null(strstr(out.text, "<img"));
	assert_null(strstr(out.text, "http:"));
}

static void test_html_chart_of_odd_figures(void **state)
{
	struct doc doc = doc_new(*state);
	const struct doc_point one[] = {{.day = 20000, .value = 5, .lower = NAN, .upper = NAN}};
	const struct doc_point wild[] = {{.day = INT32_MIN, .value = 1e300, .lower = -INFINITY, .upper = NAN},
	        {.day = INT32_MAX, .value = -1e300, .lower = NAN, .upper = INFINITY}};
	const struct doc_point gaps[] = {{.day = 1, .value = NAN, .lower = NAN, .upper = NAN}};
	doc_chart(&doc, doc.root, &(struct doc_chart){.points = one, .count = 1, .centre = 5});
	doc_chart(&doc, doc.root, &(struct doc_chart){.points = wild, .count = 2, .centre = NAN});
	doc_chart(&doc, doc.root, &(struct doc_chart){.points = gaps, .count = 1, .low = NAN, .high = NAN});
	doc_chart(&doc, doc.root, &(struct doc_chart){.summary = "nothing"});
	const char *html = rendered(*state, RENDER_HTML, doc.root);
	assert_non_null(strstr(html, "cx=\"292.0\" cy=\"96.0\""));
	assert_null(strstr(html, "nan"));
	assert_null(strstr(html, "inf\""));
}

static void test_titles(void **state)
{
	struct doc doc = doc_new(*state);
	doc.root->text = "Page";
	doc_section(&doc, doc.root, "Part", "aside");
	struct str same = str_new(*state), other = str_new(*state);
	render(RENDER_TEXT, doc.root, &(struct render_options){.title = "Page"}, &same);
	assert_string_equal(same.text, "Page\n====\n\nPart · aside\n------------\n");
	render(RENDER_MARKDOWN, doc.root, &(struct render_options){.title = "Team"}, &other);
	assert_string_equal(other.text, "# Team\n\n## Page\n\n### Part\n\n*aside*\n");
}

static void assert_fits(const char *text, int width)
{
	while (*text) {
		size_t len = strcspn(text, "\n");
		int columns = 0;
		for (size_t at = 0; at < len;) {
			int wide;
			at += text_grapheme(text + at, len - at, &wide);
			columns += wide;
		}
		if (columns > width)
			fail_msg("%d columns: %.*s", columns, (int)len, text);
		assert_true(len == 0 || text[len - 1] != ' ');
		text += len + (text[len] == '\n');
	}
}

static struct doc doc_of_words(struct arena *arena, const char *words)
{
	struct doc doc = doc_with_cell(arena, words);
	struct doc_node *row = doc.root->first->first;
	doc_cell(&doc, row, words);
	doc_section(&doc, doc.root, words, words);
	struct doc_node *quote = doc_add(&doc, doc.root, DOC_QUOTE, ROLE_BAD, words);
	quote->aside = words;
	quote->mark = true;
	struct doc_node *list = doc_add(&doc, doc.root, DOC_LIST, ROLE_TEXT, NULL);
	struct doc_node *item = doc_item(&doc, list, (struct ref){0}, words);
	doc_para(&doc, item, ROLE_TEXT, words);
	doc_item(&doc, doc_add(&doc, item, DOC_LIST, ROLE_TEXT, NULL), (struct ref){0}, words);
	doc_field(&doc, doc.root, "key", words, words);
	doc_score(&doc, doc.root, "score",
	        &(struct doc_score){.title = words, .value = words, .margin = words, .verdict = words});
	doc_chart(&doc, doc.root, &(struct doc_chart){.summary = words, .upper_label = words});
	doc_gauge(&doc, doc.root, ROLE_GOOD, &(struct doc_gauge){.part = 2, .caption = words});
	doc_timer(&doc, doc.root, ROLE_GOOD, &(struct doc_timer){.used_ms = -1, .caption = words});
	doc_hint(&doc, doc.root, words);
	return doc;
}

static void test_text_keeps_its_width(void **state)
{
	struct doc doc = doc_of_words(*state,
	        "words of a customer who had very much to tell about the parcel, the "
	        "invoice and お客様の声を毎朝聞くことから始めましょうお客様の声 and more");
	for (int width = 20; width <= 100; width += 20) {
		struct str out = str_new(*state);
		render(RENDER_TEXT, doc.root, &(struct render_options){.width = width}, &out);
		assert_fits(out.text, width);
	}
}

static void test_ascii_is_ascii(void **state)
{
	struct doc doc = doc_of_words(*state, "“é” – … ±7 ▲ 🙂 お客");
	struct str out = str_new(*state);
	render(RENDER_TEXT, doc.root, &(struct render_options){.ascii = true}, &out);
	for (const char *c = out.text; *c; c++)
		assert_true(*c == '\n' || (*c >= ' ' && *c < 0x7f));
	assert_non_null(strstr(out.text, "+/-7"));
}

static const char *random_words(struct arena *arena, struct random *random)
{
	static const char *const pieces[] = {"a", "é", " ", "\n", "\r\n", "\t", "\033[31m", "\033]8;;x\a",
	        "\177", "\xc2\x9b", "\xe2\x80\xae", "\xe2\x80\x8b", "\xf3\xa0\x81\x81", "\xff", "\xe2\x82",
	        "🙂", "e\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81", "お", "=", "-", "+", "@", "\"",
	        "'", ";", ",", "|", "<b>", "&", "\\", "`", "*", "1.", "#", "\x01", "–"};
	struct str out = str_new(arena);
	for (uint32_t i = random_below(random, 24); i > 0; i--)
		str_add(&out, pieces[random_below(random, sizeof(pieces) / sizeof(pieces[0]))]);
	return out.text;
}

/* No control but LF, no bidi, no hidden character, no broken UTF-8. */
static void assert_harmless(const char *text)
{
	size_t len = strlen(text);
	assert_true(text_is_utf8(text, len));
	for (size_t at = 0; at < len;) {
		uint32_t code;
		at += text_decode(text + at, len - at, &code);
		bool control = (code < 0x20 && code != '\n') || (code >= 0x7f && code < 0xa0);
		bool hidden = (code >= 0x200b && code <= 0x200f && code != 0x200d) ||
		              (code >= 0x202a && code <= 0x202e) || (code >= 0xe0000 && code <= 0xe007f);
		if (control || hidden)
			fail_msg("U+%04X in %s", code, text);
	}
}

static void assert_markup_is_ours(const char *html)
{
	assert_null(strstr(html, "<b>"));
	assert_non_null(strstr(html, "</html>\n"));
}

static void test_any_text_in_any_format(void **state)
{
	struct random random = random_seeded(7);
	for (int round = 0; round < 200; round++) {
		struct arena *arena = arena_new(NULL);
		struct doc doc = doc_of_words(arena, random_words(arena, &random));
		assert_harmless(rendered(arena, RENDER_TEXT, doc.root));
		assert_harmless(rendered(arena, RENDER_MARKDOWN, doc.root));
		assert_harmless(rendered(arena, RENDER_CSV, doc.root));
		assert_harmless(rendered(arena, RENDER_TREE, doc.root));
		assert_harmless(rendered(arena, RENDER_JSON, doc.root));
		const char *html = rendered(arena, RENDER_HTML, doc.root);
		assert_harmless(html);
		assert_markup_is_ours(html);
		json_decref(json_of(arena, &doc));
		arena_free(arena);
	}
	(void)state;
}

/* Any node can be the top, not only a section. */
static void test_every_kind_alone(void **state)
{
	struct doc doc = doc_of_words(*state, "w");
	for (struct doc_node *node = doc.root; node; node = doc_next(doc.root, node))
		for (int format = RENDER_TEXT; format <= RENDER_TREE; format++)
			assert_non_null(rendered(*state, (enum render_format)format, node));
	struct doc_node *score = doc_find_key(&doc, "score");
	assert_string_equal(rendered(*state, RENDER_TEXT, score), "w: w w, n 0\n  w\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(test_markdown_escapes),
	        TEST(test_markdown_leaves_out_hints_and_keeps_columns_hidden),
	        TEST(test_html_is_safe),
	        TEST(test_html_chart_of_odd_figures),
	        TEST(test_titles),
	        TEST(test_text_keeps_its_width),
	        TEST(test_ascii_is_ascii),
	        TEST(test_any_text_in_any_format),
	        TEST(test_every_kind_alone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
