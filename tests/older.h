/* What makes of a store of today one of version 4, as a program of then would have left it. */
#pragma once

enum { OLDER_VERSION = 4 };

#define OLDER_STORE \
	"DROP INDEX meeting_days; DROP TABLE turn; DROP TABLE loop; ALTER TABLE heard DROP COLUMN place;" \
	"DROP TABLE verdict; DROP TABLE kpi_value; DROP TABLE kpi;" \
	"ALTER TABLE action DROP COLUMN escalated_to; ALTER TABLE action DROP COLUMN escalated_day;" \
	"ALTER TABLE action DROP COLUMN answer_day; ALTER TABLE action DROP COLUMN answered_day;" \
	"ALTER TABLE action DROP COLUMN answer; ALTER TABLE decision DROP COLUMN by_id;" \
	"ALTER TABLE decision DROP COLUMN rests; ALTER TABLE decision DROP COLUMN source_text;" \
	"ALTER TABLE decision DROP COLUMN expect_metric; ALTER TABLE decision DROP COLUMN expect_change;" \
	"ALTER TABLE decision DROP COLUMN reviewed_day; ALTER TABLE decision DROP COLUMN rebase_metric;" \
	"DELETE FROM rollup WHERE day < -1; PRAGMA user_version = 4;"
