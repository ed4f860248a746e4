#include <dagstart/base/i18n.h>

#include <langinfo.h>
#include <libintl.h>
#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include <dagstart/base/str.h>

#define I18N_DOMAIN "dagstart"

enum {
	I18N_NAME = 8,
};

/* The one mutable variable of this layer. gettext itself keeps the language for the whole process, so this
 * says no more than what is already global, and it lets English, the language of the msgids, cost nothing at
 * all. */
static char language_now[I18N_NAME] = "en";

static bool language_is_english(void)
{
	return streq(language_now, "en");
}

/* "nl", "pt_BR": letters and one underscore, so that it can be part of a path. */
static bool language_is_name(const char *language)
{
	size_t len = strlen(language);
	return len >= 2 && len < I18N_NAME &&
	       strspn(language, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_") == len;
}

/* The folder that holds a catalogue for `language`: that of the build goes first, so that a program which was
 * not installed speaks Dutch too. */
static const char *catalogue_folder(const char *language)
{
	static const char *const folders[] = {DAGSTART_BUILD_LOCALE, DAGSTART_LOCALE};
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		char path[PATH_MAX];
		int len = snprintf(
		        path, sizeof(path), "%s/%s/LC_MESSAGES/" I18N_DOMAIN ".mo", folders[i], language);
		if (len > 0 && (size_t)len < sizeof(path) && access(path, R_OK) == 0)
			return folders[i];
	}
	return NULL;
}

bool i18n_init(const char *language)
{
	if (streq(language, "en")) {
		memcpy(language_now, "en", sizeof("en"));
		return true;
	}
	if (strempty(language) || !language_is_name(language))
		return false;
	const char *folder = catalogue_folder(language);
	/* gettext heeds LANGUAGE only where LC_MESSAGES is not "C"; C.UTF-8 is there on every machine. */
	if (!folder || !setlocale(LC_MESSAGES, "C.UTF-8") || setenv("LANGUAGE", language, 1) != 0 ||
	        !bindtextdomain(I18N_DOMAIN, folder) || !bind_textdomain_codeset(I18N_DOMAIN, "UTF-8"))
		return false;
	memcpy(language_now, language, strlen(language) + 1);
	return true;
}

const char *i18n_codeset(const char *locale)
{
	const char *dot = strrchr(locale, '.');
	if (dot && (strcasecmp(dot, ".UTF-8") == 0 || strcasecmp(dot, ".utf8") == 0))
		return "UTF-8";
	setlocale(LC_CTYPE, "");
	return nl_langinfo(CODESET);
}

const char *i18n_language(void)
{
	return language_now;
}

const char *i18n_text(const char *msgid)
{
	/* The empty msgid is the catalogue's own heading. */
	if (language_is_english() || !*msgid)
		return msgid;
	return dgettext(I18N_DOMAIN, msgid);
}

const char *i18n_plural(const char *one, const char *many, unsigned long n)
{
	if (language_is_english())
		return n == 1 ? one : many;
	return dngettext(I18N_DOMAIN, one, many, n);
}

const char *i18n_context(const char *key, const char *msgid)
{
	if (language_is_english())
		return msgid;
	const char *text = dgettext(I18N_DOMAIN, key);
	return text == key ? msgid : text;
}
