package dev.jieli.persistence;

import static dev.jieli.testkit.Who.CLERK;
import static dev.jieli.testkit.Who.COLLEAGUE;
import static dev.jieli.testkit.Who.HANDLER;
import static dev.jieli.testkit.Who.HEAD;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.Resources;
import dev.jieli.application.port.Board;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.testkit.Given;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** 回避: what the database adds to {@code SightContract}. */
class WithdrawnTest {
    private final Database database = Database.empty();
    private final Given given = Given.an_office(database.archive());

    /** Before V32 the dockets alone said so. */
    @Test
    void whoever_withdrew_before_the_lists_knew_of_it_finds_the_case_in_none() throws IOException {
        PetitionCase accepted = given.accepted();
        PetitionCase other = given.accepted();
        given.does(HEAD, accepted, new CaseAct.Recuse(HANDLER.id(), Optional.of(COLLEAGUE.id()), "系信访人亲属"));
        PetitionCase left = given.does(CLERK, accepted.id(), new CaseAct.Recuse(HEAD.id(), Optional.empty(), "系信访人亲属"));
        database.owner("UPDATE petition_case SET recused = NULL");
        Board board = database.archive().board(Asker.of(HEAD.id()));
        assertThat(board.caseFile(left.id())).isPresent();

        String migration = Resources.toString(Resources.getResource("db/migration/V32__recused.sql"), UTF_8);
        database.owner(migration.substring(migration.indexOf("UPDATE")));

        assertThat(board.caseFile(left.id())).isEmpty();
        assertThat(board.caseFile(other.id())).isPresent();
        assertThat(given.now(left.id())).isEqualTo(left);
        assertThat(given.archive().audit().verify(read -> {}).faults()).isEmpty();
    }
}
