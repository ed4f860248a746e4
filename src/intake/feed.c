#include "feed.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>

#include "encoding.h"
#include "gunzip.h"

enum {
	KEPT_MAX = 16 << 20, /* of a pipe, for looking before taking */
	PACKED_ROOM = 64 << 10,
};

struct feed {
	struct arena *arena;
	const char *name;
	int fd; /* -1: memory alone */
	bool owned;
	bool piped; /* can't be started again below what is kept */
	bool ended; /* the pipe has no more than what is kept */
	enum feed_pass pass;
	const char *kept; /* memory, or the first part of a pipe */
	size_t kept_len, kept_at;
	int64_t total, done;
	size_t room; /* of a block */
	char *block; /* ENCODING_CARRY bytes for the rest of the block before, then a block */
	const char *tail; /* where in the block that rest still stands */
	size_t carried;
	bool last;
	struct gunzip *gunzip; /* NULL: the bytes are as they are */
	char *packed;
	struct piece packed_rest; /* of a block, not unpacked yet */
	struct decoder decoder;
};

static bool read_some(int fd, const char *name, char *into, size_t room, size_t *ret, struct err *err)
{
	for (;;) {
		ssize_t n = read(fd, into, room);
		if (n >= 0) {
			*ret = (size_t)n;
			return true;
		}
		if (errno != EINTR)
			return err_errno(err, N_("can't read %s"), "%s", name);
	}
}

/* Fills `room` unless the end comes first. */
static bool read_full(int fd, const char *name, char *into, size_t room, size_t *ret, struct err *err)
{
	size_t len = 0, n = 1;
	while (len < room && n > 0) {
		if (!read_some(fd, name, into + len, room - len, &n, err))
			return false;
		len += n;
	}
	*ret = len;
	return true;
}

static bool keep_pipe(struct feed *feed, struct arena *arena, struct err *err)
{
	size_t room = ENCODING_BLOCK, len = 0;
	char *kept = arena_alloc(arena, room);
	for (;;) {
		size_t n;
		if (!read_full(feed->fd, feed->name, kept + len, room - len, &n, err))
			return false;
		len += n;
		feed->ended = len < room;
		if (feed->ended || room >= KEPT_MAX)
			break;
		kept = arena_grow(arena, kept, room, room * 2);
		room *= 2;
	}
	feed->kept = kept;
	feed->kept_len = len;
	return true;
}

static bool read_raw(struct feed *feed, char *into, size_t room, size_t *ret, struct err *err)
{
	size_t n = feed->kept_len - feed->kept_at;
	if (n > 0) {
		n = n < room ? n : room;
		memcpy(into, feed->kept + feed->kept_at, n);
		feed->kept_at += n;
	} else if (!feed->kept || !(feed->ended || feed->pass == FEED_LOOK)) {
		if (!read_some(feed->fd, feed->name, into, room, &n, err))
			return false;
	}
	feed->done += (int64_t)n;
	*ret = n;
	return true;
}

static bool unpack(struct feed *feed, char *into, size_t *ret, struct err *err)
{
	*ret = 0;
	while (*ret == 0) {
		if (feed->packed_rest.len == 0) {
			size_t n;
			if (!read_raw(feed, feed->packed, PACKED_ROOM, &n, err))
				return false;
			/* Of a pipe that is looked at, the rest is still to come. */
			if (n == 0)
				return (feed->pass == FEED_LOOK && feed_is_cut(feed)) ||
				       gunzip_end(feed->gunzip, err);
			feed->packed_rest = (struct piece){feed->packed, n};
		}
		if (!gunzip_run(feed->gunzip, &feed->packed_rest, into, feed->room, ret, err))
			return false;
	}
	return true;
}

static bool read_block(struct feed *feed, char *into, size_t *ret, struct err *err)
{
	return feed->gunzip ? unpack(feed, into, ret, err) : read_raw(feed, into, feed->room, ret, err);
}

static bool rewind_raw(struct feed *feed, struct err *err)
{
	feed->kept_at = 0;
	feed->done = 0;
	feed->packed_rest.len = 0;
	if (feed->gunzip)
		gunzip_again(feed->gunzip);
	if (!feed->kept && lseek(feed->fd, 0, SEEK_SET) < 0)
		return err_errno(err, N_("can't read %s"), "%s", feed->name);
	return true;
}

/* The first block as it is in the file. */
static bool raw_head(struct feed *feed, struct piece *ret, struct err *err)
{
	*ret = (struct piece){feed->kept, feed->kept_len};
	if (!feed->kept) {
		if (!read_full(feed->fd, feed->name, feed->block, feed->room, &ret->len, err))
			return false;
		ret->text = feed->block;
	}
	if (ret->len > feed->room)
		ret->len = feed->room;
	return ret->len > 0 || err_set(err, ERR_INPUT, N_("%s is empty"), "%s", feed->name);
}

/* The first block of what is packed in the file. */
static bool unpacked_head(struct feed *feed, struct piece *ret, struct err *err)
{
	size_t len = 0, n = 1;
	feed->gunzip = gunzip_new(feed->arena, feed->name);
	feed->packed = arena_alloc(feed->arena, PACKED_ROOM);
	feed->pass = FEED_LOOK;
	feed->room = ENCODING_BLOCK;
	/* Each time a block is asked for, and no more than that comes. */
	feed->block = arena_alloc(feed->arena, ENCODING_CARRY + 2 * feed->room);
	if (!rewind_raw(feed, err))
		return false;
	while (len < feed->room && n > 0) {
		if (!unpack(feed, feed->block + len, &n, err))
			return false;
		len += n;
	}
	*ret = (struct piece){feed->block, len < feed->room ? len : feed->room};
	return len > 0 || err_set(err, ERR_INPUT, N_("%s is empty"), "%s", feed->name);
}

