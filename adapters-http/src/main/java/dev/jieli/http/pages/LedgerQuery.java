package dev.jieli.http.pages;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.port.Board;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.calendar.Light;
import dev.jieli.domain.casefile.Stage;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.RegionCode;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.statute.Wording;
import dev.jieli.http.site.Plain;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * 台账查询: what narrows the ledger, as it stands in the address.
 *
 * @param problems what in the address could not be understood; the rest narrows all the same
 */
public record LedgerQuery(
        ImmutableMap<String, String> given,
        Board.Filter filter,
        ImmutableList<Wording> problems,
        String answeringName) {

    private static final ImmutableSet<String> NAMES = ImmutableSet.of(
            "q", "unit", "stage", "light", "open", "place", "leader", "from", "to", "answering", "after");

    private static final ImmutableSet<String> MORE = ImmutableSet.of("stage", "open", "place", "leader", "from", "to");

    static LedgerQuery of(Function<String, Optional<String>> parameter) {
        ImmutableMap.Builder<String, String> given = ImmutableMap.builder();
        for (String name : NAMES) {
            parameter
                    .apply(name)
                    .map(String::trim)
                    .filter(value -> !value.isEmpty())
                    .ifPresent(value -> given.put(name, value));
        }
        Reading read = new Reading(given.build());
        Board.Filter filter = new Board.Filter(
                Optional.ofNullable(read.given.get("q")),
                read.as("unit", UnitId::of),
                read.as("answering", OfficialId::of),
                read.as("leader", IncumbencyId::of),
                read.as("stage", Stage::valueOf),
                read.as("light", Light::valueOf),
                read.as("open", LedgerQuery::yesOrNo),
                read.as("place", RegionCode::new),
                read.as("from", LedgerQuery::day),
                read.as("to", LedgerQuery::day));
        return new LedgerQuery(read.given, filter, read.problems.build(), "");
    }

    LedgerQuery named(String answering) {
        return new LedgerQuery(given, filter, problems, answering);
    }

    private static Boolean yesOrNo(String text) {
        if (text.equals("yes") || text.equals("no")) {
            return text.equals("yes");
        }
        throw new IllegalArgumentException(text);
    }

    private static LocalDate day(String text) {
        return Plain.day(text).orElseThrow(() -> new IllegalArgumentException(text));
    }

    private static final class Reading {
        private final ImmutableMap<String, String> given;
        private final ImmutableList.Builder<Wording> problems = ImmutableList.builder();

        private Reading(ImmutableMap<String, String> given) {
            this.given = given;
        }

        <T> Optional<T> as(String name, Function<String, T> type) {
            String value = given.get(name);
            if (value == null) {
                return Optional.empty();
            }
            try {
                return Optional.of(type.apply(value));
            } catch (IllegalArgumentException unreadable) {
                problems.add(Wording.of(
                        "看不懂筛选条件“" + value + "”，未按它筛选；请重新选择",
                        "The condition \"" + value + "\" is not understood and was left out; choose it again"));
                return Optional.empty();
            }
        }
    }

    /** What narrows beside light and openness: the counts by these are reckoned over it. */
    Board.Filter besideLight() {
        return new Board.Filter(
                filter.text(),
                filter.unit(),
                filter.answering(),
                filter.leader(),
                filter.stage(),
                Optional.empty(),
                Optional.empty(),
                filter.place(),
                filter.receivedFrom(),
                filter.receivedTo());
    }

    /** Whether one of the conditions that are folded away narrows. */
    public boolean narrowsMore() {
        return MORE.stream().anyMatch(given::containsKey);
    }

    /** One condition as given; blank where it does not narrow. */
    public String one(String name) {
        return given.getOrDefault(name, "");
    }

    public boolean narrows() {
        return given.keySet().stream().anyMatch(name -> !name.equals("after"));
    }

    /** By which conditions it narrows; not by what, which may be a name. */
    ImmutableList<String> narrowing() {
        return given.keySet().stream().filter(name -> !name.equals("after")).collect(ImmutableList.toImmutableList());
    }

    /** The query as it stands in an address. */
    public String text() {
        return text(given);
    }

    /** The same query from its first page with another condition, and without some. */
    public String with(String name, String value, String... without) {
        Map<String, String> other = new LinkedHashMap<>(given);
        other.remove("after");
        for (String gone : without) {
            other.remove(gone);
        }
        other.put(name, value);
        return text(other);
    }

    public String without(String name) {
        Map<String, String> other = new LinkedHashMap<>(given);
        other.remove(name);
        return text(other);
    }

    private static String text(Map<String, String> given) {
        StringBuilder text = new StringBuilder();
        given.forEach((name, value) -> text.append(text.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return text.toString();
    }
}
