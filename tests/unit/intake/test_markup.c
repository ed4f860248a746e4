/* Comments out of web forms read as text, and nothing that a customer typed is lost. */
#include "fixture.h"

#include <string.h>

#include <intake/markup.h>

static void tags_and_entities_become_text(void **state)
{
	static const struct {
		const char *in, *out;
	} cases[] = {
	        {"Goed.<br>Maar traag.", "Goed.\nMaar traag."},
	        {"<p>One.</p>\n<p style=\"x\">Two.</p>", "One.\n\nTwo."},
	        {"a<br /><BR/>b", "a\nb"},
	        {"<ul><li>one</li><li>two</li></ul>", "one\ntwo"},
	        {"Very <b>good</b>, <a href=\"http://x\">here</a>", "Very good, here"},
	        {"<!-- [if mso] -->So", "So"},
	        {"Tom &amp; Jerry &lt;3 &quot;x&quot;", "Tom & Jerry <3 \"x\""},
	        {"caf&eacute; &#233; &#xE9; &euro;&nbsp;5", "café é é € 5"},
	        {"jan&#64;example.org", "jan@example.org"}, /* to be masked like any other */
	        /* once, and no more */
	        {"&amp;lt;br&amp;gt;", "&lt;br&gt;"},
	        {"&lt;script&gt;", "<script>"},
	        /* what is none of both */
	        {"I <3 it, 5 < 6 > 4", "I <3 it, 5 < 6 > 4"},
	        {"<unknown> and <br", "<unknown> and <br"},
	        {"<bread>", "<bread>"},
	        {"AT&T; ?a=1&copy=2; R&D &;", "AT&T; ?a=1&copy=2; R&D &;"},
	        /* what must not be shown stays as it was typed */
	        {"a&#27;[31m &#x202E; &#0; &#xD800; &#x110000; &#99999999999;",
	                "a&#27;[31m &#x202E; &#0; &#xD800; &#x110000; &#99999999999;"},
	        {"&#; &#x; &#xG1;", "&#; &#x; &#xG1;"},
	};
	struct fixture *f = *state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_string_equal(markup_text(f->arena, cases[i].in), cases[i].out);
	const char *plain = "nothing to do";
	assert_ptr_equal(markup_text(f->arena, plain), plain);
}

static void a_row_is_kept_as_text_and_known_as_it_was(void **state)
{
	struct fixture *f = *state;
	assert_imported(f, "NPS,Comment\n9,\"Top<br>Anna &amp; Bram\"\n3,\"<p></p>\"\n8,fine\n", 3, 0);
	assert_string_equal(fixture_row(f, 0)->feedback.comment, "Top\nAnna & Bram");
	assert_string_equal(fixture_row(f, 1)->feedback.comment, "");
	assert_int_equal(f->report.warning_count, 2);
	assert_non_null(strstr(f->report.warnings[1], "2 comments were written in HTML"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(tags_and_entities_become_text),
	        TEST(a_row_is_kept_as_text_and_known_as_it_was),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
