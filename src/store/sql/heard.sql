-- What was heard in meetings, and who may speak next.
-- name: heard_in_meeting
SELECT r.id FROM heard h JOIN response r ON r.id = h.response_id
WHERE h.meeting_id = $meeting_id AND h.day >= (SELECT day FROM meeting WHERE id = $meeting_id)
ORDER BY r.mood DESC, h.place, r.id

-- name: heard_put
INSERT INTO heard(response_id, day, meeting_id, place)
VALUES($response_id, $day, $meeting_id, (SELECT coalesce(max(place), 0) + 1 FROM heard WHERE day = $day))
ON CONFLICT(response_id, day, meeting_id) DO NOTHING

-- name: heard_since
SELECT r.id, h.day AS heard_day, r.mood, c.name AS channel, s.name AS step, r.themes
FROM heard h INDEXED BY heard_days
JOIN response r ON r.id = h.response_id
LEFT JOIN channel c ON c.id = r.channel_id
LEFT JOIN step s ON s.id = r.step_id
WHERE h.day >= $from_day
ORDER BY h.day, h.place, r.mood DESC, h.response_id

-- Words that a segment has in hand, the newest first. What is read goes with the rows returned, those heard lately
-- and those of withdrawn batches.
-- name: quotes_of_segment
SELECT r.id, r.day, r.mood, c.name AS channel, s.name AS step, r.themes, r.comment, 0 AS heard_day
FROM turn t
CROSS JOIN response r ON r.id = t.response_id
LEFT JOIN channel c ON c.id = r.channel_id
LEFT JOIN step s ON s.id = r.step_id
WHERE t.kind = $kind AND t.segment_id = $segment_id AND t.mood = $mood AND t.day >= $from_day AND r.withdrawn = 0
	AND NOT EXISTS(SELECT 1 FROM heard h WHERE h.response_id = r.id AND h.day >= $quiet_from)
ORDER BY t.day DESC, t.response_id DESC LIMIT $limit

-- name: quotes_newest
SELECT r.id, r.day, r.mood, c.name AS channel, s.name AS step, r.themes, r.comment, 0 AS heard_day
FROM response r INDEXED BY response_quotes
LEFT JOIN channel c ON c.id = r.channel_id
LEFT JOIN step s ON s.id = r.step_id
WHERE r.withdrawn = 0 AND r.comment <> '' AND r.mood = $mood
	AND NOT EXISTS(SELECT 1 FROM heard h WHERE h.response_id = r.id AND h.day >= $quiet_from)
ORDER BY r.day DESC, r.id DESC LIMIT $limit

-- When all have been heard: those longest ago first.
-- name: quotes_heard
SELECT r.id, r.day, r.mood, c.name AS channel, s.name AS step, r.themes, r.comment, max(h.day) AS heard_day
FROM heard h INDEXED BY heard_days
CROSS JOIN response r ON r.id = h.response_id
LEFT JOIN channel c ON c.id = r.channel_id
LEFT JOIN step s ON s.id = r.step_id
WHERE h.day >= $quiet_from AND r.mood = $mood AND r.comment <> '' AND r.withdrawn = 0
GROUP BY r.id ORDER BY max(h.day), r.id LIMIT $limit

-- The channels, steps and themes by name, and whether they have something to say.
-- name: segments_channel
SELECT n.id, n.name, EXISTS(
	SELECT 1 FROM turn t CROSS JOIN response r ON r.id = t.response_id AND r.withdrawn = 0
	WHERE t.kind = 2 AND t.segment_id = n.id AND t.mood IN(-1, 1) AND t.day >= $from_day) AS has_words
FROM channel n ORDER BY n.folded LIMIT $limit

-- name: segments_step
SELECT n.id, n.name, EXISTS(
	SELECT 1 FROM turn t CROSS JOIN response r ON r.id = t.response_id AND r.withdrawn = 0
	WHERE t.kind = 3 AND t.segment_id = n.id AND t.mood IN(-1, 1) AND t.day >= $from_day) AS has_words
FROM step n ORDER BY n.folded LIMIT $limit

-- name: segments_theme
SELECT n.id, n.name, EXISTS(
	SELECT 1 FROM turn t CROSS JOIN response r ON r.id = t.response_id AND r.withdrawn = 0
	WHERE t.kind = 1 AND t.segment_id = n.id AND t.mood IN(-1, 1) AND t.day >= $from_day) AS has_words
FROM theme n WHERE n.retired = 0 AND n.into_id = 0 ORDER BY n.folded LIMIT $limit
