-- name: meeting_put
INSERT INTO meeting(
	id, day, agenda, state, started_ms, ended_ms, leader_id, next_leader_id, current, holder, alive_ms)
VALUES(
	nullif($id, 0), $day, $agenda, $state, $started_ms, $ended_ms, nullif($leader_id, 0),
	nullif($next_leader_id, 0), $current, $holder, $alive_ms)
ON CONFLICT(id) DO UPDATE SET
	day = excluded.day, agenda = excluded.agenda, state = excluded.state, started_ms = excluded.started_ms,
	ended_ms = excluded.ended_ms, leader_id = excluded.leader_id, next_leader_id = excluded.next_leader_id,
	current = excluded.current, holder = excluded.holder, alive_ms = excluded.alive_ms
RETURNING id

-- name: meeting_json
SELECT json_object(
	'id', id, 'day', day, 'agenda', agenda, 'state', state, 'started_ms', started_ms, 'ended_ms', ended_ms,
	'leader_id', leader_id, 'next_leader_id', next_leader_id) AS json
FROM meeting WHERE id = $id

-- name: meeting_restore
UPDATE meeting SET
	day = $json ->> 'day', agenda = $json ->> 'agenda', state = $json ->> 'state',
	started_ms = $json ->> 'started_ms', ended_ms = $json ->> 'ended_ms',
	leader_id = $json ->> 'leader_id', next_leader_id = $json ->> 'next_leader_id'
WHERE id = $id

-- name: meeting_delete
DELETE FROM meeting WHERE id = $id

-- name: attendance_put
INSERT INTO attendance(
	id, meeting_id, member_id, present)
VALUES(
	nullif($id, 0), nullif($meeting_id, 0), nullif($member_id, 0), $present)
ON CONFLICT(id) DO UPDATE SET
	meeting_id = excluded.meeting_id, member_id = excluded.member_id, present = excluded.present
RETURNING id

-- name: attendance_settle
INSERT INTO attendance(meeting_id, member_id, present) VALUES($meeting_id, $member_id, $present)
ON CONFLICT(meeting_id, member_id) DO NOTHING

-- name: attendance_json
SELECT json_object(
	'id', id, 'meeting_id', meeting_id, 'member_id', member_id, 'present', present) AS json
FROM attendance WHERE id = $id

-- name: attendance_restore
INSERT INTO attendance(
	id, meeting_id, member_id, present)
VALUES(
	$json ->> 'id', $json ->> 'meeting_id', $json ->> 'member_id', $json ->> 'present')
ON CONFLICT(id) DO UPDATE SET
	meeting_id = excluded.meeting_id, member_id = excluded.member_id, present = excluded.present

-- name: attendance_delete
DELETE FROM attendance WHERE id = $id

-- name: round_put
INSERT INTO round_entry(
	id, meeting_id, member_id, since, today, blocked, used_ms)
VALUES(
	nullif($id, 0), nullif($meeting_id, 0), nullif($member_id, 0), $since, $today, $blocked, $used_ms)
ON CONFLICT(id) DO UPDATE SET
	meeting_id = excluded.meeting_id, member_id = excluded.member_id, since = excluded.since,
	today = excluded.today, blocked = excluded.blocked, used_ms = excluded.used_ms
RETURNING id

-- name: round_json
SELECT json_object(
	'id', id, 'meeting_id', meeting_id, 'member_id', member_id, 'since', since, 'today', today,
	'blocked', blocked, 'used_ms', used_ms) AS json
FROM round_entry WHERE id = $id

-- name: round_restore
INSERT INTO round_entry(
	id, meeting_id, member_id, since, today, blocked, used_ms)
VALUES(
	$json ->> 'id', $json ->> 'meeting_id', $json ->> 'member_id', $json ->> 'since', $json ->> 'today',
	$json ->> 'blocked', $json ->> 'used_ms')
ON CONFLICT(id) DO UPDATE SET
	meeting_id = excluded.meeting_id, member_id = excluded.member_id, since = excluded.since,
	today = excluded.today, blocked = excluded.blocked, used_ms = excluded.used_ms

-- name: round_delete
DELETE FROM round_entry WHERE id = $id

-- name: meeting_by_id
SELECT id, day, agenda, state, started_ms, ended_ms, leader_id, next_leader_id, current, holder, alive_ms
FROM meeting WHERE id = $id

-- One statement for all lists of them, which costs the first screen less than one each; in the order of its index.
-- name: meetings_read
SELECT id, day, agenda, state, started_ms, ended_ms, leader_id, next_leader_id, current, holder, alive_ms
FROM meeting
WHERE state = $state AND day BETWEEN $from_day AND $to_day AND ($agenda = '' OR agenda = $agenda)
ORDER BY day DESC, id DESC LIMIT $limit

-- name: meeting_steps
SELECT name, planned_s, used_ms, state FROM meeting_step WHERE meeting_id = $meeting_id ORDER BY position

-- name: meeting_step_put
INSERT INTO meeting_step(meeting_id, position, name, planned_s, used_ms, state)
VALUES($meeting_id, $position, $name, $planned_s, $used_ms, $state)
ON CONFLICT(meeting_id, position) DO UPDATE SET
	name = excluded.name, planned_s = excluded.planned_s, used_ms = excluded.used_ms, state = excluded.state

-- name: meeting_steps_cut
DELETE FROM meeting_step WHERE meeting_id = $meeting_id AND position >= $position

-- name: meeting_alive
UPDATE meeting SET alive_ms = $alive_ms WHERE id = $id AND state = 0 AND holder = $holder RETURNING id

-- name: meeting_step_used
UPDATE meeting_step SET used_ms = $used_ms WHERE meeting_id = $meeting_id AND position = $position

-- name: attendance_read
SELECT id, member_id, present FROM attendance WHERE meeting_id = $meeting_id ORDER BY id

-- name: attendance_of
SELECT id FROM attendance WHERE meeting_id = $meeting_id AND member_id = $member_id

-- name: round_read
SELECT id, meeting_id, member_id, since, today, blocked, used_ms
FROM round_entry WHERE meeting_id = $meeting_id ORDER BY id

-- name: round_of
SELECT id FROM round_entry WHERE meeting_id = $meeting_id AND member_id = $member_id

-- name: leading_duties
SELECT leader_id, max(day) AS last_day, count(*) AS times
FROM meeting WHERE state IN(0, 1, 2) AND leader_id IS NOT NULL AND day > $from_day AND day <= $today
GROUP BY leader_id ORDER BY leader_id

-- name: draft_put
INSERT INTO draft(origin, place, text) VALUES($origin, $place, $text)
ON CONFLICT(origin, place) DO UPDATE SET text = excluded.text

-- name: draft_delete
DELETE FROM draft WHERE origin = $origin AND place = $place

-- name: draft_read
SELECT text FROM draft WHERE origin = $origin AND place = $place
