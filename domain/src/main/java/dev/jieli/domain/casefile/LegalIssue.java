package dev.jieli.domain.casefile;

import static dev.jieli.domain.casefile.LegalPath.ADMINISTRATIVE;
import static dev.jieli.domain.casefile.LegalPath.ARBITRATION;
import static dev.jieli.domain.casefile.LegalPath.LITIGATION;
import static dev.jieli.domain.casefile.LegalPath.PARTY_APPEAL;
import static dev.jieli.domain.casefile.LegalPath.PROTECTION;

import dev.jieli.domain.statute.Article;
import dev.jieli.domain.statute.Instrument;
import dev.jieli.domain.statute.Provision.Clause;
import dev.jieli.domain.statute.Wording;
import java.util.Optional;

/**
 * 法定途径清单: an issue as people bring it, the legal path that leads on (arts. 28(2) and 31(1), 诉访分离), and the words of
 * the law that opens it. The Regulations say that what another procedure provides for is led into it and name the five
 * kinds of path; which issue has which path says the law of that issue. The list is of what is common and is *chosen*: what
 * is not on it is led elsewhere by its path alone.
 */
public enum LegalIssue {
    // spotless:off
    CIVIL_DISPUTE(LITIGATION, "民事纠纷（合同、借贷、侵权、婚姻、继承等）", "a civil dispute (contract, loan, tort, marriage, inheritance)",
        "提起民事诉讼", "a civil action", "人民法院", "the people's court",
        Laws.CIVIL_PROCEDURE, 3, 0, "人民法院受理公民之间、法人之间、其他组织之间以及他们相互之间因财产关系和人身关系提起的民事诉讼"),
    CIVIL_JUDGMENT(LITIGATION, "不服生效的民事判决、裁定", "a civil judgment in force is disputed",
        "申请再审", "an application for retrial", "上一级人民法院", "the people's court above",
        Laws.CIVIL_PROCEDURE, 210, 0, "当事人对已经发生法律效力的判决、裁定，认为有错误的，可以向上一级人民法院申请再审",
        Laws.CIVIL_PROCEDURE, 216, 0, "当事人申请再审，应当在判决、裁定发生法律效力后六个月内提出"),
    ENFORCEMENT(LITIGATION, "生效判决不履行、执行难", "a judgment is not obeyed",
        "申请强制执行", "an application for enforcement", "人民法院", "the people's court",
        Laws.CIVIL_PROCEDURE, 247, 1, "发生法律效力的民事判决、裁定，当事人必须履行。一方拒绝履行的，对方当事人可以向人民法院申请执行",
        Laws.CIVIL_PROCEDURE, 250, 1, "申请执行的期间为二年"),
    CRIME(LITIGATION, "控告、举报犯罪", "a crime is reported",
        "刑事立案", "criminal filing", "公安机关、人民检察院或者人民法院", "public security, the procuratorate or the people's court",
        Laws.CRIMINAL_PROCEDURE, 110, 2, "被害人对侵犯其人身、财产权利的犯罪事实或者犯罪嫌疑人，有权向公安机关、人民检察院或者人民法院报案或者控告"),
    NOT_FILED(LITIGATION, "应当立案侦查而不立案", "what should be investigated is not filed",
        "刑事立案监督", "supervision of criminal filing", "人民检察院", "the procuratorate",
        Laws.CRIMINAL_PROCEDURE, 113, 0, "被害人认为公安机关对应当立案侦查的案件而不立案侦查，向人民检察院提出的，人民检察院应当要求公安机关说明不立案的理由"),
    CRIMINAL_JUDGMENT(LITIGATION, "不服生效的刑事判决、裁定", "a criminal judgment in force is disputed",
        "申诉", "a petition for retrial", "人民法院或者人民检察院", "the people's court or the procuratorate",
        Laws.CRIMINAL_PROCEDURE, 252, 0, "对已经发生法律效力的判决、裁定，可以向人民法院或者人民检察院提出申诉"),
    STATE_COMPENSATION(LITIGATION, "国家赔偿", "state compensation",
        "国家赔偿程序", "the procedure of state compensation", "赔偿义务机关", "the organ that owes it",
        Laws.STATE_COMPENSATION, 9, 2, "赔偿请求人要求赔偿，应当先向赔偿义务机关提出"),
    MEDICAL(LITIGATION, "医疗纠纷", "a medical dispute",
        "协商、人民调解、行政调解或者诉讼", "negotiation, people's or administrative mediation, or an action", "医疗纠纷人民调解委员会、卫生健康部门或者人民法院", "the mediation committee, the health authority or the people's court",
        Laws.MEDICAL_DISPUTES, 22, 0, "发生医疗纠纷，医患双方可以通过下列途径解决"),
    TRAFFIC_DAMAGES(LITIGATION, "交通事故损害赔偿", "damages for a traffic accident",
        "调解或者民事诉讼", "mediation or a civil action", "公安机关交通管理部门或者人民法院", "the traffic police or the people's court",
        Laws.ROAD_TRAFFIC, 74, 1, "对交通事故损害赔偿的争议，当事人可以请求公安机关交通管理部门调解，也可以直接向人民法院提起民事诉讼"),

