package dev.jieli.http.wording;

import com.google.common.collect.ImmutableMap;
import dev.jieli.domain.statute.Language;

/** 依据说明: what a chosen row of a table leans on, in English; the tables themselves speak Chinese, as the law does. */
public final class Notes {
    // spotless:off
    private static final ImmutableMap<String, String> ENGLISH = ImmutableMap.<String, String>builder()
            // lifecycle
            .put("送达未成：如实记录，告知义务不因此消灭；参照《民事诉讼法》第八十九条、第九十五条的留置和公告送达",
                    "service that failed is recorded as it was and does not end the duty to tell; after arts. 89 and 95 of the Civil Procedure Law (leaving it, public notice)")
            .put("撤回异议，自行受理；发出机关逾期不作答复的，不视为同意，由收到的机关办理：第二十三条第三款须经核实同意后方可交还",
                    "the objection is withdrawn and the case accepted; silence of the sender is no consent, since art. 23(3) lets a case go back only once checked and agreed")
            .put("简易办理由有权处理的机关、单位决定：2022年办法后部条文未见，沿用2016年试行办法；3个工作日内决定、10个工作日内办结",
                    "the organ with power to handle it decides on simplified handling: the later articles of the measures of 2022 were not seen, those of 2016 carry over; decided in 3 and done in 10 working days")
            .put("转送件不属于本机关职权的应当提出异议；不予受理用于已在受理办理中 (第19条第3款)、复核后仍以同一事实和理由提出 (第36条第3款) 等情形，告知亦依第44条第3项",
                    "what is outside one's powers is objected to; a case is declined where it is under way already (art. 19(3)) or the same facts come back after the re-review (art. 36(3)); telling rests on art. 44(3) too")
            .put("告知信访人之前发现应当受理的，自行纠正；属于职权范围而不予受理的，依第四十四条责令改正",
                    "what ought to be accepted is put right before the petitioner is told; declining what lies within one's powers is ordered mended under art. 44")
            .put("公告送达：条例未规定；参照《民事诉讼法》第九十五条，受送达人下落不明或者用其他方式无法送达的，公告送达，自发出公告之日起经过三十日视为送达，并在案卷中记明原因和经过",
                    "public notice: not in the Regulations; after art. 95 of the Civil Procedure Law, for whoever cannot be found or reached otherwise; held to be served after thirty days, with the reason and the course kept in the docket")
            .put("收到复查请求的机关不是上一级机关的，转交有权复查的机关；期限自该机关收到之日起算，依“自收到复查请求之日起”",
                    "a request for review that reaches another than the next higher organ is passed on; the term runs from its receipt there, by the words of the article")
            .put("撤销原意见，告知信访人后责令重新办理：地方规定一致 (山东 2015 第45条等)",
                    "the opinion is set aside, the petitioner told, and the case ordered handled anew: local rules agree (Shandong 2015, art. 45, and others)")
            .put("收到复核请求的机关不是复查机关的上一级机关的，转交有权复核的机关；期限自该机关收到之日起算，依“自收到复核请求之日起”",
                    "a request for re-review that reaches another than the organ next above the reviewing one is passed on; the term runs from its receipt there, by the words of the article")
            .put("撤销原意见，告知信访人后责令重新办理：地方规定一致 (北京 2006 第50条等)",
                    "the opinion is set aside, the petitioner told, and the case ordered handled anew: local rules agree (Beijing 2006, art. 50, and others)")
            .put("责令原办理机关重新办理：地方规定一致 (山东 2015 第45条、北京 2006 第50条等)；期限自责令之日重新起算，不得以同一事实和理由作出相同的意见",
                    "the organ that handled it is ordered to do so anew: local rules agree (Shandong 2015, art. 45; Beijing 2006, art. 50, and others); the term begins with the order, and the same opinion is not given again on the same facts and reasons")
            .put("逾期未请求复查：地方规定 (浙江 2016 第25条、山东 2015 第46条)，可关闭",
                    "no request for review in time: local rules (Zhejiang 2016, art. 25; Shandong 2015, art. 46); can be switched off")
            .put("逾期未请求复核：地方规定 (浙江 2016 第25条、山东 2015 第46条)，可关闭",
                    "no request for re-review in time: local rules (Zhejiang 2016, art. 25; Shandong 2015, art. 46); can be switched off")
            .put("撤回：提出是信访人的权利，收回亦然；实务通例",
                    "withdrawal: whoever may ask may also take it back; common practice")
            .put("全部执行（履行）完毕即办结，办结方式是程序已经走到的结果：第32条第2款只说督促执行，没有规定执行完毕之后；没有执行完的不办结，使责任不因程序走完而落空",
                    "once all is carried out the case ends as its procedure had come to: art. 32(2) speaks of seeing to it and not of what follows; until then it does not end, so that nobody is rid of it by the procedure alone")
            .put("协议没有履行的恢复办理，期限自恢复之日起算：条例未规定；诉求没有解决，办理的义务就在；当事人依《人民调解法》第三十二条、第三十三条另寻诉讼、司法确认的，不受影响",
                    "where a settlement is not kept the case is handled on, its term beginning with that day: the Regulations are silent; the duty lasts as long as the matter is unsolved; lawsuits and confirmation in court (People's Mediation Law, arts. 32 and 33) stay open")
            .put("领导阅批的回复：第18条第2款只要求领导干部阅办；回复及其期限由领导在阅批中指定，回复之前不办结",
                    "the answer to a leader's instruction: art. 18(2) only asks leaders to read and act; the leader names the answer and its day, and the case does not end before")
            .put("审核认定办结：条例未规定；《关于依法终结信访事项的意见》(中信联发〔2011〕4号)，逐级审核，省级认定，中央备案",
                    "the end found by approval: not in the Regulations; 中信联发〔2011〕4号, examined level by level, found by the province, filed with the centre")
            .put("拟稿：《党政机关公文处理工作条例》(2012) 第19条；哪种文书由谁拟、依哪一条，见文书表",
                    "drafting: Regulations on Official Documents (2012), art. 19; who drafts which paper under which article stands in the table of papers")
            .put("核稿：《党政机关公文处理工作条例》(2012) 第20条，签发前须经审核",
                    "checking: Regulations on Official Documents (2012), art. 20, before a paper is issued")
            .put("签发：《党政机关公文处理工作条例》(2012) 第22条，须经负责人签发的由负责人签发",
                    "issuing: Regulations on Official Documents (2012), art. 22, by the head where that is needed")
            .put("调阅：文书载明信访人身份，可以查看信访人完整信息的人说明用途取原件，其他人只得遮盖件，凡调阅必留痕",
                    "a paper names the petitioner: whoever may see petitioners gets it for a purpose, others a masked copy, and every look is on record")
            .put("筛重：条例以“同一信访事项”“同一事实和理由”为条件（第19条第3款、第36条第3款），怎样认定没有规定；系统只提示，由人认定，记入较后一件的案卷；检举控告件不关联（第30条第3款）",
                    "repeats: arts. 19(3) and 36(3) turn on the same matter, or the same facts and reasons, and do not say how that is found; the system proposes, a person finds, and it stands in the docket of the later case; an accusation is linked with no case (art. 30(3))")
            .put("期限跨入未公布放假安排的年份时先行推算，公布后重算",
                    "a term that reaches into a year without a notice of days off is reckoned provisionally, and again once there is one")
            // notices
            .put("选定：先告知，后转送，使告知义务不随件转给下级",
                    "chosen: told first, then passed on, so that the duty to tell does not go down with the case")
            .put("期限由交办机关指定；报告之前不办结",
                    "the organ that assigns it names the term; no end before the report")
            .put("选定：期限由领导在阅批中指定；回复之前不办结",
                    "chosen: the leader names the term in the instruction; no end before the answer")
            .put("选定：自决定之日起15日；告知之前不办结",
                    "chosen: 15 days from the decision; no end before it is told")
            .put("选定：在原期限届满前告知",
                    "chosen: told before the first term is over")
            .put("选定：自出具之日起15日；收到之日起算请求复查期限；公告送达的，自发出公告之日起30日",
                    "chosen: 15 days from its date; the time to ask for review runs from receipt; by public notice 30 days from the notice")
            .put("选定：自出具之日起15日；收到之日起算请求复核期限；公告送达的，自发出公告之日起30日",
                    "chosen: 15 days from its date; the time to ask for re-review runs from receipt; by public notice 30 days from the notice")
            .put("选定：自撤销之日起15日；复核中撤销的，用复核意见送达期限；告知之后责令重新办理",
                    "chosen: 15 days from the revocation; in re-review the term for serving its opinion; the order follows once it is told")
            .put("选定：形式和期限条例未规定；信访人收到之后才能说服与不服",
                    "chosen: the Regulations name neither form nor term; a petitioner can only accept or contest what was received")
            .put("选定：答复即告知，同一行为告知并办结；天数条例未规定",
                    "chosen: the answer tells and ends in one act; the Regulations name no days")
            .put("选定：答复即告知，同一行为告知并办结；天数依有关法律",
                    "chosen: the answer tells and ends in one act; the days follow the law in question")
            // authority
            .put("按保管期限表、凭批准的销毁清册删除 (个人信息保护法第19条、第47条；档案销毁须经鉴定和批准)；只及其看得到的信访事项",
                    "erased by the table of retention, upon an approved list (Personal Information Protection Law, arts. 19, 47; archives are destroyed once appraised and approved); in the cases that are shown to him or her")
            .put("调查、诉讼、追责期间不得删除，由负责人、督查决定",
                    "nothing is erased while it is looked into, sued over or answered for; heads, leaders and supervisors decide")
            .put("信访部门督办的事项，同上 (第40条)",
                    "the same for what petition departments urge (art. 40)")
            .put("本人查阅、复制、更正的请求由信访部门受理和答复 (个人信息保护法第45条、第46条、第50条)；只及其看得到的信访事项",
                    "a person's request to see, copy or correct goes to the petition department (Personal Information Protection Law, arts. 45, 46, 50); in cases that it is shown only")
            .put("因休假、培训、患病等离岗，本人委托同一机关、单位的同事代为办理，被委托的人可以辞去 (参照民法典第161条、第173条)；责任不转移 (第5条第3项)",
                    "away on leave, training, illness and the like, one lets a colleague of the same organ act, who may decline (after arts. 161, 173 of the Civil Code); who answers stays (art. 5(3))")
            .put("本人不能委托的，由主要负责人或者领导指定，也由其终止 (第4条、第5条第3项)",
                    "where one cannot do so, the head or a leader names somebody, and ends it (arts. 4, 5(3))")
            .put("责任链上的人办理、负责或者包案 (第5条第3项、第18条第2款)",
                    "whoever stands in the chain handles the case, answers for it or has taken it (arts. 5(3), 18(2))")
            .put("本机关、单位承办、协办或者经手的信访事项",
                    "what the own unit handles, assists in or has had in hand")
            .put("复查、复核由上一级机关、单位办理 (第35条、第36条)，请求向其提出，须能查看下一级的信访事项",
                    "the next higher organ reviews (arts. 35, 36); requests come to it, so it has to see what those next below handle")
            .put("主要负责人、领导和督查对本机关、单位及下级负责 (第4条、第5条第3项、第40条)",
                    "heads, leaders and supervisors answer for their unit and those below (arts. 4, 5(3), 40)")
            .put("信访部门转送、交办、督办本级及以下的信访事项 (第14条、第22条、第40条)",
                    "petition departments forward, assign and urge cases of their level and below (arts. 14, 22, 40)")
            .put("谁在哪个岗位由信访部门据任免文件登记；管理账号的人不因此有业务权限",
                    "who sits where is entered by the petition department from the decision on the appointment; keeping accounts gives no power over petition work")
            .put("国务院办公厅通知对所有期限一体适用",
                    "the notice of the State Council's office holds for all terms alike")
            .put("地方规则对所有期限一体适用；比条例宽松的不予采用",
                    "the rules of a place hold for all terms alike; what is looser than the Regulations is not adopted")
            .put("登记是信访部门的职责 (第22条)；台账写明的承办单位以台账为准",
                    "registering is the petition department's duty (art. 22); who handles a case is as the ledger says")
            .put("以谁的名义行文由其负责人决定",
                    "in whose name a paper goes out its head decides")
            .put("联系、听取意见、送达须知道信访人是谁 (第31条、第32条)；为履行法定职责所必需 (个人信息保护法第13条第1款第3项、第34条)",
                    "to hear, tell and serve one has to know who the petitioner is (arts. 31, 32); needed for a duty under law (Personal Information Protection Law, arts. 13(1)(3), 34)")
            .put("信访部门登记、告知经手的信访事项 (第19条、第23条)",
                    "petition departments register and tell in cases that they have in hand (arts. 19, 23)")
            .put("移交人、接收人、监交人逐项核对、签名，须能查看清单",
                 "the three who sign check and sign item by item, so they must see the list")
            .put("主要负责人、领导和督查对本机关、单位及下级负责 (第4条、第5条第3项、第40条)；清单上有须对其保密的，整份不予显示",
                 "heads, leaders and supervisors answer for their unit and those below (arts. 4, 5(3), 40); a list on which something is kept from them is not shown")
            .put("信访部门督促检查本级及以下的信访工作 (第14条、第40条)",
                 "a petition department supervises the work of its level and below (arts. 14, 40)")
            .put("成批离开本系统的风险比逐件查看大，只限登记岗位和信访部门负责人；其余各件照样遮盖 (个人信息保护法第6条、第51条)",
                    "many leaving the house at once is a greater risk than a look at one: registrars and heads of petition departments only; all others stay masked (Personal Information Protection Law, arts. 6, 51)")
            .put("系统管理员建户，不授权 (GB/T 22239-2019 8.1.5.1)；设立、重设、绑定统一身份以后，安全管理员授权才能使用",
                    "the system administrator adds accounts and grants none (GB/T 22239-2019, 8.1.5.1); what is added, reset or bound to a provider is in use once the security administrator grants it")
            .put("安全管理员授权，不建户 (GB/T 22239-2019 8.1.5.3)；不得给自己授权",
                    "the security administrator grants accounts and adds none (GB/T 22239-2019, 8.1.5.3); nobody grants to himself")
            .put("停用多余、过期的账号 (GB/T 22239-2019 8.1.4.2 c)，发现异常的人随时可以停用；每种管理员至少留一人",
                    "accounts that are not needed are taken out of use (GB/T 22239-2019, 8.1.4.2 c), at any time by whoever sees something odd; one of each administrator stays")
            .put("建户、授权和审计都要知道有哪些账号",
                    "to add, to grant and to audit one has to know which accounts there are")
            .put("安全审计员查看全部留痕，不能改动任何内容 (GB/T 22239-2019 8.1.5.2)",
                    "the auditor reads the whole record and changes nothing (GB/T 22239-2019, 8.1.5.2)")
            .put("审计员自己的留痕由安全管理员查看，没有人只受自己监督",
                    "what auditors do is read by the security administrator, so that nobody is watched by himself alone")
            .put("核验只读，不显示案卷内容",
                    "verifying only reads, and shows nothing of what stands in a docket")
            .put("案卷、条目的数目和差错所在，会让被检举控告的人推知有其事 (第30条第3款)；其余的人只知道案卷是否完整、何时核验",
                    "from the numbers of dockets and entries and from where a fault is, somebody accused could tell that there is an accusation (art. 30(3)); others are told whether the record is sound and when it was verified")
            .put("推送是否送达属于运行；消息内容不在这里显示",
                    "whether messages arrive is a matter of operation; what they say is not shown here")
            .put("系统管理员负责运行 (GB/T 22239-2019 8.1.5.1)；本机的监控程序不经账号",
                    "the system administrator sees to the operation (GB/T 22239-2019, 8.1.5.1); what watches on the machine itself needs no account")
            .buildOrThrow();
    // spotless:on

    private Notes() {}

    /** A note of a table in that language; in Chinese where nobody has put it into English. */
    public static String in(Language language, String note) {
        return language == Language.ZH ? note : ENGLISH.getOrDefault(note, note);
    }
}
