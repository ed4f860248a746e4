#!/bin/sh
# Makes the pictures: plays each script of this folder with the program given, in the folder given.
#	tests/screens/make.sh DAGSTART FOLDER
# The first line of a script says how it is started: "# dagstart --lang nl demo".
set -eu
here=$(cd "$(dirname "$0")" && pwd)
dagstart=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
mkdir -p "$2"
out=$(cd "$2" && pwd)

# Nothing of the person's own, and the same day and dice for everybody.
unset NO_COLOR COLORFGBG DAGSTART_DB DAGSTART_CONFIG XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME LANGUAGE
export HOME=/home/anna LOGNAME=anna USER=anna TZ=Europe/Amsterdam LC_ALL=C.UTF-8
export DAGSTART_NOW=2026-03-03T09:00:00 DAGSTART_SEED=7

status=0
cd "$out"
for script in "$here"/*.script; do
	options=$(sed -n '1s/^# dagstart //p' "$script")
	# shellcheck disable=SC2086 # words
	"$dagstart" $options --script "$script" >/dev/null || {
		echo "make.sh: $script failed" >&2
		status=1
	}
done
exit $status
