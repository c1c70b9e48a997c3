package dev.jieli.application.port;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Iterables;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.calendar.Light;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Ending;
import dev.jieli.domain.casefile.LeaderAssignment;
import dev.jieli.domain.casefile.Likeness;
import dev.jieli.domain.casefile.LinkKind;
import dev.jieli.domain.casefile.Matter;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Position;
import dev.jieli.domain.casefile.Stage;
import dev.jieli.domain.casefile.Triage;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.organization.Official;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.RegionCode;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.statute.Term;
import dev.jieli.domain.tenure.Delegation;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverId;
import dev.jieli.domain.tenure.Incumbency;
import java.time.LocalDate;
import java.util.Optional;

/**
 * 看板: what pages show to whoever asks. One method a page; reads only, and past the domain. Names of petitioners come masked.
 * A case that the asker is not shown ({@link dev.jieli.domain.authority.Sight}) is on no list, in no count and not found; nor is one from
 * which he or she has withdrawn ({@link dev.jieli.domain.authority.Sight#isWithdrawn}), but on the lists of handovers.
 */
public interface Board {

    /** What waits for this official in all his or her posts. */
    Workbench workbench(OfficialId official, LocalDate today);

    /** Cases that match, those due first in front (cases without a term last), then by number. */
    Page ledger(Filter filter, LocalDate today, Optional<String> after, int size);

    /** How many cases match, by light; ended ones apart. */
    Counts counts(Filter filter, LocalDate today);

    Optional<CaseFile> caseFile(CaseId id);

    Optional<CaseId> numbered(String number);

    /**
     * Who answered on that day, from the holder upwards, as it stood when the day was over; empty before the case was
     * there. After a case ended: who answered when it did.
     */
    ImmutableList<Link> whoAnswered(CaseId id, LocalDate on);

    /** Every open case that no leader has taken, in the order of {@link #ledger}. */
    ImmutableList<Line> withoutLeader(LocalDate today);

    /** Everybody who sits in a leader's or a head's post that has a rank, the top ones first, with what each has already. */
    ImmutableList<Leader> leaders(LocalDate today);

    /** Open cases that a leader has taken, of one leader or of all, in the order of {@link #ledger}. */
    ImmutableList<Line> assigned(Optional<IncumbencyId> leader, LocalDate today);

    /** Handovers, those under way first, then the newest; a main list before those beside it. */
    ImmutableList<HandoverLine> handovers(Optional<OfficialId> party, int most);

    Optional<HandoverFile> handover(HandoverId id);

    ImmutableList<EntryLine> docket(Subject subject);

    Organization organization();

    /**
     * 筛重: the earlier cases most like this one, the likest first, then by number; each proposes at least one kind of link
     * on which nobody has said anything yet. An accusation is compared with accusations only. Texts are compared with the
     * newest cases of the same place, and with those of which no place is known; where the same petitioner is known, with
     * all of them.
     */
    ImmutableList<Alike> alike(CaseId id, int most);

    /**
     * What this case was found to have in common with others, whichever of the two has it in its docket; by number. Nothing
     * where either is an accusation ({@link Cases#links}).
     */
    ImmutableList<Linked> linked(CaseId id);

    /**
     * 委托代理 of everybody in a unit, and of one official in whatever unit, given and received: those in force or to come first,
     * then those that are over, the newest first.
     */
    ImmutableList<DelegationLine> delegations(
            ImmutableSet<UnitId> units, OfficialId official, LocalDate today, int most);

    /** Where this incumbency sits or sat. */
    Optional<Named> named(IncumbencyId id);

    /** 任职者: an incumbency in words. */
    record Named(
            IncumbencyId id,
            OfficialId officialId,
            String official,
            String post,
            UnitId unitId,
            String unit,
            LocalDate from,
            Optional<LocalDate> until,
            boolean acting) {}

    /**
     * 责任人: somebody in a chain on a day.
     *
     * @param since the day from which he or she was in this role, without a break
     * @param actedBy who could act for him or her on that day as a delegate; he or she answered for it all the same
     */
    record Link(Role role, Named who, LocalDate since, ImmutableList<Named> actedBy) {}

    /**
     * 台账行
     *
     * @param petitioner masked
     * @param heldSince the day from which the present holder answers; empty when the case has ended
     * @param term the term of an organ that ends first; empty when none runs, and with it {@code due} and {@code light}
     */
    record Line(
            CaseId id,
            String number,
            String gist,
            String petitioner,
            LocalDate receivedOn,
            int persons,
            int repeats,
            Optional<Stage> stage,
            Optional<Ending> ending,
            UnitId unitId,
            String unit,
            String holder,
            Optional<LocalDate> heldSince,
            Optional<String> leader,
            Optional<LocalDate> leaderUntil,
            Optional<Term> term,
            Optional<LocalDate> due,
            boolean provisional,
            Optional<Light> light,
            int entries) {}

    /**
     * 台账页
     *
     * @param next where the next page begins; empty on the last
     */
    record Page(ImmutableList<Line> lines, Optional<String> next) {}

    /**
     * 件数
     *
     * @param open all that are open, also those without a term, which have no light
     */
    record Counts(long open, long green, long yellow, long red, long ended) {}

