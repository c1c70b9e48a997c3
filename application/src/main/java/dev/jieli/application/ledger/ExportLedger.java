package dev.jieli.application.ledger;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.port.Archive;
import dev.jieli.application.port.Board;
import dev.jieli.application.port.Store;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Authority;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.Ending;
import dev.jieli.domain.casefile.Petition;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.casefile.Position;
import dev.jieli.domain.casefile.Stage;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.organization.Official;
import dev.jieli.domain.organization.RegionCode;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.tenure.Incumbency;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** 导出台账: the cases as a ledger; imported into an empty archive with the same units and people it is the same ledger. */
public final class ExportLedger {
    private static final int AT_A_TIME = 200;

    private final Archive archive;

    public ExportLedger(Archive archive) {
        this.archive = archive;
    }

    /**
     * 导出完整信息: why somebody takes petitioners out unmasked, which is entered before anything is handed out.
     *
     * @param purpose at most 200 characters
     * @param from the address from which it is asked; empty for the command line
     */
    public record Plain(String purpose, UUID account, Optional<String> from, IncumbencyId by, Instant at) {}

    /**
     * Hands out the cases that match, row by row.
     *
     * @param asker to whom; cases that he or she is not shown are not handed out
     * @param plain empty to show petitioners as on a page; such a ledger cannot be imported as the same again. Unmasked are
     *     only those whom {@link Power#EXPORT_PETITIONERS} reaches, and refused is whoever it does not name
     * @param row takes each
     * @return how many there were, or why not
     */
    public Outcome<Integer> write(
            Asker asker, Board.Filter filter, LocalDate today, Optional<Plain> plain, Consumer<LedgerRow> row) {
        Outcome<ImmutableSet<UnitId>> unmasked = plain.map(this::asked).orElse(Outcome.done(ImmutableSet.of()));
        return unmasked.then(units -> written(asker, filter, today, units, row));
    }

    private Outcome<ImmutableSet<UnitId>> asked(Plain plain) {
        if (!AccountAct.isSaid(plain.purpose())) {
            return Outcome.refused(Refusal.of(Reason.INCOMPLETE).with("field", "purpose"));
        }
        Outcome<Optional<ImmutableSet<UnitId>>> reach = archive.store().transact(Asker.of(plain.by()), session -> {
            Optional<ImmutableSet<UnitId>> units = session.tenures()
                    .seat(plain.by())
                    .map(seat -> reach(seat, session.roster().units()))
                    .filter(found -> !found.isEmpty());
            session.dockets()
                    .trace(
                            plain.account(),
                            new AccountAct.Trace(
                                            AccountAct.Kind.EXPORT,
                                            units.isPresent(),
                                            Optional.empty(),
                                            plain.from(),
                                            ImmutableMap.of())
                                    .with(AccountAct.Detail.FIELDS, "petitioners, plain")
                                    .with(
                                            AccountAct.Detail.PURPOSE,
                                            plain.purpose().strip()),
                            Optional.of(plain.by()),
                            plain.at());
            return Outcome.done(units);
        });
        return reach.then(units -> units.map(Outcome::done).orElseGet(() -> Outcome.refused(Reason.NOT_YOURS)));
    }

    private static ImmutableSet<UnitId> reach(Seat seat, List<Unit> units) {
        return Authority.reach(Power.EXPORT_PETITIONERS, seat).stream()
                .flatMap(far -> Authority.within(far, seat.unit(), units).stream())
                .collect(ImmutableSet.toImmutableSet());
    }

    private Outcome<Integer> written(
            Asker asker, Board.Filter filter, LocalDate today, ImmutableSet<UnitId> unmasked, Consumer<LedgerRow> row) {
        Board board = archive.board(asker);
        int written = 0;
        Optional<String> after = Optional.empty();
        do {
            Board.Page page = board.ledger(filter, today, after, AT_A_TIME);
            Outcome<ImmutableList<LedgerRow>> rows =
                    archive.store().transact(asker, session -> Outcome.done(rows(session, page, unmasked)));
            if (rows instanceof Outcome.Refused<ImmutableList<LedgerRow>> refused) {
                return Outcome.refused(refused.refusal());
            }
            ImmutableList<LedgerRow> taken = ((Outcome.Done<ImmutableList<LedgerRow>>) rows).value();
            taken.forEach(row);
            written += taken.size();
            after = page.next();
        } while (after.isPresent());
        return Outcome.done(written);
    }

