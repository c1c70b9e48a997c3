package dev.jieli.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.RegisterPetition;
import dev.jieli.application.port.Archive;
import dev.jieli.application.port.Board;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Likeness;
import dev.jieli.domain.casefile.LinkKind;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.Who;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A petitioner is known again by a digest of a number, which is of no use without the key. */
class MarksTest {
    private static final String ID = "110105194912310021";
    private static final Petitioner SOMEBODY =
            new Petitioner("测试人", Optional.of(ID), Optional.of("13800008000"), Optional.empty());

    private final Database database = Database.empty();

    private CaseId came(Archive archive, Given given, String number) {
        CaseId id = new CaseId(UUID.nameUUIDFromBytes(number.getBytes(UTF_8)));
        Given.done(new RegisterPetition(archive.store(), given.law())
                .register(id, given.petition(), SOMEBODY, Who.CLERK.id(), given.today(), given.now()));
        return id;
    }

    private static Optional<Likeness.Mark> mark(Archive archive, CaseId id) {
        return archive.board(Asker.Job.OPERATOR).alike(id, 5).stream()
                .filter(one -> one.proposed().contains(LinkKind.SAME_PERSON))
                .findFirst()
                .map(Board.Alike::likeness)
                .flatMap(Likeness::petitioner);
    }

    @Test
    void equal_numbers_have_equal_marks_and_under_another_key_others() {
        KeyRing other = KeyRing.of("test", "fedcba9876543210".getBytes(UTF_8));

        assertThat(Database.KEYS.mark(Likeness.Mark.ID_NUMBER, ID))
                .hasSize(32)
                .isEqualTo(Database.KEYS.mark(Likeness.Mark.ID_NUMBER, ID))
                .isNotEqualTo(Database.KEYS.mark(Likeness.Mark.PHONE, ID))
                .isNotEqualTo(other.mark(Likeness.Mark.ID_NUMBER, ID));
    }

    @Test
    void what_is_kept_is_the_mark_and_nowhere_the_number() {
        Archive archive = database.archive();
        came(archive, Given.an_office(archive), "一");

        assertThat(database.ask("SELECT id_mark FROM petitioner", byte[].class))
                .isEqualTo(Database.KEYS.mark(Likeness.Mark.ID_NUMBER, ID));
        assertThat(database.ask(
                        "SELECT count(*) FROM petitioner p, petition_case c, docket_entry d"
                                + " WHERE concat(p::text, c::text, d::text) LIKE '%" + ID + "%'",
                        Long.class))
                .isZero();
    }

    @Test
    void those_from_before_there_were_marks_are_marked_when_the_archive_is_opened() {
        Archive archive = database.archive();
        Given given = Given.an_office(archive);
        came(archive, given, "一");
        CaseId later = came(archive, given, "二");
        database.owner("UPDATE petitioner SET id_mark = NULL, phone_mark = NULL, marked = false");
        assertThat(mark(archive, later)).isEmpty();

        assertThat(mark(database.archive(), later)).contains(Likeness.Mark.ID_NUMBER);
        assertThat(database.ask("SELECT count(*) FROM petitioner WHERE NOT marked", Long.class))
                .isZero();
    }

    @Test
    void those_under_a_key_that_is_not_on_the_ring_wait_and_keep_nobody_from_opening_it() {
        Archive archive = database.archive();
        came(archive, Given.an_office(archive), "一");
        database.owner("UPDATE petitioner SET id_mark = NULL, marked = false, key_id = 'lost'");

        database.archive();

        assertThat(database.ask("SELECT count(*) FROM petitioner WHERE NOT marked", Long.class))
                .isOne();
    }

    @Test
    void what_was_marked_under_an_earlier_key_is_known_again() {
        Archive before = database.archive();
        Given given = Given.an_office(before);
        came(before, given, "一");
        KeyRing ring = KeyRing.of("new", "fedcba9876543210".getBytes(UTF_8))
                .withEarlier("test", "0123456789abcdef".getBytes(UTF_8));
        Archive after = new JooqArchive(database.application(), ring);
        CaseId later = came(after, given, "二");

        assertThat(mark(after, later)).contains(Likeness.Mark.ID_NUMBER);
        assertThat(ImmutableList.copyOf(ring.marks(Likeness.Mark.PHONE, "1"))).hasSize(2);
    }
}
