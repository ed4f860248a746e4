/* Further columns of words beside the comment: answers to other open questions, and what may be words. */
#pragma once

struct finder;

/* Once the columns have their roles. */
void asked_find(struct finder *finder);
