package dev.jieli.http.pages;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.jieli.application.port.Board;
import dev.jieli.domain.accountability.Chain;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseEffect;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Decision;
import dev.jieli.domain.casefile.Petition;
import dev.jieli.domain.casefile.Running;
import dev.jieli.domain.docket.Act;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.statute.Language;
import dev.jieli.domain.tenure.Delegation;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverAct;
import dev.jieli.domain.tenure.UnitAct;
import dev.jieli.http.wording.Words;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * 条目用语: an entry of a docket as people read it.
 *
 * @param said what was said in the act, as it was entered; blank for nothing
 * @param facts what the act names: whom it puts the case on, how long, in which manner
 * @param changes what it changed
 * @param by who acted and as what
 */
public record EntryWords(
        int number,
        Entry entry,
        String title,
        String said,
        ImmutableList<String> facts,
        ImmutableList<String> changes,
        String by,
        Optional<String> article,
        String hash) {

    public boolean system() {
        return entry.by().isEmpty();
    }

    public String shortHash() {
        return hash.length() > 12 ? hash.substring(0, 12) : hash;
    }

    static ImmutableList<EntryWords> newestFirst(
            Page page, Names names, List<Board.EntryLine> docket, Function<CaseId, String> numberOf) {
        ImmutableList.Builder<EntryWords> told = ImmutableList.builder();
        Optional<IncumbencyId> holder = Optional.empty();
        for (Board.EntryLine line : docket) {
            told.add(new Telling(page, names, numberOf, holder).of(line));
            if (line.entry().effect() instanceof CaseEffect effect) {
                holder = effect.chain().map(Chain::holder).or(holderBefore(holder));
            }
        }
        return told.build().reverse();
    }

    private static Supplier<Optional<IncumbencyId>> holderBefore(Optional<IncumbencyId> holder) {
        return () -> holder;
    }

    /** One entry being put into words. */
    private static final class Telling {
        private final Page page;
        private final Names names;
        private final Function<CaseId, String> numberOf;
        private final Optional<IncumbencyId> before;
        private final ImmutableList.Builder<String> facts = ImmutableList.builder();
        private String said = "";

        /** @param before who held the case before this entry */
        private Telling(Page page, Names names, Function<CaseId, String> numberOf, Optional<IncumbencyId> before) {
            this.page = page;
            this.names = names;
            this.numberOf = numberOf;
            this.before = before;
        }

        private EntryWords of(Board.EntryLine line) {
            Entry entry = line.entry();
            Act act = entry.act();
            if (act instanceof CaseAct done) {
                tell(done);
            } else if (act instanceof HandoverAct step) {
                tell(step);
            } else if (act instanceof UnitAct done) {
                tell(done);
            }
            return new EntryWords(
                    entry.number(),
                    entry,
                    page.head(Words.of(act)),
                    said,
                    facts.build(),
                    entry.effect() instanceof CaseEffect effect && !(act instanceof CaseAct.Warn)
                            ? changes(effect)
                            : ImmutableList.of(),
                    by(line),
                    entry.article().map(article -> article.cited(page.language())),
                    line.hash());
        }

        private String by(Board.EntryLine line) {
            String capacity = page.say(Words.of(line.entry().capacity()));
            return line.by()
                    .map(who -> who.unit() + " " + who.official() + page.t("（", " (") + who.post()
                            + line.inPlaceOf()
                                    .map(absent -> page.t("）代 ", ") for ")
                                            + absent.official()
                                            + page.t("（", " (")
                                            + absent.post())
                                    .orElse("")
                            + page.t("，", ", ") + capacity + page.t("）", ")"))
                    .orElse(page.t("系统自动记入", "entered by the system"));
        }

        private void fact(String zh, String en, String value) {
            if (!value.isBlank()) {
                facts.add(page.t(zh + "：", en + ": ") + value);
            }
        }

        // -------------------------------------------------------------- acts of a case

        private void tell(CaseAct act) {
            if (act instanceof CaseAct.Register register) {
                petition(register.petition());
            } else if (act instanceof CaseAct.ReceiveDirectly receive) {
                petition(receive.petition());
            } else if (act instanceof CaseAct.Transfer transfer) {
                fact("转送给", "to", names.who(transfer.to()));
                fact("移送材料", "material", transfer.material());
            } else if (act instanceof CaseAct.Entrust entrust) {
                fact("交办给", "to", names.who(entrust.to()));
                fact("移送材料", "material", entrust.material());
                fact("反馈期限", "report by", page.day(entrust.reportBy()));
                said = entrust.demand();
            } else if (act instanceof CaseAct.ReportBack report) {
                said = report.text();
            } else if (act instanceof CaseAct.AskExtension ask) {
                fact("申请延长", "asked for", page.days(ask.days()));
                said = ask.reason();
            } else if (act instanceof CaseAct.RaiseObjection object) {
                said = object.reason();
            } else if (act instanceof CaseAct.TakeBack back) {
                said = back.reason();
            } else if (act instanceof CaseAct.Uphold uphold) {
                said = uphold.reason();
            } else if (act instanceof CaseAct.Notify notify) {
                fact("告知方式", "manner", page.say(Words.of(notify.manner())));
                said = notify.text();
            } else if (act instanceof CaseAct.Classify classify) {
                fact("办理途径", "track", page.say(Words.of(classify.track())));
                classify.ground().ifPresent(ground -> fact("简易办理情形", "ground", page.say(Words.of(ground))));
                fact("被检举单位", "unit accused", page.list(Iterables.transform(classify.accused(), names::unit)));
                fact(
                        "被检举人",
                        "official accused",
                        page.list(Iterables.transform(classify.accusedOfficials(), names::official)));
                said = classify.reason();
            } else if (act instanceof CaseAct.Respond respond) {
                respond.adoption().ifPresent(adoption -> fact("采纳情况", "adoption", page.say(Words.of(adoption))));
                said = respond.text();
            } else if (act instanceof CaseAct.Dispense dispense) {
                said = dispense.reason();
            } else if (act instanceof CaseAct.Decline decline) {
                said = decline.reason();
                fact("告知信访人向何处提出", "pointed to", decline.pointedTo());
            } else if (act instanceof CaseAct.LeadElsewhere lead) {
                lead.issue().ifPresent(issue -> fact("诉求", "issue", page.say(issue.issue())));
                fact("法定途径", "legal path", page.say(Words.of(lead.path())));
                lead.issue()
                        .ifPresent(issue ->
                                fact("依据", "basis", issue.basis().article().cited(page.language())));
                fact("有关机关", "organ", lead.organ());
            } else if (act instanceof CaseAct.Extend extend) {
                fact("延长", "by", page.days(extend.days()));
                extend.petitionerToldOn().ifPresent(day -> fact("告知信访人日期", "petitioner told on", page.day(day)));
                extend.unasked().ifPresent(why -> fact("无人申请而延期", "not asked for", why));
                said = extend.reason();
            } else if (act instanceof CaseAct.Reply reply) {
                fact("结论", "opinion", page.say(Words.of(reply.opinion())));
                reply.executeBy().ifPresent(day -> fact("执行期限", "execute by", page.day(day)));
                each(reply.decisions());
                said = reply.text();
            } else if (act instanceof CaseAct.Execute done) {
                done.request().ifPresent(number -> fact("诉求", "request", number.toString()));
                fact(
                        "进度",
                        "how far",
                        done.complete() ? page.t("执行（履行）完毕", "carried out") : page.t("有进展，未完成", "going on"));
                fact("执行日期", "done on", page.day(done.doneOn()));
                fact("执行凭证", "papers", done.evidence());
                said = done.text();
            } else if (act instanceof CaseAct.OrderExecution order) {
                fact("责成执行单位", "to be executed by", names.who(order.to()));
                said = order.text();
            } else if (act instanceof CaseAct.Serve serve) {
                fact("信访人收到日期", "received on", page.day(serve.receivedOn()));
                fact("送达方式", "manner", page.say(Words.of(serve.manner())));
                fact("收件人", "taken by", page.say(Words.of(serve.recipient())));
                serve.sentOn().ifPresent(day -> fact("寄出（公告）日期", "sent or made public on", page.day(day)));
            } else if (act instanceof CaseAct.ServePublicly posted) {
                fact("公告日期", "made public on", page.day(posted.postedOn()));
                said = posted.text();
            } else if (act instanceof CaseAct.Unserve unserved) {
                fact("送达日期", "tried on", page.day(unserved.triedOn()));
                fact("送达方式", "manner", page.say(Words.of(unserved.manner())));
                fact("未送达原因", "not served", page.say(Words.of(unserved.why())));
                said = unserved.text();
            } else if (act instanceof CaseAct.RequestReview request) {
                fact("复查机关", "reviewing organ", names.who(request.to()));
                request.askedOn().ifPresent(day -> fact("信访人提出日期", "asked on", page.day(day)));
                said = request.reason();
            } else if (act instanceof CaseAct.PassOn pass) {
                fact("转交给", "to", names.who(pass.to()));
                said = pass.reason();
            } else if (act instanceof CaseAct.Review review) {
                fact("结论", "finding", page.say(Words.of(review.finding())));
                each(review.decisions());
                said = review.text();
            } else if (act instanceof CaseAct.RequestRereview request) {
                fact("复核机关", "re-reviewing organ", names.who(request.to()));
                request.askedOn().ifPresent(day -> fact("信访人提出日期", "asked on", page.day(day)));
                said = request.reason();
            } else if (act instanceof CaseAct.Hear hear) {
                fact("听证", "hearing", page.day(hear.from()) + page.t("至", " to ") + page.day(hear.to()));
            } else if (act instanceof CaseAct.Rereview rereview) {
                fact("结论", "finding", page.say(Words.of(rereview.finding())));
                each(rereview.decisions());
                said = rereview.text();
            } else if (act instanceof CaseAct.Revoke revoke) {
                said = revoke.text();
            } else if (act instanceof CaseAct.TakeMeasure taken) {
                fact("措施", "measure", page.say(Words.of(taken.measure())));
                fact("办理机关", "organ", taken.organ());
                fact("先行劝阻、批评、教育", "tried before", taken.tried());
                said = taken.text();
            } else if (act instanceof CaseAct.ProposeTermination propose) {
                fact("终结报告", "report", propose.report());
                fact("终结备案表", "filing form", propose.form());
            } else if (act instanceof CaseAct.ConfirmTermination confirm) {
                fact("层级", "level", page.say(Words.of(confirm.level())));
                fact("认定机关", "organ", confirm.organ());
                fact("文号", "document", confirm.document());
            } else if (act instanceof CaseAct.ReturnTermination back) {
                said = back.reason();
            } else if (act instanceof CaseAct.OrderAnew anew) {
                fact("重新办理机关", "to be handled anew by", names.who(anew.to()));
                said = anew.text();
            } else if (act instanceof CaseAct.Settle settle) {
                fact("方式", "by", settle.mediated() ? page.t("调解", "mediation") : page.t("和解", "settlement"));
                fact("协议书", "paper", settle.paper());
                fact("约定履行", "promised", settle.promised());
                settle.performBy().ifPresent(day -> fact("履行期限", "perform by", page.day(day)));
            } else if (act instanceof CaseAct.Resume resume) {
                fact("恢复办理", "handled on by", names.who(resume.to()));
                said = resume.reason();
            } else if (act instanceof CaseAct.Withdraw withdraw) {
                said = withdraw.reason();
            } else if (act instanceof CaseAct.Close close) {
                said = close.reason();
            } else if (act instanceof CaseAct.Reassign reassign) {
                fact("交给", "to", names.who(reassign.to()));
                said = reassign.reason();
            } else if (act instanceof CaseAct.Instruct instruct) {
                fact("阅批领导", "leader", names.who(instruct.leader()));
                fact("要求回复日期", "answer wanted by", page.day(instruct.answerBy()));
                said = instruct.text();
            } else if (act instanceof CaseAct.AnswerLeader answer) {
                said = answer.text();
            } else if (act instanceof CaseAct.Recuse recuse) {
                fact("回避人", "recused", names.who(recuse.who()));
                recuse.to().ifPresent(to -> fact("改由", "in his or her place", names.who(to)));
                said = recuse.reason();
            } else if (act instanceof CaseAct.Coordinate decided) {
                fact("确定方式", "settled", page.say(Words.of(decided.how())));
                fact("决定机关", "by", decided.decidedBy());
                fact("主办", "lead", names.who(decided.lead()));
                fact("协办", "assisting", page.list(Iterables.transform(decided.assisting(), names::unit)));
                fact(
                        "三跨三分离",
                        "goes beyond",
                        page.list(Iterables.transform(decided.crossings(), crossing -> page.say(Words.of(crossing)))));
                said = decided.reason();
            } else if (act instanceof CaseAct.Succeed succeed) {
                fact("原机关、单位", "organ that was", names.unit(succeed.of()));
                fact("承继机关、单位", "successor", names.unit(succeed.successor()));
                fact("方式", "how", page.say(Words.of(succeed.how())));
                fact("依据", "basis", succeed.basis());
            } else if (act instanceof CaseAct.DeclareUrgent urgent) {
                said = urgent.reason();
                fact("已采取的措施", "measures taken", urgent.measures());
            } else if (act instanceof CaseAct.Report report) {
                fact("报告、通报给", "to", page.list(Iterables.transform(report.to(), whom -> page.say(Words.of(whom)))));
                said = report.text();
            } else if (act instanceof CaseAct.AssignLeader taken) {
                fact("包案领导", "leader", names.who(taken.leader()));
                fact("化解方案", "plan", taken.plan());
                fact("限期", "by", page.day(taken.until()));
                taken.slots().forEach((slot, text) -> fact(slot.name(), page.say(Slots.word(slot)), text));
            } else if (act instanceof CaseAct.ReleaseLeader release) {
                said = release.reason();
            } else if (act instanceof CaseAct.TakeOver over) {
                fact("移交人", "from", names.who(over.from()));
                fact("接任人", "to", names.who(over.to()));
            } else if (act instanceof CaseAct.Realign realign) {
                said = realign.reason();
            } else if (act instanceof CaseAct.Urge urge) {
                said = urge.text();
            } else if (act instanceof CaseAct.Note note) {
                said = note.text();
            } else if (act instanceof CaseAct.Link link) {
                fact("认定", "found", page.say(Words.of(link.kind())));
                fact("较早的一件", "the earlier case", numberOf.apply(link.other()));
                said = link.reason();
            } else if (act instanceof CaseAct.Unlink unlink) {
                fact("认定不是", "found not to be", page.say(Words.of(unlink.kind())));
                fact("较早的一件", "the earlier case", numberOf.apply(unlink.other()));
                said = unlink.reason();
            } else if (act instanceof CaseAct.Warn warn) {
                fact("提醒", "reminded", names.who(warn.to()));
                facts.add(warn.light().in(page.language())
                        + page.t("，", ", ")
                        + warn.term().in(page.language())
                        + page.t("，" + page.day(warn.due()) + "到期", ", due on " + page.day(warn.due())));
            } else if (act instanceof CaseAct.WarnIdle warn) {
                fact("提醒", "reminded", names.who(warn.to()));
            } else if (act instanceof CaseAct.Reckon reckon) {
                fact("依据", "because of", reckon.notice());
            } else if (act instanceof CaseAct.DraftPaper draft) {
                fact("文书", "paper", page.say(draft.kind().title()));
                fact("稿次", "draft", Integer.toString(draft.edition()));
            } else if (act instanceof CaseAct.CheckPaper check) {
                fact("文书", "paper", page.say(check.kind().title()));
            } else if (act instanceof CaseAct.IssuePaper issue) {
                fact("文书", "paper", page.say(issue.kind().title()));
                issue.number().ifPresent(number -> fact("发文字号", "number", number));
                fact("校验码（SM3）", "SM3", issue.digest());
            } else if (act instanceof CaseAct.FetchPaper fetch) {
                fact("文书", "paper", page.say(fetch.kind().title()));
            }
        }

        private void each(ImmutableList<Decision> decisions) {
            for (int i = 0; i < decisions.size(); i++) {
                Decision one = decisions.get(i);
                fact(
                        "诉求" + (i + 1),
                        "request " + (i + 1),
                        one.request()
                                + page.t("——", ": ")
                                + page.say(Words.of(one.opinion()))
                                + page.t("。", ". ")
                                + one.words());
            }
        }

        private void petition(Petition petition) {
            fact("编号", "number", petition.number());
            fact("形式", "channel", page.say(Words.of(petition.channel())));
            fact("收到日期", "received on", page.day(petition.receivedOn()));
            petition.intake().writtenBy().ifPresent(who -> fact("口头提出，记录人", "said orally, written down by", who));
        }

        private ImmutableList<String> changes(CaseEffect effect) {
            ImmutableList.Builder<String> changes = ImmutableList.builder();
            effect.stage()
                    .ifPresent(stage -> changes.add(page.t(
                            "进入“" + Words.of(stage).zh() + "”",
                            "stage: " + Words.of(stage).in(Language.EN))));
            effect.ending()
                    .ifPresent(ending -> changes.add(page.t(
                            "办结：" + Words.of(ending).zh(),
                            "ended: " + Words.of(ending).en())));
            effect.chain()
                    .map(Chain::holder)
                    .filter(holder -> !before.equals(Optional.of(holder)))
                    .ifPresent(holder -> changes.add(page.t("承办人：", "holder: ") + names.who(holder)));
            for (Running running : effect.running()) {
                changes.add(running.term().in(page.language())
                        + page.t("：到", ": due on ")
                        + page.day(running.due())
                        + (running.provisional() ? page.t("（暂定）", " (provisional)") : "")
                        + (running.extendedDays() > 0
                                ? page.t(
                                        "，含延长" + running.extendedDays() + "日",
                                        ", with " + page.days(running.extendedDays()) + " of extension")
                                : "")
                        + (running.hearingDays() > 0
                                ? page.t(
                                        "，扣除听证" + running.hearingDays() + "日",
                                        ", without " + page.days(running.hearingDays()) + " of hearing")
                                : ""));
            }
            if (!effect.stopped().isEmpty()) {
                changes.add(page.t("不再计算：", "no longer running: ")
                        + page.list(Iterables.transform(effect.stopped(), term -> term.in(page.language()))));
            }
            return changes.build();
        }

        // -------------------------------------------------------------- steps of a handover

        private void tell(HandoverAct step) {
            if (step instanceof HandoverAct.Open open) {
                parties(names.who(open.incoming()), names.who(open.witness()));
                fact("移交人", "outgoing", names.who(open.outgoing()));
                fact("离任原因", "cause", page.say(Words.of(open.cause())));
                fact("任免文号", "document", open.document());
                fact("清单事项", "items", String.valueOf(open.items().size()));
            } else if (step instanceof HandoverAct.Complete complete) {
                cases(complete.items());
                said = complete.account().nextStep();
                fact("风险等级", "risk", page.say(Words.of(complete.account().risk())));
            } else if (step instanceof HandoverAct.Keep keep) {
                cases(ImmutableList.of(keep.item()));
                fact("保留在", "kept under", names.who(keep.under()));
                said = keep.reason();
            } else if (step instanceof HandoverAct.Freeze freeze) {
                fact("清单事项", "items", String.valueOf(freeze.items().size()));
                fact("清单摘要值", "digest", freeze.digest());
                freeze.inPlace().ifPresent(why -> fact("代签理由", "signed in place", why));
            } else if (step instanceof HandoverAct.Check check) {
                cases(check.items());
            } else if (step instanceof HandoverAct.Question question) {
                cases(ImmutableList.of(question.item()));
                said = question.text();
            } else if (step instanceof HandoverAct.Answer answer) {
                cases(ImmutableList.of(answer.item()));
                said = answer.text();
            } else if (step instanceof HandoverAct.Receive receive) {
                fact("清单摘要值", "digest", receive.digest());
            } else if (step instanceof HandoverAct.Witness witness) {
                fact("清单摘要值", "digest", witness.digest());
            } else if (step instanceof HandoverAct.Supplement supplement) {
                cases(supplement.items().stream().map(Handover.Item::caseId).collect(ImmutableList.toImmutableList()));
            } else if (step instanceof HandoverAct.Replace replace) {
                parties(names.who(replace.incoming()), names.who(replace.witness()));
                said = replace.reason();
            } else if (step instanceof HandoverAct.TakeEffect effect) {
                placed(effect);
                fact("首次办理应在此日前", "first act due by", page.day(effect.firstActDue()));
            } else if (step instanceof HandoverAct.FoundLater found) {
                cases(ImmutableList.of(found.item()));
                said = found.text();
            } else if (step instanceof HandoverAct.WarnVacancy warn) {
                fact("提醒", "reminded", names.who(warn.to()));
            } else if (step instanceof HandoverAct.Cancel cancel) {
                said = cancel.reason();
            }
        }

        private void parties(String incoming, String witness) {
            fact("接收人", "incoming", incoming);
            fact("监交人", "witness", witness);
        }

        private void cases(List<CaseId> cases) {
            String first = page.list(cases.stream().limit(5).map(numberOf).toList());
            fact(
                    "事项",
                    "items",
                    cases.size() > 5
                            ? page.t(
                                    first + "等" + cases.size() + "件",
                                    first + " and others, " + cases.size() + " in all")
                            : first);
        }

        private void placed(HandoverAct.TakeEffect effect) {
            for (Handover.Disposition where : Handover.Disposition.values()) {
                long count = effect.placed().stream()
                        .filter(placed -> placed.disposition() == where)
                        .count();
                if (count > 0) {
                    fact(Words.of(where).zh(), Words.of(where).en(), page.t(count + "件", String.valueOf(count)));
                }
            }
        }

        // -------------------------------------------------------------- acts of a unit

        private void tell(UnitAct act) {
            if (act instanceof UnitAct.Establish establish) {
                fact("机构名称", "name", establish.unit().name());
                establish.unit().above().ifPresent(above -> fact("上级", "above", names.unit(above)));
            } else if (act instanceof UnitAct.CreatePost create) {
                fact("岗位", "post", create.post().title());
            } else if (act instanceof UnitAct.NameHeads heads) {
                heads.head().ifPresent(post -> fact("主要负责人岗位", "head", title(post)));
                heads.inCharge().ifPresent(post -> fact("分管领导岗位", "leader in charge", title(post)));
            } else if (act instanceof UnitAct.Appoint appoint) {
                fact("干部", "official", appoint.official().name());
                fact("岗位", "post", title(appoint.incumbency().post()));
                fact("任职日期", "from", page.day(appoint.incumbency().from()));
            } else if (act instanceof UnitAct.Delegate delegate) {
                Delegation given = delegate.delegation();
                fact("离岗人", "absent", names.who(given.absent()));
                fact("代理人", "acting", names.who(given.delegate()));
                fact("原因", "why", page.say(Words.of(given.cause())));
                fact("起止", "from and until", page.day(given.from()) + " – " + page.day(given.until()));
                fact("说明", "note", given.note());
            } else if (act instanceof UnitAct.EndDelegation end) {
                fact("原因", "why", end.reason());
            } else if (act instanceof UnitAct.Enlist enlist) {
                fact("人员", "person", enlist.official().name());
            } else if (act instanceof UnitAct.Announce announce) {
                fact("年份", "year", String.valueOf(announce.notice().year()));
                fact("文号", "number", announce.notice().number());
            } else if (act instanceof UnitAct.Adopt adopt) {
                fact("规则", "rulebook", adopt.rulebook().instrument().cited(page.language()));
                fact("施行", "in force from", page.day(adopt.rulebook().from()));
                adopt.rulebook().until().ifPresent(until -> fact("至", "until", page.day(until.minusDays(1))));
            }
        }

        private String title(dev.jieli.domain.organization.PostId id) {
            return names.organization().units().stream()
                    .flatMap(file -> file.posts().stream()
                            .filter(post -> post.post().id().equals(id))
                            .map(post -> file.unit().name() + " " + post.post().title()))
                    .findFirst()
                    .orElse(id.toString());
        }
    }
}
