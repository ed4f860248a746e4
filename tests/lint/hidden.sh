#!/bin/sh
# No text that shows other than it is: bidi controls, zero-width and tag characters are written as escapes.
. "$(dirname "$0")/lib.sh"

list=$(mktemp)
trap 'rm -f "$list"' EXIT
{
	# U+200B, U+200E, U+200F, U+2028 to U+202E
	for last in 213 216 217 250 251 252 253 254 255 256; do printf "\\342\\200\\$last\\n"; done
	# U+2060 to U+2064, U+2066 to U+2069
	for last in 240 241 242 243 244 246 247 250 251; do printf "\\342\\201\\$last\\n"; done
	# U+061C, U+FEFF, tags U+E0000 to U+E007F
	printf '\330\234\n\357\273\277\n\363\240\200\n\363\240\201\n'
} >"$list"

find meson.build meson_options.txt README.md dev .ci src include config tests -type f \
	\( -name '*.[ch]' -o -name '*.py' -o -name '*.sh' -o -name '*.awk' -o -name '*.yaml' -o -name '*.sql' \
	-o -name '*.md' -o -name '*.po' -o -name 'meson*' -o -name dev -o -name run \) 2>/dev/null | sort |
	xargs -r grep -nHFf "$list" |
	sed 's|^\([^:]*:[0-9]*\):.*|\1: expected no hidden or bidi characters: write an escape|' | report
