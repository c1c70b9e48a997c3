-- 来件情况: how a petition came in, as far as the law attaches something to it; empty for what came in plainly.

ALTER TABLE petition_case ADD COLUMN intake text;
