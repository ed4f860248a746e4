# What the lints share. Each lint runs from the root of the repository, prints "file:line: what was expected"
# for everything it finds, and ends with 1 when it found anything.
set -u
export LC_ALL=C
here=$(dirname "$0")
layers="base domain doc store config intake agenda render tui app"

# The C files below the folders given, sorted.
c_files() {
	for folder in "$@"; do
		[ -d "$folder" ] && find "$folder" -name '*.[ch]' -type f
	done | sort
}

# Code lines ("file:line:code") of the files named on standard input.
code_of() {
	xargs -r awk -f "$here/strip.awk"
}

# Passes findings on; status 1 when there were any.
report() {
	awk '{ print } END { exit NR > 0 }'
}