    LABOUR(ARBITRATION, "劳动争议（劳动报酬、解除合同、经济补偿等）", "a labour dispute (pay, dismissal, severance)",
        "劳动争议仲裁", "labour arbitration", "劳动争议仲裁委员会", "the labour arbitration commission",
        Laws.LABOUR_DISPUTES, 5, 0, "不愿调解、调解不成或者达成调解协议后不履行的，可以向劳动争议仲裁委员会申请仲裁",
        Laws.LABOUR_DISPUTES, 27, 1, "劳动争议申请仲裁的时效期间为一年"),
    PUBLIC_INSTITUTION(ARBITRATION, "事业单位聘用争议", "employment at a public institution",
        "人事争议仲裁", "personnel arbitration", "劳动人事争议仲裁委员会", "the labour and personnel arbitration commission",
        Laws.LABOUR_DISPUTES, 52, 0, "事业单位实行聘用制的工作人员与本单位发生劳动争议的，依照本法执行"),
    CONTRACT_CIVIL_SERVANT(ARBITRATION, "聘任制公务员的聘任合同争议", "the contract of a civil servant on contract",
        "人事争议仲裁", "personnel arbitration", "人事争议仲裁委员会", "the personnel arbitration commission",
        Laws.CIVIL_SERVANTS, 105, 1, "聘任制公务员与所在机关之间因履行聘任合同发生争议的，可以自争议发生之日起六十日内申请仲裁"),
    CONTRACTED_LAND(ARBITRATION, "农村土地承包经营纠纷", "contracted farmland",
        "农村土地承包仲裁", "arbitration of farmland contracts", "农村土地承包仲裁委员会", "the farmland arbitration commission",
        Laws.FARMLAND_DISPUTES, 4, 0, "可以向农村土地承包仲裁委员会申请仲裁，也可以直接向人民法院起诉",
        Laws.FARMLAND_DISPUTES, 18, 0, "农村土地承包经营纠纷申请仲裁的时效期间为二年"),

    SUPERVISION_DECISION(PARTY_APPEAL, "不服监察机关的处理决定", "a decision of a supervision commission about oneself",
        "申请复审、复核", "re-examination", "作出决定的监察机关", "the commission that decided",
        Laws.SUPERVISION, 56, 0, "监察对象对监察机关作出的涉及本人的处理决定不服的，可以在收到处理决定之日起一个月内，向作出决定的监察机关申请复审"),
    CIVIL_SERVANT_DECISION(PARTY_APPEAL, "公务员不服对本人的人事处理", "a personnel decision about a civil servant",
        "申请复核、提出申诉", "re-examination and appeal", "原处理机关", "the organ that decided",
        Laws.CIVIL_SERVANTS, 95, 1, "公务员对涉及本人的下列人事处理不服的，可以自知道该人事处理之日起三十日内向原处理机关申请复核"),