    /**
     * 筛选; an empty field does not narrow.
     *
     * @param text stands in the number or the gist, letter by letter
     * @param unit answers, or answered at the end; not the units below it
     * @param answering stands in the chain in whatever role, in whatever post; also of a case that has ended
     * @param leader has taken the case, or had when it ended
     * @param light of the term that ends first; never that of an ended case
     * @param place in which the matter lies
     * @param receivedFrom the first day, and {@code receivedTo} the last, on which it was received
     */
    record Filter(
            Optional<String> text,
            Optional<UnitId> unit,
            Optional<OfficialId> answering,
            Optional<IncumbencyId> leader,
            Optional<Stage> stage,
            Optional<Light> light,
            Optional<Boolean> open,
            Optional<RegionCode> place,
            Optional<LocalDate> receivedFrom,
            Optional<LocalDate> receivedTo) {
        public static Filter none() {
            return of(Optional.empty());
        }

        /** Those that hold this text. */
        public static Filter containing(String text) {
            return of(Optional.of(text));
        }

        private static Filter of(Optional<String> text) {
            return new Filter(
                    text,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /**
     * 工作台
     *
     * @param mine what the official holds, and what ended while he or she held it
     * @param held cases that the official holds, red first, then yellow, those in which no term runs last; at most fifty
     * @param idle handed over to the official and not touched yet
     * @param instructed held by the official, with a leader's instruction that nobody has answered; the earliest day first
     * @param toReassign open cases whose holder has to withdraw, for they are accusations against the holder or a unit in which
     *     he or she sits by now (art. 30(3)); to those who sit in the unit in which such a case lies, and to petition
     *     offices, as far as they are shown it; at most fifty
     * @param objected sent by a unit in which the official sits, and objected to: it is for that unit to decide (art. 23(3))
     */
    record Workbench(
            Counts mine,
            ImmutableList<Line> held,
            ImmutableList<Line> idle,
            ImmutableList<Line> toReassign,
            ImmutableList<Answer> instructed,
            ImmutableList<Answer> objected,
            ImmutableList<HandoverLine> handovers) {}

    /**
     * 待回复: a case in which somebody waits for an answer that is not the petitioner's.
     *
     * @param by the day by which it is wanted
     */
    record Answer(Line line, LocalDate by) {}

    /** 案卷全貌 */
    record CaseFile(
            PetitionCase petitionCase,
            String petitioner,
            Optional<String> phone,
            Optional<String> address,
            String unit,
            ImmutableSortedMap<Role, Named> chain,
            ImmutableList<EntryLine> docket) {

        /** What it adds up from. */
        public ImmutableList<Entry> entries() {
            return docket.stream().map(EntryLine::entry).collect(ImmutableList.toImmutableList());
        }

        /** What kind of matter it is, or was when it ended. */
        public Matter matter() {
            return Matter.of(Iterables.transform(docket, EntryLine::entry));
        }

        /** Where it went when it was looked through. */
        public Triage triage() {
            return Triage.of(
                    matter().track(),
                    petitionCase.position() instanceof Position.Ended ended
                            ? Optional.of(ended.ending())
                            : Optional.empty());
        }
    }

    /**
     * 相似事项
     *
     * @param proposed what may be found of the two, and has not been denied nor found
     */
    record Alike(
            CaseId id,
            String number,
            String gist,
            LocalDate receivedOn,
            Optional<Stage> stage,
            Optional<Ending> ending,
            Likeness likeness,
            ImmutableSet<LinkKind> proposed) {}

    /**
     * 关联事项
     *
     * @param earlier whether the other one came in before this one
     * @param entry which says so, by whom, when and why; in the docket of the later of the two
     */
    record Linked(
            CaseId id,
            String number,
            String gist,
            Optional<Stage> stage,
            Optional<Ending> ending,
            LinkKind kind,
            boolean earlier,
            EntryLine entry) {}

    /** 条目行 */
    record EntryLine(Entry entry, Optional<Named> by, Optional<Named> inPlaceOf, String hash) {}

    /** 代理行: a delegation in words. */
    record DelegationLine(Delegation delegation, Named absent, Named delegate) {}

    record Leader(Named who, int rank, int live, int overdue, ImmutableSet<UnitId> inChargeOf) {}

    /**
     * 交接行
     *
     * @param beside the main list, of a list of accusations beside it
     */
    record HandoverLine(
            HandoverId id,
            Optional<HandoverId> beside,
            Named outgoing,
            Named incoming,
            Named witness,
            Handover.State state,
            LocalDate openedOn,
            LocalDate leavesOn,
            LocalDate dueOn,
            int items) {}

    /**
     * 交接全貌
     *
     * @param apart the lists of accusations beside it that are shown to whoever asks
     * @param facts of each listed case as it stands now
     */
    record HandoverFile(
            Handover handover,
            ImmutableList<HandoverId> apart,
            Named outgoing,
            Named incoming,
            Named witness,
            com.google.common.collect.ImmutableMap<CaseId, ItemFacts> facts,
            ImmutableList<EntryLine> docket) {}

    /** What the list shows of an item beyond the item itself, as it stands now. */
    record ItemFacts(
            String petitioner,
            int persons,
            LocalDate receivedOn,
            Optional<RegionCode> place,
            String unit,
            String holder,
            Optional<LeaderAssignment> assignment) {}

    /** 机构树 */
    record Organization(ImmutableList<UnitFile> units) {}

    record UnitFile(
            Unit unit,
            Optional<dev.jieli.domain.organization.PostId> head,
            Optional<dev.jieli.domain.organization.PostId> inCharge,
            ImmutableList<PostFile> posts) {}

    record PostFile(Post post, ImmutableList<Sitter> sitting) {}

    record Sitter(Incumbency incumbency, Official official) {}
}
