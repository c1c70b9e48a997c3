package dev.jieli.office;

import static dev.jieli.office.Ledgers.read;
import static dev.jieli.office.Ledgers.row;
import static dev.jieli.office.Ledgers.xlsx;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jieli.application.ledger.Column;
import dev.jieli.application.ledger.Heading;
import dev.jieli.application.ledger.LedgerRow;
import dev.jieli.application.ledger.Mapping;
import dev.jieli.application.ledger.Problem;
import dev.jieli.application.ledger.Problem.Kind;
import dev.jieli.application.ledger.RowShape;
import dev.jieli.application.ledger.Standing;
import dev.jieli.domain.casefile.Channel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.OptionalInt;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The column sets, layouts and traps that real ledgers show; the people in them are made up. */
class LedgersAsTheyAreTest {

    @TempDir
    Path folder;

    @Nested
    class Complete_column_sets {

        @Test
        void one_the_police_export() {
            Ledgers.Everything read = read(xlsx(
                    folder,
                    row(
                            "信访件编号",
                            "姓名",
                            "身份证号",
                            "手机号码",
                            "住址",
                            "信访内容",
                            "登记时间",
                            "限办时间",
                            "信访件状态",
                            "信访形式",
                            "信访日期",
                            "问题发生地",
                            "异常动态",
                            "问题发生日期",
                            "信访人数",
                            "信访诉求",
                            "公安业务分类",
                            "登记单位",
                            "档案编号",
                            "转往处",
                            "办理方式",
                            "具体承办单位",
                            "办结状态",
                            "责任部门",
                            "办结时间",
                            "信访事项编号",
                            "警种名称",
                            "信访目的(登记单位)"),
                    row(
                            "GA2024001",
                            "林某甲",
                            "330723198001010012",
                            "13800138001",
                            "县城某路1号",
                            "反映处警不规范",
                            "2024/3/6 9:05:07",
                            "2024/5/5 0:00:00",
                            "办理中",
                            "来信",
                            "2024/3/5 10:20:30",
                            "白洋街道",
                            "",
                            "",
                            "1",
                            "要求调查",
                            "治安管理",
                            "县公安局信访室",
                            "",
                            "治安大队",
                            "转办",
                            "",
                            "",
                            "",
                            "",
                            "",
                            "治安",
                            "求决")));

            assertThat(read.problems()).isEmpty();
            LedgerRow row = read.row(0);
            assertThat(row.number()).isEqualTo("GA2024001");
            assertThat(row.petitioner().name()).isEqualTo("林某甲");
            assertThat(row.petitioner().idNumber()).hasValue("330723198001010012");
            assertThat(row.petitioner().phone()).hasValue("13800138001");
            assertThat(row.receivedOn()).isEqualTo("2024-03-05");
            assertThat(row.registeredOn()).isEqualTo("2024-03-06");
            assertThat(row.channel()).isEqualTo(Channel.LETTER);
            assertThat(row.gist()).isEqualTo("反映处警不规范\n诉求：要求调查");
            assertThat(row.unit()).isEqualTo("治安大队");
            assertThat(row.place()).isEqualTo("白洋街道");
            assertThat(row.category()).isEqualTo("治安管理");
            assertThat(row.standing()).isEqualTo(Standing.ACCEPTED);
            assertThat(row.other()).isEqualTo("信访目的：求决；限办日期：2024-05-05");
        }

        @Test
        void two_one_person_one_form_with_instructions_and_a_sample() {
            Ledgers.Everything read = read(xlsx(
                    folder,
                    row("重点信访人员一人一表"),
                    row(
                            "序号", "姓名", "性别", "出生年月", "信访类型", "政治面貌", "目的分类", "身份证号", "常住地址", "核查终结", "所属派出所", "所属街道",
                            "责任单位", "单位负责人", "负责人手机号", "近年进京情况", "是否集访", "集访人数", "首次信访时间", "末次信访时间", "易化解程度", "涉法诉讼",
                            "诉求概述", "未化解原因", "化解过程简述"),
                    row(
                            "请保留",
                            "",
                            "男/女",
                            "1900-01",
                            "1.信\n2.访\n3.网 多选用英文逗号",
                            "",
                            "1-4/0",
                            "",
                            "",
                            "是/否",
                            "",
                            "",
                            "",
                            "",
                            "",
                            "",
                            "是/否",
                            "",
                            "1900-01-01",
                            "1900-01-01",
                            "",
                            "是/否",
                            "",
                            "",
                            ""),
                    row(
                            "1",
                            "张三",
                            "男",
                            "1970-05",
                            "1,2",
                            "群众",
                            "1",
                            "330000197005050000",
                            "某街道",
                            "否",
                            "某所",
                            "某街道",
                            "某局",
                            "李四",
                            "13800000000",
                            "无",
                            "否",
                            "",
                            "2019-05-01",
                            "2020-06-01",
                            "易",
                            "否",
                            "示范诉求",
                            "",
                            ""),
                    row(
                            "1",
                            "陈某乙",
                            "女",
                            "1975-02",
                            "2,3",
                            "群众",
                            "4",
                            "340524198001010 01X",
                            "壶山街道某村",
                            "否",
                            "城关所",
                            "壶山街道",
                            "县建设局、壶山街道办事处",
                            "",
                            "",
                            "",
                            "是",
                            "12",
                            "2019-05-01",
                            "2024-06-01",
                            "难",
                            "否",
                            "要求落实安置房",
                            "",
                            "")));

            assertThat(read.passed()).containsExactly(RowShape.GUIDANCE, RowShape.SAMPLE);
            assertThat(read.rows()).hasSize(1);
            LedgerRow row = read.row(0);
            assertThat(row.petitioner().name()).isEqualTo("陈某乙");
            assertThat(row.petitioner().idNumber()).hasValue("34052419800101001X");
            assertThat(row.channel()).isEqualTo(Channel.VISIT);
            assertThat(row.persons()).isEqualTo(12);
            assertThat(row.receivedOn()).isEqualTo("2019-05-01");
            assertThat(row.unit()).isEqualTo("县建设局");
            assertThat(row.coUnits()).containsExactly("壶山街道办事处");
            assertThat(row.standing()).isEqualTo(Standing.FORWARDED);
            assertThat(read.remarks())
                    .allSatisfy(remark -> assertThat(remark.kind()).isEqualTo(Kind.COLUMN_UNREAD))
                    .extracting(Problem::column)
                    .contains("性别", "政治面貌", "末次信访时间")
                    .doesNotContain("未化解原因", "单位负责人");
        }

