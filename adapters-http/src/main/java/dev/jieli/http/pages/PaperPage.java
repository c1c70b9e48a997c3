package dev.jieli.http.pages;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.domain.paper.DocumentNumber;
import dev.jieli.domain.paper.Paper;
import dev.jieli.domain.statute.Wording;
import java.util.Optional;

/**
 * 文书页: a paper as its page shows it.
 *
 * @param about number of the case
 * @param fields what stands in it, the petitioner masked; empty for whoever does not make it
 * @param mine whether the visitor sits in the organ whose paper it is
 */
public record PaperPage(
        Paper paper,
        String about,
        String organ,
        String drafter,
        Optional<String> checker,
        Optional<String> issuer,
        ImmutableMap<String, String> fields,
        boolean mine) {

    /** 文书行: a paper in the list of its case. */
    public record Line(Paper paper, String organ, String drafter) {
        public String title() {
            return paper.kind().title().zh();
        }
    }

    /** 案件文书: the papers of a case, and those that the visitor may draft now. */
    public record OfCase(ImmutableList<Line> lines, ImmutableList<PaperKind> due) {}

    public Optional<String> number() {
        return paper.issued().flatMap(Paper.Issue::number).map(DocumentNumber::toString);
    }

    public static Wording state(Paper paper) {
        return switch (paper.state()) {
            case DRAFTED ->
                paper.row().checked() ? Wording.of("待核稿", "to be checked") : Wording.of("待签发", "to be issued");
            case CHECKED -> Wording.of("已核稿，待签发", "checked, to be issued");
            case ISSUED -> Wording.of("已签发", "issued");
        };
    }
}
