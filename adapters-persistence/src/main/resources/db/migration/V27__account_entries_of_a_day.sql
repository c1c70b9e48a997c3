-- Whoever opens a case has it entered once a day: what an account did on one day is looked for with every page.
CREATE INDEX account_entry_of_a_day ON docket_entry (subject_id, at DESC) WHERE subject_kind = 'ACCOUNT';
