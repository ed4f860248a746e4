-- What is done for customers who gave a low score.
-- name: turn_add
INSERT INTO turn(kind, segment_id, mood, day, response_id) VALUES($kind, $segment_id, $mood, $day, $response_id)

-- Answers went from theme to theme: what both have in hand is gathered anew.
-- name: turn_of_move_drop
DELETE FROM turn WHERE kind = 1 AND segment_id IN(
	SELECT from_id FROM theme_move WHERE id = $move_id UNION SELECT into_id FROM theme_move WHERE id = $move_id)

-- name: turn_of_move_fill
INSERT INTO turn(kind, segment_id, mood, day, response_id)
SELECT 1, theme_id, mood, day, id FROM (
	SELECT r.id, r.mood, r.day, t.theme_id,
		row_number() OVER (PARTITION BY r.batch_id, t.theme_id, r.mood ORDER BY r.day DESC, r.id DESC) AS place
	FROM response_theme t CROSS JOIN response r ON r.id = t.response_id
	WHERE t.theme_id IN(
		SELECT from_id FROM theme_move WHERE id = $move_id
		UNION SELECT into_id FROM theme_move WHERE id = $move_id) AND r.comment <> '' AND r.mood <> 0)
WHERE place <= 32

-- name: loop_put
INSERT INTO loop(id, owner_id, status, day, due_day, told_day, told_by_id, said, reason)
VALUES(
	$id, nullif($owner_id, 0), $status, $day, $due_day, $told_day, nullif($told_by_id, 0), $said, $reason)
ON CONFLICT(id) DO UPDATE SET
	owner_id = excluded.owner_id, status = excluded.status, day = excluded.day, due_day = excluded.due_day,
	told_day = excluded.told_day, told_by_id = excluded.told_by_id, said = excluded.said,
	reason = excluded.reason
RETURNING id

-- name: loop_json
SELECT json_object(
	'id', id, 'owner_id', owner_id, 'status', status, 'day', day, 'due_day', due_day, 'told_day', told_day,
	'told_by_id', told_by_id, 'said', said, 'reason', reason) AS json
FROM loop WHERE id = $id

-- name: loop_restore
INSERT INTO loop(id, owner_id, status, day, due_day, told_day, told_by_id, said, reason)
VALUES(
	$json ->> 'id', $json ->> 'owner_id', $json ->> 'status', $json ->> 'day', $json ->> 'due_day',
	$json ->> 'told_day', $json ->> 'told_by_id', $json ->> 'said', $json ->> 'reason')
ON CONFLICT(id) DO UPDATE SET
	owner_id = excluded.owner_id, status = excluded.status, day = excluded.day, due_day = excluded.due_day,
	told_day = excluded.told_day, told_by_id = excluded.told_by_id, said = excluded.said,
	reason = excluded.reason

-- name: loop_delete
DELETE FROM loop WHERE id = $id

-- Low scores that nobody has taken on yet: nothing is kept of them but their turn.
-- name: loops_open
SELECT r.id, 0 AS owner_id, 0 AS status, r.day, 0 AS due_day, 0 AS told_day, 0 AS told_by_id, '' AS said,
	'' AS reason, b.at_ms AS arrived_ms
FROM turn t
CROSS JOIN response r ON r.id = t.response_id
CROSS JOIN batch b ON b.id = r.batch_id
WHERE t.kind = 0 AND t.segment_id = 0 AND t.mood = -1 AND t.day BETWEEN $from_day AND $to_day AND r.withdrawn = 0
	AND NOT EXISTS(SELECT 1 FROM loop l WHERE l.id = r.id)
ORDER BY t.day DESC, t.response_id DESC LIMIT $limit

-- name: loops_kept
SELECT l.id, l.owner_id, l.status, l.day, l.due_day, l.told_day, l.told_by_id, l.said, l.reason,
	b.at_ms AS arrived_ms
FROM loop l JOIN response r ON r.id = l.id JOIN batch b ON b.id = r.batch_id
WHERE l.status IN (0, 1) OR ($closed_too AND l.day >= $closed_from)
ORDER BY l.id DESC LIMIT $limit

-- How many of those are news: only what tells them apart is read, and where no meeting was yet not even their rows.
-- name: loops_open_fresh
SELECT CASE WHEN $last_ms = 0 THEN 1 ELSE (
	SELECT b.at_ms > $last_ms FROM response r JOIN batch b ON b.id = r.batch_id WHERE r.id = t.response_id) END AS fresh
FROM turn t
WHERE t.kind = 0 AND t.segment_id = 0 AND t.mood = -1 AND t.day BETWEEN $from_day AND $to_day
	AND EXISTS(SELECT 1 FROM response r INDEXED BY response_days
		WHERE r.withdrawn = 0 AND r.day = t.day AND r.id = t.response_id)
	AND NOT EXISTS(SELECT 1 FROM loop l WHERE l.id = t.response_id)
ORDER BY t.day DESC, t.response_id DESC LIMIT $limit

-- name: loops_kept_fresh
SELECT l.owner_id IS NOT NULL AS owned, $last_ms = 0 OR (b.at_ms > $last_ms AND (
	l.owner_id IS NULL OR l.day >= $last_day)) AS fresh
FROM loop l JOIN response r ON r.id = l.id JOIN batch b ON b.id = r.batch_id
WHERE l.status IN (0, 1)
ORDER BY l.id DESC LIMIT $limit

-- name: loop_by_id
SELECT r.id, l.owner_id, coalesce(l.status, 0) AS status, coalesce(l.day, r.day) AS day, l.due_day, l.told_day,
	l.told_by_id, l.said, l.reason, b.at_ms AS arrived_ms
FROM response r JOIN batch b ON b.id = r.batch_id LEFT JOIN loop l ON l.id = r.id
WHERE r.id = $id AND (l.id IS NOT NULL OR r.withdrawn = 0)
