-- Format 4 as it shipped, with data. Never edited.
CREATE TABLE diary ( -- one row: what is true of this file as a whole
    only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    device   BLOB    NOT NULL CHECK (length(device) = 16) -- this device's id, drawn when the file was made
) STRICT;
CREATE TABLE entries ( -- what happened; nothing in a row changes once it is written
    seq     INTEGER NOT NULL PRIMARY KEY,                 -- the order of arrival on this device
    id      BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    device  BLOB    NOT NULL CHECK (length(device) = 16), -- the device it was made on
    wall    INTEGER NOT NULL,                             -- hybrid logical clock: microseconds since 1970 ...
    counter INTEGER NOT NULL CHECK (counter BETWEEN 0 AND 4294967295), -- ... and what tells equal ones apart
    change  BLOB    NOT NULL CHECK (length(change) = 16), -- the action it belongs to
    kind    TEXT    NOT NULL CHECK (kind <> ''),
    body    TEXT    NOT NULL CHECK (json_type(body) = 'object'),  -- canonical JSON
    other   TEXT    NOT NULL CHECK (json_type(other) = 'object')  -- members that a newer version wrote beside the body
, received INTEGER NOT NULL DEFAULT 0, course BLOB CHECK (course IS NULL OR length(course) = 16)) STRICT;
CREATE TABLE projections ( -- one row
    only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    fold     INTEGER NOT NULL -- the version of the fold that made them; 0: not made yet
) STRICT;
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
CREATE TABLE photos (
    course     BLOB    NOT NULL REFERENCES courses (id) ON DELETE CASCADE,
    id         BLOB    NOT NULL CHECK (length(id) = 16),
    angle      TEXT    NOT NULL CHECK (angle <> ''),
    taken      INTEGER NOT NULL,                    -- microseconds since 1970
    offset     INTEGER NOT NULL,                    -- minutes from UTC on the camera's clock
    taken_from TEXT    NOT NULL,
    hash       BLOB    NOT NULL CHECK (length(hash) = 32), -- BLAKE3 of the file's bytes
    media      TEXT    NOT NULL,
    bytes      INTEGER NOT NULL CHECK (bytes >= 0),
    width      INTEGER NOT NULL,
    height     INTEGER NOT NULL,
    sharpness  REAL    NOT NULL,
    findings   TEXT    NOT NULL CHECK (json_type(findings) = 'array'),
    note       TEXT    NOT NULL,
    tags       TEXT    NOT NULL CHECK (json_type(tags) = 'array'),
    removed    INTEGER,                             -- when it went into the bin
    PRIMARY KEY (course, id)
) STRICT;
CREATE TABLE sync_accounts ( -- the accounts this device is in, moves to, or leaves; secrets lie in the device's place for them
    id        BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 32),   -- BLAKE3 of the account's public key
    server    TEXT    NOT NULL CHECK (server <> ''),                  -- its address
    name      TEXT    NOT NULL,                                       -- what this device calls itself there
    role      TEXT    NOT NULL CHECK (role IN ('current', 'next', 'leaving', 'deleting')),
    standing  TEXT    NOT NULL CHECK (standing IN ('creating', 'joining', 'active', 'revoked', 'gone')),
    device    BLOB    CHECK (device IS NULL OR length(device) = 16),  -- the server's name for this device; NULL: not admitted yet
    seq       INTEGER NOT NULL CHECK (seq >= 0),                      -- up to where its log was read ...
    chain     BLOB    NOT NULL CHECK (length(chain) = 32),            -- ... and the chain there
    in_step   INTEGER,                                                -- microseconds since 1970; NULL: never yet
    confirmed INTEGER NOT NULL                                        -- when the client last had the code at hand
) STRICT;
CREATE TABLE sync_records ( -- what this device knows of the records of a log
    place       INTEGER NOT NULL PRIMARY KEY,                        -- the order in which they go out
    account     BLOB    NOT NULL CHECK (length(account) = 32),       -- may outlive its row above: what does not open is kept
    id          BLOB    NOT NULL CHECK (length(id) = 16),
    what        TEXT    NOT NULL CHECK (what IN ('entry', 'identity', 'blob', 'piece', 'orphan',
                                                 'unopened', 'newer', 'unknown', 'contradicts')),
    thing       BLOB    CHECK ((thing IS NOT NULL) = (what IN ('entry', 'identity', 'blob'))), -- entry: its id; identity: a print of its
                                                                     -- secret; blob: its hash
    emptied     INTEGER NOT NULL DEFAULT 0 CHECK (emptied IN (0, 1)), -- an entry that has lost its body
    course      BLOB    CHECK ((course IS NOT NULL) = (what = 'identity')),
    name        TEXT    CHECK ((name IS NOT NULL) = (what = 'blob')), -- canonical JSON
    piece_of    BLOB    CHECK (piece_of IS NULL OR length(piece_of) = 16), -- it holds only a piece of it: what all pieces share,
    piece_index INTEGER CHECK ((piece_index IS NULL) = (piece_of IS NULL)), -- which one, from 0,
    piece_count INTEGER CHECK ((piece_count IS NULL) = (piece_of IS NULL)), -- and how many there are
    seq         INTEGER CHECK (seq >= 0),                            -- its number; NULL until the server's log shows it
    sealed      BLOB,                                                -- while it is on its way, and of what stays sealed
    UNIQUE (account, id)
) STRICT;
CREATE TABLE sync_blobs ( -- photos' files of this device, as blobs of an account
    account  BLOB NOT NULL CHECK (length(account) = 32),
    course   BLOB NOT NULL CHECK (length(course) = 16),
    photo    BLOB NOT NULL CHECK (length(photo) = 16),
    file     TEXT NOT NULL CHECK (file IN ('original', 'clean')),
    hash     BLOB NOT NULL CHECK (length(hash) = 32),                -- BLAKE3 of the sealed bytes: the blob's name
    name     TEXT NOT NULL CHECK (json_type(name) = 'object'),       -- all of it, as a record has it
    standing TEXT NOT NULL CHECK (standing IN ('wanted', 'sent', 'checked')), -- checked: read back from the server
    upload   TEXT CHECK (upload IS NULL OR standing = 'wanted'),     -- where an upload under way goes on
    PRIMARY KEY (account, course, photo, file)
) STRICT;
CREATE UNIQUE INDEX entries_in_order ON entries (wall, counter, device, id);
CREATE INDEX entries_of_change ON entries (change);
CREATE INDEX entries_of_course ON entries (course, kind);
CREATE UNIQUE INDEX sync_accounts_in_use ON sync_accounts (role) WHERE role IN ('current', 'next');
CREATE INDEX sync_records_of_thing ON sync_records (account, what, thing, emptied);
CREATE INDEX sync_records_on_their_way ON sync_records (account, place) WHERE seq IS NULL;
CREATE INDEX sync_records_in_pieces ON sync_records (account, piece_of) WHERE piece_of IS NOT NULL;
CREATE INDEX sync_blobs_by_name ON sync_blobs (account, hash);
INSERT INTO diary (only_row, device) VALUES (1, x'000000000000000000000000000000d1');
INSERT INTO entries (seq, id, device, wall, counter, change, kind, body, other, received, course) VALUES (1, x'00000000000000000000000000000a01', x'000000000000000000000000000000d1', 1777626000000000, 0, x'00000000000000000000000000000e01', 'course.started', '{"at":"2026-05-01T09:00:00Z","attributes":["long-hair"],"course":"00000000-0000-0000-0000-0000000000c1","sessions":3,"sheet":{"id":"example","revision":1,"text":"format = 1\n# the sheet''s \"own\" words\n"},"zone":"Europe/London"}', '{}', 1777626000000000, x'000000000000000000000000000000c1');
INSERT INTO entries (seq, id, device, wall, counter, change, kind, body, other, received, course) VALUES (2, x'00000000000000000000000000000a02', x'000000000000000000000000000000d1', 1777626000000001, 0, x'00000000000000000000000000000e02', 'session.planned', '{"course":"00000000-0000-0000-0000-0000000000c1","session":"00000000-0000-0000-0000-000000000051","starts":"2026-05-02T14:00:00Z","zone":"Europe/London"}', '{}', 1777626000000001, x'000000000000000000000000000000c1');
INSERT INTO entries (seq, id, device, wall, counter, change, kind, body, other, received, course) VALUES (3, x'00000000000000000000000000000a03', x'000000000000000000000000000000d1', 1777744800000000, 0, x'00000000000000000000000000000e03', 'session.changed', '{"course":"00000000-0000-0000-0000-0000000000c1","final":true,"session":"00000000-0000-0000-0000-000000000051","timing":{"ended":"2026-05-02T17:30:00Z","started":null,"status":"done"}}', '{}', 1777744800000000, x'000000000000000000000000000000c1');
INSERT INTO entries (seq, id, device, wall, counter, change, kind, body, other, received, course) VALUES (4, x'00000000000000000000000000000a04', x'000000000000000000000000000000d1', 1777744800000000, 1, x'00000000000000000000000000000e03', 'session.noted', '{"course":"00000000-0000-0000-0000-0000000000c1","notes":{"pigment":"4","shade":"darker"},"session":"00000000-0000-0000-0000-000000000051"}', '{}', 1777744800000000, x'000000000000000000000000000000c1');
INSERT INTO entries (seq, id, device, wall, counter, change, kind, body, other, received, course) VALUES (5, x'00000000000000000000000000000a05', x'000000000000000000000000000000d1', 1777770000000000, 0, x'00000000000000000000000000000e04', 'skin.reported', '{"at":"2026-05-03T01:00:00Z","course":"00000000-0000-0000-0000-0000000000c1","gone":[],"report":"00000000-0000-0000-0000-000000000061","seen":["scabs"]}', '{}', 1777770000000000, x'000000000000000000000000000000c1');
INSERT INTO entries (seq, id, device, wall, counter, change, kind, body, other, received, course) VALUES (6, x'00000000000000000000000000000a06', x'000000000000000000000000000000d1', 1777773600000000, 0, x'00000000000000000000000000000e05', 'session.removed', '{"course":"00000000-0000-0000-0000-0000000000c1","session":"00000000-0000-0000-0000-000000000051"}', '{}', 1777773600000000, x'000000000000000000000000000000c1');
INSERT INTO entries (seq, id, device, wall, counter, change, kind, body, other, received, course) VALUES (7, x'00000000000000000000000000000a07', x'000000000000000000000000000000d1', 1777777200000000, 0, x'00000000000000000000000000000e06', 'undo', '{"undoes":"00000000-0000-0000-0000-000000000e05"}', '{}', 1777777200000000, NULL);
INSERT INTO entries (seq, id, device, wall, counter, change, kind, body, other, received, course) VALUES (8, x'00000000000000000000000000000a08', x'000000000000000000000000000000d1', 1777780800000000, 0, x'00000000000000000000000000000e07', 'settings.set', '{"discreet":true,"locale":"de","quiet":{"from":"22:00","until":"07:00"}}', '{}', 1777780800000000, NULL);
INSERT INTO entries (seq, id, device, wall, counter, change, kind, body, other, received, course) VALUES (9, x'00000000000000000000000000000a09', x'000000000000000000000000000000d1', 1777784400000000, 0, x'00000000000000000000000000000e08', 'later.word', '{"course":"00000000-0000-0000-0000-0000000000c1","x":[1.5,null]}', '{"signature":"abc"}', 1777784400000000, x'000000000000000000000000000000c1');
INSERT INTO entries (seq, id, device, wall, counter, change, kind, body, other, received, course) VALUES (10, x'00000000000000000000000000000a10', x'000000000000000000000000000000d1', 1777788000000000, 0, x'00000000000000000000000000000e09', 'photo.added', '{"angle":"crown","bytes":3000000,"course":"00000000-0000-0000-0000-0000000000c1","findings":[{"kind":"blurred","limit":0.45,"value":0.25}],"hash":"abababababababababababababababababababababababababababababababab","height":4032,"media":"image/jpeg","note":"by the window","offset":60,"photo":"00000000-0000-0000-0000-000000000071","sharpness":0.625,"tags":["scabs"],"taken":"2026-05-03T06:00:00Z","taken_from":"exif","width":3024}', '{}', 1777788000000000, x'000000000000000000000000000000c1');
INSERT INTO entries (seq, id, device, wall, counter, change, kind, body, other, received, course) VALUES (11, x'00000000000000000000000000000a11', x'000000000000000000000000000000d1', 1777791600000000, 0, x'00000000000000000000000000000e10', 'photo.added', '{}', '{}', 1777791600000000, NULL);
INSERT INTO entries (seq, id, device, wall, counter, change, kind, body, other, received, course) VALUES (12, x'00000000000000000000000000000a12', x'000000000000000000000000000000d1', 1777795200000000, 0, x'00000000000000000000000000000e11', 'photo.erased', '{"course":"00000000-0000-0000-0000-0000000000c1","photo":"00000000-0000-0000-0000-000000000072"}', '{}', 1777795200000000, x'000000000000000000000000000000c1');
INSERT INTO projections (only_row, fold) VALUES (1, 2);
INSERT INTO courses (id, opened, started, zone, sessions_planned, attributes, consultation_at, consultation_note, completed) VALUES (x'000000000000000000000000000000c1', x'800650bdce46040000000000000000000000000000000000000000d100000000000000000000000000000a01', 1777626000000000, 'Europe/London', 3, '["long-hair"]', NULL, NULL, NULL);
INSERT INTO sheets (course, position, entry, accepted, id, revision) VALUES (x'000000000000000000000000000000c1', 0, x'00000000000000000000000000000a01', 1777626000000000, 'example', 1);
INSERT INTO sessions (course, id, done, starts, ends, zone, final, touch_up, shadowed, notes) VALUES (x'000000000000000000000000000000c1', x'00000000000000000000000000000051', 1, NULL, 1777743000000000, 'Europe/London', 1, 0, 0, '{"pigment":"4","shade":"darker"}');
INSERT INTO reports (course, id, at, seen, gone) VALUES (x'000000000000000000000000000000c1', x'00000000000000000000000000000061', 1777770000000000, '["scabs"]', '[]');
INSERT INTO settings (only_row, quiet_from, quiet_until, discreet, locale) VALUES (1, 1320, 420, 1, 'de');
INSERT INTO photos (course, id, angle, taken, offset, taken_from, hash, media, bytes, width, height, sharpness, findings, note, tags, removed) VALUES (x'000000000000000000000000000000c1', x'00000000000000000000000000000071', 'crown', 1777788000000000, 60, '"exif"', x'abababababababababababababababababababababababababababababababab', 'image/jpeg', 3000000, 3024, 4032, 0.625, '[{"kind":"blurred","value":0.25,"limit":0.45}]', 'by the window', '["scabs"]', NULL);
INSERT INTO sync_accounts (id, server, name, role, standing, device, seq, chain, in_step, confirmed) VALUES (x'acacacacacacacacacacacacacacacacacacacacacacacacacacacacacacacac', 'https://sync.example', 'Mia''s phone', 'current', 'active', x'000000000000000000000000000000d5', 2, x'cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc', 1777795300000000, 1777626000000000);
INSERT INTO sync_records (place, account, id, what, thing, emptied, course, name, piece_of, piece_index, piece_count, seq, sealed) VALUES (1, x'acacacacacacacacacacacacacacacacacacacacacacacacacacacacacacacac', x'00000000000000000000000000000f01', 'entry', x'00000000000000000000000000000a01', 0, NULL, NULL, NULL, NULL, NULL, 1, NULL);
INSERT INTO sync_records (place, account, id, what, thing, emptied, course, name, piece_of, piece_index, piece_count, seq, sealed) VALUES (2, x'acacacacacacacacacacacacacacacacacacacacacacacacacacacacacacacac', x'00000000000000000000000000000f02', 'unknown', NULL, 0, NULL, NULL, NULL, NULL, NULL, 2, x'01ab');
INSERT INTO sync_records (place, account, id, what, thing, emptied, course, name, piece_of, piece_index, piece_count, seq, sealed) VALUES (3, x'acacacacacacacacacacacacacacacacacacacacacacacacacacacacacacacac', x'00000000000000000000000000000f03', 'entry', x'00000000000000000000000000000a02', 0, NULL, NULL, NULL, NULL, NULL, NULL, x'01cd');
INSERT INTO sync_blobs (account, course, photo, file, hash, name, standing, upload) VALUES (x'acacacacacacacacacacacacacacacacacacacacacacacacacacacacacacacac', x'000000000000000000000000000000c1', x'00000000000000000000000000000071', 'original', x'efefefefefefefefefefefefefefefefefefefefefefefefefefefefefefefef', '{"bytes":9,"course":"00000000-0000-0000-0000-0000000000c1","file":"original","hash":"efefefefefefefefefefefefefefefefefefefefefefefefefefefefefefefef","photo":"00000000-0000-0000-0000-000000000071"}', 'wanted', NULL);
