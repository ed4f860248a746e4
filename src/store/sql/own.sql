-- name: own_notes
SELECT id, goal_id, day, text FROM note ORDER BY day DESC, id DESC

-- name: own_note_add
INSERT INTO note(goal_id, day, text) VALUES($goal_id, $day, $text) RETURNING id

-- name: own_note_change
UPDATE note SET goal_id = $goal_id, day = $day, text = $text WHERE id = $id RETURNING id

-- name: own_notes_holding
SELECT id FROM note WHERE forgets(text)

-- name: own_notes_forget
UPDATE note SET text = forgotten(text) WHERE forgets(text) RETURNING id
