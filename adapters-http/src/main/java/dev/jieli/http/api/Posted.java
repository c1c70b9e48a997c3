package dev.jieli.http.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.jieli.application.port.Receipts;
import dev.jieli.application.port.Store;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.http.site.Json;
import dev.jieli.http.site.Objection;
import dev.jieli.http.site.SignedIn;
import dev.jieli.http.site.Site;
import dev.jieli.http.site.Visits;
import dev.jieli.http.wording.Flaw;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A POST that may come twice. With an {@code Idempotency-Key} the answer is kept in the transaction that does the work, so
 * the work is done once however often and however closely together the request comes; a refusal changes nothing and is
 * not kept. A key belongs to the account that sent it.
 */
final class Posted {
    private static final String KEY = "Idempotency-Key";

    private final Context ctx;
    private final Store store;
    private final Instant now;
    private final Supplier<byte[]> content;

    private Posted(Context ctx, Store store, Instant now, Supplier<byte[]> content) {
        this.ctx = ctx;
        this.store = store;
        this.now = now;
        this.content = content;
    }

    static Posted in(Context ctx, Site site) {
        return new Posted(ctx, site.archive().store(), site.now(), ctx::bodyAsBytes);
    }

    /** The same, where the body was read in another way: what makes two requests the same is given. */
    Posted saying(byte[] sameness) {
        return new Posted(ctx, store, now, () -> sameness);
    }

    /** 应答 */
    record Answer(int status, ImmutableMap<String, String> headers, JsonNode body) {
        static Answer of(int status, JsonNode body) {
            return new Answer(status, ImmutableMap.of(), body);
        }

        Answer with(String header, String value) {
            return new Answer(
                    status,
                    ImmutableMap.<String, String>builder()
                            .putAll(headers)
                            .put(header, value)
                            .buildOrThrow(),
                    body);
        }

        private void send(Context ctx) {
            headers.forEach(ctx::header);
            if (body.isMissingNode()) {
                ctx.status(status);
            } else {
                Json.answer(ctx, status, body);
            }
        }

        private String written() {
            ObjectNode written = Json.object();
            written.put("status", status);
            ObjectNode kept = written.putObject("headers");
            headers.forEach(kept::put);
            if (!body.isMissingNode()) {
                written.set("body", body);
            }
            return written.toString();
        }

        private static Answer read(String written) {
            try {
                JsonNode read = Json.MAPPER.readTree(written);
                ImmutableMap.Builder<String, String> headers = ImmutableMap.builder();
                read.get("headers")
                        .properties()
                        .forEach(header ->
                                headers.put(header.getKey(), header.getValue().asText()));
                return new Answer(read.get("status").asInt(), headers.build(), read.path("body"));
            } catch (JsonProcessingException broken) {
                throw new IllegalStateException("a receipt that cannot be read", broken);
            }
        }
    }

    /**
     * Does the work and answers.
     *
     * @param work opens one transaction, whose value is what it returns
     * @param answer from that value alone, made within the transaction
     * @param refused what to object where it is refused
     */
    <T> void once(Function<Store, Outcome<T>> work, Function<T, Answer> answer, Function<Refusal, Objection> refused) {
        Optional<String> key = key();
        if (key.isEmpty()) {
            Outcome<T> outcome = work.apply(store);
            if (outcome instanceof Outcome.Refused<T> no) {
                throw refused.apply(no.refusal());
            }
            answer.apply(((Outcome.Done<T>) outcome).value()).send(ctx);
            return;
        }
        String request = request();
        Keyed<T> keyed = new Keyed<>(store, key.get(), request, now, answer);
        Outcome<T> outcome = work.apply(keyed);
        if (keyed.answer != null) {
            keyed.answer.send(ctx);
            return;
        }
        if (outcome instanceof Outcome.Done<T> nothing) { // done without entering anything: there is nothing to keep
            answer.apply(nothing.value()).send(ctx);
            return;
        }
        Refusal refusal = ((Outcome.Refused<T>) outcome).refusal();
        Optional<Answer> other = found(key.get(), request); // the same request may just have been done beside this one
        if (other.isEmpty()) {
            throw refused.apply(refusal);
        }
        other.get().send(ctx);
    }