        @Test
        void three_the_survey_of_disputes_without_any_date() {
            Ledgers.Everything read = read(xlsx(
                    folder,
                    row("序号", "归口集团", "群体或个体", "矛盾级别", "涉及人数", "责任企业", "信访主要诉求", "矛盾类型", "主要措施"),
                    row(1, "城投集团", "群体", "一般", 35, "城投公司", "要求支付工程款", "劳资", "约谈")));

            assertThat(read.rows()).hasSize(1);
            assertThat(read.row(0).gist()).isEqualTo("要求支付工程款");
            assertThat(read.row(0).persons()).isEqualTo(35);
            assertThat(read.row(0).registeredOn()).isEqualTo(Ledgers.AS_OF);
            assertThat(read.remarks())
                    .extracting(Problem::kind)
                    .containsExactly(Kind.DATED_AS_OF, Kind.COLUMN_UNREAD, Kind.COLUMN_UNREAD, Kind.COLUMN_UNREAD);
        }

        @Test
        void four_the_environment_bureau_with_a_row_of_column_numbers_over_the_header() {
            Ledgers.Everything read = read(xlsx(
                    folder,
                    row("2024年环境信访台账"),
                    row(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15),
                    row(
                            "编号", "责任科室", "信访方式", "标题", "接件时间", "举报类型", "类型", "乡镇", "转办时间", "应结办日期", "办理情况", "办结时间",
                            "接件人", "科室接办人", "办理人"),
                    row(
                            "HB-1",
                            "监察大队",
                            "网络",
                            "某厂夜间排气",
                            LocalDate.of(2024, 3, 5),
                            "大气",
                            "投诉",
                            "王宅镇",
                            LocalDate.of(2024, 3, 6),
                            LocalDate.of(2024, 5, 5),
                            "已办结",
                            LocalDate.of(2024, 4, 1),
                            "甲",
                            "乙",
                            "丙"),
                    row(
                            "HB-2",
                            "监察大队",
                            "网络",
                            "某厂排水",
                            LocalDate.of(2024, 3, 7),
                            "水",
                            "投诉",
                            "桐琴镇",
                            LocalDate.of(2024, 3, 8),
                            LocalDate.of(2024, 5, 7),
                            "办理中",
                            null,
                            "甲",
                            "乙",
                            "丙")));

            assertThat(read.outline().headers().get(0).lastRow()).isEqualTo(3);
            assertThat(read.rows()).hasSize(2);
            assertThat(read.row(0).standing()).isEqualTo(Standing.CONCLUDED);
            assertThat(read.row(0).concludedOn()).hasValue(LocalDate.of(2024, 4, 1));
            assertThat(read.row(0).forwardedOn()).hasValue(LocalDate.of(2024, 3, 6));
            assertThat(read.row(0).officer()).isEqualTo("丙");
            assertThat(read.row(1).standing()).isEqualTo(Standing.ACCEPTED);
        }

        @Test
        void five_the_monthly_report_with_people_and_telephones_in_one_cell() {
            Ledgers.Everything read = read(xlsx(
                    folder,
                    row("信访积案化解月报"),
                    row(
                            "行政区划",
                            "信访人",
                            "户籍地址",
                            "实际居住地址",
                            "身份证号",
                            "联系电话",
                            "信访诉求",
                            "目前状况",
                            "工作措施",
                            "本月工作情况",
                            "包案领导及联系方式",
                            "专办工作人员及联系方式"),
                    row(
                            "某县某镇",
                            "周某丙",
                            "某镇某村",
                            "某镇街道",
                            "330723198001010012",
                            "0579-87661234",
                            "要求解决宅基地",
                            "正在协商",
                            "",
                            "走访一次",
                            "吴某丁 13700000001",
                            "郑某戊\n13700000002")));

            LedgerRow row = read.row(0);
            assertThat(row.leader()).isEqualTo("吴某丁");
            assertThat(row.officer()).isEqualTo("郑某戊");
            assertThat(row.petitioner().phone()).hasValue("0579-87661234");
            assertThat(row.petitioner().address()).hasValue("某镇街道；户籍地址：某镇某村");
            assertThat(row.place()).isEqualTo("某县某镇");
            assertThat(row.other()).isEqualTo("目前状况：正在协商；本月工作情况：走访一次");
        }

        @Test
        void six_the_ledger_of_disputes_with_unit_and_officer_in_one_column() {
            Ledgers.Everything read = read(xlsx(
                    folder,
                    row("突出矛盾纠纷台账"),
                    row("序号", "单位", "矛盾纠纷简要情况", "责任单位\n责任人", "化解时限", "化解情况", "交办督办情况", "销号情况"),
                    row(1, "某镇", "某村土地承包纠纷", "某镇人民政府\n冯某己", "2024年12月底", "正在调解中，已召集两次", "", ""),
                    row(2, "某镇", "某小区物业纠纷", "县建设局 褚某庚", "长期", "", "", "")));

            assertThat(read.problems()).isEmpty();
            assertThat(read.row(0).unit()).isEqualTo("某镇人民政府");
            assertThat(read.row(0).officer()).isEqualTo("冯某己");
            assertThat(read.row(0).gist()).isEqualTo("某村土地承包纠纷");
            assertThat(read.row(1).unit()).isEqualTo("县建设局");
            assertThat(read.row(1).officer()).isEqualTo("褚某庚");
        }

        @Test
        void seven_the_register_of_leaders_in_charge() {
            Ledgers.Everything read = read(xlsx(
                    folder,
                    row(
                            "姓名", "身份证号", "户籍", "住址", "诉求", "包案县领导", "单位", "职务", "电话", "属事单位责任人", "属事单位", "属地稳控责任人",
                            "属地", "派出所", "村责任人"),
                    row(
                            "卫某辛",
                            "330723198001010012",
                            "某村",
                            "某村5号",
                            "要求补发待遇",
                            "蒋某壬",
                            "县政府",
                            "副县长",
                            "13700000003",
                            "沈某癸",
                            "县人社局",
                            "韩某子",
                            "柳城镇",
                            "柳城所",
                            "杨某丑")));

            LedgerRow row = read.row(0);
            assertThat(row.petitioner().phone())
                    .as("the telephone is the leader's")
                    .isEmpty();
            assertThat(row.leader()).isEqualTo("蒋某壬");
            assertThat(row.officer()).isEqualTo("沈某癸");
            assertThat(row.unit()).isEqualTo("县人社局");
            assertThat(row.place()).isEqualTo("柳城镇");
            assertThat(row.other()).isEqualTo("包案领导职务：副县长；包案领导单位：县政府");
        }

