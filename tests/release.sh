#!/bin/sh
# The slow looks before a release: gcc's analyser, valgrind over the unit tests, long fuzzing.
#	tests/release.sh [SECONDS a fuzz target (600)]
set -u
cd "$(dirname "$0")/.." || exit 1
seconds=${1:-600}
status=0

look() {
	name=$1
	shift
	echo "release: $name"
	"$@" || {
		echo "release: $name: FAILED" >&2
		status=1
	}
}

analyse() {
	[ -f build-analyser/build.ninja ] ||
		meson setup build-analyser -Dtests=false -Dc_args=-fanalyzer >/dev/null || return 1
	# What it finds is read by people: a path that cannot be is no reason to bend the code.
	ninja -C build-analyser 2>&1 | grep -E 'Wanalyzer' | sort -u
	return 0
}

valgrind_tests() {
	meson test -C build --no-rebuild --suite unit --timeout-multiplier 20 \
		--wrap='valgrind -q --error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite'
}

look 'gcc -fanalyzer' analyse
look 'valgrind' valgrind_tests
look "fuzzing, $seconds s a target" sh tests/fuzz/run.sh "$seconds"
exit $status
