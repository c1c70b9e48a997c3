-- 涉及的机构和人员: by which a case is shown to some and kept from others.

ALTER TABLE petition_case
    ADD COLUMN units             uuid[] NOT NULL DEFAULT '{}', -- which answer for it or did, and which assist or did
    ADD COLUMN accused           uuid[], -- the units that an accusation is against (art. 30(3)); null for none
    ADD COLUMN accused_officials uuid[];

-- as the dockets have it
UPDATE petition_case c SET units = coalesce(
    (SELECT array_agg(DISTINCT u.unit ORDER BY u.unit) FROM (
        SELECT (d.json::jsonb #>> '{effect,unit}')::uuid AS unit FROM docket_entry d
        WHERE d.subject_id = c.id AND d.subject_kind = 'CASE'
        UNION
        SELECT a::uuid FROM docket_entry d, jsonb_array_elements_text(d.json::jsonb #> '{act,assisting}') a
        WHERE d.subject_id = c.id AND d.subject_kind = 'CASE' AND d.json::jsonb #>> '{act,type}' = 'coordinate'
        UNION
        SELECT (d.json::jsonb #>> '{act,successor}')::uuid FROM docket_entry d
        WHERE d.subject_id = c.id AND d.subject_kind = 'CASE' AND d.json::jsonb #>> '{act,type}' = 'succeed'
    ) u WHERE u.unit IS NOT NULL), ARRAY[c.unit]);
UPDATE petition_case c SET accused = (
    SELECT (SELECT array_agg(a::uuid ORDER BY a) FROM jsonb_array_elements_text(d.json::jsonb #> '{act,accused}') a)
    FROM docket_entry d
    WHERE d.subject_id = c.id AND d.subject_kind = 'CASE' AND d.json::jsonb #>> '{act,type}' = 'classify'
    ORDER BY d.number DESC LIMIT 1);

-- A number is given by the unit that takes a case in, once; but an accusation takes none from others, for whoever it is
-- against would see by a refusal that there is one.
ALTER TABLE petition_case ADD COLUMN registrar uuid REFERENCES unit;
UPDATE petition_case c SET registrar = coalesce(
    (SELECT (d.json::jsonb #>> '{effect,unit}')::uuid FROM docket_entry d
     WHERE d.subject_id = c.id AND d.subject_kind = 'CASE' AND d.number = 1), c.unit);
ALTER TABLE petition_case
    ALTER COLUMN registrar SET NOT NULL,
    DROP CONSTRAINT petition_case_number_key;
CREATE INDEX case_by_number ON petition_case (number);
CREATE UNIQUE INDEX case_number_of_registrar ON petition_case (number, registrar)
    WHERE accused IS NULL AND accused_officials IS NULL;

-- several may have one number: the order of the ledger needs the id as well
DROP INDEX case_in_ledger, case_in_ledger_of_unit, case_in_ledger_at_stage;
CREATE INDEX case_in_ledger          ON petition_case (due, number, id);
CREATE INDEX case_in_ledger_of_unit  ON petition_case (unit, due, number, id);
CREATE INDEX case_in_ledger_at_stage ON petition_case (stage, due, number, id);

CREATE INDEX case_by_units ON petition_case USING gin (units);

GRANT UPDATE (units, accused, accused_officials) ON petition_case TO jieli_app;
