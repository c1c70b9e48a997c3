-- What the application may do. It works in this role, and owns nothing: a docket cannot be changed by it, nor a checkpoint,
-- nor what was once registered. The role belongs to the whole server; several databases share it.

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'jieli_app') THEN
        CREATE ROLE jieli_app NOLOGIN;
    END IF;
EXCEPTION
    WHEN duplicate_object OR unique_violation THEN
        NULL; -- another database's migration was faster
    WHEN insufficient_privilege THEN
        RAISE EXCEPTION 'The role jieli_app is missing and % may not create it.', current_user
            USING HINT = format('Let an administrator run: CREATE ROLE jieli_app NOLOGIN; GRANT jieli_app TO %I;', current_user);
END $$;
DO $$
BEGIN
    IF NOT pg_has_role(current_user, 'jieli_app', 'MEMBER') THEN
        EXECUTE format('GRANT jieli_app TO %I', current_user);
    END IF;
EXCEPTION
    WHEN insufficient_privilege THEN
        RAISE EXCEPTION '% may not act as jieli_app.', current_user
            USING HINT = format('Let an administrator run: GRANT jieli_app TO %I;', current_user);
END $$;

GRANT USAGE ON SCHEMA public TO jieli_app;
GRANT SELECT ON unit, post, official, incumbency, year_notice, roster_version, petition_case, petitioner, docket_entry,
    listener, set_aside, checkpoint, checkpoint_mark, handover, handover_item, account, sign_in, receipt TO jieli_app;

-- only ever added to
GRANT INSERT ON docket_entry, checkpoint, checkpoint_mark, receipt TO jieli_app;

GRANT INSERT, UPDATE ON unit, post, official, year_notice, petitioner, listener, handover, account TO jieli_app;
GRANT UPDATE ON roster_version TO jieli_app;

-- an incumbency ends, and nothing else about it changes
GRANT INSERT, UPDATE (until, active) ON incumbency TO jieli_app;

-- a case moves on; what was asked stays
GRANT INSERT, UPDATE (entries, last_on, last_hash, stage, stage_since, ending, ended_on, unit, held_since, open_state,
    holder, unit_head, leader_in_charge, assigned_leader, due, due_term, due_provisional, yellow_from, next_reminder,
    provisional, last_due, leader_until, handed_over, handed_to, idle_told) ON petition_case TO jieli_app;

GRANT INSERT, UPDATE, DELETE ON handover_item, sign_in, set_aside TO jieli_app;
