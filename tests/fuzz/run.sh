#!/bin/sh
# Builds the fuzz targets and runs each for SECONDS from its kept corpus. A crash, a leak or an input that takes
# longer than two seconds fails, and what did it is kept.
#	tests/fuzz/run.sh [SECONDS [TARGET...]]
# $BUILD is the build folder (build-fuzz), $JOBS how many run at once (as many as there are processors), $SEED the
# dice: the same ones each time (1), so that a change is judged by what it changed; 0 throws new ones.
set -eu
cd "$(dirname "$0")/../.."
build=${BUILD:-build-fuzz} seed=${SEED:-1}

# One target: new inputs go to the build folder, the corpus stays as it is.
one() {
	name=$1 seconds=$2
	found=$build/found/$name
	mkdir -p "$found" "$build/failed"
	log=$build/failed/$name.log
	if "$build/tests/fuzz/fuzz_$name" -seed="$seed" -max_total_time="$seconds" -timeout=2 -rss_limit_mb=1024 -max_len=16384 \
		-print_final_stats=1 -artifact_prefix="$build/failed/$name-" "$found" "tests/fuzz/corpus/$name" \
		>"$log" 2>&1; then
		echo "$name: $(awk '/number_of_executed_units/ { print $2 }' "$log") inputs in $seconds s, none fails"
		rm -f "$log"
	else
		tail -n 40 "$log" >&2
		echo "$name: failed, see $log" >&2
		return 1
	fi
}

if [ "${1:-}" = --one ]; then
	one "$3" "$2"
	exit
fi
seconds=${1:-20}
[ $# -eq 0 ] || shift
command -v clang >/dev/null || {
	echo "fuzz: clang is needed" >&2
	exit 1
}
[ -f "$build/build.ninja" ] || CC=clang meson setup "$build" -Dfuzz=true -Db_sanitize=address,undefined \
	-Db_lundef=false -Doptimization=1 \
	-Dc_args='-fsanitize=fuzzer-no-link,float-cast-overflow -fno-sanitize-recover=all' >/dev/null
ninja -C "$build" fuzzers >"$build/fuzzers.log" 2>&1 || {
	cat "$build/fuzzers.log" >&2
	exit 1
}
if [ $# -eq 0 ]; then
	for folder in tests/fuzz/corpus/*/; do
		set -- "$@" "$(basename "$folder")"
	done
fi
printf '%s\n' "$@" | xargs -P "${JOBS:-$(nproc)}" -n 1 sh "$0" --one "$seconds"
