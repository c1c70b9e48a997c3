package dev.jieli.domain.statute;

import static dev.jieli.domain.statute.Provision.row;
import static dev.jieli.domain.statute.Span.workingDays;
import static dev.jieli.domain.statute.Term.SIMPLE_ACCEPT;
import static dev.jieli.domain.statute.Term.SIMPLE_CONCLUDE;
import static dev.jieli.domain.statute.Term.SIMPLE_PASS_ON;

import java.time.LocalDate;
import java.util.Optional;

/**
 * 信访事项简易办理: how long on the simplified track. All of it is chosen: the articles that hold the figures could not be
 * read, neither of the trial measures nor of those that took their place.
 */
public final class SimplifiedHandling {

    private static final String REPORTED_ZH = "试行办法的数字据新华社2016年7月9日报道；条文原文未见，起算日取报道之日";
    private static final String REPORTED_EN =
            "figures of the trial measures as reported by Xinhua on 2016-07-09; the article itself was not seen, and the"
                    + " edition is taken to begin on the day of the report";
    private static final String CARRIED_ZH = "2022年办法第五条之后的条文未见，沿用2016年试行办法的数字（新华社2016年7月9日报道）";
    private static final String CARRIED_EN =
            "the text of 2022 was seen only in its opening articles; the figures of the trial measures of 2016 (as"
                    + " reported by Xinhua on 2016-07-09) are carried over";

    /** 国信发〔2016〕8号. */
    public static final Statute TRIAL_2016 = Statute.of(
            Instrument.SIMPLIFIED_2016,
            LocalDate.of(2016, 7, 9),
            Optional.of(LocalDate.of(2022, 7, 17)),
            passOn(Instrument.SIMPLIFIED_2016).chosen(REPORTED_ZH, REPORTED_EN),
            accept(Instrument.SIMPLIFIED_2016).chosen(REPORTED_ZH, REPORTED_EN),
            conclude(Instrument.SIMPLIFIED_2016).chosen(REPORTED_ZH, REPORTED_EN));

    /** 国信办发〔2022〕17号, which repealed the trial measures. */
    public static final Statute MEASURES_2022 = Statute.of(
            Instrument.SIMPLIFIED_2022,
            LocalDate.of(2022, 7, 17),
            Optional.empty(),
            passOn(Instrument.SIMPLIFIED_2022).chosen(CARRIED_ZH, CARRIED_EN),
            accept(Instrument.SIMPLIFIED_2022).chosen(CARRIED_ZH, CARRIED_EN),
            conclude(Instrument.SIMPLIFIED_2022).chosen(CARRIED_ZH, CARRIED_EN));

    private SimplifiedHandling() {}

    private static Provision passOn(Instrument instrument) {
        return row(
                SIMPLE_PASS_ON,
                workingDays(1),
                "信访部门收到适宜简易办理的信访事项",
                "receipt by a petition department of a petition fit for simplified handling",
                Article.whole(instrument),
                "");
    }

    private static Provision accept(Instrument instrument) {
        return row(
                SIMPLE_ACCEPT,
                workingDays(3),
                "收到适宜简易办理的信访事项",
                "receipt of a petition fit for simplified handling",
                Article.whole(instrument),
                "");
    }

    private static Provision conclude(Instrument instrument) {
        return row(
                SIMPLE_CONCLUDE,
                workingDays(10),
                "受理简易办理的信访事项",
                "acceptance for simplified handling",
                Article.whole(instrument),
                "");
    }
}
