-- Format 4: sync, and photos that are erased for good.
--
-- From here on an entry about a photo that is erased loses `body`, `other` and `course`: all that was said of it. Nothing else in a
-- row of `entries` ever changes. Bodies that should have gone before are taken by the upgrade itself, in code.

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
CREATE UNIQUE INDEX sync_accounts_in_use ON sync_accounts (role) WHERE role IN ('current', 'next');

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
CREATE INDEX sync_records_of_thing ON sync_records (account, what, thing, emptied);
CREATE INDEX sync_records_on_their_way ON sync_records (account, place) WHERE seq IS NULL;
CREATE INDEX sync_records_in_pieces ON sync_records (account, piece_of) WHERE piece_of IS NOT NULL;

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
CREATE INDEX sync_blobs_by_name ON sync_blobs (account, hash);
