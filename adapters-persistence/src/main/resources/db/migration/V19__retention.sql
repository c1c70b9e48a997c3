-- 到期删除: what identifies the petitioner of an ended case goes, and the docket stays.

ALTER TABLE receipt ADD COLUMN at timestamptz NOT NULL DEFAULT now();
ALTER TABLE receipt ALTER COLUMN at DROP DEFAULT;
CREATE INDEX receipt_by_age ON receipt (at);
GRANT DELETE ON receipt TO jieli_app;

ALTER TABLE petition_case ADD COLUMN on_hold boolean NOT NULL DEFAULT false; -- 暂缓删除
GRANT UPDATE (on_hold) ON petition_case TO jieli_app;
CREATE INDEX case_by_end ON petition_case (id, ended_on) WHERE ended_on IS NOT NULL;

-- A paper whose text or file was erased keeps its number and its digest.
ALTER TABLE paper ALTER COLUMN key_id DROP NOT NULL, ALTER COLUMN sealed DROP NOT NULL,
    ADD CONSTRAINT sealed_or_erased CHECK ((key_id IS NULL) = (sealed IS NULL));
ALTER TABLE issued_paper ALTER COLUMN key_id DROP NOT NULL, ALTER COLUMN sealed DROP NOT NULL,
    ADD CONSTRAINT issued_sealed_or_erased CHECK ((key_id IS NULL) = (sealed IS NULL));

-- The application may not delete a petitioner nor change what was issued; it may have this done, and only to a case that
-- has ended.
CREATE FUNCTION erase_petitioner(about uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM FROM petition_case WHERE id = about AND ending IS NOT NULL AND NOT on_hold FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'case % is open or on hold: nothing of it is erased', about;
    END IF;
    DELETE FROM petitioner WHERE case_id = about;
    UPDATE issued_paper SET key_id = NULL, sealed = NULL WHERE paper IN (SELECT id FROM paper WHERE case_id = about);
    UPDATE paper SET key_id = NULL, sealed = NULL WHERE case_id = about;
END $$;
REVOKE ALL ON FUNCTION erase_petitioner(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION erase_petitioner(uuid) TO jieli_app;
