-- Erasing a customer. forgets(TEXT) and forgotten(TEXT) are ours, see driver.h: whether a text holds what has to
-- go, and the text without it.
-- name: forget_find
SELECT id, customer, comment FROM response WHERE forgets(customer) OR forgets(comment) OR forgets(external_id)

-- name: forget_find_id
SELECT id, customer, comment FROM response WHERE id = $id

-- name: forget_find_customer
SELECT id, customer, comment FROM response WHERE customer = $customer AND customer <> ''

-- name: forget_response
UPDATE response SET customer = '', comment = '', external_id = '' WHERE id = $id

-- name: forget_link_action
UPDATE action SET source_text = '' WHERE source_letter = 'F' AND source_id = $id AND source_text <> '' RETURNING id

-- name: forget_link_decision
UPDATE decision SET source_text = '' WHERE source_letter = 'F' AND source_id = $id AND source_text <> '' RETURNING id

-- name: forget_link_kudos
UPDATE kudos SET source_text = '' WHERE source_letter = 'F' AND source_id = $id AND source_text <> '' RETURNING id

-- name: forget_link_note
UPDATE note SET source_text = '' WHERE source_letter = 'F' AND source_id = $id AND source_text <> '' RETURNING id

-- name: forget_link_before
UPDATE change SET before = json_set(before, '$.source_text', '')
WHERE letter IN('A', 'D', 'K', 'N') AND before ->> 'source_letter' = 'F' AND before ->> 'source_id' = $id
	AND before ->> 'source_text' <> '' RETURNING id

-- name: forget_link_after
UPDATE change SET after = json_set(after, '$.source_text', '')
WHERE letter IN('A', 'D', 'K', 'N') AND after ->> 'source_letter' = 'F' AND after ->> 'source_id' = $id
	AND after ->> 'source_text' <> '' RETURNING id

-- Whoever is forgotten has no turn to speak, and is not told any more.
-- name: forget_link_turn
DELETE FROM turn WHERE response_id = $id

-- name: forget_link_loop
UPDATE loop SET said = '', reason = '', status = CASE WHEN status IN(0, 1) THEN 3 ELSE status END
WHERE id = $id RETURNING id

-- name: forget_link_loop_before
UPDATE change SET before = json_set(before, '$.said', '', '$.reason', '')
WHERE letter = 'L' AND entity_id = $id AND before IS NOT NULL RETURNING id

-- name: forget_link_loop_after
UPDATE change SET after = json_set(after, '$.said', '', '$.reason', '')
WHERE letter = 'L' AND entity_id = $id AND after IS NOT NULL RETURNING id

-- What the pain finder found is found again without it.
-- name: forget_findings
DELETE FROM finding

-- name: forget_loop
UPDATE loop SET said = forgotten(said), reason = forgotten(reason) WHERE forgets(said) OR forgets(reason) RETURNING id

-- name: forget_action
UPDATE action SET text = forgotten(text), blocked_by = forgotten(blocked_by), source_text = forgotten(source_text),
	effect = forgotten(effect)
WHERE forgets(text) OR forgets(blocked_by) OR forgets(source_text) OR forgets(effect) RETURNING id

-- name: forget_decision
UPDATE decision SET text = forgotten(text), reason = forgotten(reason), alternatives = forgotten(alternatives),
	effect = forgotten(effect), evidence = forgotten(evidence), cost = forgotten(cost), outcome = forgotten(outcome)
WHERE forgets(text) OR forgets(reason) OR forgets(alternatives) OR forgets(effect) OR forgets(evidence)
	OR forgets(cost) OR forgets(outcome) RETURNING id

-- What actions and decisions hold since version 6, and the figures that came with it.
-- name: forget_answer
UPDATE action SET escalated_to = forgotten(escalated_to), answer = forgotten(answer)
WHERE forgets(escalated_to) OR forgets(answer) RETURNING id

-- name: forget_ground
UPDATE decision SET source_text = forgotten(source_text) WHERE forgets(source_text) RETURNING id

-- name: forget_verdict
UPDATE verdict SET learned = forgotten(learned) WHERE forgets(learned) RETURNING id

-- name: forget_kpi_value
UPDATE kpi_value SET note = forgotten(note) WHERE forgets(note) RETURNING id

-- name: forget_kudos
UPDATE kudos SET behaviour = forgotten(behaviour), effect = forgotten(effect), source_text = forgotten(source_text)
WHERE forgets(behaviour) OR forgets(effect) OR forgets(source_text) RETURNING id