        @Test
        void eight_the_progress_form_with_instructions_in_brackets() {
            Ledgers.Everything read = read(xlsx(
                    folder,
                    row(
                            "事件编号",
                            "事件名称",
                            "信访人姓名",
                            "事发地",
                            "反映问题",
                            "问题症结",
                            "进展内容",
                            "是否领导包案\n(是/否)",
                            "领导层级",
                            "领导姓名",
                            "是否属实",
                            "调查核实情况",
                            "是否有理(是/部分/否)",
                            "理由",
                            "是否最终意见",
                            "最终意见"),
                    row("SJ-9", "某路扬尘", "朱某寅", "熟溪街道", "道路施工扬尘", "", "", "是", "县级", "秦某卯", "是", "", "是", "", "否", "")));

            LedgerRow row = read.row(0);
            assertThat(row.number()).isEqualTo("SJ-9");
            assertThat(row.leader()).isEqualTo("秦某卯");
            assertThat(row.gist()).isEqualTo("某路扬尘");
        }

        @Test
        void nine_the_inspection_summary() {
            Ledgers.Everything read = read(xlsx(
                    folder,
                    row(
                            "受理编号",
                            "交办问题基本情况",
                            "行政区域",
                            "污染类型",
                            "调查核实情况",
                            "是否属实",
                            "处理和整改情况",
                            "办结状态",
                            "牵头责任单位",
                            "轮次",
                            "是否重复"),
                    row("D33-001", "某河水质差", "某县", "水", "属实", "是", "已清淤", "阶段性办结", "县水务局", "第二轮", "否"),
                    row("D33-002", "某厂异味", "某县", "大气", "不属实", "否", "", "已办结", "县生态环境分局", "第二轮", "否")));

            assertThat(read.rows())
                    .extracting(LedgerRow::standing)
                    .containsExactly(Standing.ACCEPTED, Standing.CONCLUDED);
            assertThat(read.rows()).extracting(LedgerRow::unit).containsExactly("县水务局", "县生态环境分局");
        }

        @Test
        void ten_the_wide_table_under_pinyin_codes() {
            Ledgers.Everything read = read(xlsx(
                    folder,
                    row(
                            "xfjbh",
                            "xfrq",
                            "xfxs",
                            "xbjzrq",
                            "wtsddm",
                            "nrfldm",
                            "xfmddm",
                            "xfyydm",
                            "rdwt",
                            "djsj",
                            "djjgmc",
                            "scxfrq",
                            "cfxfbz",
                            "jabz",
                            "sksflbz",
                            "sfssbz",
                            "bjbz",
                            "fcbz",
                            "fhbz",
                            "dbbz",
                            "sjrs",
                            "xfrs",
                            "zjhm",
                            "sjh",
                            "qxjg",
                            "zrdwpjzt"),
                    row(
                            "33072320240001",
                            "2024-03-05 10:20:30",
                            "2",
                            "2024-05-05",
                            "330723",
                            "0301",
                            "4",
                            "",
                            "",
                            "2024-03-06 08:00:00",
                            "某信访局",
                            "",
                            "0",
                            "0",
                            "0",
                            "0",
                            "1",
                            "0",
                            "0",
                            "0",
                            "3",
                            "2",
                            "330723198001010012",
                            "13800138001",
                            "县住建局",
                            "")));

            LedgerRow row = read.row(0);
            assertThat(row.number()).isEqualTo("33072320240001");
            assertThat(row.channel()).isEqualTo(Channel.VISIT);
            assertThat(row.persons()).isEqualTo(2);
            assertThat(row.unit()).isEqualTo("县住建局");
            assertThat(row.place()).isEqualTo("330723");
            assertThat(row.standing()).isEqualTo(Standing.CONCLUDED);
        }
    }

    @Nested
    class Layouts {

        @Test
        void a_title_and_a_line_with_the_date_stand_over_the_header() {
            Ledgers.Everything read = read(xlsx(
                    folder,
                    row("某县信访局2024年信访台账"),
                    row("填报单位：某县信访局", null, null, "填报日期：2024年3月31日"),
                    row("序号", "信访件编号", "信访人", "信访日期", "信访诉求"),
                    row(1, "A1", "甲某", "2024年3月5日", "要求修路")));

            assertThat(read.outline().headers().get(0).lastRow()).isEqualTo(3);
            assertThat(read.rows()).hasSize(1);
        }

        @Test
        void a_header_merged_over_two_rows_is_read_by_both() {
            Ledgers.Everything read = read(xlsx(
                    folder,
                    row("信访办结表"),
                    row(),
                    row(),
                    row("编号", "信访人", null, null, "信访日期", "反映问题", "责任单位", "包案领导", null, "办理结果", null),
                    row(null, "姓名", "身份证号", "电话", null, null, null, "姓名", "职务", "办结时间", "处理意见"),
                    row(
                            "B1",
                            "甲某",
                            "330723198001010012",
                            "13800138001",
                            LocalDate.of(2024, 3, 5),
                            "噪声扰民",
                            "县执法局",
                            "乙某",
                            "副县长",
                            LocalDate.of(2024, 4, 5),
                            "已责令整改")));

            assertThat(read.outline().headers().get(0).firstRow()).isEqualTo(4);
            assertThat(read.outline().headers().get(0).lastRow()).isEqualTo(5);
            LedgerRow row = read.row(0);
            assertThat(row.petitioner().name()).isEqualTo("甲某");
            assertThat(row.petitioner().phone()).hasValue("13800138001");
            assertThat(row.leader()).isEqualTo("乙某");
            assertThat(row.other()).isEqualTo("包案领导职务：副县长");
            assertThat(row.concludedOn()).hasValue(LocalDate.of(2024, 4, 5));
            assertThat(row.standing()).isEqualTo(Standing.CONCLUDED);
        }

        @Test
        void a_header_of_three_levels_is_read_to_its_last() {
            Ledgers.Everything read = read(xlsx(
                    folder,
                    row("基本情况", null, null, null, "办理情况", null, null),
                    row("编号", "信访人情况", null, "诉求", "责任落实", null, "办结"),
                    row(null, "姓名", "住址", null, "责任单位", "责任人", "办结时间"),
                    row("C1", "甲某", "某村", "要求修桥", "县交通局", "乙某", "2024-05-06 00:00:00")));

            assertThat(read.row(0).receivedOn())
                    .as("the earliest date there is")
                    .isEqualTo("2024-05-06");
            assertThat(read.outline().headers().get(0).lastRow()).isEqualTo(3);
            assertThat(read.outline().headers().get(0).headings())
                    .flatExtracting(Heading::columns)
                    .containsExactly(
                            Column.NUMBER,
                            Column.PETITIONER,
                            Column.ADDRESS,
                            Column.REQUEST,
                            Column.UNIT,
                            Column.OFFICER,
                            Column.CONCLUDED_ON);
        }

