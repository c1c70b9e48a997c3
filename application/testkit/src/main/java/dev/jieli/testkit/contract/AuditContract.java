package dev.jieli.testkit.contract;

import static dev.jieli.testkit.Who.CLERK;
import static dev.jieli.testkit.Who.COLLEAGUE;
import static dev.jieli.testkit.Who.HANDLER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.common.collect.ImmutableSet;
import dev.jieli.application.port.Archive;
import dev.jieli.application.port.Audit;
import dev.jieli.application.port.Audit.Fault;
import dev.jieli.application.port.Feed;
import dev.jieli.application.published.CheckpointChain;
import dev.jieli.application.published.SealKeys;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.Who;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What {@link Audit} owes: whatever a stranger with access to the storage did to a docket is found. */
public abstract class AuditContract extends Contract {
    /** 签章密钥: with which the archives under test sign. */
    public static final SealKeys SEALS =
            SealKeys.none().next(Instant.parse("2020-01-01T00:00:00Z"), new SecureRandom());

    /** 篡改: what a stranger does to a docket, past all ports. */
    public enum Tampering {
        /** Changes a few words of the entry and nothing else. */
        ALTER,
        /** Takes the entry out; the others keep their numbers. */
        REMOVE,
        /** Puts a copy of the entry right behind it; those after it move up by one. */
        INSERT,
        /** Lets the entry and the next one change numbers. */
        SWAP,
        /** Takes the entry out and all that come after it. */
        CUT_OFF,
        /** Lets what is kept beside the entry say that it was entered a day earlier; the entry itself stays. */
        MOVE_IN_TIME,
        /** Lets the last checkpoint say of the docket that it was shorter than it was. */
        CHANGE_MARK,
        /** Takes the signature from the last checkpoint. */
        UNSIGN,
        /** Takes the last checkpoint away. */
        REMOVE_CHECKPOINT,
        /** Leaves the docket alone and changes what is kept beside it: who holds the case, or the handover's state. */
        CHANGE_STATE
    }

    /**
     * Does that to the archive's storage.
     *
     * @param number of an entry of that docket
     */
    protected abstract void tamper(Archive archive, Tampering how, Subject subject, int number);

    @Test
    void where_nobody_touched_anything_all_is_well() {
        PetitionCase ended = given().final_();
        given().effective(given().opened(HANDLER, COLLEAGUE.id()));
        List<Long> progress = new ArrayList<>();
        Audit.Finding before = audit().verify(progress::add);
        audit().checkpoint(given().now());
        audit().checkpoint(given().now());
        Audit.Finding after = audit().verify(read -> {});

        assertThat(before.faults()).isEmpty();
        assertThat(before.checkpoints()).isZero();
        assertThat(before.dockets()).isEqualTo(2L + Who.Place.values().length);
        assertThat(before.entries()).isGreaterThan(ended.entries());
        assertThat(progress).isNotEmpty().isSorted().last().isEqualTo(before.entries());
        assertThat(after.checkpoints()).isEqualTo(2);
        assertThat(after.faults()).isEmpty();
        assertThat(after.entries()).isEqualTo(before.entries());
    }

    @Test
    void what_went_on_since_a_checkpoint_is_no_fault() {
        PetitionCase registered = given().registered();
        audit().checkpoint(given().now());
        given().does(CLERK, registered, new CaseAct.Transfer(HANDLER.id(), "来信"));
        given().accepted();

        assertThat(audit().verify(read -> {}).faults()).isEmpty();
    }

    @Test
    void an_altered_entry_is_found() {
        for (int number = 1; number <= 3; number++) {
            PetitionCase accepted = given().accepted();
            tamper(archive(), Tampering.ALTER, accepted.subject(), number);
            assertThat(faults(accepted.subject())).contains(fault(accepted.subject(), number, Fault.Kind.ALTERED));
        }
    }

    @Test
    void an_entry_whose_instant_was_moved_beside_it_is_found() {
        PetitionCase accepted = given().accepted();
        tamper(archive(), Tampering.MOVE_IN_TIME, accepted.subject(), 2);

        assertThat(faults(accepted.subject())).containsExactly(fault(accepted.subject(), 2, Fault.Kind.ALTERED));
    }

