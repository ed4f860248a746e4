-- Lists of texts stand one a line with a line end before and behind each.
-- name: theme_entries
SELECT id, name, former, into_id, from_id, words FROM theme WHERE retired = 0 ORDER BY folded

-- name: theme_entry
SELECT id, name, former, into_id, from_id, words FROM theme WHERE id = $id

-- name: theme_put
INSERT INTO theme(id, name, folded, former, former_folded, into_id, from_id, words)
VALUES(nullif($id, 0), $name, $folded, $former, $former_folded, $into_id, $from_id, $words)
ON CONFLICT(id) DO UPDATE SET
	name = excluded.name, folded = excluded.folded, former = excluded.former,
	former_folded = excluded.former_folded, into_id = excluded.into_id, from_id = excluded.from_id,
	words = excluded.words, retired = 0
RETURNING id

-- name: theme_json
SELECT json_object(
	'id', id, 'name', name, 'folded', folded, 'former', former, 'former_folded', former_folded,
	'into_id', into_id, 'from_id', from_id, 'words', words) AS json
FROM theme WHERE id = $id AND retired = 0

-- name: theme_restore
INSERT INTO theme(id, name, folded, former, former_folded, into_id, from_id, words)
VALUES(
	$json ->> 'id', $json ->> 'name', $json ->> 'folded', $json ->> 'former', $json ->> 'former_folded',
	$json ->> 'into_id', $json ->> 'from_id', $json ->> 'words')
ON CONFLICT(id) DO UPDATE SET
	name = excluded.name, folded = excluded.folded, former = excluded.former,
	former_folded = excluded.former_folded, into_id = excluded.into_id, from_id = excluded.from_id,
	words = excluded.words, retired = 0

-- A theme that was made and taken back is out of sight; its number is never used again.
-- name: theme_delete
UPDATE theme SET retired = 1, words = '' WHERE id = $id

-- name: theme_wake
UPDATE theme SET retired = 0 WHERE id = $id

-- name: theme_find_former
SELECT id, into_id FROM theme WHERE instr(former_folded, char(10) || $folded || char(10)) > 0 AND retired = 0
ORDER BY id LIMIT 1

-- All names that a theme does not go by any more, as a list.
-- name: themes_former
SELECT id, former || CASE WHEN into_id <> 0 THEN char(10) || name || char(10) ELSE '' END AS names FROM theme
WHERE retired = 0 AND (former <> '' OR into_id <> 0) ORDER BY folded

-- name: theme_children
SELECT id, from_id FROM theme WHERE from_id <> 0 AND into_id = 0 AND retired = 0

-- A change of the themes of many answers.
-- name: move_put
INSERT INTO theme_move(id, from_id, into_id, answers, undone) VALUES(nullif($id, 0), $from_id, $into_id, $answers, 0)
ON CONFLICT(id) DO UPDATE SET answers = excluded.answers
RETURNING id

-- name: move_json
SELECT json_object('id', id, 'from_id', from_id, 'into_id', into_id, 'answers', answers) AS json
FROM theme_move WHERE id = $id AND undone = 0

-- name: move_mark
UPDATE theme_move SET undone = $undone WHERE id = $id

-- name: move_add
INSERT INTO theme_moved(move_id, response_id, before, after) VALUES($move_id, $response_id, $before, $after)

-- name: move_answers
SELECT m.response_id, m.before, m.after, r.themes, r.day, r.metric_id, r.score, r.more_answers, r.withdrawn
FROM theme_moved m CROSS JOIN response r ON r.id = m.response_id WHERE m.move_id = $move_id

-- name: move_of_theme
SELECT r.id, r.themes, r.comment FROM response_theme t CROSS JOIN response r ON r.id = t.response_id
WHERE t.theme_id = $theme_id ORDER BY t.response_id

-- name: theme_size
SELECT count(*) AS n FROM (SELECT 1 FROM response_theme WHERE theme_id = $theme_id LIMIT $limit)

-- name: move_of_days
SELECT r.id, r.themes, r.comment FROM response r INDEXED BY response_days
WHERE r.withdrawn = 0 AND r.day >= $from_day AND r.comment <> '' ORDER BY r.day DESC, r.id DESC LIMIT $limit

-- name: response_themes_set
UPDATE response SET themes = $themes WHERE id = $id

-- name: response_theme_add
INSERT INTO response_theme(theme_id, day, response_id) VALUES($theme_id, $day, $response_id)
ON CONFLICT(theme_id, day, response_id) DO NOTHING

-- name: response_theme_drop
DELETE FROM response_theme WHERE theme_id = $theme_id AND day = $day AND response_id = $response_id

-- The numbers alone stand in the index: what is not of the sample is passed over without its row.
-- name: comments_count
SELECT count(*) AS n FROM response INDEXED BY response_days
WHERE withdrawn = 0 AND day BETWEEN $from_day AND $to_day

-- name: comments_read
SELECT r.id, r.day, r.mood, CASE WHEN r.metric_id = $metric_id THEN r.score ELSE (
	SELECT a.score FROM answer a WHERE a.response_id = r.id AND a.metric_id = $metric_id) END AS score, r.comment,
	r.customer
FROM response r INDEXED BY response_days
WHERE r.withdrawn = 0 AND r.day BETWEEN $from_day AND $to_day
	AND ((r.id * 40503 + $seed) & 65535) < $part AND r.comment <> ''
ORDER BY r.day, r.id LIMIT $most

-- name: findings_drop
DELETE FROM finding

-- name: finding_put
INSERT INTO finding(position, day, name, words, complaints, before, answers, impact, rising_days, quotes)
VALUES($position, $day, $name, $words, $complaints, $before, $answers, $impact, $rising_days, $quotes)

-- name: findings_read
SELECT day, name, words, complaints, before, answers, impact, rising_days, quotes FROM finding ORDER BY position
