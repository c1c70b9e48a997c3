-- 身份: passwords with their history, second factors, sign-ins that stand on posts, tokens for systems

ALTER TABLE account
    ADD COLUMN passwords_before text[]      NOT NULL DEFAULT '{}',
    ADD COLUMN password_set_at  timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN provisional      boolean     NOT NULL DEFAULT false,
    ADD COLUMN used_at          timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN recovery         text[]      NOT NULL DEFAULT '{}', -- digests
    ADD COLUMN issuer           text        COLLATE "C",
    ADD COLUMN subject          text        COLLATE "C",
    ADD COLUMN browser_key      text        NOT NULL DEFAULT replace(gen_random_uuid()::text, '-', ''),
    ADD COLUMN changes          integer     NOT NULL DEFAULT 0,
    ADD CONSTRAINT account_identity UNIQUE (issuer, subject),
    ADD CHECK ((issuer IS NULL) = (subject IS NULL));
ALTER TABLE account
    ALTER COLUMN passwords_before DROP DEFAULT,
    ALTER COLUMN password_set_at DROP DEFAULT,
    ALTER COLUMN provisional DROP DEFAULT,
    ALTER COLUMN used_at DROP DEFAULT,
    ALTER COLUMN recovery DROP DEFAULT,
    ALTER COLUMN browser_key DROP DEFAULT,
    ALTER COLUMN changes DROP DEFAULT;

CREATE TABLE account_factor (
    id       uuid        PRIMARY KEY,
    account  uuid        NOT NULL REFERENCES account ON DELETE CASCADE,
    came     integer     NOT NULL,
    kind     text        NOT NULL,
    name     text        NOT NULL,
    key_id   text        NOT NULL, -- of the key ring
    sealed   bytea       NOT NULL, -- under it
    counter  bigint      NOT NULL,
    added_at timestamptz NOT NULL,
    used_at  timestamptz
);
CREATE INDEX account_factor_of_account ON account_factor (account);

-- Who is signed in now signs in once more: it is not known on which posts the earlier ones stood.
DELETE FROM sign_in;
ALTER TABLE sign_in
    ADD COLUMN address text    NOT NULL,
    ADD COLUMN browser text    NOT NULL,
    ADD COLUMN means   text    NOT NULL,
    ADD COLUMN proven  boolean NOT NULL,
    ADD FOREIGN KEY (account) REFERENCES account ON DELETE CASCADE;

-- What lets somebody in stands on incumbencies. When one of them ends, its key becomes (id, false), and this follows in the
-- same statement: no code has to remember it, and there is no moment between.
CREATE TABLE sign_in_post (
    token_digest text    NOT NULL REFERENCES sign_in ON DELETE CASCADE,
    incumbency   uuid    NOT NULL,
    sits         boolean NOT NULL,
    PRIMARY KEY (token_digest, incumbency),
    CONSTRAINT sign_in_post_sits FOREIGN KEY (incumbency, sits) REFERENCES incumbency (id, active) ON UPDATE CASCADE
);
CREATE INDEX sign_in_post_of_incumbency ON sign_in_post (incumbency, sits);

CREATE TABLE api_token (
    id         uuid        PRIMARY KEY,
    digest     text        NOT NULL COLLATE "C" UNIQUE,
    account    uuid        NOT NULL REFERENCES account ON DELETE CASCADE,
    incumbency uuid        NOT NULL,
    sits       boolean     NOT NULL,
    name       text        NOT NULL,
    scopes     text[]      NOT NULL,
    issued_at  timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz,
    ended_at   timestamptz,
    CONSTRAINT api_token_sits FOREIGN KEY (incumbency, sits) REFERENCES incumbency (id, active) ON UPDATE CASCADE
);
CREATE INDEX api_token_of_account ON api_token (account);
CREATE INDEX api_token_of_incumbency ON api_token (incumbency, sits);

GRANT SELECT ON account_factor, sign_in_post, api_token TO jieli_app;
GRANT INSERT, DELETE ON account_factor TO jieli_app;
GRANT INSERT, DELETE ON sign_in_post TO jieli_app;
-- a token is used and ends; what it opens never grows
GRANT INSERT, UPDATE (used_at, ended_at) ON api_token TO jieli_app;
