/* What the tests of reading configuration have, for those of keys and themes. */
#pragma once

#include "../config/fixture.h"
