/* Letters of square dots, two in each cell: capitals and ascenders from dot row 0, small letters from row 2,
 * the line they stand on is row 6, and two rows are below it. */
#include "big_letters.h"

#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/str.h>
#include <dagstart/base/vec.h>

/* Rows of dots from above, parted by "/"; all of a letter are equally wide. */
struct letter {
	const char *sign, *rows;
};

static const struct letter letters[] = {
        {" ", ".."},
        {"\u00A0", ".."},
        {"a", "..../..../.##./...#/.###/#..#/.###"},
        {"b", "#.../#.../###./#..#/#..#/#..#/###."},
        {"c", "..../..../.###/#.../#.../#.../.###"},
        {"d", "...#/...#/.###/#..#/#..#/#..#/.###"},
        {"e", "..../..../.##./#..#/####/#.../.###"},
        {"f", ".##/#../###/#../#../#../#.."},
        {"g", "..../..../.###/#..#/#..#/#..#/.###/...#/.##."},
        {"h", "#.../#.../###./#..#/#..#/#..#/#..#"},
        {"i", "#/./#/#/#/#/#"},
        {"j", "..#/.../..#/..#/..#/..#/..#/..#/##."},
        {"k", "#.../#.../#..#/#.#./##../#.#./#..#"},
        {"l", "#./#./#./#./#./#./.#"},
        {"m", "...../...../##.#./#.#.#/#.#.#/#.#.#/#.#.#"},
        {"n", "..../..../###./#..#/#..#/#..#/#..#"},
        {"o", "..../..../.##./#..#/#..#/#..#/.##."},
        {"p", "..../..../###./#..#/#..#/#..#/###./#.../#..."},
        {"q", "..../..../.###/#..#/#..#/#..#/.###/...#/...#"},
        {"r", ".../.../#.#/##./#../#../#.."},
        {"s", "..../..../.###/#.../.##./...#/###."},
        {"t", ".#./.#./###/.#./.#./.#./..#"},
        {"u", "..../..../#..#/#..#/#..#/#..#/.###"},
        {"v", "...../...../#...#/#...#/.#.#./.#.#./..#.."},
        {"w", "...../...../#...#/#...#/#.#.#/#.#.#/.#.#."},
        {"x", "...../...../#...#/.#.#./..#../.#.#./#...#"},
        {"y", "..../..../#..#/#..#/#..#/#..#/.###/...#/.##."},
        {"z", "..../..../####/...#/.##./#.../####"},
        {"A", ".###./#...#/#...#/#####/#...#/#...#/#...#"},
        {"B", "####./#...#/#...#/####./#...#/#...#/####."},
        {"C", ".####/#..../#..../#..../#..../#..../.####"},
        {"D", "####./#...#/#...#/#...#/#...#/#...#/####."},
        {"E", "####/#.../#.../###./#.../#.../####"},
        {"F", "####/#.../#.../###./#.../#.../#..."},
        {"G", ".####/#..../#..../#..##/#...#/#...#/.####"},
        {"H", "#...#/#...#/#...#/#####/#...#/#...#/#...#"},
        {"I", "###/.#./.#./.#./.#./.#./###"},
        {"J", "..##/...#/...#/...#/...#/#..#/.##."},
        {"K", "#...#/#..#./#.#../##.../#.#../#..#./#...#"},
        {"L", "#.../#.../#.../#.../#.../#.../####"},
        {"M", "#...#/##.##/#.#.#/#.#.#/#...#/#...#/#...#"},
        {"N", "#...#/##..#/##..#/#.#.#/#..##/#..##/#...#"},
        {"O", ".###./#...#/#...#/#...#/#...#/#...#/.###."},
        {"P", "####./#...#/#...#/####./#..../#..../#...."},
        {"Q", ".###./#...#/#...#/#...#/#.#.#/#..#./.##.#"},
        {"R", "####./#...#/#...#/####./#.#../#..#./#...#"},
        {"S", ".####/#..../#..../.###./....#/....#/####."},
        {"T", "#####/..#../..#../..#../..#../..#../..#.."},
        {"U", "#...#/#...#/#...#/#...#/#...#/#...#/.###."},
        {"V", "#...#/#...#/#...#/#...#/.#.#./.#.#./..#.."},
        {"W", "#...#/#...#/#...#/#.#.#/#.#.#/##.##/#...#"},
        {"X", "#...#/#...#/.#.#./..#../.#.#./#...#/#...#"},
        {"Y", "#...#/#...#/.#.#./..#../..#../..#../..#.."},
        {"Z", "#####/....#/...#./..#../.#.../#..../#####"},
        {"0", ".##./#..#/#..#/#..#/#..#/#..#/.##."},
        {"1", ".#./##./.#./.#./.#./.#./###"},
        {"2", ".##./#..#/...#/..#./.#../#.../####"},
        {"3", "####/...#/..#./.##./...#/#..#/.##."},
        {"4", "...#/..##/.#.#/#..#/####/...#/...#"},
        {"5", "####/#.../###./...#/...#/#..#/.##."},
        {"6", ".##./#.../#.../###./#..#/#..#/.##."},
        {"7", "####/...#/...#/..#./..#./.#../.#.."},
        {"8", ".##./#..#/#..#/.##./#..#/#..#/.##."},
        {"9", ".##./#..#/#..#/.###/...#/...#/.##."},
        {".", "./././././././#"},
        {",", "../../../../../../.#/.#/#."},
        {";", "../../.#/../../../.#/.#/#."},
        {":", "././././#/./#"},
        {"!", "#/#/#/#/#/./#"},
        {"?", ".##./#..#/...#/..#./..#./..../..#."},
        {"'", "#/#"},
        {"’", "#/#"},
        {"‘", "#/#"},
        {"\"", "#.#/#.#"},
        {"“", ".#.#/#.#./#.#."},
        {"”", ".#.#/.#.#/#.#."},
        {"„", "..../..../..../..../..../..../.#.#/.#.#/#.#."},
        {"-", ".../.../.../.../###"},
        {"–", "...../...../...../...../#####"},
        {"—", "...../...../...../...../#####"},
        {"−", "..../..../..../..../####"},
        {"·", "././././#"},
        {"(", ".#/#./#./#./#./#./.#"},
        {")", "#./.#/.#/.#/.#/.#/#."},
        {"/", "....#/....#/...#./..#../.#.../#..../#...."},
        {"%", "##..#/##..#/...#./..#../.#.../#..##/#..##"},
        {"&", ".##../#..#./#..#./.##../#.#.#/#..#./.##.#"},
        {"€", "..###/.#.../####./.#.../####./.#.../..###"},
        {"+", "...../...../..#../..#../#####/..#../..#.."},
        {"=", "..../..../..../####/..../####"},
        {"@", ".###./#...#/#.###/#.#.#/#.###/#..../.####"},
        {"…", "...../...../...../...../...../...../#.#.#"},
        {"▲", "...../...../..#../.###./.###./#####/#####"},
        {"▼", "...../...../#####/#####/.###./.###./..#.."},
        {"●", "..../..../.##./####/####/####/.##."},
        {"▒", "#.#./.#.#/#.#./.#.#/#.#./.#.#/#.#."},
        {"í", ".#/#./../#./#./#./#."},
        {"ï", "#.#/.../.#./.#./.#./.#./.#."},
        {"î", ".#./#.#/.../.#./.#./.#./.#."},
        {"ç", "..../..../.###/#.../#.../#.../.###/..#./.#.."},
        {"é", "..#./.#../.##./#..#/####/#.../.###"},
        {"è", ".#../..#./.##./#..#/####/#.../.###"},
        {"ê", ".##./#..#/.##./#..#/####/#.../.###"},
        {"ë", "#..#/..../.##./#..#/####/#.../.###"},
        {"á", "..#./.#../.##./...#/.###/#..#/.###"},
        {"à", ".#../..#./.##./...#/.###/#..#/.###"},
        {"â", ".##./#..#/.##./...#/.###/#..#/.###"},
        {"ä", "#..#/..../.##./...#/.###/#..#/.###"},
        {"ó", "..#./.#../.##./#..#/#..#/#..#/.##."},
        {"ò", ".#../..#./.##./#..#/#..#/#..#/.##."},
        {"ô", ".##./#..#/.##./#..#/#..#/#..#/.##."},
        {"ö", "#..#/..../.##./#..#/#..#/#..#/.##."},
        {"ú", "..#./.#../#..#/#..#/#..#/#..#/.###"},
        {"ü", "#..#/..../#..#/#..#/#..#/#..#/.###"},
        {"ñ", ".#.#/#.#./###./#..#/#..#/#..#/#..#"},
};

