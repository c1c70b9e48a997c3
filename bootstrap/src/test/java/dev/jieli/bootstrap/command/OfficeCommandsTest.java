package dev.jieli.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jieli.application.AdoptRulebook;
import dev.jieli.application.port.Archive;
import dev.jieli.application.port.Board;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.statute.LocalRulebook;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.InMemoryArchive;
import dev.jieli.testkit.Who;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 命令行: what each option does, in a small office. */
class OfficeCommandsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    private final Archive archive = new InMemoryArchive();
    private final Given given = Given.an_office(archive).on(TODAY);

    @TempDir
    private Path folder;

    private Called jieli(String... args) {
        return Called.on(archive, TODAY, args);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private IncumbencyId holder(String number) {
        Board board = archive.board(Asker.Job.OPERATOR);
        return board.caseFile(board.numbered(number).orElseThrow())
                .orElseThrow()
                .petitionCase()
                .position()
                .chain()
                .holder();
    }

    // ----------------------------------------------------------------- import

    @Test
    void a_ledger_whose_headers_say_nothing_comes_in_by_a_mapping() throws IOException {
        Path ledger = file("台账.csv", "甲,乙,丙,丁\nLY-1,张某某,2026-09-01,反映道路破损\n");
        Path mapping = file(
                "mapping.json",
                "{\"header\": 1, \"columns\": {\"甲\": \"number\", \"B\": \"petitioner\", \"丙\": \"信访日期\", \"丁\": \"gist\"}}");

        assertThat(jieli("import", ledger.toString()).code()).isEqualTo(1);
        Called mapped = jieli("import", ledger.toString(), "--mapping", mapping.toString(), "--json");

        assertThat(mapped.code()).as(mapped.out() + mapped.err()).isZero();
        assertThat(mapped.json().get("imported").asInt()).isEqualTo(1);
        assertThat(archive.board(Asker.Job.OPERATOR).numbered("LY-1")).isPresent();
    }

    @Test
    void a_ledger_speaks_as_of_a_day_and_of_none_after_it() throws IOException {
        Path ledger = file("台账.csv", "编号,信访人,信访日期,反映问题\nLY-1,张某某,2026-10-08,反映道路破损\n");

        Called early = jieli("import", ledger.toString(), "--as-of", "2026-10-07", "--json");
        assertThat(early.code()).isEqualTo(1);
        assertThat(early.json().at("/rejected/0/kind").asText()).isEqualTo("IN_THE_FUTURE");
        assertThat(jieli("import", ledger.toString(), "--as-of", "2026-10-08").code())
                .isZero();
        assertThat(jieli("import", ledger.toString(), "--as-of", "2026-11-24").code())
                .as("tomorrow")
                .isEqualTo(1);
    }

    @Test
    void whoever_imports_holds_what_matches_nobody() throws IOException {
        Path ledger = file("台账.csv", "编号,信访人,信访日期,反映问题,责任单位\nLY-1,张某某,2026-10-08,反映道路破损,天文台\n");

        assertThat(jieli("import", ledger.toString(), "--by", "丙二").code())
                .as("no registrar")
                .isEqualTo(1);
        JsonNode taken =
                jieli("import", ledger.toString(), "--by", "信访局/乙三", "--json").json();

        assertThat(taken.at("/unmatched/0/name").asText()).isEqualTo("天文台");
        assertThat(holder("LY-1")).isEqualTo(Who.OTHER_CLERK.id());
    }

    @Test
    void the_bad_rows_are_written_where_it_is_said_and_come_in_once_they_are_mended() throws IOException {
        Path ledger = file("台账.csv", "编号,信访人,信访日期,反映问题\nLY-1,张某某,2026-10-08,反映道路破损\nLY-2,李某某,2026-13-45,反映噪声扰民\n");
        Path bad = folder.resolve("要改的.xlsx");

        Called skipped = jieli("import", ledger.toString(), "--skip-bad", "--rejected", bad.toString(), "--json");
        assertThat(skipped.code()).as(skipped.err()).isZero();
        assertThat(skipped.json().get("imported").asInt()).isEqualTo(1);
        assertThat(skipped.json().get("rejectedFile").asText()).isEqualTo(bad.toString());
        assertThat(jieli("import", bad.toString()).code()).as("as it is").isEqualTo(1);

        Path mended = mended(bad, "2026-13-45", "2026-10-09");
        Called taken = jieli("import", mended.toString(), "--json");
        assertThat(taken.code()).as(taken.out()).isZero();
        assertThat(taken.json().get("rows").asInt()).as("only what was bad").isEqualTo(1);
        assertThat(taken.json().get("imported").asInt()).isEqualTo(1);
        Board board = archive.board(Asker.Job.OPERATOR);
        assertThat(board.caseFile(board.numbered("LY-2").orElseThrow())
                        .orElseThrow()
                        .petitionCase()
                        .petition()
                        .receivedOn())
                .isEqualTo(LocalDate.of(2026, 10, 9));
        Called again = jieli("import", ledger.toString(), "--skip-bad", "--json");
        assertThat(again.code()).as("what can come in is there").isZero();
        assertThat(again.json().get("skipped").asInt()).isEqualTo(1);
        Path hopeless = file("坏.csv", "编号,信访人,信访日期,反映问题\nLY-3,李某某,2026-13-45,反映噪声扰民\n");
        Called none = jieli("import", hopeless.toString(), "--skip-bad");
        assertThat(none.code()).isEqualTo(1);
        assertThat(none.err()).contains("没有一行能导入");
    }

    /** As somebody does it in a spreadsheet. */
    private Path mended(Path workbook, String wrong, String right) throws IOException {
        Path mended = folder.resolve("改好的.xlsx");
        boolean found = false;
        try (ZipFile in = new ZipFile(workbook.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(mended))) {
            for (ZipEntry entry : Collections.list(in.entries())) {
                String text = new String(in.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                found |= text.contains(">" + wrong + "<");
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(text.replace(">" + wrong + "<", ">" + right + "<").getBytes(StandardCharsets.UTF_8));
            }
        }
        assertThat(found).isTrue();
        return mended;
    }

    // ----------------------------------------------------------------- deadline

    @Test
    void a_deadline_counts_what_was_extended_and_leaves_out_a_hearing() {
        assertThat(jieli("deadline", "CONCLUDE", "--from", "2026-03-02", "--json")
                        .json()
                        .get("due")
                        .asText())
                .isEqualTo("2026-05-06");
        assertThat(jieli("deadline", "CONCLUDE", "--from", "2026-03-02", "--extended", "30", "--json")
                        .json()
                        .get("nominal")
                        .asText())
                .as("ninety days from the trigger")
                .isEqualTo("2026-05-31");
        assertThat(jieli("deadline", "REREVIEW", "--from", "2026-03-02", "--json")
                        .json()
                        .get("nominal")
                        .asText())
                .isEqualTo("2026-04-01");
        assertThat(jieli("deadline", "REREVIEW", "--from", "2026-03-02", "--hearing", "3", "--json")
                        .json()
                        .get("nominal")
                        .asText())
                .isEqualTo("2026-04-04");
    }

    @Test
    void a_deadline_is_that_of_the_office_where_its_data_are_named() {
        String[] conclude = {"deadline", "CONCLUDE", "--from", "2026-03-02", "--region", "330723", "--json"};
        String[] ofTheOffice = {
            "deadline", "CONCLUDE", "--from", "2026-03-02", "--region", "330723", "--json", "--data", folder.toString()
        };
        Given.done(new AdoptRulebook(archive.store(), given.law())
                .adopt(LocalRulebook.read("""
                                rulebook,XX1,某市信访工作办法,Measures of a city
                                place,330700
                                force,2022-06-01,
                                status,IN_FORCE,市司法局2022年备案,filed with the bureau of justice in 2022
                                source,市政府公报,gazette of the city
                                row,CONCLUDE,45,CALENDAR_DAYS,9.1,QUOTED,应当自受理之日起四十五日内办结
                                """).orFault(), Who.CLERK.id(), TODAY, given.now()));

        assertThat(jieli(conclude).json().get("nominal").asText()).isEqualTo("2026-05-01");
        assertThat(jieli(ofTheOffice).json().get("nominal").asText()).isEqualTo("2026-04-16");
        assertThat(jieli(ofTheOffice).json().get("article").asText()).contains("某市信访工作办法");
    }

    // ----------------------------------------------------------------- who

    @Test
    void who_answered_is_told_for_each_day_since_the_case_came_in() {
        given.on(TODAY.minusDays(9));
        PetitionCase found = given.registered();
        String number = found.petition().number();
        given.later(3);
        found = given.does(Who.CLERK, found.id(), new CaseAct.Transfer(Who.HANDLER.id(), "来信一封"));
        given.later(3);
        given.does(Who.HEAD, found.id(), new CaseAct.Reassign(Who.COLLEAGUE.id(), "分工调整"));

        assertThat(who(number, 9)).isEqualTo("乙二");
        assertThat(who(number, 7)).isEqualTo("乙二");
        assertThat(who(number, 5)).isEqualTo("丙二");
        assertThat(who(number, 0)).isEqualTo("丙三");
        assertThat(jieli("who", number, "--on", TODAY.minusDays(10).toString()).code())
                .isEqualTo(1);
    }

    private String who(String number, int daysAgo) {
        return jieli("who", number, "--on", TODAY.minusDays(daysAgo).toString(), "--json")
                .json()
                .at("/chain/0/official")
                .asText();
    }

    // ----------------------------------------------------------------- handovers

    private JsonNode step(String... args) {
        return jieli(Called.with(args, "--json")).done();
    }

    @Test
    void an_item_is_kept_under_another_post_and_the_list_supplemented_before_it_is_signed() {
        IncumbencyId second = given.alsoSits(Who.HANDLER, Who.TOWN_HANDLER);
        String kept = given.accepted().petition().number();
        String moves = given.accepted().petition().number();
        Handover opened = given.opened(Who.HANDLER, given.successor(Who.HANDLER));
        String id = opened.id().toString();
        String late = given.accepted().petition().number();

        JsonNode after = step("handover", "keep", id, "--case", kept, "--under", "某镇/综治办干事/丙二", "--reason", "熟悉情况");
        assertThat(item(after, kept).get("kept").asBoolean()).isTrue();
        assertThat(item(after, moves).get("kept").asBoolean()).isFalse();
        assertThat(jieli("handover", "keep", id, "--case", moves, "--under", "某镇/丁一", "--reason", "x")
                        .code())
                .as("not the leaver's own post")
                .isEqualTo(1);

        assertThat(item(after, late).isMissingNode()).isTrue();
        after = step("handover", "supplement", id);
        assertThat(item(after, late).get("completed").asBoolean()).isFalse();
        step(
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
        assertThat(jieli("handover", "show", id).out()).contains("保留", "已填写").doesNotContain("未填写");

        given.witnessed(given.now(opened.id()));
        assertThat(step("handover", "complete", id).get("state").asText()).isEqualTo("EFFECTIVE");
        assertThat(holder(kept)).isEqualTo(second);
        assertThat(holder(moves)).isEqualTo(holder(late)).isNotEqualTo(Who.HANDLER.id());
    }

    private static JsonNode item(JsonNode handover, String number) {
        for (JsonNode item : handover.get("items")) {
            if (item.get("case").asText().equals(number)) {
                return item;
            }
        }
        return handover.path("no such item");
    }

    @Test
    void receiver_and_witness_are_replaced_and_the_list_signed_once_more() {
        given.accepted();
        Handover received = given.received(given.opened(Who.HANDLER, given.successor(Who.HANDLER)));
        String id = received.id().toString();

        JsonNode after = step("handover", "replace", id, "--incoming", "丙三", "--witness", "乙二", "--reason", "接收人另有任用");
        assertThat(after.get("signed").size()).isLessThan(received.signed().size());
        Handover now = given.now(received.id());
        assertThat(now.incoming()).isEqualTo(Who.COLLEAGUE.id());
        assertThat(now.witness()).isEqualTo(Who.CLERK.id());
        assertThat(jieli("handover", "replace", id, "--reason", "没有换人").code()).isEqualTo(2);
        assertThat(given.now(received.id())).isEqualTo(now);
    }

    @Test
    void a_case_that_turns_up_afterwards_is_charged_to_the_leaver() {
        given.on(TODAY.minusDays(60));
        Handover effective = given.effective(given.opened(Who.HANDLER, Who.COLLEAGUE.id()));
        given.on(TODAY);
        PetitionCase omitted = given.accepted(Who.COLLEAGUE);

        String[] foundLater = {
            "handover",
            "found-later",
            effective.id().toString(),
            "--case",
            omitted.petition().number(),
            "--text",
            "抽屉里的来信"
        };
        step(foundLater);

        assertThat(given.now(effective.id()).omissions())
                .extracting(Handover.Omission::item)
                .containsExactly(omitted.id());
        assertThat(jieli(foundLater).code()).as("twice").isEqualTo(1);
    }

    @Test
    void a_departure_that_does_not_take_place_is_cancelled_and_nothing_has_moved() {
        CaseId held = given.accepted().id();
        Handover opened = given.opened(Who.HANDLER, given.successor(Who.HANDLER));

        JsonNode after = step("handover", "cancel", opened.id().toString(), "--reason", "不再调动");

        assertThat(after.get("state").asText()).isEqualTo("CANCELLED");
        assertThat(given.now(held).position().chain().holder()).isEqualTo(Who.HANDLER.id());
        assertThat(jieli("handover", "sign", opened.id().toString()).err()).contains("已结束");
    }

    @Test
    void a_list_is_printed_in_the_name_of_whoever_asks_and_only_for_whom_it_is() {
        given.accepted();
        String id = given.opened(Who.HANDLER, given.successor(Who.HANDLER)).id().toString();
        Path paper = folder.resolve("清单.docx");

        assertThat(jieli("handover", "print", id, paper.toString(), "--by", "丁二")
                        .code())
                .as("no party")
                .isEqualTo(1);
        assertThat(paper).doesNotExist();
        assertThat(jieli("handover", "print", id, paper.toString(), "--by", "丙二")
                        .code())
                .isZero();
        assertThat(paper).isNotEmptyFile();
    }
}
