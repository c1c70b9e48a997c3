-- A docket that was brought over from another server carries that server's transaction ids, and this one counts its own from
-- below them: what is entered here would stand in the stream before what listeners have had. So everything that was brought
-- over is put in front, in its order, and each listener stays where it was. Does nothing on the server that wrote it.
DO $$
DECLARE
    brought_over bigint;
BEGIN
    IF (SELECT xid FROM docket_entry ORDER BY xid DESC LIMIT 1) >= pg_snapshot_xmax(pg_current_snapshot()) THEN
        LOCK TABLE docket_entry, listener IN EXCLUSIVE MODE;
        CREATE TEMP TABLE place ON COMMIT DROP AS
            SELECT xid, seq, row_number() OVER (ORDER BY xid, seq) AS nth FROM docket_entry;
        UPDATE listener l SET xid = '1', seq =
            (SELECT count(*) FROM place p WHERE (p.xid, p.seq) <= (l.xid, l.seq));
        UPDATE docket_entry e SET xid = '1', seq = p.nth FROM place p WHERE e.xid = p.xid AND e.seq = p.seq;
        SELECT count(*) INTO brought_over FROM place;
        RAISE NOTICE '% entries were brought over from another server and put in front of the stream', brought_over;
    END IF;
END $$;

-- A query of somebody who does not see all may look a word up in an index, before the policies have spoken, only with
-- functions that are known to tell nothing of the rows that they meet. These tell nothing, and PostgreSQL leaves it to an
-- administrator to say so; where the owner of the tables is none, lists and searches are slower and just as right.
DO $$
BEGIN
    ALTER FUNCTION pg_catalog.textlike(text, text) LEAKPROOF;
    ALTER FUNCTION pg_catalog.arrayoverlap(anyarray, anyarray) LEAKPROOF;
    ALTER FUNCTION pg_catalog."left"(text, integer) LEAKPROOF;
EXCEPTION WHEN insufficient_privilege THEN
    NULL;
END $$;

-- 写入之门: an act is one statement, sent together with others, and leaves no room to tell for whom; what it may do was judged
-- before. So it writes through a view, which the policies of whoever works with it do not reach. It shows what the statement has
-- to compare and nothing else; a count of even that would tell of accusations, so nothing reads it but what writes through it. Made here, so that it has all columns whatever migrations add.
DO $$
BEGIN
    IF to_regclass('public.written_case') IS NULL AND to_regclass('public.case_link') IS NOT NULL THEN
        CREATE VIEW public.written_case AS SELECT * FROM public.petition_case;
        GRANT INSERT, SELECT (id, entries, handed_over) ON public.written_case TO jieli_app;
        EXECUTE (SELECT format('GRANT UPDATE (%s) ON public.written_case TO jieli_app',
                               string_agg(quote_ident(attname), ', '))
                 FROM pg_attribute WHERE attrelid = 'public.petition_case'::regclass AND attnum > 0
                   AND has_column_privilege('jieli_app', attrelid, attnum, 'UPDATE'));
    END IF;
    IF to_regclass('public.written_case') IS NOT NULL THEN
        COMMENT ON VIEW public.written_case IS 'open: written through; which cases there are can be read, and nothing of what they are about; never read but by what writes';
    END IF;
END $$;

-- 所见案件: what the policies of petition_case show, in a form for one case at a time. They have what was told looked up once a
-- query, which pays where many rows are gone through; to set that up costs more than to look at one row, and an act begins with
-- one row. Here it is looked up with each row. A test holds the two to the same.
DO $$
BEGIN
    IF to_regclass('public.seen_case') IS NULL AND to_regprocedure('public.sight_is(text)') IS NOT NULL THEN
        CREATE VIEW public.seen_case AS
            SELECT * FROM public.petition_case
            WHERE public.sight_is('house')
               OR ((public.sight_is('everywhere')
                    OR units && public.sight_ids(2)
                    OR ARRAY[holder, unit_head, leader_in_charge, assigned_leader] && public.sight_ids(3))
                   AND (accused_officials IS NULL OR NOT coalesce(accused_officials && public.sight_ids(4), true))
                   AND (accused IS NULL OR NOT coalesce(
                       array_remove(accused, CASE WHEN ending IS NULL THEN unit END) && public.sight_ids(5), true)));
        COMMENT ON VIEW public.seen_case IS 'walled: by its own condition, which says what the policies of petition_case say';
        GRANT SELECT ON public.seen_case TO jieli_app;
    END IF;
END $$;

-- Nobody but the owner makes tables of his own here, temporary ones included: one of a known name could stand in the way of
-- what runs as the owner. Where database or schema belong to somebody else it is for him to say so.
DO $$
BEGIN
    IF has_database_privilege('public', current_database(), 'TEMP')
            AND pg_has_role((SELECT datdba FROM pg_database WHERE datname = current_database()), 'MEMBER') THEN
        EXECUTE format('GRANT TEMP ON DATABASE %I TO %I', current_database(), current_user);
        EXECUTE format('REVOKE TEMP ON DATABASE %I FROM PUBLIC', current_database());
    END IF;
    IF has_schema_privilege('public', 'public', 'CREATE')
            AND pg_has_role((SELECT nspowner FROM pg_namespace WHERE nspname = 'public'), 'MEMBER') THEN
        REVOKE CREATE ON SCHEMA public FROM PUBLIC;
    END IF;
END $$;
