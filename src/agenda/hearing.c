/* A fair hearing: the quotes of the day, and whose turn it was this month. */
#include "hearing.h"

#include <inttypes.h>
#include <string.h>

#include <dagstart/store/kept.h>
#include <dagstart/store/loops.h>
#include <dagstart/store/voice.h>

#include "services.h"

enum {
	NEWEST = 48, /* words of a mood, whoever's */
	TURNS = 24, /* segments that wait longest, of each mood */
	OF_SEGMENT = 4, /* words of each of those */
	DOTS = 5,
	SHOWN = 5, /* segments of a kind by name */
	SILENT_SHOWN = 8,
};

/* Some words of each segment that waits; `line` has the longest waiting first. */
static bool load_turns(struct step_context *ctx, const struct hearing *hearing, struct quote_query query,
        const struct segment *line, struct feedback **ret, size_t *ret_count, struct err *err)
{
	struct quote_query *queries =
	        arena_array_of(ctx->arena, struct quote_query, hearing->segment_count + 1);
	size_t count = 0;
	query.of_segment = true;
	query.from_day = ctx->today - QUOTE_RECENT_DAYS;
	query.limit = OF_SEGMENT;
	for (size_t i = 0; line && i < hearing->segment_count; i++) {
		if (!line[i].has_words || !segment_waits(&line[i], ctx->today, QUOTE_TURN_DAYS))
			continue;
		query.kind = line[i].kind;
		query.segment_id = line[i].id;
		queries[count++] = query;
	}
	return store_quotes_in_line(ctx->store, ctx->arena, queries, count, TURNS, ret, ret_count, err);
}

struct words {
	struct feedback *newest, *turns;
	size_t newest_count, turn_count;
};

static bool load_mood(struct step_context *ctx, const struct hearing *hearing, const struct segment *line,
        enum mood mood, struct words *ret, struct err *err)
{
	struct quote_query query = {.mood = mood,
	        .quiet_from_day = ctx->today - ctx->settings->voice.quiet_days,
	        .limit = NEWEST};
	if (!store_quotes(ctx->store, ctx->arena, &query, &ret->newest, &ret->newest_count, err))
		return false;
	if (!ret->newest_count &&
	        !store_quotes_again(ctx->store, ctx->arena, &query, &ret->newest, &ret->newest_count, err))
		return false;
	return load_turns(ctx, hearing, query, line, &ret->turns, &ret->turn_count, err);
}

static size_t put_words(struct feedback *list, size_t count, const struct words *words)
{
	if (words->newest_count)
		memcpy(list + count, words->newest, words->newest_count * sizeof(*list));
	count += words->newest_count;
	if (words->turn_count)
		memcpy(list + count, words->turns, words->turn_count * sizeof(*list));
	return count + words->turn_count;
}

static bool choose(struct step_context *ctx, struct hearing *hearing, const struct feedback *heard,
        size_t heard_count, struct quotes_of_day *ret, struct err *err)
{
	struct words praise = {0}, pain = {0};
	size_t size = hearing->segment_count * sizeof(struct segment);
	struct segment *line = size ? arena_memdup(ctx->arena, hearing->segments, size) : NULL;
	segments_sort(line, hearing->segment_count, ctx->seed);
	if (!load_mood(ctx, hearing, line, MOOD_PRAISE, &praise, err) ||
	        !load_mood(ctx, hearing, line, MOOD_PAIN, &pain, err))
		return false;
	size_t count = praise.newest_count + praise.turn_count + pain.newest_count + pain.turn_count;
	struct feedback *list = arena_array_of(ctx->arena, struct feedback, count + 1);
	count = put_words(list, put_words(list, 0, &praise), &pain);
	*ret = quote_day(ctx->arena, &(struct quote_pick_input){.candidates = list,
	                                     .count = count,
	                                     .heard = heard,
	                                     .heard_count = heard_count,
	                                     .today = ctx->today,
	                                     .quiet_days = ctx->settings->voice.quiet_days,
	                                     .turn_days = QUOTE_TURN_DAYS,
	                                     .seed = ctx->seed});
	return true;
}

static bool read_whole(struct step_context *ctx, int64_t id, const struct feedback **ret, struct err *err)
{
	struct feedback *whole = arena_new_of(ctx->arena, struct feedback);
	*ret = id ? whole : NULL;
	return !id || store_feedback_by_id(ctx->store, ctx->arena, id, whole, err);
}

static bool load_heard(struct step_context *ctx, struct hearing *ret, struct feedback **heard, size_t *count,
        struct err *err)
{
	int32_t month = ctx->today - QUOTE_RECENT_DAYS;
	int32_t quiet = ctx->today - ctx->settings->voice.quiet_days;
	*ret = (struct hearing){0};
	if (!store_heard_since(ctx->store, ctx->arena, month < quiet ? month : quiet, heard, count, err) ||
	        !store_segments(ctx->store, ctx->arena, month, &ret->segments, &ret->segment_count, err))
		return false;
	segments_count(ret->segments, ret->segment_count, month, *heard, *count);
	ret->has_heard = *count > 0;
	return true;
}

