package dev.jieli.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.application.port.Archive;
import dev.jieli.application.port.Board;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.Petition;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.Who;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Among a hundred thousand cases the likest are found while a page is made. */
class AlikeAmongManyTest {
    private static final int MANY = 100_000;

    /** A page has 50 ms for it; half a second is not to be seen on the slowest machine that builds this. */
    private static final Duration MOST = Duration.ofMillis(500);

    @Test
    void the_likest_of_many_are_found_at_once() {
        Database database = Database.empty();
        Archive archive = database.archive();
        Given given = Given.an_office(archive);
        PetitionCase first = given.registered();
        // of five townships and two thousand days
        database.owner("""
                INSERT INTO petition_case (id, number, channel, received_on, gist, place, category, persons, repeats, entries,
                    last_on, last_hash, stage, stage_since, unit, held_since, open_state, holder, registrar, units)
                SELECT gen_random_uuid(), 'M-' || n, channel, received_on - n %% 2000,
                    '反映' || (ARRAY['村道破损影响出行','农田灌溉水渠堵塞','工地夜间施工噪声','小区物业收费','征地补偿款发放'])[1 + n %% 5]
                        || md5(n::text) || '，请求依法查处并书面答复处理结果', '3307231' || lpad((1 + n %% 5)::text, 2, '0'), category, 1, 0, 1,
                    last_on, last_hash, stage, stage_since, unit, held_since, open_state, holder, registrar, units
                FROM petition_case, generate_series(1, %d) n WHERE number = '%s'
                """.formatted(MANY, first.petition().number()));
        database.owner("INSERT INTO petitioner (case_id, masked, key_id, sealed, marked, id_mark)"
                + " SELECT id, '测', 'test', '', true, sha256(id::text::bytea) FROM petition_case"
                + " WHERE number LIKE 'M-%'");
        database.owner("ANALYZE petition_case");
        PetitionCase again = given.later(1).registered();
        Petition petition = given.petition();
        PetitionCase nowhere = given.registered(
                new Petition(
                        petition.number(),
                        petition.channel(),
                        petition.receivedOn(),
                        petition.gist(),
                        Optional.empty(),
                        "",
                        1,
                        0),
                Who.CLERK);

        assertThat(timed(archive, again, first)).isLessThan(MOST);
        assertThat(timed(archive, nowhere, first)).isLessThan(MOST);
    }

    private static Duration timed(Archive archive, PetitionCase here, PetitionCase earlier) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            long began = System.nanoTime();
            assertThat(archive.board(Asker.Job.OPERATOR).alike(here.id(), 5))
                    .extracting(Board.Alike::id)
                    .contains(earlier.id());
            best = Math.min(best, System.nanoTime() - began);
        }
        return Duration.ofNanos(best);
    }
}