static const struct letter *letter_at(const char *text)
{
	for (size_t i = 0; i < sizeof(letters) / sizeof(*letters); i++)
		if (str_starts(text, letters[i].sign))
			return &letters[i];
	return NULL;
}

static int width_of(const struct letter *letter)
{
	return (int)strcspn(letter->rows, "/");
}

struct glyphs {
	VEC(const struct letter *) list;
};

/* False: one of them has no large form. */
static bool glyphs_of(struct arena *arena, const char *text, struct glyphs *ret)
{
	for (const char *at = text; *at;) {
		const struct letter *letter = letter_at(at);
		if (!letter)
			return false;
		*vec_add(arena, &ret->list) = letter;
		at += strlen(letter->sign);
	}
	return ret->list.count > 0;
}

static bool is_blank(const struct letter *letter)
{
	return *letter->sign == ' ';
}

/* The end of the line that begins there; a word that is too long: the same place. */
static size_t line_end(const struct glyphs *g, size_t from, int width)
{
	size_t end = from;
	int used = 0;
	for (size_t i = from; i < g->list.count; i++) {
		if (is_blank(g->list.items[i]))
			end = i;
		used += width_of(g->list.items[i]) + (i > from);
		if (used > width && !is_blank(g->list.items[i]))
			return end;
	}
	return g->list.count;
}

