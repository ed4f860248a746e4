-- Erasing a customer. forgets(TEXT), forgotten(TEXT) and folded(TEXT) are ours, see driver.h: whether a text holds
-- what has to go, the text without it, and a text as names are compared.
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

-- Retention: what was said before a day; without a day, what came in before it. First the answers that count, along
-- their days, from where the last time ended.
-- name: forget_old_live
SELECT * FROM (
	SELECT day, id, comment <> '' OR customer <> '' OR external_id <> '' AS says FROM response INDEXED BY response_days
	WHERE withdrawn = 0 AND day = $after_day AND day BETWEEN 1 AND $before - 1 AND id > $after_id ORDER BY id)
UNION ALL
SELECT * FROM (
	SELECT day, id, comment <> '' OR customer <> '' OR external_id <> '' AS says FROM response INDEXED BY response_days
	WHERE withdrawn = 0 AND day > $after_day AND day < $before ORDER BY day, id LIMIT $limit)

-- Then batches that came since the last time, that were taken back, or whose answers without a day are old now.
-- name: forget_old_batch
SELECT id, first_id, last_id, at_ms < $before * 86400000 AS is_old FROM batch
WHERE last_id >= $next_id AND last_id >= first_id AND (
	($since > 0 AND id > $seen) OR withdrawn_at_id <> 0
	OR (at_ms >= ($since - 1) * 86400000 AND at_ms < $before * 86400000))
ORDER BY first_id LIMIT 1

-- name: forget_old_range
SELECT id, (day > 0 OR $undated) AND day < $before AND (comment <> '' OR customer <> '' OR external_id <> '') AS says
FROM response WHERE id BETWEEN $from_id AND $to_id ORDER BY id

-- Then single answers that others took the place of.
-- name: forget_old_replaced
SELECT r.id FROM replaced p CROSS JOIN response r ON r.id = p.response_id CROSS JOIN batch b ON b.id = r.batch_id
WHERE (r.comment <> '' OR r.customer <> '' OR r.external_id <> '')
	AND (r.day BETWEEN 1 AND $before - 1 OR (r.day = 0 AND b.at_ms < $before * 86400000))
GROUP BY r.id LIMIT $limit

-- name: forget_old_count
SELECT count(*) AS n FROM (
	SELECT 1 FROM response r LEFT JOIN batch b ON b.id = r.batch_id
	WHERE (r.comment <> '' OR r.customer <> '' OR r.external_id <> '')
		AND (r.day BETWEEN 1 AND $before - 1 OR (r.day = 0 AND b.at_ms < $before * 86400000)) LIMIT $limit)

-- What cites them, and what the team told those customers.
-- name: forget_old_turn
DELETE FROM turn WHERE kind > 0 AND day > 0 AND day < $before

-- name: forget_old_finding
DELETE FROM finding WHERE day < $today AND day < $before + 90

-- name: forget_old_action
UPDATE action SET source_text = '' WHERE source_letter = 'F' AND source_text <> '' AND EXISTS(
	SELECT 1 FROM response r LEFT JOIN batch b ON b.id = r.batch_id WHERE r.id = source_id
		AND (r.day BETWEEN 1 AND $before - 1 OR (r.day = 0 AND b.at_ms < $before * 86400000))) RETURNING id

-- name: forget_old_decision
UPDATE decision SET source_text = '' WHERE source_letter = 'F' AND source_text <> '' AND EXISTS(
	SELECT 1 FROM response r LEFT JOIN batch b ON b.id = r.batch_id WHERE r.id = source_id
		AND (r.day BETWEEN 1 AND $before - 1 OR (r.day = 0 AND b.at_ms < $before * 86400000))) RETURNING id

-- name: forget_old_kudos
UPDATE kudos SET source_text = '' WHERE source_letter = 'F' AND source_text <> '' AND EXISTS(
	SELECT 1 FROM response r LEFT JOIN batch b ON b.id = r.batch_id WHERE r.id = source_id
		AND (r.day BETWEEN 1 AND $before - 1 OR (r.day = 0 AND b.at_ms < $before * 86400000))) RETURNING id

