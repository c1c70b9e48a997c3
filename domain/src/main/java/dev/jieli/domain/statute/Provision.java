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
     * @param quotation exactly as they stand in the article, or what they come to; empty where the text could not be seen
     * @param paraphrased whether they are told in other words than the article's (大意)
     */
    public record Clause(Article article, String quotation, boolean paraphrased) {

        /** Words exactly as they stand in the article. */
        public Clause(Article article, String quotation) {
            this(article, quotation, false);
        }

        /** {@code “在15日内”} when quoted, {@code 大意：十五日内} when told in other words; empty where there are none. */
        public String words(Language language) {
            if (quotation.isEmpty()) {
                return "";
            }
            return paraphrased
                    ? (language == Language.ZH ? "大意：" : "in substance: ") + quotation
                    : "“" + quotation + "”";
        }

        /** The place with the title of its instrument, and the words. */
        public String cited(Language language) {
            String words = words(language);
            return article.cited(language) + (words.isEmpty() ? "" : (language == Language.ZH ? "：" : ": ") + words);
        }
    }

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
        return extendable(atMost, new Clause(article, quotation));
    }

    Provision extendable(int atMost, Clause words) {
        return new Provision(term, span, trigger, clause, atMost, Optional.of(words), hearing, chosen);
    }

    /** The same row, with the time of a hearing left out under these words. */
    public Provision hearingExcluded(Article article, String quotation) {
        return hearingExcluded(new Clause(article, quotation));
    }

    Provision hearingExcluded(Clause words) {
        return new Provision(term, span, trigger, clause, maxExtensionDays, extension, Optional.of(words), chosen);
    }

    /** The same row, marked as chosen rather than found in an instrument in force. */
    public Provision chosen(String zh, String en) {
        return new Provision(
                term, span, trigger, clause, maxExtensionDays, extension, hearing, Optional.of(Wording.of(zh, en)));
    }

    /** The same row with another length, where an act says the last day. */
    public Provision lasting(Span other) {
        return new Provision(term, other, trigger, clause, maxExtensionDays, extension, hearing, chosen);
    }

    /** The same row, extendable by no more than this; not at all for 0. */
    Provision extendableAtMost(int days) {
        return days >= maxExtensionDays
                ? this
                : new Provision(
                        term, span, trigger, clause, days, days == 0 ? Optional.empty() : extension, hearing, chosen);
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
