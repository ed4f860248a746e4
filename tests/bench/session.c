#include "session.h"

#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <vterm.h>

#include "bytes.h"
#include "mono.h"
#include "proc.h"
#include "ptyproc.h"
#include "vtkeys.h"

static const int64_t start_limit = 60 * MONO_S;
static const int64_t start_quiet = 200 * MONO_MS; /* silence after which a ready program has settled */
static const int64_t lull = 10 * MONO_MS; /* silence in which there is time to emulate */
static const int64_t key_first = 500 * MONO_MS; /* a key without any output by then is a silent one */
static const int64_t key_quiet = 30 * MONO_MS;
static const int64_t end_limit = MONO_S;

struct chunk {
	int64_t at;
	size_t end; /* in the output */
};

struct watch {
	struct ptyproc pty;
	VTerm *vt;
	VTermScreen *screen;
	struct vtkeys keys;
	struct bytes output;
	struct bytes chunks; /* of struct chunk */
	size_t fed; /* chunks that the emulator has had */
	char *text; /* room for the whole screen */
	size_t text_cap;
	bool ended;
	struct session *result;
	struct samples key_bytes;
};

static size_t chunk_count(const struct watch *w)
{
	return w->chunks.len / sizeof(struct chunk);
}

static struct chunk chunk_at(const struct watch *w, size_t i)
{
	struct chunk c;
	memcpy(&c, w->chunks.data + i * sizeof(c), sizeof(c));
	return c;
}

/* The time of the last byte; 0 before the first. */
static int64_t last_byte(const struct watch *w)
{
	return chunk_count(w) ? chunk_at(w, chunk_count(w) - 1).at : 0;
}

static bool watch_read(struct watch *w, int64_t deadline)
{
	char block[16384 - 2048];
	size_t len = 0;
	enum ptyproc_io got = ptyproc_read(&w->pty, block, sizeof(block), deadline, &len);
	struct chunk c = {.at = mono_now()};
	w->ended = got == PTYPROC_END;
	if (got != PTYPROC_DATA)
		return false;
	bytes_add(&w->output, block, len);
	c.end = w->output.len;
	bytes_add(&w->chunks, &c, sizeof(c));
	return true;
}

/* Emulates one more chunk; its time goes to `ret_at`. */
static bool watch_feed(struct watch *w, int64_t *ret_at)
{
	if (w->fed == chunk_count(w))
		return false;
	size_t from = w->fed ? chunk_at(w, w->fed - 1).end : 0;
	struct chunk c = chunk_at(w, w->fed++);
	vterm_input_write(w->vt, w->output.data + from, c.end - from);
	*ret_at = c.at;
	return true;
}

static const char *watch_text(struct watch *w)
{
	int rows, cols;
	vterm_get_size(w->vt, &rows, &cols);
	const VTermRect all = {.end_row = rows, .end_col = cols};
	size_t len = vterm_screen_get_text(w->screen, w->text, w->text_cap - 1, all);
	w->text[len < w->text_cap ? len : w->text_cap - 1] = '\0';
	return w->text;
}

static double ms_since(int64_t from, int64_t to)
{
	return (double)(to - from) / (double)MONO_MS;
}

static void watch_look(struct watch *w, const char *ready)
{
	double *value = w->result->value;
	int64_t at;
	while (watch_feed(w, &at)) {
		if (!isnan(value[METRIC_READY]))
			continue;
		const char *text = watch_text(w);
		if (isnan(value[METRIC_PAINT]) && text[strspn(text, " \n")])
			value[METRIC_PAINT] = ms_since(w->pty.exec_ns, at);
		if (!isnan(value[METRIC_PAINT]) && strstr(text, ready))
			value[METRIC_READY] = ms_since(w->pty.exec_ns, at);
	}
}

static bool watch_start(struct watch *w, const char *ready)
{
	int64_t limit = w->pty.exec_ns + start_limit;
	while (!w->ended && mono_now() < limit) {
		bool is_ready = !isnan(w->result->value[METRIC_READY]);
		int64_t wait = w->fed < chunk_count(w) ? lull : start_quiet;
		if (watch_read(w, mono_now() + wait))
			continue;
		if (w->fed == chunk_count(w) && is_ready)
			return true;
		watch_look(w, ready);
	}
	watch_look(w, ready);
	/* A page on a command line: it says what it has to say, and ends. */
	if (w->ended && !isnan(w->result->value[METRIC_READY]))
		return true;
	w->result->trouble = w->ended ? "ended before it was ready" : "not ready in 60 s";
	return false;
}

