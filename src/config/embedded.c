#include <dagstart/config/embedded.h>

#include <dagstart/base/str.h>

const struct embedded *embedded_find(const char *name)
{
	for (const struct embedded *file = config_embedded; file->name; file++)
		if (streq(file->name, name))
			return file;
	return NULL;
}
