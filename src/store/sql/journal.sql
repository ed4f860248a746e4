-- name: change_put
INSERT INTO change(
	grp, at_ms, day, member_id, meeting_id, origin, verb, letter, entity_id, before, after, undo_state, reverses)
VALUES(
	CASE WHEN $grp = 0 THEN (SELECT coalesce(max(id), 0) + 1 FROM change) ELSE $grp END,
	$at_ms, $day, $member_id, $meeting_id, $origin, $verb, $letter, $entity_id, $before, $after, $undo_state,
	$reverses)
RETURNING grp

-- A member takes back what he did at this seat; what was done there by nobody known is of whoever sits there.
-- name: change_settle_undone
UPDATE change SET undo_state = 2
WHERE origin = $origin AND undo_state = 1 AND member_id IN(0, $member_id)

-- name: change_mark
UPDATE change SET undo_state = $undo_state WHERE grp = $grp

-- name: change_newest_done
SELECT max(grp) AS grp FROM change WHERE origin = $origin AND undo_state = 0 AND member_id IN(0, $member_id)

-- name: change_last_undone
SELECT min(grp) AS grp FROM change WHERE origin = $origin AND undo_state = 1 AND member_id IN(0, $member_id)

-- name: change_group
SELECT id, grp, at_ms, member_id, meeting_id, origin, verb, letter, entity_id, before, after, undo_state
FROM change WHERE id >= $grp AND grp = $grp ORDER BY id

-- What happened to a thing since it was looked at, but in this transaction.
-- name: change_since
SELECT id, grp, at_ms, member_id, meeting_id, origin, verb, letter, entity_id, before, after, undo_state
FROM change WHERE letter = $letter AND entity_id = $entity_id AND id >= $seen AND grp <> $grp ORDER BY id

-- name: change_compare
SELECT m.value IS b.value AS is_carried, t.value IS b.value AS is_alone
FROM json_each($mine) AS m JOIN json_each($theirs) AS t ON t.key = m.key LEFT JOIN json_each($base) AS b ON b.key = m.key
WHERE m.value IS NOT t.value

-- name: change_merge
SELECT json_group_object(m.key, CASE WHEN m.value IS b.value THEN t.value ELSE m.value END) AS json
FROM json_each($mine) AS m JOIN json_each($theirs) AS t ON t.key = m.key LEFT JOIN json_each($base) AS b ON b.key = m.key

-- name: change_answers
SELECT coalesce(sum(CASE c.letter WHEN 'B' THEN (
		SELECT last_id - first_id + 1 FROM batch WHERE id = c.entity_id) END), 0) AS imported,
	coalesce(sum(CASE c.letter WHEN 'V' THEN (
		SELECT answers FROM theme_move WHERE id = c.entity_id) END), 0) AS moved
FROM change c WHERE c.id >= $grp AND c.grp = $grp

-- name: change_newest
SELECT coalesce(max(id), 0) AS id FROM change

-- `about`: the words of what was changed, as they were then; thanks in private have none.
-- name: history_newest
SELECT id, grp, at_ms, member_id, meeting_id, origin, verb, letter, entity_id, before, after, undo_state,
	CASE WHEN NOT json_valid(coalesce(after, before)) THEN NULL
		WHEN letter IN ('A', 'D', 'G', 'I', 'N') THEN coalesce(after, before) ->> 'text'
		WHEN letter IN ('B', 'P', 'Q', 'T') THEN coalesce(after, before) ->> 'name'
		WHEN letter = 'E' THEN (SELECT name FROM kpi WHERE kpi.id = coalesce(after, before) ->> 'kpi_id')
		WHEN letter = 'K' AND coalesce(after, before) ->> 'is_private' = 0 THEN coalesce(after, before) ->> 'behaviour'
	END AS about
FROM change
WHERE ($meeting_id = 0 OR meeting_id = $meeting_id) AND ($from_day = 0 OR day >= $from_day)
	AND ($to_day = 0 OR day <= $to_day) AND grp > $after_group
ORDER BY id DESC LIMIT $limit

-- name: history_oldest
SELECT id, grp, at_ms, member_id, meeting_id, origin, verb, letter, entity_id, before, after, undo_state,
	CASE WHEN NOT json_valid(coalesce(after, before)) THEN NULL
		WHEN letter IN ('A', 'D', 'G', 'I', 'N') THEN coalesce(after, before) ->> 'text'
		WHEN letter IN ('B', 'P', 'Q', 'T') THEN coalesce(after, before) ->> 'name'
		WHEN letter = 'E' THEN (SELECT name FROM kpi WHERE kpi.id = coalesce(after, before) ->> 'kpi_id')
		WHEN letter = 'K' AND coalesce(after, before) ->> 'is_private' = 0 THEN coalesce(after, before) ->> 'behaviour'
	END AS about
FROM change
WHERE ($meeting_id = 0 OR meeting_id = $meeting_id) AND ($from_day = 0 OR day >= $from_day)
	AND ($to_day = 0 OR day <= $to_day) AND grp > $after_group AND id > $after_group
ORDER BY id LIMIT $limit

-- A quote and its loop go by one id, so do an action and its verdict.
-- name: history_thing
SELECT id, grp, at_ms, member_id, meeting_id, origin, verb, letter, entity_id, before, after, undo_state,
	CASE WHEN NOT json_valid(coalesce(after, before)) THEN NULL
		WHEN letter IN ('A', 'D', 'G', 'I', 'N') THEN coalesce(after, before) ->> 'text'
		WHEN letter IN ('B', 'P', 'Q', 'T') THEN coalesce(after, before) ->> 'name'
		WHEN letter = 'E' THEN (SELECT name FROM kpi WHERE kpi.id = coalesce(after, before) ->> 'kpi_id')
		WHEN letter = 'K' AND coalesce(after, before) ->> 'is_private' = 0 THEN coalesce(after, before) ->> 'behaviour'
	END AS about
FROM change
WHERE letter IN ($letter, CASE $letter WHEN 'F' THEN 'L' WHEN 'A' THEN 'J' END) AND entity_id = $entity_id AND ($meeting_id = 0 OR meeting_id = $meeting_id)
	AND ($from_day = 0 OR day >= $from_day) AND ($to_day = 0 OR day <= $to_day) AND grp > $after_group
ORDER BY CASE WHEN $oldest_first THEN id ELSE -id END LIMIT $limit

-- name: check_journal
SELECT id FROM change WHERE NOT json_valid(coalesce(before, '{}')) OR NOT json_valid(coalesce(after, '{}')) LIMIT 1
