-- 账号案卷: what was done with an account is in its docket, beside those of cases, handovers and units.
ALTER TABLE docket_entry DROP CONSTRAINT docket_entry_subject_kind_check;
ALTER TABLE docket_entry ADD CONSTRAINT docket_entry_subject_kind_check
    CHECK (subject_kind IN ('CASE', 'HANDOVER', 'UNIT', 'ACCOUNT'));

-- 卷末: how long each is. Whoever enters takes the row, so that nobody loses to another entry of the same account.
CREATE TABLE account_docket (
    account   uuid    PRIMARY KEY,
    entries   integer NOT NULL,
    last_hash bytea   NOT NULL CHECK (length(last_hash) = 32)
);
GRANT SELECT, INSERT, UPDATE (entries, last_hash) ON account_docket TO jieli_app;

-- By which the auditor reads: the newest first, of one account or of all.
CREATE INDEX account_entry_by_instant ON docket_entry (at DESC, seq DESC) WHERE subject_kind = 'ACCOUNT';
