package dev.jieli.application.port;

import java.time.Instant;
import java.util.Optional;

/** 回执: what was answered to a request that carried a key, so that the same request again gets the same answer. */
public interface Receipts {

    Optional<Receipt> find(String key);

    /** Kept in the same transaction as what it answers for; a key that is taken loses with ALREADY_THERE. */
    void keep(String key, Receipt receipt);

    /** Lets go of those that were kept before then. */
    void forget(Instant keptBefore);

    /**
     * 回执
     *
     * @param request digest of the request, so that a key used for another one is noticed
     * @param answer what was answered, as it went out
     * @param at when
     */
    record Receipt(String request, String answer, Instant at) {}
}
