#!/bin/sh
# Every file is listed where people and meson look for it: sources and defaults in a meson.build, code in the
# map of src/README.md.
. "$(dirname "$0")/lib.sh"

{
	for layer in $layers; do
		[ -d "src/$layer" ] || continue
		{
			find "src/$layer" -name meson.build -type f -exec cat {} +
			echo --
			find "src/$layer" \( -name '*.c' -o -name '*.sql' \) -type f | sort
		} | awk -v layer="$layer" '
			$0 == "--" { listed = 1; next }
			{ name = $0; sub(/^.*\//, "", name) }
			listed && !(name in known) { print $0 ":1: expected in src/" layer "/meson.build" }
			!listed {
				n = split($0, word, "\047")
				for (i = 2; i <= n; i += 2) {
					sub(/^.*\//, "", word[i])
					known[word[i]] = 1
				}
			}'
	done
	find config -type f \( -name '*.yaml' -o -name '*.csv' \) 2>/dev/null | sort | while IFS= read -r file; do
		grep -qF "'${file#config/}'" config/meson.build || echo "$file:1: expected in config/meson.build"
	done
	find tests/unit -name 'test_*.c' 2>/dev/null | sort | while IFS= read -r file; do
		folder=${file%/*}
		name=${file##*/}
		name=${name%.c}
		grep -qE "'(${name}\\.c|${name}|${name#test_})'" "$folder/meson.build" ||
			echo "$file:1: expected in $folder/meson.build"
	done
	if [ -f src/README.md ]; then
		# A header beside its own .c is told of with it.
		c_files src | while IFS= read -r file; do
			[ "${file%.h}" != "$file" ] && [ -f "${file%.h}.c" ] && continue
			echo "$file"
		done | awk '
			FILENAME == "src/README.md" { map = map $0; next }
			!index(map, substr($0, 5)) { print $0 ":1: expected a line in src/README.md" }
		' src/README.md -
		grep -noE '[a-z0-9_]+/[a-z0-9_/]+\.[ch]' src/README.md | while IFS=: read -r line name; do
			[ -f "src/$name" ] || [ -f "include/dagstart/$name" ] ||
				echo "src/README.md:$line: expected a file, but there is no $name"
		done
	fi
} | report
