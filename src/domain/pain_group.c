#include "pain_group.h"

#include <math.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/cleanup.h>
#include <dagstart/base/str.h>

enum {
	PHRASE_MAX = 3, /* words of a name */
	PHRASES = 1 << 12, /* slots; beyond half of them new ones are passed over */
	READ_MAX = 400, /* members that are read for a name */
	WORDS_MAX = 24, /* of a rule */
	TERMS_MAX = 8, /* that give words to a rule */
	COMMON_FROM = 100, /* comments; of fewer no word is called common */
};

/* Neighbouring words of a clause. */
struct phrase {
	uint32_t words[PHRASE_MAX]; /* + 1; 0 none */
	uint32_t count;
	double weight;
	uint32_t last; /* the member that said it last, + 1 */
};

struct teller {
	const struct pain_terms *terms;
	const struct pain_draft *draft;
	struct phrase *phrases; /* PHRASES */
	size_t phrase_count;
};

/* The weight of a word in this group; 0 it is none of its own. */
static double weight_of(const struct teller *t, uint32_t word)
{
	double weight = 0;
	for (size_t i = 0; i < PAIN_PARTS && t->terms->parts[word][i]; i++)
		for (size_t k = 0; k < t->draft->term_count; k++) {
			uint32_t term = t->draft->terms[k];
			if (term % t->terms->count == t->terms->parts[word][i] - 1)
				weight += t->draft->weights[k];
		}
	return weight;
}

static struct phrase *phrase_slot(struct teller *t, const uint32_t *words)
{
	uint64_t hash = 0;
	for (size_t i = 0; i < PHRASE_MAX; i++)
		hash = (hash ^ words[i]) * UINT64_C(0x9E3779B97F4A7C15);
	size_t at = (size_t)(hash >> 32) & (PHRASES - 1);
	while (t->phrases[at].words[0] &&
	        memcmp(t->phrases[at].words, words, sizeof(t->phrases[at].words)) != 0)
		at = (at + 1) & (PHRASES - 1);
	if (t->phrases[at].words[0])
		return &t->phrases[at];
	if (2 * t->phrase_count >= PHRASES)
		return NULL;
	t->phrase_count++;
	memcpy(t->phrases[at].words, words, sizeof(t->phrases[at].words));
	return &t->phrases[at];
}

static bool may_end(const struct teller *t, uint32_t word)
{
	return t->terms->parts[word][0] || t->terms->text->words[word].marks & PAIN_PLAIN;
}

/* Articles and the like begin no name, "te laat" and "too late" do. */
static bool may_begin(const struct teller *t, uint32_t word)
{
	const struct pain_word *w = &t->terms->text->words[word];
	return !(w->marks & (PAIN_JOINT | PAIN_STOP)) || streq(w->text, "te") || streq(w->text, "too");
}

static void count_phrase(struct teller *t, size_t from, size_t len, uint32_t member)
{
	const struct pain_text *text = t->terms->text;
	uint32_t words[PHRASE_MAX] = {0};
	double weight = 0;
	size_t stops = 0;
	for (size_t i = 0; i < len; i++) {
		uint32_t word = text->tokens[from + i] & ~PAIN_CLAUSE;
		words[i] = word + 1;
		weight += weight_of(t, word);
		stops += (text->words[word].marks & PAIN_STOP) != 0;
	}
	if (weight <= 0 || !may_end(t, words[len - 1] - 1) || !may_begin(t, words[0] - 1))
		return;
	struct phrase *phrase = phrase_slot(t, words);
	if (!phrase || phrase->last == member + 1)
		return;
	phrase->last = member + 1;
	phrase->count++;
	phrase->weight = weight / (1 + (double)stops);
}

static void count_phrases(struct teller *t)
{
	const struct pain_text *text = t->terms->text;
	for (size_t i = 0; i < t->draft->member_count && i < READ_MAX; i++) {
		uint32_t member = t->draft->members[i], end = text->starts[member + 1];
		for (uint32_t at = text->starts[member]; at < end; at++)
			for (size_t len = 2; len <= PHRASE_MAX && at + len <= end; len++) {
				if (text->tokens[at + len - 1] & PAIN_CLAUSE)
					break;
				count_phrase(t, at, len, member);
			}
	}
}

/* Said by two, and by one in six of the members. */
static const struct phrase *best_phrase(const struct teller *t)
{
	const struct phrase *best = NULL;
	size_t read = t->draft->member_count < READ_MAX ? t->draft->member_count : READ_MAX;
	for (size_t i = 0; i < PHRASES; i++) {
		const struct phrase *p = &t->phrases[i];
		if (p->count < 2 || 6 * (size_t)p->count < read)
			continue;
		double gain = p->count * p->weight, most = best ? best->count * best->weight : 0;
		if (!best || gain > most ||
		        (gain == most && memcmp(p->words, best->words, sizeof(p->words)) < 0))
			best = p;
	}
	return best;
}

static const char *not_word(const struct pain_terms *terms, uint32_t word)
{
	const struct pain_word *w = &terms->text->words[word];
	return w->in[TEXT_ENGLISH] > w->in[TEXT_DUTCH] ? "not" : "niet";
}

static void add_term_name(struct str *s, const struct pain_terms *terms, uint32_t term)
{
	uint32_t shown = terms->shown[term % terms->count];
	if (!shown)
		return;
	if (s->len)
		str_add(s, " · ");
	if (term >= terms->count)
		str_addf(s, "%s ", not_word(terms, shown - 1));
	str_add(s, terms->text->words[shown - 1].text);
}

