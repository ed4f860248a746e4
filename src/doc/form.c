#include <dagstart/doc/form.h>

#include <dagstart/base/str.h>

const char *args_get(const struct args *args, const char *name)
{
	for (size_t i = 0; i < args->count; i++)
		if (streq(args->items[i].name, name))
			return str_or(args->items[i].value, "");
	return "";
}
