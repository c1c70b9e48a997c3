-- 到期删除: what is linked with an open case stays, whoever asks and whatever he or she is shown. Links of accusations count for
-- nothing (art. 30(3)): what stayed for their sake would tell of them.
CREATE OR REPLACE FUNCTION erase_petitioner(about uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM FROM petition_case WHERE id = about AND ending IS NOT NULL AND NOT on_hold FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'case % is open or on hold: nothing of it is erased', about;
    END IF;
    IF EXISTS (
        SELECT FROM case_link l
        JOIN petition_case c ON c.id = CASE l.case_id WHEN about THEN l.other ELSE l.case_id END
        WHERE l.linked AND about IN (l.case_id, l.other) AND c.ending IS NULL
          AND NOT EXISTS (
            SELECT FROM unnest(ARRAY[about, c.id]) AS either (id)
            WHERE (SELECT d.json::jsonb #>> '{act,track}' FROM docket_entry d
                   WHERE d.subject_kind = 'CASE' AND d.subject_id = either.id
                     AND d.json::jsonb #>> '{act,type}' = 'classify'
                   ORDER BY d.number DESC LIMIT 1) = 'ACCUSATION')) THEN
        RAISE EXCEPTION 'case % is linked with an open one: nothing of it is erased', about;
    END IF;
    DELETE FROM petitioner WHERE case_id = about;
    UPDATE issued_paper SET key_id = NULL, sealed = NULL WHERE paper IN (SELECT id FROM paper WHERE case_id = about);
    UPDATE paper SET key_id = NULL, sealed = NULL WHERE case_id = about;
END $$;
