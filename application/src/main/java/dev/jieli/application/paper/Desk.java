package dev.jieli.application.paper;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.port.Papers;
import dev.jieli.application.port.Store;
import dev.jieli.application.published.PaperJson;
import dev.jieli.application.published.Seal;
import dev.jieli.domain.accountability.Actor;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.authority.Authority;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseEffect;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.Matter;
import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.casefile.Position;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.organization.Official;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.paper.DocumentNumber;
import dev.jieli.domain.paper.Letterhead;
import dev.jieli.domain.paper.Paper;
import dev.jieli.domain.paper.PaperTable;
import dev.jieli.domain.tenure.Incumbency;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * 文书台: one look at a paper or a case within a transaction, by somebody who sits; what the steps on papers have in common.
 *
 * @param official who looks, as a person
 */
public record Desk(Store.Session session, PetitionCase about, Seat seat, Official official, LocalDate on, Instant at) {

    /** The desk of who sits; refused where the case is not there for him or her, or nobody sits. */
    public static Outcome<Desk> of(Store.Session session, CaseId about, Actor by, LocalDate on, Instant at) {
        Optional<PetitionCase> found = session.cases().find(about);
        Optional<Seat> seat = session.tenures().seat(by, on, at);
        if (found.isEmpty() && seat.isPresent()) {
            return Outcome.refused(Reason.NOT_FOUND);
        }
        Optional<Official> official = seat.flatMap(sits -> session.tenures().find(by.hand()))
                .flatMap(incumbency -> session.roster().official(incumbency.official()));
        return found.isEmpty() || seat.isEmpty() || official.isEmpty()
                ? Outcome.refused(by instanceof Actor.Delegate ? Reason.NOT_DELEGATED : Reason.ACTOR_DOES_NOT_SIT)
                : Outcome.done(new Desk(session, found.get(), seat.get(), official.get(), on, at));
    }

    public Paper.Hand hand() {
        return new Paper.Hand(official.id(), seat.hand(), seat.inPlaceOf(), on);
    }

    /** Enters the act of a step into the docket of the case. */
    public Outcome<Paper> entered(Paper.Stepped step, Law law) {
        return about.perform(step.act(), Optional.of(seat), on, at, session.law(law), session.tenures())
                .map(done -> {
                    session.cases().enter(done);
                    return step.after();
                });
    }

    /** The kinds of paper that may be drafted here now, in the order of the table. */
    public ImmutableList<PaperKind> due() {
        if (!about.open(seat, session.tenures()).contains(CaseAct.DraftPaper.class)) {
            return ImmutableList.of();
        }
        ImmutableList<Entry> docket = session.dockets().read(about.subject());
        return PaperTable.table().stream()
                .filter(row -> Paper.mayDraft(about, row, seat, did(row, docket)))
                .map(PaperTable.Row::kind)
                .collect(toImmutableList());
    }

    /** The units that have done an act of the paper in this case. */
    public ImmutableSet<UnitId> did(PaperTable.Row row) {
        return did(row, session.dockets().read(about.subject()));
    }

    private ImmutableSet<UnitId> did(PaperTable.Row row, ImmutableList<Entry> docket) {
        return docket.stream()
                .filter(entry -> row.acts().contains(entry.act().getClass()))
                .flatMap(this::unit)
                .collect(toImmutableSet());
    }

    private Stream<UnitId> unit(Entry entry) {
        if (entry.number() == 1 && entry.effect() instanceof CaseEffect first) {
            return first.unit().stream(); // who took it in, also where a ledger says so
        }
        return entry
                .by()
                .flatMap(session.tenures()::find)
                .map(Incumbency::post)
                .flatMap(session.roster()::post)
                .map(Post::unit)
                .stream();
    }

    public static String digest(Papers.Text text) {
        return Seal.digest(PaperJson.write(text));
    }

    public Letterhead letterhead(UnitId organ) {
        return session.papers().letterhead(organ).orElseGet(() -> Letterhead.of(unit(organ)));
    }

    private Unit unit(UnitId organ) {
        return session.roster().unit(organ).orElseThrow();
    }

    /** The next number of the organ's; taken only when the paper is kept under it. */
    public Optional<DocumentNumber> next(Paper paper) {
        if (!paper.row().numbered()) {
            return Optional.empty();
        }
        int year = on.getYear();
        String code = letterhead(paper.organ()).code();
        return Optional.of(
                isAccusation()
                        ? IntStream.iterate(0, taken -> taken + 1)
                                .mapToObj(taken -> DocumentNumber.drawn(paper, code, year, taken))
                                .filter(number -> !session.papers().isTaken(number))
                                .findFirst()
                                .orElseThrow()
                        : new DocumentNumber(
                                paper.organ(),
                                paper.kind(),
                                false,
                                code,
                                year,
                                session.papers().lastSerial(paper.organ(), paper.kind(), year) + 1));
    }

    private boolean isAccusation() {
        Matter matter = about.position() instanceof Position.Open open
                ? open.matter()
                : Matter.of(session.dockets().read(about.subject()));
        return matter.isAccusation();
    }