        @Test
        void the_accused_of_a_two_level_header_is_never_taken_for_the_petitioner() {
            Ledgers.Everything read = read(xlsx(
                    folder,
                    row("编号", "被反映人", null, null, "反映人", null, null, "信访日期", "反映问题"),
                    row(null, "姓名", "性别", "级别", "姓名", "性别", "电话", null, null),
                    row("D1", "某领导", "男", "正科", "甲某", "女", "13800138001", "2024-03-05", "反映作风")));

            assertThat(read.row(0).petitioner().name()).isEqualTo("甲某");
        }

        @Test
        void of_the_same_header_twice_the_petitioners_is_the_left_one() {
            Ledgers.Everything read = read(xlsx(
                    folder,
                    row("编号", "姓名", "性别", "级别", "信访日期", "反映问题", "姓名", "性别", "级别"),
                    row("D1", "甲某", "男", "", "2024-03-05", "反映作风", "某领导", "男", "正科")));

            assertThat(read.row(0).petitioner().name()).isEqualTo("甲某");
            assertThat(read.outline().headers().get(0).headings().get(6).certainty())
                    .isEqualTo(Heading.Certainty.LEFT_OUT);
        }

        @Test
        void the_same_header_twice_over_other_values_is_refused_until_a_person_says_which() {
            Path file = xlsx(
                    folder,
                    row("编号", "信访人", "信访日期", "反映问题", "办结时间", "办结时间"),
                    row("D1", "甲某", "2024-03-05", "噪声", "2024-04-01", "2024-04-20"));

            assertThat(read(file).outlineKinds()).containsExactly(Kind.HEADER_TWICE);
            Mapping said = new Mapping(
                    OptionalInt.empty(),
                    ImmutableMap.of("F", ImmutableList.of(Column.CONCLUDED_ON), "E", ImmutableList.of()));
            assertThat(read(file, said).row(0).concludedOn()).hasValue(LocalDate.of(2024, 4, 20));
        }

        @Test
        void line_breaks_and_blanks_inside_headers_do_not_matter() {
            Ledgers.Everything read = read(xlsx(
                    folder,
                    row("编  号", "姓\n名", "年     龄", "信息 来源", "信 访\n日 期", "反映的\n主要问题", "*责任单位：", "办理期限"),
                    row("E1", "甲某", 45, "网上信访", "2024-03-05", "停车难", "县综合执法局", "60日")));

            LedgerRow row = read.row(0);
            assertThat(row.petitioner().name()).isEqualTo("甲某");
            assertThat(row.channel()).isEqualTo(Channel.WEB);
            assertThat(row.unit()).isEqualTo("县综合执法局");
            assertThat(row.gist()).isEqualTo("停车难");
        }

        @Test
        void blank_tails_totals_notes_and_a_header_in_the_middle_are_no_cases() {
            Object[] header = row("序号", "信访件编号", "信访人", "信访日期", "反映问题", "人数");
            Ledgers.Everything read = read(xlsx(
                    folder,
                    row("信访台账"),
                    header,
                    row(1, "F1", "甲某", "2024-03-05", "修路", 1),
                    row(null, null, "", " ", "　", null),
                    row("二月份"),
                    header,
                    row(2, "F2", "乙某", "2024-03-06", "修桥", 1),
                    row("合计", null, null, null, null, 2),
                    row("填表人：丙某", null, null, "审核人：丁某"),
                    row("注：本表每月五日前报送", null, null),
                    row(null, null, null, null, null, null),
                    row(null, null, null, null, null, null)));

            assertThat(read.rows()).extracting(LedgerRow::number).containsExactly("F1", "F2");
            assertThat(read.rows()).extracting(LedgerRow::row).containsExactly(3, 7);
            assertThat(read.passed())
                    .containsExactly(
                            RowShape.TITLE, RowShape.HEADER_AGAIN, RowShape.TOTAL, RowShape.NOTE, RowShape.NOTE);
            assertThat(read.problems()).isEmpty();
        }

        @Test
        void another_table_further_down_is_refused_with_its_row() {
            Ledgers.Everything read = read(xlsx(
                    folder,
                    row("信访件编号", "信访人", "信访日期", "反映问题"),
                    row("G1", "甲某", "2024-03-05", "修路"),
                    row("信访人", "信访诉求", "责任单位", "信访日期", "编号"),
                    row("乙某", "修桥", "县交通局", "2024-03-06", "G2")));

            assertThat(read.stopped()).hasValueSatisfying(problem -> {
                assertThat(problem.kind()).isEqualTo(Kind.HEADER_CHANGES);
                assertThat(problem.zh()).contains("第 3 行");
            });
        }

        @Test
        void every_visible_sheet_with_a_header_is_read_and_the_others_are_named() throws IOException {
            Path path = folder.resolve("多表.xlsx");
            try (OutputStream out = Files.newOutputStream(path);
                    Workbook workbook = new Workbook(out, "Test", "1.0")) {
                Ledgers.fill(workbook.newWorksheet("说明"), row("本表由信访局填写"));
                Ledgers.fill(
                        workbook.newWorksheet("初访"),
                        row("编号", "信访人", "信访日期", "诉求"),
                        row("H1", "甲某", "2024-03-05", "修路"));
                Ledgers.fill(
                        workbook.newWorksheet("攻坚"),
                        row("诉求", "信访日期", "信访人", "编号"),
                        row("修桥", "2024-03-06", "乙某", "H2"));
                var dictionary = workbook.newWorksheet("字典");
                Ledgers.fill(dictionary, row("编号", "信访人", "信访日期", "诉求"), row("X", "X", "2024-01-01", "X"));
                dictionary.setVisibilityState(VisibilityState.HIDDEN);
            }

            Ledgers.Everything read = read(path);

            assertThat(read.rows()).extracting(LedgerRow::number).containsExactly("H1", "H2");
            assertThat(read.rows()).extracting(LedgerRow::sheet).containsExactly("初访", "攻坚");
            assertThat(read.outline().passedSheets()).containsExactly("说明");
        }

        @Test
        void a_first_row_right_under_instructions_is_taken_but_pointed_out() {
            Ledgers.Everything read = read(xlsx(
                    folder,
                    row("编号", "信访人", "信访日期", "诉求"),
                    row("必填", "必填", "格式：2024-01-01", "不超过500字"),
                    row("I1", "甲某", "2024-03-05", "修路")));

            assertThat(read.passed()).containsExactly(RowShape.GUIDANCE);
            assertThat(read.rows()).hasSize(1);
            assertThat(read.remarks()).extracting(Problem::kind).containsExactly(Kind.MAY_BE_SAMPLE);
        }
    }

    @Nested
    class Rows_that_only_look_like_none {
        private final Object[] header = row("编号", "信访人", "信访日期", "诉求", "责任单位", "责任人", "办结日期");
        private final Object[] instructions = row("必填", "必填", "格式：2024-01-01", "不超过500字", "", "", "未办结不填");

