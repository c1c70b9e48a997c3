package dev.jieli.application.ledger;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jieli.application.ledger.Problem.Kind;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.accountability.Seats;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Finding;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.LegalPath;
import dev.jieli.domain.casefile.Manner;
import dev.jieli.domain.casefile.Opinion;
import dev.jieli.domain.casefile.Petition;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Position;
import dev.jieli.domain.casefile.Running;
import dev.jieli.domain.casefile.Slot;
import dev.jieli.domain.casefile.Stage;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.statute.Term;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * 台账补录: turns what a ledger says of one case into the acts that must have been done, in their order and with their
 * dates, so that its docket, its terms and its chain are those of any other case. What the ledger leaves out is written
 * down as left out; what the rules of procedure do not let in stops the row where it stands, and is told.
 *
 * @param entered the docket of the case, from its first entry
 * @param remarks what was assumed, or could not be entered
 * @param refused why the row cannot be entered at all
 */
record Transcript(
        ImmutableList<PetitionCase.Entered> entered,
        ImmutableList<Problem> remarks,
        ImmutableList<ImportLedger.Unmatched> unmatched,
        Optional<Problem> refused) {
    /** What stands in a paper that the ledger only mentions. */
    static final String NOT_RECORDED = "（台账未载）";

    static final String DECLINED = "台账所载：不予受理";

    /** Before what a ledger says besides. */
    static final String ALSO = "台账另载：";

    /** 包案期限 where a ledger names none: working days; *chosen* after a province's rule of three months. */
    private static final int DAYS_TO_RESOLVE = 60;

    private static final Pattern NOT_SUPPORTED = Pattern.compile("不予支持|不支持");
    private static final Pattern SUPPORTED = Pattern.compile("支持");
    private static final Pattern ARBITRATION = Pattern.compile("仲裁");
    private static final Pattern PARTY = Pattern.compile("党员|党内|复审");
    private static final Pattern ADMINISTRATIVE = Pattern.compile("行政复议|行政裁决|行政确认|行政许可|行政处罚|复议");
    private static final Pattern PROTECTION = Pattern.compile("查处|履行.*职责");

    /** The petition of a row, with nobody's name in it. */
    static Petition petition(LedgerRow row, String number, Directory directory) {
        String gist = Redaction.redact(row.gist(), row.petitioner());
        return new Petition(
                number,
                row.channel(),
                row.receivedOn(),
                gist.isEmpty() ? row.category().isEmpty() ? NOT_RECORDED : row.category() : gist,
                directory.place(row.place()),
                row.category(),
                row.persons(),
                row.repeats());
    }

    /**
     * Writes one down.
     *
     * @param registrar who brings the ledger in; holds what it gives to nobody
     * @param law on the calendar of the day
     */
    static Transcript of(
            LedgerRow row,
            CaseId id,
            Petition petition,
            Seat registrar,
            Directory directory,
            Law law,
            Seats seats,
            LocalDate asOf,
            Instant at) {
        return new Writing(row, id, petition, registrar, directory, law, seats, asOf, at).written();
    }

    private static final class Writing {
        private final LedgerRow row;
        private final CaseId id;
        private final Petition petition;
        private final Seat registrar;
        private final Directory directory;
        private final Law law;
        private final Seats seats;
        private final LocalDate asOf;
        private final Instant at;

        private final List<PetitionCase.Entered> entered = new ArrayList<>();
        private final List<Problem> remarks = new ArrayList<>();
        private final List<ImportLedger.Unmatched> unmatched = new ArrayList<>();
        private Optional<Problem> refused = Optional.empty();
        private boolean stopped;

        Writing(
                LedgerRow row,
                CaseId id,
                Petition petition,
                Seat registrar,
                Directory directory,
                Law law,
                Seats seats,
                LocalDate asOf,
                Instant at) {
            this.row = row;
            this.id = id;
            this.petition = petition;
            this.registrar = registrar;
            this.directory = directory;
            this.law = law;
            this.seats = seats;
            this.asOf = asOf;
            this.at = at;
        }

        Transcript written() {
            write();
            return new Transcript(
                    ImmutableList.copyOf(entered),
                    ImmutableList.copyOf(remarks),
                    ImmutableList.copyOf(unmatched),
                    refused);
        }

        private void write() {
            Optional<Unit> unit = row.unit().isEmpty() ? Optional.empty() : directory.unit(row.unit());
            if (!row.unit().isEmpty() && unit.isEmpty()) {
                unmatched(Kind.UNIT_UNMATCHED, row.unit(), row.unit());
            }
            Optional<IncumbencyId> officer = unit.filter(found -> !row.officer().isEmpty())
                    .flatMap(found -> directory.officer(found.id(), row.officer()));
            if (unit.isPresent() && !row.officer().isEmpty() && officer.isEmpty()) {
                unmatched(
                        Kind.OFFICER_UNMATCHED,
                        row.officer(),
                        row.officer(),
                        unit.get().name());
            }
            Seat origin = origin(unit, officer);
            CaseAct first = origin.unitKind() == Unit.Kind.PETITION_OFFICE
                    ? new CaseAct.Register(petition)
                    : new CaseAct.ReceiveDirectly(petition);
            Outcome<PetitionCase.Entered> begun =
                    PetitionCase.carryOver(id, first, origin, registrar, row.registeredOn(), at, law);
            if (begun instanceof Outcome.Refused<PetitionCase.Entered> not) {
                refused = Optional.of(refusal(not.refusal()));
                return;
            }
            entered.add(((Outcome.Done<PetitionCase.Entered>) begun).value());
            also();
            Optional<Seat> handler = unit.flatMap(found -> handler(found, officer, origin));
            handler.ifPresent(seat -> forward(seat, origin));
            leader();
            boolean atOffice = now().filter(open -> directory
                            .unit(open.unit())
                            .filter(found -> found.kind() == Unit.Kind.PETITION_OFFICE)
                            .isPresent())
                    .isPresent();
            boolean decidedThere = row.standing() == Standing.DECLINED || row.standing() == Standing.LED;
            if (!atOffice || decidedThere || row.standing().compareTo(Standing.REPLIED) >= 0) {
                proceed();
            } else if (row.standing().compareTo(Standing.FORWARDED) > 0) {
                // An office does not handle: what the ledger says is kept as a note until the case is with who does.
                act(
                        new CaseAct.Note(ALSO
                                + row.standing().word()
                                + row.acceptedOn().map(on -> "，受理日期 " + on).orElse("")),
                        lastOn());
            }
        }

        // ------------------------------------------------------------------ who

        /** Where the petition was taken in: where the ledger says, unless nobody knows the unit that it gives the case to. */
        private Seat origin(Optional<Unit> unit, Optional<IncumbencyId> officer) {
            if (row.registeredAt().isEmpty() || (unit.isEmpty() && !row.unit().isEmpty())) {
                return registrar;
            }
            return directory
                    .unit(row.registeredAt())
                    .filter(at -> !at.id().equals(registrar.unit()))
                    .flatMap(at ->
                            unit.filter(at::equals).flatMap(same -> officer).or(() -> directory.receiver(at.id())))
                    .flatMap(seats::seat)
                    .orElse(registrar);
        }

        /** The seat that the ledger's unit and officer mean; empty where the case stays where it was taken in. */
        private Optional<Seat> handler(Unit unit, Optional<IncumbencyId> officer, Seat origin) {
            boolean there = unit.id().equals(origin.unit());
            if (there ? officer.isEmpty() : row.standing() == Standing.REGISTERED) {
                return Optional.empty();
            }
            Optional<Seat> seat =
                    officer.or(() -> directory.receiver(unit.id())).flatMap(seats::seat);
            if (seat.isEmpty()) {
                unmatched(Kind.UNIT_VACANT, row.unit(), unit.name());
            }
            return seat;
        }

        private void forward(Seat handler, Seat origin) {
            if (handler.incumbency().equals(origin.incumbency())) {
                return;
            }
            if (handler.unit().equals(origin.unit())) {
                act(new CaseAct.Reassign(handler.incumbency(), "台账所载责任人"), lastOn());
            } else {
                act(
                        new CaseAct.Transfer(handler.incumbency(), NOT_RECORDED),
                        latest(row.forwardedOn().orElse(row.registeredOn())));
            }
        }

        private void leader() {
            if (row.leader().isEmpty()) {
                return;
            }
            Optional<IncumbencyId> leader = directory.leader(row.leader());
            if (leader.isEmpty()) {
                unmatched(Kind.LEADER_UNMATCHED, row.leader(), row.leader());
                return;
            }
            LocalDate on = lastOn();
            Optional<LocalDate> said = row.leaderUntil().filter(until -> !until.isBefore(on));
            if (said.isEmpty()) {
                remark(
                        Kind.ASSUMED_DATE,
                        Column.LEADER_UNTIL.header(),
                        law.calendar().plusWorkingDays(asOf, DAYS_TO_RESOLVE).toString());
            }
            ImmutableMap<Slot, String> slots = Slot.FIVE.stream().collect(toImmutableMap(slot -> slot, slot -> ""));
            act(
                    new CaseAct.AssignLeader(
                            leader.get(),
                            slots,
                            NOT_RECORDED,
                            said.orElse(law.calendar().plusWorkingDays(asOf, DAYS_TO_RESOLVE))),
                    on);
        }

        private void also() {
            List<String> also = new ArrayList<>();
            if (!row.coUnits().isEmpty()) {
                also.add(Column.CO_UNITS.header() + "：" + String.join("、", row.coUnits()));
            }
            boolean noReplyYet = row.standing().compareTo(Standing.REPLIED) < 0 && row.standing() != Standing.DECLINED;
            if (noReplyYet && !row.reply().isEmpty()) {
                also.add("办理情况：" + row.reply());
            }
            if (!row.other().isEmpty()) {
                also.add(row.other());
            }
            if (!also.isEmpty()) {
                act(new CaseAct.Note(ALSO + redacted(String.join("；", also))), lastOn());
            }
        }

        // ------------------------------------------------------------------ how far

        private void proceed() {
            Standing standing = row.standing();
            switch (standing) {
                case REGISTERED, FORWARDED -> {}
                case DECLINED -> act(new CaseAct.Decline(replyOr(DECLINED), NOT_RECORDED), lastOn());
                case NOT_ACCEPTED -> {
                    act(new CaseAct.Decline(replyOr(DECLINED), NOT_RECORDED), concluded());
                    told();
                }
                case LED, LED_ELSEWHERE -> {
                    if (row.acceptedOn().isPresent()) {
                        accept();
                    }
                    boolean over = standing == Standing.LED_ELSEWHERE;
                    act(new CaseAct.LeadElsewhere(path(), NOT_RECORDED), over ? concluded() : lastOn());
                    if (over) {
                        told();
                    }
                }
                case SETTLED, WITHDRAWN -> {
                    if (row.acceptedOn().isPresent() || !row.reply().isEmpty()) {
                        accept();
                    }
                    if (!row.reply().isEmpty()) {
                        reply();
                    }
                    act(
                            standing == Standing.SETTLED
                                    ? new CaseAct.Settle(true, NOT_RECORDED)
                                    : new CaseAct.Withdraw("台账所载：信访人撤回"),
                            concluded());
                }
                case ACCEPTED -> accept();
                case EXECUTING -> executing();
                default -> {
                    accept();
                    reply();
                    if (standing != Standing.REPLIED) {
                        served(standing);
                    }
                }
            }
        }

        /** What an opinion supports where one was served, else what was agreed. */
        private void executing() {
            if (row.servedOn().isPresent()) {
                accept();
                reply();
                served(Standing.EXECUTING);
                return;
            }
            if (row.acceptedOn().isPresent()) {
                accept();
            }
            act(
                    new CaseAct.Settle(true, NOT_RECORDED, replyOr(NOT_RECORDED), Optional.of(carriedOutBy())),
                    concluded());
        }

        /** What a ledger calls over was told. */
        private void told() {
            act(new CaseAct.Notify(Manner.IN_PERSON, NOT_RECORDED), lastOn());
        }

        private void accept() {
            LocalDate on = latest(row.acceptedOn().or(row::forwardedOn).orElse(row.registeredOn()));
            if (row.acceptedOn().isEmpty()) {
                remark(Kind.ASSUMED_DATE, Column.ACCEPTED_ON.header(), on.toString());
            }
            act(new CaseAct.Accept(), on);
            if (row.extendedDays() > 0) {
                act(new CaseAct.Extend(row.extendedDays(), NOT_RECORDED, on), on);
            }
        }

        private void reply() {
            LocalDate on = concluded();
            act(
                    row.standing() == Standing.EXECUTING
                            ? new CaseAct.Reply(
                                    Opinion.SUPPORT,
                                    replyOr(NOT_RECORDED),
                                    ImmutableList.of(),
                                    Optional.of(carriedOutBy()))
                            : new CaseAct.Reply(opinion(), replyOr(NOT_RECORDED)),
                    on);
        }

        /** 执行中: by when, ledgers do not say. */
        private LocalDate carriedOutBy() {
            LocalDate by = law.calendar().plusWorkingDays(asOf, DAYS_TO_RESOLVE);
            remark(Kind.ASSUMED_DATE, row.standing().word(), by.toString());
            return by;
        }

        /** From the reply in the petitioner's hands onwards. */
        private void served(Standing standing) {
            LocalDate on = latest(row.servedOn().orElseGet(this::lastOn));
            act(new CaseAct.Serve(on, Manner.IN_PERSON), on);
            boolean reviewed = standing.compareTo(Standing.REVIEW_REQUESTED) >= 0
                    && standing != Standing.EXECUTING
                    && standing != Standing.CONCLUDED;
            if (!reviewed && row.reviewRequestedOn().isEmpty()) {
                close(standing, on);
                return;
            }
            if (!request(false, row.reviewOrgan(), row.reviewRequestedOn())) {
                close(standing, on);
                return;
            }
            if (standing == Standing.REVIEW_REQUESTED) {
                return;
            }
            act(
                    new CaseAct.Review(Finding.UPHELD, NOT_RECORDED),
                    latest(row.reviewedOn().orElseGet(this::lastOn)));
            if (standing == Standing.REVIEWED) {
                return;
            }
            LocalDate again = latest(row.reviewServedOn().orElseGet(this::lastOn));
            act(new CaseAct.Serve(again, Manner.IN_PERSON), again);
            if (standing == Standing.REVIEW_SERVED) {
                return;
            }
            if ((standing == Standing.CONCLUDED || standing == Standing.EXECUTING)
                    && row.rereviewRequestedOn().isEmpty()) {
                close(standing, again);
                return;
            }
            if (!request(true, row.rereviewOrgan(), row.rereviewRequestedOn())) {
                close(standing, again);
                return;
            }
            if (standing != Standing.REREVIEW_REQUESTED) {
                act(
                        new CaseAct.Rereview(Finding.UPHELD, NOT_RECORDED),
                        latest(row.rereviewedOn().orElseGet(this::lastOn)));
                if (standing != Standing.REREVIEWED) {
                    act(new CaseAct.Serve(lastOn(), Manner.IN_PERSON), lastOn());
                }
            }
        }

        /** Puts the case before the organ that the ledger names, or the one above; false where the directory has neither. */
        private boolean request(boolean again, String organ, Optional<LocalDate> on) {
            Optional<IncumbencyId> above = directory
                    .unit(organ)
                    .map(Unit::id)
                    .or(() -> now().flatMap(open -> directory.unit(open.unit())).flatMap(Unit::above))
                    .flatMap(directory::receiver)
                    .filter(receiver -> seats.seat(receiver).isPresent());
            if (above.isEmpty()) {
                remark(Kind.NO_ORGAN_ABOVE, row.standing().word());
                return false;
            }
            act(
                    again
                            ? new CaseAct.RequestRereview(above.get(), NOT_RECORDED)
                            : new CaseAct.RequestReview(above.get(), NOT_RECORDED),
                    latest(on.orElseGet(this::lastOn)));
            return !stopped;
        }

        /** 已办结: ends when the petitioner's window is over, and not before. */
        private void close(Standing standing, LocalDate served) {
            boolean closes = standing.isOver() || standing == Standing.EXECUTING;
            if (!closes || stopped || now().isEmpty()) {
                return;
            }
            Term window = now().get().stage() == Stage.REPLY_SERVED ? Term.REQUEST_REVIEW : Term.REQUEST_REREVIEW;
            Optional<Running> running =
                    Optional.ofNullable(now().get().running().get(window));
            LocalDate on = running.map(term -> law.reckoned(term).redFrom()).orElse(served);
            if (on.isAfter(asOf)) {
                remark(
                        Kind.WINDOW_OPEN,
                        running.map(term -> term.due().toString()).orElse(""));
                return;
            }
            act(new CaseAct.Close("台账所载：已办结"), latest(on));
        }

        private LocalDate concluded() {
            if (row.concludedOn().isPresent()) {
                return latest(row.concludedOn().get());
            }
            LocalDate on = latest(row.servedOn()
                    .or(row::reviewRequestedOn)
                    .or(row::reviewedOn)
                    .or(row::reviewServedOn)
                    .or(row::rereviewRequestedOn)
                    .orElse(asOf));
            remark(Kind.ENDED_WITHOUT_DATE, on.toString());
            return on;
        }

        private String replyOr(String other) {
            return row.reply().isEmpty() ? other : redacted(row.reply());
        }

        private Opinion opinion() {
            if (NOT_SUPPORTED.matcher(row.reply()).find()) {
                return Opinion.NOT_SUPPORT;
            }
            return SUPPORTED.matcher(row.reply()).find() ? Opinion.SUPPORT : Opinion.EXPLAIN;
        }

        private LegalPath path() {
            String said = row.reply() + row.other();
            if (ARBITRATION.matcher(said).find()) {
                return LegalPath.ARBITRATION;
            }
            if (PARTY.matcher(said).find()) {
                return LegalPath.PARTY_APPEAL;
            }
            if (ADMINISTRATIVE.matcher(said).find()) {
                return LegalPath.ADMINISTRATIVE;
            }
            return PROTECTION.matcher(said).find() ? LegalPath.PROTECTION : LegalPath.LITIGATION;
        }

        // ------------------------------------------------------------------ entering

        private void act(CaseAct act, LocalDate on) {
            if (stopped) {
                return;
            }
            Outcome<PetitionCase.Entered> done = last().carryOver(act, registrar, on, at, law, seats);
            if (done instanceof Outcome.Done<PetitionCase.Entered> one) {
                entered.add(one.value());
            } else {
                stopped = true;
                remarks.add(refusal(((Outcome.Refused<PetitionCase.Entered>) done).refusal()));
            }
        }

        private PetitionCase last() {
            return entered.get(entered.size() - 1).after();
        }

        private Optional<Position.Open> now() {
            return last().position() instanceof Position.Open open ? Optional.of(open) : Optional.empty();
        }

        private LocalDate lastOn() {
            return last().lastOn();
        }

        private LocalDate latest(LocalDate on) {
            return on.isBefore(lastOn()) ? lastOn() : on;
        }

        private String redacted(String text) {
            return Redaction.redact(text, row.petitioner());
        }

        private void unmatched(Kind kind, String name, String... about) {
            unmatched.add(new ImportLedger.Unmatched(kind, name));
            remark(kind, about);
        }

        private void remark(Kind kind, String... about) {
            remarks.add(new Problem(row.sheet(), row.row(), "", kind, ImmutableList.copyOf(about)));
        }

        private Problem refusal(Refusal refusal) {
            return new Problem(
                    row.sheet(),
                    row.row(),
                    "",
                    refused.isEmpty() && entered.isEmpty() ? Kind.REFUSED : Kind.STOPPED,
                    ImmutableList.of(refusal.reason() + (refusal.details().isEmpty() ? "" : " " + refusal.details())));
        }
    }
}
