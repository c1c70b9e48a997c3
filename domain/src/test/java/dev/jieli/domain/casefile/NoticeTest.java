package dev.jieli.domain.casefile;

import static dev.jieli.domain.Given.DAY;
import static dev.jieli.domain.Who.CLERK;
import static dev.jieli.domain.Who.COLLEAGUE;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.HEAD;
import static dev.jieli.domain.Who.REREVIEWER;
import static dev.jieli.domain.Who.STRANGER;
import static dev.jieli.domain.Who.TOWN_HANDLER;
import static dev.jieli.domain.statute.Article.art;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.statute.Language;
import dev.jieli.domain.statute.Term;
import dev.jieli.domain.statute.Wording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 告知义务: what is owed to the petitioner stays in sight until it is done. */
class NoticeTest {

    private static final Path PAGE = Path.of("..", "docs", "notices.md");

    private static final String HEAD_OF_PAGE = """
            # 告知一览 · Who must be told: the notification matrix

            本页由程序中的告知表（`dev.jieli.domain.casefile.Notice`）打印，每次构建都与该表核对。告知与受理、决定是两件事：行为产生告知义务，
            只有告知或者送达才使其消灭；期限在走，直到告知、送达记入案卷。条例没有规定的，标明 *chosen*。

            This page is printed from the table in `dev.jieli.domain.casefile.Notice` and compared with it in every build. After a
            change of the table print it again: `mvn -pl domain test -Dtest=NoticeTest -Djieli.docs.write=true`. To decide and to
            tell are two facts: the act opens the duty, and only a telling or a service closes it; until then its term runs. What the
            Regulations do not say was chosen and is marked *chosen*. How long the terms are is in [deadlines.md](deadlines.md).

            | event 事由 | told 告知谁 | form 形式 | term 期限 | done by 以何完成 | where 条款 | the words 原文 |
            |---|---|---|---|---|---|---|
            """;

    @Test
    void the_page_says_what_the_matrix_says() throws IOException {
        String printed =
                HEAD_OF_PAGE + Notice.table().stream().map(NoticeTest::line).collect(joining());
        if (Boolean.getBoolean("jieli.docs.write")) {
            Files.writeString(PAGE, printed);
        }

        assertThat(PAGE).hasContent(printed);
    }

    private static String line(Notice row) {
        return "| "
                + String.join(
                        " | ",
                        both(row.event()),
                        both(row.told()),
                        both(row.form()),
                        row.term()
                                .map(term -> term.in(Language.ZH) + " " + term.name())
                                .orElse(""),
                        row.done().stream().map(Class::getSimpleName).collect(joining("<br>")),
                        row.article().in(Language.EN),
                        (row.words().isBlank() ? "" : "“" + row.words() + "”")
                                + (row.note().isBlank()
                                        ? ""
                                        : "<br>*chosen*: " + row.note().replace("选定：", "")))
                + " |\n";
    }

    private static String both(Wording wording) {
        return wording.zh() + "<br>" + wording.en();
    }

    @Test
    void every_duty_that_the_matrix_names_is_opened_by_its_act_and_closed_by_what_tells() {
        for (Notice row : Notice.table()) {
            row.term().filter(term -> term != Term.OBJECTION).ifPresent(term -> {
                assertThat(Lifecycle.table())
                        .as("opened: " + row.event().en())
                        .anySatisfy(opens -> assertThat(opens.starts()).contains(term));
                assertThat(Lifecycle.table()).as("closed: " + row.event().en()).anySatisfy(closes -> {
                    assertThat(row.done()).contains(closes.act());
                    assertThat(closes.stops().contains(term) || closes.ending().isPresent())
                            .isTrue();
                });
            });
        }
    }

    // ------------------------------------------------------------------ the case ends when told

