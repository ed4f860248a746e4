#!/bin/sh
# Measures Dagstart beside the floors: the least that a terminal program, one with a database, and one with a clock can
# do. Only ratios within one run count. Prints figures and goals, and always ends with 0: it is no test.
#
#   tests/bench/run.sh [--large] [--rounds N] [--idle SECONDS] [BUILD]
#
# BUILD is the build folder (build), with its `bench` target built. --large adds 1 and 10 million rows (some 8 GB of
# scratch space and 25 minutes) and 2,000 keys a case. DAGSTART_BIN chooses another program.
set -u

sizes=100000
rounds=20
idle=20
# To and fro within the list of people, so that each key moves something.
keys='Down*5 Up*4 Down*4 Up*4 Down*4 Up*4 Down*4 Up*4 Down*4 Up*4'
build=build
# A search as people type it: words that few and that many comments have, a phrase, a filter, and taking it back.
keys_search='/ z o e k s c h e r m Space n i e t Space s c o r e : < = 3 BS*25
	n i e t Space g o e d Space w a c h t BS*15 a p p Space BS*4
	" n i e t Space i n Space o r d e " BS*14
	k a n a a l : c h a t Space t r a a g Enter'
keys_more=$(for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26; do printf 'Down*4 Up*4 '; done)
while [ $# -gt 0 ]; do
	case $1 in
	--large) sizes='100000 1000000 10000000' keys="$keys $keys_more" idle=60 ;;
	--rounds) rounds=$2 && shift ;;
	--idle) idle=$2 && shift ;;
	-*) sed -n '2,9s/^# \{0,1\}//p' "$0" && exit 0 ;;
	*) build=$1 ;;
	esac
	shift
done
build=$(cd "$build" && pwd) || exit 0
tools=$build/tests/bench
dagstart=${DAGSTART_BIN:-$build/dagstart}

work=$(mktemp -d "${TMPDIR:-/tmp}/dagstart-bench-XXXXXX") || exit 0
trap 'rm -rf "$work"' EXIT
trap 'exit 0' HUP INT TERM
# Nothing of the person's own: no config, no store, no language.
export HOME="$work/home" XDG_CONFIG_HOME="$work/config" XDG_DATA_HOME="$work/data" XDG_STATE_HOME="$work/state"
export XDG_CACHE_HOME="$work/cache" TZ=Europe/Amsterdam LC_ALL=C.UTF-8
unset DAGSTART_DB DAGSTART_CONFIG DAGSTART_NOW DAGSTART_SEED LANGUAGE
mkdir -m 700 "$HOME" "$XDG_CONFIG_HOME" "$XDG_DATA_HOME" "$XDG_STATE_HOME" "$XDG_CACHE_HOME" "$work/stores"

# The last day of the generated feedback, so that all of it is past and the newest of it is recent.
today=2026-11-20T09:00:00
# What stands on the first screen once all its data does. A frame is one write, so any word of it will do.
ready_opening='6 of 6'
ready_voice='PAIN'
ready_scores='lower limit'
ready_page='everything about it'

# -- the program: its commands are in these functions and nowhere else --

# A new store with a team: dagstart_store STORE
dagstart_store()
{
	DAGSTART_NOW=$today "$dagstart" --db "$1" init --team Bench --people 'Anna,Bram,Chaya,Daan,Esra,Finn' </dev/null
}

# The command line that takes a CSV file into such a store: dagstart_import STORE CSV MORE...
dagstart_import()
{
	store=$1 csv_file=$2
	shift 2
	echo "env DAGSTART_NOW=$today $dagstart --db $store import --metric nps $* $csv_file"
}

# Leaves today's stand-up of a store at a step, where the next start goes on: dagstart_leave STORE NUMBER
dagstart_leave()
{
	echo "step.go $2" >"$work/script"
	DAGSTART_NOW=$today "$dagstart" --db "$1" meet --script "$work/script" </dev/null
}

# The command line that opens the stand-up on a store; a `+` behind the time lets its clock run: dagstart_meet STORE +
dagstart_meet()
{
	echo "DAGSTART_NOW=$today${2-} $dagstart --db $1 meet"
}

# The command line that prints all scores with their verdicts: dagstart_scores STORE
dagstart_scores()
{
	echo "DAGSTART_NOW=$today $dagstart --db $1 scores"
}

# -- making the data --

# A copy of a store whose stand-up was left at a step: make_place STORE COPY NUMBER
make_place()
{
	cp "$1" "$2" && dagstart_leave "$2" "$3" >"$work/leave.log" 2>&1 && return
	rm -f "$2"
	printf 'no store at step %s: %s\n' "$3" "$(tail -n 1 "$work/leave.log")"
}

