package dev.jieli.domain.casefile;

import java.util.Collection;

/**
 * 逐项意见 (art. 32(1)): what an opinion says to one of the requests of a petition.
 *
 * @param request the request (诉求) that it answers
 * @param words facts, reasons and the law it leans on
 */
public record Decision(String request, Opinion opinion, String words) {

    /** What an opinion comes to as a whole: supported where one request is, explained where one is, else not supported. */
    public static Opinion overall(Collection<Decision> decisions) {
        return decisions.stream().map(Decision::opinion).min(Opinion::compareTo).orElse(Opinion.NOT_SUPPORT);
    }
}
