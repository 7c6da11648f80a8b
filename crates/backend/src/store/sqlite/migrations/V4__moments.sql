-- Moments jobs of enterprises. Times are Unix milliseconds.

-- Managers belong to a platform (公众号), which is known by its `uniacid`.
CREATE TABLE managers (
    manager_id INTEGER PRIMARY KEY NOT NULL,
    uniacid INTEGER NOT NULL,
    mobile INTEGER NOT NULL,
    password_hash TEXT NOT NULL,
    UNIQUE (uniacid, mobile)
) STRICT;

CREATE TABLE enterprises (
    enterprise_id INTEGER PRIMARY KEY NOT NULL,
    uniacid INTEGER NOT NULL,
    name TEXT NOT NULL
) STRICT;
CREATE INDEX enterprises_by_platform ON enterprises (uniacid);

CREATE TABLE managed_enterprises (
    manager_id INTEGER NOT NULL REFERENCES managers (manager_id),
    enterprise_id INTEGER NOT NULL REFERENCES enterprises (enterprise_id),
    PRIMARY KEY (manager_id, enterprise_id)
) STRICT, WITHOUT ROWID;

-- The token itself is never stored.
CREATE TABLE manager_sessions (
    token_hash BLOB PRIMARY KEY NOT NULL,
    manager_id INTEGER NOT NULL REFERENCES managers (manager_id),
    enterprise_id INTEGER REFERENCES enterprises (enterprise_id),
    expires_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE staff_departments (
    department_id INTEGER PRIMARY KEY NOT NULL,
    enterprise_id INTEGER NOT NULL REFERENCES enterprises (enterprise_id),
    name TEXT NOT NULL
) STRICT;
CREATE INDEX staff_departments_by_enterprise ON staff_departments (enterprise_id);

CREATE TABLE staff (
    staff_id INTEGER PRIMARY KEY NOT NULL,
    enterprise_id INTEGER NOT NULL REFERENCES enterprises (enterprise_id),
    department_id INTEGER NOT NULL REFERENCES staff_departments (department_id),
    name TEXT NOT NULL,
    userid TEXT NOT NULL,
    UNIQUE (enterprise_id, userid)
) STRICT;
CREATE INDEX staff_by_department ON staff (department_id);

-- `drill_ms` is how far the simulated unit has lived through the series,
-- `due_ms` when it publishes the next job there, in drill time; null: never.
CREATE TABLE moment_tasks (
    task_id INTEGER PRIMARY KEY NOT NULL,
    enterprise_id INTEGER NOT NULL REFERENCES enterprises (enterprise_id),
    name TEXT NOT NULL,
    drill_ms INTEGER NOT NULL DEFAULT 0,
    due_ms INTEGER
) STRICT;
CREATE INDEX moment_tasks_by_enterprise ON moment_tasks (enterprise_id);

CREATE TABLE moment_jobs (
    job_id INTEGER PRIMARY KEY NOT NULL,
    task_id INTEGER NOT NULL REFERENCES moment_tasks (task_id),
    sent_ms INTEGER NOT NULL,
    content TEXT NOT NULL,
    drill_ms INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX moment_jobs_by_task ON moment_jobs (task_id, sent_ms);
CREATE INDEX moment_jobs_by_time ON moment_jobs (sent_ms);

CREATE TABLE moment_attachments (
    job_id INTEGER NOT NULL REFERENCES moment_jobs (job_id),
    place INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('image', 'video', 'link', 'mini_program')),
    media_id TEXT NOT NULL,
    title TEXT NOT NULL,
    url TEXT NOT NULL,
    PRIMARY KEY (job_id, place)
) STRICT, WITHOUT ROWID;

-- Who was chosen: somebody, or a department.
CREATE TABLE moment_senders (
    sender_id INTEGER PRIMARY KEY NOT NULL,
    job_id INTEGER NOT NULL REFERENCES moment_jobs (job_id),
    staff_id INTEGER REFERENCES staff (staff_id),
    department_id INTEGER REFERENCES staff_departments (department_id),
    CHECK ((staff_id IS NULL) <> (department_id IS NULL))
) STRICT;
CREATE INDEX moment_senders_by_job ON moment_senders (job_id);

CREATE TABLE moment_tags (
    job_id INTEGER NOT NULL REFERENCES moment_jobs (job_id),
    place INTEGER NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (job_id, place)
) STRICT, WITHOUT ROWID;

-- Everybody who is to post. `due_ms` is when the simulated unit looks again,
-- in drill time; null when nothing more will happen.
CREATE TABLE moment_posts (
    job_id INTEGER NOT NULL REFERENCES moment_jobs (job_id),
    staff_id INTEGER NOT NULL REFERENCES staff (staff_id),
    posted_ms INTEGER,
    due_ms INTEGER,
    PRIMARY KEY (job_id, staff_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX moment_posts_by_due ON moment_posts (job_id, due_ms) WHERE due_ms IS NOT NULL;
