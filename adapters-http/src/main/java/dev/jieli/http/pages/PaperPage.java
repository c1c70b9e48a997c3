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
 * @param plain whether the visitor may be told who petitioned, for a purpose; gets a masked copy otherwise
 */
public record PaperPage(
        Paper paper,
        String about,
        String organ,
        String drafter,
        Optional<String> checker,
        Optional<String> issuer,
        ImmutableMap<String, String> fields,
        boolean mine,
        boolean plain) {

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

    /** What it is fetched for as a rule: what is done with a paper once it is issued. */
    public Wording usualPurpose() {
        String title = "《" + paper.kind().title().zh() + "》";
        return switch (paper.kind()) {
            case REGISTER_FORM -> Wording.of("办理、归档" + title, "to handle the case and file the form");
            case FORWARDING_SLIP -> Wording.of("转送" + title, "to pass the case on with the slip");
            case ASSIGNMENT_LETTER -> Wording.of("交办" + title, "to assign the case by the letter");
            case CLOSING_REPORT -> Wording.of("报送" + title, "to send the report");
            default -> Wording.of("送达" + title, "to serve the paper");
        };
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
