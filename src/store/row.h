/* What the rows of several tables have in common. */
#pragma once

#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>

#include <dagstart/base/err.h>
#include <dagstart/base/ref.h>
#include <dagstart/domain/entity.h>

#include "driver.h"

/* Columns source_letter and source_id. */
struct ref row_source(struct query *query);
/* A string of no or one letter that lives for ever. */
const char *row_letter(const struct ref *ref);
/* True, or ERR_MISSING with the name of the thing. */
bool row_is_there(bool is_there, enum entity entity, int64_t id, struct err *err);
