-- 第二道墙: whoever asks says first how far he or she sees, by a setting that holds for one transaction; a row that is not
-- within is not there, whatever the query forgot. Where nothing was said nothing is there. The setting is jieli.sight, five
-- parts with bars between:
--
--   1  house: everything; everywhere: the cases of all units; reach: of those in part 2
--   2  the units whose cases are shown
--   3  the incumbencies of who asks
--   4  who asks
--   5  the units in which he or she sits: accusations against them are not there (art. 30(3))
--
-- It is read once a query, in a subquery of its own, where many rows may have to be looked at. The owner of the tables is not
-- held by any of this: backups, the rotation of keys and migrations see everything.

CREATE FUNCTION sight_ids(part integer) RETURNS uuid[] LANGUAGE sql STABLE AS
    $$ SELECT nullif(split_part(current_setting('jieli.sight', true), '|', part), '')::uuid[] $$;
CREATE FUNCTION sight_is(kind text) RETURNS boolean LANGUAGE sql STABLE AS
    $$ SELECT split_part(current_setting('jieli.sight', true), '|', 1) = kind $$;

ALTER TABLE petition_case   ENABLE ROW LEVEL SECURITY;
ALTER TABLE petitioner      ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_link       ENABLE ROW LEVEL SECURITY;
ALTER TABLE paper           ENABLE ROW LEVEL SECURITY;
ALTER TABLE issued_paper    ENABLE ROW LEVEL SECURITY;
ALTER TABLE handover        ENABLE ROW LEVEL SECURITY;
ALTER TABLE handover_item   ENABLE ROW LEVEL SECURITY;
ALTER TABLE docket_entry    ENABLE ROW LEVEL SECURITY;
ALTER TABLE checkpoint_mark ENABLE ROW LEVEL SECURITY;
ALTER TABLE set_aside       ENABLE ROW LEVEL SECURITY;
ALTER TABLE receipt         ENABLE ROW LEVEL SECURITY;

DO $$
DECLARE
    walled regclass;
BEGIN
    FOR walled IN SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relrowsecurity LOOP
        EXECUTE format('CREATE POLICY house ON %s USING ((SELECT sight_is(''house'')))', walled);
    END LOOP;
END $$;

-- adding tells nothing
CREATE POLICY added ON docket_entry FOR INSERT WITH CHECK (true);
CREATE POLICY added ON petitioner   FOR INSERT WITH CHECK (true);
CREATE POLICY added ON receipt      FOR INSERT WITH CHECK (true);

CREATE POLICY shown ON petition_case FOR SELECT USING (
    ((SELECT sight_is('everywhere'))
        OR units && (SELECT sight_ids(2))
        OR ARRAY[holder, unit_head, leader_in_charge, assigned_leader] && (SELECT sight_ids(3)))
    AND (accused_officials IS NULL OR NOT coalesce(accused_officials && sight_ids(4), true))
    -- unless it lies in that unit still
    AND (accused IS NULL
        OR NOT coalesce(array_remove(accused, CASE WHEN ending IS NULL THEN unit END) && sight_ids(5), true)));

-- A list holds cases that are kept from who asks: asked by the owner of the tables, for to who asks they are not there.
CREATE FUNCTION holds_what_is_kept(list uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM handover_item i JOIN petition_case c ON c.id = i.case_id
        WHERE i.handover = list
          AND (c.accused_officials && sight_ids(4)
            OR array_remove(c.accused, CASE WHEN c.ending IS NULL THEN c.unit END) && sight_ids(5)))
$$;
REVOKE ALL ON FUNCTION holds_what_is_kept(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION holds_what_is_kept(uuid) TO jieli_app;

-- to the parties; to others who are shown what the leaver's unit does, unless something on the list is kept from them
CREATE POLICY shown ON handover FOR SELECT USING (
    EXISTS (SELECT FROM incumbency i WHERE i.id IN (outgoing, incoming, witness)
        AND i.official = ANY ((SELECT sight_ids(4))::uuid[]))
    OR (((SELECT sight_is('everywhere'))
            OR EXISTS (SELECT FROM incumbency i JOIN post p ON p.id = i.post WHERE i.id = outgoing
                AND p.unit = ANY ((SELECT sight_ids(2))::uuid[])))
        AND NOT holds_what_is_kept(id)));

-- what belongs to a case or a list is there where that is there
CREATE POLICY shown ON petitioner    FOR SELECT USING (EXISTS (SELECT FROM petition_case c WHERE c.id = case_id));
CREATE POLICY shown ON case_link     FOR SELECT USING (EXISTS (SELECT FROM petition_case c WHERE c.id = case_id));
CREATE POLICY shown ON paper         FOR SELECT USING (EXISTS (SELECT FROM petition_case c WHERE c.id = case_id));
CREATE POLICY shown ON issued_paper  FOR SELECT USING (EXISTS (SELECT FROM paper p WHERE p.id = issued_paper.paper));
CREATE POLICY shown ON handover_item FOR SELECT USING (EXISTS (SELECT FROM handover h WHERE h.id = handover_item.handover));
CREATE POLICY shown ON docket_entry  FOR SELECT USING (
    CASE subject_kind
        WHEN 'CASE' THEN EXISTS (SELECT FROM petition_case c WHERE c.id = subject_id)
        WHEN 'HANDOVER' THEN EXISTS (SELECT FROM handover h WHERE h.id = subject_id)
        WHEN 'UNIT' THEN (SELECT sight_is('everywhere') OR sight_is('reach'))
        ELSE false -- what was done with accounts is for the auditor
    END);

-- A table without a policy says here why it needs none; a test looks for one or the other.
COMMENT ON TABLE unit            IS 'open: how the house is made up is known to all who work in it';
COMMENT ON TABLE post            IS 'open: how the house is made up is known to all who work in it';
COMMENT ON TABLE official        IS 'open: who works in the house is known to all who work in it';
COMMENT ON TABLE incumbency      IS 'open: who sits where is known to all who work in it';
COMMENT ON TABLE roster_version  IS 'open: counts changes of the above';
COMMENT ON TABLE year_notice     IS 'open: public notices of days off';
COMMENT ON TABLE rulebook        IS 'open: public rules';
COMMENT ON TABLE letterhead      IS 'open: how an organ heads its papers, nothing of a case';
COMMENT ON TABLE paper_template  IS 'open: forms, nothing of a case';
COMMENT ON TABLE account         IS 'open: read before anybody is known; nothing of a case';
COMMENT ON TABLE account_factor  IS 'open: read before anybody is known; encrypted, nothing of a case';
COMMENT ON TABLE account_docket  IS 'open: how long the dockets of accounts are; their entries are walled';
COMMENT ON TABLE sign_in         IS 'open: read before anybody is known; nothing of a case';
COMMENT ON TABLE sign_in_post    IS 'open: read before anybody is known; nothing of a case';
COMMENT ON TABLE api_token       IS 'open: read before anybody is known; nothing of a case';
COMMENT ON TABLE listener        IS 'open: how far listeners have come, nothing of a case';
COMMENT ON TABLE delegation      IS 'open: who acts for whom is known to all who work in the house';
COMMENT ON TABLE checkpoint      IS 'open: digests over all dockets, which tell of no case; the marks are walled';
