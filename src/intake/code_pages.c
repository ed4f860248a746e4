#include "code_pages.h"

#include <string.h>

#include <dagstart/base/str.h>

enum { NAME_BYTES = 24 };

static const char *const names[CODE_PAGES] = {
        [PAGE_WINDOWS_1252] = "Windows-1252",
        [PAGE_WINDOWS_1250] = "Windows-1250",
        [PAGE_ISO_8859_2] = "ISO-8859-2",
        [PAGE_WINDOWS_1254] = "Windows-1254",
        [PAGE_WINDOWS_1257] = "Windows-1257",
        [PAGE_WINDOWS_1251] = "Windows-1251",
        [PAGE_WINDOWS_1253] = "Windows-1253",
        [PAGE_CP850] = "CP850",
        [PAGE_MACINTOSH] = "Macintosh",
};

const char *code_page_name(enum code_page page)
{
	return names[page];
}

/* Letters and figures of a name, the letters small: "windows1250" of "Windows-1250". */
static void squeeze(const char *name, char ret[static NAME_BYTES])
{
	size_t n = 0;
	for (; *name && n < NAME_BYTES - 1; name++) {
		if (*name >= 'A' && *name <= 'Z')
			ret[n++] = (char)(*name - 'A' + 'a');
		else if ((*name >= 'a' && *name <= 'z') || (*name >= '0' && *name <= '9'))
			ret[n++] = *name;
	}
	ret[n] = '\0';
}

/* Other names that people know them by. */
static const struct {
	const char *name;
	enum code_page page;
} aliases[] = {
        {"latin1", PAGE_WINDOWS_1252},
        {"iso88591", PAGE_WINDOWS_1252},
        {"latin2", PAGE_ISO_8859_2},
        {"latin5", PAGE_WINDOWS_1254},
        {"iso88599", PAGE_WINDOWS_1254},
        {"mac", PAGE_MACINTOSH},
        {"macroman", PAGE_MACINTOSH},
        {"dos", PAGE_CP850},
};

bool code_page_find(const char *name, enum code_page *ret)
{
	char given[NAME_BYTES] = "", own[NAME_BYTES] = "";
	squeeze(name, given);
	const char *tail = given + (str_starts(given, "windows") ? 7 : str_starts(given, "cp") ? 2 : 0);
	for (size_t i = 0; i < CODE_PAGES; i++) {
		squeeze(names[i], own);
		const char *number = own + strcspn(own, "0123456789");
		if (streq(own, given) || (*number && streq(number, tail))) {
			*ret = (enum code_page)i;
			return true;
		}
	}
	for (size_t i = 0; i < sizeof(aliases) / sizeof(*aliases); i++)
		if (streq(aliases[i].name, given)) {
			*ret = aliases[i].page;
			return true;
		}
	return false;
}