static size_t skip_blanks(const struct glyphs *g, size_t at)
{
	while (at < g->list.count && is_blank(g->list.items[at]))
		at++;
	return at;
}

static bool has_dot(const struct letter *letter, int row, int column)
{
	const char *at = letter->rows;
	for (; row > 0 && at; row--) {
		at = strchr(at, '/');
		at = at ? at + 1 : NULL;
	}
	return at && at[column] == '#';
}

static const char *cells(struct arena *arena, const struct glyphs *g, size_t from, size_t end, int row)
{
	static const char *const halves[2][2] = {{" ", "▄"}, {"▀", "█"}};
	struct str line = str_new(arena);
	for (size_t i = from; i < end; i++) {
		const struct letter *letter = g->list.items[i];
		str_add(&line, i > from ? " " : "");
		for (int column = 0; column < width_of(letter); column++)
			str_add(&line, halves[has_dot(letter, 2 * row, column)]
			                     [has_dot(letter, 2 * row + 1, column)]);
	}
	return line.text;
}

static void draw_line(struct layout *l, const struct glyphs *g, size_t from, size_t end, int row, int column,
        int width, struct look look)
{
	for (int i = 0; i < BIG_LETTER_ROWS && !l->measuring; i++)
		lay_put(l, row + i, column, width, look, cells(l->arena, g, from, end, i));
}

static bool all_fit(const struct glyphs *g, int width)
{
	size_t end = 0;
	for (size_t from = skip_blanks(g, 0); from < g->list.count; from = skip_blanks(g, end)) {
		end = line_end(g, from, width);
		if (end == from)
			return false;
	}
	return true;
}

int big_letters_draw(struct layout *l, const char *text, int row, int column, int width, struct look look)
{
	struct glyphs g = {0};
	int top = row;
	if (l->ascii || strlen(text) > l->huge_most || !glyphs_of(l->arena, text, &g) || !all_fit(&g, width))
		return 0;
	for (size_t from = skip_blanks(&g, 0), end; from < g.list.count; from = skip_blanks(&g, end)) {
		end = line_end(&g, from, width);
		draw_line(l, &g, from, end, row, column, width, look);
		row += BIG_LETTER_ROWS;
	}
	return row - top;
}
