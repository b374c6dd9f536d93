-- When an entry reached this device. For entries from before this column, when they were made is the best there is.
ALTER TABLE entries ADD COLUMN received INTEGER NOT NULL DEFAULT 0; -- microseconds since 1970
UPDATE entries SET received = wall;
-- The course that the body names. Derived, so that one course can be read without the others.
ALTER TABLE entries ADD COLUMN course BLOB CHECK (course IS NULL OR length(course) = 16);
CREATE INDEX entries_of_course ON entries (course, kind);

-- All tables below are projections: read from the log, never the other way, and rebuilt from it at any time.
CREATE TABLE projections ( -- one row
    only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    fold     INTEGER NOT NULL -- the version of the fold that made them; 0: not made yet
) STRICT;
INSERT INTO projections (only_row, fold) VALUES (1, 0);

CREATE TABLE courses (
    id                BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    opened            BLOB    NOT NULL UNIQUE CHECK (length(opened) = 44), -- the place of its first entry; sorts as places do
    started           INTEGER NOT NULL,                -- all instants: microseconds since 1970
    zone              TEXT,                            -- IANA name
    sessions_planned  INTEGER CHECK (sessions_planned > 0), -- NULL: the sheet's usual number
    attributes        TEXT    NOT NULL CHECK (json_type(attributes) = 'array'),
    consultation_at   INTEGER,
    consultation_note TEXT,
    completed         INTEGER,                         -- NULL: not complete
    CHECK ((consultation_at IS NULL) = (consultation_note IS NULL))
) STRICT;

CREATE TABLE sheets ( -- the sheets a course was under; the text stands in the entry's body, once
    course   BLOB    NOT NULL REFERENCES courses (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0), -- the highest one holds
    entry    BLOB    NOT NULL REFERENCES entries (id),
    accepted INTEGER NOT NULL,
    id       TEXT    NOT NULL,
    revision INTEGER NOT NULL,
    PRIMARY KEY (course, position)
) STRICT;

CREATE TABLE sessions (
    course   BLOB    NOT NULL REFERENCES courses (id) ON DELETE CASCADE,
    id       BLOB    NOT NULL CHECK (length(id) = 16),
    done     INTEGER NOT NULL CHECK (done IN (0, 1)),
    starts   INTEGER CHECK (starts IS NOT NULL OR done = 1),  -- NULL: nobody said
    ends     INTEGER CHECK (ends IS NOT NULL OR done = 0),    -- NULL: nobody said
    zone     TEXT,                                            -- IANA name
    final    INTEGER NOT NULL CHECK (final IN (0, 1)),
    touch_up INTEGER NOT NULL CHECK (touch_up IN (0, 1)),
    shadowed INTEGER NOT NULL CHECK (shadowed IN (0, 1)),     -- another one with the same start stands for it
    notes    TEXT    NOT NULL CHECK (json_type(notes) = 'object'),
    PRIMARY KEY (course, id),
    CHECK (starts <= ends)
) STRICT;

CREATE TABLE reports (
    course BLOB    NOT NULL REFERENCES courses (id) ON DELETE CASCADE,
    id     BLOB    NOT NULL CHECK (length(id) = 16),
    at     INTEGER NOT NULL,
    seen   TEXT    NOT NULL CHECK (json_type(seen) = 'array'),
    gone   TEXT    NOT NULL CHECK (json_type(gone) = 'array'),
    PRIMARY KEY (course, id)
) STRICT;

CREATE TABLE notes (
    course BLOB    NOT NULL REFERENCES courses (id) ON DELETE CASCADE,
    id     BLOB    NOT NULL CHECK (length(id) = 16),
    at     INTEGER NOT NULL,
    text   TEXT    NOT NULL CHECK (text <> ''),
    PRIMARY KEY (course, id)
) STRICT;

CREATE TABLE settings ( -- one row, once something was set
    only_row    INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    quiet_from  INTEGER CHECK (quiet_from BETWEEN 0 AND 1439),  -- minutes from midnight
    quiet_until INTEGER CHECK (quiet_until BETWEEN 0 AND 1439),
    discreet    INTEGER CHECK (discreet IN (0, 1)),
    locale      TEXT,
    CHECK ((quiet_from IS NULL) = (quiet_until IS NULL))
) STRICT;
