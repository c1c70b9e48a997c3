package dev.jieli.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Audit;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Duty;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.Manner;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Stage;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.http.Served;
import dev.jieli.testkit.Who;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages on the real server, read and sent without a line of script. */
class PagesTest {
    /** A constant of the program: two words in capitals with a line between. */
    private static final Pattern RAW = Pattern.compile("\\b[A-Z]{2,}(_[A-Z]{2,})+\\b");

    private static final Pattern AN_ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-");
    private static final Pattern LEFT_OVER = Pattern.compile("\\?\\?\\?|\\{\\w+}|Optional\\[|\\bnull\\b|@[0-9a-f]{6,}");

    private Served served;

    @BeforeEach
    void start() {
        served = Served.an_office();
    }

    @AfterEach
    void stop() {
        served.close();
    }

    // ------------------------------------------------------------------ every page, in both languages

    @ParameterizedTest
    @CsvSource({"zh, OFFICE_HEAD", "en, OFFICE_HEAD", "zh, HANDLER", "en, DEPUTY"})
    void every_page_that_can_be_reached_speaks_in_words(String language, Who who) {
        everythingOnce();
        Visitor visitor = Visitor.as(served, who).in(language);
        Deque<String> open = new ArrayDeque<>(List.of("/", "/deadline?term=CONCLUDE&from=2026-01-20"));
        Set<String> seen = new LinkedHashSet<>(open);
        while (!open.isEmpty() && seen.size() < 400) {
            String path = open.removeFirst();
            Visitor.Answer answer = visitor.get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            String text = answer.text();
            assertThat(text).as(path).doesNotContainPattern(LEFT_OVER);
            assertThat(text).as(path).doesNotContainPattern(RAW);
            assertThat(text).as(path).doesNotContainPattern(AN_ID);
            assertThat(answer.html())
                    .as(path)
                    .contains("<html lang=\"" + (language.equals("zh") ? "zh-CN" : "en") + "\">");
            assertThat(count(answer.html(), "<h1")).as(path).isEqualTo(1);
            labelled(answer);
            for (String link : answer.links()) {
                if (worthALook(link) && seen.add(link)) {
                    open.add(link);
                }
            }
        }
        assertThat(seen.size()).isGreaterThan(40);
    }

    private static boolean worthALook(String link) {
        return !link.startsWith("/static/")
                && !link.startsWith("/docs")
                && !link.contains("lang=")
                && !link.contains("/export")
                && !link.endsWith(".docx")
                && !link.contains("/calendar?year=");
    }

