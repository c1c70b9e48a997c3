-- 承办人应当回避的事项: the open cases that accuse somebody are few; among them are those whose holder has to withdraw (art. 30(3)).
CREATE INDEX case_accusing ON petition_case (unit)
    WHERE must_sit AND (accused IS NOT NULL OR accused_officials IS NOT NULL);