static void watch_key(void *user, const char *data, size_t len)
{
	struct watch *w = user;
	int64_t at;
	size_t bytes = w->output.len;
	int64_t sent = mono_now();
	if (w->ended || ptyproc_write(&w->pty, data, len) != (ssize_t)len)
		return;
	bool more = watch_read(w, sent + key_first);
	while (more)
		more = watch_read(w, mono_now() + key_quiet);
	if (w->output.len == bytes) {
		w->result->trouble = "keys without any output";
		return;
	}
	samples_add(&w->result->key_ms, ms_since(sent, last_byte(w)));
	samples_add(&w->key_bytes, (double)(w->output.len - bytes));
	while (watch_feed(w, &at))
		continue;
}

static void watch_keys(struct watch *w, const char *keys)
{
	double *value = w->result->value;
	if (vtkeys_each(&w->keys, keys, watch_key, w))
		w->result->trouble = "unknown key";
	if (w->ended)
		w->result->trouble = "ended while keys were sent";
	value[METRIC_KEY_P50] = samples_percentile(&w->result->key_ms, 50);
	value[METRIC_KEY_P95] = samples_percentile(&w->result->key_ms, 95);
	value[METRIC_KEY_P99] = samples_percentile(&w->result->key_ms, 99);
	value[METRIC_KEY_BYTES] = samples_median(&w->key_bytes);
}

static void watch_idle(struct watch *w, double seconds)
{
	double *value = w->result->value;
	double cpu = proc_cpu_ms(w->pty.pid);
	double wakes = proc_wakes(w->pty.pid);
	size_t bytes = w->output.len;
	int64_t from = mono_now();
	int64_t until = from + (int64_t)(seconds * (double)MONO_S);
	while (!w->ended && mono_now() < until)
		watch_read(w, until);
	double took = (double)(mono_now() - from) / (double)MONO_S;
	value[METRIC_IDLE_CPU] = (proc_cpu_ms(w->pty.pid) - cpu) / took;
	value[METRIC_IDLE_WAKES] = (proc_wakes(w->pty.pid) - wakes) / took;
	value[METRIC_IDLE_BYTES] = (double)(w->output.len - bytes) / took;
	if (w->ended)
		w->result->trouble = "ended while idle";
}

static void send_quit(void *user, const char *data, size_t len)
{
	struct watch *w = user;
	(void)ptyproc_write(&w->pty, data, len);
}

/* Reads on until the child has ended, so that it can. */
static bool watch_end(struct watch *w)
{
	int64_t limit = mono_now() + end_limit;
	while (!ptyproc_wait(&w->pty, 0) && mono_now() < limit)
		if (!watch_read(w, mono_now() + lull) && w->ended)
			return ptyproc_wait(&w->pty, limit);
	return ptyproc_wait(&w->pty, 0);
}

static void watch_quit(struct watch *w, const char *keys)
{
	vtkeys_each(&w->keys, keys, send_quit, w);
	if (!watch_end(w)) {
		kill(w->pty.pid, SIGTERM);
		watch_end(w);
	}
	ptyproc_close(&w->pty);
}

static void watch_init(struct watch *w, const struct session_options *o)
{
	w->vt = vterm_new(o->rows, o->cols);
	vterm_set_utf8(w->vt, 1);
	w->screen = vterm_obtain_screen(w->vt);
	vterm_screen_enable_altscreen(w->screen, 1);
	vterm_screen_reset(w->screen, 1);
	vtkeys_init(&w->keys, w->vt);
	w->text_cap = (size_t)o->rows * (size_t)(o->cols + 1) * 4 * VTERM_MAX_CHARS_PER_CELL + 1;
	w->text = malloc(w->text_cap);
	if (!w->text)
		abort();
}

static void watch_done(struct watch *w)
{
	vtkeys_done(&w->keys);
	vterm_free(w->vt);
	free(w->text);
	bytes_done(&w->output);
	bytes_done(&w->chunks);
	samples_done(&w->key_bytes);
}

static void watch_run(struct watch *w, const struct bench_case *b, const struct session_options *o)
{
	if (watch_start(w, b->ready)) {
		if (o->keys && (!w->ended || *b->keys))
			watch_keys(w, b->keys);
		if (o->idle_s > 0 && !w->ended)
			watch_idle(w, o->idle_s);
		if (!w->ended)
			w->result->value[METRIC_HWM] = proc_peak_kb(w->pty.pid);
	}
	watch_quit(w, o->quit);
}

struct session session_run(const struct bench_case *b, const struct session_options *o)
{
	struct session s = {0};
	struct watch w = {.result = &s};
	char **env = proc_env(b->env);
	const struct ptyproc_spec spec = {.argv = b->argv, .envp = env, .rows = o->rows, .cols = o->cols};
	for (int i = 0; i < METRICS; i++)
		s.value[i] = NAN;
	watch_init(&w, o);
	if (ptyproc_open(&w.pty, &spec))
		watch_run(&w, b, o);
	else
		s.trouble = "cannot be started";
	watch_done(&w);
	free(env);
	s.good = !s.trouble;
	return s;
}

void session_done(struct session *s)
{
	samples_done(&s->key_ms);
}