    @Test
    void it_is_said_how_many_entries_no_checkpoint_covers_yet() {
        PetitionCase registered = given().registered();
        long all = audit().verify(read -> {}).entries();
        assertThat(audit().verify(read -> {}).beyond()).isEqualTo(all);
        audit().checkpoint(given().now());
        assertThat(audit().verify(read -> {}).beyond()).isZero();

        given().does(CLERK, registered, new CaseAct.Transfer(HANDLER.id(), "来信"));
        assertThat(audit().verify(read -> {}).beyond()).isOne();
    }

    @Test
    void a_removed_entry_is_found() {
        PetitionCase accepted = given().accepted();
        tamper(archive(), Tampering.REMOVE, accepted.subject(), 2);

        assertThat(faults(accepted.subject())).contains(fault(accepted.subject(), 2, Fault.Kind.REMOVED));
    }

    @Test
    void a_removed_first_entry_is_found() {
        PetitionCase accepted = given().accepted();
        tamper(archive(), Tampering.REMOVE, accepted.subject(), 1);

        assertThat(faults(accepted.subject())).contains(fault(accepted.subject(), 1, Fault.Kind.REMOVED));
    }

    @Test
    void an_inserted_entry_is_found() {
        PetitionCase accepted = given().accepted();
        tamper(archive(), Tampering.INSERT, accepted.subject(), 2);

        assertThat(faults(accepted.subject())).contains(fault(accepted.subject(), 3, Fault.Kind.INSERTED));
    }

    @Test
    void entries_that_changed_places_are_found() {
        PetitionCase accepted = given().accepted();
        tamper(archive(), Tampering.SWAP, accepted.subject(), 2);

        assertThat(faults(accepted.subject()))
                .contains(
                        fault(accepted.subject(), 2, Fault.Kind.REORDERED),
                        fault(accepted.subject(), 3, Fault.Kind.REORDERED));
    }

    @Test
    void a_cut_off_tail_shows_against_a_checkpoint() {
        PetitionCase accepted = given().accepted();
        audit().checkpoint(given().now());
        tamper(archive(), Tampering.CUT_OFF, accepted.subject(), 3);

        assertThat(faults(accepted.subject())).contains(fault(accepted.subject(), 3, Fault.Kind.CUT_OFF));
    }

    @Test
    void a_docket_that_is_gone_altogether_shows_against_a_checkpoint() {
        PetitionCase accepted = given().accepted();
        audit().checkpoint(given().now());
        tamper(archive(), Tampering.CUT_OFF, accepted.subject(), 1);

        assertThat(faults(accepted.subject())).contains(fault(accepted.subject(), 1, Fault.Kind.CUT_OFF));
    }

    @Test
    void a_tail_cut_off_since_the_checkpoint_shows_against_the_case_itself() {
        PetitionCase accepted = given().accepted();
        tamper(archive(), Tampering.CUT_OFF, accepted.subject(), 3);

        assertThat(faults(accepted.subject()))
                .extracting(Fault::kind)
                .singleElement()
                .isIn(Fault.Kind.STATE_DIFFERS, Fault.Kind.CUT_OFF); // the latter where the case tells how long it was
    }

    @Test
    void a_case_that_is_not_what_its_docket_adds_up_to_is_found() {
        PetitionCase accepted = given().accepted();
        tamper(archive(), Tampering.CHANGE_STATE, accepted.subject(), 3);

        assertThat(faults(accepted.subject())).extracting(Fault::kind).containsExactly(Fault.Kind.STATE_DIFFERS);
    }

    @Test
    void a_handover_that_is_not_what_its_docket_adds_up_to_is_found() {
        given().accepted();
        Handover frozen = given().frozen(given().opened(HANDLER, COLLEAGUE.id()));
        tamper(archive(), Tampering.CHANGE_STATE, frozen.subject(), 1);

        assertThat(faults(frozen.subject())).extracting(Fault::kind).containsExactly(Fault.Kind.STATE_DIFFERS);
    }

