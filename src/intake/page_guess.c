#include "page_guess.h"

#include <math.h>
#include <string.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/text.h>

#include "page_guess_signs.h"

/* Costs are quarters of a bit: what it takes to tell which letter comes. */
enum {
	BIT = 4,
	FOREIGN = 10 * BIT, /* a letter that the language does not have */
	UPPER = 2 * BIT, /* capitals are rare */
	AT_DIGIT = 3 * BIT,
	UPPER_WITHIN = 4 * BIT, /* a capital behind a small letter */
	ALONE = 4 * BIT, /* a letter that is a word */
	UNCLOSED = 6 * BIT,
	LINE_MOST = 16 * BIT, /* one line does not decide about thousands */
	ALIKE_MOST = 4 * BIT,
	FIT_LEAST = 3, /* of four bytes */
	FIT_OF = 4,
	SURE = 10 * BIT,
	UNSURE = 4 * BIT,
	CLEARLY = 3 * BIT, /* before the page that comes after it */
	SURE_EACH = BIT, /* and so much for each byte that is read differently */
	STRANGE_LEAST = 6, /* bytes */
	LOOKED_MOST = 50000, /* bytes above 0x7F: more of them would say the same */
	LANGUAGES_UNSEEN = 4, /* how freely a line may be in a language that no other was in */
	HIGH_MAX = 512, /* of a line: the rest of a longer one is another line */
};

/* The letters that a language has beside a to z, the most frequent first. Small letters; the capitals follow
 * from them. */
struct language {
	enum code_page page;
	const char *letters;
};

/* Those of Windows-1252 are what texts in CP850 and from a Macintosh are written in as well. */
static const struct language languages[] = {
        {PAGE_WINDOWS_1252, "éëïèöüçáóêàñ"}, /* Dutch, English */
        {PAGE_WINDOWS_1252, "éèàêçîôùûâœïëæüÿ"}, /* French */
        {PAGE_WINDOWS_1252, "üäößé"}, /* German */
        {PAGE_WINDOWS_1252, "óíáéñúü"}, /* Spanish */
        {PAGE_WINDOWS_1252, "ãçáéíóêõâúôàü"}, /* Portuguese */
        {PAGE_WINDOWS_1252, "àèùòìéóî"}, /* Italian */
        {PAGE_WINDOWS_1252, "óàéèíúçïòü"}, /* Catalan */
        {PAGE_WINDOWS_1252, "øåæéòüöä"}, /* Danish, Norwegian */
        {PAGE_WINDOWS_1252, "äöåéüà"}, /* Swedish, Finnish */
        {PAGE_WINDOWS_1252, "íáðéöóæþúý"}, /* Icelandic */
        {PAGE_WINDOWS_1252, "äõüöšž"}, /* Estonian */
        {PAGE_WINDOWS_1250, "łęóąśżćńź"}, /* Polish */
        {PAGE_WINDOWS_1250, "íáéěřšžčýůúňťďó"}, /* Czech */
        {PAGE_WINDOWS_1250, "áíéčšžýúťôľňäóďĺŕ"}, /* Slovak */
        {PAGE_WINDOWS_1250, "áéőóöíüúű"}, /* Hungarian */
        {PAGE_WINDOWS_1250, "ăîşţâ"}, /* Romanian */
        {PAGE_WINDOWS_1250, "čšžćđ"}, /* Croatian, Slovene */
        {PAGE_WINDOWS_1254, "ıüşöğçİâî"}, /* Turkish */
        {PAGE_WINDOWS_1257, "ėšųžįčąūę"}, /* Lithuanian */
        {PAGE_WINDOWS_1257, "āīēūšņļžčķģ"}, /* Latvian */
        {PAGE_WINDOWS_1257, "äõüöšž"}, /* Estonian */
        {PAGE_WINDOWS_1251, "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"}, /* Russian, Bulgarian */
        {PAGE_WINDOWS_1251, "оаинвертслкдімупзьбгяйчхшжюцїєщфґ"}, /* Ukrainian */
        {PAGE_WINDOWS_1253, "αοιετσνυρκπμλςηωίόγάήέδύχθφβξώζψϊϋΐΰ"}, /* Greek */
};
enum { LANGUAGE_COUNT = sizeof(languages) / sizeof(*languages) };

