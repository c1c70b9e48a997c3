-- 地方规则: the rulebooks of places that were adopted, in the order of their adoption; the last of an instrument holds.

CREATE TABLE rulebook (
    came  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entry text   NOT NULL -- the published form of the entry that brought it
);

GRANT SELECT, INSERT ON rulebook TO jieli_app;
