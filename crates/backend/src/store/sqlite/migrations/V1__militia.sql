-- Times are Unix milliseconds. Coordinates are GCJ-02 degrees. A unit is an
-- office or an organisation: of each pair of columns exactly one is set.

CREATE TABLE seeding (
    size TEXT NOT NULL,
    seed INTEGER NOT NULL
) STRICT;

CREATE TABLE offices (
    office_id INTEGER PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('street', 'district', 'city')),
    upper_office_id INTEGER REFERENCES offices (office_id)
) STRICT;
CREATE INDEX offices_by_upper ON offices (upper_office_id);

CREATE TABLE orgs (
    org_id INTEGER PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    office_id INTEGER NOT NULL REFERENCES offices (office_id),
    upper_org_id INTEGER REFERENCES orgs (org_id)
) STRICT;
CREATE INDEX orgs_by_office ON orgs (office_id);
CREATE INDEX orgs_by_upper ON orgs (upper_org_id);

CREATE TABLE people (
    soldier_id INTEGER PRIMARY KEY NOT NULL,
    im_user_id INTEGER NOT NULL UNIQUE,
    name TEXT NOT NULL,
    phone INTEGER NOT NULL UNIQUE,
    office_id INTEGER NOT NULL REFERENCES offices (office_id),
    home_lat REAL NOT NULL,
    home_lng REAL NOT NULL
) STRICT;
CREATE INDEX people_by_office ON people (office_id);

CREATE TABLE org_members (
    org_id INTEGER NOT NULL REFERENCES orgs (org_id),
    soldier_id INTEGER NOT NULL REFERENCES people (soldier_id),
    is_admin INTEGER NOT NULL DEFAULT 0 CHECK (is_admin IN (0, 1)),
    PRIMARY KEY (org_id, soldier_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX org_members_by_soldier ON org_members (soldier_id);

CREATE TABLE accounts (
    account_id INTEGER PRIMARY KEY NOT NULL,
    username TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    office_id INTEGER REFERENCES offices (office_id),
    org_id INTEGER REFERENCES orgs (org_id),
    CHECK ((office_id IS NULL) <> (org_id IS NULL))
) STRICT;

-- The token itself is never stored.
CREATE TABLE sessions (
    token_hash BLOB PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (account_id),
    expires_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE places (
    place_id INTEGER PRIMARY KEY NOT NULL,
    office_id INTEGER REFERENCES offices (office_id),
    org_id INTEGER REFERENCES orgs (org_id),
    name TEXT NOT NULL,
    lat REAL NOT NULL,
    lng REAL NOT NULL,
    CHECK ((office_id IS NULL) <> (org_id IS NULL))
) STRICT;
CREATE INDEX places_by_office ON places (office_id);
CREATE INDEX places_by_org ON places (org_id);

-- The place is copied: a task keeps the place it was published with.
-- `drill_ms` is how far the simulated unit has lived through the task.
CREATE TABLE tasks (
    task_id INTEGER PRIMARY KEY NOT NULL,
    launch_office_id INTEGER REFERENCES offices (office_id),
    launch_org_id INTEGER REFERENCES orgs (org_id),
    title TEXT NOT NULL,
    detail TEXT NOT NULL,
    mem_count INTEGER NOT NULL CHECK (mem_count >= 1),
    launched_ms INTEGER NOT NULL,
    published_ms INTEGER NOT NULL,
    gather_ms INTEGER NOT NULL,
    finish_ms INTEGER NOT NULL,
    finished_ms INTEGER,
    place_name TEXT NOT NULL,
    place_lat REAL NOT NULL,
    place_lng REAL NOT NULL,
    drill_ms INTEGER NOT NULL DEFAULT 0,
    CHECK (gather_ms < finish_ms),
    CHECK ((launch_office_id IS NULL) <> (launch_org_id IS NULL))
) STRICT;
CREATE INDEX tasks_by_office ON tasks (launch_office_id);
CREATE INDEX tasks_by_org ON tasks (launch_org_id);

CREATE TABLE task_offices (
    task_id INTEGER NOT NULL REFERENCES tasks (task_id),
    office_id INTEGER NOT NULL REFERENCES offices (office_id),
    PRIMARY KEY (task_id, office_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE task_orgs (
    task_id INTEGER NOT NULL REFERENCES tasks (task_id),
    org_id INTEGER NOT NULL REFERENCES orgs (org_id),
    PRIMARY KEY (task_id, org_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE task_soldiers (
    task_id INTEGER NOT NULL REFERENCES tasks (task_id),
    soldier_id INTEGER NOT NULL REFERENCES people (soldier_id),
    PRIMARY KEY (task_id, soldier_id)
) STRICT, WITHOUT ROWID;

-- Everybody a task was sent to, once, whatever way they were chosen.
-- `due_ms` is when the simulated unit looks at the person again, in the
-- task's drill time; null when nothing more will happen.
CREATE TABLE notified (
    task_id INTEGER NOT NULL REFERENCES tasks (task_id),
    soldier_id INTEGER NOT NULL REFERENCES people (soldier_id),
    status TEXT NOT NULL DEFAULT 'unread' CHECK (status IN ('unread', 'refused', 'accepted')),
    responded_ms INTEGER,
    checked_ms INTEGER,
    due_ms INTEGER DEFAULT 0,
    PRIMARY KEY (task_id, soldier_id),
    CHECK ((status = 'unread') = (responded_ms IS NULL)),
    CHECK (checked_ms IS NULL OR status = 'accepted')
) STRICT, WITHOUT ROWID;
CREATE INDEX notified_by_status ON notified (task_id, status, checked_ms);
CREATE INDEX notified_by_due ON notified (task_id, due_ms) WHERE due_ms IS NOT NULL;

CREATE TABLE positions (
    task_id INTEGER NOT NULL,
    soldier_id INTEGER NOT NULL,
    lat REAL NOT NULL,
    lng REAL NOT NULL,
    reported_ms INTEGER NOT NULL,
    PRIMARY KEY (task_id, soldier_id),
    FOREIGN KEY (task_id, soldier_id) REFERENCES notified (task_id, soldier_id)
) STRICT, WITHOUT ROWID;

-- One row for each SMS that a real server would have sent. Nothing makes the
-- pair unique on purpose: a person notified twice must be seen here.
CREATE TABLE notices (
    notice_id INTEGER PRIMARY KEY NOT NULL,
    task_id INTEGER NOT NULL REFERENCES tasks (task_id),
    soldier_id INTEGER NOT NULL REFERENCES people (soldier_id),
    sent_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX notices_by_task ON notices (task_id, soldier_id);