-- name: forget_old_note
UPDATE note SET source_text = '' WHERE source_letter = 'F' AND source_text <> '' AND EXISTS(
	SELECT 1 FROM response r LEFT JOIN batch b ON b.id = r.batch_id WHERE r.id = source_id
		AND (r.day BETWEEN 1 AND $before - 1 OR (r.day = 0 AND b.at_ms < $before * 86400000))) RETURNING id

-- name: forget_old_loop
UPDATE loop SET said = '', reason = '' WHERE (said <> '' OR reason <> '') AND EXISTS(
	SELECT 1 FROM response r LEFT JOIN batch b ON b.id = r.batch_id WHERE r.id = loop.id
		AND (r.day BETWEEN 1 AND $before - 1 OR (r.day = 0 AND b.at_ms < $before * 86400000))) RETURNING id

-- name: forget_old_before
UPDATE change SET before = json_set(before, '$.source_text', '')
WHERE letter IN('A', 'D', 'K', 'N') AND before ->> 'source_letter' = 'F' AND before ->> 'source_text' <> '' AND EXISTS(
	SELECT 1 FROM response r LEFT JOIN batch b ON b.id = r.batch_id WHERE r.id = before ->> 'source_id'
		AND (r.day BETWEEN 1 AND $before - 1 OR (r.day = 0 AND b.at_ms < $before * 86400000))) RETURNING id

-- name: forget_old_after
UPDATE change SET after = json_set(after, '$.source_text', '')
WHERE letter IN('A', 'D', 'K', 'N') AND after ->> 'source_letter' = 'F' AND after ->> 'source_text' <> '' AND EXISTS(
	SELECT 1 FROM response r LEFT JOIN batch b ON b.id = r.batch_id WHERE r.id = after ->> 'source_id'
		AND (r.day BETWEEN 1 AND $before - 1 OR (r.day = 0 AND b.at_ms < $before * 86400000))) RETURNING id

-- name: forget_old_loop_before
UPDATE change SET before = json_set(before, '$.said', '', '$.reason', '')
WHERE letter = 'L' AND (before ->> 'said' <> '' OR before ->> 'reason' <> '') AND EXISTS(
	SELECT 1 FROM response r LEFT JOIN batch b ON b.id = r.batch_id WHERE r.id = entity_id
		AND (r.day BETWEEN 1 AND $before - 1 OR (r.day = 0 AND b.at_ms < $before * 86400000))) RETURNING id

-- name: forget_old_loop_after
UPDATE change SET after = json_set(after, '$.said', '', '$.reason', '')
WHERE letter = 'L' AND (after ->> 'said' <> '' OR after ->> 'reason' <> '') AND EXISTS(
	SELECT 1 FROM response r LEFT JOIN batch b ON b.id = r.batch_id WHERE r.id = entity_id
		AND (r.day BETWEEN 1 AND $before - 1 OR (r.day = 0 AND b.at_ms < $before * 86400000))) RETURNING id

-- Names that the team's lists bear: none of them is a key of anything.
-- name: forget_theme
UPDATE theme SET former = forgotten(former), former_folded = forgotten(former_folded), words = forgotten(words)
WHERE forgets(former) OR forgets(former_folded) OR forgets(words) RETURNING id

-- A name is found by its folded form, which has to stay one of a kind.
-- name: forget_theme_name
UPDATE theme SET name = forgotten(name) || ' ' || id, folded = folded(forgotten(name) || ' ' || id) WHERE forgets(name) RETURNING id

-- name: forget_channel_name
UPDATE channel SET name = forgotten(name) || ' ' || id, folded = folded(forgotten(name) || ' ' || id) WHERE forgets(name) RETURNING id

-- name: forget_step_name
UPDATE step SET name = forgotten(name) || ' ' || id, folded = folded(forgotten(name) || ' ' || id) WHERE forgets(name) RETURNING id

-- name: compact
VACUUM

-- name: temp_on_disk
PRAGMA temp_store = FILE
