/* A file of feedback that was taken in before the eyes of a person: how far it is, and what came of it, as a
 * document. */
#pragma once

struct app;
struct doc;
struct doc_node;
struct intake_report;

struct taken {
	const char *path;
	const char *trouble; /* why it was not; "" it was */
	const char *summary; /* as `dagstart import` says it */
	const struct intake_report *report;
};

/* Takes in the file; `step` is called with per cent while it lasts. What it gives lives as long as the
 * program. */
struct taken taken_take(struct app *app, const char *path, void (*step)(void *user, int percent), void *user);
void taken_doc(const struct taken *taken, struct doc *doc, struct doc_node *parent);
