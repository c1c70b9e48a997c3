package dev.jieli.domain.paper;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.accountability.Seats;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Lifecycle;
import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.UnitId;
import java.time.LocalDate;
import java.util.Optional;

/**
 * 文书: a paper of a case on its way from draft to issue. What stands in it is kept apart from it. Whoever checks it is not
 * who drafted it, by person and not by post; what was issued never changes.
 *
 * @param organ whose paper it is: where the drafter sits
 * @param edition which draft, from 1; every new draft has to be checked anew
 * @param digest of the draft, or of the file once it is issued
 * @param issued by whom and when, under which number
 */
public record Paper(
        PaperId id,
        CaseId about,
        PaperKind kind,
        UnitId organ,
        int edition,
        String digest,
        Hand drafted,
        Optional<Hand> checked,
        Optional<Issue> issued) {

    /**
     * 经手人: who did a step, in which post, on which day.
     *
     * @param inPlaceOf for whom, where a delegate did it
     */
    public record Hand(OfficialId official, IncumbencyId incumbency, Optional<IncumbencyId> inPlaceOf, LocalDate on) {
        public Hand(OfficialId official, IncumbencyId incumbency, LocalDate on) {
            this(official, incumbency, Optional.empty(), on);
        }

        /** The official himself or herself, and the one in whose place it was done. */
        public ImmutableSet<OfficialId> officials(Seats seats) {
            ImmutableSet.Builder<OfficialId> both =
                    ImmutableSet.<OfficialId>builder().add(official);
            inPlaceOf.flatMap(seats::official).ifPresent(both::add);
            return both.build();
        }
    }

    /**
     * 签发
     *
     * @param number 发文字号; empty for a form
     */
    public record Issue(Hand by, Optional<DocumentNumber> number) {}

    /** 文书状态 */
    public enum State {
        /** 已拟稿 */
        DRAFTED,
        /** 已核稿 */
        CHECKED,
        /** 已签发 */
        ISSUED
    }

    /** 办成: the paper after a step, and the act that goes into the docket of its case. */
    public record Stepped(Paper after, CaseAct act) {}

    public State state() {
        return issued.isPresent() ? State.ISSUED : checked.isPresent() ? State.CHECKED : State.DRAFTED;
    }

    public PaperTable.Row row() {
        return PaperTable.row(kind);
    }

    /**
     * Drafts a paper.
     *
     * @param by who drafts, sitting now, and for whose organ
     * @param did the units that have done an act of the paper in this case
     * @param text what was written, by field
     * @param digest over the draft
     */
    public static Outcome<Stepped> draft(
            PaperId id,
            PetitionCase about,
            PaperKind kind,
            Seat by,
            Hand hand,
            ImmutableSet<UnitId> did,
            ImmutableMap<String, String> text,
            String digest) {
        PaperTable.Row row = PaperTable.row(kind);
        if (!mayDraft(about, row, by, did)) {
            return Outcome.refused(Refusal.of(Reason.PAPER_NOT_DUE, kind.article())
                    .with("paper", kind.title().zh()));
        }
        return readable(row, text)
                .map(fine -> new Stepped(
                        new Paper(id, about.id(), kind, by.unit(), 1, digest, hand, Optional.empty(), Optional.empty()),
                        new CaseAct.DraftPaper(id.value(), kind, 1, digest)));
    }

    /**
     * Whether the organ may draft such a paper: it may do one of its acts now, or has done one in this case.
     *
     * @param did the units that have done an act of the paper in this case
     */
    public static boolean mayDraft(PetitionCase about, PaperTable.Row row, Seat by, ImmutableSet<UnitId> did) {
        return did.contains(by.unit())
                || (about.position().unit().equals(by.unit())
                        && row.acts().stream()
                                .anyMatch(act ->
                                        Lifecycle.row(about.position(), act).isPresent()));
    }

    /** Drafts it again, in the same organ; what was checked has to be checked anew. */
    public Outcome<Stepped> redraft(Seat by, Hand hand, ImmutableMap<String, String> text, String newDigest) {
        return within(by)
                .then(mine -> readable(row(), text))
                .map(fine -> new Stepped(
                        new Paper(
                                id,
                                about,
                                kind,
                                organ,
                                edition + 1,
                                newDigest,
                                hand,
                                Optional.empty(),
                                Optional.empty()),
                        new CaseAct.DraftPaper(id.value(), kind, edition + 1, newDigest)));
    }

    /**
     * Finds the draft right.
     *
     * @param seen the digest of the draft that the checker read
     */
    public Outcome<Stepped> check(Seat by, Hand hand, String seen, Seats seats) {
        return within(by).then(mine -> {
            if (!seen.equals(digest)) {
                return refuse(Reason.DRAFT_DIFFERS);
            }
            if (!Sets.intersection(hand.officials(seats), drafted.officials(seats))
                    .isEmpty()) {
                return refuse(Reason.CHECKER_IS_DRAFTER);
            }
            return Outcome.done(new Stepped(
                    new Paper(id, about, kind, organ, edition, digest, drafted, Optional.of(hand), Optional.empty()),
                    new CaseAct.CheckPaper(id.value(), kind, digest)));
        });
    }

    /** Whether it is ready for this hand to issue; asked before it is numbered and printed. */
    public Outcome<Paper> mayIssue(Seat by, String seen) {
        return within(by).then(mine -> {
            if (!seen.equals(digest)) {
                return refuse(Reason.DRAFT_DIFFERS);
            }
            if (row().checked() && checked.isEmpty()) {
                return refuse(Reason.NOT_CHECKED);
            }
            if (row().head() && by.post() != Post.Kind.HEAD && by.post() != Post.Kind.LEADER) {
                return refuse(Reason.HEAD_ISSUES);
            }
            return Outcome.done(this);
        });
    }

    /** Issues it; a fault where {@link #mayIssue} was not asked. */
    public Stepped issue(Hand hand, Optional<DocumentNumber> number, String fileDigest) {
        if (issued.isPresent() || number.isPresent() != row().numbered()) {
            throw new IllegalStateException("not to be issued so: " + this);
        }
        return new Stepped(
                new Paper(
                        id,
                        about,
                        kind,
                        organ,
                        edition,
                        fileDigest,
                        drafted,
                        checked,
                        Optional.of(new Issue(hand, number))),
                new CaseAct.IssuePaper(id.value(), kind, number.map(DocumentNumber::toString), fileDigest));
    }

    private Outcome<Paper> within(Seat by) {
        if (issued.isPresent()) {
            return refuse(Reason.PAPER_ISSUED);
        }
        return by.unit().equals(organ) ? Outcome.done(this) : refuse(Reason.NOT_YOURS);
    }

    private <T> Outcome<T> refuse(Reason reason) {
        return Outcome.refused(reason, kind.article());
    }

    /** Whether a draft can stand: what has to be written is there, and nothing that the paper does not know. */
    private static Outcome<Boolean> readable(PaperTable.Row row, ImmutableMap<String, String> text) {
        for (PaperTable.Field field : row.written()) {
            String said = text.getOrDefault(field.name(), "");
            boolean wrong = said.isBlank()
                    ? field.required()
                    : !field.choices().isEmpty() && !field.choices().contains(said);
            if (wrong) {
                return incomplete(row, field.name());
            }
        }
        for (String name : text.keySet()) {
            if (row.written().stream().noneMatch(field -> field.name().equals(name))) {
                return incomplete(row, name);
            }
        }
        boolean elsewhere = PaperTable.Situation.of(text.getOrDefault("情形", ""))
                .filter(PaperTable.Situation::pointsElsewhere)
                .isPresent();
        return elsewhere && text.getOrDefault("去向机关", "").isBlank() ? incomplete(row, "去向机关") : Outcome.done(true);
    }

    private static Outcome<Boolean> incomplete(PaperTable.Row row, String field) {
        return Outcome.refused(
                Refusal.of(Reason.INCOMPLETE, row.kind().article()).with("field", field));
    }
}
