package dev.jieli.http.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jieli.application.VerifyRecord;
import dev.jieli.application.port.Audit;
import dev.jieli.domain.authority.Power;
import dev.jieli.http.site.Access;
import dev.jieli.http.site.Json;
import dev.jieli.http.site.Objection;
import dev.jieli.http.site.SignedIn;
import dev.jieli.http.site.Site;
import dev.jieli.http.site.Visits;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** 核验接口: one verification at a time, beside the requests. */
final class AuditRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(AuditRoutes.class);

    private enum State {
        NEVER,
        RUNNING,
        SOUND,
        FAULTY,
        BROKEN
    }

    private record Status(
            State state,
            long entriesRead,
            Optional<Instant> begunAt,
            Optional<Instant> endedAt,
            Optional<Audit.Finding> finding) {}

    private final Site site;
    private volatile Status status = new Status(State.NEVER, 0, Optional.empty(), Optional.empty(), Optional.empty());

    AuditRoutes(Site site) {
        this.site = site;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/verify", this::show, Access.HOUSE);
        routes.post("/api/v1/verify", this::begin, Access.to(Power.VERIFY_RECORD));
    }

    private synchronized void begin(Context ctx) {
        SignedIn who = Visits.signedIn(ctx);
        Instant begun = site.now();
        Supplier<Audit.Finding> reading = Objection.orObject(new VerifyRecord(
                        site.archive().store(),
                        site.archive().accounts(),
                        site.archive().audit())
                .verify(
                        who.account().id(),
                        who.acting().map(SignedIn.Sitting::id),
                        Visits.whence(ctx),
                        begun,
                        read -> status = new Status(
                                State.RUNNING, read, Optional.of(begun), Optional.empty(), Optional.empty())));
        if (status.state() != State.RUNNING) {
            status = new Status(State.RUNNING, 0, Optional.of(begun), Optional.empty(), Optional.empty());
            Thread verifying = new Thread(() -> verify(reading, begun), "verify");
            verifying.setDaemon(true);
            verifying.start();
        }
        Json.answer(ctx, 202, shown(status));
    }

    private void verify(Supplier<Audit.Finding> reading, Instant begun) {
        try {
            Audit.Finding finding = reading.get();
            status = new Status(
                    finding.faults().isEmpty() ? State.SOUND : State.FAULTY,
                    finding.entries(),
                    Optional.of(begun),
                    Optional.of(site.now()),
                    Optional.of(finding));
        } catch (RuntimeException broken) {
            LOG.error("the verification broke off", broken);
            status = new Status(State.BROKEN, 0, Optional.of(begun), Optional.of(site.now()), Optional.empty());
        }
    }

    private void show(Context ctx) {
        new Requests.Query(ctx).end();
        Json.answer(ctx, 200, shown(status));
    }

    private static ObjectNode shown(Status status) {
        ObjectNode to = Json.object();
        to.put("state", status.state().name());
        to.put("entriesRead", status.entriesRead());
        status.begunAt().ifPresent(at -> to.put("begunAt", at.toString()));
        status.endedAt().ifPresent(at -> to.put("endedAt", at.toString()));
        status.finding().ifPresent(finding -> {
            to.put("dockets", finding.dockets());
            to.put("entries", finding.entries());
            to.put("checkpoints", finding.checkpoints());
            Shown.each(
                    to.putArray("faults"),
                    finding.faults(),
                    (fault, in) -> in.put("subject", fault.subject())
                            .put("number", fault.number())
                            .put("kind", fault.kind().name()));
        });
        return to;
    }
}
