-- 审核认定办结: how far an ended case is on the way to being found at its end, as published JSON.
ALTER TABLE petition_case ADD COLUMN termination text;
ALTER TABLE petition_case ADD CONSTRAINT terminated_has_ended CHECK (termination IS NULL OR ending IS NOT NULL);
GRANT UPDATE (termination) ON petition_case TO jieli_app;
