-- What the driver itself says to the engine.
-- name: begin_read
BEGIN

-- name: begin_write
BEGIN IMMEDIATE

-- name: commit
COMMIT

-- name: rollback
ROLLBACK

-- name: data_version
PRAGMA data_version

-- name: user_version
PRAGMA user_version

-- Written after a commit that failed: it takes the place in the log of what may have been half written.
-- name: settle
UPDATE meta SET value = value + 1 WHERE key = 'settled'

-- name: settings
PRAGMA synchronous = FULL;
PRAGMA cell_size_check = ON;
PRAGMA secure_delete = ON;
PRAGMA temp_store = MEMORY;

-- name: sync_each
PRAGMA synchronous = FULL

-- name: sync_later
PRAGMA synchronous = NORMAL

-- The first of these reads, so that a file that can't be read shows itself here.
-- name: settings_read_only
PRAGMA user_version;
PRAGMA query_only = ON;
PRAGMA cell_size_check = ON;
PRAGMA temp_store = MEMORY;

-- name: write_ahead
PRAGMA journal_mode = WAL

-- name: no_journal
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;

-- name: cache_large
PRAGMA cache_size = -16384

-- name: cache_normal
PRAGMA cache_size = -2000

-- name: checkpoint
PRAGMA wal_checkpoint(TRUNCATE)

-- name: application_team
PRAGMA application_id = 1145131860

-- name: application_own
PRAGMA application_id = 1145131855

-- name: check_pages
PRAGMA integrity_check(1)

-- name: check_pages_quick
PRAGMA quick_check(1)

-- name: check_keys
PRAGMA foreign_key_check

-- name: meta_read
SELECT value FROM meta WHERE key = $key

-- name: meta_put
INSERT INTO meta(key, value) VALUES($key, $value) ON CONFLICT(key) DO UPDATE SET value = excluded.value

-- name: meta_drop
DELETE FROM meta WHERE key = $key

-- What was worked out, see kept.h.
-- name: kept_drop
DELETE FROM meta WHERE key > 'kept ' AND key < 'kept!'

-- Nothing of ours is a trigger or a view.
-- name: check_schema
SELECT type, name FROM sqlite_schema

-- The columns of the table that is poured from memory, see driver.h.
-- name: poured
CREATE TABLE poured(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17)
