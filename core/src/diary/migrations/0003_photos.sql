-- Format 3: the photos that screens list. Pixels lie in the vault, one folder a photo.
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