bool hearing_load_coverage(struct step_context *ctx, struct hearing *ret, struct err *err)
{
	struct feedback *heard = NULL;
	size_t count = 0;
	return load_heard(ctx, ret, &heard, &count, err);
}

/* What is worked out once a day, and again when it changes: the numbers of the two quotes, and the coverage.
 */

struct chosen {
	int64_t praise, pain; /* 0 none */
};

static const char *circumstances(const struct step_context *ctx)
{
	return arena_printf(ctx->arena, "%" PRId32 " %" PRIu64 " %d", ctx->today, ctx->seed,
	        ctx->settings->voice.quiet_days);
}

static const char *pack(struct arena *arena, const struct hearing *hearing, const struct chosen *chosen)
{
	struct str s = str_new(arena);
	kept_add_int(&s, chosen->praise);
	kept_add_int(&s, chosen->pain);
	kept_add_int(&s, hearing->followed_id);
	kept_add_int(&s, hearing->answers);
	kept_add_int(&s, hearing->newest_day);
	kept_add_int(&s, hearing->has_heard);
	kept_add_int(&s, (int64_t)hearing->segment_count);
	for (size_t i = 0; i < hearing->segment_count; i++) {
		const struct segment *segment = &hearing->segments[i];
		kept_add_int(&s, (int64_t)segment->kind);
		kept_add_int(&s, segment->id);
		kept_add_text(&s, segment->name);
		kept_add_int(&s, segment->has_words);
		kept_add_int(&s, segment->heard);
		kept_add_int(&s, segment->last);
	}
	return s.text;
}

static bool unpack_segment(struct arena *arena, const char **at, struct segment *ret)
{
	int64_t kind = 0, has_words = 0, heard = 0;
	*ret = (struct segment){0};
	if (!kept_next_int(at, &kind) || !kept_next_int(at, &ret->id) ||
	        !kept_next_text(at, arena, &ret->name) || !kept_next_int(at, &has_words) ||
	        !kept_next_int(at, &heard) || !kept_next_int(at, &ret->last))
		return false;
	ret->kind = (enum segment_kind)kind;
	ret->has_words = has_words != 0;
	ret->heard = (int)heard;
	return kind >= 0 && kind < SEGMENT_KINDS;
}

static bool unpack(struct arena *arena, const char *at, struct hearing *ret, struct chosen *chosen)
{
	int64_t has_heard = 0, count = 0, newest = 0;
	*ret = (struct hearing){0};
	if (!at || !kept_next_int(&at, &chosen->praise) || !kept_next_int(&at, &chosen->pain) ||
	        !kept_next_int(&at, &ret->followed_id) || !kept_next_int(&at, &ret->answers) ||
	        !kept_next_int(&at, &newest) || !kept_next_int(&at, &has_heard) ||
	        !kept_next_int(&at, &count) || count < 0 || count > SEGMENT_KINDS * SEGMENTS_MAX)
		return false;
	ret->newest_day = (int32_t)newest;
	ret->has_heard = has_heard != 0;
	ret->segments = arena_array_of(arena, struct segment, (size_t)count + 1);
	while (ret->segment_count < (size_t)count)
		if (!unpack_segment(arena, &at, &ret->segments[ret->segment_count++]))
			return false;
	return true;
}

static bool load_followed(struct step_context *ctx, int64_t pain, struct hearing *ret, struct err *err)
{
	struct loop loop = {0};
	if (pain && !store_loop_by_id(ctx->store, ctx->arena, pain, &loop, err))
		return false;
	ret->followed_id = loop.due_day ? pain : 0;
	return true;
}

static bool work_out(struct step_context *ctx, const char *under, struct hearing *ret, struct chosen *chosen,
        struct err *err)
{
	struct feedback *heard = NULL;
	size_t count = 0;
	struct quotes_of_day day = {0};
	if (!load_heard(ctx, ret, &heard, &count, err) || !choose(ctx, ret, heard, count, &day, err))
		return false;
	chosen->praise = day.praise ? day.praise->id : 0;
	chosen->pain = day.pain ? day.pain->id : 0;
	if (!load_followed(ctx, chosen->pain, ret, err) ||
	        !store_feedback_extent(ctx->store, &ret->newest_day, &ret->answers, err))
		return false;
	store_keep(ctx->store, KEPT_HEARING, under, pack(ctx->arena, ret, chosen));
	return true;
}

bool hearing_load(struct step_context *ctx, struct hearing *ret, struct err *err)
{
	const char *kept = NULL, *under = circumstances(ctx);
	struct chosen chosen = {0};
	if (!store_kept(ctx->store, ctx->arena, KEPT_HEARING, under, &kept, err) ||
	        (!unpack(ctx->arena, kept, ret, &chosen) && !work_out(ctx, under, ret, &chosen, err)))
		return false;
	return read_whole(ctx, chosen.praise, &ret->praise, err) &&
	       read_whole(ctx, chosen.pain, &ret->pain, err);
}

