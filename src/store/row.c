#include "row.h"

#include <dagstart/base/i18n.h>

struct ref row_source(struct query *q)
{
	return (struct ref){.letter = *peek_text(q, "source_letter"), .id = get_int(q, "source_id")};
}

const char *row_letter(const struct ref *ref)
{
	static const char letters[] =
	        "A\0B\0C\0D\0E\0F\0G\0H\0I\0J\0K\0L\0M\0N\0O\0P\0Q\0R\0S\0T\0U\0V\0W\0X\0Y\0Z";
	return ref->letter >= 'A' && ref->letter <= 'Z' ? &letters[2 * (ref->letter - 'A')] : "";
}

bool row_is_there(bool is_there, enum entity entity, int64_t id, struct err *err)
{
	return is_there ||
	       err_set(err, ERR_MISSING, N_("there is no %s"), "%c-%" PRId64, entity_letter(entity), id);
}