    private static ImmutableList<LedgerRow> rows(
            Store.Session session, Board.Page page, ImmutableSet<UnitId> unmasked) {
        Names names = new Names(session);
        return session.cases().all(page.lines().stream().map(Board.Line::id).toList()).stream()
                .map(found -> new Extract(names)
                        .row(
                                found,
                                session.dockets().read(found.subject()),
                                session.cases()
                                        .petitioner(found.id())
                                        .map(who -> Collections.disjoint(
                                                        found.involved().units(), unmasked)
                                                ? masked(who)
                                                : who)
                                        .orElseGet(() -> new Petitioner(
                                                "", Optional.empty(), Optional.empty(), Optional.empty()))))
                .collect(ImmutableList.toImmutableList());
    }

    private static Petitioner masked(Petitioner who) {
        return new Petitioner(who.maskedName(), who.maskedIdNumber(), who.maskedPhone(), Optional.empty());
    }

    /** What units and people are called; each asked for once. */
    private static final class Names {
        private final Store.Session session;
        private final Map<UnitId, String> units = new HashMap<>();
        private final Map<IncumbencyId, String> people = new HashMap<>();
        private final Map<RegionCode, String> townships = new HashMap<>();

        Names(Store.Session session) {
            this.session = session;
            for (Unit unit : session.roster().units()) {
                units.put(unit.id(), unit.name());
                if (unit.kind() == Unit.Kind.TOWNSHIP) {
                    townships.merge(
                            unit.region(),
                            unit.name(),
                            (one, other) -> unit.region().toString());
                }
            }
        }

        String unit(UnitId id) {
            return units.getOrDefault(id, "");
        }

        String person(IncumbencyId id) {
            return people.computeIfAbsent(
                    id,
                    who -> session.tenures()
                            .find(who)
                            .map(Incumbency::official)
                            .flatMap(session.roster()::official)
                            .map(Official::name)
                            .orElse(""));
        }

        String place(Optional<RegionCode> region) {
            return region.map(code -> townships.getOrDefault(code, code.toString()))
                    .orElse("");
        }
    }

    /** One docket, read as a row. */
    private static final class Extract {
        private final Names names;
        private Optional<LocalDate> forwardedOn = Optional.empty();
        private Optional<LocalDate> acceptedOn = Optional.empty();
        private int extendedDays;
        private Optional<LocalDate> concludedOn = Optional.empty();
        private String reply = "";
        private Optional<LocalDate> servedOn = Optional.empty();
        private Optional<LocalDate> reviewRequestedOn = Optional.empty();
        private Optional<LocalDate> reviewedOn = Optional.empty();
        private Optional<LocalDate> reviewServedOn = Optional.empty();
        private Optional<LocalDate> rereviewRequestedOn = Optional.empty();
        private Optional<LocalDate> rereviewedOn = Optional.empty();
        private Optional<LocalDate> leaderUntil = Optional.empty();
        private Optional<Position> handled = Optional.empty();
        private String reviewOrgan = "";
        private String rereviewOrgan = "";
        private final List<String> other = new ArrayList<>();

        Extract(Names names) {
            this.names = names;
        }

        LedgerRow row(PetitionCase found, List<Entry> docket, Petitioner petitioner) {
            PetitionCase step = PetitionCase.replay(docket.subList(0, 1));
            UnitId registeredAt = step.position().unit();
            for (Entry entry : docket.subList(1, docket.size())) {
                Position before = step.position();
                step = step.after(entry);
                read(entry, before, step.position());
            }
            Petition petition = found.petition();
            Position position = found.position();
            Position handler = handled.orElse(position);
            Optional<IncumbencyId> leader = position.chain().in(Role.ASSIGNED_LEADER);
            return new LedgerRow(
                    "",
                    0,
                    petition.number(),
                    petitioner,
                    petition.channel(),
                    petition.receivedOn(),
                    docket.get(0).on(),
                    names.unit(registeredAt),
                    petition.persons(),
                    petition.repeats(),
                    names.place(petition.place()),
                    petition.category(),
                    petition.gist(),
                    names.unit(handler.unit()),
                    ImmutableList.of(),
                    names.person(handler.chain().holder()),
                    forwardedOn,
                    acceptedOn,
                    extendedDays,
                    concludedOn,
                    reply,
                    servedOn,
                    reviewRequestedOn,
                    reviewOrgan,
                    reviewedOn,
                    reviewServedOn,
                    rereviewRequestedOn,
                    rereviewOrgan,
                    rereviewedOn,
                    standing(position, rereviewRequestedOn.isPresent()),
                    leader.map(names::person).orElse(""),
                    leader.isPresent() ? leaderUntil : Optional.empty(),
                    String.join("；", other));
        }

