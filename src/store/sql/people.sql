-- name: team_put
INSERT INTO team(
	id, name, language, founded_day)
VALUES(
	$id, $name, $language, $founded_day)
ON CONFLICT(id) DO UPDATE SET
	name = excluded.name, language = excluded.language, founded_day = excluded.founded_day
RETURNING id

-- name: team_json
SELECT json_object(
	'id', id, 'name', name, 'language', language, 'founded_day', founded_day) AS json
FROM team WHERE id = $id

-- name: team_restore
INSERT INTO team(
	id, name, language, founded_day)
VALUES(
	$json ->> 'id', $json ->> 'name', $json ->> 'language', $json ->> 'founded_day')
ON CONFLICT(id) DO UPDATE SET
	name = excluded.name, language = excluded.language, founded_day = excluded.founded_day

-- name: team_delete
DELETE FROM team WHERE id = $id

-- name: member_put
INSERT INTO member(
	id, name, folded, role, email, login, talents, kudos_private, active, joined_day)
VALUES(
	nullif($id, 0), $name, $folded, $role, $email, $login, $talents, $kudos_private, $active, $joined_day)
ON CONFLICT(id) DO UPDATE SET
	name = excluded.name, folded = excluded.folded, role = excluded.role, email = excluded.email,
	login = excluded.login, talents = excluded.talents, kudos_private = excluded.kudos_private,
	active = excluded.active, joined_day = excluded.joined_day
RETURNING id

-- name: member_json
SELECT json_object(
	'id', id, 'name', name, 'folded', folded, 'role', role, 'email', email, 'login', login,
	'talents', talents, 'kudos_private', kudos_private, 'active', active, 'joined_day', joined_day) AS json
FROM member WHERE id = $id

-- name: member_restore
INSERT INTO member(
	id, name, folded, role, email, login, talents, kudos_private, active, joined_day)
VALUES(
	$json ->> 'id', $json ->> 'name', $json ->> 'folded', $json ->> 'role', $json ->> 'email',
	$json ->> 'login', $json ->> 'talents', $json ->> 'kudos_private', $json ->> 'active',
	$json ->> 'joined_day')
ON CONFLICT(id) DO UPDATE SET
	name = excluded.name, folded = excluded.folded, role = excluded.role, email = excluded.email,
	login = excluded.login, talents = excluded.talents, kudos_private = excluded.kudos_private,
	active = excluded.active, joined_day = excluded.joined_day

-- name: member_delete
DELETE FROM member WHERE id = $id

-- name: absence_put
INSERT INTO absence(
	id, member_id, from_day, to_day, reason)
VALUES(
	nullif($id, 0), nullif($member_id, 0), $from_day, $to_day, $reason)
ON CONFLICT(id) DO UPDATE SET
	member_id = excluded.member_id, from_day = excluded.from_day, to_day = excluded.to_day,
	reason = excluded.reason
RETURNING id

-- name: absence_json
SELECT json_object(
	'id', id, 'member_id', member_id, 'from_day', from_day, 'to_day', to_day, 'reason', reason) AS json
FROM absence WHERE id = $id

-- name: absence_restore
INSERT INTO absence(
	id, member_id, from_day, to_day, reason)
VALUES(
	$json ->> 'id', $json ->> 'member_id', $json ->> 'from_day', $json ->> 'to_day', $json ->> 'reason')
ON CONFLICT(id) DO UPDATE SET
	member_id = excluded.member_id, from_day = excluded.from_day, to_day = excluded.to_day,
	reason = excluded.reason

-- name: absence_delete
DELETE FROM absence WHERE id = $id

-- name: team_read
SELECT name, language, founded_day FROM team WHERE id = 1

-- name: members_read
SELECT id, name, folded, role, email, login, talents, kudos_private, active, joined_day FROM member

-- name: member_by_folded
SELECT id FROM member WHERE folded = $folded

-- name: absences_read
SELECT id, member_id, from_day, to_day, reason FROM absence WHERE to_day >= $from_day
