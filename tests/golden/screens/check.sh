#!/bin/sh
# Each step of the stand-up, and those of the weekly meeting, as they are on the screen, in two languages and
# two sizes, and the same meetings as text, beside what is kept here. UPDATE_GOLDEN=1 keeps what the program shows now.
#	tests/golden/screens/check.sh DAGSTART
set -eu
kept=$(cd "$(dirname "$0")" && pwd)
dagstart=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
now=$(mktemp -d)
trap 'rm -rf "$now"' EXIT
cd "$now"

# Nothing of the person's own, and the same day and dice for everybody.
unset NO_COLOR COLORFGBG COLUMNS DAGSTART_DB DAGSTART_CONFIG LANGUAGE
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_CACHE_HOME
export HOME="$now/home" LOGNAME=anna USER=anna TZ=Europe/Amsterdam LC_ALL=C.UTF-8
export DAGSTART_NOW=2026-03-03T09:00:00 DAGSTART_SEED=7
mkdir home shown

for language in en nl; do
	for size in 80x24 120x40; do
		sed "s/SIZE/$size/g; s,:screen ,:screen shown/," "$kept/walk-$language.script" >walk.script
		"$dagstart" --lang "$language" demo --script walk.script
		sed "s/SIZE/$size/g; s,:screen ,:screen shown/," "$kept/week-$language.script" >week.script
		"$dagstart" --lang "$language" demo weekly --script week.script
	done
	# On a wall only those that stand there otherwise than elsewhere.
	mkdir wall
	for script in walk week; do
		sed "s/SIZE/200x60/g; s,:screen ,:screen wall/," "$kept/$script-$language.script" >$script.script
	done
	"$dagstart" --lang "$language" demo --script walk.script
	"$dagstart" --lang "$language" demo weekly --script week.script
	mv "wall/round-$language-200x60.txt" "wall/voice-$language-200x60.txt" "wall/close-$language-200x60.txt" \
		"wall/week-reviews-$language-200x60.txt" shown
	rm -r wall
	"$dagstart" --lang "$language" demo --plain >"shown/plain-$language.txt"
	"$dagstart" --lang "$language" demo weekly --plain >"shown/week-plain-$language.txt"
done

if [ -n "${UPDATE_GOLDEN:-}" ]; then
	cp shown/*.txt "$kept"
	exit 0
fi
mkdir kept
cp "$kept"/*.txt kept
diff -ru kept shown
