package dev.jieli.domain.tenure;

import com.google.common.collect.ImmutableList;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.docket.Act;
import java.time.LocalDate;
import java.util.Optional;

/** 交接行为: the steps of a handover, in the order in which they are taken. */
public sealed interface HandoverAct extends Act {

    /**
     * 启动交接: on notice of departure; the list is drafted from everything that the leaver answers for.
     *
     * @param leavesOn the last day in the post; responsibility moves on that day or after, not before
     * @param dueOn the day by which the handover is to be done (应完成日)
     * @param document 任免文号, blank where there is none
     * @param beside 主册: the main list, where this one is for accusations beside it
     */
    record Open(
            IncumbencyId outgoing,
            IncumbencyId incoming,
            IncumbencyId witness,
            Handover.Cause cause,
            String document,
            LocalDate leavesOn,
            LocalDate dueOn,
            ImmutableList<Handover.Item> items,
            Optional<HandoverId> beside)
            implements HandoverAct {

        /** A main list. */
        public Open(
                IncumbencyId outgoing,
                IncumbencyId incoming,
                IncumbencyId witness,
                Handover.Cause cause,
                String document,
                LocalDate leavesOn,
                LocalDate dueOn,
                ImmutableList<Handover.Item> items) {
            this(outgoing, incoming, witness, cause, document, leavesOn, dueOn, items, Optional.empty());
        }
    }

    /** 填写: the leaver completes one item, or several that need the same said. */
    record Complete(ImmutableList<CaseId> items, Handover.Account account) implements HandoverAct {}

    /** 保留: the leaver keeps an item under another post that he or she still holds, with a reason. */
    record Keep(CaseId item, IncumbencyId under, String reason) implements HandoverAct {}

    /**
     * 移交人签名, 清单封存: the list as it stands on this day is fixed by its digest.
     *
     * @param items the list as signed: facts of the day, with what the leaver wrote
     * @param inPlace why somebody above signs in the leaver's place (代签); empty where the leaver signs
     */
    record Freeze(String digest, Optional<String> inPlace, ImmutableList<Handover.Item> items) implements HandoverAct {}

    /** 逐项核对: the receiver finds items in order. */
    record Check(ImmutableList<CaseId> items) implements HandoverAct {}

    /** 提出异议: the receiver finds something missing or wrong. */
    record Question(CaseId item, String text) implements HandoverAct {}

    /** 答复异议: the leaver answers; the receiver checks the item then. */
    record Answer(CaseId item, String text) implements HandoverAct {}

    /** 接收人签名 on the digest that he or she saw. */
    record Receive(String digest) implements HandoverAct {}

    /** 监交人签名 on the digest that he or she saw. */
    record Witness(String digest) implements HandoverAct {}

    /** 补充清单: what reached the leaver after the list was drafted; the three sign again. */
    record Supplement(ImmutableList<Handover.Item> items) implements HandoverAct {}

    /** 更换接收人或监交人: a receiver who left before confirming, a witness who cannot; signatures are given anew. */
    record Replace(IncumbencyId incoming, IncumbencyId witness, String reason) implements HandoverAct {}

    /**
     * 交接生效: responsibility has moved.
     *
     * @param placed what became of each listed item
     * @param firstActDue the day by which the receiver has to have touched each item that moved
     */
    record TakeEffect(ImmutableList<Handover.Placed> placed, LocalDate firstActDue) implements HandoverAct {}

    /** 空缺提醒: nobody has been appointed, somebody stands in; the post above is told. */
    record WarnVacancy(IncumbencyId to) implements HandoverAct {}

    /** 事后发现漏项: a case that should have stood on the list; charged to the leaver. */
    record FoundLater(CaseId item, String text) implements HandoverAct {}

    /** 撤销交接: the departure does not take place. */
    record Cancel(String reason) implements HandoverAct {}
}
