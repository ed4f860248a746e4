/* Suggestions of the pain finder: shared by the page, the step and the command that takes one up. */
#include "findings.h"

#include <math.h>

#include <dagstart/base/text.h>
#include <dagstart/store/themes.h>

#include "services.h"

/* One that became a theme is none any more. */
bool findings_load(struct step_context *ctx, struct findings *ret, struct err *err)
{
	struct theme_entry *entries = NULL;
	size_t entry_count = 0, kept = 0;
	if (!store_findings(ctx->store, ctx->arena, &ret->items, &ret->count, err) ||
	        !store_theme_entries(ctx->store, ctx->arena, &entries, &entry_count, err))
		return false;
	for (size_t i = 0; i < ret->count; i++) {
		bool taken = false;
		for (size_t k = 0; k < entry_count; k++)
			for (size_t w = 0; w < entries[k].word_count && ret->items[i].word_count; w++)
				taken = taken || streq(entries[k].words[w], ret->items[i].words[0]);
		if (!taken)
			ret->items[kept++] = ret->items[i];
	}
	ret->count = kept;
	return true;
}

static const char *rising_say(struct arena *arena, const struct finding *f)
{
	return f->rising_days ? arena_printf(arena, _("rising for %d days"), f->rising_days) : "";
}

void findings_table(const struct step_context *ctx, const struct findings *findings, size_t count,
        struct doc *doc, struct doc_node *parent)
{
	struct arena *arena = doc->arena;
	static const struct doc_column columns[] = {
	        {.key = "number", .title = "", .align = ALIGN_RIGHT},
	        {.key = "name", .title = N_("in the words of customers"), .weight = 1},
	        {.key = "complaints", .title = N_("complaints"), .align = ALIGN_RIGHT},
	        {.key = "before", .title = N_("before"), .align = ALIGN_RIGHT, .drop = 1},
	        {.key = "answers", .title = N_("answers"), .align = ALIGN_RIGHT, .drop = 2},
	        {.key = "impact", .title = N_("costs"), .align = ALIGN_RIGHT},
	        {.key = "rising_days", .title = ""},
	        {.key = "words", .hidden = true},
	        {.key = "quotes", .hidden = true},
	};
	struct doc_node *rows = table(doc, parent, "findings", columns, sizeof(columns) / sizeof(*columns));
	UNUSED(ctx);
	for (size_t i = 0; i < findings->count && i < count; i++) {
		const struct finding *f = &findings->items[i];
		struct str quotes = str_new(arena);
		for (size_t k = 0; k < f->quote_count; k++)
			str_addf(&quotes, "%sF-%lld", k ? ", " : "", (long long)f->quotes[k]);
		struct doc_node *row = doc_row(doc, rows, (struct ref){0});
		row->key = arena_strdup(arena, f->name);
		row->focusable = true;
		doc_cell_int(doc, row, say_count(arena, (int64_t)i + 1), (int64_t)i + 1);
		doc_cell(doc, row, f->name);
		doc_cell_int(doc, row, say_count(arena, f->complaints), f->complaints);
		doc_cell_int(doc, row, say_count(arena, f->before), f->before);
		doc_cell_int(doc, row, say_count(arena, f->answers), f->answers);
		doc_cell_number(doc, row, say_number(arena, f->impact, 1), f->impact);
		doc_cell_int(doc, row, rising_say(arena, f), f->rising_days)->role = ROLE_WATCH;
		doc_cell(doc, row, str_join(arena, ", ", f->words, f->word_count));
		doc_cell(doc, row, quotes.text);
	}
}

enum { SECTION_ROWS = 3 };

void findings_section(const struct step_context *ctx, const struct findings *findings, struct doc *doc,
        struct doc_node *parent)
{
	if (!findings->count)
		return;
	struct doc_node *section = doc_section(doc, parent, _("FOUND IN THE WORDS OF CUSTOMERS"), "");
	findings_table(ctx, findings, SECTION_ROWS, doc, section);
	doc_hint(doc, section, _("{theme.adopt} makes a theme of the selected one"));
}
