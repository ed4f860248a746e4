-- name: action_put
INSERT INTO action(
	id, text, owner_id, created_day, due_day, done_day, status, moved, blocked_by, blocked_until,
	source_letter, source_id, source_text, effect, forecast_metric, forecast_theme, forecast_step,
	forecast_change, forecast_day)
VALUES(
	nullif($id, 0), $text, nullif($owner_id, 0), $created_day, $due_day, $done_day, $status, $moved,
	$blocked_by, $blocked_until, $source_letter, $source_id, $source_text, $effect, $forecast_metric,
	$forecast_theme, $forecast_step, $forecast_change, $forecast_day)
ON CONFLICT(id) DO UPDATE SET
	text = excluded.text, owner_id = excluded.owner_id, created_day = excluded.created_day,
	due_day = excluded.due_day, done_day = excluded.done_day, status = excluded.status,
	moved = excluded.moved, blocked_by = excluded.blocked_by, blocked_until = excluded.blocked_until,
	source_letter = excluded.source_letter, source_id = excluded.source_id,
	source_text = excluded.source_text, effect = excluded.effect,
	forecast_metric = excluded.forecast_metric, forecast_theme = excluded.forecast_theme,
	forecast_step = excluded.forecast_step, forecast_change = excluded.forecast_change,
	forecast_day = excluded.forecast_day
RETURNING id

-- name: action_json
SELECT json_object(
	'id', id, 'text', text, 'owner_id', owner_id, 'created_day', created_day, 'due_day', due_day,
	'done_day', done_day, 'status', status, 'moved', moved, 'blocked_by', blocked_by,
	'blocked_until', blocked_until, 'source_letter', source_letter, 'source_id', source_id,
	'source_text', source_text, 'effect', effect, 'forecast_metric', forecast_metric,
	'forecast_theme', forecast_theme, 'forecast_step', forecast_step, 'forecast_change', forecast_change,
	'forecast_day', forecast_day) AS json
FROM action WHERE id = $id

-- name: action_restore
INSERT INTO action(
	id, text, owner_id, created_day, due_day, done_day, status, moved, blocked_by, blocked_until,
	source_letter, source_id, source_text, effect, forecast_metric, forecast_theme, forecast_step,
	forecast_change, forecast_day)
VALUES(
	$json ->> 'id', $json ->> 'text', $json ->> 'owner_id', $json ->> 'created_day', $json ->> 'due_day',
	$json ->> 'done_day', $json ->> 'status', $json ->> 'moved', $json ->> 'blocked_by',
	$json ->> 'blocked_until', $json ->> 'source_letter', $json ->> 'source_id', $json ->> 'source_text',
	$json ->> 'effect', $json ->> 'forecast_metric', $json ->> 'forecast_theme', $json ->> 'forecast_step',
	$json ->> 'forecast_change', $json ->> 'forecast_day')
ON CONFLICT(id) DO UPDATE SET
	text = excluded.text, owner_id = excluded.owner_id, created_day = excluded.created_day,
	due_day = excluded.due_day, done_day = excluded.done_day, status = excluded.status,
	moved = excluded.moved, blocked_by = excluded.blocked_by, blocked_until = excluded.blocked_until,
	source_letter = excluded.source_letter, source_id = excluded.source_id,
	source_text = excluded.source_text, effect = excluded.effect,
	forecast_metric = excluded.forecast_metric, forecast_theme = excluded.forecast_theme,
	forecast_step = excluded.forecast_step, forecast_change = excluded.forecast_change,
	forecast_day = excluded.forecast_day

-- name: action_delete
DELETE FROM action WHERE id = $id

-- name: decision_put
INSERT INTO decision(
	id, text, owner_id, reason, alternatives, effect, evidence, cost, day, review_day, status, replaces_id,
	source_letter, source_id, outcome)
VALUES(
	nullif($id, 0), $text, nullif($owner_id, 0), $reason, $alternatives, $effect, $evidence, $cost, $day,
	$review_day, $status, nullif($replaces_id, 0), $source_letter, $source_id, $outcome)
ON CONFLICT(id) DO UPDATE SET
	text = excluded.text, owner_id = excluded.owner_id, reason = excluded.reason,
	alternatives = excluded.alternatives, effect = excluded.effect, evidence = excluded.evidence,
	cost = excluded.cost, day = excluded.day, review_day = excluded.review_day, status = excluded.status,
	replaces_id = excluded.replaces_id, source_letter = excluded.source_letter,
	source_id = excluded.source_id, outcome = excluded.outcome
RETURNING id

-- name: decision_json
SELECT json_object(
	'id', id, 'text', text, 'owner_id', owner_id, 'reason', reason, 'alternatives', alternatives,
	'effect', effect, 'evidence', evidence, 'cost', cost, 'day', day, 'review_day', review_day,
	'status', status, 'replaces_id', replaces_id, 'source_letter', source_letter, 'source_id', source_id,
	'outcome', outcome) AS json
FROM decision WHERE id = $id

-- name: decision_restore
INSERT INTO decision(
	id, text, owner_id, reason, alternatives, effect, evidence, cost, day, review_day, status, replaces_id,
	source_letter, source_id, outcome)
VALUES(
	$json ->> 'id', $json ->> 'text', $json ->> 'owner_id', $json ->> 'reason', $json ->> 'alternatives',
	$json ->> 'effect', $json ->> 'evidence', $json ->> 'cost', $json ->> 'day', $json ->> 'review_day',
	$json ->> 'status', $json ->> 'replaces_id', $json ->> 'source_letter', $json ->> 'source_id',
	$json ->> 'outcome')
ON CONFLICT(id) DO UPDATE SET
	text = excluded.text, owner_id = excluded.owner_id, reason = excluded.reason,
	alternatives = excluded.alternatives, effect = excluded.effect, evidence = excluded.evidence,
	cost = excluded.cost, day = excluded.day, review_day = excluded.review_day, status = excluded.status,
	replaces_id = excluded.replaces_id, source_letter = excluded.source_letter,
	source_id = excluded.source_id, outcome = excluded.outcome

-- name: decision_delete
DELETE FROM decision WHERE id = $id

-- name: actions_read
SELECT id, text, owner_id, created_day, due_day, done_day, status, moved, blocked_by, blocked_until,
	source_letter, source_id, source_text, effect, forecast_metric, forecast_theme, forecast_step,
	forecast_change, forecast_day
FROM action
WHERE ((status = 0 AND $open) OR (status = 1 AND $done) OR (status = 2 AND $dropped))
	AND ($owner_id = 0 OR owner_id = $owner_id)
	AND (status = 0 OR done_day >= $done_from_day)
	AND (NOT $due_back OR (status = 1 AND forecast_metric <> '' AND forecast_day > 0
		AND forecast_day <= $due_back_by))
ORDER BY id

-- name: action_by_id
SELECT id, text, owner_id, created_day, due_day, done_day, status, moved, blocked_by, blocked_until,
	source_letter, source_id, source_text, effect, forecast_metric, forecast_theme, forecast_step,
	forecast_change, forecast_day
FROM action WHERE id = $id

-- name: decisions_read
SELECT id, text, owner_id, reason, alternatives, effect, evidence, cost, day, review_day, status, replaces_id,
	source_letter, source_id, outcome
FROM decision
WHERE ($all OR status IN (0, 1)) AND ($review_by = 0 OR (review_day > 0 AND review_day <= $review_by))
ORDER BY day DESC, id DESC

-- name: decision_by_id
SELECT id, text, owner_id, reason, alternatives, effect, evidence, cost, day, review_day, status, replaces_id,
	source_letter, source_id, outcome
FROM decision WHERE id = $id
