/* Who has the store now. */
#pragma once

struct err;
struct store;

/* Tells, where an error says that the store is busy, which program it is and whose, as far as this machine
 * knows; what else it does is left as it is. */
void busy_tell(const struct store *store, struct err *err);