    ADMINISTRATIVE_ACT(ADMINISTRATIVE, "不服行政处罚、许可、强制等行政行为", "an administrative act is disputed",
        "行政复议", "administrative reconsideration", "行政复议机关", "the organ of reconsideration",
        Laws.RECONSIDERATION, 2, 1, "公民、法人或者其他组织认为行政机关的行政行为侵犯其合法权益，向行政复议机关提出行政复议申请",
        Laws.RECONSIDERATION, 20, 1, "可以自知道或者应当知道该行政行为之日起六十日内提出行政复议申请"),
    EXPROPRIATION(ADMINISTRATIVE, "不服国有土地上房屋征收决定、补偿决定", "expropriation of houses and its compensation",
        "行政复议", "administrative reconsideration", "行政复议机关", "the organ of reconsideration",
        Laws.EXPROPRIATION, 26, 3, "被征收人对补偿决定不服的，可以依法申请行政复议，也可以依法提起行政诉讼"),
    LAND_OWNERSHIP(ADMINISTRATIVE, "土地所有权、使用权争议", "who owns or may use land",
        "行政裁决", "administrative adjudication", "乡级或者县级以上人民政府", "the people's government of the township or above",
        Laws.LAND, 14, 1, "土地所有权和使用权争议，由当事人协商解决；协商不成的，由人民政府处理"),
    FOREST_OWNERSHIP(ADMINISTRATIVE, "林木、林地权属争议", "who owns trees or forest land",
        "行政裁决", "administrative adjudication", "乡镇人民政府或者县级以上人民政府", "the people's government of the township or above",
        Laws.FOREST, 22, 2, "个人之间、个人与单位之间发生的林木所有权和林地使用权争议，由乡镇人民政府或者县级以上人民政府依法处理"),
    WORK_INJURY(ADMINISTRATIVE, "工伤认定", "an injury at work",
        "行政确认", "administrative confirmation", "社会保险行政部门", "the social insurance authority",
        Laws.WORK_INJURY, 17, 2, "可以直接向用人单位所在地统筹地区社会保险行政部门提出工伤认定申请",
        Laws.WORK_INJURY, 17, 2, "在事故伤害发生之日或者被诊断、鉴定为职业病之日起1年内"),
    SOCIAL_INSURANCE(ADMINISTRATIVE, "社会保险登记、核定、待遇支付", "registration, assessment and payment of social insurance",
        "行政复议", "administrative reconsideration", "行政复议机关", "the organ of reconsideration",
        Laws.SOCIAL_INSURANCE, 83, 2, "或者侵害其他社会保险权益的行为，可以依法申请行政复议或者提起行政诉讼"),
    DISCLOSURE(ADMINISTRATIVE, "政府信息公开", "disclosure of government information",
        "行政复议", "administrative reconsideration", "行政复议机关", "the organ of reconsideration",
        Laws.DISCLOSURE, 51, 0, "可以向上一级行政机关或者政府信息公开工作主管部门投诉、举报，也可以依法申请行政复议或者提起行政诉讼"),

