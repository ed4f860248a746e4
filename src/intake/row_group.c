#include "row_group.h"

#include <string.h>

#include <dagstart/base/random.h>

bool row_group_has_room(struct row_group *group, struct piece name)
{
	uint64_t hash = hash_bytes(0, name.text, name.len) | 1;
	size_t room = sizeof(group->set) / sizeof(group->set[0]), at = hash % room;
	while (group->set[at] != 0 && group->set[at] != hash)
		at = (at + 1) % room;
	if (group->set[at] == hash)
		return true;
	if (group->count == ROW_NAMES_MAX) {
		group->dropped++;
		return false;
	}
	group->set[at] = hash;
	group->count++;
	return true;
}

/* Of a cell that is not empty. */
static size_t place_of(struct piece cell)
{
	size_t first = (unsigned char)cell.text[0], last = (unsigned char)cell.text[cell.len - 1];
	return (first * 31 + last * 7 + cell.len) % GROUP_KNOWN;
}

const char *row_group_known(const struct row_group *group, struct piece cell)
{
	if (cell.len == 0)
		return "";
	const struct known_cell *known = &group->known[place_of(cell)];
	if (known->len != cell.len || memcmp(known->text, cell.text, cell.len) != 0)
		return NULL;
	return known->is_nothing ? "" : known->text;
}

void row_group_keep(struct row_group *group, struct piece cell, bool is_nothing)
{
	if (cell.len == 0 || cell.len >= GROUP_KNOWN_BYTES)
		return;
	struct known_cell *known = &group->known[place_of(cell)];
	if (known->len > 0)
		return;
	memcpy(known->text, cell.text, cell.len);
	known->len = (unsigned char)cell.len;
	known->is_nothing = is_nothing;
}
