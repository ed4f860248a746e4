/* Pages that are longer than memory should be: read and written in pieces. */
#pragma once

#include <dagstart/doc/form.h>
#include <dagstart/render/render.h>

#include "app.h"

struct stream {
	const char *page; /* of the session; its table has the same key */
	const char *behind; /* its argument that says behind which row the next piece begins */
	const char *first; /* the value of that argument for the first piece; "" none */
	const char *column; /* of the row's value for that argument */
};

extern const struct stream stream_feedback; /* newest first */
extern const struct stream stream_history; /* oldest first */

/* All rows to standard output, as render() would write the page: RENDER_JSON or RENDER_CSV. The exit code. */
int stream_out(
        struct app *app, const struct stream *stream, const struct args *args, enum render_format format);
