package dev.jieli.application.ledger;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.jieli.domain.casefile.Petitioner;
import java.text.MessageFormat;

/**
 * 台账问题: what is wrong with a file, a header, a row or a cell, in words that say what to do about it.
 *
 * @param sheet the sheet's name; empty when the file as a whole is meant
 * @param row the row number as a spreadsheet shows it; 0 when no row is meant
 * @param column the header over the cell; empty when no cell is meant
 * @param about what the sentence quotes, in order
 */
public record Problem(String sheet, int row, String column, Kind kind, ImmutableList<String> about) {

    // spotless:off
    /** 问题种类: each with its sentence in both languages; {0} and {1} are what the file says. */
    public enum Kind {
        // the file
        EMPTY("文件是空的。请换有内容的文件。", "The file is empty. Choose one that holds something."),
        OLD_WORKBOOK("这是旧版 .xls（或 WPS 的 .et）工作簿。请用 Excel 或 WPS 打开，另存为“.xlsx”后再导入。", "This is an old .xls (or WPS .et) workbook. Open it in Excel or WPS, save it as .xlsx and import that."),
        ENCRYPTED("文件设有打开密码。请去掉密码、另存后再导入。", "The file is protected by a password. Remove the password, save it and import it again."),
        WEB_PAGE("这个文件其实是网页（系统导出的“假 xls”）。请用 Excel 或 WPS 打开，另存为“.xlsx”后再导入。", "This file is really a web page with a spreadsheet''s name. Open it in Excel or WPS, save it as .xlsx and import that."),
        NOT_A_WORKBOOK("这不是 .xlsx 工作簿，也不是 .csv 表格（{0}）。请另存为“.xlsx”后再导入。", "This is neither an .xlsx workbook nor a .csv table ({0}). Save it as .xlsx and import that."),
        DAMAGED("文件已损坏，读不下去：{0}。请在 Excel 或 WPS 中打开、另存后再试。", "The file is damaged and cannot be read on: {0}. Open it in Excel or WPS, save it and try again."),
        TOO_BIG("文件解开后太大（{0}，上限 {1}），没有读取。请拆成几个文件。", "Unpacked, the file is too big ({0}, the limit is {1}) and was not read. Split it into several files."),
        TOO_MANY_ROWS("文件超过 {0} 行，没有导入。请按年度或者单位拆成几个文件，逐个导入。", "The file has more than {0} rows and was not imported. Split it by year or unit into several files and import them one by one."),
        TOO_MANY_REJECTED("已有 {0} 行不能导入，没有再往下读，一件也没有导入；这些行和原因已列出。多半是列没有认对：请先核对各列的对应，或者把有问题的行另存成一个文件。", "{0} rows cannot be imported; it was not read on, and nothing was imported. These rows are listed with the reasons. Most likely columns were taken for what they are not: look at which is which first, or put the rows with faults into a file of their own."),
        UNKNOWN_ENCODING("认不出文件的文字编码（既不是 UTF-8 也不是 GB18030）。请另存为“CSV UTF-8”。", "The encoding of the text is neither UTF-8 nor GB18030. Save the file as CSV UTF-8."),
        OPEN_QUOTE("从第 {0} 行起有一个引号没有配对，后面的内容连成了一格。请补上引号。", "From row {0} on a quotation mark is never closed: everything after it has become one cell. Close it."),
        UNREADABLE_FILE("文件打不开：{0}。请核对路径和权限。", "The file cannot be opened: {0}. Check its path and permissions."),
        // the header
        NO_HEADER("没有找到表头。表头里至少要有编号、信访人、诉求或反映问题等列中的几列；也可以用映射文件或在网页上指定。", "No header was found. A header names at least some of: number, petitioner, request, gist; or say which row and columns they are with a mapping."),
        MISFIT("“{0}”列的内容与表头不符（例如“{1}”），各列可能错位，没有导入。请对齐各列后再导入，或在映射中指明各列。", "The values in column “{0}” do not fit its header (for instance “{1}”); the columns may be shifted, and nothing was imported. Put each under its header, or say in a mapping which is which."),
        MINUTES_AS_MONTH("“{0}”列里有没有的月份（例如“{1}”）：不是日和月颠倒了，就是导出程序把分钟写成了月份，整列日期都不可信。请重新导出这一列，日期写成 2024-03-05 的样子。", "Column “{0}” has months that there are not (for instance “{1}”): day and month are swapped, or an export wrote the minutes for the month, which makes every date of it untrustworthy. Export that column again, with dates like 2024-03-05."),
        HEADER_TWICE("表头“{0}”出现了不止一次（{1}），内容又不相同。请在映射中指明用哪一列。", "The header “{0}” stands more than once ({1}) over different values. Say in a mapping which one is meant."),
        NO_SUCH_COLUMN("映射里的“{0}”在表头中找不到。请改成表头里有的列名或列号。", "The mapping names “{0}”, which the header does not have. Write a header or a letter that it has."),
        COLUMN_TAKEN("映射把“{0}”给了不止一列（{1}）。请只留一列。", "The mapping gives “{0}” to more than one column ({1}). Keep one."),
        BAD_MAPPING("映射文件读不懂：{0}。请对照 import --help 里的样子改正。", "The mapping cannot be understood: {0}. Mend it after the pattern in import --help."),
        HEADER_CHANGES("从第 {0} 行起换了另一种表头。请把两张表分开后再导入。", "From row {0} on there is another header. Put the two tables into two files and import them one by one."),
        // the row
        NOT_A_DATE("“{0}”不是日期。请写成年月日，例如 2024-03-05；没有就留空。", "“{0}” is not a date. Write year, month and day, for instance 2024-03-05; leave the cell blank where there is none."),
        NO_DAY("“{0}”只有年月，没有日。请补上日，例如 2024-03-05；没有就留空。", "“{0}” has a year and a month, but no day. Add the day, for instance 2024-03-05; leave the cell blank where nobody knows."),
        NO_SUCH_DAY("“{0}”：没有这一天。请对照原件，写成有的日子，例如 2024-02-29。", "“{0}”: there is no such day. Look it up and write a day that there is, for instance 2024-02-29."),
        MINUTES_FOR_MONTH("“{0}”没有这个月份：可能日和月写颠倒了，也可能是导出程序把分钟写成了月份。请对照原件，写成年月日，例如 2024-03-05。", "“{0}” has no such month: day and month may be swapped, or an export wrote the minutes for the month. Look it up and write year, month and day, for instance 2024-03-05."),
        YEAR_OUT_OF_RANGE("“{0}”的年份不合理。请写四位年份，例如 2024-03-05。", "The year of “{0}” cannot be right. Write it with four digits, for instance 2024-03-05."),
        NOT_A_COUNT("“{0}”读不成数目。请写一个数，例如 12；不清楚就留空。", "“{0}” is no number that can be read. Write one, for instance 12; leave the cell blank where nobody knows."),
        NOT_YES_OR_NO("“{0}”既不是“是”也不是“否”。请写“是”或“否”。", "“{0}” is neither yes nor no. Write 是 or 否."),
        DIGITS_LOST("“{0}”是按数字存的，15 位以后已经丢失。请把这一列设为文本、重新填写。", "“{0}” is kept as a number and has lost its digits after the fifteenth. Make the column text and enter it again."),
        NO_DATE("没有信访日期，也没有登记日期。请补上其中一个，例如 2024-03-05；如果这一行不是一件，请删去。", "There is neither a petition date nor a registration date. Write one of them, for instance 2024-03-05; delete the row if it is no case."),
        NO_CASE("没有诉求或反映问题，也没有信访人和编号，不成一件。请补上，或删去这一行。", "There is no gist, no request, no petitioner and no number: not a case. Write them, or delete the row."),
        IN_THE_FUTURE("“{0}”晚于导入基准日 {1}。请改正日期；台账截至更晚的一天的，请改基准日。", "“{0}” lies after the as-of date {1}. Mend the date, or give a later as-of date if the ledger has one."),
        OUT_OF_ORDER("“{0}”早于“{1}”。请对照原件，改正其中一个日期。", "“{0}” lies before “{1}”. Look it up and mend one of the two."),
        TOO_WIDE("这一行比表头多出 {0} 格，内容里可能有没加引号的分隔符。请给那一格加上引号，或改用 .xlsx。", "The row has {0} cells more than the header; a separator inside a text may lack its quotation marks. Put that text in quotation marks, or use .xlsx."),
        TOO_LONG("这一格有 {0} 个字，上限 {1}。请缩短，其余写进备注。", "The cell has {0} characters; the limit is {1}. Shorten it and write the rest under 备注."),
        NUMBER_TWICE("编号“{0}”在第 {1} 行已经出现，内容不同。请改正其中一个编号，或只留一行。", "Number “{0}” stands in row {1} already, with other content. Mend one of the two, or keep one row."),
        NUMBER_TAKEN("编号“{0}”已在系统中，内容不同；没有覆盖。请改正编号；同一件的，请在系统里补录，并删去这一行。", "Number “{0}” is in the system already, with other content; it was not overwritten. Mend the number; if it is the same case, enter the rest there and delete the row."),
        REFUSED("按办理规则不能录入：{0}。请核对日期和状态，改正后再导入。", "The rules of procedure do not let it be entered: {0}. Check the dates and the status, mend them and import again."),
        // to be looked at; does not keep a row out
        ID_INVALID("证件号“{0}”通不过校验：{1}。照录，请核对。", "Identity number “{0}” does not check out: {1}. Kept as it is; please verify."),
        PHONE_INVALID("“{0}”不像电话号码。照录，请核对。", "“{0}” does not look like a telephone number. Kept as it is; please verify."),
        STATUS_UNKNOWN("办理状态“{0}”不认识，按各项日期判断为“{1}”。", "The status “{0}” is not known; by the dates it was taken for “{1}”."),
        CHANNEL_UNKNOWN("信访形式“{0}”不认识，记为“{1}”。", "The channel “{0}” is not known and was entered as “{1}”."),
        STILL_OPEN("状态“{0}”表明尚未办结，办结日期“{1}”没有采用。", "The status “{0}” says that it is not concluded; the date “{1}” was not used."),
        ASSUMED_DATE("没有“{0}”，按 {1} 计。", "There is no “{0}”; {1} was taken."),
        NO_ACCEPTANCE("受理日期“{0}”早于转办日期，是信访部门的受理；承办单位的受理按转办日期 {1} 计。", "The acceptance of “{0}” lies before the forwarding, so it was the petition office''s; the handling unit''s is taken to be {1}."),
        ENDED_WITHOUT_DATE("已办结但没有办结日期，记为 {0}。", "Concluded, but without a date; entered as of {0}."),
        DATED_AS_OF("台账没有日期列，以导入基准日 {0} 为登记日，期限由此起算。", "The ledger has no column of dates: the as-of date {0} was taken as the day of registration, and terms run from it."),
        MAY_BE_SAMPLE("这一行紧接在填写说明之后，或写着“示例”。若是样例，请删去后重新导入。", "The row stands right under the instructions, or calls itself a sample. If it is one, delete it and import again."),
        UNIT_UNMATCHED("没有叫“{0}”的机构，暂由导入人负责。", "No unit is called “{0}”; whoever imports answers for the case for now."),
        OFFICER_UNMATCHED("“{1}”没有叫“{0}”的在任人员。", "Nobody called “{0}” sits in “{1}”."),
        LEADER_UNMATCHED("没有叫“{0}”的在任领导，未记包案。", "No leader called “{0}” sits; no leader was assigned."),
        UNIT_VACANT("“{0}”没有在任的承办人员，暂由导入人负责。", "Nobody sits in “{0}” who could handle the case; whoever imports answers for it for now."),
        NO_ORGAN_ABOVE("状态为“{0}”，但系统中没有上一级机关的在任人员，止于处理意见送达。", "The status is “{0}”, but nobody of an organ above sits here; the case was entered up to the service of the reply."),
        WINDOW_OPEN("已办结，但信访人在 {0} 之前还可以请求复查(复核)，期满以前仍列为在办。", "Concluded, but the petitioner may ask for a review until {0}; it stays open until then."),
        STOPPED("后续环节按办理规则不能录入（{0}），止于此前的环节。", "What followed cannot be entered under the rules of procedure ({0}); the case was entered up to there."),
        LIKELY_REPEAT("很可能与“{0}”重复：信访人证件号码或联系电话相同，诉求概述相似{1}%，收到日期相隔{2}天。没有自动关联，请打开较后的一件核对。", "Probably the same as “{0}”: the petitioner''s identity or telephone number is the same, the gist {1} % alike, received {2} days apart. Nothing was linked; open the later of the two and decide."),
        ABOUT_SO_MANY("“{0}”按 {1} 计。如有准确的数，请改正后再导入。", "“{0}” was taken for {1}. Where the exact number is known, mend it before importing."),
        COLUMN_UNREAD("“{0}”列没有导入（有内容的 {1} 行）。要导入，请在列的对应（映射）里指明是哪一栏，例如“备注”。", "Column “{0}” was not read ({1} rows have something there). To take it in, choose in the mapping what it is, for instance 备注."),
        PERSON_NOT_KEPT("“{0}”列没有导入（有内容的 {1} 行）：一件只留一位信访人的姓名和证件号，工作人员的电话不记在案内。需要的，请另行保存。", "Column “{0}” was not taken in ({1} rows have something there): a case keeps one petitioner''s name and identity number, and no official''s telephone. Keep elsewhere what is needed."),
        ALREADY_IMPORTED("这一件以前已经导入，内容相同。", "The case was imported before, with the same content.");