    <T> void once(Function<Store, Outcome<T>> work, Function<T, Answer> answer) {
        once(work, answer, Objection::of);
    }

    /** For work in several transactions, each of which does nothing twice: the answer is kept when all is done. */
    <T> void afterwards(Function<Store, Outcome<T>> work, Function<T, Answer> answer) {
        Optional<String> key = key();
        String request = key.isEmpty() ? "" : request();
        Optional<Answer> before = key.flatMap(given -> found(given, request));
        if (before.isPresent()) {
            before.get().send(ctx);
            return;
        }
        Outcome<T> outcome = work.apply(store);
        if (outcome instanceof Outcome.Refused<T> no) {
            Optional<Answer> other = key.flatMap(given -> found(given, request));
            if (other.isEmpty()) {
                throw Objection.of(no.refusal());
            }
            other.get().send(ctx);
            return;
        }
        Answer made = answer.apply(((Outcome.Done<T>) outcome).value());
        key.ifPresent(given -> store.transact(Asker.Job.RECEPTION, session -> {
            session.receipts().keep(given, new Receipts.Receipt(request, made.written(), now));
            return Outcome.done(made);
        }));
        made.send(ctx);
    }

    private Optional<Answer> found(String key, String request) {
        Outcome<Optional<Receipts.Receipt>> found = store.transact(
                Asker.Job.RECEPTION, session -> Outcome.done(session.receipts().find(key)));
        return Objection.orObject(found).map(receipt -> same(receipt, request));
    }

    private static Answer same(Receipts.Receipt receipt, String request) {
        if (!receipt.request().equals(request)) {
            throw Objection.of(Refusal.of(Reason.KEY_REUSED));
        }
        return Answer.read(receipt.answer());
    }

    private Optional<String> key() {
        String key = ctx.header(KEY);
        if (key == null) {
            return Optional.empty();
        }
        if (key.isBlank() || key.length() > 200 || !key.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw Objection.of(Flaw.KEY_INVALID);
        }
        return Optional.of(
                Visits.maybe(ctx).map(who -> who.account().id().toString()).orElse("-") + ":" + key);
    }

    private String request() {
        Hasher hasher = Hashing.sha256().newHasher();
        String acting = Visits.maybe(ctx)
                .flatMap(SignedIn::acting)
                .map(sitting -> sitting.id().toString())
                .orElse("");
        for (String part : new String[] {ctx.req().getMethod(), ctx.path(), acting}) {
            hasher.putString(part, StandardCharsets.UTF_8).putByte((byte) 0);
        }
        String match = ctx.header("If-Match");
        hasher.putString(match == null ? "" : match, StandardCharsets.UTF_8).putByte((byte) 0);
        return hasher.putBytes(content.get()).hash().toString();
    }

    /** The store for one keyed request: looks for the receipt before the work, keeps it with the work. */
    private static final class Keyed<T> implements Store {
        private final Store store;
        private final String key;
        private final String request;
        private final Instant now;
        private final Function<T, Answer> make;
        private @Nullable Answer answer;

        Keyed(Store store, String key, String request, Instant now, Function<T, Answer> make) {
            this.store = store;
            this.key = key;
            this.request = request;
            this.now = now;
            this.make = make;
        }

        @Override
        @SuppressWarnings("unchecked") // the work opens one transaction and returns its value
        public <U> Outcome<U> transact(Asker asker, Function<Session, Outcome<U>> work) {
            Answer[] made = new Answer[1];
            Answer[] before = new Answer[1];
            Outcome<U> outcome = store.transact(asker, session -> {
                Optional<Receipts.Receipt> receipt = session.receipts().find(key);
                before[0] = receipt.map(found -> same(found, request)).orElse(null);
                if (before[0] != null) {
                    return Outcome.refused(Reason.ALREADY_THERE);
                }
                return work.apply(session).map(value -> {
                    made[0] = make.apply((T) value);
                    session.receipts().keep(key, new Receipts.Receipt(request, made[0].written(), now));
                    return value;
                });
            });
            answer = outcome instanceof Outcome.Done<U> ? made[0] : before[0];
            return outcome;
        }
    }
}
