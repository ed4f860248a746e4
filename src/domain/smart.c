#include <dagstart/domain/smart.h>

#include <stddef.h>

#include <dagstart/base/str.h>

#include "smart_rules.h"
#include "word.h"

enum { EFFECT_LETTERS_MIN = 3 };

static bool says_something(const char *s)
{
	struct word word;
	size_t letters = 0;
	while (word_next(&s, &word))
		letters += word.len;
	return letters >= EFFECT_LETTERS_MIN;
}

struct smart smart_check(const struct smart_input *input)
{
	struct smart_text text;
	smart_text_read(str_or(input->text, ""), &text);
	bool when = smart_says_when(&text);
	bool effect = smart_says_effect(&text);
	return (struct smart){
	        .who = input->has_owner || smart_says_who(&text, input->members),
	        .what = smart_says_what(&text),
	        .when = input->has_day || when,
	        .effect = says_something(str_or(input->effect, "")) || effect,
	};
}
