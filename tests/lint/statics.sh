#!/bin/sh
# No mutable variable that outlives a call: asks the objects of the built libraries. $1 or $BUILD is the build
# folder (build when neither is given).
. "$(dirname "$0")/lib.sh"

build=${1:-${BUILD:-build}}
if ! command -v nm >/dev/null; then
	echo "statics: skipped, there is no nm" >&2
	exit 0
fi
for layer in $layers; do
	library="$build/src/$layer/lib$layer.a"
	[ -f "$library" ] || continue
	nm --format=sysv "$library" 2>/dev/null | sed "s/^/$layer|/"
done | awk -F'|' '
BEGIN {
	# layer/object/symbol, and why it must be
	allowed["base/i18n.c.o/language_now"] = "gettext itself has one language a process"
	allowed["tui/screen.c.o/screen"] = "a process has one terminal, and gives it back from anywhere"
	allowed["store/slab.c.o/slab"] = "the engine takes the memory of all its stores from one place"
	allowed["app/signals.c.o/*"] = "what a signal handler can reach"
}
/\[.*\.o\]:$|^[^|]*\|[^|]*\.o:$/ || /Symbols from/ {
	object = $0
	sub(/^.*\[/, "", object)
	sub(/\]:?$/, "", object)
	sub(/^.*[|\/ ]/, "", object)
	sub(/:$/, "", object)
	next
}
{
	section = $8
	name = $2
	gsub(/ /, "", section)
	gsub(/ /, "", name)
	if (name ~ /^(__asan|__ubsan|__tsan|__sanitizer|___asan|__gcov|__llvm|__profc)/)
		instrumented = 1
	if (section !~ /^(\.data|\.bss|\.tdata|\.tbss|\*COM\*)(\..*)?$/ || section ~ /^\.data\.rel\.ro/)
		next
	if (($1 "/" object "/" name) in allowed || ($1 "/" object "/*") in allowed)
		next
	file = object
	sub(/\.o$/, "", file)
	found[++n] = "src/" $1 "/" file ":1: expected no mutable static, but " name " is one (" section ")"
}
END {
	if (instrumented) {
		print "statics: skipped, the build is instrumented" >"/dev/stderr"
		exit
	}
	for (i = 1; i <= n; i++)
		print found[i]
}' | report
