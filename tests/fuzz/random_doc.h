/* A document of any shape that builders could make, with any texts, read from choices. */
#pragma once

#include <dagstart/doc/doc.h>

#include "fuzz.h"

struct doc random_doc(struct arena *arena, struct choices *c);
/* A text of some bytes of the input. */
const char *random_text(struct doc *doc, struct choices *c);
