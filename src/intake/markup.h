/* Comments that were written in HTML, as text: survey tools export what a web form held. */
#pragma once

struct arena;

/* `s` with tags as line breaks, spaces or nothing and with entities as the characters that they stand for:
 * once, so that "&amp;lt;" becomes "&lt;". What is no tag of a comment ("<3", "a < b") and no known entity
 * stays, and so does an entity that stands for what must not be shown. `s` itself where there is nothing of
 * that kind. */
const char *markup_text(struct arena *arena, const char *s);
