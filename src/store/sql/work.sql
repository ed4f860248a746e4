-- name: action_put
INSERT INTO action(
	id, text, owner_id, created_day, due_day, done_day, status, moved, blocked_by, blocked_until,
	source_letter, source_id, source_text, effect, forecast_metric, forecast_theme, forecast_step,
	forecast_change, forecast_day, escalated_to, escalated_day, answer_day, answered_day, answer)
VALUES(
	nullif($id, 0), $text, nullif($owner_id, 0), $created_day, $due_day, $done_day, $status, $moved,
	$blocked_by, $blocked_until, $source_letter, $source_id, $source_text, $effect, $forecast_metric,
	$forecast_theme, $forecast_step, $forecast_change, $forecast_day, $escalated_to, $escalated_day,
	$answer_day, $answered_day, $answer)
ON CONFLICT(id) DO UPDATE SET
	text = excluded.text, owner_id = excluded.owner_id, created_day = excluded.created_day,
	due_day = excluded.due_day, done_day = excluded.done_day, status = excluded.status,
	moved = excluded.moved, blocked_by = excluded.blocked_by, blocked_until = excluded.blocked_until,
	source_letter = excluded.source_letter, source_id = excluded.source_id,
	source_text = excluded.source_text, effect = excluded.effect,
	forecast_metric = excluded.forecast_metric, forecast_theme = excluded.forecast_theme,
	forecast_step = excluded.forecast_step, forecast_change = excluded.forecast_change,
	forecast_day = excluded.forecast_day, escalated_to = excluded.escalated_to,
	escalated_day = excluded.escalated_day, answer_day = excluded.answer_day,
	answered_day = excluded.answered_day, answer = excluded.answer
RETURNING id

-- name: action_json
SELECT json_object(
	'id', id, 'text', text, 'owner_id', owner_id, 'created_day', created_day, 'due_day', due_day,
	'done_day', done_day, 'status', status, 'moved', moved, 'blocked_by', blocked_by,
	'blocked_until', blocked_until, 'source_letter', source_letter, 'source_id', source_id,
	'source_text', source_text, 'effect', effect, 'forecast_metric', forecast_metric,
	'forecast_theme', forecast_theme, 'forecast_step', forecast_step, 'forecast_change', forecast_change,
	'forecast_day', forecast_day, 'escalated_to', escalated_to, 'escalated_day', escalated_day,
	'answer_day', answer_day, 'answered_day', answered_day, 'answer', answer) AS json
FROM action WHERE id = $id

-- name: action_restore
INSERT INTO action(
	id, text, owner_id, created_day, due_day, done_day, status, moved, blocked_by, blocked_until,
	source_letter, source_id, source_text, effect, forecast_metric, forecast_theme, forecast_step,
	forecast_change, forecast_day, escalated_to, escalated_day, answer_day, answered_day, answer)
VALUES(
	$json ->> 'id', $json ->> 'text', $json ->> 'owner_id', $json ->> 'created_day', $json ->> 'due_day',
	$json ->> 'done_day', $json ->> 'status', $json ->> 'moved', $json ->> 'blocked_by',
	$json ->> 'blocked_until', $json ->> 'source_letter', $json ->> 'source_id', $json ->> 'source_text',
	$json ->> 'effect', $json ->> 'forecast_metric', $json ->> 'forecast_theme', $json ->> 'forecast_step',
	$json ->> 'forecast_change', $json ->> 'forecast_day',
	$json ->> 'escalated_to', $json ->> 'escalated_day', $json ->> 'answer_day', $json ->> 'answered_day',
	$json ->> 'answer')
ON CONFLICT(id) DO UPDATE SET
	text = excluded.text, owner_id = excluded.owner_id, created_day = excluded.created_day,
	due_day = excluded.due_day, done_day = excluded.done_day, status = excluded.status,
	moved = excluded.moved, blocked_by = excluded.blocked_by, blocked_until = excluded.blocked_until,
	source_letter = excluded.source_letter, source_id = excluded.source_id,
	source_text = excluded.source_text, effect = excluded.effect,
	forecast_metric = excluded.forecast_metric, forecast_theme = excluded.forecast_theme,
	forecast_step = excluded.forecast_step, forecast_change = excluded.forecast_change,
	forecast_day = excluded.forecast_day, escalated_to = excluded.escalated_to,
	escalated_day = excluded.escalated_day, answer_day = excluded.answer_day,
	answered_day = excluded.answered_day, answer = excluded.answer

-- name: action_delete
DELETE FROM action WHERE id = $id

-- name: decision_put
INSERT INTO decision(
	id, text, owner_id, reason, alternatives, effect, evidence, cost, day, review_day, status, replaces_id,
	source_letter, source_id, outcome, by_id, rests, source_text, expect_metric, expect_change, reviewed_day,
	rebase_metric)
VALUES(
	nullif($id, 0), $text, nullif($owner_id, 0), $reason, $alternatives, $effect, $evidence, $cost, $day,
	$review_day, $status, nullif($replaces_id, 0), $source_letter, $source_id, $outcome,
	nullif($by_id, 0), $rests, $source_text, $expect_metric, $expect_change, $reviewed_day, $rebase_metric)
