package dev.jieli.testkit.contract;

import static dev.jieli.testkit.Given.done;
import static dev.jieli.testkit.Given.filled;
import static dev.jieli.testkit.Given.refusal;
import static dev.jieli.testkit.Who.CLERK;
import static dev.jieli.testkit.Who.COLLEAGUE;
import static dev.jieli.testkit.Who.HANDLER;
import static dev.jieli.testkit.Who.HEAD;
import static dev.jieli.testkit.Who.OFFICE_HEAD;
import static dev.jieli.testkit.Who.OTHER_CLERK;
import static dev.jieli.testkit.Who.REVIEWER;
import static dev.jieli.testkit.Who.SUPERVISOR;
import static dev.jieli.testkit.Who.TOWN_HANDLER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.CheckPaper;
import dev.jieli.application.DraftPaper;
import dev.jieli.application.FetchPaper;
import dev.jieli.application.HeadPapers;
import dev.jieli.application.IssuePaper;
import dev.jieli.application.PreviewPaper;
import dev.jieli.application.paper.Sheet;
import dev.jieli.application.port.Papers;
import dev.jieli.application.published.EntryJson;
import dev.jieli.application.published.Seal;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.paper.DocumentNumber;
import dev.jieli.domain.paper.Letterhead;
import dev.jieli.domain.paper.Paper;
import dev.jieli.domain.paper.PaperId;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.Who;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What {@link Papers} owe: what was issued stays as it was, and every number is given once. */
public abstract class PapersContract extends Contract {
    private static final UUID ACCOUNT = new UUID(9, 9);

    private static final int AT_ONCE = 6;
    private static final Petitioner WHO =
            new Petitioner("欧阳某", Optional.of("330723199001011234"), Optional.of("13800138000"), Optional.of("某镇一村2号"));

