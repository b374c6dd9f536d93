-- Format 1 as it shipped, with data. Never edited.
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

INSERT INTO diary (only_row, device) VALUES (1, x'000000000000000000000000000000d1');
INSERT INTO entries (seq, id, device, wall, counter, change, kind, body, other) VALUES (1, x'00000000000000000000000000000a01', x'000000000000000000000000000000d1', 1777626000000000, 0, x'00000000000000000000000000000e01', 'course.started', '{"at":"2026-05-01T09:00:00Z","attributes":["long-hair"],"course":"00000000-0000-0000-0000-0000000000c1","sessions":3,"sheet":{"id":"example","revision":1,"text":"format = 1\n# the sheet''s \"own\" words\n"},"zone":"Europe/London"}', '{}');
INSERT INTO entries (seq, id, device, wall, counter, change, kind, body, other) VALUES (2, x'00000000000000000000000000000a02', x'000000000000000000000000000000d1', 1777626000000001, 0, x'00000000000000000000000000000e02', 'session.planned', '{"course":"00000000-0000-0000-0000-0000000000c1","session":"00000000-0000-0000-0000-000000000051","starts":"2026-05-02T14:00:00Z","zone":"Europe/London"}', '{}');
INSERT INTO entries (seq, id, device, wall, counter, change, kind, body, other) VALUES (3, x'00000000000000000000000000000a03', x'000000000000000000000000000000d1', 1777744800000000, 0, x'00000000000000000000000000000e03', 'session.changed', '{"course":"00000000-0000-0000-0000-0000000000c1","final":true,"session":"00000000-0000-0000-0000-000000000051","timing":{"ended":"2026-05-02T17:30:00Z","started":null,"status":"done"}}', '{}');
INSERT INTO entries (seq, id, device, wall, counter, change, kind, body, other) VALUES (4, x'00000000000000000000000000000a04', x'000000000000000000000000000000d1', 1777744800000000, 1, x'00000000000000000000000000000e03', 'session.noted', '{"course":"00000000-0000-0000-0000-0000000000c1","notes":{"pigment":"4","shade":"darker"},"session":"00000000-0000-0000-0000-000000000051"}', '{}');
INSERT INTO entries (seq, id, device, wall, counter, change, kind, body, other) VALUES (5, x'00000000000000000000000000000a05', x'000000000000000000000000000000d1', 1777770000000000, 0, x'00000000000000000000000000000e04', 'skin.reported', '{"at":"2026-05-03T01:00:00Z","course":"00000000-0000-0000-0000-0000000000c1","gone":[],"report":"00000000-0000-0000-0000-000000000061","seen":["scabs"]}', '{}');
INSERT INTO entries (seq, id, device, wall, counter, change, kind, body, other) VALUES (6, x'00000000000000000000000000000a06', x'000000000000000000000000000000d1', 1777773600000000, 0, x'00000000000000000000000000000e05', 'session.removed', '{"course":"00000000-0000-0000-0000-0000000000c1","session":"00000000-0000-0000-0000-000000000051"}', '{}');
INSERT INTO entries (seq, id, device, wall, counter, change, kind, body, other) VALUES (7, x'00000000000000000000000000000a07', x'000000000000000000000000000000d1', 1777777200000000, 0, x'00000000000000000000000000000e06', 'undo', '{"undoes":"00000000-0000-0000-0000-000000000e05"}', '{}');
INSERT INTO entries (seq, id, device, wall, counter, change, kind, body, other) VALUES (8, x'00000000000000000000000000000a08', x'000000000000000000000000000000d1', 1777780800000000, 0, x'00000000000000000000000000000e07', 'settings.set', '{"discreet":true,"locale":"de","quiet":{"from":"22:00","until":"07:00"}}', '{}');
INSERT INTO entries (seq, id, device, wall, counter, change, kind, body, other) VALUES (9, x'00000000000000000000000000000a09', x'000000000000000000000000000000d1', 1777784400000000, 0, x'00000000000000000000000000000e08', 'later.word', '{"course":"00000000-0000-0000-0000-0000000000c1","x":[1.5,null]}', '{"signature":"abc"}');
