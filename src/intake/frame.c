#include "frame.h"

#include <stdalign.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/fd.h>

enum { MESSAGE_MAX = 256 };

struct row_head {
	int64_t line;
	uint32_t len, count;
};

struct wire_err {
	uint32_t code;
	int32_t number;
	char detail[sizeof(((struct err *)0)->detail)];
	char message[MESSAGE_MAX];
};

static void *make_room(struct frame *frame, size_t len)
{
	size_t need = frame->len + len;
	if (need > frame->room) {
		size_t room = frame->room * 2 > need ? frame->room * 2 : need;
		frame->bytes = frame->bytes ? arena_grow(frame->arena, frame->bytes, frame->room, room)
		                            : arena_alloc(frame->arena, room);
		frame->room = room;
	}
	return frame->bytes + frame->len;
}

bool frame_send(int fd, struct frame *frame, const struct frame_head *head)
{
	struct frame_head mine = *head;
	mine.len = frame->len;
	bool sent = fd_write_all(fd, &mine, sizeof(mine)) && fd_write_all(fd, frame->bytes, frame->len);
	frame->len = 0;
	return sent;
}

bool frame_receive(int fd, struct frame *frame, struct frame_head *ret)
{
	frame->len = frame->at = 0;
	if (!fd_read_all(fd, ret, sizeof(*ret)) || ret->len > FRAME_MAX || ret->kind > FRAME_FAILED)
		return false;
	ret->about.encoding[sizeof(ret->about.encoding) - 1] = '\0';
	ret->about.other[sizeof(ret->about.other) - 1] = '\0';
	void *into = make_room(frame, (size_t)ret->len);
	frame->len = (size_t)ret->len;
	return fd_read_all(fd, into, frame->len);
}

static size_t padded(size_t len)
{
	return (len + alignof(struct row_head) - 1) / alignof(struct row_head) * alignof(struct row_head);
}

void frame_add_row(struct frame *frame, const struct record *record)
{
	const struct row_head head = {record->line, (uint32_t)record->len, (uint32_t)record->count};
	size_t starts = (record->count + 1) * sizeof(*record->starts);
	size_t len = padded(sizeof(head) + starts + record->len);
	char *at = make_room(frame, len);
	memcpy(at, &head, sizeof(head));
	memcpy(at + sizeof(head), record->starts, starts);
	memcpy(at + sizeof(head) + starts, record->bytes, record->len);
	frame->len += len;
}

/* Each cell begins where the one before has ended, and has its NUL. */
static bool is_sound(const struct record *record)
{
	if (record->starts[0] != 0 || record->starts[record->count] != record->len)
		return false;
	for (size_t i = 0; i < record->count; i++) {
		uint32_t next = record->starts[i + 1];
		if (next <= record->starts[i] || next > record->len || record->bytes[next - 1] != '\0')
			return false;
	}
	return true;
}

bool frame_next_row(struct frame *frame, struct record *ret, bool *ret_row)
{
	struct row_head head;
	size_t left = frame->len - frame->at;
	*ret_row = left > 0;
	if (left == 0)
		return true;
	if (left < sizeof(head))
		return false;
	const char *at = frame->bytes + frame->at;
	memcpy(&head, at, sizeof(head));
	size_t starts = ((size_t)head.count + 1) * sizeof(uint32_t);
	size_t len = padded(sizeof(head) + starts + head.len);
	if (len > left)
		return false;
	/* Blocks and rows begin where any number may. */
	const void *numbers = at + sizeof(head);
	*ret = (struct record){at + sizeof(head) + starts, head.len, numbers, head.count, head.line};
	frame->at += len;
	return is_sound(ret);
}

void frame_set_err(struct frame *frame, const struct err *err)
{
	frame->len = 0;
	struct wire_err *wire = make_room(frame, sizeof(*wire));
	*wire = (struct wire_err){.code = err->code, .number = err->number};
	memcpy(wire->detail, err->detail, sizeof(wire->detail));
	size_t len = strlen(err->message);
	memcpy(wire->message, err->message, len < MESSAGE_MAX ? len : MESSAGE_MAX - 1);
	frame->len = sizeof(*wire);
}

/* It is a format: one %s and nothing else. */
static bool is_message(const char *text)
{
	const char *sign = strchr(text, '%');
	return *text && (!sign || (sign[1] == 's' && !strchr(sign + 1, '%')));
}

bool frame_get_err(const struct frame *frame, struct arena *arena, struct err *ret)
{
	struct wire_err wire;
	if (frame->len != sizeof(wire))
		return false;
	memcpy(&wire, frame->bytes, sizeof(wire));
	wire.message[MESSAGE_MAX - 1] = '\0';
	wire.detail[sizeof(wire.detail) - 1] = '\0';
	if (wire.code == ERR_NONE || wire.code > ERR_INTERNAL || !is_message(wire.message))
		return false;
	*ret = (struct err){.code = (enum err_code)wire.code,
	        .message = arena_strdup(arena, wire.message),
	        .number = wire.number};
	memcpy(ret->detail, wire.detail, sizeof(ret->detail));
	return true;
}
