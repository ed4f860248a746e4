#!/bin/sh
# Proves that each lint can fail: plants one offence in a copy, and expects the lint to name its place. Run
# from the root of the repository.
set -u
export LC_ALL=C
root=$(pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
failed=0
count=0

# The bare house: folders and lists of files, without code, so that each try is quick.
fresh() {
	rm -rf "$copy/tree"
	mkdir -p "$copy/tree/tests/lint" "$copy/tree/build" "$copy/tree/include/dagstart/base"
	for layer in base domain doc store config intake agenda render tui app; do
		mkdir -p "$copy/tree/src/$layer"
		: >"$copy/tree/src/$layer/meson.build"
	done
	mkdir -p "$copy/tree/config/themes"
	: >"$copy/tree/config/meson.build"
	cp "$root"/tests/lint/*.sh "$root"/tests/lint/*.awk "$copy/tree/tests/lint"
	cp "$root/.clang-format" "$copy/tree"
	cd "$copy/tree" || exit 1
}

# run LINT: its findings in $found, its status in $status
run() {
	found=$(BUILD="$copy/tree/build" sh "tests/lint/$1.sh" 2>/dev/null)
	status=$?
}

wrong() {
	echo "selftest.sh:1: $1: expected $2" >&2
	failed=1
}

# expect LINT START-OF-FINDING: the lint fails, and a line of it starts so
expect() {
	count=$((count + 1))
	run "$1"
	[ "$status" -eq 1 ] || wrong "$1" "status 1 for $2, not $status"
	printf '%s\n' "$found" | grep -qF "$2" || wrong "$1" "a finding '$2', not: $found"
}

# expect_not LINT TEXT: no line of the lint holds it
expect_not() {
	count=$((count + 1))
	run "$1"
	printf '%s\n' "$found" | grep -qF "$2" && wrong "$1" "no finding for $2"
}

plant() {
	mkdir -p "$(dirname "$1")"
	printf '%s\n' "$2" >"$1"
}

fresh
for lint in includes functions sql hidden statics listed po format; do
	count=$((count + 1))
	run "$lint"
	[ "$status" -eq 0 ] || wrong "$lint" "nothing to find in a bare house, not: $found"
done

plant src/domain/planted.c '#include <dagstart/store/store.h>'
expect includes 'src/domain/planted.c:1: expected domain to include base only'
plant src/domain/planted.c '#include "../store/sql.h"'
expect includes 'src/domain/planted.c:1: expected a private header of domain'
plant src/domain/planted.c '#include <dagstart/base/err.h>'
expect_not includes 'planted'
plant src/agenda/steps/planted.c '#include "../planted.h"'
expect_not includes 'planted'
plant src/agenda/planted.c '#include <unibilium.h>'
expect includes 'src/agenda/planted.c:1: expected <unibilium.h> in tui only'
rm src/agenda/planted.c
for library in unibilium.h:tui termkey.h:tui sqlite3.h:store yaml.h:config jansson.h:render; do
	plant "src/${library#*:}/planted_a.c" "#include <${library%:*}>"
	plant "src/${library#*:}/planted_b.c" "  # include <${library%:*}>"
	expect includes "src/${library#*:}/planted_b.c:1: expected <${library%:*}> in one file"
	rm "src/${library#*:}"/planted_?.c
done
plant src/app/planted.c '#include <err.h>'
expect includes 'src/app/planted.c:1: expected errors as values'
plant include/dagstart/base/planted.h '#include <dagstart/domain/goal.h>'
expect includes 'include/dagstart/base/planted.h:1: expected base to include nothing only'
plant include/dagstart/base/planted.h '#include "private.h"'
expect includes 'include/dagstart/base/planted.h:1: expected <dagstart/...> in a contract'

fresh
for call in 'system(x)' 'popen (x, y)' 'strcpy(a, b)' 'sprintf(a, b)' 'gets(a)' 'strtok(a, b)' 'alloca(9)'; do
	plant src/app/planted.c "/* one */ int x = $call;"
	expect functions 'src/app/planted.c:1: expected a bounded, safe function'
done
rm src/app/planted.c
for call in 'printf("x")' 'fprintf(stream, "x")' 'puts(x)' 'perror(x)' 'f(stderr)'; do
	plant src/domain/planted.c "$call;"
	expect functions 'src/domain/planted.c:1: expected no output below app'
done
plant src/domain/planted.c '
exit(1);'
expect functions 'src/domain/planted.c:2: expected an error to be returned'
plant src/domain/planted.c 'x = time(NULL);'
expect functions 'src/domain/planted.c:1: expected the time from base/clock.h'
plant src/domain/planted.c 'x = getenv("HOME");'
expect functions 'src/domain/planted.c:1: expected the environment'
plant src/domain/planted.c '/* printf(x); system(x)
 * strcpy(a, b) */ int snprintf_like = snprintf(a, b, "system(x) \" puts(1)"); // gets(x)
char c = '"'\"'"'; arena_printf(a); x.time(3); s->puts(4);'
expect_not functions 'planted'
plant src/app/planted.c 'fprintf(stderr, "x"); exit(2);'
expect_not functions 'planted'

fresh
for text in '"SELECT a FROM b"' '"INSERT INTO a"' '" UPDATE a SET"' '"DELETE FROM a"' '"CREATE TABLE a"'; do
	plant src/store/planted.c "
const char *s = $text;"
	expect sql 'src/store/planted.c:2: expected SQL in src/store/sql/'
done
plant src/store/planted.c 'const char *s = "SELECTED"; /* SELECT a */'
expect_not sql 'planted'

fresh
for bytes in '\342\200\256' '\342\201\246' '\342\200\213' '\363\240\201\201' '\330\234'; do
	plant src/domain/planted.c "$(printf "one\ntwo $bytes three")"
	expect hidden 'src/domain/planted.c:2: expected no hidden or bidi characters'
done
plant src/domain/planted.c "$(printf '\303\251 \342\202\254 \342\200\234x\342\200\235 \342\200\246')"
expect_not hidden 'planted'

fresh
if command -v cc >/dev/null && command -v ar >/dev/null; then
	mkdir -p build/src/domain build/src/tui
	for code in 'static int n; int f(void); int f(void) { return ++n; }' 'int n = 4;' \
		'int f(void); int f(void) { static int calls = 1; return calls++; }' '_Thread_local int n;'; do
		plant planted.c "$code"
		cc -fPIC -c planted.c -o planted.c.o && rm -f build/src/domain/libdomain.a &&
			ar rcs build/src/domain/libdomain.a planted.c.o
		expect statics 'src/domain/planted.c:1: expected no mutable static'
	done
	plant planted.c 'static const char *const t[] = {"a"}; const char *f(int i); const char *f(int i) { return t[i]; }'
	cc -fPIC -c planted.c -o planted.c.o && rm build/src/domain/libdomain.a &&
		ar rcs build/src/domain/libdomain.a planted.c.o
	expect_not statics 'planted'
	plant planted.c 'int screen;'
	cc -fPIC -c planted.c -o screen.c.o && ar rcs build/src/tui/libtui.a screen.c.o
	expect_not statics 'screen'
else
	echo "selftest: statics not tried, there is no compiler" >&2
fi

fresh
plant src/domain/planted.c ''
expect listed 'src/domain/planted.c:1: expected in src/domain/meson.build'
plant config/themes/planted.yaml ''
expect listed 'config/themes/planted.yaml:1: expected in config/meson.build'
plant tests/unit/domain/meson.build "test('one')"
plant tests/unit/domain/test_planted.c ''
expect listed 'tests/unit/domain/test_planted.c:1: expected in tests/unit/domain/meson.build'
plant src/README.md '- `domain/goal_gone.c` what it was'
expect listed 'src/README.md:1: expected a file, but there is no domain/goal_gone.c'
expect listed 'src/domain/planted.c:1: expected a line in src/README.md'

fresh
if sh tests/lint/po.sh 2>&1 | grep -q skipped; then
	echo "selftest: po not tried, there is no gettext" >&2
else
	plant config/po/LINGUAS nl
	plant config/po/POTFILES src/domain/planted.c
	plant src/domain/planted.c 'const char *s[] = {N_("one"), P_("%d day", "%d days", n), C_("verb", "open"),
	N_(" at `dagstart kudos add TEXT`"), N_("HEAD"), N_("{goal.add}")};'
	heading='msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
'
	day='
#, c-format
msgid "%d day"
msgid_plural "%d days"
msgstr[0] "%d dag"
msgstr[1] "%d dagen"
'
	rest='
msgctxt "verb"
msgid "open"
msgstr "openen"

msgid " at `dagstart kudos add TEXT`"
msgstr " met `dagstart kudos add TEKST`"

msgid "HEAD"
msgstr "KOP"

msgid "{goal.add}"
msgstr "druk {goal.add}"
'
	one='
msgid "one"
msgstr "een"
'
	entries() { plant config/po/nl.po "$heading$day$rest$1"; }
	entries "$one"
	expect_not po ':'
	entries ''
	expect po 'src/domain/planted.c:1: expected a translation in config/po/nl.po of: one'
	entries "$(printf '%s' "$one" | sed 's/een//')"
	expect po 'config/po/nl.po:25: expected a translation of: one'
	entries "$(printf '%s' "$one" | sed 's/^msgid/#, fuzzy\nmsgid/')"
	expect po 'config/po/nl.po:26: expected a certain translation'
	entries "$one$(printf '\n\n#~ msgid "two"\n#~ msgstr "twee"')"
	expect po 'config/po/nl.po:29: expected no words that are not used any more'
	entries "$one$(printf '\n\nmsgid "two"\nmsgstr "twee"')"
	expect po 'config/po/nl.po:29: expected a msgid of the sources, not: two'
	entries "$(printf '%s' "$one" | sed 's/een/een /')"
	expect po 'config/po/nl.po:25: expected the spaces around it as in: "one"'
	plant config/po/nl.po "$heading$(printf '%s' "$day" | sed 's/%d dagen/%s dagen/')$rest$one"
	expect po 'expected a sound entry, not: '
	plant config/po/nl.po "$heading$(printf '%s' "$day" | sed '/c-format/d')$rest$one"
	expect po 'expected the mark c-format, as the sources have it, at: %d day'
	plant config/po/nl.po "$heading$day$(printf '%s' "$rest" | sed 's/KOP/Kop/')$one"
	expect po 'expected capitals, as in: HEAD'
	plant config/po/nl.po "$heading$day$(printf '%s' "$rest" | sed 's/add TEKST/toevoegen TEKST/')$one"
	expect po 'expected the command in backticks as in:  at `dagstart kudos add TEXT`'
	plant config/po/nl.po "$heading$day$(printf '%s' "$rest" | sed 's/druk {goal/druk {action/')$one"
	expect po 'expected the names in braces as in: {goal.add}'
	plant config/po/nl.po "$(printf '%s' "$heading" | sed 's/n != 1/n > 1/')
$day$rest$one"
	expect po 'config/po/nl.po:1: expected the heading to say: Plural-Forms'
	entries "$one"
	plant config/po/POTFILES ''
	expect po 'config/po/POTFILES:1: expected the files that have msgids'
	plant config/po/LINGUAS ''
	expect po 'config/po/LINGUAS:1: expected the language of config/po/nl.po'
	plant config/po/LINGUAS nl
	plant src/domain/planted.c 'const char *s[] = {N_("one"), N_("three")};'
	sh tests/lint/po.sh --update
	expect po 'config/po/nl.po:12: expected a translation of: three'
	expect_not po 'POTFILES'
	expect_not po 'day'
fi

fresh
if sh tests/lint/format.sh 2>&1 | grep -q skipped; then
	echo "selftest: format not tried, there is no clang-format of its version" >&2
else
	plant src/domain/planted.c 'int  f( void );'
	expect format 'src/domain/planted.c:1: expected the layout of clang-format'
fi

cd "$root" || exit 1
[ "$failed" -eq 0 ] && echo "selftest: $count expectations hold"
exit $failed
