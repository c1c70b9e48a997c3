-- 机构编制: units, posts, officials, and who sat where from when to when.

CREATE TABLE unit (
    id          uuid    PRIMARY KEY,
    came        bigint  GENERATED ALWAYS AS IDENTITY,
    name        text    NOT NULL,
    short_names text[]  NOT NULL,
    kind        text    NOT NULL,
    region      text    NOT NULL COLLATE "C",
    above       uuid    REFERENCES unit,
    head        uuid,
    in_charge   uuid,
    entries     integer NOT NULL CHECK (entries > 0),
    last_hash   bytea   NOT NULL,
    CHECK (above <> id)
);

CREATE TABLE post (
    id    uuid    PRIMARY KEY,
    came  bigint  GENERATED ALWAYS AS IDENTITY,
    unit  uuid    NOT NULL REFERENCES unit,
    title text    NOT NULL,
    kind  text    NOT NULL,
    rank  integer NOT NULL CHECK (rank >= 0)
);
CREATE INDEX post_of_unit ON post (unit);

ALTER TABLE unit ADD FOREIGN KEY (head) REFERENCES post;
ALTER TABLE unit ADD FOREIGN KEY (in_charge) REFERENCES post;

CREATE TABLE official (
    id   uuid PRIMARY KEY,
    name text NOT NULL
);

-- An incumbency is never deleted, and never taken up again once it has ended.
CREATE TABLE incumbency (
    id       uuid    PRIMARY KEY,
    came     bigint  GENERATED ALWAYS AS IDENTITY,
    official uuid    NOT NULL REFERENCES official,
    post     uuid    NOT NULL REFERENCES post,
    began    date    NOT NULL,
    acting   boolean NOT NULL,
    until    date,
    active   boolean NOT NULL DEFAULT true,
    UNIQUE (id, active), -- what the wall around open cases leans on
    CHECK (active = (until IS NULL))
);
CREATE INDEX incumbency_of_official ON incumbency (official);
CREATE INDEX incumbency_of_post ON incumbency (post) WHERE active;

-- 放假安排: the notices announced since the product was shipped.
CREATE TABLE year_notice (
    year  integer PRIMARY KEY,
    entry text    NOT NULL -- the published form of the entry that brought it
);

-- Counts every change of the above, so that whoever keeps a copy in memory knows when it is old.
CREATE TABLE roster_version (
    one     boolean PRIMARY KEY DEFAULT true CHECK (one), -- there is one row
    version bigint  NOT NULL
);
INSERT INTO roster_version (version) VALUES (0);
