-- name: kudos_put
INSERT INTO kudos(
	id, from_id, to_id, behaviour, effect, value, source_letter, source_id, source_text, is_private, day)
VALUES(
	nullif($id, 0), nullif($from_id, 0), nullif($to_id, 0), $behaviour, $effect, $value, $source_letter,
	$source_id, $source_text, $is_private, $day)
ON CONFLICT(id) DO UPDATE SET
	from_id = excluded.from_id, to_id = excluded.to_id, behaviour = excluded.behaviour,
	effect = excluded.effect, value = excluded.value, source_letter = excluded.source_letter,
	source_id = excluded.source_id, source_text = excluded.source_text, is_private = excluded.is_private,
	day = excluded.day
RETURNING id

-- name: kudos_json
SELECT json_object(
	'id', id, 'from_id', from_id, 'to_id', to_id, 'behaviour', behaviour, 'effect', effect, 'value', value,
	'source_letter', source_letter, 'source_id', source_id, 'source_text', source_text,
	'is_private', is_private, 'day', day) AS json
FROM kudos WHERE id = $id

-- name: kudos_restore
INSERT INTO kudos(
	id, from_id, to_id, behaviour, effect, value, source_letter, source_id, source_text, is_private, day)
VALUES(
	$json ->> 'id', $json ->> 'from_id', $json ->> 'to_id', $json ->> 'behaviour', $json ->> 'effect',
	$json ->> 'value', $json ->> 'source_letter', $json ->> 'source_id', $json ->> 'source_text',
	$json ->> 'is_private', $json ->> 'day')
ON CONFLICT(id) DO UPDATE SET
	from_id = excluded.from_id, to_id = excluded.to_id, behaviour = excluded.behaviour,
	effect = excluded.effect, value = excluded.value, source_letter = excluded.source_letter,
	source_id = excluded.source_id, source_text = excluded.source_text, is_private = excluded.is_private,
	day = excluded.day

-- name: kudos_delete
DELETE FROM kudos WHERE id = $id

-- name: note_put
INSERT INTO note(
	id, kind, text, by_id, day, source_letter, source_id, source_text, closed)
VALUES(
	nullif($id, 0), $kind, $text, nullif($by_id, 0), $day, $source_letter, $source_id, $source_text,
	$closed)
ON CONFLICT(id) DO UPDATE SET
	kind = excluded.kind, text = excluded.text, by_id = excluded.by_id, day = excluded.day,
	source_letter = excluded.source_letter, source_id = excluded.source_id,
	source_text = excluded.source_text, closed = excluded.closed
RETURNING id

-- name: note_json
SELECT json_object(
	'id', id, 'kind', kind, 'text', text, 'by_id', by_id, 'day', day, 'source_letter', source_letter,
	'source_id', source_id, 'source_text', source_text, 'closed', closed) AS json
FROM note WHERE id = $id

-- name: note_restore
INSERT INTO note(
	id, kind, text, by_id, day, source_letter, source_id, source_text, closed)
VALUES(
	$json ->> 'id', $json ->> 'kind', $json ->> 'text', $json ->> 'by_id', $json ->> 'day',
	$json ->> 'source_letter', $json ->> 'source_id', $json ->> 'source_text', $json ->> 'closed')
ON CONFLICT(id) DO UPDATE SET
	kind = excluded.kind, text = excluded.text, by_id = excluded.by_id, day = excluded.day,
	source_letter = excluded.source_letter, source_id = excluded.source_id,
	source_text = excluded.source_text, closed = excluded.closed

-- name: note_delete
DELETE FROM note WHERE id = $id

-- name: kudos_read
SELECT id, from_id, to_id, behaviour, effect, value, source_letter, source_id, source_text, is_private, day
FROM kudos WHERE day >= $from_day ORDER BY day DESC, id DESC

-- name: notes_read
SELECT id, kind, text, by_id, day, source_letter, source_id, source_text, closed
FROM note WHERE $closed_too OR closed = 0 ORDER BY day DESC, id DESC