static bool phrase_has(const struct teller *t, const struct phrase *phrase, uint32_t term)
{
	for (size_t i = 0; phrase && i < PHRASE_MAX && phrase->words[i]; i++)
		for (size_t k = 0; k < PAIN_PARTS; k++)
			if (t->terms->parts[phrase->words[i] - 1][k] == term % t->terms->count + 1)
				return true;
	return false;
}

/* The phrase said most, then the most telling words that are not in it. */
static const char *name_of(struct arena *arena, const struct teller *t, const struct phrase *phrase)
{
	struct str s = str_new(arena);
	for (size_t i = 0; phrase && i < PHRASE_MAX && phrase->words[i]; i++)
		str_addf(&s, "%s%s", i ? " " : "", t->terms->text->words[phrase->words[i] - 1].text);
	size_t more = phrase ? 1 : 2;
	for (size_t i = 0; more && i < t->draft->term_count; i++)
		if (!phrase_has(t, phrase, t->draft->terms[i])) {
			add_term_name(&s, t->terms, t->draft->terms[i]);
			more--;
		}
	return s.text;
}

static void add_word(struct pain_group *ret, const char *word)
{
	const char **words = (const char **)(uintptr_t)ret->words; /* made by tell_words() */
	if (ret->word_count < WORDS_MAX)
		words[ret->word_count++] = word;
}

/* "niet lekker", "geen saus", "smaakt niet"; a rule sees "didn't work" as "didn", "t" and "work". */
static void add_denied(struct arena *arena, const struct teller *t, uint32_t word, struct pain_group *ret)
{
	static const char *const forms[TEXT_LANGUAGES][3] = {
	        [TEXT_DUTCH] = {"niet ", "geen ", ""}, [TEXT_ENGLISH] = {"not ", "no ", "t "}};
	const struct pain_word *w = &t->terms->text->words[word];
	enum text_language language = w->in[TEXT_ENGLISH] > w->in[TEXT_DUTCH] ? TEXT_ENGLISH : TEXT_DUTCH;
	for (size_t i = 0; i < 3; i++)
		add_word(ret, *forms[language][i] ? arena_printf(arena, "%s%s", forms[language][i], w->text)
		                                  : arena_printf(arena, "%s niet", w->text));
}

static void add_forms(struct arena *arena, const struct teller *t, uint32_t term, struct pain_group *ret)
{
	const struct pain_text *text = t->terms->text;
	for (uint32_t i = 0; i < text->word_count; i++) {
		if (t->terms->parts[i][0] != term % t->terms->count + 1 || t->terms->parts[i][1] ||
		        !text->words[i].comments)
			continue;
		if (term < t->terms->count)
			add_word(ret, arena_strdup(arena, text->words[i].text));
		else
			add_denied(arena, t, i, ret);
	}
}

/* A word of every eighth comment says too little for a rule. */
static bool is_common(const struct teller *t, uint32_t term)
{
	uint32_t shown = t->terms->shown[term % t->terms->count];
	return term < t->terms->count && shown && t->draft->comments >= COMMON_FROM &&
	       (size_t)t->terms->text->words[shown - 1].comments * 8 > t->draft->comments;
}

static void tell_words(struct arena *arena, const struct teller *t, struct pain_group *ret)
{
	ret->words = arena_array_of(arena, const char *, WORDS_MAX);
	for (size_t i = 0; i < t->draft->term_count && i < TERMS_MAX; i++)
		if (!is_common(t, t->draft->terms[i]))
			add_forms(arena, t, t->draft->terms[i], ret);
	for (size_t i = 0; !ret->word_count && i < t->draft->term_count; i++)
		add_forms(arena, t, t->draft->terms[i], ret);
}

/* How much of a member is about the group, long ones discounted. */
static double telling(const struct teller *t, uint32_t member)
{
	const struct pain_text *text = t->terms->text;
	double weight = 0;
	size_t words = 0;
	for (uint32_t i = text->starts[member]; i < text->starts[member + 1]; i++) {
		weight += weight_of(t, text->tokens[i] & ~PAIN_CLAUSE);
		words++;
	}
	return weight / (6 + (double)words);
}

static void tell_quotes(const struct teller *t, struct pain_group *ret)
{
	double best[PAIN_QUOTES] = {0};
	for (size_t i = 0; i < t->draft->member_count; i++) {
		double value = telling(t, t->draft->members[i]);
		size_t at = ret->quote_count;
		while (at > 0 && value > best[at - 1])
			at--;
		if (at == PAIN_QUOTES)
			continue;
		ret->quote_count += ret->quote_count < PAIN_QUOTES;
		for (size_t k = ret->quote_count - 1; k > at; k--) {
			best[k] = best[k - 1];
			ret->quotes[k] = ret->quotes[k - 1];
		}
		best[at] = value;
		ret->quotes[at] = t->draft->members[i];
	}
}

void pain_group_tell(struct arena *arena, const struct pain_terms *terms, const struct pain_draft *draft,
        struct pain_group *ret)
{
	CLEANUP(arena_cleanup) struct arena *scratch = arena_new_like(arena);
	struct teller t = {
	        .terms = terms, .draft = draft, .phrases = arena_array_of(scratch, struct phrase, PHRASES)};
	count_phrases(&t);
	ret->name = name_of(arena, &t, best_phrase(&t));
	ret->members = draft->members;
	ret->member_count = draft->member_count;
	tell_words(arena, &t, ret);
	tell_quotes(&t, ret);
}
