package dev.jieli.application;

import com.google.common.collect.ImmutableMap;
import dev.jieli.application.paper.Desk;
import dev.jieli.application.paper.Sheet;
import dev.jieli.application.port.Papers;
import dev.jieli.application.port.Store;
import dev.jieli.application.published.Seal;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.Actor;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.paper.Paper;
import dev.jieli.domain.paper.PaperId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * 调阅: hands out a paper as it was issued, byte for byte, to whoever may be told who petitioned and says for what purpose; to
 * everybody else who may read papers a copy in which the petitioner is masked. Either is entered in the docket of the case,
 * and which of the two, with the purpose, in that of the account.
 */
public final class FetchPaper {
    private final Store store;
    private final Law law;

    public FetchPaper(Store store, Law law) {
        this.store = store;
        this.law = law;
    }

    /**
     * 调阅请求
     *
     * @param purpose at most 200 characters; not looked at for a masked copy
     * @param from the address from which it is asked; empty for none
     * @param masking how a copy is laid out in which the petitioner is masked
     */
    public record Request(
            PaperId paper,
            String purpose,
            UUID account,
            Optional<String> from,
            Actor by,
            Function<Sheet, byte[]> masking) {}

    /** 调阅件 */
    public static final class Copy {
        private final byte[] file;
        private final boolean masked;

        private Copy(byte[] file, boolean masked) {
            this.file = file;
            this.masked = masked;
        }

        public byte[] file() {
            return file;
        }

        /** 遮盖件: not as it was issued, but with the petitioner masked. */
        public boolean isMasked() {
            return masked;
        }
    }

    /**
     * Refused as {@link Reason#FILE_ALTERED} where what is kept is not what was issued, as {@link Reason#INCOMPLETE} where it
     * would be handed out plain and no purpose is said.
     */
    public Outcome<Copy> fetch(Request asked, LocalDate on, Instant at) {
        return store.insist(Asker.of(asked.by(), at), session -> {
            PaperId id = asked.paper();
            Optional<Paper> found = session.papers().find(id);
            Optional<byte[]> file = session.papers().file(id);
            if (found.isEmpty() || file.isEmpty()) {
                return Outcome.refused(found.flatMap(Paper::issued).isPresent() ? Reason.ERASED : Reason.NOT_FOUND);
            }
            Paper paper = found.get();
            boolean onRecord = session.dockets().read(PetitionCase.subject(paper.about())).stream()
                    .anyMatch(entry -> entry.act() instanceof CaseAct.IssuePaper issued
                            && issued.paper().equals(id.value())
                            && issued.digest().equals(Seal.digest(file.get())));
            if (!onRecord) {
                return Outcome.refused(Reason.FILE_ALTERED, paper.kind().article());
            }
            return Desk.of(session, paper.about(), asked.by(), on, at).then(desk -> {
                boolean plain = desk.seesPetitioner();
                if (plain && !AccountAct.isSaid(asked.purpose())) {
                    return Outcome.refused(
                            Refusal.of(Reason.INCOMPLETE, paper.kind().article())
                                    .with("field", "purpose"));
                }
                Outcome<Copy> copy = plain ? Outcome.done(new Copy(file.get(), false)) : masked(desk, paper, asked);
                return copy.then(handed -> desk.entered(
                                new Paper.Stepped(paper, new CaseAct.FetchPaper(id.value(), paper.kind())), law)
                        .map(entered -> {
                            session.dockets()
                                    .trace(
                                            asked.account(),
                                            trace(asked, paper, plain),
                                            Optional.of(asked.by().hand()),
                                            at);
                            return handed;
                        }));
            });
        });
    }

    private static Outcome<Copy> masked(Desk desk, Paper paper, Request asked) {
        Optional<Papers.Text> text = desk.session().papers().text(paper.id());
        return text.isEmpty()
                ? Outcome.refused(Reason.ERASED)
                : desk.masked(paper, text.get())
                        .map(sheet -> new Copy(asked.masking().apply(sheet), true));
    }

    private static AccountAct.Trace trace(Request asked, Paper paper, boolean plain) {
        AccountAct.Trace trace = new AccountAct.Trace(
                        plain ? AccountAct.Kind.SEE : AccountAct.Kind.PRINT,
                        true,
                        Optional.of(PetitionCase.subject(paper.about())),
                        asked.from(),
                        ImmutableMap.of())
                .with(AccountAct.Detail.FIELDS, plain ? "paper" : "paper, masked");
        AccountAct.Trace said =
                plain ? trace.with(AccountAct.Detail.PURPOSE, asked.purpose().strip()) : trace;
        return said.by(asked.by());
    }
}
