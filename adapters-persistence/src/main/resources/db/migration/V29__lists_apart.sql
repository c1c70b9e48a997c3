-- 检举控告事项另册: accusations stand on lists of their own beside the main one of a departure.
ALTER TABLE handover ADD COLUMN beside uuid REFERENCES handover;
CREATE INDEX handover_beside ON handover (beside) WHERE beside IS NOT NULL;
DROP INDEX handover_under_way;
CREATE UNIQUE INDEX handover_under_way ON handover (outgoing)
    WHERE beside IS NULL AND state NOT IN ('EFFECTIVE', 'CANCELLED');

-- What was taken off a list stands in its docket still. It stays here, too, for to whom a list is shown follows from these rows.
ALTER TABLE handover_item ADD COLUMN dropped boolean NOT NULL DEFAULT false;
INSERT INTO handover_item (handover, case_id, place, item, dropped)
SELECT DISTINCT ON (e.subject_id, i ->> 'case') e.subject_id, (i ->> 'case')::uuid, 0, i::text, true
FROM docket_entry e CROSS JOIN LATERAL jsonb_array_elements(e.json::jsonb -> 'act' -> 'items') i
WHERE e.subject_kind = 'HANDOVER' AND e.json::jsonb -> 'act' ->> 'type' IN ('open', 'supplement')
  AND jsonb_typeof(e.json::jsonb -> 'act' -> 'items') = 'array'
ON CONFLICT (handover, case_id) DO NOTHING;