# At the steps that show the most data: stores/N-voice.db, stores/N-scores.db
make_places()
{
	make_place "$work/stores/$1.db" "$work/stores/$1-voice.db" 2
	make_place "$work/stores/$1.db" "$work/stores/$1-scores.db" 3
}

# Three years with twenty channels and as many steps of the journey: stores/N-parts.db, stores/N-parts-scores.db
make_parts()
{
	store=$work/stores/$1-parts.db
	"$tools/gen_feedback" -n "$1" -d 1095 -g 20 >"$csv"
	# shellcheck disable=SC2046
	dagstart_store "$store" >"$work/import.log" 2>&1 &&
		$(dagstart_import "$store" "$csv" --no-index) </dev/null >"$work/import.log" 2>&1 &&
		make_place "$store" "$work/stores/$1-parts-scores.db" 3 && return
	printf 'no store with 20 segments: %s\n' "$(tail -n 1 "$work/import.log")"
	rm -f "$store"
}

# One import, timed: a line "SECONDS<tab>KB" more in import-CASE-N. import_timed CASE N COMMAND...
import_timed()
{
	name=$1 size=$2
	shift 2
	if "$tools/timed" "$@" >"$work/import.log" 2>&1; then
		tail -n 1 "$work/import.log" >>"$work/import-$name-$size"
	else
		printf 'import %d rows: %s failed: %s\n' "$size" "$name" "$(tail -n 2 "$work/import.log" | head -n 1)"
		return 1
	fi
}

# What people do without a program for it: sqlite3's own .import into a staging table, then the floor's table.
staged_script()
{
	cat <<-EOF
		PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;
		BEGIN;
		CREATE TABLE feedback(id INTEGER PRIMARY KEY,
			day INTEGER NOT NULL CHECK(day BETWEEN 19000101 AND 99991231),
			channel TEXT NOT NULL CHECK(length(channel) > 0), customer TEXT NOT NULL,
			score INTEGER NOT NULL CHECK(score BETWEEN 0 AND 10),
			comment TEXT NOT NULL, theme INTEGER NOT NULL) STRICT;
		CREATE INDEX feedback_day ON feedback(day);
		CREATE INDEX feedback_theme ON feedback(theme, day);
		CREATE TEMP TABLE staging(date, channel, customer, score, comment);
		.import --csv --skip 1 --schema temp $1 staging
		INSERT INTO feedback(day, channel, customer, score, comment, theme)
		SELECT CAST(replace(date, '-', '') AS INTEGER), channel, customer, CAST(score AS INTEGER), comment,
			length(CAST(comment AS BLOB)) % 8
		FROM staging;
		COMMIT;
		PRAGMA wal_checkpoint(TRUNCATE);
	EOF
}

# One round of all imports; what is left of the last round is floor-N.db and, where the program can, stores/N.db.
import_round()
{
	store=$work/stores/$1.db
	rm -f "$work/floor-$1.db"* "$work/import.db"* "$store"*
	import_timed floor "$1" "$tools/floor_import" "$work/floor-$1.db" <"$csv"
	command -v sqlite3 >/dev/null && staged_script "$csv" >"$work/staged.sql" &&
		import_timed staged "$1" sqlite3 -batch -bail "$work/import.db" <"$work/staged.sql"
	rm -f "$work/import.db"*
	[ -x "$dagstart" ] || return
	dagstart_store "$work/import.db" >"$work/import.log" 2>&1 &&
		import_timed schema "$1" "$tools/fill_store" "$work/import.db" "$csv"
	for case in whole search; do
		more=$([ $case = whole ] && echo --no-index)
		rm -f "$work/import.db"* "$store"*
		# shellcheck disable=SC2046
		dagstart_store "$store" >"$work/import.log" 2>&1 &&
			import_timed $case "$1" $(dagstart_import "$store" "$csv" $more) </dev/null && continue
		rm -f "$store"
		return
	done
}

