#include "sample_csv.h"

#include <string.h>

#include <dagstart/base/clock.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/config/embedded.h>

#include "app.h"
#include "sample_data.h"

enum { COLUMN_DAY, COLUMN_CHANNEL_NAME, COLUMN_STEP_NAME, COLUMN_THEMES = 7, COLUMN_TOTAL = 8 };

struct cursor {
	const char *at, *end;
	struct arena *arena;
};

/* One cell of our own file, which is known to be well formed. */
static const char *cell(struct cursor *c)
{
	struct str s = str_new(c->arena);
	bool quoted = c->at < c->end && *c->at == '"';
	c->at += quoted;
	while (c->at < c->end) {
		if (quoted && *c->at == '"') {
			c->at++;
			if (c->at >= c->end || *c->at != '"')
				break;
		} else if (!quoted && (*c->at == ',' || *c->at == '\n')) {
			break;
		}
		str_add_char(&s, *c->at++);
	}
	return s.text;
}

static void put(struct str *s, const char *text, bool last)
{
	str_add_char(s, '"');
	for (; *text; text++)
		str_add(s, *text == '"' ? "\"\"" : (char[]){*text, '\0'});
	str_add(s, last ? "\"\n" : "\",");
}

static const char *themes(const struct app *app, const struct sample *sample, const char *list)
{
	struct str s = str_new(app->arena);
	while (*list) {
		size_t len = strcspn(list, ";");
		const char *name = arena_strndup(app->arena, list, len);
		str_add_part(&s, ";", sample_label(app, &sample->labels.themes, name));
		list += len + (list[len] != '\0');
	}
	return s.text;
}

static const char *translated(
        const struct app *app, const struct sample *sample, int column, const char *text, int32_t today)
{
	long days = 0;
	switch (column) {
	case COLUMN_DAY:
		return str_to_long(text, &days) ? day_iso(app->arena, today + (int32_t)days) : text;
	case COLUMN_CHANNEL_NAME:
		return sample_label(app, &sample->labels.channels, text);
	case COLUMN_STEP_NAME:
		return sample_label(app, &sample->labels.steps, text);
	case COLUMN_THEMES:
		return themes(app, sample, text);
	default:
		return text;
	}
}

bool sample_csv(struct app *app, const struct sample *sample, const char **ret_bytes, size_t *ret_len,
        struct err *err)
{
	const struct embedded *file = embedded_find("demo/feedback.csv");
	if (!file)
		return err_say(err, ERR_INTERNAL, N_("the sample team's feedback is not in this program"));
	struct cursor c = {.at = file->bytes, .end = file->bytes + file->size, .arena = app->arena};
	struct str s = str_new(app->arena);
	int32_t today = clock_day(clock_now_ms(&app->clock));
	int column = 0;
	while (c.at < c.end) {
		bool last = column == COLUMN_TOTAL - 1;
		put(&s, translated(app, sample, column, cell(&c), today), last);
		c.at++; /* the comma, or the end of the line */
		column = last ? 0 : column + 1;
	}
	*ret_bytes = s.text;
	*ret_len = s.len;
	return true;
}
