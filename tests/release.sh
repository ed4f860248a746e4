#!/bin/sh
# The slow looks before a release: gcc's analyser, valgrind over the unit tests, torture at its full counts, long
# fuzzing with new dice.
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
		meson setup build-analyser -Dtests=false '-Dc_args=-fanalyzer -D__clang_analyzer__' >/dev/null || return 1
	# What it finds is read by people: a path that cannot be is no reason to bend the code.
	ninja -C build-analyser 2>&1 | grep -E 'Wanalyzer' | sort -u
	return 0
}

valgrind_tests() {
	meson test -C build --no-rebuild --suite unit --timeout-multiplier 20 \
		--wrap='valgrind -q --error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite'
}

# How many times its small count each torture needs for what was promised (1,000 kills, 10,000 power cuts, ...).
torture_tests() {
	failed=0
	while read -r name times; do
		DAGSTART_TORTURE=$times meson test -C build --no-rebuild --timeout-multiplier 10 --print-errorlogs \
			"torture/$name" >build/torture.log 2>&1 </dev/null && echo "torture: $name, $times times: passed" || {
			cat build/torture.log >&2
			failed=1
		}
	done <<-END
		r01_kill 100
		r02_power 24
		r03_file_calls 10
		r04_full 13
		r05_store 83
		r06_export 10
		r07_two 5
		r09_broken_store 100
		r10_hangup 50
		r11_sizes 18
		r12_key_storm 10
		r13_clock 13
		r14_long_run 40
		r15_slow_line 10
		r17_backup 20
		r19_import 10
		s01_hostile 1
		s06_bombs 1
		s07_links 1
	END
	return $failed
}

look 'gcc -fanalyzer' analyse
look 'valgrind' valgrind_tests
look 'torture at full count' torture_tests
look "fuzzing, $seconds s a target" env SEED=0 sh tests/fuzz/run.sh "$seconds"
exit $status