    @Test
    void the_dockets_of_handovers_and_units_are_looked_at_too() {
        given().accepted();
        Handover frozen = given().frozen(given().opened(HANDLER, COLLEAGUE.id()));
        Subject unit = new Subject(Subject.Kind.UNIT, HANDLER.unit().value());
        tamper(archive(), Tampering.ALTER, frozen.subject(), 3);
        tamper(archive(), Tampering.REMOVE, unit, 2);

        assertThat(faults(frozen.subject())).contains(fault(frozen.subject(), 3, Fault.Kind.ALTERED));
        assertThat(faults(unit)).contains(fault(unit, 2, Fault.Kind.REMOVED));
    }

    @Test
    void the_dockets_of_accounts_are_looked_at_too() {
        UUID account = new UUID(7, 8);
        Subject subject = AccountAct.subject(account);
        for (int i = 0; i < 3; i++) {
            Given.done(store().transact(Asker.Job.OPERATOR, session -> {
                session.dockets()
                        .trace(account, AccountAct.Trace.done(AccountAct.Kind.SEE), Optional.empty(), given().now());
                return Outcome.done(true);
            }));
        }
        assertThat(faults(subject)).isEmpty();
        audit().checkpoint(given().now());
        tamper(archive(), Tampering.ALTER, subject, 1);
        tamper(archive(), Tampering.CUT_OFF, subject, 3);

        assertThat(faults(subject))
                .contains(fault(subject, 1, Fault.Kind.ALTERED), fault(subject, 3, Fault.Kind.CUT_OFF));
    }

    @Test
    void a_checkpoint_that_was_changed_is_found() {
        PetitionCase accepted = given().accepted();
        audit().checkpoint(given().now());
        tamper(archive(), Tampering.CHANGE_MARK, accepted.subject(), 3);

        assertThat(audit().verify(read -> {}).faults())
                .extracting(Fault::subject, Fault::kind)
                .contains(tuple("checkpoint/1", Fault.Kind.ALTERED));
    }

    @Test
    void a_checkpoint_that_nobody_signed_is_found() {
        PetitionCase accepted = given().accepted();
        audit().checkpoint(given().now());
        audit().checkpoint(given().now());
        tamper(archive(), Tampering.UNSIGN, accepted.subject(), 3);

        assertThat(audit().verify(read -> {}).faults())
                .extracting(Fault::subject, Fault::kind)
                .containsExactly(tuple("checkpoint/2", Fault.Kind.NOT_SIGNED));
    }

    @Test
    void a_last_checkpoint_that_is_gone_is_found_also_after_others_were_made() {
        PetitionCase accepted = given().accepted();
        audit().checkpoint(given().now());
        audit().checkpoint(given().now());
        tamper(archive(), Tampering.REMOVE_CHECKPOINT, accepted.subject(), 3);

        assertThat(audit().verify(read -> {}).faults())
                .extracting(Fault::subject, Fault::kind)
                .containsExactly(tuple("checkpoint/2", Fault.Kind.CUT_OFF));
        given().registered();
        audit().checkpoint(given().now());
        audit().checkpoint(given().now());
        assertThat(audit().verify(read -> {}).faults())
                .extracting(Fault::subject, Fault::kind)
                .containsExactly(tuple("checkpoint/2", Fault.Kind.ALTERED));
    }

    @Test
    void a_clock_that_was_set_back_is_no_fault() {
        given().accepted();
        audit().checkpoint(given().now().plusSeconds(3_600));
        audit().checkpoint(given().now());

        assertThat(audit().verify(read -> {}).faults()).isEmpty();
    }