    @Test
    void what_is_declined_stays_in_sight_until_the_petitioner_is_told() {
        Journey declined = Given.registered()
                .later(3)
                .does(CLERK, new CaseAct.Transfer(HANDLER.id(), "来信一封"))
                .later(2)
                .does(HANDLER, new CaseAct.Decline("复核终结后以同一事实和理由再次提出", "不再受理"));

        assertThat(declined.stage()).isEqualTo(Stage.DECLINED);
        assertThat(declined.running()).containsExactlyInAnyOrder(Term.NOTICE, Term.DECLINE_NOTICE);
        assertThat(declined.due(Term.DECLINE_NOTICE)).isEqualTo(LocalDate.of(2026, 3, 23)); // 7 + 15 = 22, a Sunday
        assertThat(declined.term(Term.DECLINE_NOTICE).nextReminder()).isPresent();

        Journey told = declined.later(1).does(HANDLER, new CaseAct.Notify(Manner.BY_POST, "不再受理，依据第三十六条第三款"));

        assertThat(told.ending()).isEqualTo(Ending.NOT_ACCEPTED);
    }

    @Test
    void what_was_wrongly_declined_is_put_right_before_anybody_is_told() {
        Journey accepted = Given.declined().does(HANDLER, new CaseAct.Accept());

        assertThat(accepted.stage()).isEqualTo(Stage.ACCEPTED);
        assertThat(accepted.running()).containsExactlyInAnyOrder(Term.DIRECT_NOTICE, Term.CONCLUDE);
    }

    @Test
    void led_to_another_path_the_petitioner_is_told_which_before_the_case_ends() {
        Journey led = Given.led();

        assertThat(led.stage()).isEqualTo(Stage.LED);
        assertThat(led.running()).contains(Term.PATH_NOTICE).doesNotContain(Term.OBJECTION);
        assertThat(led.does(HANDLER, new CaseAct.Notify(Manner.IN_PERSON, "请向劳动人事争议仲裁委员会申请"))
                        .ending())
                .isEqualTo(Ending.LED_ELSEWHERE);
    }

    @Test
    void a_re_review_ends_the_case_on_the_day_on_which_it_is_in_the_petitioners_hands() {
        Journey rereviewed = Given.rereviewed();

        assertThat(rereviewed.running()).containsExactly(Term.REREVIEW_SERVICE);
        assertThat(rereviewed.due(Term.REREVIEW_SERVICE)).isEqualTo(DAY.plusDays(15));
        assertThat(rereviewed
                        .later(4)
                        .does(REREVIEWER, new CaseAct.Serve(DAY.plusDays(3), Manner.ENTRUSTED))
                        .ending())
                .isEqualTo(Ending.FINAL);
    }

    @Test
    void who_cannot_be_told_because_nobody_knows_who_it_is_need_not_be() {
        Journey declined = Given.declined();
        assertThat(declined.does(HANDLER, new CaseAct.Dispense("来信未署名")).ending())
                .isEqualTo(Ending.NOT_ACCEPTED);

        Journey forwarded = Given.forwarded().does(HANDLER, new CaseAct.Dispense("来信未署名，无地址"));
        assertThat(forwarded.running()).containsExactly(Term.OBJECTION);
        assertThat(forwarded.newest().article()).contains(art(23, 2));
        assertThat(forwarded.refuses(HANDLER, new CaseAct.Dispense("再记一次")).reason())
                .isEqualTo(Reason.NO_SUCH_TERM);
        assertThat(Given.forwarded().refuses(HANDLER, new CaseAct.Dispense(" ")).details())
                .containsEntry("field", "reason");
    }

    // ------------------------------------------------------------------ service

    @ParameterizedTest
    @EnumSource
    void what_did_not_reach_the_petitioner_is_still_owed(Unserved why) {
        Journey tried =
                Given.replied().later(5).does(HANDLER, new CaseAct.Unserve(DAY.plusDays(4), Manner.BY_POST, why, ""));

        assertThat(tried.stage()).isEqualTo(Stage.REPLIED);
        assertThat(tried.running()).contains(Term.OPINION_SERVICE);
        assertThat(tried.refuses(HANDLER, new CaseAct.Unserve(DAY.minusDays(1), Manner.BY_POST, why, ""))
                        .details())
                .containsEntry("field", "triedOn");
    }

