-- Ids are never used again: where undo takes rows away AUTOINCREMENT sees to that; elsewhere rows are only ever
-- added, and that saves an import the table that AUTOINCREMENT keeps.
-- Every version of the store, each a script that runs in one transaction. Version 1 is the first.
-- name: schema_1
CREATE TABLE meta(key TEXT NOT NULL PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO meta(key, value) VALUES('settled', 0), ('responses', 0);
CREATE TABLE team(
	id INTEGER PRIMARY KEY CHECK(id = 1), name TEXT NOT NULL CHECK(name <> ''),
	language TEXT NOT NULL CHECK(language IN('nl', 'en')), founded_day INTEGER NOT NULL) STRICT;
CREATE TABLE member(
	id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL CHECK(name <> ''), folded TEXT NOT NULL UNIQUE,
	role TEXT NOT NULL, email TEXT NOT NULL, login TEXT NOT NULL, talents TEXT NOT NULL,
	kudos_private INTEGER NOT NULL CHECK(kudos_private IN(0, 1)),
	active INTEGER NOT NULL CHECK(active IN(0, 1)), joined_day INTEGER NOT NULL) STRICT;
CREATE TABLE absence(
	id INTEGER PRIMARY KEY AUTOINCREMENT, member_id INTEGER NOT NULL REFERENCES member(id),
	from_day INTEGER NOT NULL, to_day INTEGER NOT NULL, reason TEXT NOT NULL,
	CHECK(to_day >= from_day)) STRICT;
CREATE TABLE action(
	id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT NOT NULL CHECK(text <> ''),
	owner_id INTEGER REFERENCES member(id), created_day INTEGER NOT NULL, due_day INTEGER NOT NULL,
	done_day INTEGER NOT NULL, status INTEGER NOT NULL CHECK(status BETWEEN 0 AND 2),
	moved INTEGER NOT NULL CHECK(moved >= 0), blocked_by TEXT NOT NULL, blocked_until INTEGER NOT NULL,
	source_letter TEXT NOT NULL, source_id INTEGER NOT NULL, source_text TEXT NOT NULL, effect TEXT NOT NULL,
	forecast_metric TEXT NOT NULL, forecast_theme TEXT NOT NULL, forecast_step TEXT NOT NULL,
	forecast_change REAL, forecast_day INTEGER NOT NULL) STRICT;
CREATE TABLE decision(
	id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT NOT NULL CHECK(text <> ''),
	owner_id INTEGER REFERENCES member(id), reason TEXT NOT NULL, alternatives TEXT NOT NULL,
	effect TEXT NOT NULL, evidence TEXT NOT NULL, cost TEXT NOT NULL, day INTEGER NOT NULL,
	review_day INTEGER NOT NULL, status INTEGER NOT NULL CHECK(status BETWEEN 0 AND 3),
	replaces_id INTEGER REFERENCES decision(id), source_letter TEXT NOT NULL, source_id INTEGER NOT NULL,
	outcome TEXT NOT NULL) STRICT;
CREATE TABLE kudos(
	id INTEGER PRIMARY KEY AUTOINCREMENT, from_id INTEGER REFERENCES member(id),
	to_id INTEGER NOT NULL REFERENCES member(id), behaviour TEXT NOT NULL CHECK(behaviour <> ''),
	effect TEXT NOT NULL, value TEXT NOT NULL, source_letter TEXT NOT NULL, source_id INTEGER NOT NULL,
	source_text TEXT NOT NULL, is_private INTEGER NOT NULL CHECK(is_private IN(0, 1)),
	day INTEGER NOT NULL) STRICT;
CREATE TABLE note(
	id INTEGER PRIMARY KEY AUTOINCREMENT, kind INTEGER NOT NULL CHECK(kind BETWEEN 0 AND 2),
	text TEXT NOT NULL CHECK(text <> ''), by_id INTEGER REFERENCES member(id), day INTEGER NOT NULL,
	source_letter TEXT NOT NULL, source_id INTEGER NOT NULL, source_text TEXT NOT NULL,
	closed INTEGER NOT NULL CHECK(closed IN(0, 1))) STRICT;
CREATE TABLE goal(
	id INTEGER PRIMARY KEY AUTOINCREMENT, owner_id INTEGER REFERENCES member(id), text TEXT NOT NULL,
	behaviour TEXT NOT NULL, metric_key TEXT NOT NULL, unit TEXT NOT NULL, start REAL, target REAL,
	current REAL, start_day INTEGER NOT NULL, due_day INTEGER NOT NULL, updated_day INTEGER NOT NULL,
	status INTEGER NOT NULL CHECK(status BETWEEN 0 AND 2)) STRICT;
CREATE TABLE checkin(
	id INTEGER PRIMARY KEY AUTOINCREMENT, goal_id INTEGER NOT NULL REFERENCES goal(id),
	day INTEGER NOT NULL, ticked INTEGER NOT NULL CHECK(ticked IN(0, 1)), value REAL, note TEXT NOT NULL,
	UNIQUE(goal_id, day)) STRICT;
CREATE TABLE meeting(
	id INTEGER PRIMARY KEY AUTOINCREMENT, day INTEGER NOT NULL, agenda TEXT NOT NULL,
	state INTEGER NOT NULL CHECK(state BETWEEN 0 AND 2), started_ms INTEGER NOT NULL,
	ended_ms INTEGER NOT NULL, leader_id INTEGER REFERENCES member(id),
	next_leader_id INTEGER REFERENCES member(id), current INTEGER NOT NULL, holder TEXT NOT NULL,
	alive_ms INTEGER NOT NULL) STRICT;
CREATE TABLE meeting_step(
	meeting_id INTEGER NOT NULL REFERENCES meeting(id), position INTEGER NOT NULL, name TEXT NOT NULL,
	planned_s INTEGER NOT NULL, used_ms INTEGER NOT NULL, state INTEGER NOT NULL CHECK(state BETWEEN 0 AND 3),
	PRIMARY KEY(meeting_id, position)) STRICT, WITHOUT ROWID;
CREATE TABLE attendance(
	id INTEGER PRIMARY KEY AUTOINCREMENT, meeting_id INTEGER NOT NULL REFERENCES meeting(id),
	member_id INTEGER NOT NULL REFERENCES member(id), present INTEGER NOT NULL CHECK(present IN(0, 1)),
	UNIQUE(meeting_id, member_id)) STRICT;
CREATE TABLE round_entry(
	id INTEGER PRIMARY KEY AUTOINCREMENT, meeting_id INTEGER NOT NULL REFERENCES meeting(id),
	member_id INTEGER NOT NULL REFERENCES member(id), since TEXT NOT NULL, today TEXT NOT NULL,
	blocked TEXT NOT NULL, used_ms INTEGER NOT NULL, UNIQUE(meeting_id, member_id)) STRICT;
CREATE TABLE draft(
	origin TEXT NOT NULL, place TEXT NOT NULL, text TEXT NOT NULL,
	PRIMARY KEY(origin, place)) STRICT, WITHOUT ROWID;
CREATE TABLE change(
	id INTEGER PRIMARY KEY, grp INTEGER NOT NULL, at_ms INTEGER NOT NULL, day INTEGER NOT NULL,
	member_id INTEGER NOT NULL, meeting_id INTEGER NOT NULL, origin TEXT NOT NULL, verb TEXT NOT NULL,
	letter TEXT NOT NULL, entity_id INTEGER NOT NULL, before TEXT, after TEXT,
	undo_state INTEGER NOT NULL CHECK(undo_state BETWEEN 0 AND 3), reverses INTEGER NOT NULL) STRICT;
CREATE INDEX change_seat ON change(origin, undo_state, grp);
CREATE INDEX change_thing ON change(letter, entity_id);
CREATE TABLE metric(
	id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE CHECK(key <> ''),
	kind INTEGER NOT NULL CHECK(kind BETWEEN 0 AND 3), scale_min REAL NOT NULL, scale_max REAL NOT NULL,
	low_is_good INTEGER NOT NULL CHECK(low_is_good IN(0, 1)), CHECK(scale_max > scale_min)) STRICT;
CREATE TABLE channel(
	id INTEGER PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE step(
	id INTEGER PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE theme(
	id INTEGER PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE batch(
	id INTEGER PRIMARY KEY, name TEXT NOT NULL, shape TEXT NOT NULL, at_ms INTEGER NOT NULL,
	by_hand INTEGER NOT NULL CHECK(by_hand IN(0, 1)), imported INTEGER NOT NULL, duplicates INTEGER NOT NULL,
	refused INTEGER NOT NULL, first_id INTEGER NOT NULL, last_id INTEGER NOT NULL,
	withdrawn_at_id INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE response(
	id INTEGER PRIMARY KEY, batch_id INTEGER NOT NULL, day INTEGER NOT NULL CHECK(day >= 0), metric_id INTEGER,
	score REAL, mood INTEGER NOT NULL CHECK(mood BETWEEN -1 AND 1), channel_id INTEGER, step_id INTEGER,
	more_answers INTEGER NOT NULL, themes TEXT NOT NULL, withdrawn INTEGER NOT NULL CHECK(withdrawn IN(0, 1)),
	customer TEXT NOT NULL, external_id TEXT NOT NULL, comment TEXT NOT NULL) STRICT;
CREATE INDEX response_days ON response(day) WHERE withdrawn = 0;
CREATE INDEX response_quotes ON response(mood, day) WHERE comment <> '' AND withdrawn = 0;
CREATE TABLE response_key(
	key INTEGER NOT NULL, response_id INTEGER NOT NULL, PRIMARY KEY(key, response_id)) STRICT, WITHOUT ROWID;
CREATE TABLE answer(
	response_id INTEGER NOT NULL, position INTEGER NOT NULL, metric_id INTEGER NOT NULL, score REAL NOT NULL,
	PRIMARY KEY(response_id, position)) STRICT, WITHOUT ROWID;
CREATE TABLE response_theme(
	theme_id INTEGER NOT NULL, day INTEGER NOT NULL, response_id INTEGER NOT NULL,
	PRIMARY KEY(theme_id, day, response_id)) STRICT, WITHOUT ROWID;
CREATE TABLE rollup(
	metric_id INTEGER NOT NULL, dimension INTEGER NOT NULL, dimension_id INTEGER NOT NULL, day INTEGER NOT NULL,
	n INTEGER NOT NULL, sum REAL NOT NULL, sum_sq REAL NOT NULL,
	b0 INTEGER NOT NULL, b1 INTEGER NOT NULL, b2 INTEGER NOT NULL, b3 INTEGER NOT NULL, b4 INTEGER NOT NULL,
	b5 INTEGER NOT NULL, b6 INTEGER NOT NULL, b7 INTEGER NOT NULL, b8 INTEGER NOT NULL, b9 INTEGER NOT NULL,
	b10 INTEGER NOT NULL, PRIMARY KEY(metric_id, dimension, dimension_id, day)) STRICT, WITHOUT ROWID;
CREATE TABLE heard(
	response_id INTEGER NOT NULL, day INTEGER NOT NULL, meeting_id INTEGER NOT NULL,
	PRIMARY KEY(response_id, day, meeting_id)) STRICT, WITHOUT ROWID;
CREATE INDEX heard_days ON heard(day, meeting_id);
PRAGMA user_version = 1;

-- The index of words for searching. Without text, sizes and places within a text: it finds rows, and what must be
-- exact is looked up in the row. Words come as entries of domain/search.h, so that the plainest tokenizer will do.
-- Slices are merged in larger heaps than the engine would, since they come large.
-- name: schema_2
CREATE VIRTUAL TABLE search USING fts5(words, content='', columnsize=0, detail=none, tokenize='ascii');
INSERT INTO search(search, rank) VALUES('hashsize', 16777216), ('automerge', 8);
CREATE VIRTUAL TABLE search_word USING fts5vocab(search, 'instance');
INSERT INTO meta(key, value) VALUES('search_next', 1);
PRAGMA user_version = 2;

-- name: schema_3
CREATE TABLE replaced(
	response_id INTEGER NOT NULL, batch_id INTEGER NOT NULL, PRIMARY KEY(response_id, batch_id)) STRICT, WITHOUT ROWID;
CREATE INDEX replaced_batch ON replaced(batch_id);
PRAGMA user_version = 3;

-- name: schema_4
ALTER TABLE theme ADD COLUMN former TEXT NOT NULL DEFAULT '';
ALTER TABLE theme ADD COLUMN former_folded TEXT NOT NULL DEFAULT '';
ALTER TABLE theme ADD COLUMN into_id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE theme ADD COLUMN from_id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE theme ADD COLUMN words TEXT NOT NULL DEFAULT '';
ALTER TABLE theme ADD COLUMN retired INTEGER NOT NULL DEFAULT 0 CHECK(retired IN(0, 1));
CREATE TABLE theme_move(
	id INTEGER PRIMARY KEY AUTOINCREMENT, from_id INTEGER NOT NULL, into_id INTEGER NOT NULL,
	answers INTEGER NOT NULL, undone INTEGER NOT NULL CHECK(undone IN(0, 1))) STRICT;
CREATE TABLE theme_moved(
	move_id INTEGER NOT NULL, response_id INTEGER NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL,
	PRIMARY KEY(move_id, response_id)) STRICT, WITHOUT ROWID;
CREATE TABLE finding(
	position INTEGER PRIMARY KEY, day INTEGER NOT NULL, name TEXT NOT NULL, words TEXT NOT NULL,
	complaints INTEGER NOT NULL, before INTEGER NOT NULL, answers INTEGER NOT NULL, impact REAL,
	rising_days INTEGER NOT NULL, quotes TEXT NOT NULL) STRICT;
PRAGMA user_version = 4;

-- Whose turn it is (turns.h), the order in which quotes were heard on a day, and what was done for a customer who
-- gave a low score.
-- name: schema_5
CREATE TABLE turn(
	kind INTEGER NOT NULL CHECK(kind BETWEEN 0 AND 3), segment_id INTEGER NOT NULL,
	mood INTEGER NOT NULL CHECK(mood IN(-1, 1)), day INTEGER NOT NULL, response_id INTEGER NOT NULL,
	PRIMARY KEY(kind, segment_id, mood, day, response_id)) STRICT, WITHOUT ROWID;
INSERT INTO turn(kind, segment_id, mood, day, response_id)
SELECT 0, 0, mood, day, id FROM (
	SELECT id, mood, day, row_number() OVER (PARTITION BY batch_id ORDER BY day DESC, id DESC) AS place
	FROM response WHERE mood = -1 AND metric_id IS NOT NULL AND day > 0)
WHERE place <= 128;
INSERT INTO turn(kind, segment_id, mood, day, response_id)
SELECT 1, theme_id, mood, day, id FROM (
	SELECT r.id, r.mood, r.day, t.theme_id,
		row_number() OVER (PARTITION BY r.batch_id, t.theme_id, r.mood ORDER BY r.day DESC, r.id DESC) AS place
	FROM response_theme t JOIN response r ON r.id = t.response_id WHERE r.comment <> '' AND r.mood <> 0)
WHERE place <= 32;
INSERT INTO turn(kind, segment_id, mood, day, response_id)
SELECT 2, channel_id, mood, day, id FROM (
	SELECT id, mood, day, channel_id,
		row_number() OVER (PARTITION BY batch_id, channel_id, mood ORDER BY day DESC, id DESC) AS place
	FROM response WHERE comment <> '' AND mood <> 0 AND channel_id IS NOT NULL)
WHERE place <= 32;
INSERT INTO turn(kind, segment_id, mood, day, response_id)
SELECT 3, step_id, mood, day, id FROM (
	SELECT id, mood, day, step_id,
		row_number() OVER (PARTITION BY batch_id, step_id, mood ORDER BY day DESC, id DESC) AS place
	FROM response WHERE comment <> '' AND mood <> 0 AND step_id IS NOT NULL)
WHERE place <= 32;
ALTER TABLE heard ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
CREATE TABLE loop(
	id INTEGER PRIMARY KEY, owner_id INTEGER REFERENCES member(id),
	status INTEGER NOT NULL CHECK(status BETWEEN 0 AND 3), day INTEGER NOT NULL, due_day INTEGER NOT NULL,
	told_day INTEGER NOT NULL, told_by_id INTEGER REFERENCES member(id), said TEXT NOT NULL,
	reason TEXT NOT NULL) STRICT;
PRAGMA user_version = 5;

-- Forecasts are judged, actions go up to another team, decisions say what they rest on and what they expect, and
-- internal figures stand beside the customer's. The journal's rows are brought along, so that older changes can
-- still be undone: what is new stands behind what was, as in the statements that write it.
-- name: schema_6
ALTER TABLE action ADD COLUMN escalated_to TEXT NOT NULL DEFAULT '';
ALTER TABLE action ADD COLUMN escalated_day INTEGER NOT NULL DEFAULT 0;
ALTER TABLE action ADD COLUMN answer_day INTEGER NOT NULL DEFAULT 0;
ALTER TABLE action ADD COLUMN answered_day INTEGER NOT NULL DEFAULT 0;
ALTER TABLE action ADD COLUMN answer TEXT NOT NULL DEFAULT '';
ALTER TABLE decision ADD COLUMN by_id INTEGER REFERENCES member(id);
ALTER TABLE decision ADD COLUMN rests TEXT NOT NULL DEFAULT '';
ALTER TABLE decision ADD COLUMN source_text TEXT NOT NULL DEFAULT '';
ALTER TABLE decision ADD COLUMN expect_metric TEXT NOT NULL DEFAULT '';
ALTER TABLE decision ADD COLUMN expect_change REAL;
ALTER TABLE decision ADD COLUMN reviewed_day INTEGER NOT NULL DEFAULT 0;
ALTER TABLE decision ADD COLUMN rebase_metric TEXT NOT NULL DEFAULT '';
UPDATE change SET before = json_set(before, '$.escalated_to', '', '$.escalated_day', 0, '$.answer_day', 0,
	'$.answered_day', 0, '$.answer', '') WHERE letter = 'A' AND before IS NOT NULL;
UPDATE change SET after = json_set(after, '$.escalated_to', '', '$.escalated_day', 0, '$.answer_day', 0,
	'$.answered_day', 0, '$.answer', '') WHERE letter = 'A' AND after IS NOT NULL;
UPDATE change SET before = json_set(before, '$.by_id', NULL, '$.rests', '', '$.source_text', '',
	'$.expect_metric', '', '$.expect_change', NULL, '$.reviewed_day', 0, '$.rebase_metric', '')
WHERE letter = 'D' AND before IS NOT NULL;
UPDATE change SET after = json_set(after, '$.by_id', NULL, '$.rests', '', '$.source_text', '',
	'$.expect_metric', '', '$.expect_change', NULL, '$.reviewed_day', 0, '$.rebase_metric', '')
WHERE letter = 'D' AND after IS NOT NULL;
CREATE TABLE verdict(
	id INTEGER PRIMARY KEY, day INTEGER NOT NULL,
	outcome INTEGER NOT NULL CHECK(outcome BETWEEN 0 AND 2), done_day INTEGER NOT NULL,
	forecast_day INTEGER NOT NULL, looks INTEGER NOT NULL CHECK(looks >= 1), before_n INTEGER NOT NULL,
	after_n INTEGER NOT NULL, before REAL, after REAL, change REAL, margin REAL, learned TEXT NOT NULL) STRICT;
CREATE TABLE kpi(
	id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL CHECK(name <> ''), folded TEXT NOT NULL UNIQUE,
	unit TEXT NOT NULL, low_is_good INTEGER NOT NULL CHECK(low_is_good IN(0, 1)), metric_key TEXT NOT NULL,
	active INTEGER NOT NULL CHECK(active IN(0, 1)), created_day INTEGER NOT NULL) STRICT;
CREATE TABLE kpi_value(
	id INTEGER PRIMARY KEY AUTOINCREMENT, kpi_id INTEGER NOT NULL REFERENCES kpi(id), day INTEGER NOT NULL,
	value REAL NOT NULL, note TEXT NOT NULL, UNIQUE(kpi_id, day)) STRICT;
-- Roll-ups of weeks beside those of days: by their Monday, as -10 minus its number.
DELETE FROM rollup WHERE day < -1;
INSERT INTO rollup(
	metric_id, dimension, dimension_id, day, n, sum, sum_sq, b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, b10)
SELECT metric_id, dimension, dimension_id, -10 - (day - (day + 3) % 7), sum(n), sum(sum), sum(sum_sq), sum(b0), sum(b1),
	sum(b2), sum(b3), sum(b4), sum(b5), sum(b6), sum(b7), sum(b8), sum(b9), sum(b10)
FROM rollup WHERE day > 0 GROUP BY 1, 2, 3, 4;
PRAGMA user_version = 6;

-- What was worked out is kept (kept.h): programs that would not take it away again write here no more.
-- name: schema_7
PRAGMA user_version = 7;

-- The first screen asks for the newest meetings: it must not take longer with each that is held.
-- name: schema_8
CREATE INDEX meeting_days ON meeting(state, day);
PRAGMA user_version = 8;

-- A person's own store.
-- name: own_schema_1
CREATE TABLE meta(key TEXT NOT NULL PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO meta(key, value) VALUES('settled', 0);
CREATE TABLE note(
	id INTEGER PRIMARY KEY AUTOINCREMENT, goal_id INTEGER NOT NULL, day INTEGER NOT NULL,
	text TEXT NOT NULL CHECK(text <> '')) STRICT;
PRAGMA user_version = 1;
