-- 离任交接

CREATE TABLE handover (
    id            uuid    PRIMARY KEY,
    came          bigint  GENERATED ALWAYS AS IDENTITY,
    outgoing      uuid    NOT NULL REFERENCES incumbency,
    incoming      uuid    NOT NULL REFERENCES incumbency,
    witness       uuid    NOT NULL REFERENCES incumbency,
    cause         text    NOT NULL,
    document      text    NOT NULL,
    opened_at     timestamptz NOT NULL,
    opened_on     date    NOT NULL,
    leaves_on     date    NOT NULL,
    due_on        date    NOT NULL,
    state         text    NOT NULL,
    edition       integer NOT NULL,
    digest        text,
    first_act_due date,
    signed        text    NOT NULL, -- 签名与漏项, as published JSON
    entries       integer NOT NULL CHECK (entries > 0),
    last_on       date    NOT NULL,
    last_hash     bytea   NOT NULL,
    CHECK (outgoing <> incoming AND outgoing <> witness AND incoming <> witness)
);
CREATE UNIQUE INDEX handover_under_way ON handover (outgoing) WHERE state NOT IN ('EFFECTIVE', 'CANCELLED');
CREATE INDEX handover_ready ON handover (leaves_on) WHERE state = 'WITNESSED';
CREATE INDEX handover_from ON handover (outgoing);
CREATE INDEX handover_to ON handover (incoming);
CREATE INDEX handover_before ON handover (witness);

CREATE TABLE handover_item (
    handover    uuid    NOT NULL REFERENCES handover,
    case_id     uuid    NOT NULL REFERENCES petition_case,
    place       integer NOT NULL, -- its place on the list
    item        text    NOT NULL, -- 清单事项, as published JSON
    disposition text,             -- 去向, once the handover has taken effect
    placed      integer,          -- its place among the dispositions
    PRIMARY KEY (handover, case_id)
);
