-- 账号、登录与回执

CREATE TABLE account (
    id            uuid    PRIMARY KEY,
    name          text    NOT NULL COLLATE "C" UNIQUE,
    official      uuid    NOT NULL,
    password      text    NOT NULL, -- Argon2id in PHC form
    administrator boolean NOT NULL,
    disabled      boolean NOT NULL,
    failures      integer NOT NULL,
    failed_at     timestamptz
);

CREATE TABLE sign_in (
    token_digest text        PRIMARY KEY,
    account      uuid        NOT NULL,
    guard        text        NOT NULL,
    begun_at     timestamptz NOT NULL,
    seen_at      timestamptz NOT NULL
);
CREATE INDEX sign_in_of_account ON sign_in (account);
CREATE INDEX sign_in_idle ON sign_in (seen_at);

-- 回执: what was answered to a request that carried a key
CREATE TABLE receipt (
    key     text PRIMARY KEY,
    request text NOT NULL,
    answer  text NOT NULL
);
