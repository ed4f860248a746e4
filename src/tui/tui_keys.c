/* Which keys work now, for help and for the line below. */
#include <stdlib.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/i18n.h>
#include <dagstart/base/str.h>

#include "key_names.h"
#include "tui_state.h"

const char *const *tui_contexts(struct tui *tui, struct arena *arena, bool below)
{
	const struct overlay_ops *top = below ? overlay_second(tui) : overlay_top(tui);
	if (top)
		return top->contexts;
	const char **list = arena_array_of(arena, const char *, 4);
	size_t count = 0;
	if (*tui_context(tui))
		list[count++] = tui_context(tui);
	list[count++] = "list";
	list[count] = "global";
	return list;
}

/* What a place nearer by has the key do comes first; a form has all keys to itself. */
static bool is_covered(const struct tui *tui, const char *const *places, size_t place, const char *key)
{
	for (size_t i = 0; i < place && !streq(places[place], "form"); i++)
		if (keymap_find(tui->options.keymap, places[i], key))
			return true;
	return false;
}

const char *key_of_command(const void *user, const char *command)
{
	const struct tui *tui = user;
	const char *const places[] = {tui_context(tui), "list", "global", "form"};
	/* "page.open goals" is bound as such; "goal.add owner=Anna" is where the key is pressed anyway. */
	size_t len = strchr(command, '=') ? strcspn(command, " ") : strlen(command);
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		size_t count = 0;
		const struct key_binding *bindings = keymap_bindings(tui->options.keymap, places[i], &count);
		for (size_t j = 0; j < count; j++) {
			const char *bound = bindings[j].command;
			bool is_it = strncmp(bound, command, len) == 0 && (!bound[len] || bound[len] == ' ');
			if (is_it && !is_covered(tui, places, i, bindings[j].key))
				return key_name_say(bindings[j].key, tui->options.ascii);
		}
	}
	return NULL;
}

const char *binding_title(const struct tui *tui, const struct key_binding *binding)
{
	const char *hint = key_binding_hint(binding);
	if (*hint)
		return hint;
	const struct tui_command *command = tui_command_find(tui, binding->command);
	if (!command || strempty(command->title))
		return binding->command;
	return _(command->title);
}

struct ranked {
	const struct key_binding *binding;
	size_t order;
};

static int by_rank(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	if (x->binding->rank != y->binding->rank)
		return x->binding->rank < y->binding->rank ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

static bool is_taken(struct tui *tui, const char *const *places, const struct key_binding *binding)
{
	for (; *places && !streq(*places, binding->context); places++)
		if (keymap_find(tui->options.keymap, *places, binding->key))
			return true;
	return false;
}

static bool is_shown(struct tui *tui, const char *const *places, const struct key_binding *binding)
{
	const char *command = binding->command;
	if (binding->rank == 0 || is_taken(tui, places, binding) || !tui_offers(tui, command))
		return false;
	const struct spot *focus = tui_focus(tui);
	size_t len = strcspn(command, " ");
	return !(tui->view && tui_is_listed(tui->view->idle, command, len)) &&
	       !(focus && tui_is_listed(focus->node->without, command, len));
}

static int keep_of(const char *command)
{
	return streq(command, "help") ? 2 : streq(command, "step.next") || streq(command, "back") ? 1 : 0;
}

struct frame_key *keys_of(struct tui *tui, struct arena *arena, size_t *ret_count)
{
	const char *const *places = tui_contexts(tui, arena, false);
	VEC(struct ranked) list = {0};
	for (const char *const *place = places; *place; place++) {
		size_t count;
		const struct key_binding *bindings = keymap_bindings(tui->options.keymap, *place, &count);
		for (size_t i = 0; i < count; i++)
			if (is_shown(tui, places, &bindings[i])) {
				struct ranked ranked = {.binding = &bindings[i], .order = list.count};
				*vec_add(arena, &list) = ranked;
			}
	}
	if (list.count)
		qsort(list.items, list.count, sizeof(*list.items), by_rank);
	struct frame_key *keys = arena_array_of(arena, struct frame_key, list.count + 1);
	for (size_t i = 0; i < list.count; i++)
		keys[i] = (struct frame_key){
		        .key = key_name_say(list.items[i].binding->key, tui->options.ascii),
		        .title = binding_title(tui, list.items[i].binding),
		        .keep = keep_of(list.items[i].binding->command),
		};
	*ret_count = list.count;
	return keys;
}
