-- Clubs of students. Times are Unix milliseconds.

-- Whoever has no password cannot sign in: those are the people whom the
-- simulated unit moves.
CREATE TABLE students (
    student_id INTEGER PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    mobile INTEGER NOT NULL UNIQUE,
    gender TEXT NOT NULL CHECK (gender IN ('female', 'male')),
    graduate_year INTEGER NOT NULL,
    school TEXT NOT NULL,
    major TEXT NOT NULL,
    password_hash TEXT
) STRICT;

-- One a student and caller. The token itself is never stored.
CREATE TABLE student_tokens (
    student_id INTEGER NOT NULL REFERENCES students (student_id),
    caller TEXT NOT NULL,
    token_hash BLOB NOT NULL,
    expires_ms INTEGER NOT NULL,
    PRIMARY KEY (student_id, caller)
) STRICT, WITHOUT ROWID;

CREATE TABLE clubs (
    club_id INTEGER PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('school', 'faculty', 'interest'))
) STRICT;

CREATE TABLE departments (
    department_id INTEGER PRIMARY KEY NOT NULL,
    club_id INTEGER NOT NULL REFERENCES clubs (club_id),
    name TEXT NOT NULL
) STRICT;
CREATE INDEX departments_by_club ON departments (club_id);

-- Who holds a job that administers may publish in the club's name.
CREATE TABLE jobs (
    job_id INTEGER PRIMARY KEY NOT NULL,
    club_id INTEGER NOT NULL REFERENCES clubs (club_id),
    name TEXT NOT NULL,
    administers INTEGER NOT NULL CHECK (administers IN (0, 1))
) STRICT;
CREATE INDEX jobs_by_club ON jobs (club_id);

CREATE TABLE club_members (
    club_id INTEGER NOT NULL REFERENCES clubs (club_id),
    student_id INTEGER NOT NULL REFERENCES students (student_id),
    department_id INTEGER REFERENCES departments (department_id),
    job_id INTEGER REFERENCES jobs (job_id),
    PRIMARY KEY (club_id, student_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX club_members_by_student ON club_members (student_id);

-- A mission, or a part of one: a part has a text and its own id, and for the
-- rest what its mission has. `drill_ms` is how far the simulated unit has
-- lived through what people were given.
CREATE TABLE missions (
    mission_id INTEGER PRIMARY KEY NOT NULL,
    upper_mission_id INTEGER REFERENCES missions (mission_id),
    content TEXT NOT NULL,
    club_id INTEGER REFERENCES clubs (club_id),
    sponsor_id INTEGER REFERENCES students (student_id),
    created_ms INTEGER,
    deadline_ms INTEGER,
    reverted_ms INTEGER,
    drill_ms INTEGER NOT NULL DEFAULT 0,
    CHECK ((upper_mission_id IS NULL) = (club_id IS NOT NULL)),
    CHECK ((club_id IS NULL) = (sponsor_id IS NULL)),
    CHECK ((club_id IS NULL) = (created_ms IS NULL)),
    CHECK ((club_id IS NULL) = (deadline_ms IS NULL)),
    CHECK (reverted_ms IS NULL OR upper_mission_id IS NULL)
) STRICT;
CREATE INDEX missions_by_upper ON missions (upper_mission_id);
CREATE INDEX missions_by_sponsor ON missions (sponsor_id);

-- What somebody was given: a part of a mission, or the mission itself where
-- it has no parts. `due_ms` is when the simulated unit looks again, in drill
-- time; null when nothing more will happen.
CREATE TABLE mission_shares (
    mission_id INTEGER NOT NULL REFERENCES missions (mission_id),
    part_id INTEGER NOT NULL REFERENCES missions (mission_id),
    student_id INTEGER NOT NULL REFERENCES students (student_id),
    confirmed_ms INTEGER,
    finished_ms INTEGER,
    due_ms INTEGER,
    PRIMARY KEY (part_id, student_id),
    CHECK (finished_ms IS NULL OR confirmed_ms IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX mission_shares_by_mission ON mission_shares (mission_id, student_id);
CREATE INDEX mission_shares_by_student ON mission_shares (student_id);
CREATE INDEX mission_shares_by_due ON mission_shares (part_id, due_ms) WHERE due_ms IS NOT NULL;

-- `deadline_ms` is when the meeting begins.
CREATE TABLE meetings (
    meeting_id INTEGER PRIMARY KEY NOT NULL,
    club_id INTEGER NOT NULL REFERENCES clubs (club_id),
    sponsor_id INTEGER NOT NULL REFERENCES students (student_id),
    content TEXT NOT NULL,
    address TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    deadline_ms INTEGER NOT NULL,
    need_sign INTEGER NOT NULL CHECK (need_sign IN (0, 1)),
    ended_ms INTEGER,
    reverted_ms INTEGER,
    drill_ms INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX meetings_by_sponsor ON meetings (sponsor_id);

CREATE TABLE meeting_leaders (
    meeting_id INTEGER NOT NULL REFERENCES meetings (meeting_id),
    student_id INTEGER NOT NULL REFERENCES students (student_id),
    PRIMARY KEY (meeting_id, student_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX meeting_leaders_by_student ON meeting_leaders (student_id);

CREATE TABLE invitations (
    meeting_id INTEGER NOT NULL REFERENCES meetings (meeting_id),
    student_id INTEGER NOT NULL REFERENCES students (student_id),
    reply TEXT NOT NULL DEFAULT 'nothing' CHECK (reply IN ('nothing', 'confirmed', 'leave')),
    replied_ms INTEGER,
    comment TEXT NOT NULL DEFAULT '',
    signed_ms INTEGER,
    due_ms INTEGER,
    PRIMARY KEY (meeting_id, student_id),
    CHECK ((reply = 'nothing') = (replied_ms IS NULL)),
    CHECK (signed_ms IS NULL OR reply = 'confirmed')
) STRICT, WITHOUT ROWID;
CREATE INDEX invitations_by_student ON invitations (student_id);
CREATE INDEX invitations_by_due ON invitations (meeting_id, due_ms) WHERE due_ms IS NOT NULL;

-- One row for each message that a real server would have pushed, which is
-- also the record of who was reminded and of what. Nothing makes a row unique
-- on purpose: a person notified twice must be seen here.
CREATE TABLE club_notices (
    notice_id INTEGER PRIMARY KEY NOT NULL,
    mission_id INTEGER REFERENCES missions (mission_id),
    meeting_id INTEGER REFERENCES meetings (meeting_id),
    student_id INTEGER NOT NULL REFERENCES students (student_id),
    reason TEXT NOT NULL CHECK (reason IN ('published', 'confirm', 'finish')),
    sent_ms INTEGER NOT NULL,
    CHECK ((mission_id IS NULL) <> (meeting_id IS NULL))
) STRICT;
CREATE INDEX club_notices_by_mission ON club_notices (mission_id, reason);
CREATE INDEX club_notices_by_meeting ON club_notices (meeting_id, reason);