bool feed_look_at_head(struct feed *feed, const struct encoding_told *told, struct err *err)
{
	struct piece head;
	if (feed->block)
		return true;
	feed->room = ENCODING_BLOCK;
	if (feed->total > 0 && feed->total < ENCODING_BLOCK)
		feed->room = (size_t)feed->total;
	feed->block = arena_alloc(feed->arena, ENCODING_CARRY + feed->room);
	if (!raw_head(feed, &head, err) ||
	        (gunzip_is(head.text, head.len) && !unpacked_head(feed, &head, err)))
		return false;
	const struct decoder_options options = {.name = feed->name, .room = feed->room, .told = told};
	return decoder_init(&feed->decoder, feed->arena, &options, head, err);
}

static bool check_kind(struct feed *feed, const struct stat *st, struct err *err)
{
	if (S_ISDIR(st->st_mode))
		return err_set(err, ERR_INPUT, N_("%s is a folder, not a file"), "%s", feed->name);
	if (S_ISREG(st->st_mode)) {
		feed->total = st->st_size;
		return true;
	}
	if (feed->owned)
		return err_set(err, ERR_INPUT, N_("%s is not a file; pipe it in with “-”"), "%s", feed->name);
	feed->piped = true;
	return true;
}

static bool open_file(struct feed *feed, const char *path, struct err *err)
{
	/* Looking before opening: to open a device may do things; not to wait covers what changes meanwhile.
	 */
	struct stat st;
	if (stat(path, &st) != 0)
		return errno == ENOENT ? err_set(err, ERR_MISSING, N_("there is no file %s"), "%s", path)
		                       : err_errno(err, N_("can't open %s"), "%s", path);
	feed->owned = true;
	if (!check_kind(feed, &st, err))
		return false;
	feed->fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (feed->fd < 0)
		return err_errno(err, N_("can't open %s"), "%s", path);
	if (fstat(feed->fd, &st) != 0)
		return err_errno(err, N_("can't read %s"), "%s", path);
	return check_kind(feed, &st, err);
}

static bool open_stdin(struct feed *feed, struct err *err)
{
	struct stat st;
	feed->name = _("standard input");
	feed->fd = STDIN_FILENO;
	if (fstat(feed->fd, &st) != 0)
		return err_errno(err, N_("can't read %s"), "%s", feed->name);
	if (!check_kind(feed, &st, err))
		return false;
	/* Someone may have read a part of it before us. */
	if (!feed->piped && lseek(feed->fd, 0, SEEK_CUR) != 0) {
		feed->piped = true;
		feed->total = 0;
	}
	return true;
}

bool feed_open(struct arena *arena, const char *path, struct feed **ret, struct err *err)
{
	CLEANUP(feed_cleanup) struct feed *feed = arena_new_of(arena, struct feed);
	feed->arena = arena;
	feed->fd = -1;
	feed->name = path;
	bool opened = streq(path, "-") ? open_stdin(feed, err) : open_file(feed, path, err);
	if (!opened || (feed->piped && !keep_pipe(feed, arena, err)))
		return false;
	*ret = feed;
	feed = NULL;
	return true;
}

struct feed *feed_of_bytes(struct arena *arena, const char *name, const char *bytes, size_t len)
{
	struct feed *feed = arena_new_of(arena, struct feed);
	feed->arena = arena;
	feed->fd = -1;
	feed->name = name;
	feed->kept = bytes;
	feed->kept_len = len;
	feed->total = (int64_t)len;
	feed->ended = true;
	return feed;
}

void feed_close(struct feed *feed)
{
	if (feed && feed->owned && feed->fd >= 0) {
		close(feed->fd);
		feed->fd = -1;
	}
}

void feed_cleanup(struct feed **feed)
{
	feed_close(*feed);
}

bool feed_start(struct feed *feed, enum feed_pass pass, struct err *err)
{
	feed->pass = pass;
	feed->carried = 0;
	feed->last = false;
	decoder_reset(&feed->decoder);
	return rewind_raw(feed, err);
}

bool feed_next(struct feed *feed, const char **ret, size_t *ret_len, struct err *err)
{
	*ret_len = 0;
	while (*ret_len == 0 && !feed->last) {
		size_t n;
		/* The last block was the caller's until now, so only now may the rest of it move. */
		if (feed->carried > 0)
			memmove(feed->block, feed->tail, feed->carried);
		if (!read_block(feed, feed->block + feed->carried, &n, err))
			return false;
		feed->last = n == 0;
		size_t len = feed->carried + n, used;
		*ret_len = decoder_run(&feed->decoder, feed->block, len, feed->last, ret, &used);
		feed->carried = len - used;
		feed->tail = feed->block + used;
	}
	return true;
}

void feed_move(struct feed *feed, struct arena *arena)
{
	feed->arena = arena;
}

int feed_fd(const struct feed *feed)
{
	return feed->fd;
}

const char *feed_name(const struct feed *feed)
{
	return feed->name;
}

bool feed_is_cut(const struct feed *feed)
{
	return feed->kept && !feed->ended;
}

const struct decoder *feed_decoder(const struct feed *feed)
{
	return &feed->decoder;
}

int64_t feed_total(const struct feed *feed)
{
	return feed->total;
}

int64_t feed_done(const struct feed *feed)
{
	return feed->done;
}
