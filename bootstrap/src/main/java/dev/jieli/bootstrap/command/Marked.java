package dev.jieli.bootstrap.command;

import dev.jieli.application.port.Store;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.docket.Outcome;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * 命令行留痕: the store for a step that whoever has the machine in hand takes in somebody's name. What is done is entered as that
 * person's, and in the same work as done at the command line.
 *
 * @param by who was named; empty where nobody was, and the step is that of the party whose turn it is
 */
record Marked(Store store, AccountAct.Trace trace, Optional<IncumbencyId> by, Instant at) implements Store {
    @Override
    public <T> Outcome<T> transact(Asker asker, Function<Session, Outcome<T>> work) {
        return store.transact(
                asker,
                session -> work.apply(session).map(done -> {
                    session.dockets().trace(AccountAct.NOBODY, trace, by, at);
                    return done;
                }));
    }
}
