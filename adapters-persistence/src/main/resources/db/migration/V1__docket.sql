CREATE TABLE region (
    code text PRIMARY KEY,
    name text NOT NULL
);
