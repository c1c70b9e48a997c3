package dev.jieli.application.ledger;

import com.google.common.collect.ImmutableList;

/**
 * 列表头: what stands over one column of a ledger, and what it was taken for.
 *
 * @param index the column's place, from 0
 * @param words the header as it stands, levels of a merged header joined by a slash
 * @param columns what the cells hold: none where the column is not read, two where a cell holds two things
 * @param certainty how the columns were found
 */
public record Heading(int index, String words, ImmutableList<Column> columns, Certainty certainty) {

    // spotless:off
    /** 把握程度: from sure to not read. */
    public enum Certainty {
        GIVEN   (100, "人工指定",                        "given by a person"),
        EXACT   (100, "表头一致",                        "the header is a known one"),
        CODE    (95,  "系统代码",                        "a code that systems print"),
        BRACKETS(90,  "去掉括号说明后一致",                "known without what stands in brackets"),
        CONTEXT (85,  "按上级表头或相邻列判断",             "by the header above it or the column beside it"),
        PARTS   (85,  "一格两项，拆开后一致",              "two things in one cell, both known"),
        CONTENT (80,  "按内容判断",                       "by what stands in the cells"),
        LIKELY  (50,  "相近，未采用；请在映射中确认",        "near to a known one, not used: confirm it in a mapping"),
        SECOND  (40,  "已有更贴切的列，这一列只作补充", "another column is more telling; this one only adds to it"),
        LEFT_OUT(0,   "同名列，只取最左一列",              "a header of the same name stands further left"),
        UNKNOWN (0,   "不认识，不导入",                   "not known, not read");

        private final int percent;
        private final String zh;
        private final String en;

        Certainty(int percent, String zh, String en) {
            this.percent = percent;
            this.zh = zh;
            this.en = en;
        }

        /** 0 to 100. */
        public int percent() {
            return percent;
        }

        public String zh() {
            return zh;
        }

        public String en() {
            return en;
        }
    }
    // spotless:on

    Heading as(ImmutableList<Column> other, Certainty how) {
        return new Heading(index, words, other, how);
    }

    /** Whether its cells are read. */
    boolean isRead() {
        return !columns.isEmpty() && certainty != Certainty.LIKELY && certainty != Certainty.LEFT_OUT;
    }

    boolean holds(Column column) {
        return columns.contains(column) && isRead();
    }
}
