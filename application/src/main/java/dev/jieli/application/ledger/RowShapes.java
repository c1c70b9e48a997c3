package dev.jieli.application.ledger;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** 行的样子: rows of a ledger that are not cases, told by how they look. */
final class RowShapes {
    private static final Pattern GUIDANCE = Pattern.compile(
            "请保留|请勿|不要删除|必填|选填|可不填|请填|请选|如实填写|填写(?:说明|要求|格式|示例|规范)|按.{0,8}填写|格式[::为如]|下拉|多选|单选|用英文逗号|逗号(?:隔开|分隔)|顿号(?:隔开|分隔)|yyyy");
    /** A cell that is an instruction as a whole, and nothing that anybody asked for. */
    private static final Pattern INSTRUCTION = Pattern.compile(
            "[((]?(?:(?:必填|选填|可不填|非必填)(?:项)?|请保留|不要删除|请勿(?:删除|删|修改|改动|更改|变动|填写|合并|留空).{0,12}|(?:请|如实|按.{0,8})填写?.{0,24}|请选择?.{0,12}"
                    + "|(?:填写(?:说明|要求|格式|示例|规范)|格式)(?:[::为如].*)?|下拉.{0,12}|(?:可)?(?:多选|单选).{0,16}|不超过\\d+字.{0,8}|\\d+字以内.{0,8}|(?:如|例如|例)[::].*)[))]?",
            Pattern.DOTALL);

    private static final Pattern ENUMERATION =
            Pattern.compile("\\S{1,6}(?:/\\S{1,6})+|(?:\\d[.、::]\\S{1,8}[\\s;;,,、]*){2,}.*", Pattern.DOTALL);
    private static final Pattern SAMPLE_WORD = Pattern.compile("^[((]?(?:示例|样例|例如|举例|范例|样表|例)[))]?(?:[::\\d].*)?$");
    private static final Pattern SAMPLE_NAME =
            Pattern.compile("张三|李四|王五|赵六|某某某?|[xX×]{2,3}|[张王李赵陈刘某]?(?:某某|[xX×]{2})|测试.*|姓名");
    private static final Pattern SAMPLE_TEXT = Pattern.compile("示例|样例|示范|举例|测试");
    private static final Pattern MADE_UP_PHONE =
            Pattern.compile("1\\d{2}(\\d)\\1{7}|13800138000|12345678901|1[xX*]{10}");
    private static final Pattern MADE_UP_ID = Pattern.compile(".*(?:(\\d)\\1{7,}|[xX]{4,}|123456789).*");
    private static final Pattern TOTAL = Pattern.compile("(?:总|合|小|共|累)计.*|本页(?:合|小)计.*|总数");
    private static final Pattern NOTE = Pattern.compile(
            "(?:注|备注|说明|填表说明|填表人|填报人|制表人|制表|审核人|审核|审签|复核人|单位负责人|负责人|主管领导|分管领导|联系人|联系电话|填报单位|填表单位|填报日期|填报时间|填表日期|填表时间|制表日期|打印时间|打印日期|水印)"
                    + "(?:\\([^)]*\\))?[::].*",
            Pattern.DOTALL);

    private static final int LONGEST_HINT = 20;

    private RowShapes() {}

    /** 1, 2, 3 … under or over the headers. */
    static boolean isNumbers(SheetRow row) {
        int next = 1;
        for (Cell cell : row.cells()) {
            String text = Wording.compact(cell.text());
            if (text.isEmpty()) {
                continue;
            }
            String digits = text.replaceAll("^[(\\[栏第]+|[)\\]栏列]+$", "");
            if (!digits.equals(Integer.toString(next))) {
                return false;
            }
            next++;
        }
        return next > 3;
    }

    /** Instructions on how to fill in the ledger; what somebody asked for may hold their words and is none. */
    static boolean isGuidance(SheetRow row, ImmutableList<ImmutableList<String>> header, List<Heading> headings) {
        int enumerations = 0;
        for (int i = 0; i < row.cells().size(); i++) {
            if (!(row.cell(i) instanceof Cell.Words)) {
                continue;
            }
            String text = Wording.tidy(row.cell(i).text());
            if (INSTRUCTION.matcher(text).matches()
                    || (GUIDANCE.matcher(text).find() && (row.filled() == 1 || !isProse(headings, i, text)))) {
                return true;
            }
            if (text.length() <= 60 && ENUMERATION.matcher(text).matches() && !text.matches("[\\d/\\s:.-]+")) {
                enumerations++;
            }
        }
        return enumerations >= 2 && !isHeader(row, header);
    }

    /** Whether it is what somebody wrote of a case: under a header for sentences, or long under one that is not read. */
    private static boolean isProse(List<Heading> headings, int column, String text) {
        for (Heading heading : headings) {
            if (heading.index() == column) {
                return heading.isRead()
                        ? heading.columns().stream().anyMatch(held -> held.kind() == Column.Kind.WORDS)
                        : text.length() > LONGEST_HINT;
            }
        }
        return false;
    }

    /**
     * A made-up case that shows how to fill in the ledger. One with a date and a number or a gist is believed to be made up
     * only where it says so or two things in it are, and the row below does not show the same.
     *
     * @param guided whether instructions stand right above it; without them only the word 示例 is believed
     */
    static boolean isSample(SheetRow row, Optional<SheetRow> next, List<Heading> headings, boolean guided) {
        if (saysSample(row)) {
            return true;
        }
        if (!guided) {
            return false;
        }
        int madeUp = 0;
        for (Heading heading : headings) {
            if (heading.columns().size() == 1
                    && heading.isRead()
                    && isMadeUp(row, next, heading)
                    && next.filter(below -> isMadeUp(below, Optional.empty(), heading))
                            .isEmpty()) {
                madeUp++;
            }
        }
        return madeUp >= (isCase(row, headings) ? 2 : 1);
    }