-- name: forget_note
UPDATE note SET text = forgotten(text), source_text = forgotten(source_text)
WHERE forgets(text) OR forgets(source_text) RETURNING id

-- name: forget_goal
UPDATE goal SET text = forgotten(text), behaviour = forgotten(behaviour)
WHERE forgets(text) OR forgets(behaviour) RETURNING id

-- name: forget_checkin
UPDATE checkin SET note = forgotten(note) WHERE forgets(note) RETURNING id

-- name: forget_absence
UPDATE absence SET reason = forgotten(reason) WHERE forgets(reason) RETURNING id

-- name: forget_round
UPDATE round_entry SET since = forgotten(since), today = forgotten(today), blocked = forgotten(blocked)
WHERE forgets(since) OR forgets(today) OR forgets(blocked) RETURNING id

-- name: forget_batch
UPDATE batch SET name = forgotten(name) WHERE forgets(name) RETURNING id

-- name: forget_draft
UPDATE draft SET text = forgotten(text) WHERE forgets(text) RETURNING 0 AS id

-- Members and the team are no customers, whatever their names.
-- name: forget_before
UPDATE change SET before = (
	SELECT json_group_object(key, CASE type WHEN 'text' THEN forgotten(value) ELSE value END) FROM json_each(before))
WHERE before IS NOT NULL AND letter NOT IN('P', 'Z')
	AND EXISTS(SELECT 1 FROM json_each(before) WHERE type = 'text' AND forgets(value)) RETURNING id

-- name: forget_after
UPDATE change SET after = (
	SELECT json_group_object(key, CASE type WHEN 'text' THEN forgotten(value) ELSE value END) FROM json_each(after))
WHERE after IS NOT NULL AND letter NOT IN('P', 'Z')
	AND EXISTS(SELECT 1 FROM json_each(after) WHERE type = 'text' AND forgets(value)) RETURNING id

-- Retention: what was said before a day. Answers without a day have no age.
-- name: forget_old
SELECT id FROM response INDEXED BY response_quotes
WHERE mood IN(-1, 0, 1) AND day > 0 AND day < $before AND comment <> '' AND withdrawn = 0 LIMIT $limit

-- name: forget_old_count
SELECT count(*) AS n FROM (
	SELECT 1 FROM response INDEXED BY response_quotes
	WHERE mood IN(-1, 0, 1) AND day > 0 AND day < $before AND comment <> '' AND withdrawn = 0 LIMIT $limit)

-- name: forget_old_turn
DELETE FROM turn WHERE kind > 0 AND day > 0 AND day < $before

-- name: forget_old_action
UPDATE action SET source_text = '' WHERE source_letter = 'F' AND source_text <> '' AND EXISTS(
	SELECT 1 FROM response r WHERE r.id = source_id AND r.day > 0 AND r.day < $before AND r.comment = '')

-- name: forget_old_decision
UPDATE decision SET source_text = '' WHERE source_letter = 'F' AND source_text <> '' AND EXISTS(
	SELECT 1 FROM response r WHERE r.id = source_id AND r.day > 0 AND r.day < $before AND r.comment = '')

-- name: forget_old_kudos
UPDATE kudos SET source_text = '' WHERE source_letter = 'F' AND source_text <> '' AND EXISTS(
	SELECT 1 FROM response r WHERE r.id = source_id AND r.day > 0 AND r.day < $before AND r.comment = '')

-- name: forget_old_note
UPDATE note SET source_text = '' WHERE source_letter = 'F' AND source_text <> '' AND EXISTS(
	SELECT 1 FROM response r WHERE r.id = source_id AND r.day > 0 AND r.day < $before AND r.comment = '')

-- name: forget_old_before
UPDATE change SET before = json_set(before, '$.source_text', '')
WHERE letter IN('A', 'D', 'K', 'N') AND before ->> 'source_letter' = 'F' AND before ->> 'source_text' <> '' AND EXISTS(
	SELECT 1 FROM response r
	WHERE r.id = before ->> 'source_id' AND r.day > 0 AND r.day < $before AND r.comment = '')

-- name: forget_old_after
UPDATE change SET after = json_set(after, '$.source_text', '')
WHERE letter IN('A', 'D', 'K', 'N') AND after ->> 'source_letter' = 'F' AND after ->> 'source_text' <> '' AND EXISTS(
	SELECT 1 FROM response r
	WHERE r.id = after ->> 'source_id' AND r.day > 0 AND r.day < $before AND r.comment = '')

-- name: compact
VACUUM

-- name: temp_on_disk
PRAGMA temp_store = FILE
