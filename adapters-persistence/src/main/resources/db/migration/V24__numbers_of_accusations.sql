-- 发文字号: papers of accusations draw their numbers from a series of their own, so that none is missing in the other (art. 30(3)).
ALTER TABLE issued_paper ADD COLUMN accusation boolean NOT NULL DEFAULT false;
ALTER TABLE issued_paper DROP CONSTRAINT paper_number_key;
ALTER TABLE issued_paper ADD CONSTRAINT paper_number_key UNIQUE (organ, kind, year, accusation, serial);
