-- 筛重: what links cases, and by what likely ones are found.

-- By which petitioners are known to be the same: HMAC-SM3 of the number under a key derived from the petitioners' key. Equal
-- numbers have equal marks; without the key nobody can look a number up, nor try numbers out.
ALTER TABLE petitioner
    ADD COLUMN id_mark    bytea CHECK (length(id_mark) = 32),
    ADD COLUMN phone_mark bytea CHECK (length(phone_mark) = 32),
    ADD COLUMN marked     boolean NOT NULL DEFAULT false; -- those from before are marked when the archive is opened
CREATE INDEX petitioner_by_id_mark    ON petitioner (id_mark)    WHERE id_mark IS NOT NULL;
CREATE INDEX petitioner_by_phone_mark ON petitioner (phone_mark) WHERE phone_mark IS NOT NULL;
CREATE INDEX petitioner_unmarked      ON petitioner (key_id)     WHERE NOT marked;

-- Texts are compared with the newest of a township, or of no place.
CREATE INDEX case_by_township_and_day ON petition_case (left(place, 9), received_on);

-- 关联: the last word in the docket of the later case on what it has in common with an earlier one.
CREATE TABLE case_link (
    case_id uuid    NOT NULL REFERENCES petition_case,
    other   uuid    NOT NULL REFERENCES petition_case,
    kind    text    NOT NULL,
    entry   integer NOT NULL, -- its number in the docket
    linked  boolean NOT NULL,
    PRIMARY KEY (case_id, other, kind),
    CONSTRAINT never_to_itself CHECK (case_id <> other)
);
CREATE INDEX case_link_by_other ON case_link (other);

GRANT SELECT, INSERT, UPDATE ON case_link TO jieli_app;
