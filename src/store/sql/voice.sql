-- name: metrics_read
SELECT id, key, kind, scale_min, scale_max, low_is_good FROM metric ORDER BY id

-- Of all metrics, by what stands before their keys.
-- name: metric_bands
SELECT substr(key, length($what) + 1) AS key, value FROM meta WHERE key >= $what AND key < $end

-- name: metric_by_key
SELECT id, key, kind, scale_min, scale_max, low_is_good,
	(SELECT value FROM meta WHERE meta.key = 'good:' || metric.key) AS good,
	(SELECT value FROM meta WHERE meta.key = 'bad:' || metric.key) AS bad
FROM metric WHERE key = $key

-- Answers that were taken back count: they may come again.
-- name: metric_is_answered
SELECT 1 AS n FROM rollup WHERE metric_id = $metric_id AND dimension = 0 AND dimension_id = 0
UNION ALL SELECT 1 FROM response WHERE metric_id = $metric_id
UNION ALL SELECT 1 FROM answer WHERE metric_id = $metric_id
LIMIT 1

-- name: metric_define
UPDATE metric SET kind = $kind, scale_min = $scale_min, scale_max = $scale_max, low_is_good = $low_is_good
WHERE id = $id

-- What counts as good and as bad, where it is not as the kind has it.
-- name: metric_band
INSERT INTO meta(key, value) VALUES($what || $key, $value) ON CONFLICT(key) DO UPDATE SET value = excluded.value

-- name: metric_no_band
DELETE FROM meta WHERE key = $what || $key

-- name: metric_put
INSERT INTO metric(key, kind, scale_min, scale_max, low_is_good)
VALUES($key, $kind, $scale_min, $scale_max, $low_is_good)
RETURNING id

-- name: themes_read
SELECT id, name FROM theme WHERE into_id = 0 AND retired = 0 ORDER BY folded

-- name: channels_read
SELECT id, name FROM channel ORDER BY folded

-- name: steps_read
SELECT id, name FROM step ORDER BY folded

-- name: theme_find
SELECT id, into_id, retired FROM theme WHERE folded = $folded

-- name: channel_find
SELECT id FROM channel WHERE folded = $folded

-- name: step_find
SELECT id FROM step WHERE folded = $folded

-- name: theme_make
INSERT INTO theme(name, folded) VALUES($name, $folded) RETURNING id

-- name: channel_make
INSERT INTO channel(name, folded) VALUES($name, $folded) RETURNING id

-- name: step_make
INSERT INTO step(name, folded) VALUES($name, $folded) RETURNING id

-- Feedback is read in the order (day, id) descending, each way in over its own index, all with the same
-- conditions: an upper end (a day and an id, not included), a lowest day, and what was asked for.
-- name: feedback_by_day
SELECT r.id, r.batch_id, r.day, r.mood, r.customer, c.name AS channel, s.name AS step, r.metric_id, r.score,
	r.more_answers, r.themes, r.withdrawn, r.comment, (SELECT max(h.day) FROM heard h WHERE h.response_id = r.id) AS heard_day
FROM response r INDEXED BY response_days
LEFT JOIN channel c ON c.id = r.channel_id
LEFT JOIN step s ON s.id = r.step_id
WHERE r.withdrawn = 0 AND (r.day, r.id) < ($end_day, $end_id) AND r.day >= $from_day
	AND r.id BETWEEN $first_id AND $last_id
	AND ($any_mood OR r.mood = $mood) AND (NOT $commented OR r.comment <> '')
	AND ($text = '' OR holds(r.comment, $text))
	AND ($channel_id = 0 OR r.channel_id = $channel_id) AND ($step_id = 0 OR r.step_id = $step_id)
	AND ($metric_id = 0 OR r.metric_id = $metric_id OR (r.more_answers AND EXISTS(
		SELECT 1 FROM answer a WHERE a.response_id = r.id AND a.metric_id = $metric_id)))
	AND ($any_score OR CASE WHEN $metric_id IN (0, r.metric_id) THEN r.score ELSE (
		SELECT a.score FROM answer a WHERE a.response_id = r.id AND a.metric_id = $metric_id) END
		BETWEEN $score_from AND $score_to)
