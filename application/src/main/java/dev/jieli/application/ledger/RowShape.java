package dev.jieli.application.ledger;

/** 行的种类: what a row of a ledger is that is no case. */
public enum RowShape {
    ABOVE_HEADER("表头以上", "above the header"),
    HEADER("表头", "the header"),
    TITLE("标题", "title"),
    NUMBERS("列号", "column numbers"),
    GUIDANCE("填写说明", "instructions"),
    SAMPLE("样例", "sample"),
    HEADER_AGAIN("重复的表头", "the header again"),
    TOTAL("合计", "total"),
    NOTE("表注", "note");

    private final String zh;
    private final String en;

    RowShape(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    public String zh() {
        return zh;
    }

    public String en() {
        return en;
    }
}
