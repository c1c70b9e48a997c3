package dev.jieli.office;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.port.Board;
import dev.jieli.application.published.Seal;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverAct;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.InMemoryArchive;
import dev.jieli.testkit.Who;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFFooter;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.Test;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STPageOrientation;

/** The printed list, read back. */
class HandoverPaperTest {
    private final Given given = Given.an_office(new InMemoryArchive());
    private final IncumbencyId successor = given.successor(Who.HANDLER);

    private XWPFDocument printed(Handover handover) {
        try {
            return new XWPFDocument(new ByteArrayInputStream(printed(given, handover)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] printed(Given given, Handover handover) {
        Board.HandoverFile file = given.archive()
                .board(Asker.Job.OPERATOR)
                .handover(handover.id())
                .orElseThrow();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        HandoverPaper.write(
                bytes,
                file,
                new HandoverPaper.Printing(given.today(), 5, "县委组织部、县纪委县监委", region -> "某镇", Ledgers.WATERMARK));
        return bytes.toByteArray();
    }

    private static String text(XWPFDocument document) {
        try (XWPFWordExtractor extractor = new XWPFWordExtractor(document)) {
            return extractor.getText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String feet(XWPFDocument document) {
        return document.getFooterList().stream().map(XWPFFooter::getText).collect(Collectors.joining("\n"));
    }

    private static XWPFTable list(XWPFDocument document) {
        return document.getTables().get(1);
    }

    @Test
    void every_item_stands_on_it_with_its_terms_and_what_the_leaver_says() {
        given.accepted();
        given.later(20);
        given.forwarded();
        Handover handover = given.witnessed(given.opened(Who.HANDLER, successor));

        XWPFDocument document = printed(handover);

        assertThat(list(document).getRows()).hasSize(3);
        assertThat(list(document).getRow(1).getTableCells().stream().map(cell -> cell.getText()))
                .anyMatch(cell -> cell.contains("2026-00001"))
                .anyMatch(cell -> cell.contains("反映第1号工地夜间施工噪声") && cell.contains("某镇"))
                .anyMatch(cell -> cell.contains("办理中") && cell.contains("办理期限至2026.5.6（剩45天）"))
                .anyMatch(cell -> cell.contains("已接访两次"))
                .anyMatch(cell -> cell.contains("约谈双方") && cell.contains("核对无异议"));
        assertThat(text(document))
                .contains("离任重点信访事项交接清单", "丙二", "乙一", "某组干〔2026〕1号", "共 2 件", "一式 5 份", "抄报：县委组织部")
                .contains("未列入事项今后出现问题的，由本人承担相应责任", "接收人已逐项核对，未提出异议。");
    }

    @Test
    void the_digest_under_every_page_is_the_one_that_was_signed() {
        given.accepted();
        Handover handover = given.witnessed(given.opened(Who.HANDLER, successor));

        String feet = feet(printed(handover));

        assertThat(handover.digest()).hasValueSatisfying(digest -> {
            assertThat(digest).isEqualTo(Seal.digest(handover));
            assertThat(feet.replace(" ", "")).contains("清单校验码（SM3）" + digest);
        });
        assertThat(feet).contains(HandoverPaper.number(handover)).contains("第1版");
    }

    @Test
    void a_draft_says_that_it_is_one() {
        given.accepted();
        XWPFDocument document = printed(given.opened(Who.HANDLER, successor));

        assertThat(feet(document)).contains("草稿，尚未封存");
        assertThat(text(document)).contains("（草稿，尚未封存）").doesNotContain("系统签名");
    }

    @Test
    void petitioners_stand_in_it_masked() {
        given.accepted();
        String text = text(printed(given.witnessed(given.opened(Who.HANDLER, successor))));

        assertThat(text).contains("测某某").doesNotContain("测试人甲").doesNotContain("000000190001010000");
    }

    @Test
    void questions_and_answers_are_recorded() {
        CaseId id = given.accepted().id();
        Handover frozen = given.frozen(given.opened(Who.HANDLER, successor));
        Handover asked = given.steps(successor, frozen, new HandoverAct.Question(id, "第二期到期日未写明"));
        Handover answered = given.steps(Who.HANDLER.id(), asked, new HandoverAct.Answer(id, "为2026年12月20日"));

        XWPFDocument document = printed(answered);

        XWPFTable record = document.getTables().get(2);
        assertThat(record.getRow(1).getTableCells().stream().map(cell -> cell.getText()))
                .containsExactly("1", "2026-00001", "第二期到期日未写明", "为2026年12月20日");
    }

    @Test
    void three_sign_and_after_it_took_effect_the_list_says_what_became_of_each() {
        given.accepted();
        XWPFDocument document = printed(given.effective(given.opened(Who.HANDLER, successor)));

        XWPFTable signatures = document.getTables().get(2);
        assertThat(signatures.getRows()).hasSize(4);
        assertThat(signatures.getText()).contains("移交人", "接收人", "监交人", "系统签名");
        assertThat(text(document)).contains("【已移交】", "交接结果：已移交 1 件", "实际交接日");
    }

    @Test
    void an_empty_list_is_a_list_too() {
        XWPFDocument document = printed(given.witnessed(given.opened(Who.HANDLER, successor)));

        assertThat(list(document).getText()).contains("无移交事项。");
        assertThat(text(document)).contains("本清单没有移交事项。");
    }

    @Test
    void a_list_of_accusations_says_so_and_the_main_one_says_nothing_of_it() {
        PetitionCase accusation = given.does(
                Who.HANDLER,
                given.receivedDirectly(),
                new CaseAct.Classify(
                        Track.ACCUSATION, Optional.empty(), ImmutableSet.of(Who.OTHER_CLERK.unit()), "检举控告"));
        Handover main = given.opened(Who.HANDLER.id(), successor, Who.MAGISTRATE.id());
        Handover apart =
                given.look(session -> session.handovers().beside(main.id())).get(0);

        assertThat(text(printed(main)))
                .contains("本清单没有移交事项。")
                .doesNotContain("另册", accusation.petition().number(), HandoverPaper.number(apart));
        assertThat(text(printed(apart)))
                .contains("（检举控告事项另册）", "本清单列有移交人在本岗位负有责任的在办信访事项共 1 件")
                .contains(accusation.petition().number());
        assertThat(HandoverPaper.what(apart)).isNotEqualTo(HandoverPaper.what(main));
    }

    @Test
    void three_hundred_items_keep_their_header_on_every_page() {
        for (int i = 0; i < 300; i++) {
            given.accepted();
        }
        XWPFDocument document = printed(given.frozen(given.opened(Who.HANDLER, successor)));

        assertThat(list(document).getRows()).hasSize(301);
        assertThat(list(document).getRow(0).isRepeatHeader()).isTrue();
        assertThat(list(document).getRow(1).isRepeatHeader()).isFalse();
        assertThat(list(document).getRow(300).getCell(0).getText()).isEqualTo("300");
    }

    @Test
    void pages_have_the_measures_of_the_standard_and_the_list_lies_sideways() {
        XWPFDocument document = printed(given.opened(Who.HANDLER, successor));

        ImmutableList<CTSectPr> sections = document.getParagraphs().stream()
                .filter(paragraph -> paragraph.getCTP().getPPr() != null
                        && paragraph.getCTP().getPPr().isSetSectPr())
                .map(paragraph -> paragraph.getCTP().getPPr().getSectPr())
                .collect(ImmutableList.toImmutableList());
        CTSectPr last = document.getDocument().getBody().getSectPr();

        assertThat(sections).hasSize(2);
        assertThat(sections.get(1).getPgSz().getOrient()).isEqualTo(STPageOrientation.LANDSCAPE);
        for (CTSectPr upright : ImmutableList.of(sections.get(0), last)) {
            assertThat(upright.getPgSz().getW()).isEqualTo(BigInteger.valueOf(11906));
            assertThat(upright.getPgSz().getH()).isEqualTo(BigInteger.valueOf(16838));
            assertThat(upright.getPgMar().getTop()).as("37 mm").isEqualTo(BigInteger.valueOf(2098));
            assertThat(upright.getPgMar().getLeft()).as("28 mm").isEqualTo(BigInteger.valueOf(1588));
        }
        sections.forEach(section -> assertThat(section.sizeOfFooterReferenceArray())
                .as("odd and even pages")
                .isEqualTo(2));
    }

    @Test
    void a_red_head_has_its_mark_its_number_and_its_line() throws IOException {
        OfficialPaper paper = new OfficialPaper("函", "");
        paper.redHead("某县信访局文件", "某信转〔2026〕12号");
        paper.title("关于转送信访事项的函");
        paper.line("县住房和城乡建设局：");
        paper.text("现将有关信访事项转送你单位办理。");
        paper.signature("某县信访局", "2026年3月2日");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        paper.write(bytes);

        XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(bytes.toByteArray()));

        assertThat(document.getParagraphs().get(0).getRuns().get(0).getColor()).isEqualTo("E60012");
        assertThat(text(document)).contains("某信转〔2026〕12号", "关于转送信访事项的函");
        assertThat(document.getParagraphs().stream()
                        .filter(paragraph -> paragraph.getText().startsWith("现将"))
                        .findFirst()
                        .orElseThrow()
                        .getCTP()
                        .getPPr()
                        .getInd()
                        .getFirstLineChars())
                .isEqualTo(BigInteger.valueOf(200));
    }

    @Test
    void warming_up_prints_nothing_and_breaks_nothing() {
        HandoverPaper.warmUp();
    }
}