ORDER BY r.day DESC, r.id DESC LIMIT $limit

-- name: feedback_by_mood
SELECT r.id, r.batch_id, r.day, r.mood, r.customer, c.name AS channel, s.name AS step, r.metric_id, r.score,
	r.more_answers, r.themes, r.withdrawn, r.comment, (SELECT max(h.day) FROM heard h WHERE h.response_id = r.id) AS heard_day
FROM response r INDEXED BY response_quotes
LEFT JOIN channel c ON c.id = r.channel_id
LEFT JOIN step s ON s.id = r.step_id
WHERE r.withdrawn = 0 AND r.comment <> '' AND r.mood = $mood AND (r.day, r.id) < ($end_day, $end_id)
	AND r.day >= $from_day AND r.id BETWEEN $first_id AND $last_id
	AND $any_mood IN (0, 1) AND $commented IN (0, 1) AND ($text = '' OR holds(r.comment, $text))
	AND ($channel_id = 0 OR r.channel_id = $channel_id) AND ($step_id = 0 OR r.step_id = $step_id)
	AND ($metric_id = 0 OR r.metric_id = $metric_id OR (r.more_answers AND EXISTS(
		SELECT 1 FROM answer a WHERE a.response_id = r.id AND a.metric_id = $metric_id)))
	AND ($any_score OR CASE WHEN $metric_id IN (0, r.metric_id) THEN r.score ELSE (
		SELECT a.score FROM answer a WHERE a.response_id = r.id AND a.metric_id = $metric_id) END
		BETWEEN $score_from AND $score_to)
ORDER BY r.day DESC, r.id DESC LIMIT $limit

-- name: feedback_by_theme
SELECT r.id, r.batch_id, r.day, r.mood, r.customer, c.name AS channel, s.name AS step, r.metric_id, r.score,
	r.more_answers, r.themes, r.withdrawn, r.comment, (SELECT max(h.day) FROM heard h WHERE h.response_id = r.id) AS heard_day
FROM response_theme t
CROSS JOIN response r ON r.id = t.response_id
LEFT JOIN channel c ON c.id = r.channel_id
LEFT JOIN step s ON s.id = r.step_id
WHERE t.theme_id = $theme_id AND (t.day, t.response_id) < ($end_day, $end_id) AND t.day >= $from_day
	AND r.withdrawn = 0 AND t.response_id BETWEEN $first_id AND $last_id
	AND ($any_mood OR r.mood = $mood) AND (NOT $commented OR r.comment <> '')
	AND ($text = '' OR holds(r.comment, $text))
	AND ($channel_id = 0 OR r.channel_id = $channel_id) AND ($step_id = 0 OR r.step_id = $step_id)
	AND ($metric_id = 0 OR r.metric_id = $metric_id OR (r.more_answers AND EXISTS(
		SELECT 1 FROM answer a WHERE a.response_id = r.id AND a.metric_id = $metric_id)))
	AND ($any_score OR CASE WHEN $metric_id IN (0, r.metric_id) THEN r.score ELSE (
		SELECT a.score FROM answer a WHERE a.response_id = r.id AND a.metric_id = $metric_id) END
		BETWEEN $score_from AND $score_to)
ORDER BY t.day DESC, t.response_id DESC LIMIT $limit

-- name: feedback_by_id
SELECT id, batch_id, day, mood, customer, (SELECT name FROM channel WHERE id = channel_id) AS channel,
	(SELECT name FROM step WHERE id = step_id) AS step, metric_id, score, more_answers, themes, withdrawn,
	comment, (SELECT max(day) FROM heard WHERE response_id = response.id) AS heard_day
FROM response
WHERE id = $id

-- name: feedback_answers
SELECT metric_id, score FROM answer WHERE response_id = $response_id ORDER BY position

-- name: theme_name
SELECT name FROM theme WHERE id = $id

-- name: feedback_day
SELECT day FROM response WHERE id = $id

-- name: feedback_newest_day
SELECT day FROM response INDEXED BY response_days WHERE withdrawn = 0 ORDER BY day DESC LIMIT 1

