package dev.jieli.domain.statute;

import java.util.Optional;

/**
 * 期限规定: one row of the law, how long one term is and which words say so.
 *
 * @param span how long, not counting an extension
 * @param trigger from what the term is reckoned, as a phrase; that day itself is day 0
 * @param clause the words that the row implements; without words where the row is chosen
 * @param maxExtensionDays by how much it may be extended at most, in the span's own unit; 0 for not at all
 * @param extension the words that allow the extension; present where maxExtensionDays is above 0
 * @param hearing the words that leave the time of a hearing out of the term; empty where none do
 * @param chosen present where the figure is not found in an instrument in force: why it was chosen, and its source
 */
public record Provision(
        Term term,
        Span span,
        Wording trigger,
        Clause clause,
        int maxExtensionDays,
        Optional<Clause> extension,
        Optional<Clause> hearing,
        Optional<Wording> chosen) {

    public Provision {
        if (maxExtensionDays < 0 || maxExtensionDays > 0 != extension.isPresent()) {
            throw new IllegalArgumentException("an extension needs its days and the words that allow it");
        }
    }

    /**
     * 条文: the few words that a row implements.
     *
     * @param quotation exactly as they stand in the article; empty where the text could not be seen
     */
    public record Clause(Article article, String quotation) {}

    /** A row of an instrument. */
    public static Provision row(
            Term term, Span span, String zhTrigger, String enTrigger, Article article, String quotation) {
        return new Provision(
                term,
                span,
                Wording.of(zhTrigger, enTrigger),
                new Clause(article, quotation),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same row, extendable under these words by at most so many days of its own unit. */
    public Provision extendable(int atMost, Article article, String quotation) {
        return new Provision(
                term, span, trigger, clause, atMost, Optional.of(new Clause(article, quotation)), hearing, chosen);
    }

    /** The same row, with the time of a hearing left out under these words. */
    public Provision hearingExcluded(Article article, String quotation) {
        return new Provision(
                term,
                span,
                trigger,
                clause,
                maxExtensionDays,
                extension,
                Optional.of(new Clause(article, quotation)),
                chosen);
    }

    /** The same row, marked as chosen rather than found in an instrument in force. */
    public Provision chosen(String zh, String en) {
        return new Provision(
                term, span, trigger, clause, maxExtensionDays, extension, hearing, Optional.of(Wording.of(zh, en)));
    }

    public Article article() {
        return clause.article();
    }

    /** The words that it implements; empty where the row is chosen. */
    public String quotation() {
        return clause.quotation();
    }

    /** Whether the time of a hearing is left out. */
    public boolean hearingExcluded() {
        return hearing.isPresent();
    }
}
