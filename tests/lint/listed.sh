#!/bin/sh
# Every file is listed where people and meson look for it: sources and defaults in a meson.build, code in the
# map of src/README.md.
. "$(dirname "$0")/lib.sh"

{
	for layer in $layers; do
		[ -d "src/$layer" ] || continue
		find "src/$layer" \( -name '*.c' -o -name '*.sql' \) -type f | sort | while IFS= read -r file; do
			cat "src/$layer/meson.build" "$(dirname "$file")/meson.build" 2>/dev/null |
				grep -qE "['/]$(basename "$file" | sed 's/\./\\./g')'" ||
				echo "$file:1: expected in src/$layer/meson.build"
		done
	done
	find config -type f \( -name '*.yaml' -o -name '*.csv' \) 2>/dev/null | sort | while IFS= read -r file; do
		grep -qF "'${file#config/}'" config/meson.build || echo "$file:1: expected in config/meson.build"
	done
	find tests/unit -name 'test_*.c' 2>/dev/null | sort | while IFS= read -r file; do
		name=$(basename "$file" .c)
		grep -qE "'(${name}\\.c|${name}|${name#test_})'" "$(dirname "$file")/meson.build" ||
			echo "$file:1: expected in $(dirname "$file")/meson.build"
	done
	if [ -f src/README.md ]; then
		# A header beside its own .c is told of with it.
		c_files src | while IFS= read -r file; do
			[ "${file%.h}" != "$file" ] && [ -f "${file%.h}.c" ] && continue
			grep -qF "${file#src/}" src/README.md || echo "$file:1: expected a line in src/README.md"
		done
		grep -noE '[a-z0-9_]+/[a-z0-9_/]+\.[ch]' src/README.md | while IFS=: read -r line name; do
			[ -f "src/$name" ] || [ -f "include/dagstart/$name" ] ||
				echo "src/README.md:$line: expected a file, but there is no $name"
		done
	fi
} | report
