package dev.jieli.domain.casefile;

/** 法定途径 (art. 31(1), items 1 to 5): where a matter goes that is not the petition procedure's. */
public enum LegalPath {
    /** 诉讼、复议、刑事立案、法律监督、公安机关法律程序 (item 1) */
    LITIGATION(1),
    /** 仲裁 (item 2) */
    ARBITRATION(2),
    /** 党员申诉、申请复审 (item 3) */
    PARTY_APPEAL(3),
    /** 行政复议、裁决、确认、许可、处罚 (item 4) */
    ADMINISTRATIVE(4),
    /** 申请查处违法行为、履行保护职责 (item 5) */
    PROTECTION(5);

    private final int item;

    LegalPath(int item) {
        this.item = item;
    }

    /** Which item of art. 31(1). */
    public int item() {
        return item;
    }
}
