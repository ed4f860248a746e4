#!/bin/sh
# SQL lives in src/store/sql, where meson embeds it by name: none is written, or built, in C.
. "$(dirname "$0")/lib.sh"

c_files src | xargs -r grep -nHE '"[[:space:]]*(SELECT|INSERT|UPDATE|DELETE FROM|REPLACE INTO|CREATE (TABLE|INDEX|VIEW|TRIGGER|VIRTUAL)|DROP|ALTER TABLE|WITH [a-z_]+ AS)[ "]' |
	sed 's|^\([^:]*:[0-9]*\):.*|\1: expected SQL in src/store/sql/, not in a C file|' | report