struct page_letters {
	size_t count;
	uint8_t cost[PAGE_LANGUAGES][128]; /* of a byte in each of its languages */
};
struct page_costs {
	uint16_t codes[CODE_PAGES][128];
	struct page_letters letters[CODE_PAGES];
};

/* Letters in the order of their frequency come about as one over their rank. */
static int rank_cost(int rank, int count)
{
	double sum = 0;
	for (int i = 0; i < count; i++)
		sum += 1 / (i + 1.5);
	return (int)lround(BIT * log2(sum * (rank + 1.5)));
}

static int letter_count(const char *letters)
{
	int count = 0;
	for (; *letters; letters++)
		count += ((unsigned char)*letters & 0xC0) != 0x80;
	return count;
}

static void put_letter(
        const struct page_costs *costs, enum code_page page, uint8_t *into, uint32_t code, int cost)
{
	for (int i = 0; i < 128; i++)
		if (costs->codes[page][i] == code && cost < into[i])
			into[i] = (uint8_t)cost;
}

static void put_language(struct page_costs *costs, enum code_page page, const char *letters)
{
	uint8_t *into = costs->letters[page].cost[costs->letters[page].count++];
	int count = letter_count(letters), rank = 0;
	memset(into, FOREIGN, 128);
	for (size_t left = strlen(letters); left > 0; rank++) {
		uint32_t code;
		size_t n = text_decode(letters, left, &code);
		int cost = rank_cost(rank, count);
		put_letter(costs, page, into, code, cost);
		put_letter(costs, page, into, signs_capital(code), cost + UPPER);
		letters += n;
		left -= n;
	}
}

/* Whose languages a page is written in. */
static enum code_page languages_of(enum code_page page)
{
	if (page == PAGE_ISO_8859_2)
		return PAGE_WINDOWS_1250;
	return page == PAGE_CP850 || page == PAGE_MACINTOSH ? PAGE_WINDOWS_1252 : page;
}

void page_guess_start(struct page_guess *guess, struct arena *arena)
{
	struct page_costs *costs = guess->costs;
	*guess = (struct page_guess){.costs = costs};
	if (costs)
		return;
	costs = guess->costs = arena_new_of(arena, struct page_costs);
	for (size_t page = 0; page < CODE_PAGES; page++) {
		for (unsigned i = 0; i < 128; i++)
			costs->codes[page][i] = (uint16_t)code_page_code((enum code_page)page, 128 + i);
		for (size_t i = 0; i < LANGUAGE_COUNT; i++)
			if (languages[i].page == languages_of((enum code_page)page))
				put_language(costs, (enum code_page)page, languages[i].letters);
	}
}

/* A line as its high bytes: where they stand in it. */
struct line {
	const unsigned char *bytes;
	size_t len;
	uint32_t high[HIGH_MAX];
	size_t count;
};

static uint32_t code_at(
        const struct page_costs *costs, enum code_page page, const struct line *line, size_t at)
{
	unsigned char byte = at < line->len ? line->bytes[at] : ' ';
	return byte < 0x80 ? byte : costs->codes[page][byte - 0x80];
}

/* What a letter costs by where it stands, whatever the language. */
static int letter_place(enum code_page page, const struct around *around)
{
	bool left = signs_is_letter(around->left), right = signs_is_letter(around->right);
	int cost = 0;
	if (signs_is_digit(around->left) || signs_is_digit(around->right))
		cost += AT_DIGIT;
	if (signs_is_capital(around->code) && left && !signs_is_capital(around->left))
		cost += UPPER_WITHIN;
	if (!signs_is_capital(around->code) && right && signs_is_capital(around->right))
		cost += UPPER_WITHIN;
	/* Languages of one letter words: French, Italian, Spanish, Danish; Russian, Greek. */
	bool has_words = page == PAGE_WINDOWS_1252 || page == PAGE_WINDOWS_1251 || page == PAGE_WINDOWS_1253;
	return cost + (left || right || has_words ? 0 : ALONE);
}

