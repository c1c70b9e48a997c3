package dev.jieli.domain;

import static dev.jieli.domain.Given.DAY;
import static dev.jieli.domain.Journey.at;
import static dev.jieli.domain.Journey.done;
import static dev.jieli.domain.Who.COLLEAGUE;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.OFFICE_HEAD;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.accountability.Seats;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverAct;
import dev.jieli.domain.tenure.HandoverId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** The handler leaves, a colleague receives, the head of the petition office witnesses. */
public final class Departure {
    public static final HandoverId ID = new HandoverId(Who.uuid("handover"));
    public static final String DIGEST = "0".repeat(64);
    public static final Handover.Account ACCOUNT = new Handover.Account("已接访两次", "", "约谈双方", Handover.Risk.YELLOW);
    public static final Handover.Parties PARTIES =
            new Handover.Parties(HANDLER.official(), COLLEAGUE.official(), OFFICE_HEAD.official());

    private final List<Entry> docket = new ArrayList<>();
    private Handover now;
    private LocalDate today = DAY;
    private Seats seats = Who.ALL;
    private Handover.Parties parties = PARTIES;

    private Departure(Handover.Entered opened) {
        this.now = opened.after();
        docket.add(opened.entry());
    }

    // ------------------------------------------------------------------ how far it has come

    /** Opened by the leaver on {@link Given#DAY}, who leaves on that day. */
    public static Departure opened(Journey... cases) {
        return opened(DAY, cases);
    }

    private static Departure opened(LocalDate leavesOn, Journey... cases) {
        return new Departure(done(opens(notice(leavesOn, cases), HANDLER, DAY)));
    }

    /** Signed by all three, for a leaver who leaves on that day. */
    public static Departure leaving(LocalDate leavesOn, Journey... cases) {
        Departure leaving = opened(leavesOn, cases);
        leaving.does(HANDLER, new HandoverAct.Complete(leaving.listed(), ACCOUNT));
        return leaving.does(HANDLER, leaving.freeze())
                .does(COLLEAGUE, new HandoverAct.Check(leaving.listed()))
                .does(COLLEAGUE, new HandoverAct.Receive(DIGEST))
                .does(OFFICE_HEAD, new HandoverAct.Witness(DIGEST));
    }

    public static HandoverAct.Open notice(Journey... cases) {
        return notice(DAY, cases);
    }

    private static HandoverAct.Open notice(LocalDate leavesOn, Journey... cases) {
        return new HandoverAct.Open(
                HANDLER.id(),
                COLLEAGUE.id(),
                OFFICE_HEAD.id(),
                Handover.Cause.TRANSFERRED,
                "某组干〔2026〕1号",
                leavesOn,
                DAY.plusDays(10),
                items(cases));
    }

    public static ImmutableList<Handover.Item> items(Journey... cases) {
        ImmutableList.Builder<Handover.Item> items = ImmutableList.builder();
        for (Journey one : cases) {
            items.add(Handover.Item.of(one.now(), HANDLER.id()));
        }
        return items.build();
    }

    public static Outcome<Handover.Entered> opens(HandoverAct.Open act, Who by, LocalDate on) {
        return Handover.open(ID, act, PARTIES, by.seat(), on, at(on), Who.ALL);
    }

    public static Departure completed(Journey... cases) {
        Departure opened = opened(cases);
        return cases.length == 0 ? opened : opened.does(HANDLER, new HandoverAct.Complete(opened.listed(), ACCOUNT));
    }

    public static Departure frozen(Journey... cases) {
        Departure completed = completed(cases);
        return completed.does(HANDLER, completed.freeze());
    }

    public static Departure checked(Journey... cases) {
        Departure frozen = frozen(cases);
        return cases.length == 0 ? frozen : frozen.does(COLLEAGUE, new HandoverAct.Check(frozen.listed()));
    }

