#include <dagstart/agenda/finder.h>

#include <math.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>
#include <dagstart/base/vec.h>
#include <dagstart/config/problems.h>
#include <dagstart/config/settings.h>
#include <dagstart/config/words.h>
#include <dagstart/domain/pain.h>
#include <dagstart/domain/redact.h>
#include <dagstart/store/themes.h>
#include <dagstart/store/voice.h>

enum { HISTORY_DAYS = 180 }; /* a longer past tells sooner what is new */

static struct pain_list list_of(const char *const *words, size_t count)
{
	return (struct pain_list){.words = words, .count = count};
}

static bool languages_load(struct arena *arena, const struct pain_language **ret, struct err *err)
{
	struct words_language words[TEXT_LANGUAGES];
	struct problems problems = problems_new(arena);
	struct pain_language *languages = arena_array_of(arena, struct pain_language, TEXT_LANGUAGES);
	if (!words_languages(arena, words, &problems))
		return err_say(err, ERR_INTERNAL, N_("the word lists cannot be read"));
	for (size_t i = 0; i < TEXT_LANGUAGES; i++)
		languages[i] = (struct pain_language){
		        .stop = list_of(words[i].stop, words[i].stop_count),
		        .plain = list_of(words[i].plain, words[i].plain_count),
		        .negations = list_of(words[i].negations, words[i].negation_count),
		        .joints = list_of(words[i].joints, words[i].joint_count),
		        .same = list_of(words[i].same, words[i].same_count),
		};
	*ret = languages;
	return true;
}

/* Whether it has answers in the window. */
static bool is_asked(struct store *store, const struct finder_options *options, const struct metric *metric,
        bool *ret, struct err *err)
{
	struct tally tally = {0};
	const struct tally_query query = {.metric_id = metric->id,
	        .dimension = TALLY_ALL,
	        .from_day = options->today - options->settings->voice.window_days + 1,
	        .to_day = options->today};
	*ret = false;
	if (!store_tally(store, &query, &tally, err))
		return false;
	*ret = tally.n > 0;
	return true;
}

/* The first of the settings that customers answer. */
static bool metric_load(struct store *store, struct arena *arena, const struct finder_options *options,
        const struct metric **ret, struct err *err)
{
	const struct schema_list *listed = &options->settings->metrics;
	struct metric *metrics = NULL;
	size_t count = 0;
	*ret = NULL;
	if (!store_metrics(store, arena, &metrics, &count, err))
		return false;
	for (size_t i = 0; i < listed->count; i++)
		for (size_t k = 0; k < count && !*ret; k++) {
			bool asked = false;
			if (!streq(SCHEMA_ITEM(listed, struct settings_metric, i)->key, metrics[k].key))
				continue;
			if (!is_asked(store, options, &metrics[k], &asked, err))
				return false;
			*ret = asked ? &metrics[k] : NULL;
		}
	return true;
}

struct search {
	struct store *store;
	struct arena *arena;
	const struct finder_options *options;
	const struct metric *metric;
	const struct store_comment *comments;
	size_t count;
	double share;
	struct tally all;
};

static bool comments_load(struct search *s, struct err *err)
{
	int window = s->options->settings->voice.window_days;
	int32_t today = s->options->today;
	struct store_comment *comments = NULL;
	/* What is not kept any more is not quoted by its words either. */
	int32_t kept = settings_kept_since(s->options->settings, today);
	int32_t from = today - (2 * window > HISTORY_DAYS ? 2 * window : HISTORY_DAYS) + 1;
	const struct comment_query query = {
	        .metric_id = s->metric ? s->metric->id : 0,
	        .from_day = from > kept ? from : kept,
	        .to_day = today,
	        .most = FINDER_COMMENTS,
	        .seed = s->options->seed,
	};
	const struct tally_query whole = {.metric_id = query.metric_id,
	        .dimension = TALLY_ALL,
	        .from_day = today - window + 1,
	        .to_day = today};
	if (!store_comments(s->store, s->arena, &query, &comments, &s->count, &s->share, err))
		return false;
	s->comments = comments;
	return !s->metric || store_tally(s->store, &whole, &s->all, err);
}