    /** 示例 in one of the first cells. */
    static boolean saysSample(SheetRow row) {
        return row.cells().stream()
                .limit(3)
                .anyMatch(cell ->
                        SAMPLE_WORD.matcher(Wording.compact(cell.text())).matches());
    }

    private static boolean isMadeUp(SheetRow row, Optional<SheetRow> next, Heading heading) {
        String text = Wording.compact(row.cell(heading.index()).text());
        Column column = heading.columns().get(0);
        return switch (column.kind()) {
            case NAME -> SAMPLE_NAME.matcher(text).matches();
            case PHONE -> MADE_UP_PHONE.matcher(text).matches();
            case ID -> MADE_UP_ID.matcher(text).matches();
            case WORDS ->
                (column == Column.GIST || column == Column.REQUEST)
                        && SAMPLE_TEXT.matcher(text).find();
            case ORDINAL ->
                !text.isEmpty()
                        && (!text.chars().allMatch(Character::isDigit)
                                || text.equals("0")
                                || next.filter(below -> Wording.compact(below.cell(heading.index())
                                                        .text())
                                                .equals(text))
                                        .isPresent());
            default -> false;
        };
    }

    /**
     * Whether a row says enough to be a case: a readable day, and a number or a gist. In a ledger without a column of days
     * the number or the gist is enough. Such a row is passed over only as a sample.
     */
    static boolean isCase(SheetRow row, List<Heading> headings) {
        boolean number = false;
        boolean gist = false;
        boolean dated = false;
        boolean datable = false;
        boolean instructs = false;
        for (Heading heading : headings) {
            Cell cell = row.cell(heading.index());
            String text = Wording.tidy(cell.text());
            boolean instruction = INSTRUCTION.matcher(text).matches();
            instructs |= instruction;
            for (Column column : heading.isRead() ? heading.columns() : ImmutableList.<Column>of()) {
                if (column.kind() == Column.Kind.DATE && column != Column.DUE && column != Column.LEADER_UNTIL) {
                    datable = true;
                    dated |= LedgerDate.of(cell) instanceof LedgerDate.Day;
                } else if (column == Column.NUMBER) {
                    number |= !instruction
                            && text.chars().anyMatch(Character::isDigit)
                            && !TOTAL.matcher(Wording.compact(text)).matches()
                            && !NOTE.matcher(Wording.compact(text)).matches();
                } else if (column == Column.GIST || column == Column.REQUEST) {
                    gist |= !instruction && !Wording.isNothing(text);
                }
            }
        }
        return datable ? dated && (number || gist) : !instructs && (gist || (number && row.filled() > 1));
    }

    /** What a row further down is, if it is no case. */
    static Optional<RowShape> passedOver(SheetRow row, Header header) {
        if (isNumbers(row)) {
            return Optional.of(RowShape.NUMBERS);
        }
        String text = row.cells().stream()
                .filter(cell -> !cell.isBlank())
                .findFirst()
                .map(cell -> Wording.compact(cell.text()))
                .orElse("");
        int filled = row.filled();
        boolean again = isHeader(row, header.rows());
        boolean total = TOTAL.matcher(text).matches();
        boolean note = filled <= 4 && NOTE.matcher(text).matches();
        boolean alone = filled == 1 && header.headings().size() >= 4;
        if (note && filled == 1) {
            return Optional.of(RowShape.NOTE);
        }
        if (!(again || total || note || alone) || isCase(row, header.headings())) {
            return Optional.empty();
        }
        if (again) {
            return Optional.of(RowShape.HEADER_AGAIN);
        }
        if (saysWhat(row, header)) {
            return Optional.empty();
        }
        return Optional.of(total ? RowShape.TOTAL : note ? RowShape.NOTE : RowShape.TITLE);
    }

    /** Four known headers at places where the header above has others: another table begins. */
    static boolean isOtherHeader(SheetRow row) {
        int known = 0;
        for (Cell cell : row.cells()) {
            if (cell instanceof Cell.Words && cell.text().length() <= 12) {
                known += Column.bySynonym(Wording.header(cell.text())).isPresent() ? 1 : 0;
            } else if (!(cell instanceof Cell.Words)) {
                return false;
            }
        }
        return known >= 4 && known * 2 > row.filled();
    }

    /** Whether anything stands where a ledger says what was asked, or by whom. */
    private static boolean saysWhat(SheetRow row, Header header) {
        return header.headings().stream()
                .filter(heading ->
                        heading.holds(Column.GIST) || heading.holds(Column.REQUEST) || heading.holds(Column.ID_NUMBER))
                .anyMatch(heading -> !row.cell(heading.index()).isBlank());
    }

    private static boolean isHeader(SheetRow row, ImmutableList<ImmutableList<String>> header) {
        for (ImmutableList<String> words : header) {
            int same = 0;
            int other = 0;
            for (int i = 0; i < row.cells().size(); i++) {
                String text = Wording.header(row.cell(i).text());
                if (text.isEmpty()) {
                    continue;
                }
                if (i < words.size() && words.get(i).equals(text)) {
                    same++;
                } else {
                    other++;
                }
            }
            if (same >= 2 && same > other) {
                return true;
            }
        }
        return false;
    }
}