    public static Departure received(Journey... cases) {
        return checked(cases).does(COLLEAGUE, new HandoverAct.Receive(DIGEST));
    }

    public static Departure witnessed(Journey... cases) {
        return received(cases).does(OFFICE_HEAD, new HandoverAct.Witness(DIGEST));
    }

    public static Departure effective(Journey... cases) {
        Departure witnessed = witnessed(cases);
        return witnessed.does(OFFICE_HEAD, witnessed.takeEffect());
    }

    public static Departure cancelled(Journey... cases) {
        return opened(cases).does(Who.HEAD, new HandoverAct.Cancel("不再调动"));
    }

    /** A handover in that state. */
    public static Departure in(Handover.State state, Journey... cases) {
        return switch (state) {
            case DRAFT -> completed(cases);
            case FROZEN -> frozen(cases);
            case RECEIVED -> received(cases);
            case WITNESSED -> witnessed(cases);
            case EFFECTIVE -> effective(cases);
            case CANCELLED -> cancelled(cases);
        };
    }

    // ------------------------------------------------------------------ going on

    public Departure on(LocalDate day) {
        today = day;
        return this;
    }

    public Departure later(int days) {
        return on(today.plusDays(days));
    }

    public Departure among(Seats others) {
        seats = others;
        return this;
    }

    public Departure between(Handover.Parties others) {
        parties = others;
        return this;
    }

    public Departure does(Who by, HandoverAct act) {
        return entered(done(perform(act, Optional.of(by.seat()))));
    }

    public Departure happens(HandoverAct act) {
        return entered(done(perform(act, Optional.empty())));
    }

    private Departure entered(Handover.Entered done) {
        now = done.after();
        docket.add(done.entry());
        return this;
    }

    public Outcome<Handover.Entered> perform(HandoverAct act, Optional<Seat> by) {
        return now.perform(act, by, parties, today, at(today), seats);
    }

    /** The list as it stands, signed by the leaver. */
    public HandoverAct.Freeze freeze() {
        return freeze(now.items().values().asList());
    }

    public HandoverAct.Freeze freeze(List<Handover.Item> items) {
        return new HandoverAct.Freeze(DIGEST, Optional.empty(), ImmutableList.copyOf(items));
    }

    /** Every item moves. */
    public HandoverAct.TakeEffect takeEffect() {
        ImmutableList.Builder<Handover.Placed> placed = ImmutableList.builder();
        listed().forEach(item -> placed.add(new Handover.Placed(item, Handover.Disposition.MOVED)));
        return new HandoverAct.TakeEffect(placed.build(), today.plusDays(14));
    }

    // ------------------------------------------------------------------ asking

    public Refusal refuses(Who by, HandoverAct act) {
        return Journey.refusal(perform(act, Optional.of(by.seat())));
    }

    public Refusal refuses(HandoverAct act) {
        return Journey.refusal(perform(act, Optional.empty()));
    }

    public ImmutableSet<Who> whoMay(HandoverAct act) {
        EnumSet<Who> may = EnumSet.noneOf(Who.class);
        for (Who who : Who.values()) {
            Outcome<Handover.Entered> outcome = perform(act, Optional.of(who.seat()));
            if (!(outcome instanceof Outcome.Refused<Handover.Entered> refused)
                    || refused.refusal().reason() != Reason.NOT_YOURS) {
                may.add(who);
            }
        }
        return Sets.immutableEnumSet(may);
    }

    public Handover now() {
        return now;
    }

    public Handover.State state() {
        return now.state();
    }

    public ImmutableList<CaseId> listed() {
        return now.items().keySet().asList();
    }

    public Handover.Item item(PetitionCase of) {
        return Optional.ofNullable(now.items().get(of.id())).orElseThrow();
    }

    public ImmutableList<Entry> docket() {
        return ImmutableList.copyOf(docket);
    }

    public Entry newest() {
        return docket.get(docket.size() - 1);
    }
}
