package dev.jieli.persistence;

import static dev.jieli.testkit.Who.HANDLER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.application.port.Feed;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.testkit.Given;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A database that was dumped on one server and restored on another, whose transactions count from lower down. */
class BroughtOverTest {

    @Test
    void listeners_go_on_where_they_were_and_checkpoints_hold() {
        Database database = Database.empty();
        JooqArchive archive = database.archive();
        Given given = Given.an_office(archive);
        PetitionCase before = given.accepted();
        archive.audit().checkpoint(given.now());
        List<String> heard = new ArrayList<>();
        int all = database.ask("SELECT count(*) FROM docket_entry", Integer.class);
        relay(archive, all - 3, heard);

        for (String table : List.of("docket_entry", "listener")) {
            database.owner("UPDATE %s SET xid = ((xid::text::numeric + 1000000000)::text)::xid8".formatted(table));
        }
        assertThat(Database.migrate(database.url())).isZero();
        PetitionCase after = given.does(HANDLER, before, new CaseAct.Note("来电一次"));
        relay(archive, 1000, heard);

        assertThat(heard).hasSize(all + 1).doesNotHaveDuplicates().endsWith(after.subject() + "/" + after.entries());
        archive.audit().checkpoint(given.now());
        assertThat(database.ask("SELECT count(*) FROM checkpoint_mark WHERE checkpoint = 2", Integer.class))
                .isOne();
        assertThat(archive.audit().verify(read -> {}).beyond()).isZero();
        assertThat(archive.audit().verify(read -> {}).faults()).isEmpty();
    }

    @Test
    void what_no_checkpoint_had_marked_before_is_marked_by_the_next() {
        Database database = Database.empty();
        JooqArchive archive = database.archive();
        Given given = Given.an_office(archive);
        archive.audit().checkpoint(given.now());
        PetitionCase unmarked = given.accepted();

        for (String table : List.of("docket_entry", "listener")) {
            database.owner("UPDATE %s SET xid = ((xid::text::numeric + 1000000000)::text)::xid8".formatted(table));
        }
        assertThat(Database.migrate(database.url())).isZero();
        assertThat(archive.audit().verify(read -> {}).beyond()).isPositive();
        archive.audit().checkpoint(given.now());

        assertThat(archive.audit().verify(read -> {}).beyond()).isZero();
        database.owner("DELETE FROM docket_entry WHERE subject_id = '%s' AND number = %d"
                .formatted(unmarked.id(), unmarked.entries()));
        assertThat(archive.audit().verify(read -> {}).faults()).isNotEmpty();
    }

    private static void relay(Feed feed, int most, List<String> heard) {
        feed.relay("listener", most, page -> {
            page.forEach(one -> heard.add(one.id()));
            return page.size();
        });
    }

    private static void relay(JooqArchive archive, int most, List<String> heard) {
        relay(archive.feed(), most, heard);
    }
}
