#!/bin/sh
# Functions that are not used at all, and those that have one place: output and exit in app, the time in
# base/clock.c, the environment behind its gates.
. "$(dirname "$0")/lib.sh"

c_files src include/dagstart | code_of | awk '
BEGIN {
	word = "(^|[^A-Za-z0-9_.>])"
	never = "(system|popen|execl|execle|execlp|strcpy|strcat|sprintf|vsprintf|gets|strtok|alloca|tmpnam|" \
		"tempnam|mktemp|tmpfile|rand|srand|random|srandom|atoi|atol|atof|scanf|sscanf|fscanf|vfork)"
	output = "(printf|vprintf|fprintf|vfprintf|dprintf|vdprintf|puts|fputs|putchar|putc|fputc|perror|syslog|" \
		"vsyslog|psignal)"
	leave = "(exit|_exit|_Exit|quick_exit|abort|raise)"
	now = "(time|gettimeofday|clock_gettime|localtime|localtime_r|gmtime|mktime)"
	environment = "(getenv|secure_getenv)"

	# who may, and why
	leaves["src/base/arena.c"] = "out of memory, without a function that restores the terminal"
	leaves["src/intake/apart_child.c"] = "a child that only reads foreign bytes, and never comes back"
	tells_time["src/base/clock.c"] = "the one clock"
	reads_environment["src/config/paths.c"] = "HOME and XDG_*, checked"
	tells["src/intake/code_pages_pack.c"] = "a tool of the build, not of the program"
	tells["src/config/pack.c"] = "a tool of the build, not of the program"
	tells["src/tui/keys_pack.c"] = "a tool of the build, not of the program"
}
function tell(what) { print file ":" line ": " what }
function called(functions) { return match(code, word functions "[[:space:]]*[(]") > 0 }
{
	split($0, part, ":")
	file = part[1]
	line = part[2]
	code = substr($0, length(file) + length(line) + 3)
	in_app = file ~ /^src\/app\//
	if (called(never))
		tell("expected a bounded, safe function instead of this one: " code)
	if (!in_app && !(file in tells) && (called(output) || code ~ /(^|[^A-Za-z0-9_])(stdout|stderr)([^A-Za-z0-9_]|$)/))
		tell("expected no output below app: return text or an error: " code)
	if (!in_app && called(leave) && !(file in leaves))
		tell("expected an error to be returned: only app ends the program: " code)
	if (called(now) && !(file in tells_time))
		tell("expected the time from base/clock.h, which can stand still: " code)
	if (!in_app && called(environment) && !(file in reads_environment))
		tell("expected the environment to be read by config/paths.c or app: " code)
}' | report
