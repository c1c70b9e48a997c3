package dev.jieli.application;

import com.google.common.collect.ImmutableMap;
import dev.jieli.application.port.Archive;
import dev.jieli.application.port.Board;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.Actor;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * 查看交接清单: shows the list of one handover, which tells of all the cases on it. That somebody looked stands in the docket of the account
 * before anything is shown, once a day as with the file of a case ({@link OpenCase}); a look at a list of accusations as one at
 * the list beside which it stands, for an entry of it would tell those who read the record that there is one.
 */
public final class ShowHandover {
    private static final String LIST = "handover list";

    private final Archive archive;

    public ShowHandover(Archive archive) {
        this.archive = archive;
    }

    /**
     * Refused as {@link Reason#NOT_FOUND} where there is no such handover for whoever asks: then nothing is entered.
     *
     * @param account in whose docket it is entered
     * @param from the address from which it is asked; empty for none
     * @param by as whom; empty for somebody without a post
     */
    public Outcome<Board.HandoverFile> show(
            HandoverId id, UUID account, Optional<String> from, Asker asker, Optional<Actor> by, Instant at) {
        Optional<Board.HandoverFile> found = archive.board(asker).handover(id);
        if (found.isEmpty()) {
            return Outcome.refused(Reason.NOT_FOUND);
        }
        AccountAct.Trace trace = new AccountAct.Trace(
                        AccountAct.Kind.SEE,
                        true,
                        Optional.of(Handover.subject(found.get().handover().main())),
                        from,
                        ImmutableMap.of())
                .with(AccountAct.Detail.FIELDS, LIST);
        return new Looks(archive).enter(account, trace, asker, by, at).map(entered -> found.get());
    }
}