    UNPAID_WAGES(PROTECTION, "拖欠农民工工资", "unpaid wages of migrant workers",
        "劳动保障监察", "labour inspection", "人力资源社会保障部门", "the human resources and social security authority",
        Laws.WAGES, 10, 1, "被拖欠工资的农民工有权依法投诉，或者申请劳动争议调解仲裁和提起诉讼"),
    LABOUR_INSPECTION(PROTECTION, "用人单位违反劳动保障法规", "an employer breaks labour law",
        "劳动保障监察", "labour inspection", "劳动保障行政部门", "the labour authority",
        Laws.LABOUR_INSPECTION, 9, 2, "劳动者认为用人单位侵犯其劳动保障合法权益的，有权向劳动保障行政部门投诉"),
    POLLUTION(PROTECTION, "污染环境、破坏生态", "pollution",
        "举报，依法查处", "a report that is investigated", "生态环境部门", "the ecology authority",
        Laws.ENVIRONMENT, 57, 1, "公民、法人和其他组织发现任何单位和个人有污染环境和破坏生态行为的，有权向环境保护主管部门或者其他负有环境保护监督管理职责的部门举报"),
    NOISE(PROTECTION, "噪声扰民", "noise",
        "举报，依法查处", "a report that is investigated", "生态环境部门或者其他负有监督管理职责的部门", "the ecology authority or another in charge",
        Laws.NOISE, 31, 1, "任何单位和个人都有权向生态环境主管部门或者其他负有噪声污染防治监督管理职责的部门举报造成噪声污染的行为"),
    ILLEGAL_BUILDING(PROTECTION, "违法建设、违反城乡规划", "illegal building",
        "举报、控告，依法查处", "a report that is investigated", "城乡规划主管部门", "the planning authority",
        Laws.PLANNING, 9, 2, "城乡规划主管部门或者其他有关部门对举报或者控告，应当及时受理并组织核查、处理"),
    ILLEGAL_LAND_USE(PROTECTION, "违法占用土地", "land taken unlawfully",
        "检举、控告，依法查处", "a report that is investigated", "自然资源部门", "the natural resources authority",
        Laws.LAND, 7, 0, "并有权对违反土地管理法律、法规的行为提出检举和控告"),
    FOOD_SAFETY(PROTECTION, "食品安全", "food safety",
        "投诉、举报，依法查处", "a complaint that is investigated", "市场监督管理部门", "the market regulator",
        Laws.FOOD_SAFETY, 115, 1, "接到咨询、投诉、举报，对属于本部门职责的，应当受理并在法定期限内及时答复、核实、处理"),
    CONSUMER(PROTECTION, "消费者权益", "a consumer's complaint",
        "投诉，依法处理", "a complaint that is handled", "市场监督管理等有关行政部门", "the market regulator or another authority",
        Laws.CONSUMERS, 46, 0, "该部门应当自收到投诉之日起七个工作日内，予以处理并告知消费者"),
    PROPERTY_MANAGEMENT(PROTECTION, "物业服务", "property management",
        "投诉，依法处理", "a complaint that is handled", "房地产行政主管部门", "the housing authority",
        Laws.PROPERTY_MANAGEMENT, 48, 0, "应当及时处理业主、业主委员会、物业使用人和物业服务企业在物业管理活动中的投诉"),
    WORK_SAFETY(PROTECTION, "安全生产隐患和违法行为", "safety at work",
        "举报，依法查处", "a report that is investigated", "负有安全生产监督管理职责的部门", "the authority in charge of work safety",
        Laws.WORK_SAFETY, 73, 1, "受理的举报事项经调查核实后，应当形成书面材料");
    // spotless:on

    private final LegalPath path;
    private final Wording issue;
    private final Wording procedure;
    private final Wording organ;
    private final Clause basis;
    private final Optional<Clause> within;

    LegalIssue(
            LegalPath path,
            String zh,
            String en,
            String zhProcedure,
            String enProcedure,
            String zhOrgan,
            String enOrgan,
            Instrument law,
            int article,
            int paragraph,
            String words) {
        this(
                path,
                Wording.of(zh, en),
                Wording.of(zhProcedure, enProcedure),
                Wording.of(zhOrgan, enOrgan),
                clause(law, article, paragraph, words),
                Optional.empty());
    }

    LegalIssue(
            LegalPath path,
            String zh,
            String en,
            String zhProcedure,
            String enProcedure,
            String zhOrgan,
            String enOrgan,
            Instrument law,
            int article,
            int paragraph,
            String words,
            Instrument timeLaw,
            int timeArticle,
            int timeParagraph,
            String timeWords) {
        this(
                path,
                Wording.of(zh, en),
                Wording.of(zhProcedure, enProcedure),
                Wording.of(zhOrgan, enOrgan),
                clause(law, article, paragraph, words),
                Optional.of(clause(timeLaw, timeArticle, timeParagraph, timeWords)));
    }

    LegalIssue(LegalPath path, Wording issue, Wording procedure, Wording organ, Clause basis, Optional<Clause> within) {
        this.path = path;
        this.issue = issue;
        this.procedure = procedure;
        this.organ = organ;
        this.basis = basis;
        this.within = within;
    }

    private static Clause clause(Instrument law, int article, int paragraph, String words) {
        return new Clause(new Article(law, article, paragraph, 0), words);
    }

    /** Under which item of art. 31(1) it falls. */
    public LegalPath path() {
        return path;
    }

    /** 诉求: what it is about, as a phrase. */
    public Wording issue() {
        return issue;
    }

