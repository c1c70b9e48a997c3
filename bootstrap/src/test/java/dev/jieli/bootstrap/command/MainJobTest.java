package dev.jieli.bootstrap.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jieli.application.port.Board;
import dev.jieli.bootstrap.wiring.House;
import dev.jieli.bootstrap.wiring.Place;
import dev.jieli.bootstrap.wiring.Wiring;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.postgres.TestPostgres;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.InMemoryArchive;
import dev.jieli.testkit.Who;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 主线: what Jieli is for, from the ledger of an office to the printed list, on PostgreSQL. */
class MainJobTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 4, 20);

    @TempDir
    private Path folder;

    @Test
    void a_ledger_comes_in_an_official_leaves_and_responsibility_moves_at_one_instant() throws Exception {
        Path ledger = folder.resolve("台账.xlsx");
        List<String> numbers = ledger(ledger);
        TestPostgres postgres = TestPostgres.shared();
        Place place = new Place(
                folder.resolve("home"),
                Optional.of(new Place.Database(
                        postgres.freshDatabase(),
                        postgres.server().user(),
                        postgres.server().password())));
        try (House house = Wiring.open(place, (zh, en) -> {}, () -> {})) {
            Given given = Given.an_office(house.archive());
            Called taken = jieli(house, "import", ledger.toString());
            assertThat(taken.code()).as(taken.out() + taken.err()).isZero();
            for (String number : numbers) {
                Board.Line line = line(house, number);
                assertThat(line.due()).as(number).isPresent();
                assertThat(line.light()).as(number).isPresent();
                assertThat(who(house, number, TODAY))
                        .as("the chain of " + number)
                        .startsWith(Who.HANDLER.fullName(), Who.HEAD.fullName());
            }
            given.on(TODAY);
            PetitionCase hard = given.now(line(house, numbers.get(0)).id());
            Optional<LocalDate> due = line(house, numbers.get(0)).due();
            given.taken(hard, Who.DEPUTY);
            IncumbencyId next = given.successor(Who.HANDLER);

            String id = opened(house);
            signedByThree(house, id, numbers);
            assertThat(who(house, numbers.get(0), TODAY)).startsWith(Who.HANDLER.fullName());
            assertThat(step(house, "handover", "complete", id).get("state").asText())
                    .isEqualTo("EFFECTIVE");

            for (String number : numbers) {
                assertThat(given.now(line(house, number).id())
                                .position()
                                .chain()
                                .holder())
                        .as(number)
                        .isEqualTo(next);
                assertThat(who(house, number, TODAY.plusDays(1)))
                        .startsWith(Who.HANDLER.fullName() + "之后", Who.HEAD.fullName());
                assertThat(who(house, number, TODAY.minusDays(7))).startsWith(Who.HANDLER.fullName());
            }
            assertThat(who(house, numbers.get(0), TODAY.plusDays(1)))
                    .as("the leader stays on it")
                    .contains(Who.DEPUTY.fullName());
            assertThat(line(house, numbers.get(0)).due())
                    .as("no clock starts anew")
                    .isEqualTo(due);
            printed(house, id, numbers);
            assertThat(jieli(house, "verify").out()).contains("全部完好");
        }
    }

    /** As an office would keep it: written by another, with names that are masked. */
    private List<String> ledger(Path file) {
        InMemoryArchive elsewhere = new InMemoryArchive();
        Given given = Given.an_office(elsewhere);
        List<String> numbers = Stream.of(given.accepted(), given.accepted(), given.forwarded())
                .map(found -> found.petition().number())
                .toList();
        assertThat(Called.on(elsewhere, Given.DAY, "export", file.toString()).code())
                .isZero();
        return numbers;
    }

    private String opened(House house) {
        return step(
                        house,
                        "handover",
                        "open",
                        "--outgoing",
                        Who.HANDLER.fullName(),
                        "--incoming",
                        Who.HANDLER.fullName() + "之后",
                        "--witness",
                        Who.OFFICE_HEAD.fullName(),
                        "--leaves",
                        TODAY.toString(),
                        "--due",
                        TODAY.plusDays(10).toString(),
                        "--document",
                        "某组干〔2026〕1号")
                .get("id")
                .asText();
    }

    private void signedByThree(House house, String id, List<String> numbers) {
        step(
                house,
                "handover",
                "fill",
                id,
                "--history",
                "已接访",
                "--next",
                "按期办结",
                "--commitments",
                "月底前答复",
                "--risk",
                "yellow");
        JsonNode frozen = step(house, "handover", "sign", id);
        assertThat(frozen.get("items"))
                .extracting(item -> item.get("case").asText())
                .containsExactlyInAnyOrderElementsOf(numbers);
        String digest = frozen.get("digest").asText();
        step(house, "handover", "check", id);
        step(house, "handover", "sign", id, "--digest", digest);
        JsonNode witnessed = step(house, "handover", "sign", id, "--digest", digest);
        assertThat(witnessed.get("state").asText()).isEqualTo("WITNESSED");
        assertThat(witnessed.get("digest").asText()).isEqualTo(digest);
    }

    private void printed(House house, String id, List<String> numbers) throws IOException {
        Path paper = folder.resolve("清单.docx");
        assertThat(jieli(house, "handover", "print", id, paper.toString()).code())
                .isZero();
        try (ZipFile docx = new ZipFile(paper.toFile())) {
            String text = new String(
                            docx.getInputStream(docx.getEntry("word/document.xml"))
                                    .readAllBytes(),
                            UTF_8)
                    .replaceAll("<[^>]+>", "");
            assertThat(text)
                    .contains("离任重点信访事项交接清单")
                    .contains(Who.HANDLER.fullName(), Who.OFFICE_HEAD.fullName(), "某组干〔2026〕1号")
                    .contains(numbers);
        }
    }

    private static Board.Line line(House house, String number) {
        Board board = house.archive().board(Asker.Job.OPERATOR);
        return board.ledger(Board.Filter.none(), TODAY, Optional.empty(), 100).lines().stream()
                .filter(line -> line.number().equals(number))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> who(House house, String number, LocalDate on) {
        JsonNode chain = Called.on(house.archive(), TODAY.plusDays(1), "who", number, "--on", on.toString(), "--json")
                .json()
                .get("chain");
        return Stream.iterate(0, i -> i + 1)
                .limit(chain.size())
                .map(i -> chain.get(i).get("official").asText())
                .toList();
    }

    private static JsonNode step(House house, String... args) {
        return jieli(house, Called.with(args, "--json")).done();
    }

    private static Called jieli(House house, String... args) {
        return Called.on(house.archive(), TODAY, args);
    }
}
