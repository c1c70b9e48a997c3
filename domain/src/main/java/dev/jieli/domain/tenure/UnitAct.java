package dev.jieli.domain.tenure;

import dev.jieli.domain.calendar.YearNotice;
import dev.jieli.domain.docket.Act;
import dev.jieli.domain.organization.Official;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.PostId;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.statute.LocalRulebook;
import java.util.Optional;

/** 机构行为: what goes into a unit's docket. */
public sealed interface UnitAct extends Act {

    /** 设立机构 (or a change of its name, short names, kind or superior). */
    record Establish(Unit unit) implements UnitAct {}

    /** 设置岗位 */
    record CreatePost(Post post) implements UnitAct {}

    /**
     * 明确负责人: which post heads the unit, and which leader's post is in charge of it.
     *
     * @param head 主要负责人岗位, in the unit
     * @param inCharge 分管领导岗位, usually of the unit above
     */
    record NameHeads(Optional<PostId> head, Optional<PostId> inCharge) implements UnitAct {}

    /** 任职: an official begins in a post; carries the official so that the record stands by itself. */
    record Appoint(Incumbency incumbency, Official official) implements UnitAct {}

    /** 委托代理: a colleague acts in a post for a time; in the docket of the unit in which whoever is absent sits. */
    record Delegate(Delegation delegation) implements UnitAct {}

    /** 终止代理: before its last day, at once. */
    record EndDelegation(DelegationId delegation, String reason) implements UnitAct {}
    /** 登记人员: somebody who holds no post, as administrators do; in the root unit's docket. */
    record Enlist(Official official) implements UnitAct {}

    /** 公布放假安排: a year's notice of the State Council enters the calendar; in the root unit's docket. */
    record Announce(YearNotice notice) implements UnitAct {}

    /** 采用地方规则: the rules of a place hold here from now on, beside the statute; in the root unit's docket. */
    record Adopt(LocalRulebook rulebook) implements UnitAct {}
}
