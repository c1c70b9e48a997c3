package dev.jieli.office;

import com.google.common.collect.ImmutableList;
import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.office.OfficialPaper.Box;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * 通用文书模板: a template for each kind of paper in the layout of GB/T 9704-2012, with the fields between braces. An office
 * takes one of them, changes it in a word processor and gives it back as its own.
 *
 * <p>{@code {{字段}}} is replaced by what stands in the field. A paragraph all of whose fields are blank falls away; {@code
 * {{?字段}}} prints nothing and makes the paragraph fall away with that field; {@code {{序}}} counts 一、二、三 over what is left.
 */
final class UsualTemplates {
    private static final int[] FOUR = {1700, 2722, 1700, 2722};
    private static final int[] SIX = {1200, 1748, 1200, 1748, 1200, 1748};
    private static final int SIZE_SMALL_4 = 24;
    private static final int SIZE_5 = 21;

    private final OfficialPaper paper;

    private UsualTemplates(PaperKind kind) {
        this.paper = new OfficialPaper(kind.title().zh(), "");
    }

    static byte[] of(PaperKind kind) {
        UsualTemplates template = new UsualTemplates(kind);
        switch (kind) {
            case REGISTER_FORM -> template.registerForm();
            case FORWARDING_SLIP -> template.forwardingSlip();
            case ASSIGNMENT_LETTER -> template.assignmentLetter();
            case RECEIPT_NOTICE -> template.receiptNotice();
            case NON_ACCEPTANCE_NOTICE -> template.nonAcceptanceNotice();
            case EXTENSION_NOTICE -> template.extensionNotice();
            case OPINION -> template.opinion();
            case REVIEW_OPINION -> template.reviewOpinion();
            case REREVIEW_OPINION -> template.rereviewOpinion();
            case HEARING_NOTICE -> template.hearingNotice();
            case SERVICE_RECEIPT -> template.serviceReceipt();
            case SETTLEMENT -> template.settlement();
            case CLOSING_REPORT -> template.closingReport();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        template.paper.write(out);
        return out.toByteArray();
    }

    // ------------------------------------------------------------------ forms

    private void registerForm() {
        paper.title("{{发文机关}}信访事项登记表");
        paper.gap();
        List<List<Box>> rows = new ArrayList<>();
        rows.add(three("信访件编号", "{{信访件编号}}", "信访形式", "{{信访形式}}", "信访日期", "{{信访日期}}"));
        rows.add(three("登记机构", "{{登记机构}}", "登 记 人", "{{登记人}}", "登记日期", "{{登记日期}}"));
        rows.add(three("信 访 人", "{{信访人}}", "性　　别", "{{性别}}", "出生日期", "{{出生日期}}"));
        rows.add(three("民　　族", "{{民族}}", "职　　业", "{{职业}}", "联系电话", "{{信访人电话}}"));
        rows.add(wide("证件号码", "{{证件号码}}", "邮政编码", "{{邮政编码}}"));
        rows.add(wide("住　　址", "{{住址}}", "户 籍 地", "{{户籍地}}"));
        rows.add(three("提出方式", "{{提出方式}}", "信访人数", "{{信访人数}}", "涉及人数", "{{涉及人数}}"));
        rows.add(wide("代 表 人", "{{代表人}}", "接谈窗口", "{{接谈窗口}}"));
        rows.add(three("问题属地", "{{问题属地}}", "发生时间", "{{发生时间}}", "发生地点", "{{发生地点}}"));
        rows.add(three("信访目的", "{{信访目的}}", "内容分类", "{{内容分类}}", "初次重复", "{{初次或者重复}}"));
        rows.add(wide("关联信访件", "{{关联信访件}}", "标　　志", "{{标志}}"));
        rows.add(all("诉求概述", "{{诉求概述}}"));
        rows.add(all("事实与理由", "{{事实与理由}}"));
        rows.add(all("附件清单", "{{附件清单}}"));
        rows.add(all("上级来文", "{{上级来文}}"));
        rows.add(all("领导阅批", "{{领导阅批}}"));
        rows.add(three("去　　向", "{{去向}}", "接收单位", "{{接收单位}}", "办理期限", "{{办理期限}}"));
        rows.add(all("承办人意见", "{{承办人意见}}"));
        rows.add(all("审核意见", "{{审核意见}}"));
        rows.add(all("签发意见", "{{签发意见}}"));
        paper.table(SIX, 0, SIZE_5, 470, rows);
        paper.note("制表：{{发文机关}}　　签发：{{签发人}}　　{{成文日期}}");
    }

    private static List<Box> three(String one, String first, String two, String second, String three, String third) {
        return List.of(
                Box.label(one),
                Box.centre(first),
                Box.label(two),
                Box.centre(second),
                Box.label(three),
                Box.centre(third));
    }

    private static List<Box> wide(String one, String first, String two, String second) {
        return List.of(Box.label(one), Box.said(first).over(3), Box.label(two), Box.centre(second));
    }

    private static List<Box> all(String label, String text) {
        return List.of(Box.label(label), Box.said(text).over(5));
    }

    private void serviceReceipt() {
        paper.title("{{发文机关}}送达回证");
        paper.gap();
        List<List<Box>> rows = new ArrayList<>();
        rows.add(one("信访件编号", "{{信访件编号}}"));
        rows.add(one("送达文书名称", "{{文书名称}}"));
        rows.add(one("文　　号", "{{文书字号}}"));
        rows.add(one("受送达人", "{{信访人}}"));
        rows.add(two("送达方式", "{{送达方式}}", "送达时间", "{{送达时间}}"));
        rows.add(one("送达地点", "{{送达地点}}"));
        rows.add(two("收件人签名\n或者盖章", "{{收件人}}", "与受送达人\n关　　系", "{{与受送达人关系}}"));
        rows.add(one("拒收事由\n和　日　期", "{{拒收事由}}"));
        rows.add(one("见证人签名\n或者盖章", "{{见证人}}"));
        rows.add(one("送 达 人", "{{送达人}}"));
        rows.add(one("备　　注", "{{备注}}"));
        paper.table(FOUR, 0, SIZE_SMALL_4, 780, rows);
        paper.note("注：1. 送达时间写到时、分。2. 受送达人拒收的，送达人邀请见证人到场，说明情况，由送达人、见证人签名后留置。");
        paper.note("制发：{{发文机关}}　　{{成文日期}}　　经手：{{签发人}}");
    }

    private static List<Box> one(String label, String text) {
        return List.of(Box.label(label), Box.said(text).over(3));
    }

    private static List<Box> two(String one, String first, String two, String second) {
        return List.of(Box.label(one), Box.said(first), Box.label(two), Box.said(second));
    }

    // ------------------------------------------------------------------ letters

    private void forwardingSlip() {
        paper.letterHead("{{发文机关标志}}", "{{发文字号}}");
        paper.title("信访事项转送单");
        paper.blank();
        paper.line("{{接收单位}}：");
        paper.text("现将{{信访人}}{{信访日期}}提出的信访事项（信访件编号：{{信访件编号}}）转送你单位，请依法按政策处理。");
        paper.text("{{?协办单位}}协办单位：{{协办单位}}。");
        paper.text("{{?信访形式}}信访形式：{{信访形式}}。");
        paper.heading("{{序}}、事项摘要");
        paper.text("{{事项摘要}}");
        paper.heading("{{?领导批示摘录}}{{序}}、领导批示摘录");
        paper.text("{{领导批示摘录}}");
        paper.heading("{{序}}、转送依据");
        paper.text("{{转送依据}}");
        paper.heading("{{序}}、告知要求");
        paper.text("{{告知要求}}");
        paper.text("{{?移送材料}}附件：{{移送材料}}");
        signed();
        paper.stay();
        paper.text("{{?经办人}}（经办人：{{经办人}}　联系电话：{{联系电话}}）");
        acknowledgement();
    }

    private void assignmentLetter() {
        paper.letterHead("{{发文机关标志}}", "{{发文字号}}");
        paper.title("关于交办信访事项的函");
        paper.blank();
        paper.line("{{接收单位}}：");
        paper.text("现将{{信访人}}{{信访日期}}提出的信访事项（信访件编号：{{信访件编号}}）交由你单位办理，请于{{办理期限}}前办结并反馈结果。");
        paper.text("{{?协办单位}}协办单位：{{协办单位}}。");
        paper.text("{{?信访形式}}信访形式：{{信访形式}}。");
        paper.heading("{{序}}、事项摘要");
        paper.text("{{事项摘要}}");
        paper.heading("{{?领导批示摘录}}{{序}}、领导批示摘录");
        paper.text("{{领导批示摘录}}");
        paper.heading("{{序}}、交办依据");
        paper.text("{{交办依据}}");
        paper.heading("{{序}}、办理要求");
        paper.text("{{交办要求}}");
        paper.heading("{{序}}、反馈要求");
        paper.text("{{反馈要求}}");
        paper.text("{{?移送材料}}附件：{{移送材料}}");
        signed();
        paper.stay();
        paper.text("{{?经办人}}（经办人：{{经办人}}　联系电话：{{联系电话}}）");
        acknowledgement();
    }

    /** 回执: signed by who receives it, and sent back. */
    private void acknowledgement() {
        paper.newPage();
        paper.title("回　　执");
        paper.blank();
        paper.line("{{发文机关}}：");
        paper.text("你单位《{{文书名称}}》（{{发文字号}}，信访件编号：{{信访件编号}}）及所附材料收悉。");
        paper.gap();
        List<List<Box>> rows = new ArrayList<>();
        rows.add(two("签收单位", "", "签 收 人", ""));
        rows.add(two("签收时间", "　　年　 月　 日　 时", "联系电话", ""));
        rows.add(one("异议及理由\n（收到之日起\n5个工作日内\n提出）", ""));
        rows.add(one("核实结论", ""));
        paper.table(FOUR, 0, SIZE_SMALL_4, 900, rows);
    }

    // ------------------------------------------------------------------ notices

    private void receiptNotice() {
        paper.redHead("{{发文机关标志}}", "{{发文字号}}");
        paper.title("信访事项受理告知书");
        paper.blank();
        paper.line("{{信访人}}：");
        paper.text("您{{提出日期}}通过{{提出方式}}提出的信访事项（信访件编号：{{信访件编号}}），我单位已于{{收到日期}}收到。根据《信访工作条例》第二十三条的规定，现将有关情况告知如下：");
        paper.heading("{{序}}、信访事项");
        paper.text("{{事项名称}}");
        paper.text("{{?转交机关}}该事项由{{转交机关}}转送（交办）我单位。");
        paper.heading("{{序}}、处理途径和程序");
        paper.text("{{办理途径和程序}}");
        paper.text("{{?受理日期}}我单位于{{受理日期}}受理，自受理之日起计算，办理期限至{{办理期限}}。");
        paper.heading("{{序}}、承办和查询");
        paper.text("承办部门：{{承办部门}}。");
        paper.text("{{?联系部门}}联系人：{{联系部门}}。");
        paper.text("{{?联系电话}}联系电话：{{联系电话}}。");
        paper.text("{{?查询方式}}查询方式：{{查询方式}}。");
        paper.heading("{{?权利义务}}{{序}}、权利和义务");
        paper.text("{{权利义务}}");
        signed();
        receivedByPetitioner();
    }

    private void nonAcceptanceNotice() {
        paper.redHead("{{发文机关标志}}", "{{发文字号}}");
        paper.title("{{文书标题}}");
        paper.blank();
        paper.line("{{信访人}}：");
        paper.text("您{{提出日期}}提出的信访事项（信访件编号：{{信访件编号}}）收悉。事项内容：");
        paper.text("{{事项内容}}");
        paper.text("经审查，该事项属于下列第{{情形序号}}种情形，依据{{情形依据}}，我单位{{不予受理}}：");
        paper.text("{{情形勾选}}");
        paper.text("{{?理由}}具体理由：{{理由}}");
        paper.text("{{?去向机关}}请您依法向{{去向机关}}提出。");
        paper.text("{{?联系电话}}特此告知。联系电话：{{联系电话}}。");
        signed();
        receivedByPetitioner();
    }

    private void extensionNotice() {
        paper.redHead("{{发文机关标志}}", "{{发文字号}}");
        paper.title("信访事项延长办理期限告知书");
        paper.blank();
        paper.line("{{信访人}}：");
        paper.text("您提出的信访事项（信访件编号：{{信访件编号}}），我单位于{{受理日期}}受理，办理期限原于{{原届满日}}届满。因情况复杂，不能在上述期限内办结，理由是：");
        paper.text("{{延期理由}}");
        paper.text("根据《信访工作条例》第三十四条的规定，经本单位负责人{{签发人}}（{{签发人职务}}）批准，决定将办理期限延长{{延长天数}}日，延长至{{新届满日}}。");
        paper.text("{{?联系电话}}特此告知。联系电话：{{联系电话}}。");
        signed();
        receivedByPetitioner();
    }

    private void hearingNotice() {
        paper.redHead("{{发文机关标志}}", "{{发文字号}}");
        paper.title("信访听证通知书");
        paper.blank();
        paper.line("{{信访人}}、{{承办单位}}：");
        paper.text("信访事项（信访件编号：{{信访件编号}}）定于下列时间、地点举行听证，请准时参加。");
        paper.heading("{{序}}、听证事由");
        paper.text("{{听证事由}}");
        paper.heading("{{序}}、时间和地点");
        paper.text("时间：{{听证时间}}");
        paper.text("地点：{{听证地点}}");
        paper.text("听证方式：{{是否公开}}");
        paper.heading("{{序}}、听证人员");
        paper.text("主持人：{{主持人}}");
        paper.text("听证员：{{听证员}}");
        paper.text("记录人：{{记录人}}");
        paper.heading("{{序}}、当事人");
        paper.text("信访人：{{信访人}}");
        paper.text("承办单位：{{承办单位}}");
        paper.text("{{?代理人}}代理人：{{代理人}}");
        paper.heading("{{序}}、权利和义务");
        paper.text("{{权利义务}}");
        paper.heading("{{?提交材料}}{{序}}、需要提交的材料");
        paper.text("{{提交材料}}");
        paper.heading("{{?不到场后果}}{{序}}、不到场的后果");
        paper.text("{{不到场后果}}");
        paper.text("{{?联系电话}}联系电话：{{联系电话}}。");
        signed();
        receivedByPetitioner();
    }

    // ------------------------------------------------------------------ opinions

    private void opinion() {
        paper.redHead("{{发文机关标志}}", "{{发文字号}}");
        paper.title("关于{{信访人}}信访事项的处理意见书");
        paper.blank();
        petitioner();
        paper.text("您提出的信访事项（信访件编号：{{信访件编号}}），我单位于{{收到日期}}收到，{{受理日期}}受理，现已办结。");
        paper.text("{{?转交机关}}该事项由{{转交机关}}转送（交办）我单位。");
        paper.heading("{{序}}、投诉请求");
        paper.text("{{投诉请求}}");
        paper.heading("{{序}}、事实和理由");
        paper.text("{{事实和理由}}");
        paper.heading("{{序}}、调查核实的情况");
        paper.text("{{查明情况}}");
        paper.text("{{听取陈述情况}}");
        paper.text("{{听证情况}}");
        paper.text("{{?证据目录}}以上事实，有下列证据证实：");
        paper.text("{{证据目录}}");
        paper.heading("{{序}}、处理意见及其依据");
        paper.text("{{依据}}");
        paper.text("综上，对您的投诉请求{{结论}}。{{处理意见}}");
        paper.heading("{{?执行安排}}{{序}}、执行");
        paper.text("{{执行安排}}");
        paper.heading("{{?调解和解}}{{序}}、调解、和解");
        paper.text("{{调解和解}}");
        paper.text("如不服本处理意见，可以自收到本意见书之日起30日内，向{{复查机关}}请求复查。逾期不请求复查的，按照有关规定处理。");
        paper.text("{{?附件}}附件：{{附件}}");
        signed();
        paper.imprint("{{?抄送}}抄送：{{抄送}}。");
    }

    private void reviewOpinion() {
        paper.redHead("{{发文机关标志}}", "{{发文字号}}");
        paper.title("关于{{信访人}}信访事项的复查意见书");
        paper.blank();
        petitioner();
        paper.text("{{?代理人}}代理人：{{代理人}}");
        paper.text("原办理机关：{{原办理机关}}");
        paper.text("您对{{原办理机关}}{{处理意见日期}}作出的信访处理意见不服，于{{请求日期}}请求复查（信访件编号：{{信访件编号}}）。我单位依法进行了复查，现已终结。");
        paper.text("{{?处理意见书编号}}原处理意见书：{{处理意见书编号}}。");
        paper.text("{{?处理意见送达日期}}原处理意见书于{{处理意见送达日期}}送达。");
        asked();
        paper.heading("{{序}}、复查意见及其依据");
        paper.text("{{依据}}");
        paper.text("综上，复查决定：{{结论}}。");
        paper.text("{{复查意见}}");
        paper.text("如不服本复查意见，可以自收到本意见书之日起30日内，向{{复核机关}}请求复核。");
        paper.text("{{?附件}}附件：{{附件}}");
        signed();
        paper.imprint("{{?抄送}}抄送：{{抄送}}。");
    }

    private void rereviewOpinion() {
        paper.redHead("{{发文机关标志}}", "{{发文字号}}");
        paper.title("关于{{信访人}}信访事项的复核意见书");
        paper.blank();
        petitioner();
        paper.text("{{?代理人}}代理人：{{代理人}}");
        paper.text("原办理机关：{{原办理机关}}");
        paper.text("复查机关：{{复查机关}}");
        paper.text("您对{{复查机关}}{{复查意见日期}}作出的复查意见不服，于{{请求日期}}请求复核（信访件编号：{{信访件编号}}）。我单位依法进行了复核，现已终结。");
        paper.text("原处理意见于{{处理意见日期}}作出。");
        paper.text("{{?处理意见书编号}}原处理意见书：{{处理意见书编号}}。");
        paper.text("{{?复查意见书编号}}复查意见书：{{复查意见书编号}}。");
        paper.text("{{?处理意见送达日期}}原处理意见书于{{处理意见送达日期}}送达。");
        paper.text("{{?复查意见送达日期}}复查意见书于{{复查意见送达日期}}送达。");
        asked();
        paper.heading("{{序}}、复核意见及其依据");
        paper.text("{{依据}}");
        paper.text("综上，复核决定：{{结论}}。");
        paper.text("{{复核意见}}");
        paper.text("本复核意见为信访程序终结意见。您仍然以同一事实和理由提出投诉请求的，根据《信访工作条例》第三十六条第三款的规定，各级党委和政府信访部门和其他机关、单位不再受理。");
        paper.text("{{?附件}}附件：{{附件}}");
        signed();
        paper.imprint("{{?抄送}}抄送：{{抄送}}。");
    }

    private void petitioner() {
        paper.line("{{信访人}}：");
        paper.text("{{?证件号码}}证件号码：{{证件号码}}");
        paper.text("{{?住址}}住址：{{住址}}");
    }

    private void asked() {
        paper.heading("{{序}}、请求事项");
        paper.text("{{请求事项}}");
        paper.heading("{{序}}、理由");
        paper.text("{{请求理由}}");
        paper.text("{{?新证据}}提交的新证据：{{新证据}}");
        paper.heading("{{序}}、审查情况");
        paper.text("{{审查情况}}");
        paper.heading("{{?听证情况}}{{序}}、听证情况");
        paper.text("{{听证情况}}");
        paper.text("{{?办理期限}}本次审查的期限至{{办理期限}}。");
    }

    // ------------------------------------------------------------------ settlement and report

    private void settlement() {
        paper.title("{{协议种类}}");
        paper.right("{{发文字号}}");
        paper.blank();
        paper.text("甲方（信访人）：{{信访人}}");
        paper.text("{{?证件号码}}证件号码：{{证件号码}}");
        paper.text("{{?住址}}住址：{{住址}}");
        paper.text("乙方：{{对方当事人}}");
        paper.text("{{?主持调解单位}}主持单位：{{主持调解单位}}");
        paper.text("双方就信访事项（信访件编号：{{信访件编号}}）在自愿、合法的基础上，根据《信访工作条例》第三十三条的规定，达成如下协议：");
        paper.heading("{{序}}、争议事项");
        paper.text("{{争议事项}}");
        paper.heading("{{序}}、协议内容");
        paper.text("{{协议内容}}");
        paper.heading("{{序}}、履行方式和期限");
        paper.text("{{履行方式和期限}}");
        paper.heading("{{?违约责任}}{{序}}、违约责任");
        paper.text("{{违约责任}}");
        paper.text("本协议自各方签名或者盖章之日起生效。");
        paper.text("{{?份数}}本协议一式{{份数}}份，各方各执一份，附卷一份。");
        paper.blank();
        paper.line("甲方（签名）：　　　　　　　　乙方（签名、盖章）：");
        paper.blank();
        paper.line("主持人（签名）：");
        signed();
    }

    private void closingReport() {
        paper.redHead("{{发文机关标志}}", "{{发文字号}}", "{{签发人}}");
        paper.title("关于{{信访人}}信访事项的办结报告");
        paper.blank();
        paper.line("{{主送机关}}：");
        paper.text("{{?来文字号}}《{{来文字号}}》收悉。");
        paper.text("{{信访人}}{{信访日期}}提出的信访事项（信访件编号：{{信访件编号}}）已经办结，根据《信访工作条例》第二十二条的规定，现将办理结果报告如下：");
        paper.heading("{{序}}、事项摘要");
        paper.text("{{事项摘要}}");
        paper.heading("{{序}}、办理过程");
        paper.text("{{办理过程}}");
        paper.heading("{{序}}、调查核实情况");
        paper.text("{{调查核实情况}}");
        paper.heading("{{序}}、处理意见");
        paper.text("{{处理意见}}");
        paper.heading("{{?落实情况}}{{序}}、落实情况");
        paper.text("{{落实情况}}");
        paper.heading("{{?信访人意见}}{{序}}、信访人意见");
        paper.text("{{信访人意见}}");
        paper.heading("{{?下步工作}}{{序}}、下步工作");
        paper.text("{{下步工作}}");
        paper.text("特此报告。");
        paper.text("{{?附件}}附件：{{附件}}");
        signed();
        paper.stay();
        paper.text("{{?联系电话}}（联系人：{{联系部门}}　联系电话：{{联系电话}}）");
    }

    private void signed() {
        paper.signature("{{发文机关}}", "{{成文日期}}");
    }

    /** 一式二份: the petitioner signs that he or she has one. */
    private void receivedByPetitioner() {
        paper.keepOn();
        paper.table(
                new int[] {OfficialPaper.WIDTH},
                0,
                SIZE_5,
                460,
                ImmutableList.of(ImmutableList.of(Box.said("本文书一式二份，信访人一份，附卷一份。　信访人签收：　　　　　　　年　月　日"))));
    }
}