-- Totals over all days stand in the roll-up as day -1.
-- name: rollup_days
SELECT day, n, sum, sum_sq, b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, b10
FROM rollup
WHERE metric_id = $metric_id AND dimension = $dimension AND dimension_id = $dimension_id
	AND day BETWEEN $from_day AND $to_day
ORDER BY day

-- Weeks stand below all days, the newest lowest.
-- name: rollup_weeks_last
SELECT day, n, sum, sum_sq, b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, b10
FROM rollup
WHERE metric_id = $metric_id AND dimension = $dimension AND dimension_id = $dimension_id
	AND day BETWEEN $newest AND $oldest
ORDER BY day LIMIT $limit

-- name: rollup_weeks_first
SELECT day, n, sum, sum_sq, b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, b10
FROM rollup
WHERE metric_id = $metric_id AND dimension = $dimension AND dimension_id = $dimension_id
	AND day BETWEEN $newest AND $oldest
ORDER BY day DESC LIMIT $limit

-- name: rollup_weeks_count
SELECT count(*) AS n FROM rollup
WHERE metric_id = $metric_id AND dimension = $dimension AND dimension_id = $dimension_id
	AND day BETWEEN $newest AND $oldest

-- name: rollup_weeks_later
SELECT count(*) AS weeks, coalesce(sum(CASE WHEN day < $running THEN n END), 0) AS ahead FROM rollup
WHERE metric_id = $metric_id AND dimension = $dimension AND dimension_id = $dimension_id AND day <= $running

-- The weeks of one channel, step or score as one value, beside the total that they are of. No row: no answers.
-- name: weeks_kept
SELECT value, n, sum, sum_sq FROM rollup LEFT JOIN meta ON key = $key
WHERE metric_id = $metric_id AND dimension = $dimension AND dimension_id = $dimension_id AND day = -1

-- name: rollup_counts
SELECT day, n FROM rollup
WHERE metric_id = $metric_id AND dimension = $dimension AND dimension_id = $dimension_id
	AND day BETWEEN $from_day AND $to_day

-- Each with the roll-ups of one after another: a join of them is a dear statement to prepare.
-- name: theme_parts
SELECT id, name FROM theme ORDER BY id

-- name: channel_parts
SELECT id, name FROM channel ORDER BY id

-- name: step_parts
SELECT id, name FROM step ORDER BY id

-- name: rollup_pour
INSERT OR ROLLBACK INTO rollup(
	metric_id, dimension, dimension_id, day, n, sum, sum_sq, b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, b10)
SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17 FROM poured WHERE 1
ON CONFLICT(metric_id, dimension, dimension_id, day) DO UPDATE SET
	n = n + excluded.n, sum = sum + excluded.sum, sum_sq = sum_sq + excluded.sum_sq, b0 = b0 + excluded.b0,
	b1 = b1 + excluded.b1, b2 = b2 + excluded.b2, b3 = b3 + excluded.b3, b4 = b4 + excluded.b4,
	b5 = b5 + excluded.b5, b6 = b6 + excluded.b6, b7 = b7 + excluded.b7, b8 = b8 + excluded.b8,
	b9 = b9 + excluded.b9, b10 = b10 + excluded.b10

-- name: rollup_take
UPDATE rollup SET
	n = n - $n, sum = sum - $sum, sum_sq = sum_sq - $sum_sq, b0 = b0 - $b0, b1 = b1 - $b1, b2 = b2 - $b2,
	b3 = b3 - $b3, b4 = b4 - $b4, b5 = b5 - $b5, b6 = b6 - $b6, b7 = b7 - $b7, b8 = b8 - $b8, b9 = b9 - $b9,
	b10 = b10 - $b10
WHERE metric_id = $metric_id AND dimension = $dimension AND dimension_id = $dimension_id AND day = $day
RETURNING n

-- Nothing left: gone, and no dust of sums with it.
-- name: rollup_drop
DELETE FROM rollup
WHERE metric_id = $metric_id AND dimension = $dimension AND dimension_id = $dimension_id AND day = $day
