package dev.jieli.http.pages;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.Collections2;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import dev.jieli.application.port.Board;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.authority.Authority;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.calendar.Light;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.Ending;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.Lifecycle;
import dev.jieli.domain.casefile.Material;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Position;
import dev.jieli.domain.casefile.RoadMap;
import dev.jieli.domain.casefile.Running;
import dev.jieli.domain.casefile.Termination;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.statute.Provision;
import dev.jieli.domain.statute.Term;
import dev.jieli.http.site.SignedIn;
import dev.jieli.http.wording.Notes;
import dev.jieli.http.wording.Words;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * 事项页: a case as its page shows it, beyond what the board gives.
 *
 * @param terms of the organ first, those due first in front
 * @param ladder from the holder upwards; one rung for each person
 * @param material what a termination takes, where the case ended so that it can be terminated; empty else
 * @param askedOn the day that was asked about, blank for none
 * @param seesPetitioner whether the visitor is told who petitioned, for a purpose
 */
public record CasePage(
        ImmutableList<RunningTerm> terms,
        ImmutableList<Rung> ladder,
        ImmutableList<EntryWords> docket,
        ImmutableList<Offer> offers,
        String place,
        String sender,
        String assisting,
        String outstanding,
        String leader,
        String askedOn,
        Optional<Answered> answered,
        RoadMap road,
        ImmutableList<Linked> links,
        ImmutableList<Alike> alike,
        ImmutableList<Material.Found> material,
        boolean seesPetitioner) {

    /**
     * 关联的一件
     *
     * @param state where it stands
     * @param by who found it
     * @param notice what it means for this case; blank for nothing
     * @param undo where to undo it; blank where the visitor cannot
     */
    public record Linked(Board.Linked linked, String state, String reason, String by, String notice, String undo) {}

    /**
     * 相似的一件
     *
     * @param choices what the visitor may find of the two
     */
    public record Alike(
            Board.Alike alike, String state, String reasons, String notice, ImmutableList<Choice> choices) {}

    /** 待认定: a question with where to answer it. */
    public record Choice(String question, String yes, String no) {}

    /**
     * 在走期限
     *
     * @param reminded who gets the next reminder
     * @param words the words that say how long it is, or why they are chosen
     */
    public record RunningTerm(
            Running running,
            String words,
            Light light,
            ImmutableList<String> explanation,
            Optional<LocalDate> remindedOn,
            String reminded) {}

    /** 责任链的一级: one person with all that he or she is in this case. */
    public record Rung(ImmutableSet<Role> roles, Board.Named who, boolean holder, Optional<LocalDate> heldSince) {}

    /**
     * 可办事项: an act that the visitor could do now.
     *
     * @param lesser whether it stands behind the steps of the procedure: notes, reminders, who handles
     * @param ends whether it ends the case
     */
    public record Offer(String name, String title, boolean lesser, boolean ends) {}

    /** 某日的责任链 */
    public record Answered(LocalDate on, ImmutableList<Board.Link> links) {}

    /**
     * 办理依据: on what an act stands and where it leads, said before anybody does it.
     *
     * @param words the words of the article, or what a chosen row leans on
     */
    public record Basis(String words, String article, ImmutableList<String> leads) {}

    static CasePage of(Page page, Names names, Board.CaseFile file, Law law, Optional<LocalDate> askedOn, Board board) {
        PetitionCase about = file.petitionCase();
        Optional<Position.Open> open =
                about.position() instanceof Position.Open now ? Optional.of(now) : Optional.empty();
        LinkWords links = new LinkWords(
                page,
                board,
                file,
                page.visitor()
                        .flatMap(SignedIn::acting)
                        .map(sitting -> about.open(sitting.seat()))
                        .orElse(ImmutableSet.of()));
        return new CasePage(
                open.map(now -> terms(page, names, now, law)).orElse(ImmutableList.of()),
                ladder(file, open.map(Position.Open::heldSince)),
                EntryWords.newestFirst(page, names, file.docket(), links::number),
                offers(page, about),
                about.petition().place().map(names::place).orElse(""),
                open.flatMap(Position.Open::sender).map(names::unit).orElse(""),
                page.list(Iterables.transform(file.matter().assisting(), names::unit)),
                open.flatMap(now -> now.matter().urgency().map(urgency -> urgency.outstanding(isOffice(names, now))))
                        .map(whom -> page.list(Iterables.transform(whom, one -> page.say(Words.of(one)))))
                        .orElse(""),
                open.flatMap(Position.Open::assignment)
                        .map(taken -> names.who(taken.leader()))
                        .orElse(""),
                askedOn.map(LocalDate::toString).orElse(""),
                askedOn.map(on -> new Answered(on, board.whoAnswered(about.id(), on))),
                RoadMap.of(about, file.entries(), page.today(), law),
                links.links(),
                links.alike(),
                about.position() instanceof Position.Ended over && Termination.ENDINGS.contains(over.ending())
                        ? Material.list(file.entries(), over.ending())
                        : ImmutableList.of(),
                page.visitor()
                        .flatMap(SignedIn::acting)
                        .filter(sitting -> Authority.reaches(
                                Power.SEE_PETITIONERS,
                                sitting.seat(),
                                about.links().values(),
                                about.involved().units(),
                                Collections2.transform(names.organization().units(), Board.UnitFile::unit)))
                        .isPresent());
    }

    private static boolean isOffice(Names names, Position.Open open) {
        return names.organization().units().stream()
                .anyMatch(file ->
                        file.unit().id().equals(open.unit()) && file.unit().kind() == Unit.Kind.PETITION_OFFICE);
    }

    /** Whether an act that the table leaves open is worth offering: some are refused for sure. */
    private static boolean makesSense(
            Offer offer, Optional<Position.Open> open, Optional<Position.Ended> ended, Seat seat) {
        Optional<Termination> file = ended.flatMap(Position.Ended::termination);
        return switch (offer.name()) {
            case "ProposeTermination" ->
                file.isEmpty()
                        && ended.filter(over -> Termination.ENDINGS.contains(over.ending()))
                                .isPresent();
            case "ConfirmTermination", "ReturnTermination" ->
                file.filter(found -> !found.isComplete()).isPresent();
            case "Execute" ->
                open.filter(now -> !now.course().toExecute().isEmpty()).isPresent();
            case "Resume" ->
                open.filter(now -> now.course().concluded().equals(Optional.of(Ending.SETTLED)))
                        .isPresent();
            case "Report" ->
                open.filter(now -> now.matter().track() == Track.ACCUSATION
                                || now.matter().urgency().isPresent())
                        .isPresent();
            case "ServePublicly" ->
                open.filter(now -> now.running().containsKey(Term.PUBLIC_NOTICE))
                        .isEmpty();
            case "AnswerLeader" ->
                open.filter(now -> now.running().containsKey(Term.INSTRUCTION)).isPresent();
            case "DeclareUrgent" ->
                open.filter(now -> now.matter().urgency().isEmpty()).isPresent();
            case "ReleaseLeader" -> open.flatMap(Position.Open::assignment).isPresent();
            case "ReportBack" ->
                open.filter(now -> now.running().containsKey(Term.FEEDBACK)).isPresent();
            case "Accept" -> seat.unitKind() != Unit.Kind.PETITION_OFFICE; // it passes on, it does not handle
            default -> true;
        };
    }

    private static String words(Page page, Provision row) {
        return row.chosen()
                .map(why -> page.t("选定：", "Chosen: ") + page.say(why))
                .orElseGet(() -> row.clause().words(page.language()));
    }

    /** What was entered, in words, for a step of the way. */
    public EntryWords told(RoadMap.Step step) {
        return docket.get(docket.size() - step.entry().number());
    }

    /** The visitor's offer for a way that is open; empty where it is somebody else's to go. */
    public Optional<Offer> offer(RoadMap.Way way) {
        return offers.stream()
                .filter(offer -> offer.name().equals(way.row().act().getSimpleName()))
                .findFirst();
    }

    static ImmutableList<Offer> offers(Page page, PetitionCase about) {
        Optional<Position.Open> open =
                about.position() instanceof Position.Open now ? Optional.of(now) : Optional.empty();
        Optional<Position.Ended> ended =
                about.position() instanceof Position.Ended over ? Optional.of(over) : Optional.empty();
        return page.visitor()
                .flatMap(SignedIn::acting)
                .map(sitting -> CaseForms.offers(page, about.open(sitting.seat())).stream()
                        .filter(offer -> makesSense(offer, open, ended, sitting.seat()))
                        .collect(toImmutableList()))
                .orElse(ImmutableList.of());
    }

    private static ImmutableList<RunningTerm> terms(Page page, Names names, Position.Open open, Law law) {
        return open.running().values().stream()
                .sorted(Comparator.comparing((Running running) -> running.term().binds())
                        .thenComparing(Running::due))
                .map(running -> new RunningTerm(
                        running,
                        words(page, law.reckoned(running).provision()),
                        running.light(page.today()),
                        law.reckoned(running).explain(page.language()),
                        running.nextReminder(),
                        names.named(open.chain().afterReminders(running.reminders()))
                                .map(Board.Named::official)
                                .orElse("")))
                .collect(toImmutableList());
    }

    private static ImmutableList<Rung> ladder(Board.CaseFile file, Optional<LocalDate> heldSince) {
        List<Rung> rungs = new ArrayList<>();
        for (Map.Entry<Role, Board.Named> link : file.chain().entrySet()) {
            Optional<Rung> there = rungs.stream()
                    .filter(rung -> rung.who().id().equals(link.getValue().id()))
                    .findFirst();
            if (there.isPresent()) {
                Rung rung = there.get();
                rungs.set(
                        rungs.indexOf(rung),
                        new Rung(
                                ImmutableSet.<Role>builder()
                                        .addAll(rung.roles())
                                        .add(link.getKey())
                                        .build(),
                                rung.who(),
                                rung.holder(),
                                rung.heldSince()));
            } else {
                boolean holder = link.getKey() == Role.HOLDER;
                rungs.add(new Rung(
                        ImmutableSet.of(link.getKey()),
                        link.getValue(),
                        holder,
                        holder ? heldSince : Optional.empty()));
            }
        }
        return ImmutableList.copyOf(rungs);
    }

    static Basis basis(Page page, PetitionCase about, Class<? extends CaseAct> act, Law law) {
        Optional<Lifecycle.Row> found = CaseForms.row(about, act);
        if (found.isEmpty()) {
            return new Basis("", "", ImmutableList.of());
        }
        Lifecycle.Row row = found.get();
        ImmutableList.Builder<String> leads = ImmutableList.builder();
        String owed =
                row.ending().isEmpty() ? "" : page.t("尚有待执行、履行的，", "where something is still to be carried out, ");
        row.stage()
                .ifPresent(stage -> leads.add(owed
                        + page.t(
                                "进入“" + Words.of(stage).zh() + "”",
                                "the case is " + Words.of(stage).en())));
        row.ending()
                .ifPresent(ending -> leads.add(page.t(
                        "事项办结（" + Words.of(ending).zh() + "）",
                        "the case ends: " + Words.of(ending).en())));
        for (Term term : row.starts()) {
            String due = law.calendar()
                    .due(law.rulebook(), term, page.today())
                    .toOptional()
                    .map(reckoned -> page.t(
                            "；今天办理的，" + page.day(reckoned.due()) + "到期",
                            ", done today it is due on " + page.day(reckoned.due())))
                    .orElse("");
            String where = term == Term.EXECUTION || term == Term.PERFORMANCE
                    ? page.t("有待执行、履行的，", "where something is to be carried out, ")
                    : "";
            leads.add(where
                    + page.t(
                            "起算" + term.in(page.language()) + due,
                            "the term for " + term.in(page.language()) + " starts" + due));
        }
        if (!row.stops().isEmpty() && about.position() instanceof Position.Open open) {
            List<String> stopped = row.stops().stream()
                    .filter(open.running()::containsKey)
                    .map(term -> term.in(page.language()))
                    .toList();
            if (!stopped.isEmpty()) {
                leads.add(page.t("不再计算", "no longer running: ") + page.list(stopped));
            }
        }
        return new Basis(
                row.words().isBlank()
                        ? row.note().isBlank()
                                ? ""
                                : page.t("选定规则：", "Chosen rule: ") + Notes.in(page.language(), row.note())
                        : "“" + row.words() + "”",
                page.visitor()
                        .flatMap(SignedIn::acting)
                        .flatMap(sitting -> about.article(act, sitting.seat()))
                        .orElse(row.article())
                        .cited(page.language()),
                leads.build());
    }
}
