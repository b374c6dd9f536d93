-- Everything of an account is under a key that begins with the account, so that a server which shards by that column
-- finds each call's rows in one place. What is not: tokens (found by their hash), sheets (public, by id), garbage (by the
-- object's name, which begins with the account).
-- Instants are microseconds since 1970, as everywhere in the server.

-- One row is updated by every push: room beside it keeps the new version on its page.
CREATE TABLE accounts (
    account    bytea  PRIMARY KEY CHECK (length(account) = 32),
    public_key bytea  NOT NULL CHECK (length(public_key) = 32),
    head_seq   bigint NOT NULL DEFAULT 0,
    head_chain bytea  NOT NULL DEFAULT decode(repeat('00', 32), 'hex') CHECK (length(head_chain) = 32),
    -- Of ciphertext, of blobs, and of what open uploads have announced.
    bytes      bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

CREATE TABLE challenges (
    account bytea  NOT NULL,
    nonce   bytea  NOT NULL CHECK (length(nonce) = 32),
    expires bigint NOT NULL,
    PRIMARY KEY (account, nonce)
);
CREATE INDEX challenges_expires ON challenges (expires);

CREATE TABLE devices (
    account   bytea  NOT NULL,
    device    uuid   NOT NULL,
    label     bytea  NOT NULL,
    created   bigint NOT NULL,
    -- Days since 1970.
    last_seen bigint NOT NULL,
    -- BLAKE3 of the token: the token itself is nowhere.
    token     bytea  NOT NULL CHECK (length(token) = 32),
    PRIMARY KEY (account, device)
);
CREATE INDEX devices_in_order ON devices (account, created, device);

CREATE TABLE tokens (
    token   bytea PRIMARY KEY,
    account bytea NOT NULL,
    device  uuid  NOT NULL
);

CREATE TABLE records (
    account    bytea  NOT NULL,
    seq        bigint NOT NULL CHECK (seq > 0),
    id         uuid   NOT NULL,
    -- BLAKE3 of the ciphertext; stays when that goes.
    hash       bytea  NOT NULL CHECK (length(hash) = 32),
    -- The log's chain after this record.
    chain      bytea  NOT NULL CHECK (length(chain) = 32),
    ciphertext bytea,
    PRIMARY KEY (account, seq),
    UNIQUE (account, id)
);
-- Ciphertext does not shrink: nobody shall try.
ALTER TABLE records ALTER COLUMN ciphertext SET STORAGE EXTERNAL;

CREATE TABLE uploads (
    account  bytea   NOT NULL,
    upload   uuid    NOT NULL,
    hash     bytea   NOT NULL CHECK (length(hash) = 32),
    length   bigint  NOT NULL CHECK (length >= 0),
    received bigint  NOT NULL CHECK (received BETWEEN 0 AND length),
    finished boolean NOT NULL,
    expires  bigint  NOT NULL,
    PRIMARY KEY (account, upload)
);
CREATE INDEX uploads_expires ON uploads (expires);

CREATE TABLE pieces (
    account bytea  NOT NULL,
    upload  uuid   NOT NULL,
    start   bigint NOT NULL,
    length  bigint NOT NULL CHECK (length > 0),
    object  text   COLLATE "C" NOT NULL,
    PRIMARY KEY (account, upload, start),
    UNIQUE (account, object)
);

CREATE TABLE blobs (
    account bytea  NOT NULL,
    hash    bytea  NOT NULL CHECK (length(hash) = 32),
    length  bigint NOT NULL,
    object  text   COLLATE "C" NOT NULL,
    PRIMARY KEY (account, hash),
    UNIQUE (account, object)
);

-- Objects that no row needs any more and whose bytes are still there.
CREATE TABLE garbage (
    object text COLLATE "C" PRIMARY KEY
);

-- The first key that an id was published under owns it.
CREATE TABLE sheet_owners (
    id         text COLLATE "C" PRIMARY KEY,
    public_key text NOT NULL
);

CREATE TABLE sheets (
    id         text   COLLATE "C" NOT NULL,
    revision   bigint NOT NULL,
    body       text   NOT NULL,
    signature  text   NOT NULL,
    public_key text   NOT NULL,
    PRIMARY KEY (id, revision)
);

-- Tables from which something was deleted since they were last written anew.
CREATE TABLE scrubbing (
    what  text        PRIMARY KEY,
    since timestamptz NOT NULL DEFAULT now()
);
