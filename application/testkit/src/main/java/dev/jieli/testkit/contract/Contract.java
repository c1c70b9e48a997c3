package dev.jieli.testkit.contract;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Archive;
import dev.jieli.application.port.Receipts;
import dev.jieli.application.port.Store;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.accountability.Seats;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Subject;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.Who;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** 契约: what all contracts ask for and begin with. */
public abstract class Contract {
    private Archive archive;
    private Given given;

    /** Fresh and empty: nobody, nothing, no entries. Closed after each test. */
    protected abstract Archive emptyArchive();

    @SuppressWarnings("NullAway.Init")
    Contract() {}

    @BeforeEach
    final void begin() {
        archive = emptyArchive();
        given = Given.an_office(archive);
    }

    @AfterEach
    final void end() {
        archive.close();
    }

    /** The archive under test, with an office in it. */
    final Archive archive() {
        return archive;
    }

    final Store store() {
        return archive.store();
    }

    final Given given() {
        return given;
    }

    /** What would be entered, without entering it, among these who sit. */
    final PetitionCase.Entered prepared(PetitionCase found, CaseAct act, Optional<Who> by, Seats seats) {
        return Given.done(found.perform(act, by.map(this::seat), given.today(), given.now(), given.law(), seats));
    }

    final PetitionCase.Entered prepared(PetitionCase found, CaseAct act, Who by) {
        return prepared(
                found,
                act,
                Optional.of(by),
                who -> given.look(session -> session.tenures().seat(who)));
    }

    final Outcome<PetitionCase> entered(PetitionCase.Entered done) {
        return store().transact(Asker.Job.OPERATOR, session -> {
            session.cases().enter(done);
            return Outcome.done(done.after());
        });
    }

    /** Ends an incumbency without a handover, as no use case does. */
    final Outcome<Boolean> leaves(IncumbencyId who) {
        return store().transact(Asker.Job.OPERATOR, session -> {
            session.tenures().end(who, given.today());
            return Outcome.done(true);
        });
    }

    final Seat seat(Who who) {
        return seat(who.id()).orElseThrow();
    }

    final Optional<Seat> seat(IncumbencyId who) {
        return given.look(session -> session.tenures().seat(who));
    }

    final Optional<PetitionCase> find(CaseId id) {
        return given.look(session -> session.cases().find(id));
    }

    final Optional<CaseId> numbered(String number) {
        return given.look(session -> session.cases().numbered(number));
    }

    final ImmutableList<PetitionCase> answeredForBy(IncumbencyId who) {
        return given.look(session -> session.cases().answeredForBy(who));
    }

    final ImmutableList<Entry> docket(Subject subject) {
        return given.look(session -> session.dockets().read(subject));
    }

    final Optional<Receipts.Receipt> receipt(String key) {
        return given.look(session -> session.receipts().find(key));
    }
}
