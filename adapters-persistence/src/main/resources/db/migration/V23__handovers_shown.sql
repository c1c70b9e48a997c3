-- 交接清单之墙: a handover is there for exactly those to whom the domain shows it (Sight.seesHandover). Two parts more are
-- told in jieli.sight, for one is shown the cases of other units than the handovers, and who stands in for somebody the
-- handovers of none:
--
--   6  everywhere: the handovers of all units; reach: of those in part 7
--   7  the units whose handovers are shown

CREATE FUNCTION sight_is(part integer, kind text) RETURNS boolean LANGUAGE sql STABLE AS
    $$ SELECT split_part(current_setting('jieli.sight', true), '|', part) = kind $$;

-- What is kept from who asks is not there for who asks: the owner of the tables looks for it, once a query and not list by
-- list, for it stands in few of the cases and a list may be long.
CREATE FUNCTION lists_with_what_is_kept() RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT i.handover
    FROM petition_case c JOIN handover_item i ON i.case_id = c.id
    WHERE c.accused_officials && sight_ids(4)
       OR (c.accused && sight_ids(5)
           -- unless it lies in that unit still
           AND array_remove(c.accused, CASE WHEN c.ending IS NULL THEN c.unit END) && sight_ids(5))
$$;
REVOKE ALL ON FUNCTION lists_with_what_is_kept() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lists_with_what_is_kept() TO jieli_app;

CREATE INDEX case_accusing_units     ON petition_case USING gin (accused)           WHERE accused IS NOT NULL;
CREATE INDEX case_accusing_officials ON petition_case USING gin (accused_officials) WHERE accused_officials IS NOT NULL;
CREATE INDEX listed_case             ON handover_item (case_id);

-- to its parties and to those who are shown what the leaver's unit hands over, unless something on the list is kept from
-- them: also from a party, who would read it there
DROP POLICY shown ON handover;
CREATE POLICY shown ON handover FOR SELECT USING (
    ((SELECT sight_is(6, 'everywhere'))
        OR ARRAY[outgoing, incoming, witness] && (SELECT array_agg(i.id) FROM incumbency i
            WHERE i.official = ANY ((SELECT sight_ids(4))::uuid[]))
        OR EXISTS (SELECT FROM incumbency i JOIN post p ON p.id = i.post
            WHERE i.id = outgoing AND p.unit = ANY ((SELECT sight_ids(7))::uuid[])))
    AND id NOT IN (SELECT lists_with_what_is_kept()));
DROP FUNCTION holds_what_is_kept(uuid);