/* Quarters of a bit: two figures behind the point of the logarithm are enough. */
static int log2_of(uint32_t n)
{
	int whole = 31 - __builtin_clz(n);
	uint32_t next = whole >= 2 ? n >> (whole - 2) : n << (2 - whole);
	return BIT * whole + (int)(next & 3);
}

/* Lines of one file are in few languages: one that others were in is likelier. */
static int language_cost(const struct page_guess *guess, enum code_page page, size_t language)
{
	return log2_of((uint32_t)guess->line_count + LANGUAGES_UNSEEN) -
	       log2_of((uint32_t)guess->lines[page][language] + 1);
}

/* A quote at the foot of a word that no other closes in its line: in CP850 the same byte is an é. */
static int open_quote(
        const struct page_guess *guess, enum code_page page, const struct line *line, uint32_t code)
{
	if (code != 0x201A && code != 0x201E)
		return 0;
	for (size_t i = 0; i < line->count; i++) {
		uint32_t other = code_at(guess->costs, page, line, line->high[i]);
		if (other >= 0x2018 && other <= 0x201D && other != 0x201A)
			return 0;
	}
	return memchr(line->bytes, '\'', line->len) || memchr(line->bytes, '"', line->len) ? 0 : UNCLOSED;
}

/* How a line reads in a page, in the language that suits it best. */
struct reading {
	size_t language;
	int cost;
	int fit; /* bytes that this language has where they stand */
};

static struct reading read_line(const struct page_guess *guess, enum code_page page, const struct line *line)
{
	const struct page_letters *letters = &guess->costs->letters[page];
	int common = 0, usual = 0, each[PAGE_LANGUAGES] = {0}, own[PAGE_LANGUAGES] = {0};
	struct reading ret = {.cost = INT32_MAX};
	for (size_t i = 0; i < line->count; i++) {
		size_t at = line->high[i];
		const struct around around = {
		        .left = at > 0 ? code_at(guess->costs, page, line, at - 1) : ' ',
		        .code = code_at(guess->costs, page, line, at),
		        .right = code_at(guess->costs, page, line, at + 1),
		};
		if (!signs_is_letter(around.code)) {
			int sign = signs_cost(&around);
			common += BIT * sign + open_quote(guess, page, line, around.code);
			usual += sign == 1;
			continue;
		}
		common += letter_place(page, &around);
		for (size_t l = 0; l < letters->count; l++) {
			each[l] += letters->cost[l][line->bytes[at] - 0x80];
			own[l] += letters->cost[l][line->bytes[at] - 0x80] < FOREIGN;
		}
	}
	for (size_t l = 0; l < letters->count; l++) {
		int cost = common + each[l] + language_cost(guess, page, l);
		if (cost < ret.cost)
			ret = (struct reading){l, cost, usual + own[l]};
	}
	return ret;
}

static int64_t differing(const struct page_costs *costs, enum code_page page, const struct line *line)
{
	int64_t count = 0;
	for (size_t i = 0; i < line->count; i++) {
		unsigned char byte = line->bytes[line->high[i]];
		count += costs->codes[page][byte - 0x80] != costs->codes[PAGE_WINDOWS_1252][byte - 0x80];
	}
	return count;
}

static int within(int value, int least, int most)
{
	return value < least ? least : value > most ? most : value;
}

