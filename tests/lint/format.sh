#!/bin/sh
# The layout of the code is that of .clang-format. Versions of clang-format differ, so only one is asked.
. "$(dirname "$0")/lib.sh"

version=14
tool=clang-format
command -v "$tool-$version" >/dev/null && tool=$tool-$version
if ! command -v "$tool" >/dev/null; then
	echo "format: skipped, there is no clang-format" >&2
	exit 0
fi
if ! "$tool" --version | grep -q "version $version\."; then
	echo "format: skipped, clang-format is not version $version" >&2
	exit 0
fi
c_files src include tests | xargs -P "$(nproc)" -n 80 "$tool" -style=file --dry-run -Werror 2>&1 | awk -F: '
/: error: code should be clang-formatted/ && !seen[$1]++ {
	print $1 ":" $2 ": expected the layout of clang-format -i"
}' | report
