-- 委托代理: who acts for whom while he or she is absent. Whoever is absent goes on answering: no case points here.

-- Both have to sit. When either incumbency ends, its key becomes (id, false) and this follows in the same statement, so that
-- nobody acts for somebody who has left, and nobody who has left acts.
CREATE TABLE delegation (
    id            uuid    PRIMARY KEY,
    came          bigint  GENERATED ALWAYS AS IDENTITY,
    absent        uuid    NOT NULL,
    absent_sits   boolean NOT NULL,
    delegate      uuid    NOT NULL,
    delegate_sits boolean NOT NULL,
    cause         text    NOT NULL,
    first_day     date    NOT NULL,
    last_day      date    NOT NULL,
    note          text    NOT NULL,
    ended         date, -- early; by its last day it is over without anything being written
    CHECK (absent <> delegate),
    CHECK (last_day >= first_day),
    CONSTRAINT delegation_of_who_sits FOREIGN KEY (absent, absent_sits) REFERENCES incumbency (id, active) ON UPDATE CASCADE,
    CONSTRAINT delegation_to_who_sits FOREIGN KEY (delegate, delegate_sits) REFERENCES incumbency (id, active) ON UPDATE CASCADE
);
CREATE INDEX delegation_of ON delegation (absent, absent_sits);
CREATE INDEX delegation_to ON delegation (delegate, delegate_sits);

GRANT SELECT ON delegation TO jieli_app;
-- it ends early, and nothing else about it changes
GRANT INSERT, UPDATE (ended) ON delegation TO jieli_app;