    @Test
    void once_it_is_made_public_the_duty_has_another_day_and_ends_with_the_service() {
        LocalDate posted = DAY.plusDays(12);
        CaseAct publicly = new CaseAct.ServePublicly(posted, "县政府公告栏；多次上门、电话均无法联系");
        Journey waiting = Given.replied().later(13).does(HANDLER, publicly);

        assertThat(waiting.running()).contains(Term.PUBLIC_NOTICE).doesNotContain(Term.OPINION_SERVICE);
        assertThat(waiting.term(Term.PUBLIC_NOTICE).from()).isEqualTo(posted);
        assertThat(waiting.term(Term.PUBLIC_NOTICE).nominal()).isEqualTo(posted.plusDays(30));
        assertThat(waiting.stage()).isEqualTo(Stage.REPLIED);
        assertThat(waiting.refuses(HANDLER, publicly).reason()).isEqualTo(Reason.ONLY_ONCE);

        LocalDate passed = posted.plusDays(30);
        Journey over = waiting.later(40);
        assertThat(over.refuses(HANDLER, new CaseAct.Serve(passed.minusDays(1), Manner.BY_NOTICE))
                        .reason())
                .isEqualTo(Reason.TOO_EARLY);
        assertThat(over.refuses(
                                HANDLER,
                                new CaseAct.Serve(passed, Manner.BY_NOTICE, Recipient.PETITIONER, Optional.of(DAY)))
                        .details())
                .containsEntry("field", "sentOn");
        Journey served = over.does(HANDLER, new CaseAct.Serve(passed, Manner.BY_NOTICE));
        assertThat(served.running()).containsExactly(Term.REQUEST_REVIEW);
        assertThat(served.term(Term.REQUEST_REVIEW).from()).isEqualTo(passed);
    }

    @Test
    void who_turns_up_while_the_notice_hangs_is_served_in_person() {
        Journey served = Given.replied()
                .does(HANDLER, new CaseAct.ServePublicly(DAY, "县政府公告栏；多次上门无法联系"))
                .later(9)
                .does(HANDLER, new CaseAct.Serve(DAY.plusDays(9), Manner.IN_PERSON));

        assertThat(served.running()).containsExactly(Term.REQUEST_REVIEW);
    }

    @Test
    void what_is_served_by_public_notice_is_served_when_thirty_days_have_passed() {
        LocalDate announced = DAY.plusDays(2);
        Journey waiting = Given.replied().later(60);

        CaseAct early = new CaseAct.Serve(
                announced.plusDays(29), Manner.BY_NOTICE, Recipient.PETITIONER, Optional.of(announced));
        assertThat(waiting.refuses(HANDLER, early).reason()).isEqualTo(Reason.TOO_EARLY);
        assertThat(waiting.refuses(HANDLER, early).details())
                .containsEntry("due", announced.plusDays(30).toString());

        CaseAct unsaid = new CaseAct.Serve(announced.plusDays(30), Manner.BY_NOTICE);
        assertThat(waiting.refuses(HANDLER, unsaid).details()).containsEntry("field", "sentOn");

        Journey served = waiting.does(
                HANDLER,
                new CaseAct.Serve(
                        announced.plusDays(30), Manner.BY_NOTICE, Recipient.PETITIONER, Optional.of(announced)));
        assertThat(served.term(Term.REQUEST_REVIEW).from()).isEqualTo(announced.plusDays(30));
    }

    @Test
    void nothing_is_received_before_it_was_sent() {
        assertThat(Given.replied()
                        .later(5)
                        .refuses(
                                HANDLER,
                                new CaseAct.Serve(
                                        DAY.plusDays(2),
                                        Manner.BY_POST,
                                        Recipient.FAMILY,
                                        Optional.of(DAY.plusDays(3))))
                        .details())
                .containsEntry("field", "sentOn");
    }

