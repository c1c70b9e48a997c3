-- Who asks is taken apart once and not for each accusation: what it takes to look for the lists that are kept from somebody
-- must not tell how many accusations there are against him or her.
CREATE OR REPLACE FUNCTION lists_with_what_is_kept() RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT i.handover
    FROM petition_case c JOIN handover_item i ON i.case_id = c.id
    WHERE c.accused_officials && (SELECT sight_ids(4))
       OR (c.accused && (SELECT sight_ids(5))
           -- unless it lies in that unit still
           AND array_remove(c.accused, CASE WHEN c.ending IS NULL THEN c.unit END) && (SELECT sight_ids(5)))
$$;
