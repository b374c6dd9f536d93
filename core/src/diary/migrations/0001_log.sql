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
) STRICT;

CREATE UNIQUE INDEX entries_in_order ON entries (wall, counter, device, id);
CREATE INDEX entries_of_change ON entries (change);
