package dev.jieli.domain.authority;

import dev.jieli.domain.accountability.Actor;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.organization.OfficialId;
import java.time.Instant;
import java.time.LocalDate;

/** 请求者: who asks or acts. What is answered follows from the posts in which he or she sits now. */
public sealed interface Asker {

    /** 干部: a person, in all his or her posts. */
    record Person(OfficialId official) implements Asker {}

    /** 任职者: a person, named by one of the posts in which he or she sits. */
    record Holder(IncumbencyId incumbency) implements Asker {}

    /** 在岗系统: a system that asks for a person in one of the posts; shown what that one reaches, and nothing that is kept from the person. */
    record InPost(IncumbencyId incumbency) implements Asker {}

    /** 代理人: a person in the place of one who is absent on that day; shown what is shown to both, and from no other post of theirs. */
    record StandIn(Actor.Delegate as, LocalDate on) implements Asker {}

    /** 系统作业: nobody, but a job of the house; each by its name, so that the database can tell them apart too. */
    enum Job implements Asker {
        /** 每日巡查: reminders, handovers whose day has come, terms reckoned again */
        ROUND,
        /** 推送: the dockets as one stream, for those who listen */
        FEED,
        /** 核验 */
        VERIFY,
        /** 认人: who sits where, the law that holds, what was answered before; asked before anybody is known */
        RECEPTION,
        /** 运维: whoever has the data directory in hand, at the command line */
        OPERATOR
    }

    static Asker of(OfficialId official) {
        return new Person(official);
    }

    static Asker of(IncumbencyId incumbency) {
        return new Holder(incumbency);
    }

    /** Whoever acts at that instant. */
    static Asker of(Actor by, Instant at) {
        return by instanceof Actor.Delegate delegate
                ? new StandIn(delegate, at.atZone(PetitionCase.CHINA).toLocalDate())
                : new Holder((IncumbencyId) by);
    }
}
