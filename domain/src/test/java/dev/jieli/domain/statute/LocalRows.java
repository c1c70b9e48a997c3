package dev.jieli.domain.statute;

import java.time.LocalDate;
import java.util.Optional;

/** A province's stricter rows as an example, with the figures of Zhejiang's regulations of 2016 from a day of that year on. Not shipped. */
public final class LocalRows {

    public static final Jurisdiction ZHEJIANG = new Jurisdiction("330000");

    private static final Instrument REGULATIONS =
            new Instrument("ZJ2016", Wording.of("浙江省信访条例", "Zhejiang Regulations on Petitions (2016)"));

    private LocalRows() {}

    public static Rulebook.LocalRow zhejiang2016(Term term, Span span) {
        return new Rulebook.LocalRow(
                ZHEJIANG, LocalDate.of(2016, 10, 1), Optional.of(LocalDate.of(2022, 5, 1)), row(term, span));
    }

    public static Provision row(Term term, Span span) {
        return Provision.row(term, span, "收到信访事项", "receipt", Article.whole(REGULATIONS), "");
    }
}
