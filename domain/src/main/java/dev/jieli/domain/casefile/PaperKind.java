package dev.jieli.domain.casefile;

import static dev.jieli.domain.statute.Article.art;

import dev.jieli.domain.statute.Article;
import dev.jieli.domain.statute.Wording;

/** 文书种类: the papers of a petition, and under which article each is made. */
public enum PaperKind {
    // spotless:off
    /** 信访事项登记表 */
    REGISTER_FORM        ("信访事项登记表",         "registration form",       "登",  art(22, 1)),
    /** 信访事项转送单 */
    FORWARDING_SLIP      ("信访事项转送单",         "forwarding slip",         "转",  art(22, 1)),
    /** 信访事项交办函 */
    ASSIGNMENT_LETTER    ("信访事项交办函",         "assignment letter",       "交",  art(22, 1, 3)),
    /** 信访事项受理告知书 */
    RECEIPT_NOTICE       ("信访事项受理告知书",      "receipt notice",          "告",  art(23)),
    /** 信访事项不予受理告知书 */
    NON_ACCEPTANCE_NOTICE("信访事项不予受理告知书",   "notice of non-acceptance", "不", art(23, 1)),
    /** 信访事项延长办理期限告知书 */
    EXTENSION_NOTICE     ("信访事项延长办理期限告知书", "extension notice",        "延",  art(34)),
    /** 信访事项处理意见书 */
    OPINION              ("信访事项处理意见书",      "opinion",                 "处",  art(32)),
    /** 信访事项复查意见书 */
    REVIEW_OPINION       ("信访事项复查意见书",      "review opinion",          "复查", art(35)),
    /** 信访事项复核意见书 */
    REREVIEW_OPINION     ("信访事项复核意见书",      "re-review opinion",       "复核", art(36, 1)),
    /** 信访听证通知书 */
    HEARING_NOTICE       ("信访听证通知书",         "hearing notice",          "听",  art(31, 1, 6)),
    /** 送达回证 */
    SERVICE_RECEIPT      ("送达回证",             "receipt of service",      "达",  art(35)),
    /** 调解(和解)协议书 */
    SETTLEMENT           ("调解（和解）协议书",      "settlement",              "调",  art(33)),
    /** 信访事项办结报告 */
    CLOSING_REPORT       ("信访事项办结报告",        "closing report",          "结",  art(22, 1, 3));
    // spotless:on

    private final Wording title;
    private final String mark;
    private final Article article;

    PaperKind(String zh, String en, String mark, Article article) {
        this.title = Wording.of(zh, en);
        this.mark = mark;
        this.article = article;
    }

    public Wording title() {
        return title;
    }

    /** What stands for the kind in a number, after the organ's own code: 武信<b>转</b>〔2026〕12号. */
    public String mark() {
        return mark;
    }

    public Article article() {
        return article;
    }
}