        private final String zh;
        private final String en;

        Kind(String zh, String en) {
            this.zh = zh;
            this.en = en;
        }
    }
    // spotless:on

    /** What quotes the number of a case; all others may quote a cell into which a person's number slipped. */
    private static final ImmutableSet<Kind> OF_CASES =
            Sets.immutableEnumSet(Kind.NUMBER_TWICE, Kind.NUMBER_TAKEN, Kind.LIKELY_REPEAT);

    /** A report of problems is printed, sent on and kept: row and column find the cell, in which the whole number stands. */
    public Problem {
        if (!OF_CASES.contains(kind)) {
            about = about.stream().map(Petitioner::numbersMasked).collect(ImmutableList.toImmutableList());
        }
    }

    /** What is quoted of a cell that holds a person's data, or should: the first and the last character. */
    static String hidden(String text) {
        return text.length() < 3
                ? "*".repeat(text.length())
                : text.charAt(0) + "*".repeat(text.length() - 2) + text.charAt(text.length() - 1);
    }

    static Problem ofFile(Kind kind, String... about) {
        return new Problem("", 0, "", kind, ImmutableList.copyOf(about));
    }

    /** A problem with a whole file, for those who read files. */
    public static Problem of(Kind kind, String... about) {
        return ofFile(kind, about);
    }

    static Problem ofRow(SheetRow row, Kind kind, String... about) {
        return new Problem(row.sheet(), row.number(), "", kind, ImmutableList.copyOf(about));
    }

    /** The same problem, found in that sheet. */
    public Problem in(String sheet) {
        return new Problem(sheet, row, column, kind, about);
    }

    /** The same problem, found in that row. */
    Problem at(SheetRow where) {
        return new Problem(where.sheet(), where.number(), column, kind, about);
    }

    /** The same problem, found under that header. */
    Problem under(String header) {
        return new Problem(sheet, row, header, kind, about);
    }

    /** The sentence in Chinese, without the place. */
    public String zh() {
        return sentence(kind.zh);
    }

    /** The sentence in English, without the place. */
    public String en() {
        return sentence(kind.en);
    }

    private String sentence(String pattern) {
        return new MessageFormat(pattern, java.util.Locale.ROOT).format(about.toArray());
    }
}
