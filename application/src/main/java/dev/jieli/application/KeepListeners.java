package dev.jieli.application;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.port.Archive;
import dev.jieli.application.port.Board;
import dev.jieli.application.port.Feed;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Subject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** 消息推送: who listens to the feed and is told, and what could not be delivered, which is sent once more where somebody says so. */
public final class KeepListeners {
    private static final String SET_ASIDE = "message set aside";

    private final Archive archive;
    private final Feed.Listeners listeners;

    public KeepListeners(Archive archive, Feed.Listeners listeners) {
        this.archive = archive;
        this.listeners = listeners;
    }

    /**
     * All of them.
     *
     * @param by the account that keeps them, in whose docket it is entered what is sent again
     * @param acting in which post of its own; empty for an administrator
     * @param asker as whom: of what is not shown, nothing is set aside either
     */
    public Outcome<ImmutableList<Listener>> keep(UUID by, Optional<IncumbencyId> acting, Asker asker) {
        return Standing.permits(Power.KEEP_LISTENERS, archive.store(), archive.accounts(), by, acting)
                .map(capacity -> listeners.names().stream()
                        .map(name -> new Listener(name, by, acting, asker))
                        .collect(ImmutableList.toImmutableList()));
    }

    /** 接收方: one of them, for whoever was let in. */
    public final class Listener {
        private final String name;
        private final UUID by;
        private final Optional<IncumbencyId> acting;
        private final Asker asker;

        private Listener(String name, UUID by, Optional<IncumbencyId> acting, Asker asker) {
            this.name = name;
            this.by = by;
            this.acting = acting;
            this.asker = asker;
        }

        public String name() {
            return name;
        }

        /** Whether it is told anything; while it is not, nothing is lost. */
        public boolean isAuthorized() {
            return listeners.isAuthorized(name);
        }

        /** 死信, in the order of the stream. */
        public ImmutableList<Feed.SetAside> aside() {
            ImmutableList<Feed.SetAside> all = archive.feed().asideFor(name);
            Board board = archive.board(asker);
            ImmutableSet<Subject> shown = all.stream()
                    .map(aside -> aside.entry().subject())
                    .distinct()
                    .filter(subject -> !board.docket(subject).isEmpty())
                    .collect(ImmutableSet.toImmutableSet());
            return all.stream()
                    .filter(aside -> shown.contains(aside.entry().subject()))
                    .collect(ImmutableList.toImmutableList());
        }

        /**
         * Delivers one once more, which is entered first; refused as {@link Reason#NOT_FOUND} where no such one is set aside.
         *
         * @param id of the message: {@code subject/number}
         * @param from the address from which it is asked; empty for none
         * @return whether it was taken
         */
        public Outcome<Boolean> resend(String id, Optional<String> from, Instant at) {
            Optional<Feed.SetAside> found = aside().stream()
                    .filter(aside -> aside.entry().id().equals(id))
                    .findFirst();
            if (found.isEmpty()) {
                return Outcome.refused(Reason.NOT_FOUND);
            }
            AccountAct.Trace sent = new AccountAct.Trace(
                            AccountAct.Kind.EXPORT,
                            true,
                            Optional.of(found.get().entry().subject()),
                            from,
                            ImmutableMap.of())
                    .with(AccountAct.Detail.FIELDS, SET_ASIDE);
            return archive.store()
                    .transact(asker, session -> {
                        session.dockets().trace(by, sent, acting, at);
                        return Outcome.done(true);
                    })
                    .map(entered -> listeners.resend(name, id));
        }
    }
}