        private void read(Entry entry, Position before, Position after) {
            LocalDate on = entry.on();
            if (entry.act() instanceof CaseAct act && act.sends()) {
                forwardedOn = Optional.of(on);
            } else if (entry.act() instanceof CaseAct.TakeBack) {
                forwardedOn = Optional.empty();
            } else if (entry.act() instanceof CaseAct.Accept) {
                acceptedOn = Optional.of(on);
            } else if (entry.act() instanceof CaseAct.Extend extend) {
                extendedDays = extend.days();
            } else if (entry.act() instanceof CaseAct.Reply answer) {
                concludedOn = Optional.of(on);
                reply = said(answer.text());
            } else if (entry.act() instanceof CaseAct.Respond answer) {
                concludedOn = Optional.of(on);
                reply = said(answer.text());
            } else if (entry.act() instanceof CaseAct.Serve serve) {
                served(before, serve.receivedOn());
            } else if (entry.act() instanceof CaseAct.RequestReview) {
                reviewRequestedOn = Optional.of(on);
                handled = Optional.of(before);
                reviewOrgan = names.unit(after.unit());
            } else if (entry.act() instanceof CaseAct.Review) {
                reviewedOn = Optional.of(on);
            } else if (entry.act() instanceof CaseAct.RequestRereview) {
                rereviewRequestedOn = Optional.of(on);
                rereviewOrgan = names.unit(after.unit());
            } else if (entry.act() instanceof CaseAct.Rereview) {
                rereviewedOn = Optional.of(on);
            } else if (entry.act() instanceof CaseAct.OrderAnew || entry.act() instanceof CaseAct.Resume) {
                anew(on);
            } else if (entry.act() instanceof CaseAct.Decline decline) {
                concludedOn = Optional.of(on);
                reply = said(decline.reason());
            } else if (entry.act() instanceof CaseAct.LeadElsewhere
                    || entry.act() instanceof CaseAct.Settle
                    || entry.act() instanceof CaseAct.Withdraw) {
                concludedOn = concludedOn.or(() -> Optional.of(on));
            } else if (entry.act() instanceof CaseAct.AssignLeader taken) {
                leaderUntil = Optional.of(taken.until());
            } else if (entry.act() instanceof CaseAct.Note note && note.text().startsWith(Transcript.ALSO)) {
                other.add(note.text().substring(Transcript.ALSO.length()));
            }
        }

        /** A ledger says when the opinion and the review were received, and of no other paper. */
        private void served(Position before, LocalDate on) {
            if (before instanceof Position.Open open && open.stage() == Stage.REPLIED) {
                servedOn = Optional.of(on);
            } else if (before instanceof Position.Open open && open.stage() == Stage.REVIEWED) {
                reviewServedOn = Optional.of(on);
            }
        }

        /** 责令重新办理、恢复办理: what was decided or agreed before does not stand any more. */
        private void anew(LocalDate on) {
            acceptedOn = Optional.of(on);
            extendedDays = 0;
            concludedOn = Optional.empty();
            reply = "";
            servedOn = Optional.empty();
            reviewRequestedOn = Optional.empty();
            reviewedOn = Optional.empty();
            reviewServedOn = Optional.empty();
            rereviewRequestedOn = Optional.empty();
            handled = Optional.empty();
            reviewOrgan = "";
            rereviewOrgan = "";
        }

        private static String said(String text) {
            return text.equals(Transcript.NOT_RECORDED) || text.equals(Transcript.DECLINED) ? "" : text;
        }

        private static Standing standing(Position position, boolean again) {
            return position instanceof Position.Open open
                    ? of(open.stage(), again)
                    : of(((Position.Ended) position).ending());
        }

        private static Standing of(Stage stage, boolean again) {
            return switch (stage) {
                case REGISTERED -> Standing.REGISTERED;
                case FORWARDED, OBJECTED -> Standing.FORWARDED;
                case DECLINED -> Standing.DECLINED;
                case LED -> Standing.LED;
                case ACCEPTED -> Standing.ACCEPTED;
                case REPLIED -> Standing.REPLIED;
                case REPLY_SERVED -> Standing.REPLY_SERVED;
                case REVIEW_REQUESTED -> Standing.REVIEW_REQUESTED;
                case REVIEWED -> Standing.REVIEWED;
                case REVIEW_SERVED -> Standing.REVIEW_SERVED;
                case REREVIEW_REQUESTED -> Standing.REREVIEW_REQUESTED;
                case REREVIEWED -> Standing.REREVIEWED;
                case REVOKED -> again ? Standing.REREVIEW_REQUESTED : Standing.REVIEW_REQUESTED;
                case EXECUTING -> Standing.EXECUTING;
            };
        }

        private static Standing of(Ending ending) {
            return switch (ending) {
                case FINAL -> Standing.FINAL;
                case NOT_ACCEPTED -> Standing.NOT_ACCEPTED;
                case LED_ELSEWHERE -> Standing.LED_ELSEWHERE;
                case SETTLED -> Standing.SETTLED;
                case WITHDRAWN -> Standing.WITHDRAWN;
                case NOT_PURSUED, ANSWERED -> Standing.CONCLUDED;
            };
        }
    }
}
