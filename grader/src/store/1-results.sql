-- By this a store is known: `grad`.
PRAGMA application_id = 0x67726164;

-- A call of `grader grade`.
CREATE TABLE run (
    id         INTEGER PRIMARY KEY,
    -- UTC, such as 2026-11-26T10:00:00Z.
    begun      TEXT NOT NULL,
    -- NULL while it goes on, and where it was interrupted.
    ended      TEXT,
    -- A digest of all that decides results but the submissions.
    setting    BLOB NOT NULL,
    -- Whether results of earlier runs do not count.
    regrades   INTEGER NOT NULL,
    grader     TEXT NOT NULL,
    toolchain  TEXT NOT NULL,
    -- The course's name, a digest of its files, and all its exercises in their order, as JSON: [[id, file], …].
    course     TEXT NOT NULL,
    course_key BLOB NOT NULL,
    exercises  TEXT NOT NULL,
    -- From 0 to 2^64 - 1, so not an INTEGER.
    seed       TEXT NOT NULL,
    -- JSON, as in reports.
    sandbox    TEXT NOT NULL
) STRICT;

-- What was handed in, once however many handed it in.
CREATE TABLE file (
    key  BLOB PRIMARY KEY,
    text TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What came of files in a setting. It has no name: those with the same files share it.
CREATE TABLE result (
    id        INTEGER PRIMARY KEY,
    -- A digest of the setting and the files.
    key       BLOB NOT NULL,
    -- In which it was graded.
    run       INTEGER NOT NULL REFERENCES run,
    -- As in the report, for those who ask with SQL of their own.
    score     REAL NOT NULL,
    max_score REAL NOT NULL,
    -- The submission as in grader/report/v1, with an empty name.
    report    TEXT NOT NULL
) STRICT;
CREATE INDEX result_by_key ON result (key);

-- The files of a result.
CREATE TABLE handed (
    result   INTEGER NOT NULL REFERENCES result,
    exercise TEXT NOT NULL,
    file     BLOB NOT NULL REFERENCES file,
    PRIMARY KEY (result, exercise)
) STRICT, WITHOUT ROWID;

-- A submission in a run: not graded yet where it has neither a result nor a failure.
CREATE TABLE entry (
    run      INTEGER NOT NULL REFERENCES run,
    name     TEXT NOT NULL,
    -- Its place in the report.
    position INTEGER NOT NULL,
    result   INTEGER REFERENCES result,
    -- The report of one that could not be graded, through no fault of the student's. It is tried again.
    failure  TEXT,
    -- How often it was tried in this run; for those who look for what fails now and then.
    attempts INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (run, name)
) STRICT, WITHOUT ROWID;