    /** Something of everything that a page can show. */
    private void everythingOnce() {
        for (Stage stage : Stage.values()) {
            served.given().at(stage);
        }
        served.given().final_();
        PetitionCase taken = served.given().taken(served.given().accepted(), Who.DEPUTY);
        served.given()
                .does(
                        Who.HEAD,
                        taken,
                        new CaseAct.Extend(20, "需要鉴定", served.given().today()).unasked("单位负责人直接掌握情况"));
        Handover opened = served.given().opened(Who.TOWN_HANDLER, Who.TOWN_HEAD.id());
        served.given().effective(opened);
        served.given().frozen(served.given().opened(Who.HANDLER, Who.COLLEAGUE.id()));
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    /** Every field that a person fills has a label or a name of its own. */
    private static void labelled(Visitor.Answer answer) {
        Pattern.compile("<(input|select|textarea)([^>]*)>")
                .matcher(answer.html())
                .results()
                .map(found -> found.group(2))
                .filter(tag -> !tag.contains("type=\"hidden\""))
                .forEach(tag -> {
                    Optional<String> id = Pattern.compile("\\sid=\"([^\"]*)\"")
                            .matcher(tag)
                            .results()
                            .map(found -> found.group(1))
                            .findFirst();
                    boolean wrapped = tag.contains("type=\"checkbox\"") || tag.contains("type=\"radio\"");
                    assertThat(wrapped
                                    || tag.contains("aria-label")
                                    || id.filter(one -> answer.html().contains("for=\"" + one + "\""))
                                            .isPresent())
                            .as("a label for %s at %s", tag, answer.path())
                            .isTrue();
                });
    }

    @Test
    void the_language_is_switched_in_place_and_kept() {
        Visitor.Answer english = Visitor.nobody(served).get("/deadline?term=CONCLUDE&from=2026-03-02&lang=en");

        assertThat(english.text()).contains("Deadline calculator").contains("1 May 2026");
        assertThat(english.cookies()).anyMatch(cookie -> cookie.startsWith("lang=en"));
        assertThat(english.html()).contains("/deadline?term=CONCLUDE&amp;from=2026-03-02&amp;lang=zh");
    }

    /** For whoever comes by, without signing in. */
    @Test
    void the_calculator_says_which_day_and_why_and_why_not() {
        Visitor nobody = Visitor.nobody(served);

        assertThat(nobody.get("/deadline?term=CONCLUDE&from=2026-03-02").text())
                .contains("2026年5月6日")
                .contains("2026年5月1日")
                .contains("《信访工作条例》第三十四条")
                .contains("劳动节")
                .doesNotContain("暂定");
        assertThat(nobody.get("/deadline?term=CONCLUDE&from=2026-03-02&extended=30")
                        .text())
                .contains("2026年5月31日");
        assertThat(nobody.get("/deadline?term=REREVIEW&from=2026-03-02&hearing=5")
                        .text())
                .contains("2026年4月7日")
                .contains("听证");
        assertThat(nobody.get("/deadline?term=CONCLUDE&from=2027-03-02").text()).contains("暂定");
        assertThat(nobody.get("/deadline?term=CONCLUDE&from=2026-03-02&extended=31")
                        .text())
                .contains("不得超过30日");
        assertThat(nobody.get("/deadline?term=OBJECTION&from=2026-03-02&extended=5")
                        .text())
                .contains("没有规定提出异议期限可以延长");
    }

    // ------------------------------------------------------------------ cases like this one

    @Test
    void after_registering_the_clerk_sees_what_is_like_it_and_confirms_it_and_both_pages_show_it() {
        PetitionCase first = served.given().registered();
        PetitionCase again = served.given().registered();
        Visitor clerk = Visitor.as(served, Who.CLERK);

        Visitor.Answer page = clerk.get("/cases/" + again.id());
        assertThat(page.text())
                .contains(first.petition().number())
                .contains("信访人证件号码相同")
                .contains("诉求概述相似")
                .contains("条例第19条第3款")
                .doesNotContain("000000190001010000");
        String confirm = page.links().stream()
                .filter(link -> link.contains("/acts/Link?") && link.contains("SAME_MATTER"))
                .findFirst()
                .orElseThrow();
        Visitor.Sheet form = clerk.get(confirm).form("/acts/Link");
        assertThat(form.value("other")).isEqualTo(first.petition().number());
        assertThat(form.value("reason")).contains("诉求概述相似");
        Visitor.Answer done = clerk.send(form);

        assertThat(done.status()).isEqualTo(200);
        assertThat(done.text()).contains("同一事项").contains("较早的一件");
        assertThat(clerk.get("/cases/" + first.id()).text())
                .contains(again.petition().number())
                .contains("较后的一件");
        assertThat(clerk.in("en").get("/cases/" + again.id()).text())
                .contains("Same matter")
                .contains("same identity number");
    }

    @Test
    void a_number_that_no_case_has_is_named_as_the_field_that_is_wrong() {
        PetitionCase registered = served.given().registered();
        Visitor clerk = Visitor.as(served, Who.CLERK);

        Visitor.Answer refused = clerk.send(clerk.get("/cases/" + registered.id() + "/acts/Link")
                .form("/acts/Link")
                .with("other", "没有这个编号")
                .with("kind", "RELATED")
                .with("reason", "相关"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.form("/acts/Link").value("other")).isEqualTo("没有这个编号");
    }

    // ------------------------------------------------------------------ terms

    @Test
    void where_the_law_names_no_term_the_page_says_so_and_where() {
        PetitionCase proposal = served.given()
                .does(
                        Who.HANDLER,
                        served.given().forwarded(),
                        new CaseAct.Classify(
                                Track.PROPOSAL, Optional.empty(), ImmutableSet.of(), ImmutableSet.of(), "系建议"));
        PetitionCase accepted = served.given().does(Who.HANDLER, proposal, new CaseAct.Accept());
        served.given().does(Who.HANDLER, accepted, new CaseAct.Notify(Manner.BY_POST, "已收到"));
        Visitor handler = Visitor.as(served, Who.HANDLER);

        assertThat(handler.get("/cases/" + proposal.id()).text()).contains("条例没有为建议意见规定办理天数");
        assertThat(handler.get("/cases/" + proposal.id() + "?lang=en").text()).contains("name no number of days");
    }

    // ------------------------------------------------------------------ forms

    @Test
    void a_refused_form_comes_back_with_the_sentence_and_what_was_entered() {
        PetitionCase accepted = served.given().accepted();
        Visitor head = Visitor.as(served, Who.HEAD);

        Visitor.Answer refused = head.send(head.get("/cases/" + accepted.id() + "/acts/Extend")
                .form("/acts/Extend")
                .with("days", "31")
                .with("reason", "需委托鉴定")
                .with("petitionerToldOn", "2026-03-02"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("超过了规定的限度").contains("请缩短").contains("第三十四条");
        assertThat(refused.form("/acts/Extend").value("reason")).isEqualTo("需委托鉴定");
        assertThat(refused.form("/acts/Extend").value("days")).isEqualTo("31");
        assertThat(served.given().now(accepted.id()).entries()).isEqualTo(accepted.entries());
    }

    @Test
    void a_field_that_cannot_be_read_is_named() {
        PetitionCase accepted = served.given().accepted();
        Visitor handler = Visitor.as(served, Who.HANDLER);

        Visitor.Answer refused = handler.send(handler.get("/cases/" + accepted.id() + "/acts/Note")
                .form("/acts/Note")
                .with("text", "电话联系")
                .with("on", "三月二日"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("“日期”没有填写或者不在允许的范围");
        assertThat(refused.html()).contains("id=\"f-on\"").contains("aria-invalid=\"true\"");
    }

    @Test
    void whoever_comes_second_sees_what_happened_meanwhile() {
        PetitionCase accepted = served.given().accepted();
        Visitor handler = Visitor.as(served, Who.HANDLER);
        Visitor.Sheet form = handler.get("/cases/" + accepted.id() + "/acts/Note")
                .form("/acts/Note")
                .with("text", "我的记事");
        served.given().does(Who.COLLEAGUE, accepted, new CaseAct.Note("同事先记的一笔"));

        Visitor.Answer stale = handler.send(form);

        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.text()).contains("您打开页面以后").contains("同事先记的一笔");
        assertThat(stale.form("/acts/Note").value("text")).isEqualTo("我的记事");
        Visitor.Answer done = handler.send(stale.form("/acts/Note"));
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.text()).contains("我的记事");
    }

    @Test
    void whoever_withdraws_from_a_case_comes_to_the_workbench_and_finds_the_case_nowhere() {
        PetitionCase accepted = served.given().accepted();
        String number = accepted.petition().number();
        Visitor handler = Visitor.as(served, Who.HANDLER);
        assertThat(handler.get("/").text()).contains(number);

        Visitor.Answer done = handler.send(handler.get("/cases/" + accepted.id() + "/acts/Recuse")
                .form("/acts/Recuse")
                .with("who", Who.HANDLER.id().toString())
                .with("to", Who.COLLEAGUE.id().toString())
                .with("reason", "系信访人亲属"));

        assertThat(done.status()).isEqualTo(200);
        assertThat(done.path()).startsWith("/?");
        assertThat(done.text()).contains("已办理：回避").doesNotContain(number);
        assertThat(handler.get("/ledger").text()).doesNotContain(number);
        Visitor.Answer refused = handler.get("/cases/" + accepted.id());
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).contains("已经回避").doesNotContain(number);
        assertThat(Visitor.as(served, Who.COLLEAGUE).get("/").text()).contains(number);
        assertThat(Visitor.as(served, Who.HEAD).get("/ledger").text()).contains(number);
    }

    @Test
    void the_same_form_twice_is_done_once() {
        Visitor clerk = Visitor.as(served, Who.CLERK);
        Visitor.Sheet form = clerk.get("/register")
                .form("/register")
                .with("number", "2026-T1")
                .with("gist", "反映楼道堆物")
                .with("name", "测试人");

        Visitor.Answer first = clerk.send(form);
        Visitor.Answer second = clerk.send(form);

        assertThat(second.path()).isEqualTo(first.path());
        assertThat(served.archive().board(Asker.Job.OPERATOR).numbered("2026-T1"))
                .isPresent();
        assertThat(served.given()
                        .now(served.archive()
                                .board(Asker.Job.OPERATOR)
                                .numbered("2026-T1")
                                .orElseThrow())
                        .entries())
                .isEqualTo(1);
    }

    @Test
    void a_form_without_the_guard_is_turned_away() {
        PetitionCase accepted = served.given().accepted();
        Visitor handler = Visitor.as(served, Who.HANDLER);

        Visitor.Answer turned = handler.send(handler.get("/cases/" + accepted.id() + "/acts/Note")
                .form("/acts/Note")
                .with("text", "x")
                .without("guard"));

        assertThat(turned.status()).isEqualTo(403);
        assertThat(turned.text()).contains("表单已失效");
        assertThat(served.given().now(accepted.id()).entries()).isEqualTo(accepted.entries());
    }

    @Test
    void loading_again_what_was_done_does_nothing_again() {
        PetitionCase accepted = served.given().accepted();
        Visitor handler = Visitor.as(served, Who.HANDLER);

        Visitor.Answer done = handler.send(handler.get("/cases/" + accepted.id() + "/acts/Note")
                .form("/acts/Note")
                .with("text", "现场查看"));
        assertThat(done.text()).contains("已办理：记事");
        handler.get(done.path());

        assertThat(served.given().now(accepted.id()).entries()).isEqualTo(accepted.entries() + 1);
    }

    @Test
    void what_people_write_stays_text() {
        PetitionCase accepted = served.given().accepted();
        Visitor handler = Visitor.as(served, Who.HANDLER);

        Visitor.Answer done = handler.send(handler.get("/cases/" + accepted.id() + "/acts/Note")
                .form("/acts/Note")
                .with("text", "<script>alert(1)</script><img src=x onerror=alert(1)>"));

        assertThat(done.html()).doesNotContain("<script>alert").doesNotContain("<img src=x");
        assertThat(done.text()).contains("<script>alert(1)</script>");
    }

    // ------------------------------------------------------------------ coming in

    @Test
    void whoever_is_not_signed_in_is_led_back_after_signing_in() {
        Visitor nobody = Visitor.nobody(served);

        Visitor.Answer asked = nobody.get("/ledger?light=RED");
        assertThat(asked.path()).startsWith("/sign-in?next=");
        Visitor.Answer wrong =
                nobody.send(asked.form("/sign-in").with("account", "clerk").with("password", "not the password"));
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.text()).contains("账号或密码不对");
        assertThat(wrong.form("/sign-in").value("account")).isEqualTo("clerk");
        assertThat(wrong.html()).doesNotContain("not the password");
        Visitor.Answer in =
                nobody.send(wrong.form("/sign-in").with("account", "clerk").with("password", Served.PASSWORD));
        assertThat(in.cookies()).anyMatch(cookie -> cookie.startsWith("jieli=") && cookie.contains("HttpOnly"));
        assertThat(wrong.form("/sign-in").value("next")).isEqualTo("/ledger?light=RED");
    }

    @Test
    void nobody_is_led_to_another_site() {
        Visitor nobody = Visitor.nobody(served);
        for (String evil : ImmutableList.of(
                "//elsewhere.example",
                "https://elsewhere.example",
                "/\\elsewhere.example",
                "/\t/elsewhere.example",
                "/\n//elsewhere.example",
                "/cases\r\nSet-Cookie: jieli=x")) {
            assertThat(nobody.get("/sign-in?next=" + java.net.URLEncoder.encode(evil, StandardCharsets.UTF_8))
                            .form("/sign-in")
                            .value("next"))
                    .isEqualTo("/");
        }
    }

    @Test
    void the_office_and_its_administrators_are_named_by_the_link_once() {
        try (Served nothing = Served.nothing(settings -> settings.withSetupToken("the-link"))) {
            Visitor nobody = Visitor.nobody(nothing);
            assertThat(nobody.get("/set-up?token=the-link").text()).contains("至少12个字符");
            Visitor.Sheet form = nobody.get("/set-up?token=the-link")
                    .form("/set-up")
                    .with("unit", "某县信访局")
                    .with("region", "330723")
                    .with("official", "测试局长")
                    .with("post", "局长")
                    .with("account", "head")
                    .with("systemOfficial", "测试系统")
                    .with("system", "first")
                    .with("securityOfficial", "测试安全")
                    .with("security", "head")
                    .with("auditorOfficial", "测试审计")
                    .with("auditor", "third")
                    .with("new", "A long enough one 1")
                    .with("again", "another one");
            assertThat(nobody.send(form).text()).contains("两次输入的密码不一样");
            form = form.with("again", "A long enough one 1");
            assertThat(nobody.send(form).text()).contains("四个账号的名称不能相同");

            Visitor.Answer done = nobody.send(form.with("security", "second"));

            assertThat(done.text()).contains("初始密码").contains("测试审计").contains("您自己设的");
            assertThat(nobody.send(form).status()).isEqualTo(409);
            assertThat(nobody.get("/set-up?token=the-link").status()).isEqualTo(409);
            assertThat(nothing.archive().accounts().all()).hasSize(4);
        }
    }

    @Test
    void a_page_that_is_not_there_says_so() {
        Visitor clerk = Visitor.as(served, Who.CLERK);
        for (String path : ImmutableList.of(
                "/nothing",
                "/cases/no-id",
                "/cases/00000000-0000-0000-0000-000000000000",
                "/handovers/00000000-0000-0000-0000-000000000000",
                "/organization/units/00000000-0000-0000-0000-000000000000")) {
            Visitor.Answer answer = clerk.get(path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.html()).as(path).contains("<h1>没有找到</h1>");
        }
        assertThat(clerk.in("en").get("/nothing").text()).contains("Not found");
    }

    @Test
    void a_post_is_chosen_where_somebody_holds_several() {
        IncumbencyId other = served.given().alsoSits(Who.HANDLER, Who.TOWN_HANDLER);
        Visitor handler = Visitor.as(served, Who.HANDLER);
        Visitor.Answer me = handler.get("/me");
        assertThat(me.text()).contains("某县住房和城乡建设局 信访专员").contains("某镇人民政府 综治办干事");

        Visitor.Answer chosen = handler.send(me.form("/me/post").with("post", other.toString()));

        assertThat(chosen.cookies()).anyMatch(cookie -> cookie.startsWith("acting="));
    }

    // ------------------------------------------------------------------ the ledger

    @Test
    void the_ledger_narrows_counts_and_pages() {
        for (int i = 0; i < 60; i++) {
            served.given().forwarded();
        }
        served.later(Duration.ofDays(40));
        served.given().accepted();
        Visitor clerk = Visitor.as(served, Who.CLERK);

        Visitor.Answer all = clerk.get("/ledger");
        assertThat(all.text()).contains("61 在办").contains("60 红灯").contains("1 绿灯");
        Visitor.Answer next = clerk.get(all.links().stream()
                .filter(link -> link.contains("after="))
                .findFirst()
                .orElseThrow());
        assertThat(count(next.html(), "<tr>")).isEqualTo(1 + 11);
        Visitor.Answer green = clerk.get("/ledger?light=GREEN");
        assertThat(count(green.html(), "<tr>")).isEqualTo(1 + 1);
        assertThat(green.text()).as("the other lights are counted on").contains("60 红灯");
        assertThat(clerk.get("/ledger?light=BLUE").text()).contains("看不懂筛选条件“BLUE”");
        assertThat(clerk.get("/ledger?q=" + java.net.URLEncoder.encode("没有这样的字", StandardCharsets.UTF_8))
                        .text())
                .contains("没有符合条件的事项");
    }

    @Test
    void the_ledger_goes_out_masked() {
        served.given().accepted();
        String csv = new String(
                Visitor.as(served, Who.CLERK).fetch("/ledger/export?as=csv").body(), StandardCharsets.UTF_8);

        assertThat(csv)
                .contains("信访件编号")
                .contains("测某某")
                .doesNotContain("测试人甲")
                .doesNotContain("00000001234")
                .contains("水印：" + Who.CLERK.fullName());
    }

    @Test
    void the_ledger_goes_out_unmasked_when_a_registrar_says_what_for() {
        served.given().accepted();
        Visitor clerk = Visitor.as(served, Who.CLERK);

        assertThat(clerk.get("/ledger").html()).contains("/ledger/export/plain");
        Visitor.Answer asked = clerk.get("/ledger/export/plain?as=csv");
        assertThat(asked.text()).contains("用途先登记、后导出");
        assertThat(clerk.send(asked.form("/ledger/export/plain").with("purpose", ""))
                        .status())
                .isEqualTo(422);
        assertThat(clerk.send(asked.form("/ledger/export/plain").with("purpose", "移送市信访局"))
                        .status())
                .isEqualTo(200);
        assertThat(Visitor.as(served, Who.HANDLER).get("/ledger").html()).doesNotContain("/ledger/export/plain");
        Visitor handler = Visitor.as(served, Who.HANDLER);
        assertThat(handler.send(handler.get("/ledger/export/plain")
                                .form("/ledger/export/plain")
                                .with("purpose", "看看"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void how_long_data_are_kept_is_told_and_what_would_be_erased_is_listed() {
        Visitor clerk = Visitor.as(served, Who.CLERK);

        Visitor.Answer page = clerk.get("/retention");
        assertThat(page.text()).contains("保管期限", "30年", "10年", "个人信息保护法第19条");
        assertThat(clerk.send(page.form("/retention")).text()).contains("没有到期应删除的事项");
        assertThat(clerk.in("en").get("/retention").text()).contains("How long data are kept", "30 years");
        assertThat(Visitor.as(served, Who.HANDLER).get("/retention").html()).doesNotContain("action=\"/retention\"");
    }

    @Test
    void a_person_who_asks_is_found_copied_and_corrected() {
        PetitionCase about = served.given().accepted();
        Visitor clerk = Visitor.as(served, Who.CLERK);
        String name = dev.jieli.testkit.Given.petitioner().name();
        String number = dev.jieli.testkit.Given.petitioner().idNumber().orElseThrow();

        Visitor.Answer asked = clerk.get("/persons");
        assertThat(asked.text()).contains("不能只凭姓名");
        Visitor.Answer found = clerk.send(asked.form("/persons")
                .with("name", name)
                .with("idNumber", number)
                .with("purpose", "本人申请第1号"));
        assertThat(found.text()).contains(number, "个人信息保护法第四十七条第二款");
        assertThat(clerk.send(asked.form("/persons").with("name", name).with("purpose", "看看"))
                        .status())
                .isEqualTo(422);
        Visitor.Answer nobody = clerk.send(asked.form("/persons")
                .with("name", "无此人")
                .with("idNumber", number)
                .with("purpose", "本人申请第2号"));
        assertThat(nobody.text()).contains("没有登记这个人的信息");
        Visitor.Answer form = clerk.get("/cases/" + about.id() + "/correction");
        Visitor.Answer corrected =
                clerk.send(form.form("/correction").with("phone", "13900001111").with("reason", "本人申请第3号"));
        assertThat(corrected.status()).isEqualTo(200);
        assertThat(corrected.html()).contains("139****1111");
        assertThat(clerk.in("en").get("/persons").text()).contains("never by a name alone");
    }

    // ------------------------------------------------------------------ import

    @Test
    void a_ledger_is_looked_at_put_right_and_taken() {
        Visitor clerk = Visitor.as(served, Who.CLERK);
        byte[] ledger = """
                某县信访局信访台账
                序号,编号,信访人姓名,信访日期,反映问题,责任单位,情况
                1,D-1,测试甲,2026-02-10,反映小区物业收费,住建局,甲
                2,D-2,测试乙,2026-02-31,反映夜间施工,住建局,乙
                3,D-3,测试丙,2026-02-12,反映道路积水,没有这个局,丙
                """.getBytes(StandardCharsets.UTF_8);

        Visitor.Answer looked = clerk.send(clerk.get("/import").form("/import"), "file", "台账.csv", ledger);

        assertThat(looked.text())
                .contains("检查完毕，还没有导入")
                .contains("可以导入2件")
                .contains("有问题1行")
                .contains("没有这一天")
                .contains("没有这个局");
        assertThat(served.archive().board(Asker.Job.OPERATOR).numbered("D-1")).isEmpty();

        Visitor.Answer mended =
                clerk.send(form(looked, "headerRow").with("column-G", "REMARK").with("do", "check"));
        assertThat(mended.text()).contains("备注 人工指定");

        Visitor.Answer taken =
                clerk.send(form(mended, "skipBad").with("skipBad", "yes").with("do", "take"));
        assertThat(taken.text()).contains("已导入2件").contains("1行没有导入");
        assertThat(served.archive().board(Asker.Job.OPERATOR).numbered("D-1")).isPresent();
        assertThat(served.archive().board(Asker.Job.OPERATOR).numbered("D-2")).isEmpty();
        byte[] bad = clerk.fetch(taken.path() + "/rejected").body();
        assertThat(new String(bad, 0, 2, StandardCharsets.US_ASCII)).isEqualTo("PK");
    }

    private static Visitor.Sheet form(Visitor.Answer answer, String holding) {
        return Pattern.compile("(?s)<form[^>]*action=\"([^\"]*)\".*?</form>")
                .matcher(answer.html())
                .results()
                .filter(found -> found.group().contains("name=\"" + holding + "\""))
                .map(found -> Visitor.Sheet.read(found.group(1), found.group()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no form with " + holding + ": " + answer.text()));
    }

    @Test
    void a_file_that_is_no_ledger_is_refused_in_words() {
        Visitor clerk = Visitor.as(served, Who.CLERK);
        Visitor.Answer refused = clerk.send(
                clerk.get("/import").form("/import"),
                "file",
                "x.xlsx",
                "<html><table>".getBytes(StandardCharsets.UTF_8));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("这个文件其实是网页");
    }

    // ------------------------------------------------------------------ administration

    @Test
    void a_unit_is_established_staffed_and_headed() {
        Visitor head = Visitor.as(served, Who.OFFICE_HEAD);
        String bureau = "/organization/units/" + Who.Place.COUNTY.id();
        Visitor.Answer unit = head.send(head.get(bureau + "/below")
                .form("/below")
                .with("name", "某县水务局")
                .with("shortNames", "水务局、县水务")
                .with("kind", "DEPARTMENT"));
        assertThat(unit.status()).isEqualTo(200);
        assertThat(unit.text()).contains("某县水务局").contains("县水务");
        String path = unit.path().replaceAll("\\?.*", "");

        head.send(head.get(path + "/post").form("/post").with("title", "局长").with("kind", "HEAD"));
        Visitor.Answer appointed = head.send(head.get(path + "/appoint")
                .form("/appoint")
                .choose("post", "局长")
                .with("name", "测试水务"));
        assertThat(appointed.text()).contains("测试水务");
        Visitor.Answer named =
                head.send(head.get(path + "/heads").form("/heads").choose("head", "局长"));
        assertThat(named.text()).contains("主要负责人 测试水务");

        assertThat(Visitor.as(served, Who.HANDLER).get(path + "/appoint").status())
                .isEqualTo(403);
    }

    @Test
    void another_head_stands_in_the_chains_at_once() {
        PetitionCase accepted = served.given().accepted();
        Visitor office = Visitor.as(served, Who.OFFICE_HEAD);
        String path = "/organization/units/" + Who.Place.BUREAU.id();

        office.send(office.get(path + "/heads").form("/heads").choose("head", "法规科科员"));

        assertThat(office.get("/cases/" + accepted.id()).text()).contains("单位主要负责人 丙三");
    }

    @Test
    void an_account_is_added_granted_stopped_and_told_a_new_password() {
        Visitor system = Visitor.as(served, Duty.SYSTEM);
        Visitor security = Visitor.as(served, Duty.SECURITY);
        assertThat(system.get("/organization/accounts").text()).contains("至少12个字符");
        Visitor.Answer added = system.send(system.get("/organization/accounts")
                .form("/organization/accounts")
                .choose("official", "丙三")
                .with("account", "second-account")
                .with("new", "A long enough one 1"));
        assertThat(added.text()).contains("second-account").contains("未启用");
        String id = account("second-account").id().toString();
        assertThat(added.html()).as("who adds does not grant").doesNotContain("value=\"grant\"");
        Visitor.Answer granting = security.get("/organization/accounts");
        Visitor.Answer both =
                security.send(granting.form(id).with("do", "grant").with("duty", "AUDIT"));
        assertThat(both.status()).isEqualTo(422);
        assertThat(both.text()).contains("三员互斥");

        security.send(granting.form(id).with("do", "grant").with("duty", ""));
        assertThat(account("second-account").disabled()).isFalse();
        system.send(added.form(id).with("do", "stop"));
        assertThat(account("second-account").disabled()).isTrue();
        Visitor.Answer weak = system.send(added.form(id).with("do", "reset").with("new", "short"));
        assertThat(weak.status()).isEqualTo(422);
        assertThat(system.send(added.form(id).with("do", "grant").with("duty", ""))
                        .status())
                .isEqualTo(403);
        assertThat(Visitor.as(served, Who.CLERK).get("/organization/accounts").status())
                .isEqualTo(403);
        assertThat(Visitor.as(served, Duty.AUDIT).get("/organization/accounts").html())
                .contains("second-account")
                .doesNotContain("name=\"do\"");
    }

    private Accounts.Account account(String name) {
        return served.archive().accounts().named(name).orElseThrow();
    }

    @Test
    void administrators_have_pages_of_their_own_and_no_case() {
        PetitionCase open = served.given().accepted();
        for (Duty duty : Duty.values()) {
            Visitor one = Visitor.as(served, duty);
            assertThat(one.get("/").path()).isEqualTo(duty == Duty.AUDIT ? "/audit" : "/organization/accounts");
            assertThat(one.get("/").html()).doesNotContain("href=\"/ledger\"");
            assertThat(one.get("/organization").status()).isEqualTo(200);
            assertThat(one.get("/record").status()).isEqualTo(200);
            assertThat(one.get("/me").text()).contains("管理员不任职");
            for (String path : ImmutableList.of("/ledger", "/cases/" + open.id(), "/handovers", "/register")) {
                Visitor.Answer refused = one.get(path);
                assertThat(refused.status()).as(duty + " " + path).isEqualTo(403);
                assertThat(refused.text()).contains("管理员账号不办理、不查看信访业务");
            }
        }
    }

    @Test
    void a_years_notice_comes_in_and_its_faults_are_named() {
        Visitor head = Visitor.as(served, Who.OFFICE_HEAD);
        Visitor.Sheet form = head.get("/calendar/notice").form("/calendar/notice");

        Visitor.Answer wrong = head.send(form.with("notice", "notice,2027,某文号,某通知\noff,元旦,2027-01-01,2027-13-01"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("2027-13-01");
        Visitor.Answer done =
                head.send(form.with("notice", "notice,2027,某文号,某通知\noff,元旦,2027-01-01,2027-01-03\nwork,元旦,2027-01-09"));
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.text()).contains("2027年工作日历").contains("某文号");
    }

    @Test
    void the_laws_tables_are_narrowed_by_track_by_who_acts_and_by_the_day_on_which_a_term_begins() {
        Visitor nobody = Visitor.nobody(served);

        assertThat(nobody.get("/law/lifecycle").text()).contains("请求复核").contains("各途径");
        assertThat(nobody.get("/law/lifecycle?track=PROPOSAL").text())
                .contains("办理流程：建议意见")
                .doesNotContain("请求复核期限");
        assertThat(nobody.get("/law/lifecycle?by=SUPERVISOR").html())
                .contains("只列出由督查人员办理的")
                .doesNotContain("<b>受理</b>");
        assertThat(nobody.get("/law/deadlines?on=2022-04-30").text())
                .contains("第三十三条")
                .doesNotContain("《信访工作条例》适用于");
        assertThat(nobody.get("/law/deadlines?on=2022-05-01").text())
                .contains("第三十四条")
                .doesNotContain("应当自收到转送、交办的信访事项之日起15日内决定是否受理");
        assertThat(nobody.get("/law/deadlines?binds=PETITIONER").text())
                .contains("请求复查期限")
                .doesNotContain("应当自受理之日起60日内办结");
        assertThat(nobody.get("/law/notices").text()).contains("应当自收到信访事项之日起15日内书面告知信访人");
        assertThat(nobody.get("/law/lifecycle?track=NONE&by=x").status()).isEqualTo(200);
    }

    @Test
    void a_rulebook_is_tried_and_adopted_from_its_page_and_its_faults_are_named() {
        PetitionCase open = served.given().accepted();
        Visitor head = Visitor.as(served, Who.OFFICE_HEAD);
        Visitor.Sheet form = head.get("/law/rulebooks").form("/law/rulebooks/trial");
        String text = """
                rulebook,XX1,某市信访工作办法,Measures of a city
                place,330700
                force,2022-06-01,
                status,IN_FORCE,已核对,compared
                source,市政府公报,gazette
                row,CONCLUDE,45,CALENDAR_DAYS,9.1,QUOTED,应当自受理之日起四十五日内办结
                """;

        Visitor.Answer wrong = head.send(form.with("rulebook", text.replace(",45,", ",61,")));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("长于").contains("第三十四条").contains("没有改变任何期限");

        Visitor.Answer tried = head.send(form.with("rulebook", text));
        assertThat(tried.text())
                .contains("有1件在办事项的期限会变")
                .contains(open.petition().number());
        Visitor.Answer done = head.send(tried.form("/law/rulebooks"));
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.text()).contains("已办理：采用地方规则").contains("应当自受理之日起四十五日内办结");
        assertThat(head.get("/cases/" + open.id()).text()).contains("期限重算").contains("《某市信访工作办法》");
        assertThat(head.get("/law/rulebooks/XX1/export").html()).startsWith("rulebook,XX1,");
        assertThat(Visitor.as(served, Who.HANDLER).get("/law/rulebooks").html()).doesNotContain("<textarea");
    }

    @Test
    void the_record_is_verified_from_its_page() {
        served.given().accepted();
        Visitor head = Visitor.as(served, Who.OFFICE_HEAD);

        Visitor.Answer verified = head.send(head.get("/record").form("/record"));

        assertThat(verified.text()).contains("案卷完整，没有发现改动");
    }

    @Test
    void the_page_of_the_record_tells_how_much_was_read_to_administrators_only() {
        served.given().accepted();
        Visitor head = Visitor.as(served, Who.OFFICE_HEAD);
        head.send(head.get("/record").form("/record"));

        for (Who who : ImmutableList.of(Who.OFFICE_HEAD, Who.HANDLER)) {
            assertThat(Visitor.as(served, who).get("/record").text())
                    .contains("案卷完整，没有发现改动")
                    .doesNotContain("读取案卷", "检查点");
            assertThat(Visitor.as(served, who).in("en").get("/record").text())
                    .contains("The record is whole")
                    .doesNotContain(" dockets, ", " checkpoints");
        }
        for (Duty duty : Duty.values()) {
            assertThat(Visitor.as(served, duty).get("/record").text()).contains("读取案卷");
        }
    }

    @Test
    void where_the_record_does_not_add_up_stands_on_its_page_for_administrators_only() {
        String subject = "case/00000000-0000-4000-8000-000000000047";
        try (Served faulty = Served.an_office(new Audit.Fault(subject, 12, Audit.Fault.Kind.ALTERED))) {
            Visitor head = Visitor.as(faulty, Who.OFFICE_HEAD);
            Visitor.Answer told = head.send(head.get("/record").form("/record"));

            assertThat(told.text()).contains("发现差错，请保留现场并联系管理员").doesNotContain("读取案卷");
            assertThat(told.html()).doesNotContain(subject, "4711");
            assertThat(head.in("en").get("/record").text()).contains("The record does not add up");
            assertThat(Visitor.as(faulty, Duty.AUDIT).get("/record").html()).contains(subject, "发现1处差错", "4711");
        }
    }

    // ------------------------------------------------------------------ handover

    @Test
    void the_audit_goes_out_whole_however_long_it_is() {
        AccountAct.Trace trace = AccountAct.Trace.done(AccountAct.Kind.SEE).with(AccountAct.Detail.ROUTE, "/so/many");
        served.archive().store().transact(Asker.Job.OPERATOR, session -> {
            for (int i = 0; i < 100_500; i++) {
                session.dockets().trace(new UUID(0, 1), trace, Optional.empty(), served.now());
            }
            return Outcome.done(true);
        });
        Visitor auditor = Visitor.as(served, Duty.AUDIT);
        String csv = new String(auditor.fetch("/audit/export?as=csv&kind=SEE").body(), StandardCharsets.UTF_8);
        assertThat(csv.lines().filter(line -> line.contains("/so/many"))).hasSize(100_500);
        assertThat(auditor.get("/audit?kind=EXPORT").html()).contains("100500");
    }

    @Test
    void the_audit_tells_who_exported_and_who_was_refused_and_goes_out_itself() {
        Visitor handler = Visitor.as(served, Who.HANDLER);
        assertThat(handler.get("/audit").status()).isEqualTo(403);
        Visitor.as(served, Who.OFFICE_HEAD).fetch("/ledger/export?as=csv");
        Visitor head = Visitor.as(served, Duty.AUDIT);

        String all = head.get("/audit").html();
        assertThat(all).contains("越权被拒").contains("失败或被拒").contains("导出").contains("文件摘要");
        assertThat(head.get("/audit?kind=EXPORT&done=yes").html())
                .contains("/ledger/export")
                .doesNotContain("越权被拒</td>");
        assertThat(head.get("/audit?from=2001-01-01&to=2001-01-02").html()).contains("没有符合条件的记录");
        String csv = new String(head.fetch("/audit/export?as=csv&kind=REFUSE").body(), StandardCharsets.UTF_8);
        assertThat(csv).contains("越权被拒").contains(Served.name(Who.HANDLER)).doesNotContain("ledger");
        assertThat(head.get("/audit?kind=EXPORT").html()).contains("/audit/export");
        assertThat(head.in("en").get("/audit").html()).contains("Refused for lack of authority");

        Visitor.as(served, Duty.SYSTEM).get("/organization/accounts");
        String watching = Visitor.as(served, Duty.SECURITY).get("/audit").html();
        assertThat(watching)
                .contains("审计员的审计记录")
                .contains(Served.name(Duty.AUDIT))
                .doesNotContain("<td data-label=\"账号\">" + Served.name(Who.HANDLER));
        assertThat(Visitor.as(served, Duty.SYSTEM).get("/audit").status()).isEqualTo(403);
    }

    @Test
    void a_step_that_is_not_ready_says_what_is_missing() {
        served.given().accepted();
        Handover opened = served.given().opened(Who.HANDLER, Who.COLLEAGUE.id());
        Visitor handler = Visitor.as(served, Who.HANDLER);
        Visitor.Answer refused = handler.send(
                handler.get("/handovers/" + opened.id() + "/steps/Freeze").form("/steps/Freeze"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("还有1件事项没有填写、核对或者答复");
    }

    @Test
    void a_question_is_asked_and_answered_on_the_page() {
        served.given().accepted();
        Handover frozen = served.given().frozen(served.given().opened(Who.HANDLER, Who.COLLEAGUE.id()));
        Visitor colleague = Visitor.as(served, Who.COLLEAGUE);
        Visitor handler = Visitor.as(served, Who.HANDLER);
        String base = "/handovers/" + frozen.id();
        String item = frozen.items().keySet().asList().get(0).toString();

        Visitor.Answer asked = colleague.send(colleague
                .get(base + "/steps/Question?items=" + item)
                .form("/steps/Question")
                .with("text", "鉴定报告在哪里"));
        assertThat(asked.text()).contains("异议待答复").contains("鉴定报告在哪里");
        Visitor.Answer answered = handler.send(handler.get(base + "/steps/Answer?items=" + item)
                .form("/steps/Answer")
                .with("text", "在卷宗第12页"));
        assertThat(answered.text()).contains("在卷宗第12页");

        assertThat(served.given().now(frozen.id()).items().values()).allMatch(one -> !one.questioned());
    }

    @Test
    void whoever_may_know_finds_on_the_workbench_what_its_holder_has_to_withdraw_from() {
        PetitionCase accusation = served.given()
                .does(
                        Who.CLERK,
                        served.given().registered(),
                        new CaseAct.Classify(
                                Track.ACCUSATION, Optional.empty(), ImmutableSet.of(Who.TOWN_HANDLER.unit()), "检举控告"));
        served.given().does(Who.CLERK, accusation, new CaseAct.Transfer(Who.HANDLER.id(), "来信一封"));
        String section = "承办人应当回避，请改派承办人";
        assertThat(Visitor.as(served, Who.HEAD).get("/").text()).doesNotContain(section);

        served.given().alsoSits(Who.HANDLER, Who.TOWN_HANDLER);

        assertThat(Visitor.as(served, Who.HEAD).get("/").text())
                .contains(section)
                .contains(accusation.petition().number());
        assertThat(Visitor.as(served, Who.CLERK).get("/?lang=en").text()).contains("The holder has to withdraw");
        for (Who untold : List.of(Who.HANDLER, Who.TOWN_HEAD)) {
            assertThat(Visitor.as(served, untold).get("/").text())
                    .doesNotContain(section)
                    .doesNotContain(accusation.petition().number());
        }
        assertThat(Visitor.as(served, Who.COLLEAGUE)
                        .get("/cases/" + accusation.id() + "/acts/Reassign")
                        .text())
                .contains("改派承办人");
    }

    @Test
    void the_printed_list_bears_the_digest_and_the_three() {
        served.given().accepted();
        Handover witnessed = served.given().witnessed(served.given().opened(Who.HANDLER, Who.COLLEAGUE.id()));

        String list = Visitor.as(served, Who.HANDLER)
                .get("/handovers/" + witnessed.id() + "/print")
                .text();

        assertThat(list)
                .contains("离任重点信访事项交接清单")
                .contains(witnessed.digest().orElseThrow())
                .contains("移交人声明");
        byte[] paper = Visitor.as(served, Who.HANDLER)
                .fetch("/handovers/" + witnessed.id() + "/list.docx?copies=6")
                .body();
        assertThat(new String(paper, 0, 2, StandardCharsets.US_ASCII)).isEqualTo("PK");
    }
}
