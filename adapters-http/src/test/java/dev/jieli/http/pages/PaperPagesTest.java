package dev.jieli.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.authority.Duty;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.http.Served;
import dev.jieli.office.PaperPress;
import dev.jieli.testkit.Who;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Papers on the pages, sent without a line of script. */
class PaperPagesTest {
    private Served served;

    @BeforeEach
    void start() {
        served = Served.an_office();
    }

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void an_extension_notice_is_drafted_from_the_docket_checked_issued_and_looked_at() {
        CaseId about = served.given().accepted().id();
        served.given()
                .does(
                        Who.HEAD,
                        about,
                        new dev.jieli.domain.casefile.CaseAct.Extend(
                                        30, "需委托鉴定", served.given().today())
                                .unasked("承办人因病离岗"));
        Visitor handler = Visitor.as(served, Who.HANDLER);
        assertThat(handler.get("/cases/" + about).text()).contains("现在可以拟写", "信访事项延长办理期限告知书");

        Visitor.Sheet form =
                handler.get("/cases/" + about + "/papers/EXTENSION_NOTICE").form("/papers/EXTENSION_NOTICE");
        assertThat(form.value("延期理由")).isEqualTo("需委托鉴定");
        assertThat(form.value("延长天数")).isEqualTo("30");
        assertThat(form.value("新届满日")).contains("2026年");
        assertThat(handler.send(form.with("延期理由", " ")).text()).contains("延期理由");
        Visitor.Answer drafted = handler.send(form);
        assertThat(drafted.text()).contains("已办理：文书拟稿", "待核稿", "需委托鉴定", "测某某");
        assertThat(handler.send(drafted.form("/check")).text()).contains("核稿人不能是拟稿人");

        String path = drafted.path().replaceAll("\\?.*", "");
        Visitor colleague = Visitor.as(served, Who.COLLEAGUE);
        assertThat(colleague.send(colleague.get(path).form("/check")).text()).contains("待签发");
        assertThat(colleague.send(colleague.get(path).form("/issue")).text()).contains("须由本单位负责人签发");
        Visitor head = Visitor.as(served, Who.HEAD);
        Visitor.Answer issued = head.send(head.get(path).form("/issue"));

        assertThat(issued.text()).contains("住建局延〔2026〕1号", "已签发", "调阅文件").doesNotContain("〔2026〕　号", "〔2026〕 号");
        assertThat(head.send(issued.form("/file")).status()).isEqualTo(200);
        assertThat(issued.form("/file").value("purpose")).isEqualTo("送达《信访事项延长办理期限告知书》");
        assertThat(head.send(issued.form("/file").with("purpose", " ")).text()).contains("用途");
        Visitor supervisor = Visitor.as(served, Who.SUPERVISOR);
        assertThat(supervisor.get(path).text()).contains("调阅遮盖件", "请向承办人要");
        assertThat(supervisor.in("en").get(path).text())
                .contains("Look at a masked copy", "ask whoever holds the case");
        assertThat(supervisor.send(supervisor.get(path).form("/file")).status()).isEqualTo(200);
        assertThat(supervisor.get("/cases/" + about).text()).doesNotContain("查看完整信息"); // it would be refused
        assertThat(handler.get("/cases/" + about).text()).contains("住建局延〔2026〕1号", "调阅文书", "查看完整信息");
        assertThat(head.in("en").get(path).text()).contains("Extension notice", "Look at the file");
    }

    @Test
    void an_office_replaces_a_template_and_is_told_what_is_wrong_with_one() {
        Visitor head = Visitor.as(served, Who.HEAD);
        Visitor.Answer page = head.get("/letterhead");
        assertThat(page.text()).contains("通用模板");
        assertThat(head.fetch("/letterhead/OPINION/template.docx").body())
                .isEqualTo(PaperPress.usual(PaperKind.OPINION));

        Visitor.Answer unfit = head.send(
                page.form("/letterhead/OPINION"), "file", "a.docx", PaperPress.usual(PaperKind.SERVICE_RECEIPT));
        assertThat(unfit.status()).isEqualTo(422);
        assertThat(unfit.text()).contains("模板不能使用", "缺少栏目", "查明情况", "不认识的栏目", "送达地点");

        Visitor.Answer kept =
                head.send(page.form("/letterhead/OPINION"), "file", "a.docx", PaperPress.usual(PaperKind.OPINION));
        assertThat(kept.text()).contains("已保存", "本单位模板");
        assertThat(head.send(page.form("/letterhead").with("code", "某建")).text())
                .contains("已保存");
        assertThat(head.get("/letterhead").form("/letterhead").value("code")).isEqualTo("某建");

        Visitor auditor = Visitor.as(served, Duty.AUDIT);
        assertThat(auditor.get("/audit?kind=CHANGE_POLICY").text()).contains("变更参数", "文书版头", "文书模板：", "原值：无", "新值：");
        assertThat(auditor.in("en").get("/audit?kind=CHANGE_POLICY").text())
                .contains("letterhead", "template: ", "before: none")
                .doesNotContain("template OPINION");
    }
}
