-- 信访事项: what each docket adds up to. The row carries the head of its docket: how many entries, and the last hash.

CREATE TABLE petition_case (
    id               uuid    PRIMARY KEY,

    -- 信访件: what was asked, and nothing of who asked
    number           text    NOT NULL COLLATE "C" UNIQUE,
    channel          text    NOT NULL,
    received_on      date    NOT NULL,
    gist             text    NOT NULL,
    place            text    COLLATE "C",
    category         text    NOT NULL,
    persons          integer NOT NULL,
    repeats          integer NOT NULL,

    -- 案卷
    entries          integer NOT NULL CHECK (entries > 0),
    last_on          date    NOT NULL,
    last_hash        bytea   NOT NULL,

    -- 办理状况
    stage            text,
    stage_since      date,
    ending           text,
    ended_on         date,
    unit             uuid    NOT NULL REFERENCES unit,
    held_since       date,
    open_state       text,   -- 在走期限、包案、转送机关、已出意见的机关, as published JSON

    -- 责任链
    holder           uuid    NOT NULL REFERENCES incumbency,
    unit_head        uuid    REFERENCES incumbency,
    leader_in_charge uuid    REFERENCES incumbency,
    assigned_leader  uuid    REFERENCES incumbency,

    -- What lists and rounds look for; follows from the terms in open_state. Due is the last day of the organ's term that
    -- ends first, and infinity where none runs.
    due              date    NOT NULL DEFAULT 'infinity',
    due_term         text,
    due_provisional  boolean NOT NULL DEFAULT false,
    yellow_from      date,
    next_reminder    date,
    provisional      boolean NOT NULL DEFAULT false,
    last_due         date,   -- of any term, the petitioner's included
    leader_until     date,

    -- 接任未动: the handover by which the case came to its receiver, as long as nobody has done anything to it since
    handed_over      uuid,
    handed_to        uuid,
    idle_told        boolean NOT NULL DEFAULT false,

    -- The wall. While a case is open its key is (holder, true), and only a sitting incumbency has that key; once the case
    -- has ended the key is (holder, null), which is not checked. The same for everybody above the holder.
    must_sit         boolean GENERATED ALWAYS AS (CASE WHEN ending IS NULL THEN true END) STORED,
    CONSTRAINT holder_sits           FOREIGN KEY (holder, must_sit)           REFERENCES incumbency (id, active),
    CONSTRAINT unit_head_sits        FOREIGN KEY (unit_head, must_sit)        REFERENCES incumbency (id, active),
    CONSTRAINT leader_in_charge_sits FOREIGN KEY (leader_in_charge, must_sit) REFERENCES incumbency (id, active),
    CONSTRAINT assigned_leader_sits  FOREIGN KEY (assigned_leader, must_sit)  REFERENCES incumbency (id, active),

    CONSTRAINT open_or_ended CHECK (
        CASE WHEN ending IS NULL
             THEN stage IS NOT NULL AND stage_since IS NOT NULL AND held_since IS NOT NULL AND open_state IS NOT NULL AND ended_on IS NULL
             ELSE stage IS NULL AND ended_on IS NOT NULL AND open_state IS NULL AND due = 'infinity' AND next_reminder IS NULL AND NOT provisional
        END)
) WITH (fillfactor = 80); -- most acts change nothing that is indexed: room for the new version on the same page

CREATE INDEX case_by_holder           ON petition_case (holder, must_sit);
CREATE INDEX case_by_unit_head        ON petition_case (unit_head, must_sit);
CREATE INDEX case_by_leader_in_charge ON petition_case (leader_in_charge, must_sit);
CREATE INDEX case_by_assigned_leader  ON petition_case (assigned_leader, must_sit) WHERE assigned_leader IS NOT NULL;

CREATE INDEX case_in_ledger           ON petition_case (due, number);
CREATE INDEX case_in_ledger_of_unit   ON petition_case (unit, due, number);
CREATE INDEX case_in_ledger_at_stage  ON petition_case (stage, due, number);
CREATE INDEX case_by_place            ON petition_case (place);
CREATE INDEX case_by_day              ON petition_case (received_on);

CREATE INDEX case_to_remind           ON petition_case (next_reminder, number) WHERE next_reminder IS NOT NULL;
CREATE INDEX case_untouched           ON petition_case (handed_over) WHERE handed_over IS NOT NULL;

-- Finding a word within a text: with trigrams where the server has them, else by reading on.
DO $$
BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
    CREATE INDEX case_by_gist ON petition_case USING gin (gist public.gin_trgm_ops);
    CREATE INDEX case_by_part_of_number ON petition_case USING gin (number public.gin_trgm_ops);
EXCEPTION WHEN OTHERS THEN
    RAISE NOTICE 'pg_trgm is not to be had here: %', SQLERRM;
END $$;

-- 信访人: who asked, apart from the case. Encrypted; only what lists show is readable.
CREATE TABLE petitioner (
    case_id uuid  PRIMARY KEY REFERENCES petition_case,
    masked  text  NOT NULL,
    key_id  text  NOT NULL,
    sealed  bytea NOT NULL
);