# The median of a column of import-CASE-N, 1 seconds or 2 KB: import_median CASE N COLUMN
import_median()
{
	cut -f "$3" "$work/import-$1-$2" 2>/dev/null | sort -n |
		awk '{ v[NR] = $1 } END { if (NR) print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

make_data()
{
	csv=$work/feedback.csv
	"$tools/gen_feedback" -n "$1" >"$csv"
	case $1 in
	100000) import_rounds=9 ;;
	1000000) import_rounds=5 ;;
	*) import_rounds=1 ;;
	esac
	for round in $(seq $import_rounds); do
		import_round "$1"
	done
	printf 'import %9d rows, median of %d\n' "$1" "$import_rounds"
	for case in floor staged schema whole search; do
		took=$(import_median $case "$1" 1)
		[ "$took" ] && awk -v case=$case -v took="$took" -v floor="$(import_median floor "$1" 1)" \
			-v kb="$(import_median $case "$1" 2)" -v rows="$1" 'BEGIN {
			text["floor"] = "C loop: one table, two indexes"
			text["staged"] = "sqlite3 .import, INSERT SELECT"
			text["schema"] = "the whole schema, roll-ups"
			text["whole"] = "... and recognition"
			text["search"] = "... and the search"
			printf "  %-32s %8.3f s %9.0f rows/s  x %.2f %7.1f MB\n", text[case], took, rows / took, \
				took / floor, kb / 1024
		}'
	done
	[ -e "$work/stores/$1.db" ] && make_places "$1" && make_parts "$1"
	rm -f "$csv" "$work/import.db"*
}

# -- judging --

# The fourth field of a row of the figures: value TSV ratio CASE METRIC BASE, or value TSV figure CASE METRIC
value()
{
	awk -F '\t' -v kind="$2" -v name="$3" -v metric="$4" -v base="${5-}" \
		'$1 == kind && $2 == name && $3 == metric && $5 == base { print $4 }' "$1" 2>/dev/null
}

# goal TEXT LIMIT VALUE UNIT [>=]
goal()
{
	awk -v text="$1" -v limit="$2" -v value="${3:--}" -v unit="$4" -v sign="${5:-<=}" 'BEGIN {
		good = sign == "<=" ? value + 0 <= limit + 0 : value + 0 >= limit + 0
		verdict = value == "-" ? "not measured" : good ? "ok" : "MISS"
		printf "  %-58s %10s  (%s %s %s)  %s\n", text, value, sign, limit, unit, verdict
	}'
}

quotient()
{
	awk -v a="${1:--}" -v b="${2:--}" 'BEGIN { if (a == "-" || b == "-" || b + 0 == 0) print "-"; else printf "%.4f", a / b }'
}

# import_ratio CASE OF N COLUMN
import_ratio()
{
	quotient "$(import_median "$1" "$3" "$4")" "$(import_median "$2" "$3" "$4")"
}

import_goals()
{
	for n in $sizes; do
		goal "import into the whole schema, $n rows, rows/s to the C loop" 1.1 "$(import_ratio floor schema "$n" 1)" x '>='
		goal "import with recognition, $n rows, time to the C loop" 1.2 "$(import_ratio whole floor "$n" 1)" x
		goal "import and its search, $n rows, time to the C loop" 2 "$(import_ratio search floor "$n" 1)" x
		[ "$n" -lt 1000000 ] ||
			goal "import, $n rows, memory to the C loop" 1.1 "$(import_ratio whole floor "$n" 2)" x
	done
	case $sizes in
	*10000000)
		goal 'import, rows/s at 10000000 rows to those at 1000000' 0.9 "$(quotient \
			"$(import_median whole 1000000 1)" "$(import_median whole 10000000 1)" | awk '{ print $1 == "-" ? $1 : 10 * $1 }')" x '>='
		goal 'import, memory at 10000000 rows to that at 1000000' 1.15 "$(quotient \
			"$(import_median whole 10000000 2)" "$(import_median whole 1000000 2)")" x
		;;
	esac
}

meet_goals()
{
	tsv=$1
	for n in $sizes; do
		goal "search: key p95, $n rows" 50 "$(value "$tsv" figure "search-$n" key_p95_ms)" ms
		goal "search: key p50, $n rows" 50 "$(value "$tsv" figure "search-$n" key_p50_ms)" ms
		goal "first paint, $n rows, to SQLite floor" 1.3 "$(value "$tsv" ratio "meet-$n" ready_ms "sqlite-$n")" x
		for place in voice scores; do
			goal "first paint at $place, $n rows, to SQLite floor" 1.3 \
				"$(value "$tsv" ratio "$place-$n" ready_ms "sqlite-$n")" x
		done
		goal "scores step, 3 years x 20 segments, $n rows, to floor" 1.3 \
			"$(value "$tsv" ratio "parts-$n" ready_ms "sqlite-$n")" x
		goal "scores page, 3 years x 20 segments, $n rows, to floor" 1.3 \
			"$(value "$tsv" ratio "page-$n" ready_ms "sqlite-$n")" x
		goal "key p50, $n rows, to bare curses" 1.25 "$(value "$tsv" ratio "meet-$n" key_p50_ms curses)" x
		goal "key p95, $n rows, to bare curses" 1.5 "$(value "$tsv" ratio "meet-$n" key_p95_ms curses)" x
		goal "bytes per key, $n rows, to SQLite floor" 1.25 "$(value "$tsv" ratio "meet-$n" key_bytes "sqlite-$n")" x
		goal "memory, $n rows, to SQLite floor" 2.5 "$(value "$tsv" ratio "meet-$n" peak_kb "sqlite-$n")" x
	done
	case $sizes in
	*10000000)
		goal 'key p99, 10000000 rows, to bare curses' 2 "$(quotient \
			"$(value "$tsv" figure meet-10000000 key_p99_ms)" "$(value "$tsv" figure curses key_p99_ms)")" x
		goal 'first paint at 10000000 rows to itself at 100000' 1.1 "$(quotient \
			"$(value "$tsv" figure meet-10000000 ready_ms)" "$(value "$tsv" figure meet-100000 ready_ms)")" x
		;;
	esac
}