        private void allTaken(Object[]... rows) {
            Object[][] file = new Object[rows.length + 2][];
            file[0] = header;
            file[1] = instructions;
            System.arraycopy(rows, 0, file, 2, rows.length);
            Ledgers.Everything read = read(xlsx(folder, file));

            assertThat(read.outlineKinds()).isEmpty();
            assertThat(read.problems()).isEmpty();
            assertThat(read.passed()).containsExactly(RowShape.GUIDANCE);
            assertThat(read.rows()).hasSize(rows.length);
        }

        @Test
        void a_case_under_the_instructions_whose_day_of_conclusion_is_a_word_for_nothing() {
            for (String nothing : new String[] {"—", "无", "/", "1900-01-01", "0"}) {
                allTaken(
                        row("R1", "甲某", "2024-03-05", "修路", "县交通局", "丙某", nothing),
                        row("R2", "乙某", "2024-03-06", "修桥", "县交通局", "丙某", nothing),
                        row("R3", "丁某", "2024-03-07", "修渠", "县交通局", "丙某", nothing),
                        row("R4", "戊某", "2024-03-08", "修井", "县交通局", "丙某", "2024-04-08"));
            }
        }

        @Test
        void a_case_whose_words_are_also_those_of_instructions() {
            for (String gist :
                    new String[] {"反映学校要求家长如实填写财产信息", "反映告示写着请勿入内却照常施工", "反映表格必填项不合理", "反映平台只许单选不许多选", "请勿在小区建基站"}) {
                Ledgers.Everything read = read(xlsx(
                        folder,
                        header,
                        row("R1", "甲某", "2024-03-05", gist, "县交通局", "", ""),
                        row("R2", "乙某", "2024-03-06", "修桥", "县交通局", "", "")));

                assertThat(read.passed()).isEmpty();
                assertThat(read.rows()).extracting(LedgerRow::gist).containsExactly(gist, "修桥");
            }
        }

        @Test
        void a_case_with_slashes_in_two_cells() {
            Ledgers.Everything read = read(xlsx(
                    folder,
                    header,
                    row("R1", "甲某/乙某", "2024-03-05", "修路", "住建局/交通局", "丙某/丁某", ""),
                    row("R2", "乙某", "2024-03-06", "修桥", "县交通局", "", "")));

            assertThat(read.rows()).extracting(LedgerRow::number).containsExactly("R1", "R2");
        }

        @Test
        void a_case_of_somebody_called_as_in_samples_and_one_of_a_ledger_with_masked_names() {
            allTaken(
                    row("R1", "张三", "2024-03-05", "修路", "县交通局", "", ""),
                    row("R2", "乙某", "2024-03-06", "修桥", "县交通局", "", ""));
            allTaken(
                    row("R1", "张某某", "2024-03-05", "修路", "县交通局", "某某", ""),
                    row("R2", "李某某", "2024-03-06", "修桥", "县交通局", "某某", ""));
        }

        @Test
        void a_case_that_begins_like_a_note_or_a_total_and_has_few_cells() {
            Object[] narrow = row("反映问题", "信访人", "信访日期", "责任单位", "备注");
            Ledgers.Everything read = read(xlsx(
                    folder,
                    narrow,
                    row("修路", "甲某", "2024-03-05", "县交通局", ""),
                    row("注：某村委会拒不公开账目", "乙某", "2024-03-06", "某镇", ""),
                    row("共计拖欠工资三个月", "丙某", "2024-03-07", "县人社局", ""),
                    row("说明：某厂夜间施工", "", "2024-03-08", "", "")));

            assertThat(read.passed()).isEmpty();
            assertThat(read.rows()).hasSize(4);
        }

        @Test
        void what_was_asked_alone_in_its_row_is_sent_back_and_not_taken_for_a_title() {
            Ledgers.Everything read = read(xlsx(
                    folder,
                    header,
                    row("R1", "甲某", "2024-03-05", "修路", "县交通局", "", ""),
                    row("", "", "", "某村小学门前无斑马线", "", "", ""),
                    row("二月份")));

            assertThat(read.kinds()).containsExactly(Kind.NO_DATE);
            assertThat(read.passed()).containsExactly(RowShape.TITLE);
        }

        @Test
        void one_row_at_most_is_a_sample_and_it_says_so_or_shows_it_twice() {
            Ledgers.Everything read = read(xlsx(
                    folder,
                    header,
                    instructions,
                    row("示例", "张三", "2024-01-01", "要求修路", "县交通局", "", ""),
                    row("R1", "甲某", "2024-03-05", "修路", "县交通局", "", "无"),
                    row("例2", "乙某", "2024-03-06", "修桥", "县交通局", "", "")));

            assertThat(read.passed()).containsExactly(RowShape.GUIDANCE, RowShape.SAMPLE);
            assertThat(read.rows()).extracting(LedgerRow::number).containsExactly("R1", "例2");
            assertThat(read.remarks()).extracting(Problem::kind).containsExactly(Kind.MAY_BE_SAMPLE);
        }

        @Test
        void cases_of_a_survey_without_days_under_its_instructions() {
            Ledgers.Everything read = read(xlsx(
                    folder,
                    row("序号", "归口集团", "群体或个体", "涉及人数", "责任企业", "信访主要诉求", "主要措施"),
                    row("请保留", "", "群体/个体", "", "", "简要概述", ""),
                    row(1, "城投/交投", "群体/个体", 35, "城投公司/交投公司", "要求如实填写工程量并支付工程款", "约谈"),
                    row(2, "城投集团", "群体", 12, "城投公司", "要求支付工资", "约谈")));

            assertThat(read.passed()).containsExactly(RowShape.GUIDANCE);
            assertThat(read.rows()).hasSize(2);
        }
    }

    @Nested
    class Cells {

        @Test
        void two_shapes_of_date_in_one_column_and_a_placeholder() {
            Ledgers.Everything read = read(xlsx(
                    folder,
                    row("编号", "信访人", "信访日期", "诉求", "办结时间", "办结状态"),
                    row("J1", "甲某", LocalDate.of(2024, 3, 5), "修路", "1970-01-01", "未办结"),
                    row("J2", "乙某", "2024/3/6  10:20:30", "修桥", LocalDateTime.of(2024, 4, 6, 9, 30), "已办结"),
                    row("J3", "丙某", "03/07/2024", "修渠", "1900-01-01", "否"),
                    row("J4", "丁某", 45359, "修井", null, "")));

            assertThat(read.problems()).isEmpty();
            assertThat(read.rows())
                    .extracting(LedgerRow::receivedOn)
                    .containsExactly(
                            LocalDate.of(2024, 3, 5),
                            LocalDate.of(2024, 3, 6),
                            LocalDate.of(2024, 3, 7),
                            LocalDate.of(2024, 3, 8));
            assertThat(read.rows())
                    .extracting(LedgerRow::standing)
                    .containsExactly(Standing.REGISTERED, Standing.CONCLUDED, Standing.REGISTERED, Standing.REGISTERED);
        }

