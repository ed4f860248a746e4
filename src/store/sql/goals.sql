-- name: goal_put
INSERT INTO goal(
	id, owner_id, text, behaviour, metric_key, unit, start, target, current, start_day, due_day,
	updated_day, status)
VALUES(
	nullif($id, 0), nullif($owner_id, 0), $text, $behaviour, $metric_key, $unit, $start, $target, $current,
	$start_day, $due_day, $updated_day, $status)
ON CONFLICT(id) DO UPDATE SET
	owner_id = excluded.owner_id, text = excluded.text, behaviour = excluded.behaviour,
	metric_key = excluded.metric_key, unit = excluded.unit, start = excluded.start,
	target = excluded.target, current = excluded.current, start_day = excluded.start_day,
	due_day = excluded.due_day, updated_day = excluded.updated_day, status = excluded.status
RETURNING id

-- name: goal_json
SELECT json_object(
	'id', id, 'owner_id', owner_id, 'text', text, 'behaviour', behaviour, 'metric_key', metric_key,
	'unit', unit, 'start', start, 'target', target, 'current', current, 'start_day', start_day,
	'due_day', due_day, 'updated_day', updated_day, 'status', status) AS json
FROM goal WHERE id = $id

-- name: goal_restore
INSERT INTO goal(
	id, owner_id, text, behaviour, metric_key, unit, start, target, current, start_day, due_day,
	updated_day, status)
VALUES(
	$json ->> 'id', $json ->> 'owner_id', $json ->> 'text', $json ->> 'behaviour', $json ->> 'metric_key',
	$json ->> 'unit', $json ->> 'start', $json ->> 'target', $json ->> 'current', $json ->> 'start_day',
	$json ->> 'due_day', $json ->> 'updated_day', $json ->> 'status')
ON CONFLICT(id) DO UPDATE SET
	owner_id = excluded.owner_id, text = excluded.text, behaviour = excluded.behaviour,
	metric_key = excluded.metric_key, unit = excluded.unit, start = excluded.start,
	target = excluded.target, current = excluded.current, start_day = excluded.start_day,
	due_day = excluded.due_day, updated_day = excluded.updated_day, status = excluded.status

-- name: goal_delete
DELETE FROM goal WHERE id = $id

-- name: checkin_put
INSERT INTO checkin(
	id, goal_id, day, ticked, value, note)
VALUES(
	nullif($id, 0), nullif($goal_id, 0), $day, $ticked, $value, $note)
ON CONFLICT(id) DO UPDATE SET
	goal_id = excluded.goal_id, day = excluded.day, ticked = excluded.ticked, value = excluded.value,
	note = excluded.note
RETURNING id

-- name: checkin_json
SELECT json_object(
	'id', id, 'goal_id', goal_id, 'day', day, 'ticked', ticked, 'value', value, 'note', note) AS json
FROM checkin WHERE id = $id

-- name: checkin_restore
INSERT INTO checkin(
	id, goal_id, day, ticked, value, note)
VALUES(
	$json ->> 'id', $json ->> 'goal_id', $json ->> 'day', $json ->> 'ticked', $json ->> 'value',
	$json ->> 'note')
ON CONFLICT(id) DO UPDATE SET
	goal_id = excluded.goal_id, day = excluded.day, ticked = excluded.ticked, value = excluded.value,
	note = excluded.note

-- name: checkin_delete
DELETE FROM checkin WHERE id = $id

-- name: goals_read
SELECT id, owner_id, text, behaviour, metric_key, unit, start, target, current, start_day, due_day,
	updated_day, status
FROM goal WHERE $closed_too OR status = 0 ORDER BY coalesce(owner_id, 0), id

-- name: goal_by_id
SELECT id, owner_id, text, behaviour, metric_key, unit, start, target, current, start_day, due_day,
	updated_day, status
FROM goal WHERE id = $id

-- name: checkins_read
SELECT id, goal_id, day, ticked, value, note FROM checkin WHERE day >= $from_day ORDER BY day, id

-- name: checkin_of_day
SELECT id FROM checkin WHERE goal_id = $goal_id AND day = $day
