package dev.jieli.domain.statute;

/** 期限: what has to be done, or may be asked for, within a time. How long it is says a {@link Provision}. */
public enum Term {
    // spotless:off
    DISPATCH         ("登记转送交办期限",   "dispatch",                  Bound.ORGAN),
    DIRECT_NOTICE    ("直接提出事项告知期限", "notice of a direct petition", Bound.ORGAN),
    NOTICE           ("转送交办事项告知期限", "notice",                    Bound.ORGAN),
    OBJECTION        ("提出异议期限",      "objection to a transfer",   Bound.ORGAN),
    CONCLUDE         ("办理期限",         "conclusion",                Bound.ORGAN),
    REQUEST_REVIEW   ("请求复查期限",      "request for review",        Bound.PETITIONER),
    REVIEW           ("复查期限",         "review",                    Bound.ORGAN),
    REQUEST_REREVIEW ("请求复核期限",      "request for re-review",     Bound.PETITIONER),
    REREVIEW         ("复核期限",         "re-review",                 Bound.ORGAN),
    SIMPLE_ACCEPT    ("简易办理受理期限",   "simplified acceptance",     Bound.ORGAN),
    SIMPLE_CONCLUDE  ("简易办理办结期限",   "simplified conclusion",     Bound.ORGAN),
    SIMPLE_PASS_ON   ("简易办理转送期限",   "simplified passing on",     Bound.ORGAN),
    DECLINE_NOTICE   ("不予受理告知期限",   "notice of non-acceptance",  Bound.ORGAN),
    PATH_NOTICE      ("导入途径告知期限",   "notice of the legal path",  Bound.ORGAN),
    EXTENSION_NOTICE ("延期告知期限",      "notice of the extension",   Bound.ORGAN),
    OPINION_SERVICE  ("处理意见送达期限",   "service of the opinion",    Bound.ORGAN),
    REVIEW_SERVICE   ("复查意见送达期限",   "service of the review",     Bound.ORGAN),
    REREVIEW_SERVICE ("复核意见送达期限",   "service of the re-review",  Bound.ORGAN),
    PUBLIC_NOTICE    ("公告送达期",        "service by public notice",  Bound.ORGAN),
    OBJECTION_DECISION("异议核实期限",     "decision on the objection", Bound.SENDER),
    FEEDBACK         ("交办反馈期限",      "report on an assignment",   Bound.ORGAN),
    ORDER_ANEW       ("责令重新办理期限",   "order to handle it anew",   Bound.ORGAN),
    EXECUTION        ("处理意见执行期限",   "execution of the opinion",  Bound.ORGAN),
    PERFORMANCE      ("协议履行期限",      "performance of a settlement", Bound.ORGAN),
    INSTRUCTION      ("领导阅批回复期限",   "answer to a leader",        Bound.ORGAN);
    // spotless:on

    private final Wording name;
    private final Bound binds;

    Term(String zh, String en, Bound binds) {
        this.name = Wording.of(zh, en);
        this.binds = binds;
    }

    /** 期限名称: its name in a sentence. */
    public String in(Language language) {
        return name.in(language);
    }

    /** Whom it binds: only a term that binds the organ is a duty of an official. */
    public Bound binds() {
        return binds;
    }
}