        @Test
        void minutes_printed_as_months_make_the_whole_column_refused() {
            Ledgers.Everything read = read(xlsx(
                    folder,
                    row("编号", "信访人", "信访日期", "诉求"),
                    row("K1", "甲某", "2024-45-05", "修路"),
                    row("K2", "乙某", "2024-03-06", "修桥"),
                    row("K3", "丙某", "2024-59-07", "修渠"),
                    row("K4", "丁某", "2024-00-08", "修井")));

            assertThat(read.outlineKinds()).containsExactly(Kind.MINUTES_AS_MONTH);
        }

        @Test
        void one_such_date_is_that_rows_problem() {
            Ledgers.Everything read = read(xlsx(
                    folder,
                    row("编号", "信访人", "信访日期", "诉求"),
                    row("K1", "甲某", "2024-45-05", "修路"),
                    row("K2", "乙某", "2024-03-06", "修桥"),
                    row("K3", "丙某", "2024-03-07", "修渠")));

            assertThat(read.kinds()).containsExactly(Kind.MINUTES_FOR_MONTH);
            assertThat(read.problems().get(0).row()).isEqualTo(2);
            assertThat(read.problems().get(0).column()).isEqualTo("信访日期");
            assertThat(read.rows()).hasSize(2);
        }

        @Test
        void shifted_columns_are_refused() {
            Ledgers.Everything read = read(xlsx(
                    folder,
                    row("信访件编号", "信访人", "信访日期", "诉求"),
                    row("1", "L1", "甲某", "2024-03-05", "修路"),
                    row("2", "L2", "乙某", "2024-03-06", "修桥"),
                    row("3", "L3", "丙某", "2024-03-07", "修渠")));

            assertThat(read.outlineKinds()).contains(Kind.MISFIT);
            assertThat(read.rows()).isEmpty();
        }

        @Test
        void a_column_called_a_date_that_holds_none_is_refused() {
            Ledgers.Everything read = read(xlsx(
                    folder,
                    row("信访件编号", "信访人", "信访日期", "诉求"),
                    row("L1", "甲某", "走访", "修路"),
                    row("L2", "乙某", "来信", "修桥"),
                    row("L3", "丙某", "走访", "修渠")));

            assertThat(read.outlineKinds()).containsExactly(Kind.MISFIT);
            assertThat(read.outline().problems().get(0).zh()).contains("信访日期").contains("“**”");
            assertThat(read.outline().problems().get(0).row()).isEqualTo(2);
        }

        @Test
        void every_problem_of_a_row_is_named_with_its_column() {
            Ledgers.Everything read = read(xlsx(
                    folder,
                    row("编号", "信访人", "信访日期", "受理日期", "办结日期", "诉求", "人数"),
                    row("M0", "甲某", "2024-03-05", "2024-03-06", "2024-04-06", "好的", 1),
                    row("M1", "甲某", "2024-02-30", "2024-03", "2024-04-06", "一", 1),
                    row("M2", "乙某", "2024-03-05", "2024-03-06", "2024-03-01", "二", 1),
                    row("M3", "丙某", "", "", "", "三", 1),
                    row("M4", "丁某", "2027-03-05", "", "", "四", 1),
                    row("M5", "戊某", "2024-03-05", "", "", "五", "若干")));

            assertThat(read.rows()).hasSize(1);
            assertThat(read.problems())
                    .extracting(Problem::row, Problem::column, Problem::kind)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(3, "信访日期", Kind.NO_SUCH_DAY),
                            org.assertj.core.groups.Tuple.tuple(3, "受理日期", Kind.NO_DAY),
                            org.assertj.core.groups.Tuple.tuple(4, "办结日期", Kind.OUT_OF_ORDER),
                            org.assertj.core.groups.Tuple.tuple(5, "", Kind.NO_DATE),
                            org.assertj.core.groups.Tuple.tuple(6, "信访日期", Kind.IN_THE_FUTURE),
                            org.assertj.core.groups.Tuple.tuple(7, "人数", Kind.NOT_A_COUNT));
        }

