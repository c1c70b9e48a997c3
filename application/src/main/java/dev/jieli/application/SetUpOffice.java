package dev.jieli.application;

import dev.jieli.application.port.Store;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Effect;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.organization.Official;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.tenure.Incumbency;
import dev.jieli.domain.tenure.UnitAct;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** 初始设置: the first unit, its head's post and who sits in it, where there is nothing yet. */
public final class SetUpOffice {
    private final Store store;

    public SetUpOffice(Store store) {
        this.store = store;
    }

    /** All of it or nothing; refused as {@link Reason#ALREADY_THERE} where there is a unit. */
    public Outcome<Incumbency> setUp(
            Unit root, Post post, Official official, Incumbency incumbency, LocalDate on, Instant at) {
        return store.transact(Asker.Job.RECEPTION, session -> {
            if (!session.roster().units().isEmpty()) {
                return Outcome.refused(Reason.ALREADY_THERE);
            }
            List<UnitAct> acts = List.of(
                    new UnitAct.Establish(root),
                    new UnitAct.CreatePost(post),
                    new UnitAct.Appoint(incumbency, official),
                    new UnitAct.NameHeads(Optional.of(post.id()), Optional.empty()));
            for (int i = 0; i < acts.size(); i++) {
                session.roster()
                        .enter(new Entry(
                                new Subject(Subject.Kind.UNIT, root.id().value()),
                                i + 1,
                                acts.get(i),
                                Effect.NONE,
                                Optional.empty(),
                                Capacity.SYSTEM,
                                on,
                                at,
                                Optional.empty()));
            }
            return Outcome.done(incumbency);
        });
    }
}