static bool is_most_heard(const struct segment *segment, const struct segment *best)
{
	return !best || segment->heard > best->heard;
}

static bool is_alive(const struct segment *segment)
{
	return segment->has_words || segment->heard;
}

bool segment_is_silent(const struct segment *segment)
{
	return segment->has_words && !segment->heard;
}

const char *heard_dots(struct arena *arena, int heard)
{
	struct str dots = str_new(arena);
	size_t full = heard < DOTS ? (size_t)heard : DOTS;
	str_repeat(&dots, "●", full);
	str_repeat(&dots, "○", DOTS - full);
	return dots.text;
}

/* The next most heard one of a kind; equal ones by name, as they were read. NULL: no more. */
static const struct segment *next_of(
        const struct hearing *hearing, enum segment_kind kind, const struct segment *last)
{
	const struct segment *best = NULL;
	for (size_t i = 0; i < hearing->segment_count; i++) {
		const struct segment *segment = &hearing->segments[i];
		bool is_behind = !last || segment->heard < last->heard ||
		                 (segment->heard == last->heard && segment > last);
		if (segment->kind == kind && is_alive(segment) && is_behind && is_most_heard(segment, best))
			best = segment;
	}
	return best;
}

static size_t count_of(const struct hearing *hearing, enum segment_kind kind, bool heard)
{
	size_t count = 0;
	for (size_t i = 0; i < hearing->segment_count; i++)
		count += hearing->segments[i].kind == kind && is_alive(&hearing->segments[i]) &&
		         (!heard || hearing->segments[i].heard);
	return count;
}

static void channels_doc(const struct hearing *hearing, struct doc *doc, struct doc_node *parent)
{
	size_t count = count_of(hearing, SEGMENT_CHANNEL, false), shown = 0;
	if (!count || !count_of(hearing, SEGMENT_CHANNEL, true))
		return;
	struct str s = str_new(doc->arena);
	/* What belongs together stays on one line; numbers alone, so that all channels fit on one. */
	for (const struct segment *at = NULL; shown < SHOWN && (at = next_of(hearing, SEGMENT_CHANNEL, at));
	        shown++)
		str_addf(&s, "%s%s\u00A0%d", shown ? " · " : "", at->name, at->heard);
	if (shown < count)
		str_addf(&s, _(" · and %zu more"), count - shown);
	doc_field(doc, parent, "heard", _("heard this month"), s.text)->role = ROLE_QUIET;
}

static void others_doc(const struct hearing *hearing, struct doc *doc, struct doc_node *parent)
{
	size_t steps = count_of(hearing, SEGMENT_STEP, false);
	size_t themes = count_of(hearing, SEGMENT_THEME, false);
	struct str s = str_new(doc->arena);
	if (steps)
		str_addf(&s, P_("%zu of %zu step", "%zu of %zu steps", steps),
		        count_of(hearing, SEGMENT_STEP, true), steps);
	if (themes)
		str_add_part(&s, " · ",
		        arena_printf(doc->arena, P_("%zu of %zu theme", "%zu of %zu themes", themes),
		                count_of(hearing, SEGMENT_THEME, true), themes));
	if (s.len)
		doc_field(doc, parent, "covered", _("covered"), s.text)->role = ROLE_QUIET;
}

size_t hearing_silent(const struct hearing *hearing)
{
	size_t count = 0;
	for (size_t i = 0; i < hearing->segment_count; i++)
		count += segment_is_silent(&hearing->segments[i]);
	return count;
}

static void silent_doc(const struct hearing *hearing, struct doc *doc, struct doc_node *parent)
{
	const char *names[SILENT_SHOWN + 1];
	size_t count = hearing_silent(hearing), shown = 0;
	if (!count || !hearing->has_heard)
		return;
	for (size_t i = 0; i < hearing->segment_count && shown < SILENT_SHOWN; i++)
		if (segment_is_silent(&hearing->segments[i]))
			names[shown++] = hearing->segments[i].name;
	if (shown < count)
		names[shown++] = arena_printf(doc->arena, _("%zu more"), count - SILENT_SHOWN);
	doc_paraf(doc, parent, ROLE_WATCH,
	        P_("not heard this month: %s · its turn comes within %zu meeting",
	                "not heard this month: %s · their turn comes within %zu meetings", count),
	        say_list(doc->arena, names, shown), count)
	        ->mark = true;
}

void hearing_doc(const struct hearing *hearing, struct doc *doc, struct doc_node *parent)
{
	channels_doc(hearing, doc, parent);
	others_doc(hearing, doc, parent);
	silent_doc(hearing, doc, parent);
}