    /** 法定程序: what is done there. */
    public Wording procedure() {
        return procedure;
    }

    /** 有关机关: to whom one turns. */
    public Wording organ() {
        return organ;
    }

    /** 依据: the words that open the path. */
    public Clause basis() {
        return basis;
    }

    /** 时限: the words that say until when it may be asked for; empty where the basis says it or none does. */
    public Optional<Clause> within() {
        return within;
    }

    /** The laws that open paths, in the edition that is quoted: the last one known here. */
    private static final class Laws {
        static final Instrument CIVIL_PROCEDURE = law("MSSS2023", "民事诉讼法", "Civil Procedure Law (2023)");
        static final Instrument CRIMINAL_PROCEDURE = law("XSSS2018", "刑事诉讼法", "Criminal Procedure Law (2018)");
        static final Instrument STATE_COMPENSATION = law("GJPC2012", "国家赔偿法", "State Compensation Law (2012)");
        static final Instrument MEDICAL_DISPUTES =
                law("YLJF2018", "医疗纠纷预防和处理条例", "Regulations on Medical Disputes (2018)");
        static final Instrument ROAD_TRAFFIC = law("DLJT2021", "道路交通安全法", "Road Traffic Safety Law (2021)");
        static final Instrument LABOUR_DISPUTES =
                law("LDZY2007", "劳动争议调解仲裁法", "Law on Mediation and Arbitration of Labour Disputes (2007)");
        static final Instrument FARMLAND_DISPUTES =
                law("NCTD2009", "农村土地承包经营纠纷调解仲裁法", "Law on Mediation and Arbitration of Farmland Disputes (2009)");
        static final Instrument CIVIL_SERVANTS = law("GWY2018", "公务员法", "Civil Servants Law (2018)");
        static final Instrument SUPERVISION = law("JC2024", "监察法", "Supervision Law (2024)");
        static final Instrument RECONSIDERATION = law("XZFY2023", "行政复议法", "Administrative Reconsideration Law (2023)");
        static final Instrument EXPROPRIATION =
                law("FWZS2011", "国有土地上房屋征收与补偿条例", "Regulations on the Expropriation of Buildings (2011)");
        static final Instrument LAND = law("TDGL2019", "土地管理法", "Land Administration Law (2019)");
        static final Instrument FOREST = law("SL2019", "森林法", "Forest Law (2019)");
        static final Instrument WORK_INJURY =
                law("GSBX2010", "工伤保险条例", "Regulations on Work-Related Injury Insurance (2010)");
        static final Instrument SOCIAL_INSURANCE = law("SHBX2018", "社会保险法", "Social Insurance Law (2018)");
        static final Instrument DISCLOSURE =
                law("XXGK2019", "政府信息公开条例", "Regulations on Disclosure of Government Information (2019)");
        static final Instrument WAGES =
                law("NMGGZ2019", "保障农民工工资支付条例", "Regulations on Wages of Migrant Workers (2019)");
        static final Instrument LABOUR_INSPECTION =
                law("LDJC2004", "劳动保障监察条例", "Regulations on Labour Inspection (2004)");
        static final Instrument ENVIRONMENT = law("HJBH2014", "环境保护法", "Environmental Protection Law (2014)");
        static final Instrument NOISE = law("ZSWR2021", "噪声污染防治法", "Noise Pollution Law (2021)");
        static final Instrument PLANNING = law("CXGH2019", "城乡规划法", "Urban and Rural Planning Law (2019)");
        static final Instrument FOOD_SAFETY = law("SPAQ2021", "食品安全法", "Food Safety Law (2021)");
        static final Instrument CONSUMERS = law("XFZQY2013", "消费者权益保护法", "Consumer Rights Law (2013)");
        static final Instrument PROPERTY_MANAGEMENT =
                law("WYGL2018", "物业管理条例", "Regulations on Property Management (2018)");
        static final Instrument WORK_SAFETY = law("AQSC2021", "安全生产法", "Work Safety Law (2021)");

        private static Instrument law(String id, String zh, String en) {
            return new Instrument(id, Wording.of(zh, en));
        }
    }
}
