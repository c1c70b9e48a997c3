-- 文书: the papers of a case. What stands in a draft, and the file that was issued, name people: both are encrypted.

CREATE TABLE paper (
    id      uuid    PRIMARY KEY,
    came    bigint  GENERATED ALWAYS AS IDENTITY,
    case_id uuid    NOT NULL REFERENCES petition_case,
    kind    text    NOT NULL,
    organ   uuid    NOT NULL REFERENCES unit,
    edition integer NOT NULL CHECK (edition > 0),
    digest  text    NOT NULL, -- of the draft
    drafted text    NOT NULL, -- 经手人, as published JSON
    checked text,
    key_id  text    NOT NULL,
    sealed  bytea   NOT NULL
);
CREATE INDEX paper_of_case ON paper (case_id);

-- 签发: only ever added to. One number for each organ, kind and year.
CREATE TABLE issued_paper (
    paper   uuid    PRIMARY KEY REFERENCES paper,
    organ   uuid    NOT NULL REFERENCES unit,
    kind    text    NOT NULL,
    issued  text    NOT NULL, -- 经手人
    code    text,
    year    integer,
    serial  integer CHECK (serial > 0),
    digest  text    NOT NULL, -- SM3 of the file
    key_id  text    NOT NULL,
    sealed  bytea   NOT NULL,
    CONSTRAINT paper_number_key UNIQUE (organ, kind, year, serial),
    CHECK ((code IS NULL) = (serial IS NULL) AND (year IS NULL) = (serial IS NULL))
);

-- 版头和模板
CREATE TABLE letterhead (
    organ     uuid PRIMARY KEY REFERENCES unit,
    mark      text NOT NULL,
    code      text NOT NULL,
    contact   text NOT NULL,
    telephone text NOT NULL,
    inquiries text NOT NULL
);
CREATE TABLE paper_template (
    organ uuid  NOT NULL REFERENCES unit,
    kind  text  NOT NULL,
    file  bytea NOT NULL,
    PRIMARY KEY (organ, kind)
);

GRANT SELECT ON paper, issued_paper, letterhead, paper_template TO jieli_app;
GRANT INSERT, UPDATE (edition, digest, drafted, checked, key_id, sealed) ON paper TO jieli_app;
GRANT INSERT ON issued_paper TO jieli_app;
GRANT INSERT, UPDATE ON letterhead TO jieli_app;
GRANT INSERT, UPDATE, DELETE ON paper_template TO jieli_app;
