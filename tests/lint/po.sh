#!/bin/sh
# Every msgid of the sources has its word in each language, and no catalogue has more, or less certain, ones.
# With --update the catalogues and the list of files follow the sources; what is new is left to translate.
. "$(dirname "$0")/lib.sh"

po=config/po
for tool in xgettext msgfmt msgmerge msgattrib; do
	command -v "$tool" >/dev/null || {
		echo "po: skipped, there is no $tool" >&2
		exit 0
	}
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The catalogue without words that the sources ask for; its date would change every day.
c_files src include/dagstart >"$work/files"
xgettext --language=C --from-code=UTF-8 --keyword --keyword=_ --keyword=N_ --keyword=P_:1,2 --keyword=C_:1c,2 \
	--force-po --no-wrap --package-name=dagstart --files-from="$work/files" --output="$work/all.pot" || exit 1
grep -v '^"POT-Creation-Date' "$work/all.pot" >"$work/dagstart.pot"
awk '/^#: / {
	for (i = 2; i <= NF; i++) {
		sub(/:[0-9]+$/, "", $i)
		print $i
	}
}' "$work/dagstart.pot" | sort -u >"$work/POTFILES"

languages=$(cat "$po/LINGUAS" 2>/dev/null)
if [ "${1:-}" = --update ]; then
	cp "$work/POTFILES" "$po/POTFILES"
	for language in $languages; do
		msgmerge --quiet --previous --no-wrap --add-location=file --output-file="$work/merged" \
			"$po/$language.po" "$work/dagstart.pot" &&
			msgattrib --no-obsolete --no-wrap --add-location=file "$work/merged" >"$po/$language.po" || exit 1
	done
	exit 0
fi

{
	[ "$(cat "$po/POTFILES" 2>/dev/null)" = "$(cat "$work/POTFILES")" ] ||
		echo "$po/POTFILES:1: expected the files that have msgids: tests/lint/po.sh --update lists them"
	for catalogue in "$po"/*.po; do
		[ -f "$catalogue" ] || continue
		printf '%s\n' "$languages" | grep -qx "$(basename "$catalogue" .po)" ||
			echo "$po/LINGUAS:1: expected the language of $catalogue"
	done
	for language in $languages; do
		catalogue="$po/$language.po"
		if [ ! -f "$catalogue" ]; then
			echo "$catalogue:1: expected a catalogue, as LINGUAS names it"
			continue
		fi
		msgfmt --check-format --check-domain --output-file=/dev/null "$catalogue" 2>&1 |
			grep -E '^[^ ]+:[0-9]+: ' | sed 's/^\([^ ]*:[0-9]*: \)/\1expected a sound entry, not: /'
		awk -v catalogue="$catalogue" -f "$here/po.awk" "$work/dagstart.pot" "$catalogue"
	done
} | report
