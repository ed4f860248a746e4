#include <dagstart/config/problems.h>

#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>
#include <dagstart/base/text.h>
#include <dagstart/base/vec.h>

enum { SHOWN_BYTES = 600 };

struct problems problems_new(struct arena *arena)
{
	return (struct problems){.arena = arena};
}

void problems_vadd(struct problems *problems, const char *file, int line, int column, const char *path,
        const char *format, va_list args)
{
	struct arena *arena = problems->arena;
	if (problems->count >= PROBLEMS_KEPT) {
		problems->dropped++;
		return;
	}
	*vec_add(arena, problems) = (struct problem){
	        .file = arena_strdup(arena, str_or(file, "")),
	        .line = line,
	        .column = column,
	        .path = arena_strdup(arena, str_or(path, "")),
	        .expected = arena_vprintf(arena, format, args),
	};
}

void problems_add(struct problems *problems, const char *file, int line, int column, const char *path,
        const char *format, ...)
{
	va_list args;
	va_start(args, format);
	problems_vadd(problems, file, line, column, path, format, args);
	va_end(args);
}

size_t problems_total(const struct problems *problems)
{
	return problems->count + problems->dropped;
}

char *problem_text(struct arena *arena, const struct problem *problem)
{
	struct str text = str_new(arena);
	/* What is said of a file as a whole mostly names it. */
	bool named = problem->line <= 0 && *problem->file && strstr(problem->expected, problem->file);
	if (!named)
		str_add(&text, problem->file);
	if (problem->line > 0)
		str_addf(&text, ":%d:%d", problem->line, problem->column);
	str_add(&text, named ? "" : ": ");
	if (!strempty(problem->path))
		str_addf(&text, "%s: ", problem->path);
	str_add(&text, problem->expected);
	/* A key may be a megabyte long; a line for people is not. */
	char *clean = text_clean(arena, text.text, TEXT_ONE_LINE);
	return text.len > SHOWN_BYTES ? text_cut(arena, clean, SHOWN_BYTES, false) : clean;
}
