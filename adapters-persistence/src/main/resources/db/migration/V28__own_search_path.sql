-- What runs as the owner of the tables finds these tables and no temporary ones, whatever the session has made: pg_temp is
-- searched first unless it is named. That nobody but the owner makes any is seen to after each migration.
ALTER FUNCTION erase_petitioner(uuid)      SET search_path = pg_catalog, public, pg_temp;
ALTER FUNCTION lists_with_what_is_kept()   SET search_path = pg_catalog, public, pg_temp;
