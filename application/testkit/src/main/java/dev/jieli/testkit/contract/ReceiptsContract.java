package dev.jieli.testkit.contract;

import static dev.jieli.testkit.Given.done;
import static dev.jieli.testkit.Given.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.application.ForgetReceipts;
import dev.jieli.application.port.Receipts;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What {@link Receipts} owe: the first answer to a key, and no other. */
public abstract class ReceiptsContract extends Contract {
    private static final Instant AT = Instant.parse("2026-03-02T01:00:00Z");

    private static final Receipts.Receipt RECEIPT =
            new Receipts.Receipt("0".repeat(64), "{\"status\":200,\"body\":\"已办“成”\\n\"}", AT);

    @Test
    void a_receipt_is_found_under_its_key() {
        done(kept("key", RECEIPT));

        assertThat(receipt("key")).contains(RECEIPT);
        assertThat(receipt("KEY")).isEmpty();
        assertThat(receipt("")).isEmpty();
    }

    @Test
    void a_key_that_is_taken_loses() {
        done(kept("key", RECEIPT));

        assertThat(refusal(kept("key", new Receipts.Receipt("other", "other", AT)))
                        .reason())
                .isEqualTo(Reason.ALREADY_THERE);
        assertThat(receipt("key")).contains(RECEIPT);
    }

    @RepeatedTest(5)
    void of_many_with_one_key_at_once_one_is_kept() {
        List<Outcome<?>> all = Racing.together(IntStream.range(0, 6)
                .<Supplier<Outcome<?>>>mapToObj(n -> () -> kept("key", new Receipts.Receipt("r" + n, "a" + n, AT)))
                .toList());

        assertThat(all).filteredOn(outcome -> outcome instanceof Outcome.Done).hasSize(1);
        assertThat(receipt("key")).isPresent();
    }

    @Test
    void those_that_are_old_are_let_go_of() {
        done(kept("old", RECEIPT));
        done(kept("new", new Receipts.Receipt("r", "a", AT.plusSeconds(60))));
        Instant then = AT.plusSeconds(1);

        new ForgetReceipts(store()).forget(then);

        assertThat(receipt("old")).isEmpty();
        assertThat(receipt("new")).isPresent();
    }

    private Outcome<Boolean> kept(String key, Receipts.Receipt receipt) {
        return store().transact(Asker.Job.OPERATOR, session -> {
            session.receipts().keep(key, receipt);
            return Outcome.done(true);
        });
    }
}
