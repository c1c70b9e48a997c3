package dev.jieli.application.ledger;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.ledger.Header.Passed;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** 行的样子: rows of a ledger that are not cases, told by how they look. */
final class RowShapes {
    private static final Pattern GUIDANCE = Pattern.compile(
            "请保留|请勿|不要删除|必填|选填|可不填|请填|请选|如实填写|填写(?:说明|要求|格式|示例|规范)|按.{0,8}填写|格式[::为如]|下拉|多选|单选|用英文逗号|逗号(?:隔开|分隔)|顿号(?:隔开|分隔)|yyyy");
    private static final Pattern ENUMERATION =
            Pattern.compile("\\S{1,6}(?:/\\S{1,6})+|(?:\\d[.、::]\\S{1,8}[\\s;;,,、]*){2,}.*", Pattern.DOTALL);
    private static final Pattern SAMPLE_WORD = Pattern.compile("^[((]?(?:示例|样例|例如|举例|范例|样表|例)[))]?(?:[::\\d].*)?$");
    private static final Pattern SAMPLE_NAME =
            Pattern.compile("张三|李四|王五|赵六|某某某?|[xX×]{2,3}|[张王李赵陈刘某]?(?:某某|[xX×]{2})|测试.*|姓名");
    private static final Pattern MADE_UP_PHONE =
            Pattern.compile("1\\d{2}(\\d)\\1{7}|13800138000|12345678901|1[xX*]{10}");
    private static final Pattern MADE_UP_ID = Pattern.compile(".*(?:(\\d)\\1{7,}|[xX]{4,}|123456789).*");
    private static final Pattern TOTAL = Pattern.compile("(?:总|合|小|共|累)计.*|本页(?:合|小)计.*|总数");
    private static final Pattern NOTE = Pattern.compile(
            "(?:注|备注|说明|填表说明|填表人|填报人|制表人|制表|审核人|审核|审签|复核人|单位负责人|负责人|主管领导|分管领导|联系人|联系电话|填报单位|填表单位|填报日期|填报时间|填表日期|填表时间|制表日期|打印时间|打印日期|水印)"
                    + "(?:\\([^)]*\\))?[::].*",
            Pattern.DOTALL);

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

    static boolean isGuidance(SheetRow row, ImmutableList<ImmutableList<String>> header) {
        int enumerations = 0;
        for (Cell cell : row.cells()) {
            if (!(cell instanceof Cell.Words)) {
                continue;
            }
            String text = Wording.tidy(cell.text());
            if (GUIDANCE.matcher(text).find()) {
                return true;
            }
            if (text.length() <= 60 && ENUMERATION.matcher(text).matches() && !text.matches("[\\d/\\s:.-]+")) {
                enumerations++;
            }
        }
        return enumerations >= 2 && !isHeader(row, header);
    }

    /**
     * A made-up case that shows how to fill in the ledger.
     *
     * @param guided whether instructions stand right above it; without them only the word 示例 is believed
     */
    static boolean isSample(SheetRow row, Optional<SheetRow> next, List<Heading> headings, boolean guided) {
        for (Cell cell : row.cells().subList(0, Math.min(3, row.cells().size()))) {
            if (SAMPLE_WORD.matcher(Wording.compact(cell.text())).matches()) {
                return true;
            }
        }
        if (!guided) {
            return false;
        }
        for (Heading heading : headings) {
            if (heading.columns().size() != 1 || !heading.isRead()) {
                continue;
            }
            Cell cell = row.cell(heading.index());
            String text = Wording.compact(cell.text());
            boolean madeUp = switch (heading.columns().get(0).kind()) {
                case NAME -> SAMPLE_NAME.matcher(text).matches();
                case PHONE -> MADE_UP_PHONE.matcher(text).matches();
                case ID -> MADE_UP_ID.matcher(text).matches();
                case DATE -> !cell.isBlank() && LedgerDate.of(cell) instanceof LedgerDate.None;
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
            if (madeUp) {
                return true;
            }
        }
        return false;
    }

    /** What a row further down is, if it is no case. */
    static Optional<Passed> passedOver(SheetRow row, Header header) {
        if (isHeader(row, header.rows())) {
            return Optional.of(Passed.HEADER_AGAIN);
        }
        Optional<Cell> first =
                row.cells().stream().filter(cell -> !cell.isBlank()).findFirst();
        String text = first.map(cell -> Wording.compact(cell.text())).orElse("");
        int filled = row.filled();
        if (TOTAL.matcher(text).matches() && !hasCase(row, header)) {
            return Optional.of(Passed.TOTAL);
        }
        if (NOTE.matcher(text).matches() && filled <= 4) {
            return Optional.of(Passed.NOTE);
        }
        if (isNumbers(row)) {
            return Optional.of(Passed.NUMBERS);
        }
        if (filled == 1 && header.headings().size() >= 4) {
            return Optional.of(Passed.TITLE);
        }
        return Optional.empty();
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

    private static boolean hasCase(SheetRow row, Header header) {
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
