#include <dagstart/base/err.h>

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>

/* What people meet, in words that are translated with the rest; what is not here is said by the C library. */
static const struct {
	int number;
	enum err_code code;
	const char *reason;
} reasons[] = {
        {EACCES, ERR_IO, N_("permission denied")},
        {EBUSY, ERR_IO, N_("it is in use")},
        {EDQUOT, ERR_FULL, N_("your share of the disk is full")},
        {EEXIST, ERR_IO, N_("it exists already")},
        {EFBIG, ERR_IO, N_("the file is too large")},
        {EINTR, ERR_IO, N_("it was interrupted")},
        {EIO, ERR_IO, N_("the disk or the connection failed")},
        {EISDIR, ERR_IO, N_("it is a folder")},
        {ELOOP, ERR_IO, N_("it is a symbolic link")},
        {EMFILE, ERR_IO, N_("too many files are open")},
        {ENAMETOOLONG, ERR_IO, N_("the name is too long")},
        {ENOENT, ERR_IO, N_("no such file or folder")},
        {ENOMEM, ERR_IO, N_("there is not enough memory")},
        {ENOSPC, ERR_FULL, N_("the disk is full")},
        {ENOTDIR, ERR_IO, N_("a part of the path is not a folder")},
        {ENXIO, ERR_IO, N_("there is no such device")},
        {EPERM, ERR_IO, N_("that is not allowed")},
        {EPIPE, ERR_IO, N_("nobody is reading any more")},
        {EROFS, ERR_READONLY, N_("the disk can only be read")},
};

enum {
	REASONS = sizeof(reasons) / sizeof(reasons[0]),
};

static const char *err_reason(int number)
{
	for (size_t i = 0; i < REASONS; i++)
		if (reasons[i].number == number)
			return _(reasons[i].reason);
	return strerror(number);
}

static enum err_code err_code_of(int number)
{
	for (size_t i = 0; i < REASONS; i++)
		if (reasons[i].number == number)
			return reasons[i].code;
	return ERR_IO;
}

/* The length of `text` without the half character that it may end in. */
static size_t utf8_whole(const char *text, size_t len)
{
	size_t last = len - 1;
	while (last > 0 && ((unsigned char)text[last] & 0xC0) == 0x80)
		last--;
	return text_is_utf8(text + last, len - last) ? len : last;
}

__attribute__((format(printf, 2, 0))) static void err_fill(struct err *err, const char *detail, va_list args)
{
	if (!detail)
		return;
	int len = vsnprintf(err->detail, sizeof(err->detail), detail, args);
	/* A detail that was cut may end in half a character. */
	if (len >= (int)sizeof(err->detail))
		err->detail[utf8_whole(err->detail, sizeof(err->detail) - 1)] = '\0';
}

bool(err_set)(struct err *err, enum err_code code, const char *message, const char *detail, ...)
{
	if (!err)
		return false;
	*err = (struct err){.code = code, .message = message};
	va_list args;
	va_start(args, detail);
	err_fill(err, detail, args);
	va_end(args);
	return false;
}

bool(err_say)(struct err *err, enum err_code code, const char *message)
{
	if (err)
		*err = (struct err){.code = code, .message = message};
	return false;
}

bool(err_errno)(struct err *err, const char *message, const char *detail, ...)
{
	int number = errno;
	if (!err)
		return false;
	*err = (struct err){.code = err_code_of(number), .message = message, .number = number};
	va_list args;
	va_start(args, detail);
	err_fill(err, detail, args);
	va_end(args);
	return false;
}

/* Adds `message` with `detail` where its %s stands. Not by printf: a translation is no place for a format
 * error. */
static bool err_put(struct str *s, const char *message, const char *detail)
{
	bool placed = false;
	for (const char *at = message; *at; at++) {
		if (*at == '%' && at[1] == 's' && !placed) {
			str_add(s, detail);
			placed = true;
			at++;
			continue;
		}
		if (*at == '%' && at[1] == '%')
			at++;
		str_add_char(s, *at);
	}
	return placed;
}

char *err_text(struct arena *arena, const struct err *err)
{
	struct str detail = str_new(arena);
	str_add(&detail, text_clean(arena, err->detail, TEXT_ONE_LINE));
	const char *reason = err->number ? text_clean(arena, err_reason(err->number), TEXT_ONE_LINE) : NULL;
	if (reason)
		str_add_part(&detail, ": ", reason);
	struct str s = str_new(arena);
	if (!err_put(&s, _(str_or(err->message, N_("something went wrong"))), detail.text) && reason)
		str_addf(&s, ": %s", reason);
	return s.text;
}

bool(err_at)(struct err *err, const char *field)
{
	if (err)
		err->field = field;
	return false;
}

void err_clear(struct err *err)
{
	if (err)
		*err = (struct err){0};
}
