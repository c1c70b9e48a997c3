package dev.jieli.application;

import com.google.common.collect.ImmutableMap;
import dev.jieli.application.port.Archive;
import dev.jieli.application.port.Board;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.Actor;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.statute.Article;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * 查看案卷: shows the file of one case. That somebody opened it stands in the docket of the account before anything is shown,
 * once a day; of every case alike, for an entry of some only would tell those who read the record which these are.
 */
public final class OpenCase {
    private static final String FILE = "case file";

    private final Archive archive;

    public OpenCase(Archive archive) {
        this.archive = archive;
    }

    /**
     * Refused as {@link Reason#NOT_FOUND} where there is no such case for whoever asks: then nothing is entered. Refused as
     * {@link Reason#RECUSED}, which is entered, to whoever has withdrawn from it, in whatever post (art. 28(3)).
     *
     * @param account in whose docket it is entered
     * @param from the address from which it is asked; empty for none
     * @param by as whom; empty for somebody without a post
     */
    public Outcome<Board.CaseFile> open(
            CaseId id, UUID account, Optional<String> from, Asker asker, Optional<Actor> by, Instant at) {
        Optional<Board.CaseFile> found = archive.board(asker).caseFile(id);
        boolean withdrawn = found.isEmpty() && isWithdrawn(id, asker);
        if (found.isEmpty() && !withdrawn) {
            return Outcome.refused(Reason.NOT_FOUND);
        }
        AccountAct.Trace trace = new AccountAct.Trace(
                        AccountAct.Kind.SEE, !withdrawn, Optional.of(PetitionCase.subject(id)), from, ImmutableMap.of())
                .with(AccountAct.Detail.FIELDS, FILE);
        Outcome<Board.CaseFile> shown =
                found.map(Outcome::done).orElseGet(() -> Outcome.refused(Reason.RECUSED, Article.art(28, 3)));
        return new Looks(archive).enter(account, trace, asker, by, at).then(entered -> shown);
    }

    private boolean isWithdrawn(CaseId id, Asker asker) {
        return archive.store()
                .transact(
                        asker,
                        session -> Outcome.done(session.cases()
                                .find(id)
                                .filter(found -> session.isWithdrawn(found, asker))
                                .isPresent()))
                .equals(Outcome.done(true));
    }
}
