-- 待回复: what somebody waits for beside the petitioner. By when a leader wants to be answered; which unit has to decide an
-- objection, and by when. Follows from open_state.

ALTER TABLE petition_case
    ADD COLUMN answer_by date,
    ADD COLUMN decides   uuid REFERENCES unit,
    ADD COLUMN decide_by date;

UPDATE petition_case SET
    decides = (open_state::jsonb #>> '{course,senders,-1}')::uuid,
    decide_by = (SELECT (term ->> 'due')::date
                 FROM jsonb_array_elements(open_state::jsonb -> 'running') term
                 WHERE term ->> 'term' = 'OBJECTION_DECISION')
WHERE stage = 'OBJECTED';

CREATE INDEX case_to_answer ON petition_case (holder, answer_by) WHERE answer_by IS NOT NULL;
CREATE INDEX case_to_decide ON petition_case (decides, decide_by) WHERE decide_by IS NOT NULL;

GRANT UPDATE (answer_by, decides, decide_by) ON petition_case TO jieli_app;
