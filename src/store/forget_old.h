/* What the two files of retention share. */
#pragma once

#include "forget.h"

/* Whether words were erased since the last time that this was said: no byte of what was erased is left in the
 * file, nor in its copies. */
bool forget_old_has_remains(struct store *store, bool *ret, struct err *err) MUST_CHECK;
bool forget_old_settled(struct store *store, struct err *err) MUST_CHECK;
