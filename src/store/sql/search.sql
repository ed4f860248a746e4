-- A row of the index stands at (day << 32) + id, so that going down in it is going back in time, and days are ranges.
-- name: search_add
INSERT INTO search(rowid, words) SELECT c0, c1 FROM poured

-- An index without text has to be told what it was told.
-- name: search_take_out
INSERT INTO search(search, rowid, words) VALUES('delete', $place, $words)

-- A few pages more (a negative number: until all is one).
-- name: search_merge
INSERT INTO search(search, rank) VALUES('merge', $pages)

-- name: search_changes
SELECT total_changes() AS n

-- name: search_slice
SELECT id, day, comment FROM response WHERE id BETWEEN $from_id AND $to_id AND comment <> ''
ORDER BY id

-- name: search_text
SELECT day, comment FROM response WHERE id = $id

-- name: search_match
SELECT rowid AS place FROM search
WHERE search MATCH $match AND rowid BETWEEN $from_place AND $to_place ORDER BY rowid DESC

-- name: search_days
SELECT (day << 32) + id AS place FROM response INDEXED BY response_days
WHERE withdrawn = 0 AND day >= $from_day AND (day, id) <= ($to_day, $to_id) ORDER BY day DESC, id DESC

-- name: search_themed
SELECT (day << 32) + response_id AS place FROM response_theme
WHERE theme_id = $theme_id AND day >= $from_day AND (day, response_id) <= ($to_day, $to_id)
ORDER BY day DESC, response_id DESC

-- name: search_row
SELECT metric_id, score, mood, channel_id, step_id, more_answers, themes, withdrawn, comment FROM response WHERE id = $id

-- The first word of the index that is not before this one.
-- name: search_word
SELECT term FROM search_word WHERE term >= $from LIMIT 1