    @Test
    void whoever_was_not_told_of_receipt_is_told_with_the_opinion() {
        Journey replied = Given.replied();
        assertThat(replied.running()).containsExactlyInAnyOrder(Term.NOTICE, Term.OPINION_SERVICE);
        assertThat(replied.does(HANDLER, new CaseAct.Serve(DAY, Manner.IN_PERSON))
                        .running())
                .containsExactly(Term.REQUEST_REVIEW);
    }

    // ------------------------------------------------------------------ an extension

    @Test
    void an_extension_is_told_before_the_term_would_have_ended() {
        Journey extended = Given.accepted()
                .does(HANDLER, new CaseAct.Notify(Manner.BY_POST, "已收到"))
                .later(20)
                .does(HEAD, new CaseAct.Extend(30, "需委托鉴定", Optional.empty()).unasked("单位负责人直接掌握情况"));

        assertThat(extended.running()).containsExactlyInAnyOrder(Term.CONCLUDE, Term.EXTENSION_NOTICE);
        assertThat(extended.due(Term.EXTENSION_NOTICE)).isEqualTo(LocalDate.of(2026, 5, 6)); // as the sixty days were
        assertThat(extended.due(Term.CONCLUDE)).isEqualTo(LocalDate.of(2026, 6, 1));

        Journey told = extended.later(2).does(HANDLER, new CaseAct.Serve(DAY.plusDays(21), Manner.BY_POST));
        assertThat(told.stage()).isEqualTo(Stage.ACCEPTED);
        assertThat(told.running()).containsExactly(Term.CONCLUDE);
        assertThat(told.newest().article()).contains(art(34));
        assertThat(told.refuses(HANDLER, new CaseAct.Serve(DAY.plusDays(21), Manner.BY_POST))
                        .reason())
                .isEqualTo(Reason.NO_SUCH_TERM);
    }

    @Test
    void a_day_that_an_act_said_stays_when_a_years_notice_comes_out() {
        Journey extended = Given.accepted()
                .later(20)
                .does(HEAD, new CaseAct.Extend(30, "需委托鉴定", Optional.empty()).unasked("单位负责人直接掌握情况"));
        Running notice = extended.term(Term.EXTENSION_NOTICE);

        assertThat(Law.national().again(notice)).isEqualTo(notice);
        assertThat(Law.national().reckoned(notice).due()).isEqualTo(notice.due());
    }

    // ------------------------------------------------------------------ what does not go with the case

    @Test
    void who_brought_it_himself_is_told_where_it_goes_before_it_goes() {
        CaseAct down = new CaseAct.Transfer(TOWN_HANDLER.id(), "登记表");
        Journey direct = Given.receivedDirectly().later(2);

        assertThat(direct.refuses(HANDLER, down).reason()).isEqualTo(Reason.NOT_TOLD);
        assertThat(direct.refuses(HANDLER, down).article()).contains(art(23, 1));

        Journey forwarded = direct.does(HANDLER, new CaseAct.Notify(Manner.ON_THE_SPOT, "已收到，转送镇人民政府办理"))
                .does(HANDLER, down);
        assertThat(forwarded.running()).containsExactlyInAnyOrder(Term.NOTICE, Term.OBJECTION);
        assertThat(forwarded.term(Term.NOTICE).from()).isEqualTo(DAY.plusDays(2));
    }

    @Test
    void a_case_that_was_forwarded_twice_goes_back_the_way_it_came() {
        Journey twice = Given.forwarded()
                .does(HANDLER, new CaseAct.Transfer(TOWN_HANDLER.id(), "来信一封"))
                .does(TOWN_HANDLER, new CaseAct.RaiseObjection("属县级职权"));
        assertThat(twice.open().sender()).contains(HANDLER.unit());

        Journey back = twice.does(COLLEAGUE, new CaseAct.TakeBack("异议成立"));
        assertThat(back.open().sender()).contains(CLERK.unit());

        Journey elsewhere = back.does(COLLEAGUE, new CaseAct.Transfer(STRANGER.id(), "来信一封"));
        assertThat(elsewhere.open().course().senders()).containsExactly(CLERK.unit(), HANDLER.unit());
    }
}
