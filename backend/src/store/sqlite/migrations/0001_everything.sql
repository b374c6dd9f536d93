-- Accounts, by a number that is never given twice: it stands for the 32-byte id in every other key.
CREATE TABLE accounts (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 32),
    public_key BLOB NOT NULL CHECK (length(public_key) = 32),
    -- The head of the log: the last record's number, and the chain after it.
    seq INTEGER NOT NULL DEFAULT 0 CHECK (seq >= 0),
    chain BLOB NOT NULL DEFAULT (zeroblob(32)) CHECK (length(chain) = 32),
    -- Bytes of ciphertext, of blobs, and of what unfinished uploads announced.
    bytes INTEGER NOT NULL DEFAULT 0 CHECK (bytes >= 0)
) STRICT;

-- Nonces that wait to be signed.
CREATE TABLE challenges (
    account INTEGER NOT NULL REFERENCES accounts (number),
    nonce BLOB NOT NULL CHECK (length(nonce) = 32),
    expires INTEGER NOT NULL,
    PRIMARY KEY (account, nonce)
) STRICT, WITHOUT ROWID;
CREATE INDEX challenges_by_end ON challenges (expires);

CREATE TABLE devices (
    account INTEGER NOT NULL REFERENCES accounts (number),
    id BLOB NOT NULL CHECK (length(id) = 16),
    created INTEGER NOT NULL,
    -- Days since 1970: no more than that is kept.
    last_seen INTEGER NOT NULL,
    -- Sealed by a client.
    label BLOB NOT NULL,
    -- BLAKE3 of the token; the token itself is nowhere.
    token BLOB NOT NULL UNIQUE CHECK (length(token) = 32),
    PRIMARY KEY (account, id)
) STRICT, WITHOUT ROWID;

-- The log. Numbers have no gaps; a deleted record loses its ciphertext and nothing else.
CREATE TABLE records (
    account INTEGER NOT NULL REFERENCES accounts (number),
    seq INTEGER NOT NULL CHECK (seq > 0),
    id BLOB NOT NULL CHECK (length(id) = 16),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    chain BLOB NOT NULL CHECK (length(chain) = 32),
    ciphertext BLOB,
    PRIMARY KEY (account, seq)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX records_by_id ON records (account, id);

CREATE TABLE uploads (
    account INTEGER NOT NULL REFERENCES accounts (number),
    id BLOB NOT NULL CHECK (length(id) = 16),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    length INTEGER NOT NULL CHECK (length >= 0),
    offset INTEGER NOT NULL CHECK (offset BETWEEN 0 AND length),
    finished INTEGER NOT NULL CHECK (finished IN (0, 1)),
    expires INTEGER NOT NULL,
    PRIMARY KEY (account, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX uploads_by_end ON uploads (expires);

-- What the requests of an unfinished upload brought.
CREATE TABLE pieces (
    account INTEGER NOT NULL,
    upload BLOB NOT NULL,
    offset INTEGER NOT NULL CHECK (offset >= 0),
    length INTEGER NOT NULL CHECK (length > 0),
    object TEXT NOT NULL UNIQUE,
    PRIMARY KEY (account, upload, offset),
    FOREIGN KEY (account, upload) REFERENCES uploads (account, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE blobs (
    account INTEGER NOT NULL REFERENCES accounts (number),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    length INTEGER NOT NULL CHECK (length >= 0),
    object TEXT NOT NULL UNIQUE,
    PRIMARY KEY (account, hash)
) STRICT, WITHOUT ROWID;

-- Objects in the blob store that no row needs any more, until they are gone from there.
CREATE TABLE garbage (
    object TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Studios' sheets: public.
CREATE TABLE sheets (
    id TEXT NOT NULL,
    revision INTEGER NOT NULL CHECK (revision >= 0),
    text TEXT NOT NULL,
    signature TEXT NOT NULL,
    public_key TEXT NOT NULL,
    PRIMARY KEY (id, revision)
) STRICT;