    /** 正式: as it is issued, with the petitioner's name. */
    public Outcome<Sheet> sheet(Paper paper, Papers.Text text, Optional<DocumentNumber> number) {
        return sheet(
                paper, text, number.map(DocumentNumber::toString).orElse(""), official.name(), post(seat.hand()), true);
    }

    /** 预览: the petitioner masked, not yet signed; without a number before it has one. */
    public Outcome<Sheet> preview(Paper paper, Papers.Text text) {
        Letterhead head = letterhead(paper.organ());
        return sheet(
                paper,
                text,
                paper.issued()
                        .flatMap(Paper.Issue::number)
                        .map(DocumentNumber::toString)
                        .orElseGet(() -> paper.row().numbered()
                                ? DocumentNumber.head(paper.kind(), isAccusation(), head.code(), on.getYear()) + "　号"
                                : ""),
                "",
                "",
                false);
    }

    /** Whether whoever is at the desk may be told who petitioned. */
    public boolean seesPetitioner() {
        return !about.isWithdrawn(seat, session.tenures())
                && Authority.reaches(
                        Power.SEE_PETITIONERS,
                        seat,
                        about.links().values(),
                        about.involved().units(),
                        session.roster().units());
    }

    /**
     * 遮盖件: what was issued, laid out anew from its text and the letterhead and template of today, the petitioner masked
     * wherever he or she is named.
     */
    public Outcome<Sheet> masked(Paper issued, Papers.Text text) {
        Paper.Issue issue = issued.issued().orElseThrow();
        Petitioner petitioner = petitioner();
        ImmutableMap.Builder<String, String> fields = ImmutableMap.builder();
        for (PaperTable.Field field : issued.row().written()) {
            String said = text.fields().getOrDefault(field.name(), "");
            fields.put(
                    field.name(),
                    said.isBlank() || field.isNumber() || !field.choices().isEmpty()
                            ? said
                            : field.isPersonal() ? "****" : petitioner.maskedIn(said));
        }
        return new Desk(session, about, seat, official, issue.by().on(), at)
                .sheet(
                        issued,
                        new Papers.Text(fields.buildOrThrow(), text.salt()),
                        issue.number().map(DocumentNumber::toString).orElse(""),
                        name(issue.by()),
                        post(issue.by().incumbency()),
                        false);
    }

    private Petitioner petitioner() {
        return session.cases()
                .petitioner(about.id())
                .orElse(new Petitioner("", Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private Outcome<Sheet> sheet(
            Paper paper, Papers.Text text, String number, String issuer, String issuerPost, boolean whole) {
        Letterhead head = letterhead(paper.organ());
        Petitioner petitioner = petitioner();
        boolean form = paper.kind() == PaperKind.REGISTER_FORM;
        String name = whole && !petitioner.name().isBlank() ? petitioner.name() : petitioner.maskedName();
        int persons = about.petition().persons();
        ImmutableMap<String, String> known = ImmutableMap.<String, String>builder()
                .put("信访人", persons > 1 ? name + "等" + persons + "人" : name)
                .put("证件号码", (whole && form ? petitioner.idNumber() : petitioner.maskedIdNumber()).orElse(""))
                .put("住址", (whole ? petitioner.address() : petitioner.maskedAddress()).orElse(""))
                .put("信访人电话", (whole ? petitioner.phone() : petitioner.maskedPhone()).orElse(""))
                .put("发文机关标志", head.mark())
                .put("发文机关", unit(paper.organ()).name())
                .put("发文字号", number)
                .put("成文日期", Day.inChinese(on))
                .put("拟稿人", name(paper.drafted()))
                .put("核稿人", paper.checked().map(this::name).orElse(""))
                .put("签发人", issuer)
                .put("签发人职务", issuerPost)
                .put("联系部门", head.contact())
                .put("联系电话", head.telephone())
                .put("查询方式", head.inquiries())
                .buildOrThrow();
        ImmutableMap.Builder<String, String> fields = ImmutableMap.builder();
        for (PaperTable.Field field : paper.row().fields()) {
            String said = field.source() == PaperTable.Source.WRITTEN
                    ? text.fields().getOrDefault(field.name(), "")
                    : known.getOrDefault(field.name(), "");
            if (whole && field.required() && said.isBlank()) {
                return Outcome.refused(
                        Refusal.of(Reason.INCOMPLETE, paper.kind().article()).with("field", field.name()));
            }
            fields.put(field.name(), said);
        }
        return Outcome.done(new Sheet(
                paper.kind(),
                fields.buildOrThrow(),
                session.papers().template(paper.organ(), paper.kind()),
                text.salt(),
                on));
    }

    private String name(Paper.Hand hand) {
        return session.roster().official(hand.official()).map(Official::name).orElse("");
    }

    private String post(IncumbencyId incumbency) {
        return session.tenures()
                .find(incumbency)
                .map(Incumbency::post)
                .flatMap(session.roster()::post)
                .map(Post::title)
                .orElse("");
    }
}
