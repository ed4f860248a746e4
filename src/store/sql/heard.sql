-- What was heard in meetings.
-- name: heard_in_meeting
SELECT r.id FROM heard h JOIN response r ON r.id = h.response_id
WHERE h.meeting_id = $meeting_id AND h.day >= (SELECT day FROM meeting WHERE id = $meeting_id)
ORDER BY r.mood DESC, r.id

-- name: heard_channels
SELECT c.name, count(h.response_id) AS count
FROM channel c LEFT JOIN (
	SELECT h.response_id, r.channel_id FROM heard h INDEXED BY heard_days JOIN response r ON r.id = h.response_id
	WHERE h.day >= $from_day) h ON h.channel_id = c.id
GROUP BY c.id ORDER BY count(h.response_id) DESC, c.folded
