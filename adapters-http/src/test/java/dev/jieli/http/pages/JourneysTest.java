package dev.jieli.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Ending;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Position;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.http.Served;
import dev.jieli.http.browser.Chromium;
import dev.jieli.http.browser.Tab;
import dev.jieli.testkit.Who;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The main journeys in a real browser, as people go them. Pictures of every page on the way lie in
 * {@code target/screenshots}. Left out where no Chromium is installed, but not where {@code CI} is set.
 */
class JourneysTest {
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final int DESK = 1280;
    private static final int PHONE = 390;

    private static Chromium browser;

    private Served served;
    private int pictures;

    @BeforeAll
    static void start() {
        browser = Chromium.forTests();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void serve() {
        served = Served.an_office();
    }

    @AfterEach
    void close() {
        served.close();
    }

    /** A window in which this person is signed in. */
    private Tab as(Who who) {
        return browser.open().cookie(served.url("/"), "lang", "zh").cookie(served.url("/"), "jieli", served.token(who));
    }

    private Tab at(Who who, String path) {
        return as(who).go(served.url(path));
    }

    private static void quiet(Tab tab) {
        assertThat(tab.complaints()).isEmpty();
    }

    /** The page at the width of a desk and of a phone; nothing sticks out of it. */
    private void pictured(Tab tab, String name) {
        pictures++;
        for (int width : new int[] {DESK, PHONE}) {
            tab.size(width, 900);
            tab.picture(PICTURES.resolve("%s-%02d-%d.png".formatted(name, pictures, width)));
            assertThat(tab.run("document.documentElement.scrollWidth").asInt())
                    .as("%s at %s is no wider than the window", name, tab.address())
                    .isLessThanOrEqualTo(width);
        }
        tab.size(DESK, 900);
    }

    // ------------------------------------------------------------------ a petition, from the desk to its end

    @Test
    void a_petition_goes_from_registration_to_the_final_re_review() {
        Tab clerk = browser.open();
        clerk.go(served.url("/sign-in?lang=zh"));
        clerk.fill("#f-account", "clerk")
                .fill("#f-password", Served.PASSWORD)
                .press("form[data-once] button:not([type=button])");
        pictured(clerk, "petition");
        clerk.go(served.url("/register"));
        clerk.fill("#f-number", "2026-J1")
                .fill("#f-gist", "反映工地夜间施工噪声，要求限时施工")
                .fill("#f-name", "测试人甲")
                .fill("#f-phone", "13800000000");
        pictured(clerk, "petition");
        clerk.press("main form[data-once] button");
        assertThat(clerk.text())
                .contains("已办理：登记")
                .contains("2026-J1")
                .contains("测某某")
                .doesNotContain("测试人甲");
        pictured(clerk, "petition");
        CaseId id =
                served.archive().board(Asker.Job.OPERATOR).numbered("2026-J1").orElseThrow();

        acts(clerk, "Transfer", () -> clerk.choose("#f-to", "丙二").fill("#f-material", "来信一封"));
        assertThat(clerk.textOf("#chain")).contains("丙二").contains("单位主要负责人");

        Tab handler = at(Who.HANDLER, "/cases/" + id);
        acts(handler, "Accept", () -> {});
        acts(
                handler,
                "Notify",
                () -> handler.touch("[name=manner][value=ON_THE_SPOT]").fill("#f-text", "已收到，将按信访程序办理"));
        pictured(handler, "petition");
        acts(
                handler,
                "Reply",
                () -> handler.touch("[name=opinion][value=EXPLAIN]").fill("#f-text", "已说明限时施工的规定"));
        acts(
                handler,
                "Serve",
                () -> handler.fill("#f-receivedOn", "2026-03-02").touch("[name=manner][value=IN_PERSON]"));
        acts(handler, "RequestReview", () -> handler.choose("#f-to", "戊二").fill("#f-reason", "仍有夜间施工"));

        Tab reviewer = at(Who.REVIEWER, "/cases/" + id);
        acts(
                reviewer,
                "Review",
                () -> reviewer.touch("[name=finding][value=UPHELD]").fill("#f-text", "维持"));
        acts(
                reviewer,
                "Serve",
                () -> reviewer.fill("#f-receivedOn", "2026-03-02").touch("[name=manner][value=BY_POST]"));
        acts(reviewer, "RequestRereview", () -> reviewer.choose("#f-to", "己一").fill("#f-reason", "对复查意见不服"));

        Tab rereviewer = at(Who.REREVIEWER, "/cases/" + id);
        acts(rereviewer, "Hear", () -> rereviewer.fill("#f-from", "2026-03-02").fill("#f-to", "2026-03-02"));
        assertThat(rereviewer.textOf("#terms")).contains("扣除听证1日");
        acts(
                rereviewer,
                "Rereview",
                () -> rereviewer.touch("[name=finding][value=UPHELD]").fill("#f-text", "维持复查意见"));
        assertThat(rereviewer.textOf("#terms")).contains("复核意见送达期限");
        acts(
                rereviewer,
                "Serve",
                () -> rereviewer.fill("#f-receivedOn", "2026-03-02").touch("[name=manner][value=IN_PERSON]"));

        PetitionCase ended = served.given().now(id);
        assertThat(ended.position())
                .isInstanceOfSatisfying(
                        Position.Ended.class, over -> assertThat(over.ending()).isEqualTo(Ending.FINAL));
        assertThat(rereviewer.text()).contains("已办结：复核终结").contains("办结时的责任链");
        pictured(rereviewer, "petition");
        quiet(clerk);
        quiet(handler);
        quiet(reviewer);
        quiet(rereviewer);
    }

    /** Opens the form of an act in the page, fills it and sends it. */
    private static void acts(Tab tab, String act, Runnable fill) {
        tab.touch("a.button[href$='/acts/" + act + "']").await("#act form[action$='/acts/" + act + "']");
        fill.run();
        tab.press("#act form button");
        assertThat(tab.address()).contains("done=" + act);
    }

    @Test
    void a_refusal_in_the_page_keeps_what_was_entered() {
        PetitionCase accepted = served.given().accepted();
        Tab head = at(Who.HEAD, "/cases/" + accepted.id());

        head.touch("a.button[href$='/acts/Extend']").await("#act form");
        head.fill("#f-days", "31").fill("#f-reason", "需委托鉴定").fill("#f-petitionerToldOn", "2026-03-02");
        head.press("#act form button");

        assertThat(head.textOf("#refusal")).contains("超过了规定的限度").contains("请缩短");
        assertThat(head.run("document.querySelector('#f-reason').value").asText())
                .isEqualTo("需委托鉴定");
        assertThat(head.run("document.activeElement.id").asText()).isEqualTo("refusal");
        pictured(head, "refusal");
        quiet(head);
    }

    @Test
    void a_sign_in_that_has_ended_leads_to_the_sign_in_and_back() {
        PetitionCase accepted = served.given().accepted();
        Tab handler = at(Who.HANDLER, "/cases/" + accepted.id());
        served.later(Duration.ofHours(13));

        handler.press("a.button[href$='/acts/Note']");

        assertThat(handler.address()).contains("/sign-in?next=");
        handler.fill("#f-account", "handler")
                .fill("#f-password", Served.PASSWORD)
                .press("form[data-once] button:not([type=button])");
        assertThat(handler.address()).endsWith("/cases/" + accepted.id() + "/acts/Note");
    }

    // ------------------------------------------------------------------ a departure, from notice to effect

    @Test
    void a_departure_goes_from_notice_to_effect() {
        for (int i = 0; i < 4; i++) {
            served.given().accepted();
        }
        CaseId first = served.archive()
                .board(Asker.Job.OPERATOR)
                .numbered("2026-00001")
                .orElseThrow();
        served.later(Duration.ofDays(3));

        Tab handler = at(Who.HANDLER, "/handovers/open");
        handler.choose("#f-outgoing", "丙二").choose("#f-incoming", "丙三").choose("#f-witness", "甲四");
        pictured(handler, "departure");
        handler.press("main form[data-once] button");
        assertThat(handler.text()).contains("还有4件没有填写");
        pictured(handler, "departure");
        handler.touch("[data-all=items]")
                .fill("#several-history", "已现场查看两次，约谈双方")
                .fill("#several-next", "本周内约见信访人")
                .choose("#several-risk", "黄")
                .press(".several button");
        String path = handler.address().replaceAll("\\?.*", "");
        sign(handler, "Freeze");

        Tab colleague = as(Who.COLLEAGUE);
        colleague.go(served.url("/"));
        assertThat(colleague.text()).contains("逐项核对并签名");
        colleague.go(path);
        colleague.press(".items li:nth-child(2) a[href*='/Question']");
        colleague.fill("#f-text", "鉴定报告在哪里").press("#act-form form button");
        pictured(colleague, "departure");

        handler.go(path).press("a[href*='/Answer']");
        handler.fill("#f-text", "在卷宗第12页").press("#act-form form button");

        colleague.go(path).press("button[name=all]");
        sign(colleague, "Receive");
        Tab supervisor = at(Who.SUPERVISOR, path.substring(served.url("").length()));
        sign(supervisor, "Witness");
        pictured(supervisor, "departure");
        sign(supervisor, "TakeEffect");
        assertThat(supervisor.text()).contains("已生效").contains("已移交");
        pictured(supervisor, "departure");

        assertThat(served.archive().board(Asker.Job.OPERATOR).handovers(Optional.empty(), 5))
                .allMatch(line -> line.state() == Handover.State.EFFECTIVE);
        assertThat(served.given().now(first).position().chain().holder()).isEqualTo(Who.COLLEAGUE.id());
        colleague.go(served.url("/"));
        assertThat(colleague.text()).contains("接任后还没有动过的事项");
        pictured(colleague, "departure");
        colleague.go(served.url("/cases/" + first));
        colleague.fill("#who-on", "2026-03-03").press("#chain form button");
        assertThat(colleague.textOf(".answered")).contains("丙二");
        assertThat(colleague.textOf(".ladder")).contains("丙三").doesNotContain("丙二");
        pictured(colleague, "departure");
        colleague.go(path + "/print");
        colleague.printed(PICTURES.resolve("departure-list.pdf"));
        pictured(colleague, "departure");
        quiet(handler);
        quiet(colleague);
        quiet(supervisor);
    }

    private static void sign(Tab tab, String step) {
        tab.touch("a.button[href$='/steps/" + step + "']").await("#act form[action$='/steps/" + step + "']");
        tab.press("#act form button");
        assertThat(tab.address()).contains("done=" + step);
    }

    // ------------------------------------------------------------------ hard cases for leaders

    @Test
    void a_proposal_is_looked_at_changed_and_confirmed() {
        for (int i = 0; i < 5; i++) {
            served.given().accepted();
        }
        served.later(Duration.ofDays(100));
        Tab clerk = at(Who.CLERK, "/leaders/proposal");
        assertThat(clerk.text()).contains("最难的由主要领导包").contains("逾期3");
        pictured(clerk, "leaders");
        clerk.touch("tbody tr:nth-child(1) input[name=case]");
        clerk.choose("tbody tr:nth-child(2) select", "甲三");
        clerk.fill("#plan", "逐案会商").press("main form[method=post] .several button");

        assertThat(clerk.text()).contains("已办理：领导包案").contains("还有1件在办事项没有包案领导");
        assertThat(clerk.textOf("#cases")).contains("甲三");
        pictured(clerk, "leaders");
        Tab deputy = at(Who.OTHER_DEPUTY, "/");
        assertThat(deputy.text()).contains("我包的事项");
        pictured(deputy, "leaders");
        deputy.press("main table a[href^='/cases/']");
        deputy.go(deputy.address() + "?lang=en");
        assertThat(deputy.text()).contains("Leader assignment");
        pictured(deputy, "leaders");
        quiet(clerk);
        quiet(deputy);
    }

    // ------------------------------------------------------------------ the rest, seen once in each language

    @Test
    void every_other_page_is_pictured_in_both_languages() {
        served.given().accepted();
        served.given().forwarded();
        for (String language : new String[] {"zh", "en"}) {
            Tab head = at(Who.OFFICE_HEAD, "/ledger?lang=" + language);
            for (String path : new String[] {
                "/",
                "/ledger",
                "/leaders",
                "/handovers",
                "/import",
                "/organization",
                "/organization/units/" + Who.Place.BUREAU.id(),
                "/organization/accounts",
                "/calendar",
                "/calendar/notice",
                "/deadline?term=REREVIEW&from=2026-09-01&hearing=5",
                "/law/deadlines",
                "/law/lifecycle",
                "/law/rulebooks",
                "/law/notices",
                "/record",
                "/me",
                "/nothing"
            }) {
                head.go(served.url(path));
                pictured(head, "pages-" + language.toLowerCase(Locale.ROOT));
            }
            quiet(head);
        }
    }

    @Test
    void the_keyboard_reaches_the_content_first_and_a_form_is_sent_once() {
        Tab clerk = at(Who.CLERK, "/register");
        clerk.run("document.querySelector('.skip').focus()");
        assertThat(clerk.run("getComputedStyle(document.querySelector('.skip')).position + ' '"
                                + " + document.querySelector('.skip').getBoundingClientRect().width")
                        .asText())
                .as("the way past the head shows when it has the focus")
                .startsWith("absolute ")
                .doesNotEndWith(" 1");
        clerk.fill("#f-number", "2026-J9").fill("#f-gist", "反映道路积水");
        clerk.run("window.sent = 0; window.addEventListener('submit', event => {"
                + " if (!event.defaultPrevented) window.sent++; event.preventDefault(); })");
        clerk.touch("main form button").touch("main form button");
        assertThat(clerk.run("window.sent").asInt()).isEqualTo(1);
    }
}
