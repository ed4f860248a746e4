#include "quote_card.h"

#include <math.h>
#include <string.h>

#include <dagstart/base/text.h>
#include <dagstart/domain/redact.h>

#include "services.h"

/* A list of quotes shows so much of each: three lines of a page. */
enum { SHORT_COLUMNS = 240 };
/* What is read aloud: half a minute of it. */
enum { ALOUD_COLUMNS = 500 };

const char *quote_plain(const struct step_context *ctx, struct arena *arena, const struct feedback *feedback)
{
	const char *words = text_clean(arena, feedback->comment, TEXT_LINES);
	return ctx->masked ? redact_text(arena, words, str_or(feedback->customer, ""), NULL) : words;
}

const char *quote_words(const struct step_context *ctx, struct arena *arena, const struct feedback *feedback)
{
	return say_quoted(arena, quote_plain(ctx, arena, feedback));
}

/* "chat · delivery · 2 March" */
static const char *quote_origin(struct arena *arena, const struct feedback *feedback)
{
	struct str s = str_new(arena);
	if (!strempty(feedback->channel))
		str_add_part(&s, " · ", feedback->channel);
	if (!strempty(feedback->step))
		str_add_part(&s, " · ", feedback->step);
	if (feedback->day)
		str_add_part(&s, " · ", say_day(arena, feedback->day));
	return s.text;
}

const char *quote_score(const struct step_context *ctx, struct arena *arena, const struct feedback *feedback)
{
	struct str s = str_new(arena);
	for (size_t i = 0; i < feedback->answer_count; i++) {
		const struct metric *metric = metric_by_id(ctx, feedback->answers[i].metric_id);
		if (!metric)
			continue;
		str_addf(&s, "%s%s · %s", s.len ? "   " : "",
		        arena_printf(arena, _("%s of %s"), say_number(arena, feedback->answers[i].score, 1),
		                say_number(arena, metric->scale_max, 0)),
		        metric_short(arena, metric));
	}
	return s.text;
}

static const char *customer(
        const struct step_context *ctx, struct arena *arena, const struct feedback *feedback)
{
	if (strempty(feedback->customer))
		return "";
	return arena_printf(arena, _("customer %s"), ctx->masked ? REDACT_MASK : feedback->customer);
}

const char *const *quote_without(enum mood mood)
{
	static const char *const praise[] = {"loop.own", "loop.tell", NULL};
	return mood == MOOD_PRAISE ? praise : NULL;
}

enum doc_role mood_role(enum mood mood, enum doc_role neutral)
{
	return mood == MOOD_PRAISE ? ROLE_GOOD : mood == MOOD_PAIN ? ROLE_BAD : neutral;
}

static struct doc_node *card_of(const struct step_context *ctx, const struct feedback *feedback,
        const char *label, const char *words, struct doc *doc, struct doc_node *parent)
{
	struct arena *arena = doc->arena;
	struct doc_node *card = doc_section(doc, parent, label, quote_origin(arena, feedback));
	card->role = mood_role(feedback->mood, ROLE_TEXT);
	card->mark = feedback->mood != MOOD_NEUTRAL;
	card->without = quote_without(feedback->mood);
	card->ref = entity_ref(ENTITY_FEEDBACK, feedback->id);
	card->focusable = true;
	doc_add(doc, card, DOC_QUOTE, ROLE_TEXT, words);
	struct doc_node *source = doc_para(doc, card, ROLE_QUIET, quote_score(ctx, arena, feedback));
	source->aside = customer(ctx, arena, feedback);
	return card;
}

struct doc_node *quote_card(const struct step_context *ctx, const struct feedback *feedback,
        const char *label, struct doc *doc, struct doc_node *parent)
{
	return card_of(ctx, feedback, label, quote_words(ctx, doc->arena, feedback), doc, parent);
}

static struct doc_node *brief_of(const struct step_context *ctx, const struct feedback *feedback,
        const char *words, struct doc *doc, struct doc_node *parent)
{
	struct arena *arena = doc->arena;
	struct doc_node *card = doc_section(doc, parent, "", "");
	const char *score = quote_score(ctx, arena, feedback);
	card->without = quote_without(feedback->mood);
	card->ref = entity_ref(ENTITY_FEEDBACK, feedback->id);
	card->focusable = true;
	doc_add(doc, card, DOC_QUOTE, ROLE_TEXT, words);
	struct doc_node *source = doc_para(doc, card, ROLE_QUIET, "");
	if (!strempty(score)) {
		struct doc_node *mark = doc_span(doc, source, mood_role(feedback->mood, ROLE_TEXT), score);
		mark->mark = feedback->mood != MOOD_NEUTRAL;
		doc_span(doc, source, ROLE_QUIET, " · ");
	}
	doc_span(doc, source, ROLE_QUIET, quote_origin(arena, feedback));
	source->aside = customer(ctx, arena, feedback);
	return card;
}

struct doc_node *quote_brief(const struct step_context *ctx, const struct feedback *feedback, struct doc *doc,
        struct doc_node *parent)
{
	return brief_of(ctx, feedback, quote_words(ctx, doc->arena, feedback), doc, parent);
}

/* The beginning, to the end of a word; NULL: it is no longer than that. */
static const char *cut_words(struct arena *arena, const char *plain, int columns)
{
	/* no sign is wider than its bytes: most comments need no second look */
	if (strlen(plain) <= (size_t)columns)
		return NULL;
	plain = str_squeeze(arena, plain);
	if (text_width(plain) <= columns)
		return NULL;
	char *cut = text_cut(arena, plain, columns, false);
	char *blank = strrchr(cut, ' ');
	if (blank)
		memcpy(blank, " …", sizeof(" …"));
	return cut;
}

struct doc_node *quote_short(const struct step_context *ctx, const struct feedback *feedback, struct doc *doc,
        struct doc_node *parent)
{
	struct arena *arena = doc->arena;
	const char *plain = quote_plain(ctx, arena, feedback), *cut = cut_words(arena, plain, SHORT_COLUMNS);
	struct doc_node *card = brief_of(ctx, feedback, say_quoted(arena, cut ? cut : plain), doc, parent);
	if (cut)
		doc_spanf(doc, card->last, ROLE_QUIET, _(" · in full: %s"), ref_text(arena, card->ref));
	return card;
}

struct doc_node *quote_aloud(const struct step_context *ctx, const struct feedback *feedback,
        const char *label, struct doc *doc, struct doc_node *parent)
{
	struct arena *arena = doc->arena;
	const char *plain = quote_plain(ctx, arena, feedback), *cut = cut_words(arena, plain, ALOUD_COLUMNS);
	struct doc_node *card =
	        card_of(ctx, feedback, label, say_quoted(arena, cut ? cut : plain), doc, parent);
	if (cut)
		doc_hint(doc, card,
		        arena_printf(
		                arena, _("{quotes.open id=%s} shows all of it"), ref_text(arena, card->ref)));
	return card;
}

bool quote_is_cited(struct arena *arena, const char *evidence, struct ref quote)
{
	const char *id = ref_text(arena, quote);
	size_t len = strlen(id);
	for (const char *at = strstr(str_or(evidence, ""), id); at; at = strstr(at + 1, id))
		if (at[len] < '0' || at[len] > '9')
			return true;
	return false;
}
