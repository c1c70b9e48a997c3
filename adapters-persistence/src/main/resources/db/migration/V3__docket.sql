-- 案卷: the journal, the audit trail and the feed in one. Append-only: nobody but the owner of the tables may change it.

CREATE TABLE docket_entry (
    subject_id   uuid        NOT NULL,
    subject_kind text        NOT NULL CHECK (subject_kind IN ('CASE', 'HANDOVER', 'UNIT')),
    number       integer     NOT NULL CHECK (number > 0),
    at           timestamptz NOT NULL,
    json         text        NOT NULL, -- character by character what the hash is reckoned over
    hash         bytea       NOT NULL CHECK (length(hash) = 32),
    xid          xid8        NOT NULL DEFAULT pg_current_xact_id(),
    seq          bigint      GENERATED ALWAYS AS IDENTITY,
    PRIMARY KEY (subject_id, subject_kind, number)
);
-- The order in which listeners get it: whatever has a lower transaction id than every running transaction is complete.
CREATE UNIQUE INDEX docket_entry_in_stream ON docket_entry (xid, seq);

-- 流水: how far each listener has come
CREATE TABLE listener (
    id   integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text    NOT NULL UNIQUE,
    xid  xid8    NOT NULL DEFAULT '0',
    seq  bigint  NOT NULL DEFAULT 0
);

-- 死信
CREATE TABLE set_aside (
    listener     integer     NOT NULL REFERENCES listener,
    subject_id   uuid        NOT NULL,
    subject_kind text        NOT NULL,
    number       integer     NOT NULL,
    why          text        NOT NULL,
    at           timestamptz NOT NULL,
    PRIMARY KEY (listener, subject_id, subject_kind, number),
    FOREIGN KEY (subject_id, subject_kind, number) REFERENCES docket_entry
);

-- 检查点: how long each docket was and its last hash then, so that a cut-off tail shows even where the head of the docket
-- was cut back with it. A checkpoint marks the dockets that grew since the one before; its digest is chained to that one's.
CREATE TABLE checkpoint (
    id      integer     PRIMARY KEY CHECK (id > 0),
    at      timestamptz NOT NULL,
    below   xid8        NOT NULL, -- covers every entry of a transaction below this one
    marks   bigint      NOT NULL,
    digest  bytea       NOT NULL
);
CREATE TABLE checkpoint_mark (
    subject_id   uuid    NOT NULL,
    subject_kind text    NOT NULL,
    checkpoint   integer NOT NULL REFERENCES checkpoint,
    length       integer NOT NULL,
    hash         bytea   NOT NULL,
    PRIMARY KEY (subject_id, subject_kind, checkpoint)
);
CREATE INDEX mark_of_checkpoint ON checkpoint_mark (checkpoint, subject_id, subject_kind);