static struct pain_group *groups_find(const struct search *s, struct arena *scratch,
        const struct pain_language *languages, size_t *ret_count)
{
	struct pain_comment *comments = arena_array_of(scratch, struct pain_comment, s->count + 1);
	for (size_t i = 0; i < s->count; i++)
		comments[i] = (struct pain_comment){
		        .text = redact_text(scratch, s->comments[i].text, s->comments[i].customer, NULL),
		        .score = s->comments[i].score,
		        .day = s->comments[i].day,
		        .is_pain = s->comments[i].is_pain};
	const struct pain_input input = {
	        .languages = languages,
	        .comments = comments,
	        .count = s->count,
	        .metric = s->metric,
	        .all = s->metric && s->share >= 1 ? &s->all : NULL,
	        .today = s->options->today,
	        .window_days = s->options->settings->voice.window_days,
	};
	return pain_find(scratch, &input, ret_count);
}

static struct finding finding_of(const struct search *s, const struct pain_group *group)
{
	struct finding finding = {
	        .day = s->options->today,
	        .name = arena_strdup(s->arena, group->name),
	        .word_count = group->word_count,
	        .complaints = (int64_t)group->member_count,
	        .before = group->before,
	        .answers = group->tally.n,
	        .impact = group->impact,
	        .rising_days = group->rising_days,
	        .quote_count = group->quote_count,
	};
	const char **words = arena_array_of(s->arena, const char *, group->word_count + 1);
	for (size_t i = 0; i < group->word_count; i++)
		words[i] = arena_strdup(s->arena, group->words[i]);
	finding.words = words;
	for (size_t i = 0; i < group->quote_count; i++)
		finding.quotes[i] = s->comments[group->quotes[i]].id;
	return finding;
}

static bool is_theme(struct arena *arena, const struct theme_entry *entries, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++) {
		if (streq(text_fold(arena, entries[i].name), name))
			return true;
		for (size_t k = 0; k < entries[i].former_count; k++)
			if (streq(text_fold(arena, entries[i].former[k]), name))
				return true;
	}
	return false;
}

/* What costs nothing and does not rise is no news. */
static bool choose(const struct search *s, const struct pain_group *groups, size_t count,
        struct finding **ret, size_t *ret_count, struct err *err)
{
	struct theme_entry *entries = NULL;
	size_t entry_count = 0;
	VEC(struct finding) list = {0};
	if (!store_theme_entries(s->store, s->arena, &entries, &entry_count, err))
		return false;
	for (int rising = 1; rising >= 0; rising--)
		for (size_t i = 0; i < count && list.count < FINDER_SHOWN; i++) {
			bool costs = isnan(groups[i].impact) || groups[i].impact > 0;
			if (groups[i].rising == (rising == 1) && (rising || costs) &&
			        !is_theme(s->arena, entries, entry_count, groups[i].name))
				*vec_add(s->arena, &list) = finding_of(s, &groups[i]);
		}
	*ret = list.items;
	*ret_count = list.count;
	return true;
}

bool finder_run(struct store *store, struct arena *arena, const struct finder_options *options,
        struct finding **ret, size_t *ret_count, double *ret_share, struct err *err)
{
	CLEANUP(arena_cleanup) struct arena *scratch = arena_new_like(arena);
	const struct pain_language *languages = NULL;
	struct search s = {.store = store, .arena = arena, .options = options};
	size_t count = 0;
	if (!languages_load(scratch, &languages, err) ||
	        !metric_load(store, arena, options, &s.metric, err) || !comments_load(&s, err))
		return false;
	const struct pain_group *groups = groups_find(&s, scratch, languages, &count);
	if (!choose(&s, groups, count, ret, ret_count, err))
		return false;
	*ret_share = s.share;
	struct err why = {0};
	return store_put_findings(store, *ret, *ret_count, &why) || why.code == ERR_READONLY ||
	       why.code == ERR_BUSY || (err && (*err = why, false));
}
