package dev.jieli.http.wording;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.statute.Language;
import dev.jieli.domain.statute.Ruling;
import dev.jieli.domain.statute.Wording;
import java.util.stream.Collectors;

/** 不予办理: each reason with its HTTP status and the sentence that tells a person what happened and what to do next. */
public final class Refusals {

    private record Row(int status, Wording sentence) {}

    private Refusals() {}

    // spotless:off
    private static Row row(Reason reason) {
        return switch (reason) {
            case NOT_FOUND             -> row(404, "没有找到[所填的{field}]；请核对编号，或者从列表中重新选择",
                                                   "[{field}: ]not found; check the number or choose it from the list again");
            case ALREADY_THERE         -> row(409, "已经有了，内容不同或者编号重复；请查看已有的那一件，或者换一个编号",
                                                   "it is there already, with other content or under the same number; look at that one or take another number");
            case STALE                 -> row(409, "您打开页面以后有人办理过[（当时{seen}条，现在{entries}条）]；请看新增的条目，然后重新办理",
                                                   "somebody acted since you opened the page[ (then {seen} entries, now {entries})]; read the new entries, then decide again");
            case NOT_AT_THIS_STAGE     -> row(409, "现在的状态[“{stage}”]不能办理[“{act}”][，要到“{stages}”]；请从页面列出的可办事项中选择",
                                                   "[{act}: ]not possible at this stage[ ({stage})][, but at: {stages}]; choose one of the acts that the page offers");
            case ENDED                 -> row(409, "这件信访事项已经办结；如有新的情况，请记事或者另行登记",
                                                   "this case has ended; enter a note, or register a new petition if there is something new");
            case NOT_YOURS             -> row(403, "您的岗位不能办理这一项[，需要：{needs}]；请转请有关人员办理，或者换用您的另一岗位",
                                                   "your post does not reach this act[; it takes: {needs}]; ask one of them, or act in another post of yours");
            case ACTOR_DOES_NOT_SIT    -> row(403, "办理人[（{as}）]已不在这个岗位或者尚未到任；请换用现任岗位，或者联系管理员",
                                                   "who acts[ ({as})] no longer sits in that post, or not yet; act in a post that is held today, or ask an administrator");
            case NOT_DELEGATED         -> row(403, "这个岗位这一天没有委托您代理，或者代理已经结束；请换回本人岗位，或者请本人、单位负责人委托",
                                                   "nobody has put you in the place of that post for that day, or it is over; act in your own post, or let the official or the head of the unit delegate");
            case NOT_A_COLLEAGUE       -> row(422, "代理人应当是同一机关、单位的另一名在任人员；请另选",
                                                   "who stands in is another official of the same unit; choose one");
            case DELEGATED_THEN        -> row(409, "这段时间该岗位已有代理，或者所选的人本身离岗、正在代理别人[（至{until}）]；请改选日期或者人员，或者先终止原来的代理",
                                                   "somebody stands in for that post then already, or one of the two is away or stands in for somebody else[ (until {until})]; choose other days or somebody else, or end that delegation first");
            case RECEIVER_DOES_NOT_SIT -> row(422, "所选接收人当日不在任；请从在任人员中另选一位",
                                                   "the receiver does not sit on that day; choose somebody who does");
            case SAME_RECEIVER         -> row(422, "所选接收人就是现在的承办人；请另选一位",
                                                   "the receiver holds the case already; choose somebody else");
            case WRONG_UNIT            -> row(422, "所选接收人的单位不符合这一办理方式；本单位内请用“改派承办人”，转往其他单位请用“转送”",
                                                   "the receiver sits in the wrong unit for this; within the unit reassign, to another unit forward");
            case REVIEWER_IS_HANDLER   -> row(422, "复查（复核）机关不能是作出意见的机关，复查（复核）人不能是作出意见的人；请选它的上一级机关、没有作出过意见的人",
                                                   "neither the organ nor the person whose opinion is reviewed can review it; choose the organ above it, and somebody who gave no opinion");
            case BEFORE_LAST_ENTRY     -> row(422, "日期早于上一条目[（{last}）]；请填这一天或者以后的日期",
                                                   "the day lies before the entry before it[ ({last})]; give that day or a later one");
            case IN_THE_FUTURE         -> row(422, "日期还没有到；请填今天或者以前的日期",
                                                   "the day lies in the future; give today or an earlier day");
            case TOO_LATE              -> row(422, "期限[{due}]已过；不能再办理这一项，请按逾期后的程序办理",
                                                   "the term is over[ (it ended on {due})]; this can no longer be done, follow the procedure for what is overdue");
            case TOO_EARLY             -> row(422, "还没有到时候[，须在{due}期满之后]；请到时再办",
                                                   "it is too early[; {due} must be over]; come back then");
            case TOO_LONG              -> row(422, "超过了规定的限度[，最多{most}]；请缩短",
                                                   "longer than the law allows[, at most {most}]; make it shorter");
            case ONLY_ONCE             -> row(409, "这一项只能办理一次，已经办过；请查看案卷中的那一条",
                                                   "this can be done once only and has been done; see the entry in the docket");
            case NO_SUCH_TERM          -> row(409, "这件信访事项现在没有这样的期限在走；请刷新页面后再看",
                                                   "no such term is running in this case; load the page again");
            case SAME_TRACK            -> row(409, "这件信访事项已经按[“{track}”]这一途径办理；如分类有误，请另选一种途径并写明理由",
                                                   "this case is on that track[ ({track})] already; if that is wrong choose another track and say why");
            case NOT_SIMPLE            -> row(422, "不适用简易办理[：{unfit}]；请先分类为“信访程序”，再按普通程序办理",
                                                   "not fit for simplified handling[: {unfit}]; classify it into the petition procedure and go on in the ordinary way");
            case ACCUSED               -> row(422, "检举控告材料和有关情况不得透露或者转给被检举的单位；请转送有管理权限的纪检监察机关或者其他机关",
                                                   "nothing of an accusation may reach the unit that it is against; forward it to the discipline organ or another organ in charge");
            case NOT_NEXT_HIGHER       -> row(422, "所选机关不是上一级机关、单位；请选原办理（复查）机关的上一级：部门的本级政府或者上一级主管部门，乡镇、街道的县级政府，政府的上一级政府",
                                                   "that organ is not the next higher one; choose the one above: a department's own government or the department above it, a township's county, a government's next higher government");
            case SAME_OPINION          -> row(422, "这一意见与已被撤销的意见相同；重新办理不得以同一事实和理由作出相同的意见，请重新调查后另行作出",
                                                   "this opinion repeats the one that was set aside; handled anew it cannot be the same on the same facts, so look into it again and give another");
            case SELF_APPROVAL         -> row(403, "申请延期的人、承办人不能批准自己的延期；请由本机关另一位负责人批准，或者先改派承办人",
                                                   "whoever asks for the extension, or handles the case, does not approve it; let another head of the organ approve it, or reassign the case first");
            case STILL_OWED            -> row(409, "还有没有完成的义务[（{term}）]，事项不能办结；请先提交办结报告、报告执行情况，再办结",
                                                   "something is still owed[ ({term})], so the case cannot end; report back or report the execution first, then end it");
            case NOT_TOLD              -> row(409, "还没有告知信访人；请先告知接收情况和转送、交办去向（姓名、住址不清的，免予告知），撤销原意见的请先送达，再往下办",
                                                   "the petitioner has not been told; tell first that it was received and where it goes (or dispense with it where name or address are unclear), or serve the decision that sets the opinion aside, then go on");
            case TOO_MANY              -> row(422, "走访代表超过规定人数[，最多{most}人]；请推选代表后重新填写，全体人数填在“信访人数”",
                                                   "more representatives than may speak for the others[, at most {most}]; let them be chosen anew, and count everybody under the persons");
            case LEVEL_SKIPPED         -> row(422, "这是越级走访，不在这里受理；请转送有权处理的本级或者上一级机关，或者不予受理并告知信访人向何处提出",
                                                   "it was brought to a level too high and is not accepted here; forward it to the organ with the power or the one above it, or decline it and point the petitioner there");
            case RECUSED               -> row(403, "这位工作人员已经回避，不能查看、办理或者接收这件事项[：{cases}]；请由其他人员办理，或者先将该事项改派",
                                                   "this officer is recused and neither opens this case, acts in it nor receives it[: {cases}]; let somebody else do so, or reassign the case first");
            case NOT_EARLIER           -> row(422, "只能与较早的事项关联[，{number}并不早于本件]；请在较后的一件中办理",
                                                   "only an earlier case can be linked[; {number} is not earlier than this one]; do it in the later of the two");
            case KEPT_APART            -> row(422, "检举控告件不与其他件关联，以免从案卷中看出有检举控告、由谁提出；请逐件办理，不作关联",
                                                   "an accusation is linked with no other case, lest a docket show that there is one, or who made it; handle each by itself");
            case UNDER_WAY_BELOW       -> row(409, "同一信访人的同一事项[（{number}）]正由下级机关在期限内办理，上级机关不予受理；请办理“不予受理”并告知信访人在较早的一件中补充，或者有新的事实和理由时先办理“不予关联”并写明",
                                                   "the same petitioner's same matter[ ({number})] is being handled below within its terms and is not accepted above; decline and let the petitioner add to the earlier case, or, for new facts or reasons, undo the link first and say which");
            case NO_LONGER_ACCEPTED    -> row(409, "同一信访人的同一事项[（{number}）]已经复核或者认定终结，仍以同一事实和理由提出的不再受理；请办理“不予受理”并做好疏导帮扶，或者有新的事实和理由时先办理“不予关联”并写明",
                                                   "the same petitioner's same matter[ ({number})] was re-reviewed or found to be at its end; the same facts and reasons are accepted no more; decline and give guidance and aid, or, for new facts or reasons, undo the link first and say which");
            case INCOMPLETE            -> row(422, "[“{field}”]没有填写或者不在允许的范围；请补正后再提交",
                                                   "[{field}: ]missing or out of range; correct it and send it again");
            case MATERIAL_MISSING      -> row(422, "终结材料不全[，缺：{material}]；请先把所缺的办完、记入案卷，再提出终结",
                                                   "the file for termination is not complete[; missing: {material}]; do what is missing, enter it, then put the file forward");
            case NOT_TERMINABLE        -> row(409, "这样办结的事项不作终结认定[（{ending}）]；只有复核终结、逾期未请求复查复核、调解和解办结并且执行完毕的，才可以提出",
                                                   "a case that ended so is not terminated[ ({ending})]; only one that was re-reviewed, not pursued or settled, with everything carried out");
            case NOT_NEXT_TO_CONFIRM   -> row(409, "还没有提出终结，或者还没有轮到这一级认定；请依县级、省级、中央的次序办理，已经备案的不再办理",
                                                   "nothing was put forward, or another level is to confirm first; county, province and centre go in turn, and what is filed is done");
            case NO_LEADER             -> row(409, "这件信访事项没有包案领导；请先安排包案",
                                                   "no leader has taken this case; assign one first");
            case NOT_A_LEADER          -> row(422, "包案人须在领导岗或者主要负责人岗位；请另选一位",
                                                   "only a leader or the head of a unit can take a case; choose one");
            case SAME_PERSON           -> row(422, "移交人、接收人、监交人必须是三个不同的人；请另选",
                                                   "the outgoing official, the incoming official and the witness must be three different people; choose again");
            case DIGEST_DIFFERS        -> row(409, "清单在您查看以后有变动；请重新核对清单，再签名",
                                                   "the list changed since you looked at it; read it again, then sign");
            case ITEMS_OPEN            -> row(409, "还有[{count}件]事项没有填写、核对或者答复[：{cases}]；请先办完这些",
                                                   "[{count} ]items are not yet completed, checked or answered[: {cases}]; deal with them first");
            case UNLISTED              -> row(409, "移交人名下还有不在清单上的事项[：{cases}]；请先补充清单，三方重新签名",
                                                   "the outgoing official answers for cases that are on no list[: {cases}]; supplement the list and let the three sign again");
            case LEAVER_WITHDRAWS      -> row(409, "移交人对下列[{count}件]事项应当回避，不能由其移交，也不得向其透露[：{cases}]；请先由承办单位在事项页面改派承办人（本单位和信访部门的工作台上列有），再办理交接",
                                                   "the leaver has to withdraw from the following[ ({count})], hands none of it over and must not be told of it[: {cases}]; let the unit that has each reassign it on its page first (its people and the petition office find them on the workbench), then go on with the handover");
            case NOT_LISTED            -> row(422, "所选事项不在这份清单上，或者不由移交人负责；请从清单中选择",
                                                   "that item is not on this list, or not the outgoing official's; choose from the list");
            case LIST_APART_FIRST      -> row(409, "这次离任还有检举控告事项另册没有签完[：{lists}]；请先把另册签完（移交人、接收人、监交人），再办主册",
                                                   "beside this list there are lists of accusations of the same departure that are not signed yet[: {lists}]; let the three sign those first, then come back to this one");
            case ON_THE_MAIN_LIST      -> row(409, "检举控告事项另册随主册[（{handover}）]一并生效、更换或者撤销；请在主册上办理",
                                                   "a list of accusations takes effect, changes its parties and is cancelled with the main list[ ({handover})]; do it there");
            case CHARGED_APART         -> row(422, "检举控告事项的漏项不得记在他人可以看到的清单上；请记在列有同类事项的另册上，没有的，在该事项的案卷中记事",
                                                   "an accusation that was left out is not charged on a list that others read; enter it on the list of accusations where its like stands or, where there is none, as a note in the case itself");
            case HANDOVER_UNDER_WAY    -> row(409, "这一任职的交接正在办理；请打开已有的那一份",
                                                   "a handover of this incumbency is under way already; open that one");
            case STILL_ANSWERS         -> row(409, "仍有未移交的在办事项，不能离任；请先办完交接",
                                                   "open cases still hang on this incumbency; complete the handover first");
            case NOTICE_INVALID        -> row(422, "放假安排有误[：{problems}]；请对照国务院办公厅通知改正",
                                                   "the notice of holidays does not add up[: {problems}]; correct it by the State Council's notice");
            case RULEBOOK_INVALID      -> row(422, "这份地方规则不能采用[：{problems}]；请按条款改正后再提交",
                                                   "this rulebook cannot be used[: {problems}]; correct it and send it again");
            case NOT_IN_FORCE          -> row(422, "[{title}]是示例，没有查明现在是否有效，可以试算，不能采用；请核对当地现行文本，把状态改为IN_FORCE并写明依据，再提交",
                                                   "[{title}: ]an example of which nobody knows whether it is in force; it may be tried and not adopted; compare it with the text in force, set its status to IN_FORCE, say how that is known, and send it again");
            case OF_ANOTHER_PLACE      -> row(422, "这份规则的辖区[（{place}）]不包括本机关所在地[（{office}）]；请采用所在地或者其上级行政区的规则",
                                                   "the rulebook's place[ ({place})] does not cover this office's[ ({office})]; adopt one of this place or of a place around it");
            case FILE_INVALID          -> row(422, "这个文件不能导入[：{problems}]；请按提示改正，或者指定列的对应关系",
                                                   "this file cannot be imported[: {problems}]; correct it, or say which column is which");
            case PAPER_NOT_DUE         -> row(409, "贵单位现在不能拟写[《{paper}》]：有关的办理行为既未轮到、也没有办过；请从页面列出的文书中选择",
                                                   "your organ cannot draft[ “{paper}”] now: it neither may do the act it belongs to, nor has done it; choose one of the papers that the page offers");
            case PAPER_ISSUED          -> row(409, "这份文书已经签发，不能再改；确需更正的，请另拟一份",
                                                   "this paper has been issued and stays as it is; to correct it draft another one");
            case DRAFT_DIFFERS         -> row(409, "文稿在您打开以后又改过；请重新阅读现在的文稿，再核稿或者签发",
                                                   "the draft changed since you read it; read it as it is now, then check or issue it");
            case CHECKER_IS_DRAFTER    -> row(403, "核稿人不能是拟稿人；请由本单位另一人核稿",
                                                   "who drafted a paper does not check it; let somebody else of your organ do so");
            case NOT_CHECKED           -> row(409, "这份文书还没有核稿；请先由拟稿人以外的人核稿",
                                                   "the paper has not been checked; let somebody other than the drafter check it first");
            case HEAD_ISSUES           -> row(403, "这种文书须由本单位负责人签发；请呈报负责人",
                                                   "the head of the organ issues such a paper; put it before him or her");
            case FILE_ALTERED          -> row(409, "存档文件与签发时的校验码不符，不予提供；请立即报告系统管理员核查",
                                                   "the kept file is not what was issued, and is not handed out; report this to the administrator at once");
            case ERASED                -> row(410, "保管期限已满，信访人信息和文书文件已按规定删除；案卷里的办理记录仍可查看",
                                                   "its time is over: what identified the petitioner was erased, and the paper's file with it; the docket still says what was done");
            case TOO_OFTEN             -> row(429, "今天查找的次数已到上限[（{most}次）]，本次也已记录；确有需要的，请明天再查或者由其他登记人员办理",
                                                   "the limit for one day is reached[ ({most})], and this was entered too; try again tomorrow, or let another registrar do it");
            case TEMPLATE_INVALID      -> row(422, "模板不能使用[：{problems}]；请下载通用模板，照样改正后再上传",
                                                   "the template cannot be used[: {problems}]; download the usual one, correct yours by it and upload it again");
            case HOLDS_A_POST          -> row(409, "管理员不能兼任业务岗位，任职的人也不能当管理员；请另指定一人，或者先办理离任交接、撤销管理员职责",
                                                   "an administrator holds no post, and who holds one does not administer; name somebody else, or let him or her hand over the post or the duty first");
            case DUTIES_EXCLUDE        -> row(409, "同一人还有另一个启用的账号，三员互斥，也不能与业务账号并用；请先停用那个账号，或者另指定一人",
                                                   "the same person has another account in use; the three administrators exclude one another and a working account; disable that one first, or name somebody else");
            case OWN_ACCOUNT           -> row(403, "不能变更自己的账号；请由另一位管理员办理",
                                                   "nobody changes what his or her own account may do; ask another administrator");
            case OWN_APPOINTMENT       -> row(403, "不能给自己任职；请由另一位登记人员办理",
                                                   "nobody appoints himself or herself; ask another registrar");
            case LAST_OF_DUTY          -> row(409, "这是最后一个启用的[{duty}]账号，停用、重设、绑定以后就没有人履行这项职责；请先设立并授权另一个，再办理",
                                                   "this is the last account in use of the[ {duty}]; without it nobody would have that duty; add and grant another one first");
            case NOT_THE_LAST          -> row(409, "这个账号不用在命令行重设：请由系统管理员在“机构 → 账号”重设，安全管理员授权后使用；某项职责没有启用的账号时，重新启动 serve 会打印设置链接",
                                                   "this account is not reset at the command line: the system administrator resets it on the page of accounts, and the security administrator grants it; where nobody in use has a duty, serve prints a link of the set-up when it starts");
            case KEY_REUSED            -> row(422, "这个 Idempotency-Key 已用于另一个请求；请为新的请求换一个",
                                                   "this Idempotency-Key was used for another request; take a new one for a new request");
        };
    }
    // spotless:on