idle_goals()
{
	tsv=$1
	case $(value "$tsv" figure clock idle_wakes) in
	0.[0-4]*) echo '  the running clock did not run: its figures say nothing' ;;
	esac
	goal 'clock running: wake-ups' 1.1 "$(value "$tsv" figure clock idle_wakes)" /s
	goal 'clock running: bytes' 8 "$(value "$tsv" figure clock idle_bytes)" /s
	goal 'clock running: CPU to the clock floor' 1.5 "$(value "$tsv" ratio clock idle_cpu_ms tick)" x
	goal 'clock standing: wake-ups' 0.05 "$(value "$tsv" figure still idle_wakes)" /s
	goal 'clock standing: bytes' 0 "$(value "$tsv" figure still idle_bytes)" /s
}

# -- the two measurements --

meet_cases()
{
	echo "curses | FLOOR READY | $keys | $tools/floor_curses"
	for n in $sizes; do
		echo "sqlite-$n | FLOOR READY | $keys | $tools/floor_sqlite $work/floor-$n.db"
		[ -e "$work/stores/$n.db" ] &&
			echo "meet-$n | $ready_opening | $keys | $(dagstart_meet "$work/stores/$n.db")"
		[ -e "$work/stores/$n.db" ] &&
			echo "search-$n | $ready_opening | $(echo "$keys_search" | tr "\n\t" "  ") | $(dagstart_meet "$work/stores/$n.db")"
		[ -e "$work/stores/$n-voice.db" ] &&
			echo "voice-$n | $ready_voice | | $(dagstart_meet "$work/stores/$n-voice.db")"
		[ -e "$work/stores/$n-scores.db" ] &&
			echo "scores-$n | $ready_scores | | $(dagstart_meet "$work/stores/$n-scores.db")"
		[ -e "$work/stores/$n-parts-scores.db" ] &&
			echo "parts-$n | $ready_scores | | $(dagstart_meet "$work/stores/$n-parts-scores.db")"
		[ -e "$work/stores/$n-parts.db" ] &&
			echo "page-$n | $ready_page | | $(dagstart_scores "$work/stores/$n-parts.db")"
	done
}

idle_cases()
{
	echo "tick | FLOOR READY | | $tools/floor_tick"
	if [ -e "$work/stores/100000.db" ]; then
		echo "clock | $ready_opening | | $(dagstart_meet "$work/stores/100000.db" +)"
		echo "still | $ready_opening | | $(dagstart_meet "$work/stores/100000.db")"
	else
		echo "curses | FLOOR READY | | $tools/floor_curses"
	fi
}

[ -x "$dagstart" ] || echo "no program at $dagstart: the floors alone"
for n in $sizes; do
	make_data "$n"
done

printf '\nstart and keys, %s rounds\n' "$rounds"
meet_cases >"$work/meet.cases"
set -- --base curses
for n in $sizes; do
	set -- "$@" --base "sqlite-$n"
done
"$tools/latency" --cases "$work/meet.cases" --rounds "$rounds" --tsv "$work/meet.tsv" "$@"

printf '\nidle, %s s each\n' "$idle"
idle_cases >"$work/idle.cases"
"$tools/latency" --cases "$work/idle.cases" --rounds 1 --warmup 0 --idle "$idle" --base tick --tsv "$work/idle.tsv"

if [ -x "$dagstart" ]; then
	printf '\ngoals\n'
	import_goals
	meet_goals "$work/meet.tsv"
	idle_goals "$work/idle.tsv"
fi
exit 0
