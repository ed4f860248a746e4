-- What came of forecasts, and internal figures.
-- name: verdict_put
INSERT INTO verdict(
	id, day, outcome, done_day, forecast_day, looks, before_n, after_n, before, after, change, margin, learned)
VALUES(
	$id, $day, $outcome, $done_day, $forecast_day, $looks, $before_n, $after_n, $before, $after, $change,
	$margin, $learned)
ON CONFLICT(id) DO UPDATE SET
	day = excluded.day, outcome = excluded.outcome, done_day = excluded.done_day,
	forecast_day = excluded.forecast_day, looks = excluded.looks, before_n = excluded.before_n,
	after_n = excluded.after_n, before = excluded.before, after = excluded.after, change = excluded.change,
	margin = excluded.margin, learned = excluded.learned
RETURNING id

-- name: verdict_json
SELECT json_object(
	'id', id, 'day', day, 'outcome', outcome, 'done_day', done_day, 'forecast_day', forecast_day,
	'looks', looks, 'before_n', before_n, 'after_n', after_n, 'before', before, 'after', after,
	'change', change, 'margin', margin, 'learned', learned) AS json
FROM verdict WHERE id = $id

-- name: verdict_restore
INSERT INTO verdict(
	id, day, outcome, done_day, forecast_day, looks, before_n, after_n, before, after, change, margin, learned)
VALUES(
	$json ->> 'id', $json ->> 'day', $json ->> 'outcome', $json ->> 'done_day', $json ->> 'forecast_day',
	$json ->> 'looks', $json ->> 'before_n', $json ->> 'after_n', $json ->> 'before', $json ->> 'after',
	$json ->> 'change', $json ->> 'margin', $json ->> 'learned')
ON CONFLICT(id) DO UPDATE SET
	day = excluded.day, outcome = excluded.outcome, done_day = excluded.done_day,
	forecast_day = excluded.forecast_day, looks = excluded.looks, before_n = excluded.before_n,
	after_n = excluded.after_n, before = excluded.before, after = excluded.after, change = excluded.change,
	margin = excluded.margin, learned = excluded.learned

-- name: verdict_delete
DELETE FROM verdict WHERE id = $id

-- name: kpi_put
INSERT INTO kpi(
	id, name, folded, unit, low_is_good, metric_key, active, created_day)
VALUES(
	nullif($id, 0), $name, $folded, $unit, $low_is_good, $metric_key, $active, $created_day)
ON CONFLICT(id) DO UPDATE SET
	name = excluded.name, folded = excluded.folded, unit = excluded.unit, low_is_good = excluded.low_is_good,
	metric_key = excluded.metric_key, active = excluded.active, created_day = excluded.created_day
RETURNING id

-- name: kpi_json
SELECT json_object(
	'id', id, 'name', name, 'folded', folded, 'unit', unit, 'low_is_good', low_is_good,
	'metric_key', metric_key, 'active', active, 'created_day', created_day) AS json
FROM kpi WHERE id = $id

-- name: kpi_restore
INSERT INTO kpi(
	id, name, folded, unit, low_is_good, metric_key, active, created_day)
VALUES(
	$json ->> 'id', $json ->> 'name', $json ->> 'folded', $json ->> 'unit', $json ->> 'low_is_good',
	$json ->> 'metric_key', $json ->> 'active', $json ->> 'created_day')
ON CONFLICT(id) DO UPDATE SET
	name = excluded.name, folded = excluded.folded, unit = excluded.unit, low_is_good = excluded.low_is_good,
	metric_key = excluded.metric_key, active = excluded.active, created_day = excluded.created_day

-- name: kpi_delete
DELETE FROM kpi WHERE id = $id

-- name: kpi_value_put
INSERT INTO kpi_value(
	id, kpi_id, day, value, note)
VALUES(
	nullif($id, 0), $kpi_id, $day, $value, $note)
ON CONFLICT(id) DO UPDATE SET
	kpi_id = excluded.kpi_id, day = excluded.day, value = excluded.value, note = excluded.note
RETURNING id

-- name: kpi_value_json
SELECT json_object(
	'id', id, 'kpi_id', kpi_id, 'day', day, 'value', value, 'note', note) AS json
FROM kpi_value WHERE id = $id

-- name: kpi_value_restore
INSERT INTO kpi_value(
	id, kpi_id, day, value, note)
VALUES(
	$json ->> 'id', $json ->> 'kpi_id', $json ->> 'day', $json ->> 'value', $json ->> 'note')
ON CONFLICT(id) DO UPDATE SET
	kpi_id = excluded.kpi_id, day = excluded.day, value = excluded.value, note = excluded.note

-- name: kpi_value_delete
DELETE FROM kpi_value WHERE id = $id

-- name: verdicts_read
SELECT id, day, outcome, done_day, forecast_day, looks, before_n, after_n, before, after, change, margin, learned
FROM verdict ORDER BY id

-- name: kpis_read
SELECT id, name, unit, low_is_good, metric_key, active, created_day FROM kpi WHERE active OR $all ORDER BY folded

-- name: kpi_by_folded
SELECT id, name, unit, low_is_good, metric_key, active, created_day FROM kpi WHERE folded = $folded

-- name: kpi_values_read
SELECT id, kpi_id, day, value, note
FROM (SELECT id, kpi_id, day, value, note FROM kpi_value WHERE kpi_id = $kpi_id ORDER BY day DESC LIMIT $limit)
ORDER BY day

-- name: kpi_value_of_day
SELECT id FROM kpi_value WHERE kpi_id = $kpi_id AND day = $day