    /** The HTTP status: 404 only where the thing addressed is not there, not where the request names another that is not. */
    public static int status(Refusal refusal) {
        return refusal.reason() == Reason.NOT_FOUND && refusal.details().containsKey("field")
                ? 422
                : row(refusal.reason()).status();
    }

    /** What happened and what to do next. */
    public static String sentence(Refusal refusal, Language language) {
        return Sentence.in(language, row(refusal.reason()).sentence(), refusal.details());
    }

    /** The same without any facts, as a heading. */
    public static String sentence(Reason reason, Language language) {
        return Sentence.in(language, row(reason).sentence(), ImmutableMap.of());
    }

    /** Why the law or its data refuse, in general. */
    public static String sentence(Ruling.Kind kind, Language language) {
        return Sentence.begun(Words.of(kind).in(language), language);
    }

    /** Why the law or its data refuse, in the law's own words. */
    public static String sentence(Ruling.Reason reason, Language language) {
        return Sentence.begun(reason.in(language), language);
    }

    /** What a rulebook was refused for, all of it; under the first article that it falls short of. */
    public static Refusal of(ImmutableList<Ruling.Reason> reasons, Language language) {
        return new Refusal(
                        Reason.RULEBOOK_INVALID,
                        reasons.stream()
                                .flatMap(reason -> reason.article().stream())
                                .findFirst(),
                        ImmutableMap.of())
                .with(
                        "problems",
                        reasons.stream()
                                .map(reason -> reason.in(language))
                                .collect(Collectors.joining(language == Language.ZH ? "；" : "; ")));
    }

    private static Row row(int status, String zh, String en) {
        return new Row(status, Wording.of(zh, en));
    }
}
