package dev.jieli.domain.casefile;

import dev.jieli.domain.statute.Article;
import dev.jieli.domain.statute.Provision.Clause;

/**
 * 法定途径 (art. 31(1), items 1 to 5): where a matter goes that is not the petition procedure's (诉访分离). Which issue has
 * which path is in {@link LegalIssue}.
 */
public enum LegalPath {
    /** 诉讼、复议、刑事立案、法律监督、公安机关法律程序 (item 1) */
    LITIGATION(1, "应当通过审判机关诉讼程序或者复议程序、检察机关刑事立案程序或者法律监督程序、公安机关法律程序处理的，涉法涉诉信访事项未依法终结的，按照法律法规规定的程序处理"),
    /** 仲裁 (item 2) */
    ARBITRATION(2, "应当通过仲裁解决的，导入相应程序处理"),
    /** 党员申诉、申请复审 (item 3) */
    PARTY_APPEAL(3, "可以通过党员申诉、申请复审等解决的，导入相应程序处理"),
    /** 行政复议、裁决、确认、许可、处罚 (item 4) */
    ADMINISTRATIVE(4, "可以通过行政复议、行政裁决、行政确认、行政许可、行政处罚等行政程序解决的，导入相应程序处理"),
    /** 申请查处违法行为、履行保护职责 (item 5) */
    PROTECTION(5, "属于申请查处违法行为、履行保护人身权或者财产权等合法权益职责的，依法履行或者答复");

    private final Clause clause;

    LegalPath(int item, String words) {
        this.clause = new Clause(Article.art(31, 1, item), words);
    }

    /** 条文: the item of art. 31(1) that it is. */
    public Clause clause() {
        return clause;
    }
}
