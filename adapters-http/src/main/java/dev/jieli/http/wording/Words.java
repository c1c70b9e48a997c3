package dev.jieli.http.wording;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Audit;
import dev.jieli.application.published.Problem;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.assignment.Hardness;
import dev.jieli.domain.assignment.Proposal;
import dev.jieli.domain.authority.Duty;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.authority.Reach;
import dev.jieli.domain.calendar.Light;
import dev.jieli.domain.casefile.Adoption;
import dev.jieli.domain.casefile.Channel;
import dev.jieli.domain.casefile.Confirmation;
import dev.jieli.domain.casefile.Coordination;
import dev.jieli.domain.casefile.Crossing;
import dev.jieli.domain.casefile.Ending;
import dev.jieli.domain.casefile.Finding;
import dev.jieli.domain.casefile.Informed;
import dev.jieli.domain.casefile.LegalPath;
import dev.jieli.domain.casefile.Likeness;
import dev.jieli.domain.casefile.LinkKind;
import dev.jieli.domain.casefile.Manner;
import dev.jieli.domain.casefile.Material;
import dev.jieli.domain.casefile.Measure;
import dev.jieli.domain.casefile.Opinion;
import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.domain.casefile.Recipient;
import dev.jieli.domain.casefile.SimpleGround;
import dev.jieli.domain.casefile.Stage;
import dev.jieli.domain.casefile.Succession;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.casefile.Triage;
import dev.jieli.domain.casefile.Unserved;
import dev.jieli.domain.docket.Act;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.retention.Retention;
import dev.jieli.domain.statute.Language;
import dev.jieli.domain.statute.Ruling;
import dev.jieli.domain.statute.Term;
import dev.jieli.domain.statute.Wording;
import dev.jieli.domain.tenure.Delegation;
import dev.jieli.domain.tenure.Handover;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * 用语: what people call the things that programs name by constants. A term and a light know their own names
 * ({@link Term#in}, {@link Light#in}).
 */
public final class Words {
    private Words() {}

    // spotless:off
    public static Wording of(Stage stage) {
        return switch (stage) {
            case REGISTERED         -> said("已登记",        "registered");
            case FORWARDED          -> said("已转送",        "forwarded");
            case DECLINED           -> said("不予受理，待告知", "declined, to be told");
            case LED                -> said("导入其他法定途径，待告知", "led to another path, to be told");
            case OBJECTED           -> said("异议待核",      "objected to");
            case ACCEPTED           -> said("办理中",        "being handled");
            case REPLIED            -> said("已出具处理意见", "opinion given");
            case REPLY_SERVED       -> said("处理意见已送达", "opinion served");
            case REVIEW_REQUESTED   -> said("复查中",        "under review");
            case REVIEWED           -> said("已出具复查意见", "reviewed");
            case REVIEW_SERVED      -> said("复查意见已送达", "review served");
            case REREVIEW_REQUESTED -> said("复核中",        "under re-review");
            case REREVIEWED         -> said("已出具复核意见", "re-reviewed");
            case REVOKED            -> said("已撤销原意见",   "set aside");
            case EXECUTING          -> said("执行中",        "being executed");
        };
    }

    public static Wording of(Accounts.Scope scope) {
        return switch (scope) {
            case READ -> Wording.of("查看", "reading");
            case ACT -> Wording.of("办理", "acting");
            case IMPORT -> Wording.of("导入台账", "importing");
            case FEED -> Wording.of("消息推送", "the feed");
            case CALENDAR -> Wording.of("日历订阅", "a calendar");
        };
    }

    public static Wording of(Accounts.Factor.Kind kind) {
        return switch (kind) {
            case CODES -> Wording.of("动态口令", "one-time codes");
            case KEY -> Wording.of("安全密钥", "security key");
        };
    }

    public static Wording of(Ending ending) {
        return switch (ending) {
            case FINAL         -> said("复核终结",              "final after re-review");
            case NOT_ACCEPTED  -> said("不予受理",              "not accepted");
            case LED_ELSEWHERE -> said("导入其他法定途径",        "led to another legal path");
            case ANSWERED      -> said("已答复",               "answered");
            case SETTLED       -> said("调解和解",              "settled");
            case WITHDRAWN     -> said("撤回",                 "withdrawn");
            case NOT_PURSUED   -> said("逾期未请求复查（复核）",   "review not asked for in time");
        };
    }

    public static Wording of(Track track) {
        return switch (track) {
            case PETITION_PROCEDURE -> said("信访程序",     "petition procedure");
            case SIMPLIFIED         -> said("简易办理",     "simplified handling");
            case PROPOSAL           -> said("建议意见",     "proposal");
            case ACCUSATION         -> said("检举控告",     "accusation");
            case LEGAL_PATH         -> said("其他法定途径",  "another legal path");
        };
    }

    public static Wording of(Informed whom) {
        return switch (whom) {
            case GOVERNMENT              -> said("本级党委和政府",           "Party committee and government of the level");
            case COMPETENT_DEPARTMENT    -> said("相关主管部门",            "competent department");
            case JOINT_MEETING_OFFICE    -> said("信访工作联席会议办公室",    "office of the joint meeting");
            case HIGHER_PETITION_OFFICE  -> said("上一级信访部门",          "next higher petition department");
            case NATIONAL_BUREAU         -> said("国家信访局",             "National Public Complaints Administration");
            case ORGANIZATION_DEPARTMENT -> said("组织（人事）部门",         "organization (personnel) department");
            case PARTY_LEADERS           -> said("党委主要负责同志和分管组织工作的负责同志", "head of the Party committee and its leader for organization");
        };
    }

    public static Wording of(Crossing crossing) {
        return switch (crossing) {
            case REGION                      -> said("跨地区",   "across regions");
            case DEPARTMENT                  -> said("跨部门",   "across departments");
            case INDUSTRY                    -> said("跨行业",   "across industries");
            case PERSON_AND_MATTER           -> said("人事分离", "person and matter apart");
            case PERSON_AND_HOUSEHOLD        -> said("人户分离", "person and household apart");
            case PERSON_MATTER_AND_HOUSEHOLD -> said("人事户分离", "person, matter and household apart");
        };
    }

    public static Wording of(Coordination how) {
        return switch (how) {
            case AGREED        -> said("各机关、单位协商",    "agreed by the organs");
            case SUPERIOR      -> said("共同的上一级决定",    "decided by the common superior");
            case JOINT_MEETING -> said("联席会议协调",       "settled by the joint meeting");
        };
    }

    public static Wording of(Succession how) {
        return switch (how) {
            case SUCCESSOR  -> said("继续行使其职权",      "exercises its powers from now on");
            case DESIGNATED -> said("党委、政府承担或者指定", "the committee or government, or whom it designated");
        };
    }

    public static Wording of(Triage triage) {
        return switch (triage) {
            case NOT_ACCEPTED  -> said("不予受理", "not accepted");
            case LEGAL_PATH    -> said("法定途径", "legal path");
            case PETITION_PATH -> said("信访途径", "petition path");
        };
    }

    public static Wording of(SimpleGround ground) {
        return switch (ground) {
            case CLEAR            -> said("事实清楚、责任明确、争议不大、易于解决", "clear facts and duty, little dispute, easy to resolve");
            case ANSWERED_AT_ONCE -> said("咨询、意见或者感谢，可以即时反馈",     "an enquiry, an opinion or thanks that can be answered at once");
            case DAILY_LIFE       -> said("涉及日常生产生活、时效性强",          "touches daily life and work and cannot wait");
            case PROMISED         -> said("机关、单位已有明确承诺或者结论",       "the organ has promised it or come to a conclusion already");
            case OTHER            -> said("其他可以简易办理的",               "otherwise fit for simplified handling");
        };
    }

    public static Wording of(Adoption adoption) {
        return switch (adoption) {
            case ADOPTED     -> said("采纳",     "adopted");
            case PARTLY      -> said("部分采纳", "adopted in part");
            case NOT_ADOPTED -> said("未采纳",   "not adopted");
        };
    }

    /** Why a matter is not fit for simplified handling, as a refusal has it. */
    static Wording unfit(String why) {
        return switch (why) {
            case "ACCEPTED_ALREADY" -> said("已经受理",               "it has been accepted already");
            case "REPEATED"         -> said("不是初次信访",            "it is not a first petition");
            case "SEVERAL_UNITS"    -> said("涉及多个责任单位",         "several units are responsible");
            case "MAJOR"            -> said("是重大、紧急或者集体访事项", "it is urgent, major or a collective visit");
            case "NOT_SUPPORTED"    -> said("诉求不予支持",            "the request is not to be supported");
            default                 -> said(why, why);
        };
    }

    static Wording track(String name) {
        return Arrays.stream(Track.values())
                .filter(track -> track.name().equals(name))
                .findFirst()
                .map(Words::of)
                .orElse(said(name, name));
    }

    public static Wording of(Channel channel) {
        return switch (channel) {
            case LETTER -> said("来信", "letter");
            case VISIT  -> said("走访", "visit");
            case WEB    -> said("网上", "online");
            case PHONE  -> said("电话", "telephone");
            case FAX    -> said("传真", "fax");
            case VIDEO  -> said("视频", "video");
            case WECHAT -> said("微信", "WeChat");
            case APP    -> said("手机客户端", "mobile app");
            case LEADERS_MAILBOX -> said("领导信箱", "leader's mailbox");
            case HOTLINE -> said("热线", "hotline");
            case PROXY  -> said("代办", "brought in by a proxy");
            case OTHER  -> said("其他", "other");
        };
    }

    public static Wording of(Role role) {
        return switch (role) {
            case HOLDER           -> said("承办人",       "holder");
            case UNIT_HEAD        -> said("单位主要负责人", "head of the unit");
            case LEADER_IN_CHARGE -> said("分管领导",      "leader in charge");
            case ASSIGNED_LEADER  -> said("包案领导",      "leader assigned to the case");
        };
    }

    public static Wording of(Duty duty) {
        return of(duty.capacity());
    }

    public static Wording of(Power power) {
        return switch (power) {
            case SEE_CASES         -> said("查看信访事项",       "see cases");
            case KEEP_ORGANIZATION -> said("机构编制",           "keep units, posts and appointments");
            case ANNOUNCE_YEAR     -> said("公布放假安排",       "announce a year's days off");
            case ADOPT_RULEBOOK    -> said("采用地方规则",       "adopt a rulebook");
            case IMPORT_LEDGER     -> said("导入台账",           "import a ledger");
            case HEAD_PAPERS       -> said("版头和模板",         "letterhead and templates");
            case SEE_PETITIONERS   -> said("查看信访人完整信息", "see petitioners unmasked, for a purpose");
            case SEE_HANDOVERS -> said("查看交接清单", "see handover lists");
            case EXPORT_PETITIONERS -> said("导出信访人完整信息", "export petitioners unmasked, for a purpose");
            case DELEGATE          -> said("委托代理",           "let somebody act during an absence");
            case ERASE_EXPIRED     -> said("到期删除",           "erase what is over its time, upon an approved list");
            case HOLD_ERASURE      -> said("暂缓删除",           "hold back the erasure of a case");
            case ANSWER_PERSONS    -> said("答复本人",           "tell a person what is kept of him or her");
            case KEEP_ACCOUNTS     -> said("设立账号",           "add and reset accounts");
            case GRANT_ACCOUNTS    -> said("账号授权",           "grant accounts");
            case STOP_ACCOUNTS     -> said("停用账号",           "take accounts out of use");
            case SEE_ACCOUNTS      -> said("查看账号",           "see accounts");
            case AUDIT             -> said("审计",               "audit");
            case AUDIT_AUDITORS    -> said("审计审计员",         "audit the auditors");
            case VERIFY_RECORD     -> said("核验案卷",           "verify the record");
            case SEE_FINDINGS      -> said("核验明细",           "see what a verification found");
            case KEEP_LISTENERS    -> said("消息推送",           "look after the feed's listeners");
            case WATCH_OPERATION   -> said("运行监控",           "watch the operation");
        };
    }

    public static Wording of(Reach reach) {
        return switch (reach) {
            case OWN_POST        -> said("本人岗位",             "the own post");
            case OWN_CASE        -> said("本案",                 "the one case");
            case OWN_UNIT        -> said("本机关、单位",         "the own unit");
            case REVIEWED        -> said("由本机关、单位复查、复核的机关、单位", "the units that the own one reviews");
            case UNIT_AND_BELOW  -> said("本机关、单位及下级",   "the own unit and those below");
            case LEVEL_AND_BELOW -> said("本级及以下",           "the own division and those within");
            case WHOLE_HOUSE     -> said("本系统",               "the whole house");
        };
    }

    public static Wording of(Capacity capacity) {
        return switch (capacity) {
            case HOLDER           -> said("承办人",       "holder");
            case COLLEAGUE        -> said("承办单位人员",  "member of the handling unit");
            case UNIT_HEAD        -> said("单位负责人",    "head of the unit");
            case LEADER_IN_CHARGE -> said("分管领导",      "leader in charge");
            case ASSIGNED_LEADER  -> said("包案领导",      "leader assigned to the case");
            case SENDER           -> said("转送机关",      "the organ that sent it");
            case RECEIVER         -> said("接收机关",      "the organ that receives it");
            case ASSISTANT        -> said("协办单位人员",  "member of an assisting unit");
            case PETITION_OFFICE  -> said("信访部门",      "petition department");
            case REGISTRAR        -> said("信访部门登记岗位", "head or registrar of a petition department");
            case SUPERVISOR       -> said("督查人员",      "supervisor");
            case OUTGOING         -> said("移交人",       "outgoing official");
            case INCOMING         -> said("接收人",       "incoming official");
            case WITNESS          -> said("监交人",       "witness");
            case LEDGER           -> said("台账补录",     "taken over from a ledger");
            case SYSTEM_ADMINISTRATOR   -> said("系统管理员", "system administrator");
            case SECURITY_ADMINISTRATOR -> said("安全管理员", "security administrator");
            case AUDITOR          -> said("安全审计员",    "auditor");
            case ACCOUNT          -> said("账号",         "the account");
            case SYSTEM           -> said("系统",         "the system");
        };
    }

    public static Wording of(Opinion opinion) {
        return switch (opinion) {
            case SUPPORT     -> said("予以支持", "supported");
            case EXPLAIN     -> said("解释说明", "explained");
            case NOT_SUPPORT -> said("不予支持", "not supported");
        };
    }

    public static Wording of(Measure measure) {
        return switch (measure) {
            case GUIDANCE        -> said("疏导教育",           "guidance");
            case HELP            -> said("帮扶救助",           "help in hardship");
            case SOCIAL_AID      -> said("申请社会救助",        "social aid");
            case JUDICIAL_AID    -> said("司法救助",           "judicial aid");
            case LAWFUL_HANDLING -> said("依法处理",           "handling by law");
        };
    }

    public static Wording of(Confirmation level) {
        return switch (level) {
            case COUNTY     -> said("县级认定",   "confirmed by the county");
            case PROVINCIAL -> said("省级认定",   "confirmed by the province");
            case CENTRAL    -> said("中央备案",   "filed by the centre");
        };
    }

    public static Wording of(Material material) {
        return switch (material) {
            case OPINION   -> said("处理意见",          "the opinion");
            case SERVICE   -> said("送达凭证",          "proof of service");
            case REVIEWS   -> said("复查、复核意见",     "review and re-review");
            case AGREEMENT -> said("调解、和解协议",     "the settlement");
            case RESULT    -> said("落实证明",          "proof that it was carried out");
            case MEASURES  -> said("疏导、帮扶救助记录",  "record of guidance and aid");
        };
    }

    public static Wording of(Finding finding) {
        return switch (finding) {
            case UPHELD  -> said("维持", "upheld");
            case CHANGED -> said("变更", "changed");
        };
    }

    public static Wording of(LegalPath path) {
        return switch (path) {
            case LITIGATION     -> said("诉讼、复议、刑事立案等（第一项）",   "litigation, criminal filing and the like (item 1)");
            case ARBITRATION    -> said("仲裁（第二项）",                "arbitration (item 2)");
            case PARTY_APPEAL   -> said("党员申诉、申请复审（第三项）",     "appeal of a Party member (item 3)");
            case ADMINISTRATIVE -> said("行政复议、裁决、确认、许可、处罚（第四项）", "administrative procedure (item 4)");
            case PROTECTION     -> said("申请查处、履行保护职责（第五项）",  "application for investigation or protection (item 5)");
        };
    }

    public static Wording of(Manner manner) {
        return switch (manner) {
            case ON_THE_SPOT -> said("当场书面", "in writing on the spot");
            case IN_PERSON   -> said("直接送达", "in person");
            case BY_POST     -> said("邮寄",    "by post");
            case ONLINE      -> said("网上",    "online");
            case LEFT        -> said("留置",    "left at the place");
            case ENTRUSTED   -> said("委托",    "through another organ");
            case BY_NOTICE   -> said("公告",    "by public notice");
        };
    }

    public static Wording of(Recipient recipient) {
        return switch (recipient) {
            case PETITIONER     -> said("信访人本人",   "the petitioner");
            case FAMILY         -> said("同住成年家属", "an adult of the household");
            case AGENT          -> said("代理人",      "an agent");
            case REPRESENTATIVE -> said("推选的代表",   "a representative");
            case ORGANIZATION   -> said("单位收件人",   "the receiving desk of an organization");
        };
    }

    public static Wording of(Unserved why) {
        return switch (why) {
            case REFUSED     -> said("拒收",     "refused");
            case RETURNED    -> said("退回",     "returned");
            case ABSENT      -> said("无人签收",  "nobody there to sign");
            case UNTRACEABLE -> said("下落不明",  "cannot be traced");
        };
    }

    public static Wording of(Delegation.Cause cause) {
        return switch (cause) {
            case LEAVE    -> said("休假",    "leave");
            case TRAINING -> said("学习培训", "training");
            case ILLNESS  -> said("患病",    "illness");
            case TRAVEL   -> said("出差",    "travel");
            case OTHER    -> said("其他",    "other");
        };
    }

    public static Wording of(Handover.Cause cause) {
        return switch (cause) {
            case PROMOTED    -> said("提任",    "promoted");
            case TRANSFERRED -> said("交流",    "transferred");
            case REMOVED     -> said("免职",    "removed");
            case RESIGNED    -> said("辞职",    "resigned");
            case RETIRED     -> said("退休",    "retired");
            case TERM_OVER   -> said("换届",    "term of office over");
            case ACTING_OVER -> said("代理结束", "acting ended");
            case OTHER       -> said("其他",    "other");
        };
    }

    public static Wording of(Handover.State state) {
        return switch (state) {
            case DRAFT     -> said("填写中",           "being written");
            case FROZEN    -> said("已封存，移交人已签", "frozen, signed by the outgoing official");
            case RECEIVED  -> said("接收人已签",        "signed by the incoming official");
            case WITNESSED -> said("监交人已签",        "signed by the witness");
            case EFFECTIVE -> said("已生效",           "effective");
            case CANCELLED -> said("已撤销",           "cancelled");
        };
    }

    public static Wording of(Handover.Risk risk) {
        return switch (risk) {
            case BLUE   -> said("蓝", "blue");
            case GREEN  -> said("绿", "green");
            case YELLOW -> said("黄", "yellow");
            case ORANGE -> said("橙", "orange");
            case RED    -> said("红", "red");
        };
    }

    public static Wording of(Handover.Disposition disposition) {
        return switch (disposition) {
            case MOVED  -> said("已移交",    "handed over");
            case KEPT   -> said("保留",      "kept");
            case CLOSED -> said("期间办结",   "concluded meanwhile");
            case GONE   -> said("期间已转出", "sent on meanwhile");
        };
    }

    public static Wording of(Unit.Kind kind) {
        return switch (kind) {
            case PETITION_OFFICE -> said("信访部门",   "petition department");
            case GOVERNMENT      -> said("党委政府",   "Party committee or government");
            case DEPARTMENT      -> said("部门",      "department");
            case TOWNSHIP        -> said("乡镇（街道）", "township or subdistrict");
        };
    }

    public static Wording of(Post.Kind kind) {
        return switch (kind) {
            case CLERK      -> said("登记岗",        "registrar");
            case HANDLER    -> said("经办岗",        "handler");
            case HEAD       -> said("单位主要负责人", "head of the unit");
            case LEADER     -> said("领导岗",        "leader");
            case SUPERVISOR -> said("督查岗",        "supervisor");
        };
    }

    public static Wording of(Subject.Kind kind) {
        return switch (kind) {
            case CASE     -> said("信访事项", "case");
            case HANDOVER -> said("交接",    "handover");
            case UNIT     -> said("机构",    "unit");
            case ACCOUNT  -> said("账号",    "account");
        };
    }

    public static Wording of(AccountAct.Kind kind) {
        return switch (kind) {
            case SIGN_IN              -> said("登录",           "sign in");
            case SIGN_OUT             -> said("退出",           "sign out");
            case END_SESSION          -> said("终止会话",        "end a session");
            case CHANGE_PASSWORD      -> said("修改密码",        "change a password");
            case CHANGE_SECOND_FACTOR -> said("变更第二鉴别因素", "change a second factor");
            case ISSUE_TOKEN          -> said("签发令牌",        "issue a token");
            case REVOKE_TOKEN         -> said("吊销令牌",        "revoke a token");
            case ADD_ACCOUNT          -> said("设立账号",        "add an account");
            case CHANGE_ACCOUNT       -> said("变更账号",        "change an account");
            case GRANT                -> said("授权",           "grant authority");
            case WITHDRAW             -> said("撤销授权",        "withdraw authority");
            case DELEGATE             -> said("委托代理",        "delegate");
            case CHANGE_POLICY        -> said("变更参数",        "change a setting");
            case SEE                  -> said("查看受控内容",     "see what is guarded");
            case EXPORT               -> said("导出",           "export");
            case PRINT                -> said("打印",           "print");
            case IMPORT               -> said("导入",           "import");
            case ACT                  -> said("命令行代为办理",   "act in somebody's name at the command line");
            case CORRECT              -> said("更正个人信息",     "correct personal data");
            case ERASE                -> said("删除个人信息",     "erase personal data");
            case REFUSE               -> said("越权被拒",        "refused for lack of authority");
            case VERIFY               -> said("核验",           "verify the dockets");
            case BACK_UP              -> said("备份",           "back up");
            case RESTORE              -> said("恢复",           "restore");
            case ROTATE_KEY           -> said("更换密钥",        "rotate a key");
        };
    }

    public static Wording of(AccountAct.Detail detail) {
        return switch (detail) {
            case PURPOSE -> said("用途",    "purpose");
            case WHY     -> said("原因",    "why");
            case ROUTE   -> said("路径",    "route");
            case FIELDS  -> said("栏目",    "fields");
            case FILTER  -> said("筛选条件", "filter");
            case COUNT   -> said("件数",    "count");
            case DIGEST  -> said("文件摘要", "digest");
            case BEFORE  -> said("原值",    "before");
            case AFTER   -> said("新值",    "after");
            case MEANS   -> said("方式",    "means");
            case UNTIL   -> said("截止",    "until");
            case IN_PLACE_OF -> said("为谁代理", "in place of");
        };
    }

    public static Wording of(Audit.Fault.Kind kind) {
        return switch (kind) {
            case ALTERED       -> said("内容被改",         "altered");
            case REMOVED       -> said("条目缺失",         "removed");
            case INSERTED      -> said("条目被插入",       "inserted");
            case REORDERED     -> said("次序被改",         "reordered");
            case CUT_OFF       -> said("尾部被截",         "tail cut off");
            case STATE_DIFFERS -> said("案卷与事项状态不符", "docket and state differ");
            case NOT_SIGNED    -> said("签名不符",         "not signed by the key");
        };
    }

    public static Wording of(Problem.Why why) {
        return switch (why) {
            case NOT_JSON           -> said("不是有效的 JSON",                 "is no valid JSON");
            case NOT_AN_OBJECT      -> said("应为对象 {…}",                   "should be an object {…}");
            case NOT_A_LIST         -> said("应为列表 […]",                   "should be a list […]");
            case MISSING            -> said("没有填写",                       "is missing");
            case UNKNOWN            -> said("没有这一项",                      "is not known here");
            case NOT_A_TEXT         -> said("应为文字",                       "should be a text");
            case NOT_PLAIN_TEXT     -> said("含有控制字符",                    "has control characters");
            case BLANK              -> said("不能为空",                       "should not be blank");
            case NOT_A_WHOLE_NUMBER -> said("应为允许范围内的整数",              "should be a whole number in range");
            case NOT_TRUE_OR_FALSE  -> said("应为 true 或 false",             "should be true or false");
            case NOT_A_DATE         -> said("应为日期，如 2026-01-31",          "should be a day like 2026-01-31");
            case NOT_AN_INSTANT     -> said("应为时刻，如 2026-01-31T08:00:00.000Z", "should be an instant like 2026-01-31T08:00:00.000Z");
            case NOT_AN_ID          -> said("应为标识，如 01234567-89ab-cdef-0123-456789abcdef", "should be an identifier like 01234567-89ab-cdef-0123-456789abcdef");
            case NOT_ONE_OF         -> said("不在可选值中",                    "is none of the choices");
            case NOT_A_REGION       -> said("应为6位、9位或12位行政区划代码",      "should be a region code of 6, 9 or 12 digits");
            case NOT_CONSISTENT     -> said("与其他内容不一致",                 "does not fit the rest");
        };
    }

    public static Wording of(Ruling.Kind kind) {
        return switch (kind) {
            case NO_EDITION_IN_FORCE         -> said("起算日没有适用的法规版本；请核对起算日",        "no edition of the law governs that day; check the day");
            case TERM_NOT_IN_EDITION         -> said("当时的法规没有这个期限；请另选期限或起算日",      "the law of that day knows no such term; choose another term or day");
            case NOT_EXTENDABLE              -> said("这个期限不能延长；请按原期限办理",             "this term cannot be extended; keep to it");
            case EXTENSION_TOO_LONG          -> said("延长超过法定上限；请缩短",                   "longer than the law lets the term be extended; make it shorter");
            case HEARING_NOT_EXCLUDED        -> said("这个期限不扣除听证时间；请去掉听证天数",         "this term does not leave a hearing out; leave the days of the hearing away");
            case NEGATIVE_DAYS               -> said("天数不能为负，结束不能早于开始；请核对",          "days below zero, or an end before its beginning; check them");
            case OUT_OF_RANGE                -> said("超出可以计算的范围；请核对日期和天数",           "out of the range that can be reckoned; check days and numbers");
            case LOOSER_THAN_STATUTE         -> said("地方规定比条例宽松，不能采用；请不宽于条例",       "a local row gives the organ more time than the statute; give it no more");
            case SHORTENS_PETITIONERS_WINDOW -> said("地方规定缩短了信访人的时间，不能采用；请不短于条例", "a local row gives the petitioner less time than the statute; give no less");
            case RULEBOOK_UNREADABLE         -> said("地方规则无法识别；请按格式填写",                "the rulebook of the place cannot be read; write it in the form asked for");
            case NOTICE_UNREADABLE           -> said("放假安排无法识别；请按格式填写",                "the notice of holidays cannot be read; write it in the form asked for");
            case NOTICE_OUTSIDE_YEAR         -> said("放假安排中有不属于该年的日期；请核对",           "the notice names a day outside its year; check the day");
            case MAKE_UP_NOT_ON_WEEKEND      -> said("调休上班日不是周六、周日；请核对",              "a make-up working day is no weekend day; check the day");
            case HOLIDAY_AND_MAKE_UP         -> said("同一天既放假又上班；请只留一项",               "one day is both off and worked; leave one of the two");
        };
    }

    public static Wording of(LinkKind kind) {
        return switch (kind) {
            case SAME_MATTER -> said("同一事项",     "same matter");
            case SAME_PERSON -> said("同一人",       "same petitioner");
            case RELATED     -> said("关联",        "related");
        };
    }

    public static Wording of(Likeness.Mark mark) {
        return switch (mark) {
            case ID_NUMBER -> said("信访人证件号码相同",                    "same identity number");
            case PHONE     -> said("信访人联系电话相同（家人可能合用一个号码）", "same telephone number (a family may share one)");
        };
    }

    /** In what two cases are alike. */
    public static Wording of(Likeness alike) {
        List<Wording> grounds = new ArrayList<>();
        alike.petitioner().ifPresent(mark -> grounds.add(of(mark)));
        if (alike.samePlace()) {
            grounds.add(said("问题属地相同", "same place"));
        }
        if (alike.sameUnit()) {
            grounds.add(said("责任单位相同", "same unit"));
        }
        if (alike.sameCategory()) {
            grounds.add(said("内容分类相同", "same category"));
        }
        grounds.add(said("诉求概述相似" + alike.gist() + "%", "gist " + alike.gist() + " % alike"));
        grounds.add(alike.daysApart() == 0
                ? said("同日收到", "received on the same day")
                : said("收到日期相隔" + alike.daysApart() + "天", "received " + alike.daysApart() + (alike.daysApart() == 1 ? " day" : " days") + " apart"));
        return said(
                grounds.stream().map(Wording::zh).collect(Collectors.joining("，")),
                grounds.stream().map(Wording::en).collect(Collectors.joining(", ")));
    }

    public static Wording of(Proposal.Why why) {
        return switch (why) {
            case HARDEST_TO_THE_TOP    -> said("最难的由主要领导包",  "the hardest go to the top leaders");
            case IN_CHARGE_OF_THE_UNIT -> said("分管该单位",        "in charge of the unit");
            case HAS_LEAST             -> said("现有包案最少",       "has least");
        };
    }

    public static Wording of(Hardness.Factor factor) {
        return switch (factor) {
            case PERSONS -> said("人数",    "persons");
            case REPEATS -> said("重复",    "repetition");
            case AGE     -> said("时长",    "age");
            case OVERDUE -> said("逾期",    "overdue");
            case REVIEW  -> said("复查复核", "review");
        };
    }

    public static Wording of(Light light) {
        return said(light.in(Language.ZH), light.in(Language.EN));
    }

    public static Wording of(Term term) {
        return said(term.in(Language.ZH), term.in(Language.EN));
    }

    /** What an act is called, by its class: {@code Transfer} of a case, {@code Freeze} of a handover, {@code Appoint} of a unit. */
    private static final ImmutableMap<String, Wording> ACTS = ImmutableMap.<String, Wording>builder()
        // 信访事项
        .put("Register",        said("登记",             "register"))
        .put("ReceiveDirectly", said("直接收到并登记",     "receive directly"))
        .put("Transfer",        said("转送",             "forward"))
        .put("Entrust",         said("交办",             "assign, with a report by a day"))
        .put("ReportBack",      said("提交办结报告",       "report back to the organ that assigned it"))
        .put("RaiseObjection",  said("提出异议",          "object"))
        .put("TakeBack",        said("同意退回",          "take back"))
        .put("Uphold",          said("不同意退回",         "uphold the forwarding"))
        .put("Notify",          said("告知信访人",         "notify the petitioner"))
        .put("Classify",        said("分类",             "classify"))
        .put("Dispense",        said("免予告知",          "dispense with telling"))
        .put("Accept",          said("受理",             "accept"))
        .put("Decline",         said("不予受理",          "decline"))
        .put("LeadElsewhere",   said("导入其他法定途径",    "lead to another legal path"))
        .put("Respond",         said("答复",             "respond"))
        .put("AskExtension",    said("申请延期",          "ask for an extension"))
        .put("Extend",          said("延长办理期限",       "extend"))
        .put("Reply",           said("出具处理意见书",      "give the opinion"))
        .put("Execute",         said("执行、履行",        "record what was executed"))
        .put("OrderExecution",  said("责成执行",          "have another organ execute it"))
        .put("Serve",           said("送达",             "serve"))
        .put("ServePublicly",   said("发出公告送达",        "make it public for service"))
        .put("Unserve",         said("送达未成",          "record that service failed"))
        .put("RequestReview",   said("收到复查请求",       "receive the request for review"))
        .put("PassOn",          said("转交有权机关",       "pass the request on to the organ in charge"))
        .put("Review",          said("出具复查意见",       "give the review"))
        .put("RequestRereview", said("收到复核请求",       "receive the request for re-review"))
        .put("Hear",            said("听证",             "hold a hearing"))
        .put("Rereview",        said("出具复核意见",       "give the re-review"))
        .put("Revoke",          said("撤销原意见",         "set the opinion aside"))
        .put("OrderAnew",       said("责令重新办理",        "order it handled anew"))
        .put("Settle",          said("调解和解",          "settle"))
        .put("Resume",          said("协议未履行，恢复办理", "handle on, the settlement not being kept"))
        .put("Withdraw",        said("撤回",             "withdraw"))
        .put("Close",           said("逾期未请求，办结",     "close, review not asked for"))
        .put("Reassign",        said("改派承办人",         "reassign within the unit"))
        .put("Instruct",        said("领导阅批",          "enter a leader's instruction"))
        .put("AnswerLeader",    said("回复阅批",          "answer the leader"))
        .put("Recuse",          said("回避",             "recuse"))
        .put("Coordinate",      said("确定主办、协办",      "settle who leads"))
        .put("Succeed",         said("职权承继",          "let a successor take its place"))
        .put("DeclareUrgent",   said("列为重大紧急",       "declare urgent"))
        .put("Report",          said("报告、通报",         "report"))
        .put("AssignLeader",    said("领导包案",          "assign a leader"))
        .put("ReleaseLeader",   said("解除包案",          "release the leader"))
        .put("TakeOver",        said("接任",             "take over"))
        .put("Realign",         said("调整责任链",         "put the chain right"))
        .put("Urge",            said("督办",             "urge"))
        .put("TakeMeasure",     said("三到位一处理",        "take a measure beside the opinion"))
        .put("ProposeTermination", said("提出终结",        "put the file for termination forward"))
        .put("ConfirmTermination", said("终结认定",        "confirm the termination"))
        .put("ReturnTermination", said("退回终结",         "send the file for termination back"))
        .put("Note",            said("记事",             "note"))
        .put("Link",            said("确认关联",          "link with an earlier case"))
        .put("Unlink",          said("不予关联",          "deny or undo a link"))
        .put("Warn",            said("到期提醒",          "remind of a term"))
        .put("WarnIdle",        said("接任未动提醒",       "remind that nothing was done since the handover"))
        .put("Reckon",          said("期限重算",          "reckon terms again"))
        .put("DraftPaper",      said("文书拟稿",          "draft a paper"))
        .put("CheckPaper",      said("文书核稿",          "check a paper"))
        .put("IssuePaper",      said("文书签发",          "issue a paper"))
        .put("FetchPaper",      said("调阅文书",          "look at a paper"))
        // 交接
        .put("Open",            said("启动交接",          "open the handover"))
        .put("Complete",        said("填写移交说明",       "complete items"))
        .put("Keep",            said("保留事项",          "keep an item"))
        .put("Freeze",          said("移交人签名并封存",    "sign as outgoing and freeze"))
        .put("Check",           said("逐项核对",          "check items"))
        .put("Question",        said("对事项提出异议",      "question an item"))
        .put("Answer",          said("答复异议",          "answer a question"))
        .put("Receive",         said("接收人签名",         "sign as incoming"))
        .put("Witness",         said("监交人签名",         "sign as witness"))
        .put("Supplement",      said("补充清单",          "supplement the list"))
        .put("Replace",         said("更换接收人或监交人",   "replace the incoming official or the witness"))
        .put("TakeEffect",      said("交接生效",          "let it take effect"))
        .put("WarnVacancy",     said("空缺提醒",          "remind that the post is only stood in for"))
        .put("FoundLater",      said("事后发现漏项",       "report an item found later"))
        .put("Cancel",          said("撤销交接",          "cancel the handover"))
        // 机构
        .put("Establish",       said("设立机构",          "establish a unit"))
        .put("CreatePost",      said("设置岗位",          "create a post"))
        .put("NameHeads",       said("明确负责人",         "name the heads"))
        .put("Delegate",        said("委托代理",          "delegate during absence"))
        .put("EndDelegation",   said("终止代理",          "end a delegation"))
        .put("Enlist",          said("登记人员",         "enter on the roster"))
        .put("Appoint",         said("任职",             "appoint"))
        .put("Adopt",           said("采用地方规则",       "adopt a rulebook"))
        .put("Announce",        said("公布放假安排",       "announce a year's holidays"))
        // 账号
        .put("Trace",           said("留痕",             "leave a trace"))
        .buildOrThrow();

    /** What a field of a form or of a request is called. */
    private static final ImmutableMap<String, Wording> TRACED = ImmutableMap.<String, Wording>builder()
        .put("PASSWORD",                    said("密码",                 "password"))
        .put("PASSWORD and second factor",  said("密码和第二鉴别因素",     "password and second factor"))
        .put("PROVIDER",                    said("统一身份认证",           "provider"))
        .put("PROVIDER and second factor",  said("统一身份认证和第二鉴别因素", "provider and second factor"))
        .put("OWN",                         said("本人修改",              "by its owner"))
        .put("own",                         said("本人修改",              "by its owner"))
        .put("RESET",                       said("系统管理员重设",         "reset by the system administrator"))
        .put("reset",                       said("管理员重设",            "reset by an administrator"))
        .put("BOUND",                       said("绑定统一身份",           "bound to the provider"))
        .put("UNBOUND",                     said("解除统一身份绑定",        "bound to no provider"))
        .put("bound to the provider",       said("绑定统一身份",           "bound to the provider"))
        .put("bound to no provider",        said("解除统一身份绑定",        "bound to no provider"))
        .put("SET_UP",                      said("首次设置链接",           "link of the set-up"))
        .put("added CODES",                 said("注册动态口令",           "codes enrolled"))
        .put("added KEY",                   said("注册安全密钥",           "security key enrolled"))
        .put("removed",                     said("删除",                 "removed"))
        .put("recovery codes",              said("更换恢复码",            "other recovery codes"))
        .put("enabled",                     said("启用",                 "enabled"))
        .put("disabled",                    said("停用",                 "disabled"))
        .put("administrator",               said("设为管理员",            "made an administrator"))
        .put("no administrator",            said("撤销管理员",            "no longer an administrator"))
        .put("command line",                said("命令行",                "command line"))
        .put("handover list",               said("交接清单",             "list of a handover"))
        .put("message set aside",           said("未送达的消息",           "message that was set aside"))
        .put("case file",                   said("案卷",                 "case file"))
        .put("file",                        said("数据目录里的文件",       "file in the data directory"))
        .put("sign-in",                     said("登录规则",              "rules of signing in"))
        .put("letterhead",                  said("文书版头",              "letterhead"))
        .put("retention",                   said("保管期限",              "periods of retention"))
        .put("listeners",                   said("接收系统",              "listeners"))
        .put("syslog",                      said("日志服务器",            "log servers"))
        .put("pace",                        said("每个账号每秒请求数上限",   "requests a second of an account (0: any number)"))
        .put("longest",                     said("一次请求最多等数据库几秒", "seconds that a request waits for the database (0: any number)"))
        .put("http",                        said("HTTP，只在本机",         "HTTP, on this machine only"))
        .put("https",                       said("HTTPS",                "HTTPS"))
        .put("transport",                   said("访问方式",              "how browsers come"))
        .put("https by a proxy",            said("经代理的 HTTPS",        "HTTPS by a proxy"))
        .put("scheduled backups",           said("定时备份",              "scheduled backups"))
        .put("backups kept",                said("保留的备份份数",        "backups kept"))
        .put("backups folder",              said("定时备份的目录",        "folder of scheduled backups"))
        .put("backup key",                  said("定时备份的密钥",        "key of scheduled backups"))
        .put("NOT_WRITTEN",                 said("文件没有写成",          "the file could not be written"))
        .put("daily",                       said("每天",                 "daily"))
        .put("none",                        said("无",                   "none"))
        .put("masked",                      said("已遮盖",                "masked"))
        .put("plain",                       said("未遮盖",                "unmasked"))
        .put("paper",                       said("签发的文书",             "issued paper"))
        .put("paper, masked",               said("文书遮盖件",             "paper, masked"))
        .put("draft, masked",               said("草稿，已遮盖",           "draft, masked"))
        .put("petitioner",                  said("信访人信息",            "petitioner"))
        .put("petitioners, plain",          said("信访人信息，未遮盖",      "petitioners, unmasked"))
        .put("rows of the file that came in", said("导入文件的各行",       "rows of the file that came in"))
        .put("list of what is to be erased", said("销毁清册",             "list of what is to be erased"))
        .put("data",                        said("数据",                 "data"))
        .put("data, keys",                  said("数据和密钥",            "data and keys"))
        .put("rotate",                      said("更换",                 "rotate"))
        .put("forget earlier",              said("丢弃旧密钥",            "forget earlier keys"))
        .put("OFFICIAL",                    said("业务人员",              "official at work"))
        .put("SYSTEM",                      said("系统管理员",            "system administrator"))
        .put("SECURITY",                    said("安全管理员",            "security administrator"))
        .put("AUDIT",                       said("安全审计员",            "auditor"))
        .buildOrThrow();

    private static final ImmutableMap<String, Wording> FIELDS = ImmutableMap.<String, Wording>builder()
        .put("above",            said("上级机构",     "unit above"))
        .put("accused",          said("被检举单位",   "unit accused"))
        .put("accusedOfficials", said("被检举人",     "official accused"))
        .put("acting",           said("是否代理",     "acting"))
        .put("adoption",         said("采纳情况",     "adoption"))
        .put("category",         said("内容分类",     "category"))
        .put("answerBy",         said("要求回复日期",  "answer wanted by"))
        .put("anonymous",        said("匿名",        "anonymous"))
        .put("assisting",        said("协办单位",     "assisting units"))
        .put("basis",            said("承继依据",     "basis of the succession"))
        .put("cause",            said("离任原因",     "cause"))
        .put("channel",          said("信访形式",     "channel"))
        .put("commitments",      said("承诺事项",     "commitments"))
        .put("days",             said("天数",        "days"))
        .put("decidedBy",        said("决定机关",     "organ that decided"))
        .put("digest",           said("清单摘要值",   "digest"))
        .put("document",         said("文号",     "document"))
        .put("dueOn",            said("应完成日",     "due day of the handover"))
        .put("from",             said("起始日期",     "from"))
        .put("gist",             said("诉求概述",     "gist"))
        .put("ground",           said("简易办理情形",  "ground for simplified handling"))
        .put("history",          said("前期办理情况",  "history"))
        .put("informed",         said("报告、通报对象", "who is informed"))
        .put("issue",            said("诉求类型",     "issue"))
        .put("inPlace",          said("代签理由",     "reason for signing in another's place"))
        .put("items",            said("清单事项",     "items"))
        .put("kind",             said("类别",        "kind"))
        .put("leavesOn",         said("离任日期",     "last day in the post"))
        .put("lead",             said("主办单位承办人", "holder in the lead unit"))
        .put("manner",           said("方式",        "manner"))
        .put("measures",         said("已采取的措施",  "measures taken"))
        .put("name",             said("名称",        "name"))
        .put("nextStep",         said("下步建议",     "next step"))
        .put("number",           said("编号",        "number"))
        .put("of",               said("原机关、单位",  "organ that was"))
        .put("official",         said("干部",        "official"))
        .put("on",               said("日期",        "day"))
        .put("postedOn",         said("公告日期",     "made public on"))
        .put("unasked",          said("无人申请而延期的理由", "why it is extended unasked"))
        .put("organ",            said("有关机关",     "organ"))
        .put("paper",            said("协议书",      "paper"))
        .put("password",         said("密码",        "password"))
        .put("persons",          said("人数",        "persons"))
        .put("petitioner",       said("信访人",      "petitioner"))
        .put("petitionerToldOn", said("告知信访人日期", "day on which the petitioner was told"))
        .put("place",            said("问题属地",     "place"))
        .put("plan",             said("化解方案",     "plan"))
        .put("pointedTo",        said("引导去向",     "where the petitioner was pointed to"))
        .put("post",             said("岗位",        "post"))
        .put("representatives",  said("代表人数",     "representatives"))
        .put("skipsLevels", said("越级走访", "level-skipping visit"))
        .put("writtenBy", said("记录人", "who wrote it down"))
        .put("successor", said("承继机关、单位", "successor"))
        .put("who", said("回避人", "who is recused"))
        .put("track", said("办理途径", "track"))
        .put("reason",           said("理由",        "reason"))
        .put("receivedOn",       said("收到日期",     "day received"))
        .put("decisions",        said("逐项意见",     "what is said to each request"))
        .put("doneOn",           said("执行日期",     "day on which it was done"))
        .put("evidence",         said("执行凭证",     "papers that show it"))
        .put("executeBy",        said("执行期限",     "execute by"))
        .put("performBy",        said("履行期限",     "perform by"))
        .put("purpose",          said("用途",         "purpose"))
        .put("promised",         said("协议约定的履行事项", "what is still to be done by the settlement"))
        .put("request",          said("诉求",        "request"))
        .put("measure",          said("措施",        "measure"))
        .put("tried",            said("先行劝阻、批评、教育的情况", "what was tried before"))
        .put("form",             said("终结备案表",   "filing form"))
        .put("level",            said("认定层级",     "level"))
        .put("report",           said("终结报告",     "report on the termination"))
        .put("demand",           said("交办要求",     "what is demanded"))
        .put("reportBy",         said("反馈期限",     "report by"))
        .put("recipient",        said("收件人",       "who took it"))
        .put("sentOn",           said("寄出（公告）日期", "day sent or made public"))
        .put("triedOn",          said("送达日期",      "day on which it was tried"))
        .put("why",              said("未送达原因",    "why it was not served"))
        .put("region",           said("行政区划代码",  "region code"))
        .put("rank",             said("排序",        "rank"))
        .put("risk",             said("风险等级",     "risk"))
        .put("term",             said("期限",        "term"))
        .put("text",             said("内容",        "text"))
        .put("title",            said("岗位名称",     "title"))
        .put("to",               said("接收人或截止日", "to"))
        .put("unit",             said("机构",        "unit"))
        .put("until",            said("限期",        "until"))
        .put("witness",          said("监交人",      "witness"))
        .put("year",             said("年份",        "year"))
        .buildOrThrow();
    // spotless:on

    public static Wording of(Act act) {
        return act(act.getClass().getSimpleName());
    }

    public static Wording of(Class<? extends Act> act) {
        return act(act.getSimpleName());
    }

    /** An act by the name of its type; the name itself where it is none. */
    public static Wording act(String name) {
        return ACTS.getOrDefault(name, Wording.of(name, name));
    }

    /** A field by its name, with or without the path before it; the name itself where it has no word. */
    public static Wording field(String path) {
        String name = path.substring(path.lastIndexOf('.') + 1).replaceAll("\\[\\d+]$", "");
        Wording known = FIELDS.get(name);
        return known != null ? known : PaperLabels.knows(name) ? PaperLabels.of(name) : Wording.of(path, path);
    }

    private static final String TEMPLATE = "template ";
    private static final String BY_A_PROXY = "https by a proxy";

    /** What stands in a trace beside why it failed and where: means, fields and values, as far as they are constants of ours. */
    public static Wording traced(String value) {
        if (value.startsWith(TEMPLATE)) {
            return constant(PaperKind.class, value.substring(TEMPLATE.length()))
                    .map(kind -> said(
                            "文书模板：" + kind.title().zh(),
                            "template: " + kind.title().en()))
                    .orElse(said(value, value));
        }
        if (value.startsWith(BY_A_PROXY + " ")) {
            String which = value.substring(BY_A_PROXY.length());
            Wording by = traced(BY_A_PROXY);
            return said(by.zh() + which, by.en() + which);
        }
        return TRACED.getOrDefault(value, said(value, value));
    }

    /** What an administrator's account is for, by its constant. */
    static Wording duty(String name) {
        return constant(Duty.class, name).map(Words::of).orElse(said(name, name));
    }

    /** Constants as they stand in a detail of a refusal: one, several with commas, or a set in brackets. */
    static String capacities(String names, Language language) {
        return Splitter.on(',')
                .trimResults()
                .omitEmptyStrings()
                .splitToStream(names.replace("[", "").replace("]", ""))
                .map(name -> constant(Capacity.class, name).map(Words::of).orElse(Wording.of(name, name)))
                .map(word -> word.in(language))
                .collect(Collectors.joining(language == Language.ZH ? "、" : ", "));
    }

    /** The stage of a case or the state of a handover, by its constant. */
    static Wording stage(String name) {
        return constant(Stage.class, name)
                .map(Words::of)
                .or(() -> constant(Handover.State.class, name).map(Words::of))
                .orElse(Wording.of(name, name));
    }

    /** A material of a termination by its name; the name itself where it is none. */
    static Wording material(String name) {
        return constant(Material.class, name).map(Words::of).orElse(Wording.of(name, name));
    }

    /** A way of ending by its name; the name itself where it is none. */
    static Wording ending(String name) {
        return constant(Ending.class, name).map(Words::of).orElse(Wording.of(name, name));
    }

    static <E extends Enum<E>> Optional<E> constant(Class<E> type, String name) {
        for (E value : type.getEnumConstants()) {
            if (value.name().equals(name)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    private static Wording said(String zh, String en) {
        return Wording.of(zh, en);
    }

    public static Wording of(Retention.Holding holding) {
        return switch (holding) {
            case INSTRUCTED ->
                Wording.of("有领导阅批的信访事项的个人信息", "what identifies petitioners, where a leader wrote on the case");
            case DECIDED ->
                Wording.of("有处理结果的信访事项的个人信息", "what identifies petitioners, in cases that were decided or settled");
            case OTHER -> Wording.of("其他已办结信访事项的个人信息", "what identifies petitioners, in other cases that ended");
            case RECEIPTS -> Wording.of("接口回执", "receipts of the API");
            case SIGN_INS -> Wording.of("登录", "sign-ins");
            case TRACES -> Wording.of("留痕", "what was done with accounts");
            case DOCKETS -> Wording.of("案卷", "dockets");
            case DEAD_LETTERS -> Wording.of("搁置的消息", "messages set aside");
            case UPLOADS -> Wording.of("上传的台账", "ledgers that were uploaded");
            case BACKUPS -> Wording.of("备份", "backups");
        };
    }

    public static Wording of(Retention.Stay stay) {
        return switch (stay) {
            case OPEN -> Wording.of("未办结", "open");
            case FOR_GOOD -> Wording.of("永久保管", "kept for good");
            case NOT_DUE -> Wording.of("未到期", "not due");
            case TERMINATION_UNDER_WAY -> Wording.of("正在终结认定", "termination under way");
            case LINKED_TO_OPEN -> Wording.of("与未办结的事项关联", "linked with an open case");
            case ON_A_LIST -> Wording.of("列在未完成的交接清单上", "on the list of an open handover");
            case ON_HOLD -> Wording.of("暂缓删除", "on hold");
            case NOT_APPROVED -> Wording.of("不在批准的清册上", "not on the approved list");
        };
    }
}