        @Test
        void a_count_in_words_is_taken_and_one_that_is_rough_is_pointed_out() {
            Ledgers.Everything read = read(xlsx(
                    folder,
                    row("编号", "信访人", "信访日期", "诉求", "人数"),
                    row("C1", "甲某", "2024-03-05", "修路", "一百二十人"),
                    row("C2", "甲某", "2024-03-05", "修路", "十余人"),
                    row("C3", "甲某", "2024-03-05", "修路", "三五人"),
                    row("C4", "甲某", "2024-03-05", "修路", "0"),
                    row("C5", "甲某", "2024-03-05", "修路", "-5"),
                    row("C6", "甲某", "2024-03-05", "修路", "")));

            assertThat(read.rows()).extracting(LedgerRow::persons).containsExactly(120, 10, 5, 1, 1);
            assertThat(read.remarks())
                    .extracting(Problem::row, Problem::kind)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(3, Kind.ABOUT_SO_MANY),
                            org.assertj.core.groups.Tuple.tuple(4, Kind.ABOUT_SO_MANY),
                            org.assertj.core.groups.Tuple.tuple(5, Kind.ABOUT_SO_MANY));
            assertThat(read.problems())
                    .extracting(Problem::row, Problem::kind)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(6, Kind.NOT_A_COUNT));
        }

        @Test
        void what_a_second_column_says_goes_with_the_case_and_what_it_says_of_the_petitioner_with_the_petitioner() {
            Ledgers.Everything read = read(xlsx(
                    folder,
                    row(
                            "编号", "标题", "信访内容", "信访人", "户籍地址", "实际居住地址", "手机号码", "固定电话", "信访日期", "涉及人数", "信访人数", "责任单位",
                            "承办单位"),
                    row(
                            "D1",
                            "某路扬尘",
                            "施工不洒水，影响居住",
                            "甲某",
                            "某县某镇某村1号",
                            "某县某街道2号",
                            "13800138001",
                            "0579-87661234",
                            "2024-03-05",
                            "40",
                            "3",
                            "住建局",
                            "某镇")));

            LedgerRow row = read.row(0);
            assertThat(row.petitioner().address()).hasValue("某县某街道2号；户籍地址：某县某镇某村1号");
            assertThat(row.petitioner().phone()).hasValue("13800138001、0579-87661234");
            assertThat(row.persons()).isEqualTo(3);
            assertThat(row.other()).contains("信访内容：施工不洒水", "涉及人数：40", "承办单位：某镇").doesNotContain("某村1号", "87661234");
            assertThat(read.remarks()).isEmpty();
        }

        @Test
        void a_telephone_beside_the_name_is_kept_beside_the_one_under_its_own_header() {
            Ledgers.Everything read = read(xlsx(
                    folder,
                    row("编号", "信访人", "联系电话", "信访日期", "诉求"),
                    row("D1", "甲某 13800138001", "0579-87661234", "2024-03-05", "修路"),
                    row("D2", "乙某 13800138002 13800138003", "", "2024-03-05", "修桥")));

            assertThat(read.rows())
                    .extracting(row -> row.petitioner().phone().orElse(""))
                    .containsExactly("0579-87661234、13800138001", "13800138002、13800138003");
            assertThat(read.row(1).petitioner().name()).isEqualTo("乙某");
            assertThat(read.remarks()).isEmpty();
        }

        @Test
        void a_column_that_is_not_taken_in_is_named_once_with_how_many_rows_have_something_there() {
            Ledgers.Everything read = read(xlsx(
                    folder,
                    row("编号", "信访人", "来访代表", "信访日期", "诉求", "民族", "包案县领导", "单位", "职务", "电话", "责任单位", "责任人及电话"),
                    row(
                            "D1",
                            "甲某",
                            "乙某",
                            "2024-03-05",
                            "修路",
                            "汉",
                            "丙某",
                            "县政府",
                            "副县长",
                            "13700000003",
                            "住建局",
                            "丁某 13700000004"),
                    row("D2", "甲某", "", "2024-03-05", "修桥", "汉", "", "", "", "", "住建局", "丁某")));

            assertThat(read.row(0).other()).isEqualTo("包案领导职务：副县长；包案领导单位：县政府");
            assertThat(read.remarks())
                    .extracting(
                            Problem::column,
                            Problem::kind,
                            problem -> problem.about().get(1))
                    .containsExactlyInAnyOrder(
                            org.assertj.core.groups.Tuple.tuple("民族", Kind.COLUMN_UNREAD, "2"),
                            org.assertj.core.groups.Tuple.tuple("来访代表", Kind.PERSON_NOT_KEPT, "1"),
                            org.assertj.core.groups.Tuple.tuple("电话", Kind.PERSON_NOT_KEPT, "1"),
                            org.assertj.core.groups.Tuple.tuple("责任人及电话", Kind.PERSON_NOT_KEPT, "1"));
            assertThat(read.remarks().toString()).doesNotContain("13700000003", "乙某");
        }

        @Test
        void whatever_keeps_a_row_out_says_what_to_do() {
            for (Kind kind : Kind.values()) {
                if (kind.compareTo(Kind.ID_INVALID) < 0 && kind.compareTo(Kind.NO_HEADER) >= 0) {
                    Problem problem = Problem.of(kind, "甲", "乙");
                    assertThat(problem.zh()).as(kind.name()).containsAnyOf("请", "可以", "映射中");
                    assertThat(problem.en()).as(kind.name()).isNotBlank().doesNotContain("{");
                }
            }
            assertThat(Problem.of(Kind.MINUTES_FOR_MONTH, "2024-13-05").zh()).contains("颠倒", "分钟");
        }

        @Test
        void a_bad_identity_number_is_kept_and_pointed_out() {
            Ledgers.Everything read = read(xlsx(
                    folder,
                    row("编号", "信访人", "身份证号", "电话", "信访日期", "诉求"),
                    row("N1", "甲某", "330723198001010013", "1380013800", "2024-03-05", "修路"),
                    row("N2", "乙某", 330723198001010012L, "无", "2024-03-05", "修路")));

            assertThat(read.rows()).hasSize(2);
            assertThat(read.row(0).petitioner().idNumber()).hasValue("330723198001010013");
            assertThat(read.remarks())
                    .extracting(Problem::kind)
                    .containsExactly(Kind.ID_INVALID, Kind.PHONE_INVALID, Kind.DIGITS_LOST);
            assertThat(read.remarks().get(0).zh()).doesNotContain("330723198001010013");
        }

        @Test
        void no_problem_and_no_remark_quotes_a_number_of_a_person_in_whatever_column_it_stands() {
            Ledgers.Everything remarked = read(xlsx(
                    folder,
                    row("编号", "信访人", "身份证号", "电话", "信访日期", "诉求"),
                    row("N1", "甲某", "330723198001010013", "1380013800", "2024-03-05", "修路"),
                    row("N2", "乙某", 330723198001010012L, "测试人乙家123", "2024-03-05", "修路")));
            Ledgers.Everything refused = read(xlsx(
                    folder,
                    row("编号", "信访人", "信访日期", "人数", "是否复查", "诉求"),
                    row("N1", "甲某", "2024-03-05", 1, "是", "修路"),
                    row("N2", "乙某", "13800138001", 1, "是", "修桥"),
                    row("N3", "丙某", "2024-03-05", "33072319800101001X", "是", "修渠"),
                    row("N4", "丁某", "2024-03-05", 1, "否", "修坝")));

            assertThat(remarked.remarks())
                    .extracting(Problem::kind)
                    .containsExactlyInAnyOrder(
                            Kind.ID_INVALID, Kind.PHONE_INVALID, Kind.DIGITS_LOST, Kind.PHONE_INVALID);
            assertThat(refused.problems())
                    .extracting(Problem::row, Problem::column)
                    .containsExactlyInAnyOrder(
                            org.assertj.core.groups.Tuple.tuple(3, "信访日期"),
                            org.assertj.core.groups.Tuple.tuple(4, "人数"));
            assertThat(remarked.remarks().toString() + refused.problems())
                    .doesNotContain("1380013800", "3307231980", "测试人", "13800138001", "3.3072");
        }

        @Test
        void what_slipped_under_another_header_is_quoted_without_telling_who_it_is() {
            Ledgers.Everything read = read(xlsx(
                    folder,
                    row("信访件编号", "信访人", "信访日期", "登记日期", "诉求"),
                    row("L1", "2024-03-05", "测试人甲", "13800138000", "修路"),
                    row("L2", "2024-03-06", "测试人乙", "13800138001", "修桥"),
                    row("L3", "2024-03-07", "测试人丙", "13800138002", "修渠")));

            assertThat(read.outlineKinds()).contains(Kind.MISFIT);
            assertThat(read.outline().problems().toString())
                    .contains("信访日期", "登记日期")
                    .doesNotContain("测试人", "13800138");
        }

        @Test
        void a_number_of_eighteen_digits_kept_as_a_number_is_refused() {
            Ledgers.Everything read = read(
                    xlsx(folder, row("编号", "信访人", "信访日期", "诉求"), row(330723202403050001L, "甲某", "2024-03-05", "修路")));

            assertThat(read.kinds()).containsExactly(Kind.DIGITS_LOST);
        }

        @Test
        void an_unknown_status_is_read_from_the_dates_and_pointed_out() {
            Ledgers.Everything read = read(xlsx(
                    folder,
                    row("编号", "信访人", "信访日期", "受理日期", "诉求", "状态"),
                    row("O1", "甲某", "2024-03-05", "2024-03-09", "修路", "等等看")));

            assertThat(read.row(0).standing()).isEqualTo(Standing.ACCEPTED);
            assertThat(read.remarks()).extracting(Problem::kind).containsExactly(Kind.STATUS_UNKNOWN);
        }

        @Test
        void the_office_s_own_acceptance_before_forwarding_is_not_the_handling_unit_s() {
            Ledgers.Everything read = read(xlsx(
                    folder,
                    row("编号", "信访人", "信访日期", "受理日期", "转办日期", "诉求", "责任单位"),
                    row("P1", "甲某", "2024-03-05", "2024-03-06", "2024-03-09", "修路", "县交通局")));

            assertThat(read.row(0).acceptedOn()).hasValue(LocalDate.of(2024, 3, 9));
            assertThat(read.remarks()).extracting(Problem::kind).containsExactly(Kind.NO_ACCEPTANCE);
        }
    }

    @Nested
    class Texts {
        private static final String CSV =
                "信访台账,,,,\r\n信访件编号,信访人,信访日期,信访诉求,责任单位\r\nQ1,甲某,2024/3/5,\"要求修路,\n并装路灯\",县交通局\r\n\r\nQ2,乙某,2024/3/6,\"他说\"\"好\"\"\",县交通局\r\n";

        @Test
        void utf_8_with_and_without_its_mark() {
            for (String start : new String[] {"", "\uFEFF"}) {
                Ledgers.Everything read = read(Ledgers.text(folder, StandardCharsets.UTF_8, start + CSV));
                assertThat(read.rows()).extracting(LedgerRow::gist).containsExactly("要求修路,\n并装路灯", "他说\"好\"");
                assertThat(read.rows()).extracting(LedgerRow::row).containsExactly(3, 5);
            }
        }

        @Test
        void gb18030_and_utf_16() {
            for (Charset charset : new Charset[] {Charset.forName("GB18030"), Charset.forName("GBK")}) {
                assertThat(read(Ledgers.text(folder, charset, CSV)).rows()).hasSize(2);
            }
            assertThat(read(Ledgers.text(folder, StandardCharsets.UTF_16LE, "\uFEFF" + CSV.replace(',', '\t')))
                            .rows())
                    .hasSize(2);
        }

        @Test
        void semicolons_and_tabs() {
            for (char separator : new char[] {';', '\t'}) {
                Ledgers.Everything read = read(Ledgers.text(
                        folder,
                        StandardCharsets.UTF_8,
                        CSV.replace(",\n", "，\n").replace(',', separator)));
                assertThat(read.rows()).extracting(LedgerRow::unit).containsExactly("县交通局", "县交通局");
            }
        }

        @Test
        void a_stray_separator_is_that_rows_problem() {
            Ledgers.Everything read =
                    read(Ledgers.text(folder, StandardCharsets.UTF_8, CSV + "Q3,丙某,2024/3/7,要求修路,并装路灯,县交通局\n"));

            assertThat(read.kinds()).containsExactly(Kind.TOO_WIDE);
            assertThat(read.rows()).hasSize(2);
        }

        @Test
        void a_quotation_mark_never_closed_is_told_with_its_row() {
            Ledgers.Everything read = read(Ledgers.text(
                    folder, StandardCharsets.UTF_8, CSV + "Q3,丙某,2024/3/7,\"要求修路,县交通局\nQ4,丁某,2024/3/8,修桥,县交通局\n"));

            assertThat(read.outlineKinds()).containsExactly(Kind.OPEN_QUOTE);
        }

        @Test
        void zeros_kept_by_an_equals_sign_and_tabs_before_digits_are_undone() {
            Ledgers.Everything read = read(Ledgers.text(
                    folder,
                    StandardCharsets.UTF_8,
                    "信访件编号,信访人,身份证号,信访日期,信访诉求\n=\"0012\",甲某,\t330723198001010012,2024/3/5,修路\n"));

            assertThat(read.row(0).number()).isEqualTo("0012");
            assertThat(read.row(0).petitioner().idNumber()).hasValue("330723198001010012");
        }
    }

    @Nested
    class Mappings {

        @Test
        void a_person_can_name_columns_that_the_program_does_not_know() {
            Path file = xlsx(folder, row("档号", "何人", "哪天", "何事", "归谁"), row("R1", "甲某", "2024-03-05", "修路", "县交通局"));
            assertThat(read(file).outlineKinds()).containsExactly(Kind.NO_HEADER);

            MappingFile.Read mapping = MappingFile.read("""
                    {"header": 1, "columns": {"档号": "number", "何人": "信访人", "C": "petitioned_on", "何事": "反映问题", "归谁": "责任单位"}}""");

            LedgerRow row = read(file, ((MappingFile.Read.Understood) mapping).mapping())
                    .row(0);
            assertThat(row.number()).isEqualTo("R1");
            assertThat(row.receivedOn()).isEqualTo("2024-03-05");
            assertThat(row.unit()).isEqualTo("县交通局");
        }

        @Test
        void a_mapping_that_names_what_is_not_there_is_refused() {
            Path file = xlsx(folder, row("编号", "信访人", "信访日期", "诉求"), row("R1", "甲某", "2024-03-05", "修路"));
            Mapping mapping =
                    new Mapping(OptionalInt.empty(), ImmutableMap.of("没有的列", ImmutableList.of(Column.REMARK)));

            assertThat(read(file, mapping).outlineKinds()).containsExactly(Kind.NO_SUCH_COLUMN);
        }

        @Test
        void what_was_found_can_be_kept_and_used_again() {
            Path file = xlsx(
                    folder,
                    row("台账"),
                    row("编号", "信访人", "信访日期", "诉求", "责任单位\n责任人"),
                    row("R1", "甲某", "2024-03-05", "修路", "县交通局\n乙某"));
            Ledgers.Everything first = read(file);

            MappingFile.Read again = MappingFile.read(
                    MappingFile.write(first.outline().headers().get(0).mapping()));

            assertThat(read(file, ((MappingFile.Read.Understood) again).mapping())
                            .rows())
                    .isEqualTo(first.rows());
        }

        @Test
        void a_mapping_file_that_cannot_be_understood_says_so() {
            for (String json : new String[] {
                "", "[]", "{", "{\"columns\": 3}", "{\"columns\": {\"A\": \"nothing\"}}", "{\"header\": -1}"
            }) {
                assertThat(MappingFile.read(json)).isInstanceOf(MappingFile.Read.Refused.class);
            }
        }
    }
}
