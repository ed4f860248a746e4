/* What several steps, pages and commands share, one header a noun. A file that needs them all the time
 * includes this one. */
#pragma once

#include "step.h"

#include "change_say.h"
#include "findings.h"
#include "forms.h"
#include "goal_card.h"
#include "hearing.h"
#include "loop_rows.h"
#include "people.h"
#include "promise_rows.h"
#include "quote_card.h"
#include "record.h"
#include "score_card.h"
#include "score_series.h"
#include "scores_doc.h"
#include "segments.h"
#include "theme_card.h"
