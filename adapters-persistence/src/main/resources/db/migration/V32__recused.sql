-- 回避: who has withdrawn from a case (art. 28(3)), by whatever post; it stands in no list that is shown to whoever it is. Null where
-- nobody has.
ALTER TABLE petition_case ADD COLUMN recused uuid[];

-- as the dockets have it
UPDATE petition_case c SET recused = said.who
FROM (SELECT d.subject_id, array_agg(DISTINCT (d.json::jsonb #>> '{act,who}')::uuid) AS who
      FROM docket_entry d
      WHERE d.subject_kind = 'CASE' AND d.json LIKE '%recuse%' AND d.json::jsonb #>> '{act,type}' = 'recuse'
      GROUP BY d.subject_id) said
WHERE said.subject_id = c.id;

GRANT UPDATE (recused) ON petition_case TO jieli_app;