    @Test
    void what_was_done_with_accounts_is_found_page_by_page_the_newest_first() {
        UUID other = new UUID(7, 9);
        Subject unit = new Subject(Subject.Kind.UNIT, HANDLER.unit().value());
        for (int i = 0; i < 5; i++) {
            leave(new UUID(7, 8), AccountAct.Trace.done(AccountAct.Kind.SEE).with(AccountAct.Detail.COUNT, i));
        }
        LocalDate today = given().today();
        leave(other, AccountAct.Trace.failed(AccountAct.Kind.SIGN_IN, "WRONG_PASSWORD"));
        leave(other, AccountAct.Trace.done(AccountAct.Kind.PRINT).about(unit));
        Audit.TraceFilter all = Audit.TraceFilter.none();
        for (String none : List.of("", "x", "1.", "999999999999999999.1", "1.999999999999999999999")) {
            assertThat(audit().traces(all, Optional.of(none), 4).lines())
                    .as(none)
                    .isEmpty();
        }
        Audit.TracePage first = audit().traces(all, Optional.empty(), 4);
        Audit.TracePage second = audit().traces(all, first.next(), 4);

        assertThat(first.lines())
                .extracting(line -> line.trace().kind())
                .containsExactly(
                        AccountAct.Kind.PRINT, AccountAct.Kind.SIGN_IN, AccountAct.Kind.SEE, AccountAct.Kind.SEE);
        assertThat(second.lines())
                .extracting(line -> line.trace().details().get(AccountAct.Detail.COUNT))
                .containsExactly("2", "1", "0");
        assertThat(second.next()).isEmpty();
        assertThat(found(new Audit.TraceFilter(
                        Optional.of(other),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())))
                .isEqualTo(2);
        assertThat(found(new Audit.TraceFilter(
                        Optional.empty(),
                        Optional.of(AccountAct.Kind.SEE),
                        Optional.of(true),
                        Optional.empty(),
                        Optional.of(today),
                        Optional.of(today),
                        Optional.empty())))
                .isEqualTo(5);
        assertThat(found(new Audit.TraceFilter(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(false),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())))
                .isEqualTo(1);
        assertThat(found(new Audit.TraceFilter(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(unit),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())))
                .isEqualTo(1);
        assertThat(found(new Audit.TraceFilter(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(today.plusDays(1)),
                        Optional.empty(),
                        Optional.empty())))
                .isZero();
        assertThat(found(all.of(ImmutableSet.of(other)))).isEqualTo(2);
        assertThat(found(all.of(ImmutableSet.of()))).isZero();
    }

    private int found(Audit.TraceFilter filter) {
        return audit().traces(filter, Optional.empty(), 100).lines().size();
    }

    private void leave(UUID account, AccountAct.Trace trace) {
        Given.done(store().transact(Asker.Job.OPERATOR, session -> {
            session.dockets().trace(account, trace, Optional.empty(), given().now());
            return Outcome.done(true);
        }));
    }

    @Test
    void everything_is_handed_out_for_whoever_verifies_elsewhere() {
        given().accepted();
        audit().checkpoint(given().now());
        given().registered();
        audit().checkpoint(given().now());
        CheckpointChain chain = new CheckpointChain(SEALS);
        List<Audit.Checkpoint> checkpoints = new ArrayList<>();
        List<Feed.Sealed> entries = new ArrayList<>();
        audit().copy(new Audit.Copy() {
            @Override
            public void keys(String text) {
                assertThat(text).isEqualTo(SEALS.publicText());
            }

            @Override
            public void checkpoint(Audit.Checkpoint next) {
                checkpoints.add(next);
                chain.checkpoint(next);
            }

            @Override
            public void mark(Subject subject, int length, String hash) {
                chain.mark(subject, length, hash);
            }

            @Override
            public void entry(Feed.Sealed entry) {
                entries.add(entry);
            }
        });

        assertThat(checkpoints).extracting(Audit.Checkpoint::id).containsExactly(1, 2);
        assertThat(checkpoints)
                .allMatch(one -> one.signature().isPresent()
                        && one.at().isAfter(SEALS.since().orElseThrow()));
        assertThat(chain.faults()).isEmpty();
        assertThat(entries).hasSize((int) audit().verify(read -> {}).entries());
        assertThat(entries).extracting(Feed.Sealed::number).first().isEqualTo(1);
    }

    @Test
    void nobody_else_is_accused() {
        PetitionCase accepted = given().accepted();
        given().accepted();
        audit().checkpoint(given().now());
        tamper(archive(), Tampering.ALTER, accepted.subject(), 1);

        assertThat(audit().verify(read -> {}).faults())
                .extracting(Fault::subject)
                .containsOnly(accepted.subject().toString());
    }

    private static Fault fault(Subject subject, int number, Fault.Kind kind) {
        return new Fault(subject.toString(), number, kind);
    }

    private List<Fault> faults(Subject of) {
        return audit().verify(read -> {}).faults().stream()
                .filter(fault -> fault.subject().equals(of.toString()))
                .toList();
    }

    private Audit audit() {
        return archive().audit();
    }
}
