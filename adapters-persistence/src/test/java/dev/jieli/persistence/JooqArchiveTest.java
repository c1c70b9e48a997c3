package dev.jieli.persistence;

import dev.jieli.application.port.Archive;
import dev.jieli.domain.docket.Subject;
import dev.jieli.postgres.TestPostgres;
import dev.jieli.testkit.Who;
import dev.jieli.testkit.contract.ArchiveContract;
import dev.jieli.testkit.contract.AuditContract.Tampering;

/** Every contract on the PostgreSQL that the product brings. */
class JooqArchiveTest extends ArchiveContract {
    @SuppressWarnings("NullAway") // each test begins with an empty archive
    private Database database;

    TestPostgres server() {
        return TestPostgres.shared();
    }

    @Override
    protected Archive emptyArchive() {
        database = Database.empty(server());
        return database.archive();
    }

    @Override
    protected void tamper(Archive archive, Tampering how, Subject subject, int number) {
        String docket = " WHERE subject_kind = '%s' AND subject_id = '%s'".formatted(subject.kind(), subject.id());
        switch (how) {
            case ALTER ->
                database.owner("UPDATE docket_entry SET json = replace(replace(json, '2026', '2025'), '2024', '2025')"
                        + docket + " AND number = " + number);
            case REMOVE -> database.owner("DELETE FROM docket_entry" + docket + " AND number = " + number);
            case INSERT -> {
                renumber(docket + " AND number > " + number, "number + 1");
                database.owner("INSERT INTO docket_entry (subject_id, subject_kind, number, at, json, hash)"
                        + " SELECT subject_id, subject_kind, number + 1, at, json, hash FROM docket_entry" + docket
                        + " AND number = " + number);
            }
            case SWAP ->
                renumber(
                        docket + " AND number IN (%d, %d)".formatted(number, number + 1), 2 * number + 1 + " - number");
            case CUT_OFF -> database.owner("DELETE FROM docket_entry" + docket + " AND number >= " + number);
            case MOVE_IN_TIME ->
                database.owner(
                        "UPDATE docket_entry SET at = at - interval '1 day'" + docket + " AND number = " + number);
            case CHANGE_MARK -> database.owner("UPDATE checkpoint_mark SET length = length - 1" + docket);
            case UNSIGN ->
                database.owner("UPDATE checkpoint SET key_id = NULL, signature = NULL"
                        + " WHERE id = (SELECT max(id) FROM checkpoint)");
            case REMOVE_CHECKPOINT ->
                database.owner("DELETE FROM checkpoint_mark WHERE checkpoint = (SELECT max(id) FROM checkpoint);"
                        + " DELETE FROM checkpoint WHERE id = (SELECT max(id) FROM checkpoint)");
            case CHANGE_STATE ->
                database.owner(
                        subject.kind() == Subject.Kind.CASE
                                ? "UPDATE petition_case SET holder = '%s' WHERE id = '%s'"
                                        .formatted(Who.COLLEAGUE.id(), subject.id())
                                : "UPDATE handover SET state = 'WITNESSED' WHERE id = '%s'".formatted(subject.id()));
        }
    }

    /** In two steps, because a number may stand only once at any time. */
    private void renumber(String which, String number) {
        database.owner("CREATE TEMP TABLE moved AS SELECT * FROM docket_entry" + which + "; DELETE FROM docket_entry"
                + which + "; UPDATE moved SET number = " + number
                + "; INSERT INTO docket_entry SELECT * FROM moved");
    }
}