    /** Prints the fields one to a line, the template and the salt: enough to tell one sheet from another. */
    private static byte[] print(Sheet sheet) {
        String fields = sheet.fields().entrySet().stream()
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining("\n", "\n", "\n"));
        String template = sheet.template().map(file -> new String(file, UTF_8)).orElse("usual");
        return (sheet.kind() + fields + template + sheet.salt()).getBytes(UTF_8);
    }

    private int papers;

    private PaperId next() {
        return new PaperId(UUID.nameUUIDFromBytes(("paper " + papers++).getBytes(UTF_8)));
    }

    private PetitionCase accepted() {
        PetitionCase accepted = given().accepted();
        store().transact(Asker.Job.OPERATOR, session -> {
            session.cases().keep(accepted.id(), WHO);
            return Outcome.done(true);
        });
        return accepted;
    }

    private Outcome<Paper> drafts(PaperId id, CaseId about, PaperKind kind, Who by, Optional<String> seen) {
        return new DraftPaper(store(), given().law())
                .draft(
                        id,
                        about,
                        new DraftPaper.Draft(kind, filled(kind), "salt of " + id + seen.orElse(""), seen),
                        by.id(),
                        given().today(),
                        given().now());
    }

    private Paper drafted(CaseId about, PaperKind kind, Who by) {
        return done(drafts(next(), about, kind, by, Optional.empty()));
    }

    private Outcome<Paper> checks(Paper paper, Who by) {
        return new CheckPaper(store(), given().law())
                .check(paper.id(), paper.digest(), by.id(), given().today(), given().now());
    }

    private Outcome<Paper> issues(Paper paper, Who by) {
        return new IssuePaper(store(), given().law())
                .issue(paper.id(), paper.digest(), PapersContract::print, by.id(), given().today(), given().now());
    }

    private Outcome<FetchPaper.Copy> fetches(Paper paper, Who by, String purpose) {
        return new FetchPaper(store(), given().law())
                .fetch(
                        new FetchPaper.Request(
                                paper.id(), purpose, ACCOUNT, Optional.empty(), by.id(), PapersContract::print),
                        given().today(),
                        given().now());
    }

    private Outcome<byte[]> fetches(Paper paper, Who by) {
        return fetches(paper, by, "送达")
                .then(copy -> copy.isMasked() ? Outcome.refused(Reason.NOT_YOURS) : Outcome.done(copy.file()));
    }

    private ImmutableList<AccountAct.Trace> traces() {
        return docket(AccountAct.subject(ACCOUNT)).stream()
                .map(Entry::act)
                .filter(AccountAct.Trace.class::isInstance)
                .map(AccountAct.Trace.class::cast)
                .collect(ImmutableList.toImmutableList());
    }

    private Paper issued(CaseId about) {
        Paper drafted = drafted(about, PaperKind.RECEIPT_NOTICE, HANDLER);
        return done(issues(done(checks(drafted, COLLEAGUE)), HEAD));
    }

    private static DocumentNumber number(Paper issued) {
        return issued.issued().orElseThrow().number().orElseThrow();
    }

    private ImmutableList<Paper> of(CaseId about) {
        return given().look(session -> session.papers().of(about));
    }

    private Optional<Paper> found(PaperId id) {
        return given().look(session -> session.papers().find(id));
    }

    // ------------------------------------------------------------------ from draft to issue

    @Test
    void a_paper_is_drafted_checked_and_issued_and_stands_in_the_docket_of_its_case() {
        CaseId about = accepted().id();
        Paper drafted = drafted(about, PaperKind.OPINION, HANDLER);
        assertThat(found(drafted.id())).contains(drafted);
        Paper checked = done(checks(drafted, COLLEAGUE));
        assertThat(found(drafted.id())).contains(checked);
        Paper issued = done(issues(checked, HEAD));

        assertThat(found(drafted.id())).contains(issued);
        assertThat(of(about)).containsExactly(issued);
        assertThat(issued.state()).isEqualTo(Paper.State.ISSUED);
        assertThat(number(issued)).hasToString("住建局处〔2026〕1号");
        assertThat(docket(PetitionCase.subject(about)).stream().map(entry -> entry.act()))
                .endsWith(
                        new CaseAct.DraftPaper(drafted.id().value(), PaperKind.OPINION, 1, drafted.digest()),
                        new CaseAct.CheckPaper(drafted.id().value(), PaperKind.OPINION, drafted.digest()),
                        new CaseAct.IssuePaper(
                                drafted.id().value(), PaperKind.OPINION, Optional.of("住建局处〔2026〕1号"), issued.digest()));
        assertThat(docket(PetitionCase.subject(about)).stream()
                        .skip(3)
                        .map(entry -> entry.article().orElseThrow()))
                .containsOnly(PaperKind.OPINION.article());
    }

    @Test
    void what_was_issued_comes_back_byte_for_byte_and_each_look_is_on_record() {
        CaseId about = accepted().id();
        Paper issued = issued(about);

        byte[] file = done(fetches(issued, CLERK));

        assertThat(Seal.digest(file)).isEqualTo(issued.digest());
        assertThat(new String(file, UTF_8)).contains("信访人=欧阳某").contains("承办部门=承办部门已填");
        assertThat(done(fetches(issued, HANDLER))).isEqualTo(file);
        assertThat(docket(PetitionCase.subject(about)).stream().map(entry -> entry.act()))
                .endsWith(
                        new CaseAct.FetchPaper(issued.id().value(), issued.kind()),
                        new CaseAct.FetchPaper(issued.id().value(), issued.kind()));
        assertThat(refusal(fetches(issued, REVIEWER)).reason()).isEqualTo(Reason.NOT_YOURS);
    }

    @Test
    void a_paper_goes_out_plain_for_a_purpose_to_whoever_may_see_the_petitioner_and_that_is_on_record() {
        Paper issued = issued(accepted().id());

        assertThat(refusal(fetches(issued, HANDLER, " ")).details()).containsEntry("field", "purpose");
        assertThat(refusal(fetches(issued, HANDLER, "长".repeat(201))).reason()).isEqualTo(Reason.INCOMPLETE);
        assertThat(traces()).isEmpty();
        assertThat(done(fetches(issued, HANDLER, "送达信访人")).isMasked()).isFalse();

        AccountAct.Trace trace = traces().get(0);
        assertThat(traces()).hasSize(1);
        assertThat(trace.kind()).isEqualTo(AccountAct.Kind.SEE);
        assertThat(trace.about()).contains(PetitionCase.subject(issued.about()));
        assertThat(trace.details()).containsEntry(AccountAct.Detail.PURPOSE, "送达信访人");
    }

    @Test
    void whoever_may_read_papers_and_not_see_the_petitioner_gets_a_copy_that_names_nobody() {
        CaseId about = accepted().id();
        ImmutableMap<String, String> said = ImmutableMap.<String, String>builder()
                .putAll(filled(PaperKind.OPINION))
                .put("查明情况", "欧阳某（13800138000）住某镇一村2号，其邻居的电话为139 0013 9000")
                .buildKeepingLast();
        Paper drafted = done(new DraftPaper(store(), given().law())
                .draft(
                        next(),
                        about,
                        new DraftPaper.Draft(PaperKind.OPINION, said, "salt", Optional.empty()),
                        HANDLER.id(),
                        given().today(),
                        given().now()));
        Paper issued = done(issues(done(checks(drafted, COLLEAGUE)), HEAD));

        FetchPaper.Copy copy = done(fetches(issued, SUPERVISOR, ""));

        assertThat(copy.isMasked()).isTrue();
        assertThat(new String(copy.file(), UTF_8))
                .contains("信访人=欧阳某某\n", "发文字号=" + number(issued), "欧阳某某（138****8000）住****")
                .doesNotContain("13800138000", "139 0013 9000", "330723199001011234");
        assertThat(docket(PetitionCase.subject(about)).stream().map(entry -> entry.act()))
                .endsWith(new CaseAct.FetchPaper(issued.id().value(), issued.kind()));
        assertThat(traces()).singleElement().satisfies(trace -> {
            assertThat(trace.kind()).isEqualTo(AccountAct.Kind.PRINT);
            assertThat(trace.details()).doesNotContainKey(AccountAct.Detail.PURPOSE);
        });
    }

    @Test
    void of_a_masked_register_form_what_is_about_the_person_is_left_out() {
        PetitionCase registered = given().registered();
        ImmutableMap<String, String> said = ImmutableMap.<String, String>builder()
                .putAll(filled(PaperKind.REGISTER_FORM))
                .put("职业", "教师")
                .put("信访件编号", "20260302123456789")
                .buildKeepingLast();
        PaperId id = next();
        Paper drafted = done(new DraftPaper(store(), given().law())
                .draft(
                        id,
                        registered.id(),
                        new DraftPaper.Draft(PaperKind.REGISTER_FORM, said, "salt", Optional.empty()),
                        CLERK.id(),
                        given().today(),
                        given().now()));
        Paper issued = done(issues(drafted, OFFICE_HEAD));

        String copy = new String(done(fetches(issued, SUPERVISOR, "")).file(), UTF_8);

        assertThat(copy)
                .contains("信访件编号=20260302123456789", "证件号码=0****************0", "职业=****")
                .doesNotContain(
                        Given.petitioner().name(), Given.petitioner().phone().orElseThrow());
    }

    @Test
    void a_first_draft_never_takes_the_place_of_a_paper_that_its_author_is_not_shown() {
        Paper there = drafted(accepted().id(), PaperKind.RECEIPT_NOTICE, HANDLER);
        PetitionCase own = given().accepted(TOWN_HANDLER);

        Outcome<Paper> drafted = drafts(there.id(), own.id(), PaperKind.RECEIPT_NOTICE, TOWN_HANDLER, Optional.empty());

        assertThat(refusal(drafted).reason()).isEqualTo(Reason.ALREADY_THERE);
        assertThat(found(there.id())).contains(there);
        assertThat(given().look(session -> session.papers().text(there.id())).map(Papers.Text::salt))
                .contains("salt of " + there.id());
        assertThat(given().now(own.id())).isEqualTo(own);
    }

    @Test
    void no_entry_names_the_petitioner_or_what_was_written() {
        CaseId about = accepted().id();
        done(fetches(issued(about), HANDLER));

        assertThat(docket(PetitionCase.subject(about)).stream().map(EntryJson::write))
                .noneMatch(json -> json.contains("欧阳") || json.contains("1380") || json.contains("已填"));
    }

    @Test
    void a_preview_masks_the_petitioner_and_has_no_number() {
        Paper drafted = drafted(accepted().id(), PaperKind.RECEIPT_NOTICE, HANDLER);

        Sheet sheet = done(new PreviewPaper(store()).preview(drafted.id(), HEAD.id(), given().today(), given().now()));

        assertThat(sheet.fields()).containsEntry("信访人", "欧阳某某").containsEntry("发文字号", "住建局告〔2026〕　号");
        assertThat(refusal(new PreviewPaper(store()).preview(drafted.id(), CLERK.id(), given().today(), given().now()))
                        .reason())
                .isEqualTo(Reason.NOT_YOURS);
    }

    @Test
    void the_draft_is_kept_with_what_was_written() {
        Paper drafted = drafted(accepted().id(), PaperKind.OPINION, HANDLER);

        Papers.Text text =
                given().look(session -> session.papers().text(drafted.id())).orElseThrow();

        assertThat(text.fields()).isEqualTo(filled(PaperKind.OPINION));
        assertThat(text.fields().keySet())
                .containsExactlyElementsOf(filled(PaperKind.OPINION).keySet());
    }

    @Test
    void another_draft_takes_the_place_of_the_one_that_was_read_and_has_to_be_checked_anew() {
        CaseId about = accepted().id();
        Paper drafted = drafted(about, PaperKind.RECEIPT_NOTICE, HANDLER);
        done(checks(drafted, COLLEAGUE));
        DraftPaper.Draft other = new DraftPaper.Draft(
                drafted.kind(),
                ImmutableMap.<String, String>builder()
                        .putAll(filled(drafted.kind()))
                        .put("承办部门", "信访科")
                        .buildKeepingLast(),
                "another",
                Optional.of(drafted.digest()));

        Paper again = done(new DraftPaper(store(), given().law())
                .draft(drafted.id(), about, other, COLLEAGUE.id(), given().today(), given().now()));

        assertThat(again.edition()).isEqualTo(2);
        assertThat(again.state()).isEqualTo(Paper.State.DRAFTED);
        assertThat(refusal(issues(again, HEAD)).reason()).isEqualTo(Reason.NOT_CHECKED);
        assertThat(refusal(checks(again, COLLEAGUE)).reason()).isEqualTo(Reason.CHECKER_IS_DRAFTER);
        assertThat(refusal(checks(drafted, HEAD)).reason()).isEqualTo(Reason.DRAFT_DIFFERS);
        done(issues(done(checks(again, HANDLER)), HEAD));
    }

    @Test
    void a_first_draft_that_comes_twice_is_one_draft() {
        PetitionCase accepted = accepted();
        CaseId about = accepted.id();
        PaperId id = next();
        Paper first = done(drafts(id, about, PaperKind.OPINION, HANDLER, Optional.empty()));

        assertThat(done(drafts(id, about, PaperKind.OPINION, HANDLER, Optional.empty())))
                .isEqualTo(first);
        assertThat(given().now(about).entries()).isEqualTo(accepted.entries() + 1);
    }

    @Test
    void what_was_issued_is_neither_drafted_nor_issued_again() {
        CaseId about = accepted().id();
        Paper issued = issued(about);

        assertThat(refusal(drafts(issued.id(), about, issued.kind(), HANDLER, Optional.of(issued.digest())))
                        .reason())
                .isEqualTo(Reason.PAPER_ISSUED);
        assertThat(refusal(issues(issued, HEAD)).reason()).isEqualTo(Reason.PAPER_ISSUED);
        assertThat(refusal(store().transact(Asker.Job.OPERATOR, session -> {
                            session.papers().issue(issued, new byte[] {1});
                            return Outcome.done(true);
                        }))
                        .reason())
                .isEqualTo(Reason.ALREADY_THERE);
        assertThat(Seal.digest(done(fetches(issued, HANDLER)))).isEqualTo(issued.digest());
    }

    @Test
    void nothing_of_a_paper_is_kept_where_its_entry_loses() {
        PetitionCase accepted = accepted();
        PetitionCase.Entered stale = prepared(accepted, new CaseAct.Note("一"), HANDLER);
        done(entered(prepared(accepted, new CaseAct.Note("二"), HANDLER)));
        Paper drafted = drafted(accepted.id(), PaperKind.OPINION, HANDLER);
        PaperId other = next();

        Outcome<Boolean> lost = store().transact(Asker.Job.OPERATOR, session -> {
            session.cases().enter(stale);
            session.papers()
                    .draft(
                            new Paper(
                                    other,
                                    drafted.about(),
                                    drafted.kind(),
                                    drafted.organ(),
                                    1,
                                    drafted.digest(),
                                    drafted.drafted(),
                                    Optional.empty(),
                                    Optional.empty()),
                            new Papers.Text(ImmutableMap.of(), "salt"));
            return Outcome.done(true);
        });

        assertThat(refusal(lost).reason()).isEqualTo(Reason.STALE);
        assertThat(found(other)).isEmpty();
    }

    // ------------------------------------------------------------------ numbers

    @Test
    void numbers_go_by_organ_kind_and_year_from_one() {
        CaseId about = accepted().id();
        assertThat(number(issued(about))).hasToString("住建局告〔2026〕1号");
        assertThat(number(issued(about))).hasToString("住建局告〔2026〕2号");
        Paper opinion = drafted(about, PaperKind.OPINION, HANDLER);
        assertThat(number(done(issues(done(checks(opinion, COLLEAGUE)), HEAD)))).hasToString("住建局处〔2026〕1号");
        Paper slip = drafted(about, PaperKind.FORWARDING_SLIP, CLERK);
        assertThat(number(done(issues(done(checks(slip, OTHER_CLERK)), OFFICE_HEAD))))
                .hasToString("信访局转〔2026〕1号");
        given().later(366);
        assertThat(number(issued(about))).hasToString("住建局告〔2027〕1号");
    }

    private CaseId accusing() {
        return given().does(
                        CLERK.id(),
                        given().registered(),
                        new CaseAct.Classify(
                                Track.ACCUSATION,
                                Optional.empty(),
                                ImmutableSet.of(),
                                ImmutableSet.of(HANDLER.official()),
                                "检举控告"))
                .id();
    }

    private Paper slip(PaperId id, CaseId about) {
        Paper drafted = done(drafts(id, about, PaperKind.FORWARDING_SLIP, CLERK, Optional.empty()));
        return done(issues(done(checks(drafted, OTHER_CLERK)), OFFICE_HEAD));
    }

    @Test
    void a_paper_on_an_accusation_leaves_no_gap_in_the_numbers_of_its_organ() {
        CaseId petition = accepted().id();
        CaseId accusation = accusing();

        Paper first = slip(next(), petition);
        Paper secret = slip(next(), accusation);
        Paper second = slip(next(), petition);

        assertThat(number(first)).hasToString("信访局转〔2026〕1号");
        assertThat(number(secret).toString()).matches("信访局检转〔2026〕[1-9][0-9]{4}号");
        assertThat(number(second)).hasToString("信访局转〔2026〕2号");
        assertThat(found(secret.id())).contains(secret);
    }

    @Test
    void numbers_of_papers_on_accusations_tell_nothing_of_each_other_and_none_is_given_twice() {
        CaseId accusation = accusing();

        assertThat(number(slip(new PaperId(new UUID(0, 4711)), accusation)).serial())
                .isEqualTo(14711);
        assertThat(number(slip(new PaperId(new UUID(0, 17)), accusation)).serial())
                .isEqualTo(10017);
        assertThat(number(slip(new PaperId(new UUID(17, 0)), accusation)).serial())
                .isEqualTo(10018);
        assertThat(number(slip(new PaperId(new UUID(-1, 0)), accusation)).serial())
                .isBetween(10_000, 99_999);
    }

    @Test
    void the_draft_of_a_paper_on_an_accusation_shows_that_its_number_is_of_their_series() {
        Paper drafted = drafted(accusing(), PaperKind.FORWARDING_SLIP, CLERK);

        Sheet sheet = done(new PreviewPaper(store()).preview(drafted.id(), CLERK.id(), given().today(), given().now()));

        assertThat(sheet.fields()).containsEntry("发文字号", "信访局检转〔2026〕　号");
    }

    @Test
    void what_was_issued_before_a_petition_was_found_to_be_an_accusation_keeps_its_number() {
        PetitionCase petition = given().registered();
        Paper before = slip(next(), petition.id());
        given().does(
                        CLERK.id(),
                        given().now(petition.id()),
                        new CaseAct.Classify(Track.ACCUSATION, Optional.empty(), ImmutableSet.of(), "检举控告"));

        assertThat(found(before.id())).contains(before);
        assertThat(number(slip(next(), petition.id())).accusation()).isTrue();
        assertThat(number(slip(next(), accepted().id()))).hasToString("信访局转〔2026〕2号");
    }

    @Test
    void an_issue_that_is_refused_takes_no_number() {
        CaseId about = accepted().id();
        Paper opinion = done(checks(drafted(about, PaperKind.OPINION, HANDLER), COLLEAGUE));

        assertThat(refusal(issues(opinion, HANDLER)).reason()).isEqualTo(Reason.HEAD_ISSUES);
        assertThat(number(done(issues(opinion, HEAD))).serial()).isEqualTo(1);
    }

    @RepeatedTest(3)
    void of_many_issued_at_once_each_has_a_number_of_its_own_and_none_is_left_out() {
        List<Paper> ready = new ArrayList<>();
        for (int n = 0; n < AT_ONCE; n++) {
            ready.add(done(checks(drafted(accepted().id(), PaperKind.RECEIPT_NOTICE, HANDLER), COLLEAGUE)));
        }
        java.time.Instant at = given().now();
        java.time.LocalDate on = given().today();
        IssuePaper issue = new IssuePaper(store(), given().law());

        List<Outcome<?>> all = Racing.together(ready.stream()
                .<Supplier<Outcome<?>>>map(paper ->
                        () -> issue.issue(paper.id(), paper.digest(), PapersContract::print, HEAD.id(), on, at))
                .toList());

        assertThat(all).allMatch(outcome -> outcome instanceof Outcome.Done);
        assertThat(ready.stream()
                        .map(paper -> found(paper.id()).orElseThrow())
                        .map(paper -> number(paper).serial()))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, AT_ONCE).boxed().toList());
    }

    // ------------------------------------------------------------------ letterheads and templates

    @Test
    void an_organ_heads_its_papers_as_it_says() {
        CaseId about = accepted().id();
        Letterhead head = new Letterhead("某县住房和城乡建设局", "某建", "信访科", "0579-12345", "某网");

        assertThat(done(heads(Optional.of(head), Optional.empty(), HEAD))).isEqualTo(head);
        done(heads(
                Optional.empty(),
                Optional.of(new HeadPapers.Template(
                        PaperKind.RECEIPT_NOTICE, Optional.of("ours".getBytes(UTF_8)), file -> Optional.empty())),
                HEAD));
        Paper issued = issued(about);

        assertThat(number(issued)).hasToString("某建告〔2026〕1号");
        assertThat(new String(done(fetches(issued, HANDLER)), UTF_8)).contains("联系电话=0579-12345", "\nours");
        done(heads(
                Optional.empty(),
                Optional.of(
                        new HeadPapers.Template(PaperKind.RECEIPT_NOTICE, Optional.empty(), file -> Optional.empty())),
                HEAD));
        Optional<byte[]> usual =
                given().look(session -> session.papers().template(HEAD.unit(), PaperKind.RECEIPT_NOTICE));
        Optional<Letterhead> others = given().look(session -> session.papers().letterhead(CLERK.unit()));
        assertThat(usual).isEmpty();
        assertThat(others).isEmpty();
    }

    private Outcome<Letterhead> heads(Optional<Letterhead> head, Optional<HeadPapers.Template> template, Who by) {
        return new HeadPapers(store()).set(head, template, ACCOUNT, Optional.of("10.0.0.7"), by.id(), given().now());
    }

    @Test
    void who_changed_a_letterhead_or_a_template_is_on_record_with_the_digests_of_before_and_after() {
        Letterhead first = new Letterhead("某县住房和城乡建设局", "某建", "信访科", "0579-12345", "某网");
        Letterhead second = new Letterhead("某县住房和城乡建设局", "县建", "信访科", "0579-12345", "某网");
        HeadPapers.Template ours = new HeadPapers.Template(
                PaperKind.OPINION, Optional.of("ours".getBytes(UTF_8)), file -> Optional.empty());

        done(heads(Optional.of(first), Optional.empty(), HEAD));
        done(heads(Optional.of(second), Optional.of(ours), HEAD));
        done(heads(Optional.of(second), Optional.of(ours), HEAD));
        done(heads(
                Optional.empty(),
                Optional.of(new HeadPapers.Template(PaperKind.OPINION, Optional.empty(), file -> Optional.empty())),
                HEAD));
        assertThat(refusal(heads(Optional.of(first), Optional.of(ours), HANDLER))
                        .reason())
                .isEqualTo(Reason.NOT_YOURS);
        assertThat(refusal(heads(Optional.of(new Letterhead("某局", " ", "", "", "")), Optional.empty(), HEAD))
                        .reason())
                .isEqualTo(Reason.INCOMPLETE);

        assertThat(docket(AccountAct.subject(ACCOUNT))).hasSize(4).allSatisfy(entry -> {
            AccountAct.Trace trace = (AccountAct.Trace) entry.act();
            assertThat(trace.kind()).isEqualTo(AccountAct.Kind.CHANGE_POLICY);
            assertThat(trace.about())
                    .contains(new Subject(Subject.Kind.UNIT, HEAD.unit().value()));
            assertThat(trace.from()).contains("10.0.0.7");
            assertThat(entry.by()).contains(HEAD.id());
        });
        assertThat(docket(AccountAct.subject(ACCOUNT)))
                .extracting(entry -> ((AccountAct.Trace) entry.act()).details())
                .containsExactly(
                        told("letterhead", "none", digest(first)),
                        told("letterhead", digest(first), digest(second)),
                        told("template OPINION", "none", Seal.digest("ours")),
                        told("template OPINION", Seal.digest("ours"), "none"));
    }

    private static String digest(Letterhead head) {
        return Seal.digest(
                String.join("\n", head.mark(), head.code(), head.contact(), head.telephone(), head.inquiries()));
    }

    private static ImmutableMap<AccountAct.Detail, String> told(String what, String before, String after) {
        return ImmutableMap.of(
                AccountAct.Detail.FIELDS, what, AccountAct.Detail.BEFORE, before, AccountAct.Detail.AFTER, after);
    }

    @Test
    void a_change_that_cannot_be_entered_is_not_made() {
        Letterhead head = new Letterhead("某局", "某", "", "", "");

        assertThatThrownBy(() -> new HeadPapers(store())
                        .set(Optional.of(head), Optional.empty(), ACCOUNT, Optional.empty(), HEAD.id(), Instant.MAX))
                .isInstanceOf(RuntimeException.class);
        Optional<Letterhead> kept = given().look(session -> session.papers().letterhead(HEAD.unit()));
        assertThat(kept).isEmpty();
    }

    // ------------------------------------------------------------------ who, and when

    @Test
    void an_organ_that_neither_may_do_the_act_nor_did_it_drafts_no_paper_on_it() {
        CaseId about = accepted().id();

        assertThat(refusal(drafts(next(), about, PaperKind.REVIEW_OPINION, HANDLER, Optional.empty()))
                        .reason())
                .isEqualTo(Reason.PAPER_NOT_DUE);
        assertThat(refusal(drafts(next(), about, PaperKind.OPINION, CLERK, Optional.empty()))
                        .reason())
                .isEqualTo(Reason.PAPER_NOT_DUE);
        done(drafts(next(), about, PaperKind.REGISTER_FORM, CLERK, Optional.empty()));
    }

    @Test
    void a_form_is_issued_without_a_checker_and_without_a_number() {
        Paper form = drafted(accepted().id(), PaperKind.REGISTER_FORM, CLERK);

        Paper issued = done(issues(form, CLERK));

        assertThat(issued.issued().orElseThrow().number()).isEmpty();
        assertThat(new String(done(fetches(issued, CLERK)), UTF_8)).contains("证件号码=330723199001011234");
    }
}
