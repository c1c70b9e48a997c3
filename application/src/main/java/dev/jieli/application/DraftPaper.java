package dev.jieli.application;

import com.google.common.collect.ImmutableMap;
import dev.jieli.application.paper.Desk;
import dev.jieli.application.port.Papers;
import dev.jieli.application.port.Store;
import dev.jieli.domain.accountability.Actor;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.paper.Paper;
import dev.jieli.domain.paper.PaperId;
import dev.jieli.domain.paper.PaperTable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** 拟稿: drafts a paper of a case, or drafts it again. */
public final class DraftPaper {
    private final Store store;
    private final Law law;

    public DraftPaper(Store store, Law law) {
        this.store = store;
        this.law = law;
    }

    /**
     * 拟稿内容
     *
     * @param fields what was written, by the names of the fields; blank ones need not stand there
     * @param salt 32 characters or more, drawn at random; of a paper that is there already its own stays
     * @param seen the digest of the draft that this one takes the place of; empty for the first
     */
    public record Draft(PaperKind kind, ImmutableMap<String, String> fields, String salt, Optional<String> seen) {}

    /** A first draft that comes twice with the same id and the same text is answered as it was. */
    public Outcome<Paper> draft(PaperId id, CaseId about, Draft draft, Actor by, LocalDate on, Instant at) {
        return store.insist(
                Asker.of(by, at),
                session -> Desk.of(session, about, by, on, at).then(desk -> {
                    Optional<Paper> there = session.papers().find(id);
                    if (there.isPresent()
                            && !(there.get().about().equals(about)
                                    && there.get().kind() == draft.kind())) {
                        return Outcome.refused(Refusal.of(Reason.NOT_FOUND).with("field", "paper"));
                    }
                    Papers.Text text =
                            text(draft, there.flatMap(found -> session.papers().text(id)));
                    String digest = Desk.digest(text);
                    if (there.isPresent() && there.get().digest().equals(digest)) {
                        return Outcome.done(there.get());
                    }
                    if (there.isPresent()
                            && !draft.seen().equals(Optional.of(there.get().digest()))) {
                        return Outcome.refused(
                                Reason.DRAFT_DIFFERS, draft.kind().article());
                    }
                    return stepped(id, desk, draft.kind(), there, text, digest)
                            .then(step -> desk.entered(step, law))
                            .map(drafted -> {
                                session.papers().draft(drafted, text);
                                return drafted;
                            });
                }));
    }

    private static Outcome<Paper.Stepped> stepped(
            PaperId id, Desk desk, PaperKind kind, Optional<Paper> there, Papers.Text text, String digest) {
        return there.isPresent()
                ? there.get().redraft(desk.seat(), desk.hand(), text.fields(), digest)
                : Paper.draft(
                        id,
                        desk.about(),
                        kind,
                        desk.seat(),
                        desk.hand(),
                        desk.did(PaperTable.row(kind)),
                        text.fields(),
                        digest);
    }

    private static Papers.Text text(Draft draft, Optional<Papers.Text> before) {
        ImmutableMap.Builder<String, String> fields = ImmutableMap.builder();
        draft.fields().forEach((name, said) -> {
            if (!said.isBlank()) {
                fields.put(name, said.strip());
            }
        });
        return new Papers.Text(
                fields.buildOrThrow(), before.map(Papers.Text::salt).orElse(draft.salt()));
    }
}
