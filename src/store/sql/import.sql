-- name: batch_last
SELECT coalesce(max(id), 0) AS id FROM batch

-- What was seen in inbox folders, see inbox.c.
-- name: inbox_files
SELECT key, value FROM meta WHERE key > 'inbox ' AND key < 'inbox!' ORDER BY key

-- name: batch_add
INSERT INTO batch(id, name, shape, at_ms, by_hand, imported, duplicates, refused, first_id, last_id)
VALUES($id, $name, $shape, $at_ms, $by_hand, $imported, $duplicates, $refused, $first_id, $last_id)

-- name: batch_answers
SELECT substr(shape, length($shape) + 2) AS answers FROM batch
WHERE withdrawn_at_id = 0 AND by_hand = 0 AND substr(shape, 1, length($shape) + 1) = $shape || char(10)
ORDER BY id DESC LIMIT 1

-- name: batch_read
SELECT id, first_id, last_id, withdrawn_at_id FROM batch WHERE id = $id

-- name: batch_of_feedback
SELECT batch_id FROM response WHERE id = $id

-- name: batches_read
SELECT id, name, at_ms, imported, duplicates, refused, withdrawn_at_id FROM batch
WHERE by_hand = 0 ORDER BY id DESC

-- name: batch_json
SELECT json_object('id', id, 'name', name, 'imported', imported, 'duplicates', duplicates, 'refused', refused)
	AS json
FROM batch WHERE id = $id AND withdrawn_at_id = 0

-- name: batch_mark
UPDATE batch SET withdrawn_at_id = $withdrawn_at_id WHERE id = $id

-- Answers of this batch that came in again while it was withdrawn.
-- name: batch_came_again
SELECT 1 AS found
FROM response_key a JOIN response_key b ON b.key = a.key AND b.response_id >= $withdrawn_at_id
JOIN response r ON r.id = b.response_id AND r.withdrawn = 0
WHERE a.response_id BETWEEN $first_id AND $last_id LIMIT 1

-- What a later batch has taken the place of stays away.
-- name: batch_responses
SELECT id, day, metric_id, score, channel_id, step_id, more_answers, themes FROM response
WHERE id BETWEEN $first_id AND $last_id AND withdrawn = $withdrawn AND ($withdrawn = 0 OR id NOT IN(
	SELECT p.response_id FROM replaced p JOIN batch b ON b.id = p.batch_id WHERE b.withdrawn_at_id = 0))

-- name: batch_mark_responses
UPDATE response SET withdrawn = 1 - $withdrawn
WHERE id BETWEEN $first_id AND $last_id AND withdrawn = $withdrawn AND ($withdrawn = 0 OR id NOT IN(
	SELECT p.response_id FROM replaced p JOIN batch b ON b.id = p.batch_id WHERE b.withdrawn_at_id = 0))

-- Earlier answers under the tools' own ids, those that were replaced too: whoever comes last replaces them all.
-- name: response_ids
SELECT id, external_id FROM response
WHERE external_id <> '' AND (withdrawn = 0 OR id IN(SELECT response_id FROM replaced))

-- name: replaced_add
INSERT OR IGNORE INTO replaced(response_id, batch_id) VALUES($response_id, $batch_id)

-- Answers that a batch took the place of, unless their own batch was withdrawn or another one took it as well.
-- name: replaced_responses
SELECT r.id, r.day, r.metric_id, r.score, r.channel_id, r.step_id, r.more_answers, r.themes
FROM replaced p JOIN response r ON r.id = p.response_id JOIN batch b ON b.id = r.batch_id
WHERE p.batch_id = $batch_id AND r.withdrawn = $withdrawn AND b.withdrawn_at_id = 0 AND NOT EXISTS(
	SELECT 1 FROM replaced o JOIN batch ob ON ob.id = o.batch_id
	WHERE o.response_id = r.id AND o.batch_id <> $batch_id AND ob.withdrawn_at_id = 0)

-- name: response_mark
UPDATE response SET withdrawn = $withdrawn WHERE id = $id

-- Without the customer's name and words: they stand in one place only, so that they can be erased.
-- name: feedback_json
SELECT json_object('id', id, 'day', day, 'mood', mood, 'metric_id', metric_id, 'score', score) AS json
FROM response WHERE id = $id AND withdrawn = 0

-- name: response_last
SELECT coalesce(max(id), 0) AS id FROM response

-- Poured from memory, see driver.h. A row that breaks a rule of the table ends the whole transaction, which spares
-- the engine a way back for each statement.
-- name: response_pour
INSERT OR ROLLBACK INTO response(
	batch_id, day, metric_id, score, mood, channel_id, step_id, more_answers, themes, withdrawn, customer,
	external_id, comment)
SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8, 0, c9, c10, c11 FROM poured

-- name: answer_pour
INSERT OR ROLLBACK INTO answer(response_id, position, metric_id, score) SELECT c0, c1, c2, c3 FROM poured

-- name: response_theme_pour
INSERT OR ROLLBACK INTO response_theme(theme_id, day, response_id) SELECT c0, c1, c2 FROM poured

-- name: response_key_pour
INSERT OR ROLLBACK INTO response_key(key, response_id) SELECT c0, c1 FROM poured

-- name: response_key_find
SELECT response_id FROM response_key WHERE key = $key ORDER BY response_id

-- name: response_undated
SELECT 1 AS found FROM response WHERE day = 0 AND withdrawn = 0 LIMIT 1

-- What was replaced is known still.
-- name: response_same
SELECT day, metric_id, score, external_id, comment, customer, withdrawn FROM response WHERE id = $id AND (withdrawn = 0 OR EXISTS(
	SELECT 1 FROM replaced p JOIN batch b ON b.id = p.batch_id WHERE p.response_id = $id AND b.withdrawn_at_id = 0))