ON CONFLICT(id) DO UPDATE SET
	text = excluded.text, owner_id = excluded.owner_id, reason = excluded.reason,
	alternatives = excluded.alternatives, effect = excluded.effect, evidence = excluded.evidence,
	cost = excluded.cost, day = excluded.day, review_day = excluded.review_day, status = excluded.status,
	replaces_id = excluded.replaces_id, source_letter = excluded.source_letter,
	source_id = excluded.source_id, outcome = excluded.outcome, by_id = excluded.by_id,
	rests = excluded.rests, source_text = excluded.source_text, expect_metric = excluded.expect_metric,
	expect_change = excluded.expect_change, reviewed_day = excluded.reviewed_day,
	rebase_metric = excluded.rebase_metric
RETURNING id

-- name: decision_json
SELECT json_object(
	'id', id, 'text', text, 'owner_id', owner_id, 'reason', reason, 'alternatives', alternatives,
	'effect', effect, 'evidence', evidence, 'cost', cost, 'day', day, 'review_day', review_day,
	'status', status, 'replaces_id', replaces_id, 'source_letter', source_letter, 'source_id', source_id,
	'outcome', outcome, 'by_id', by_id, 'rests', rests, 'source_text', source_text,
	'expect_metric', expect_metric, 'expect_change', expect_change, 'reviewed_day', reviewed_day,
	'rebase_metric', rebase_metric) AS json
FROM decision WHERE id = $id

-- name: decision_restore
INSERT INTO decision(
	id, text, owner_id, reason, alternatives, effect, evidence, cost, day, review_day, status, replaces_id,
	source_letter, source_id, outcome, by_id, rests, source_text, expect_metric, expect_change, reviewed_day,
	rebase_metric)
VALUES(
	$json ->> 'id', $json ->> 'text', $json ->> 'owner_id', $json ->> 'reason', $json ->> 'alternatives',
	$json ->> 'effect', $json ->> 'evidence', $json ->> 'cost', $json ->> 'day', $json ->> 'review_day',
	$json ->> 'status', $json ->> 'replaces_id', $json ->> 'source_letter', $json ->> 'source_id',
	$json ->> 'outcome', $json ->> 'by_id', $json ->> 'rests', $json ->> 'source_text',
	$json ->> 'expect_metric', $json ->> 'expect_change', $json ->> 'reviewed_day', $json ->> 'rebase_metric')
ON CONFLICT(id) DO UPDATE SET
	text = excluded.text, owner_id = excluded.owner_id, reason = excluded.reason,
	alternatives = excluded.alternatives, effect = excluded.effect, evidence = excluded.evidence,
	cost = excluded.cost, day = excluded.day, review_day = excluded.review_day, status = excluded.status,
	replaces_id = excluded.replaces_id, source_letter = excluded.source_letter,
	source_id = excluded.source_id, outcome = excluded.outcome, by_id = excluded.by_id,
	rests = excluded.rests, source_text = excluded.source_text, expect_metric = excluded.expect_metric,
	expect_change = excluded.expect_change, reviewed_day = excluded.reviewed_day,
	rebase_metric = excluded.rebase_metric

-- name: decision_delete
DELETE FROM decision WHERE id = $id

-- name: actions_read
SELECT id, text, owner_id, created_day, due_day, done_day, status, moved, blocked_by, blocked_until,
	source_letter, source_id, source_text, effect, forecast_metric, forecast_theme, forecast_step,
	forecast_change, forecast_day, escalated_to, escalated_day, answer_day, answered_day, answer
FROM action
WHERE ((status = 0 AND $open) OR (status = 1 AND $done) OR (status = 2 AND $dropped))
	AND ($owner_id = 0 OR owner_id = $owner_id)
	AND (status = 0 OR done_day >= $done_from_day)
	AND (NOT $due_back OR (status = 1 AND forecast_metric <> '' AND forecast_day > 0
		AND forecast_day <= $due_back_by AND NOT EXISTS(
			SELECT 1 FROM verdict v WHERE v.id = action.id AND v.done_day = action.done_day
				AND v.forecast_day >= action.forecast_day)))
ORDER BY id

-- name: action_by_id
SELECT id, text, owner_id, created_day, due_day, done_day, status, moved, blocked_by, blocked_until,
	source_letter, source_id, source_text, effect, forecast_metric, forecast_theme, forecast_step,
	forecast_change, forecast_day, escalated_to, escalated_day, answer_day, answered_day, answer
FROM action WHERE id = $id

-- name: decisions_read
SELECT id, text, owner_id, reason, alternatives, effect, evidence, cost, day, review_day, status, replaces_id,
	source_letter, source_id, outcome, by_id, rests, source_text, expect_metric, expect_change, reviewed_day,
	rebase_metric
FROM decision
WHERE ($all OR status IN (0, 1)) AND ($review_by = 0 OR (review_day > 0 AND review_day <= $review_by))
ORDER BY day DESC, id DESC

-- name: decision_by_id
SELECT id, text, owner_id, reason, alternatives, effect, evidence, cost, day, review_day, status, replaces_id,
	source_letter, source_id, outcome, by_id, rests, source_text, expect_metric, expect_change, reviewed_day,
	rebase_metric
FROM decision WHERE id = $id

-- The newest decision that stands and gives a score a new baseline.
-- name: decision_rebases
SELECT id, day FROM decision
WHERE rebase_metric = $metric AND status IN(0, 1) AND day <= $today

-- Actions done and decisions taken, for the time axis of a score.
-- name: deeds_read
SELECT 'A' AS letter, id, done_day AS day FROM action
WHERE status = 1 AND done_day >= $from_day AND forecast_metric IN('', $metric)
UNION ALL SELECT 'D', id, day FROM decision WHERE day >= $from_day
