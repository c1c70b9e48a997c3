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