static void weigh_page(struct page_guess *guess, enum code_page page, const struct line *line,
        const struct reading *usual, const struct reading *reading)
{
	int64_t count = differing(guess->costs, page, line);
	/* What both read alike may show that it is no language of the page, but not that it is one. */
	int gain = usual->cost - reading->cost;
	gain = count ? gain : within(gain, -ALIKE_MOST, 0);
	guess->whole[page] += gain;
	guess->gain[page] += within(gain, -LINE_MOST, LINE_MOST);
	guess->counted[page] += count;
	bool is_told = count > 0 || page == PAGE_WINDOWS_1252;
	guess->fit[page] += is_told ? reading->fit : 0;
	guess->seen[page] += is_told ? (int64_t)line->count : 0;
}

static void weigh(struct page_guess *guess, const struct line *line)
{
	struct reading readings[CODE_PAGES];
	for (size_t page = 0; page < CODE_PAGES; page++)
		readings[page] = read_line(guess, (enum code_page)page, line);
	for (size_t page = 0; page < CODE_PAGES; page++) {
		weigh_page(guess, (enum code_page)page, line, &readings[PAGE_WINDOWS_1252], &readings[page]);
		guess->lines[page][readings[page].language]++;
	}
	guess->high += (int64_t)line->count;
	guess->line_count++;
}

void page_guess_look(struct page_guess *guess, const char *bytes, size_t len)
{
	const unsigned char *at = (const unsigned char *)bytes, *end = at + len;
	struct line line;
	while (at < end && guess->high < LOOKED_MOST) {
		line.bytes = at;
		line.count = 0;
		for (; at < end && *at != '\n' && *at != '\r' && line.count < HIGH_MAX; at++)
			if (*at >= 0x80)
				line.high[line.count++] = (uint32_t)(at - line.bytes);
		line.len = (size_t)(at - line.bytes);
		if (line.count > 0)
			weigh(guess, &line);
		while (at < end && (*at == '\n' || *at == '\r'))
			at++;
	}
}

static bool is_better(const struct page_guess *guess, enum code_page page, enum code_page than)
{
	if (guess->gain[page] != guess->gain[than])
		return guess->gain[page] > guess->gain[than];
	return guess->whole[page] > guess->whole[than];
}

/* That Windows-1252 makes no sense speaks for a page only where that page does. */
static bool is_fit(const struct page_guess *guess, enum code_page page)
{
	return guess->fit[page] * FIT_OF >= guess->seen[page] * FIT_LEAST;
}

static enum code_page best_page(const struct page_guess *guess)
{
	enum code_page best = PAGE_WINDOWS_1252;
	for (enum code_page page = PAGE_WINDOWS_1250; page < CODE_PAGES; page++)
		if (is_fit(guess, page) && is_better(guess, page, best))
			best = page;
	return best;
}

static bool is_strange(const struct page_guess *guess, enum code_page page)
{
	return guess->high >= STRANGE_LEAST && !is_fit(guess, page);
}

/* Whether it reads nearly as well as the best page, and in other languages: of two pages of the same ones the
 * better is good enough. */
static bool is_close(const struct page_guess *guess, enum code_page page, enum code_page best)
{
	return languages_of(page) != languages_of(best) && guess->whole[page] + CLEARLY > guess->whole[best];
}

static bool is_sure(const struct page_guess *guess, enum code_page best)
{
	if (guess->gain[best] < SURE || guess->whole[best] < guess->counted[best] * SURE_EACH)
		return false;
	for (enum code_page page = PAGE_WINDOWS_1252; page < CODE_PAGES; page++)
		if (is_close(guess, page, best))
			return false;
	return true;
}

struct page_guessed page_guess_end(const struct page_guess *guess)
{
	enum code_page best = best_page(guess);
	return page_guess_doubt(guess, is_sure(guess, best) ? best : PAGE_WINDOWS_1252);
}

struct page_guessed page_guess_doubt(const struct page_guess *guess, enum code_page page)
{
	struct page_guessed ret = {.page = page, .best = best_page(guess)};
	if (guess->gain[ret.best] >= guess->gain[page] + UNSURE)
		ret.certainty = PAGE_UNSURE;
	else if (is_strange(guess, page))
		ret.certainty = PAGE_STRANGE;
	return ret;
}
