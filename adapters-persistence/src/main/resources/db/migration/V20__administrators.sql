-- 三员分立: an administrator's account says which of the three it is, and is no official's at work.
--
-- Who administered until now held a post as well. That account stays the official's own and administers no more; at the next
-- start a link that works once lets the office name its three administrators.
ALTER TABLE account
    ADD COLUMN duty text CHECK (duty IN ('SYSTEM', 'SECURITY', 'AUDIT')),
    DROP COLUMN administrator;

-- Of one official at most one of them is in use.
CREATE UNIQUE INDEX account_duty ON account (official) WHERE duty IS NOT NULL AND NOT disabled;
CREATE INDEX account_of_official ON account (official);
