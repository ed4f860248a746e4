/* The child that reads foreign bytes. */
#pragma once

#include "source_apart.h"

/* Answers orders from `orders` with frames to `frames`, until there are no more. */
_Noreturn void apart_child_run(
        struct source *inner, const struct apart_options *options, int orders, int frames);
