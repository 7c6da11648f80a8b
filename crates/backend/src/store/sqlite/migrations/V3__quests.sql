-- A board of quests. Times are Unix milliseconds.

CREATE TABLE quest_users (
    user_id INTEGER PRIMARY KEY NOT NULL,
    username TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    name TEXT NOT NULL,
    level INTEGER NOT NULL,
    is_admin INTEGER NOT NULL CHECK (is_admin IN (0, 1))
) STRICT;

-- The token itself is never stored.
CREATE TABLE quest_sessions (
    token_hash BLOB PRIMARY KEY NOT NULL,
    user_id INTEGER NOT NULL REFERENCES quest_users (user_id),
    signed_in_ms INTEGER NOT NULL,
    expires_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE quest_categories (
    category_id INTEGER PRIMARY KEY NOT NULL,
    name TEXT NOT NULL UNIQUE
) STRICT;

-- Ids are never used again. `target_params` is a JSON object, `rewards` a list
-- of them, read as a whole or not at all.
CREATE TABLE quests (
    quest_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    category_id INTEGER NOT NULL REFERENCES quest_categories (category_id),
    kind TEXT NOT NULL CHECK
        (kind IN ('daily', 'weekly', 'achievement', 'event', 'tutorial', 'team')),
    target_type TEXT NOT NULL,
    target_params TEXT NOT NULL,
    target_count INTEGER NOT NULL CHECK (target_count >= 1),
    rewards TEXT NOT NULL,
    level_required INTEGER NOT NULL,
    time_limit_s INTEGER CHECK (time_limit_s >= 1),
    reset TEXT NOT NULL CHECK (reset IN ('none', 'daily', 'weekly', 'monthly')),
    max_completions INTEGER NOT NULL CHECK (max_completions >= 1),
    is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
    starts_ms INTEGER,
    ends_ms INTEGER,
    created_ms INTEGER NOT NULL,
    updated_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX quests_by_category ON quests (category_id);

-- What has to be completed before.
CREATE TABLE quest_needs (
    quest_id INTEGER NOT NULL REFERENCES quests (quest_id) ON DELETE CASCADE,
    needed_id INTEGER NOT NULL REFERENCES quests (quest_id),
    PRIMARY KEY (quest_id, needed_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX quest_needs_by_needed ON quest_needs (needed_id);

-- One a user and quest; none is: not accepted. `idle` is not accepted either,
-- with completions that count until the reset. `limit_ms` is when the time
-- limit runs out, `resets_ms` when the row goes. `warned` says how often it was
-- told that time runs out, `lived_ms` how far the simulated unit has lived
-- through it.
CREATE TABLE quest_runs (
    run_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    quest_id INTEGER NOT NULL REFERENCES quests (quest_id) ON DELETE CASCADE,
    user_id INTEGER NOT NULL REFERENCES quest_users (user_id),
    state TEXT NOT NULL CHECK
        (state IN ('idle', 'running', 'completed', 'claimed', 'failed', 'expired')),
    progress INTEGER NOT NULL DEFAULT 0,
    completions INTEGER NOT NULL DEFAULT 0,
    accepted_ms INTEGER NOT NULL,
    limit_ms INTEGER,
    resets_ms INTEGER,
    ended_ms INTEGER,
    warned INTEGER NOT NULL DEFAULT 0,
    lived_ms INTEGER NOT NULL DEFAULT 0,
    UNIQUE (quest_id, user_id)
) STRICT;
CREATE INDEX quest_runs_by_user ON quest_runs (user_id);
CREATE INDEX quest_runs_by_reset ON quest_runs (resets_ms) WHERE resets_ms IS NOT NULL;
CREATE INDEX quest_runs_running ON quest_runs (run_id) WHERE state = 'running';

-- Who has ever completed what, whatever was reset since.
CREATE TABLE quest_feats (
    user_id INTEGER NOT NULL REFERENCES quest_users (user_id),
    quest_id INTEGER NOT NULL REFERENCES quests (quest_id) ON DELETE CASCADE,
    first_ms INTEGER NOT NULL,
    PRIMARY KEY (user_id, quest_id)
) STRICT, WITHOUT ROWID;

-- What was handed out: one row a run that was claimed, and it outlives both
-- run and quest.
CREATE TABLE quest_grants (
    run_id INTEGER PRIMARY KEY NOT NULL,
    quest_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL REFERENCES quest_users (user_id),
    rewards TEXT NOT NULL,
    granted_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE quest_audit (
    audit_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    at_ms INTEGER NOT NULL,
    user_id INTEGER NOT NULL REFERENCES quest_users (user_id),
    action TEXT NOT NULL CHECK
        (action IN ('create', 'update', 'delete', 'reset', 'claim')),
    quest_id INTEGER,
    quest_name TEXT NOT NULL,
    detail TEXT NOT NULL
) STRICT;
