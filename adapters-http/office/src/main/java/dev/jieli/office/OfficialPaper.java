package dev.jieli.office;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.List;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFFooter;
import org.apache.poi.xwpf.usermodel.XWPFHeader;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFStyles;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.openxmlformats.schemas.officeDocument.x2006.sharedTypes.STXAlign;
import org.openxmlformats.schemas.officeDocument.x2006.sharedTypes.STYAlign;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTBorder;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTDocDefaults;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTFonts;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTInd;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageSz;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTRPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyles;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTbl;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblBorders;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblCellMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblWidth;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTcPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STBorder;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STDocGrid;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STHAnchor;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STJcTable;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STLineSpacingRule;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STPageOrientation;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTabJc;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblLayoutType;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblWidth;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STVAnchor;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STVerticalJc;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STWrap;

/**
 * 公文: a paper in the layout of GB/T 9704-2012. A4, 37 mm above and 28 mm at the binding edge, a page of 22 lines of 28
 * characters, page numbers between dashes at the outer edge. Lengths are twentieths of a point unless said otherwise.
 *
 * <p>Fonts are named and not embedded: a machine that has them prints them, another the nearest that it has.
 */
final class OfficialPaper {
    private static final String SONG = "宋体";

    /** 字体: by the names that Chinese office programs know. */
    enum Face {
        /** 正文 */
        FANGSONG("仿宋_GB2312"),
        /** 一级标题 */
        HEI("黑体"),
        /** 二级标题 */
        KAI("楷体_GB2312"),
        /** 公文标题、发文机关标志 */
        TITLE("方正小标宋简体");

        private final String font;

        Face(String font) {
            this.font = font;
        }
    }

    /** 二号, in half points. */
    private static final int SIZE_2 = 44;

    /** 三号 */
    private static final int SIZE_3 = 32;

    /** 四号 */
    private static final int SIZE_4 = 28;

    /** 小五 */
    static final int SIZE_SMALL_5 = 18;

    /** 225 mm in 22 lines. */
    private static final int LINE = 579;

    private static final int TITLE_LINE = 700;

    /** 156 mm in 28 characters of 16 points leaves this too much for each. */
    private static final int SQUEEZE = -5;

    private static final int A4_SHORT = 11906;
    private static final int A4_LONG = 16838;
    private static final int TOP = 2098;
    private static final int BOTTOM = 1984;
    private static final int LEFT = 1588;
    private static final int RIGHT = 1474;
    private static final int HEADER_HEIGHT = 480;
    private static final String RED = "E60012";

    /** What is left between the margins of an upright page: 156 mm. */
    static final int WIDTH = A4_SHORT - LEFT - RIGHT;

    private static final int SIDEWAYS_SIDE = 1134;
    private static final int SIDEWAYS_TOP = 1588;
    private static final int SIDEWAYS_BOTTOM = 1474;

    /** What is left between the margins of a page laid sideways: 257 mm. */
    static final int SIDEWAYS_WIDTH = A4_LONG - 2 * SIDEWAYS_SIDE;

    /** 发文机关标志, in half points, until the name is known. */
    static final int SIZE_MARK = 72;

    private static final int THIRTY_FIVE_MM = 1984;
    private static final int THIRTY_MM = 1701;
    private static final int FOUR_CHARACTERS = 1280;

    /** Paragraphs before the signature that go with it, of which some may fall away. */
    private static final int LINES_THAT_STAY = 3;

    /** Of a date like 2026年10月12日. */
    private static final int HALF_A_DATE = 1180;

    private final XWPFDocument document = new XWPFDocument();
    private boolean letter;
    private final String footnote;

    /** @param footnote stands small under every page number; blank for none */
    OfficialPaper(String title, String footnote) {
        this.footnote = footnote;
        document.getProperties().getCoreProperties().setTitle(title);
        document.getProperties().getCoreProperties().setCreator("");
        defaults();
        document.setEvenAndOddHeadings(true);
    }

    private void defaults() {
        XWPFStyles styles = document.createStyles();
        CTStyles all = CTStyles.Factory.newInstance();
        CTDocDefaults defaults = all.addNewDocDefaults();
        CTRPr characters = defaults.addNewRPrDefault().addNewRPr();
        fonts(characters.addNewRFonts(), Face.FANGSONG.font);
        characters.addNewSz().setVal(BigInteger.valueOf(SIZE_3));
        characters.addNewSzCs().setVal(BigInteger.valueOf(SIZE_3));
        var language = characters.addNewLang();
        language.setVal("en-US");
        language.setEastAsia("zh-CN");
        defaults.addNewPPrDefault().addNewPPr();
        styles.setStyles(all);
    }

    private static void fonts(CTFonts fonts, String eastAsia) {
        fonts.setEastAsia(eastAsia);
        fonts.setAscii("Times New Roman");
        fonts.setHAnsi("Times New Roman");
        fonts.setCs("Times New Roman");
    }

    // ------------------------------------------------------------------ paragraphs

    /**
     * 版头 (7.2): the organ in red, 35 mm below the upper edge of the text, its number two lines below, and the red line 4 mm
     * under that, as wide as the text.
     */
    void redHead(String organ, String number) {
        XWPFParagraph mark = paragraph(ParagraphAlignment.CENTER, 0);
        mark.setSpacingBefore(THIRTY_FIVE_MM);
        mark.getCTPPr().getSpacing().setLineRule(STLineSpacingRule.AT_LEAST);
        mark(mark, organ);
        blank();
        blank();
        XWPFParagraph line = paragraph(ParagraphAlignment.CENTER, 0);
        run(line, number, Face.FANGSONG, SIZE_3);
        CTBorder red = line.getCTPPr().addNewPBdr().addNewBottom();
        red.setVal(STBorder.SINGLE);
        red.setSz(BigInteger.valueOf(8));
        red.setSpace(BigInteger.valueOf(11));
        red.setColor(RED);
        blank();
        blank();
    }

    /** 上行文版头 (7.2.5, 7.2.6): the number at the left and who issues at the right, each one character in. */
    void redHead(String organ, String number, String issuer) {
        XWPFParagraph mark = paragraph(ParagraphAlignment.CENTER, 0);
        mark.setSpacingBefore(THIRTY_FIVE_MM);
        mark.getCTPPr().getSpacing().setLineRule(STLineSpacingRule.AT_LEAST);
        mark(mark, organ);
        blank();
        blank();
        XWPFParagraph line = paragraph(ParagraphAlignment.LEFT, 0);
        tab(line, STTabJc.RIGHT, WIDTH - 320);
        run(line, "　" + number, Face.FANGSONG, SIZE_3);
        line.createRun().addTab();
        run(line, "签发人：", Face.FANGSONG, SIZE_3);
        run(line, issuer, Face.KAI, SIZE_3);
        CTBorder red = line.getCTPPr().addNewPBdr().addNewBottom();
        red.setVal(STBorder.SINGLE);
        red.setSz(BigInteger.valueOf(8));
        red.setSpace(BigInteger.valueOf(11));
        red.setColor(RED);
        blank();
        blank();
    }

    /**
     * 信函格式 (10.1): the organ in red 30 mm below the edge of the page, a double red line of 170 mm 4 mm under it and
     * another 20 mm above the lower edge, the number at the right under the first; no page number on the first page.
     */
    void letterHead(String organ, String number) {
        letter = true;
        XWPFHeader header = document.createHeader(HeaderFooterType.FIRST);
        XWPFParagraph mark = header.getParagraphs().isEmpty()
                ? header.createParagraph()
                : header.getParagraphs().get(0);
        mark.setAlignment(ParagraphAlignment.CENTER);
        line(mark, 240);
        mark.getCTPPr().getSpacing().setLineRule(STLineSpacingRule.AUTO);
        mark(mark, organ);
        doubleLine(mark, STBorder.THICK_THIN_SMALL_GAP, 11);
        XWPFFooter footer = document.createFooter(HeaderFooterType.FIRST);
        XWPFParagraph foot = footer.getParagraphs().isEmpty()
                ? footer.createParagraph()
                : footer.getParagraphs().get(0);
        line(foot, 120);
        doubleLine(foot, STBorder.THIN_THICK_SMALL_GAP, 1);
        XWPFParagraph right = paragraph(ParagraphAlignment.RIGHT, 0);
        right.setSpacingBefore(120);
        run(right, number, Face.FANGSONG, SIZE_3);
        blank();
        blank();
    }

    /** A double red line of 170 mm in the middle of the page, whose margins differ by 2 mm. */
    private static void doubleLine(XWPFParagraph paragraph, STBorder.Enum style, int space) {
        CTInd indent = paragraph.getCTPPr().isSetInd()
                ? paragraph.getCTPPr().getInd()
                : paragraph.getCTPPr().addNewInd();
        indent.setLeft(BigInteger.valueOf(-454));
        indent.setRight(BigInteger.valueOf(-340));
        CTBorder line = paragraph.getCTPPr().addNewPBdr().addNewBottom();
        line.setVal(style);
        line.setSz(BigInteger.valueOf(24));
        line.setSpace(BigInteger.valueOf(space));
        line.setColor(RED);
    }

    /** 发文机关标志; whoever fills in the name makes it fit on one line. */
    private static void mark(XWPFParagraph paragraph, String organ) {
        run(paragraph, organ, Face.TITLE, SIZE_MARK).setColor(RED);
    }

    /** A line of nothing. */
    void blank() {
        line(" ");
    }

    private static void tab(XWPFParagraph paragraph, STTabJc.Enum kind, int at) {
        var stop = paragraph.getCTPPr().addNewTabs().addNewTab();
        stop.setVal(kind);
        stop.setPos(BigInteger.valueOf(at));
    }

    /** 标题: two-size-two lines at most read well; a longer one is broken by whoever writes it. */
    void title(String... lines) {
        for (String text : lines) {
            XWPFParagraph paragraph = paragraph(ParagraphAlignment.CENTER, 0);
            line(paragraph, TITLE_LINE);
            run(paragraph, text, Face.TITLE, SIZE_2);
        }
    }

    /** A line in the middle, 楷体, under a title. */
    void subtitle(String text) {
        run(paragraph(ParagraphAlignment.CENTER, 0), text, Face.KAI, SIZE_3);
    }

    /** Half a line of nothing, as before and after a table. */
    void gap() {
        line(paragraph(ParagraphAlignment.LEFT, 0), 240);
    }

    /** 顶格 */
    void line(String text) {
        run(paragraph(ParagraphAlignment.LEFT, 0), text, Face.FANGSONG, SIZE_3);
    }

    /** 居右: as a number stands under the title of a paper without a head. */
    void right(String text) {
        run(paragraph(ParagraphAlignment.RIGHT, 0), text, Face.FANGSONG, SIZE_3);
    }

    /** 正文: begins two characters in. */
    void text(String text) {
        run(paragraph(ParagraphAlignment.BOTH, 2), text, Face.FANGSONG, SIZE_3);
    }

    /** 一、 */
    void heading(String text) {
        XWPFParagraph paragraph = paragraph(ParagraphAlignment.LEFT, 2);
        paragraph.setKeepNext(true);
        run(paragraph, text, Face.HEI, SIZE_3);
    }

    /** 署名与成文日期 (7.3.5): the date four characters from the right, the organ above it, both about one middle. */
    void signature(String organ, String date) {
        List<XWPFParagraph> before = document.getParagraphs();
        before.subList(Math.max(0, before.size() - LINES_THAT_STAY), before.size())
                .forEach(paragraph -> paragraph.setKeepNext(true)); // a page without text is not signed
        blank();
        blank();
        before.subList(before.size() - 2, before.size()).forEach(paragraph -> paragraph.setKeepNext(true));
        for (String text : List.of(organ, date)) {
            XWPFParagraph line = paragraph(ParagraphAlignment.LEFT, 0);
            line.setKeepNext(text.equals(organ));
            tab(line, STTabJc.CENTER, WIDTH - FOUR_CHARACTERS - HALF_A_DATE);
            line.createRun().addTab();
            run(line, text, Face.FANGSONG, SIZE_3);
        }
    }

    /** Half a line, with which what follows stays on the page of what stands before. */
    void keepOn() {
        stay();
        gap();
        stay();
    }

    /** What follows stays on the page of what stands last. */
    void stay() {
        document.getParagraphs().get(document.getParagraphs().size() - 1).setKeepNext(true);
    }

    /** Begins another page. */
    void newPage() {
        paragraph(ParagraphAlignment.LEFT, 0).setPageBreak(true);
    }

    /** 版记 (7.4): who gets a copy, between two lines as wide as the text, at the foot of the page. */
    void imprint(String copies) {
        XWPFParagraph paragraph = paragraph(ParagraphAlignment.LEFT, 0);
        var frame = paragraph.getCTPPr().addNewFramePr();
        frame.setW(BigInteger.valueOf(WIDTH));
        frame.setWrap(STWrap.NOT_BESIDE);
        frame.setVAnchor(STVAnchor.MARGIN);
        frame.setHAnchor(STHAnchor.MARGIN);
        frame.setXAlign(STXAlign.LEFT);
        frame.setYAlign(STYAlign.BOTTOM);
        var borders = paragraph.getCTPPr().addNewPBdr();
        for (CTBorder border : List.of(borders.addNewTop(), borders.addNewBottom())) {
            border.setVal(STBorder.SINGLE);
            border.setSz(BigInteger.valueOf(8));
            border.setSpace(BigInteger.valueOf(1));
            border.setColor("000000");
        }
        run(paragraph, "　" + copies, Face.FANGSONG, SIZE_4);
    }

    /** Small print, as under a table. */
    void note(String text) {
        XWPFParagraph paragraph = paragraph(ParagraphAlignment.LEFT, 0);
        line(paragraph, 280);
        paragraph.getCTPPr().addNewSnapToGrid().setVal(false);
        run(paragraph, text, Face.FANGSONG, SIZE_SMALL_5);
    }

    private XWPFParagraph paragraph(ParagraphAlignment alignment, int indent) {
        XWPFParagraph paragraph = document.createParagraph();
        paragraph.setAlignment(alignment);
        line(paragraph, LINE);
        if (indent > 0) {
            CTInd in = paragraph.getCTPPr().addNewInd();
            in.setFirstLineChars(BigInteger.valueOf(indent * 100L)); // Word and WPS
            in.setFirstLine(BigInteger.valueOf(indent * 320L)); // those who do not know the other
        }
        return paragraph;
    }

    private static void line(XWPFParagraph paragraph, int height) {
        CTPPr properties = paragraph.getCTP().isSetPPr()
                ? paragraph.getCTP().getPPr()
                : paragraph.getCTP().addNewPPr();
        var spacing = properties.isSetSpacing() ? properties.getSpacing() : properties.addNewSpacing();
        spacing.setBefore(BigInteger.ZERO);
        spacing.setAfter(BigInteger.ZERO);
        spacing.setLine(BigInteger.valueOf(height));
        spacing.setLineRule(STLineSpacingRule.EXACT);
    }

    private static XWPFRun run(XWPFParagraph paragraph, String text, Face face, int size) {
        XWPFRun run = paragraph.createRun();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (i > 0) {
                run.addBreak();
            }
            run.setText(lines[i], i);
        }
        CTRPr properties =
                run.getCTR().isSetRPr() ? run.getCTR().getRPr() : run.getCTR().addNewRPr();
        fonts(properties.addNewRFonts(), face.font);
        properties.addNewSz().setVal(BigInteger.valueOf(size));
        properties.addNewSzCs().setVal(BigInteger.valueOf(size));
        if (size == SIZE_3) {
            properties.addNewSpacing().setVal(BigInteger.valueOf(SQUEEZE));
        }
        return run;
    }

    // ------------------------------------------------------------------ tables

    /** One cell: what stands in it, how, and over how many columns. */
    record Box(String text, Face face, boolean centred, int span) {
        static Box label(String text) {
            return new Box(text, Face.HEI, true, 1);
        }

        static Box said(String text) {
            return new Box(text, Face.FANGSONG, false, 1);
        }

        static Box centre(String text) {
            return new Box(text, Face.FANGSONG, true, 1);
        }

        Box over(int columns) {
            return new Box(text, face, centred, columns);
        }
    }

    /**
     * A table with lines all round.
     *
     * @param widths of its columns
     * @param headers how many of the first rows are said again on every page
     * @param size of the letters, in half points
     * @param rowHeight the least height of a row
     */
    void table(int[] widths, int headers, int size, int rowHeight, List<List<Box>> rows) {
        XWPFTable table = document.createTable(rows.size(), 1);
        CTTbl raw = table.getCTTbl();
        CTTblPr properties = raw.getTblPr() == null ? raw.addNewTblPr() : raw.getTblPr();
        int total = 0;
        var grid = raw.getTblGrid() == null ? raw.addNewTblGrid() : raw.getTblGrid();
        while (grid.sizeOfGridColArray() > 0) {
            grid.removeGridCol(0);
        }
        for (int width : widths) {
            grid.addNewGridCol().setW(BigInteger.valueOf(width));
            total += width;
        }
        CTTblWidth all = properties.isSetTblW() ? properties.getTblW() : properties.addNewTblW();
        all.setType(STTblWidth.DXA);
        all.setW(BigInteger.valueOf(total));
        (properties.isSetTblLayout() ? properties.getTblLayout() : properties.addNewTblLayout())
                .setType(STTblLayoutType.FIXED);
        (properties.isSetJc() ? properties.getJc() : properties.addNewJc()).setVal(STJcTable.CENTER);
        borders(properties.isSetTblBorders() ? properties.getTblBorders() : properties.addNewTblBorders());
        CTTblCellMar margins =
                properties.isSetTblCellMar() ? properties.getTblCellMar() : properties.addNewTblCellMar();
        margin(margins.addNewTop(), 30);
        margin(margins.addNewLeft(), 60);
        margin(margins.addNewBottom(), 30);
        margin(margins.addNewRight(), 60);
        for (int r = 0; r < rows.size(); r++) {
            XWPFTableRow row = table.getRow(r);
            row.setHeight(r < headers ? HEADER_HEIGHT : rowHeight);
            row.setRepeatHeader(r < headers);
            row.setCantSplitRow(r < headers || isShort(rows.get(r)));
            List<Box> boxes = rows.get(r);
            int column = 0;
            for (int c = 0; c < boxes.size(); c++) {
                XWPFTableCell cell = c == 0 ? row.getCell(0) : row.createCell();
                fill(cell, boxes.get(c), size);
                int width = 0;
                for (int i = 0; i < boxes.get(c).span; i++) {
                    width += widths[column++];
                }
                CTTcPr cellProperties = cell.getCTTc().isSetTcPr()
                        ? cell.getCTTc().getTcPr()
                        : cell.getCTTc().addNewTcPr();
                CTTblWidth own = cellProperties.isSetTcW() ? cellProperties.getTcW() : cellProperties.addNewTcW();
                own.setType(STTblWidth.DXA);
                own.setW(BigInteger.valueOf(width));
                if (boxes.get(c).span > 1) {
                    cellProperties.addNewGridSpan().setVal(BigInteger.valueOf(boxes.get(c).span));
                }
            }
        }
    }

    /** A row that fits on a page is not cut; one that may not fit can be. */
    private static boolean isShort(List<Box> boxes) {
        return boxes.stream().allMatch(box -> box.text.length() < 160);
    }

    private static void margin(CTTblWidth side, int width) {
        side.setType(STTblWidth.DXA);
        side.setW(BigInteger.valueOf(width));
    }

    private static void borders(CTTblBorders borders) {
        List<CTBorder> sides = List.of(
                borders.isSetTop() ? borders.getTop() : borders.addNewTop(),
                borders.isSetLeft() ? borders.getLeft() : borders.addNewLeft(),
                borders.isSetBottom() ? borders.getBottom() : borders.addNewBottom(),
                borders.isSetRight() ? borders.getRight() : borders.addNewRight(),
                borders.isSetInsideH() ? borders.getInsideH() : borders.addNewInsideH(),
                borders.isSetInsideV() ? borders.getInsideV() : borders.addNewInsideV());
        for (CTBorder side : sides) {
            side.setVal(STBorder.SINGLE);
            side.setSz(BigInteger.valueOf(4));
            side.setSpace(BigInteger.ZERO);
            side.setColor("000000");
        }
    }

    private static void fill(XWPFTableCell cell, Box box, int size) {
        CTTcPr properties = cell.getCTTc().isSetTcPr()
                ? cell.getCTTc().getTcPr()
                : cell.getCTTc().addNewTcPr();
        properties.addNewVAlign().setVal(STVerticalJc.CENTER);
        XWPFParagraph paragraph = cell.getParagraphs().get(0);
        paragraph.setAlignment(box.centred ? ParagraphAlignment.CENTER : ParagraphAlignment.LEFT);
        line(paragraph, size * 12);
        paragraph.getCTPPr().addNewSnapToGrid().setVal(false);
        run(paragraph, box.text, box.face, size);
    }

    // ------------------------------------------------------------------ pages

    /** Ends the upright pages so far; what follows lies sideways. */
    void turnSideways() {
        upright(endOfSection());
    }

    /** Ends the pages that lie sideways; what follows stands upright. */
    void turnUpright() {
        sideways(endOfSection());
    }

    private CTSectPr endOfSection() {
        XWPFParagraph last = document.createParagraph();
        line(last, 20);
        CTPPr properties = last.getCTP().isSetPPr()
                ? last.getCTP().getPPr()
                : last.getCTP().addNewPPr();
        return properties.addNewSectPr();
    }

    private static void upright(CTSectPr section) {
        page(section, A4_SHORT, A4_LONG, TOP, BOTTOM, LEFT, RIGHT);
        var grid = section.isSetDocGrid() ? section.getDocGrid() : section.addNewDocGrid();
        grid.setType(STDocGrid.LINES);
        grid.setLinePitch(BigInteger.valueOf(LINE));
    }

    private static void sideways(CTSectPr section) {
        page(section, A4_LONG, A4_SHORT, SIDEWAYS_TOP, SIDEWAYS_BOTTOM, SIDEWAYS_SIDE, SIDEWAYS_SIDE);
        section.getPgSz().setOrient(STPageOrientation.LANDSCAPE);
    }

    private static void page(CTSectPr section, int width, int height, int top, int bottom, int left, int right) {
        CTPageSz size = section.isSetPgSz() ? section.getPgSz() : section.addNewPgSz();
        size.setW(BigInteger.valueOf(width));
        size.setH(BigInteger.valueOf(height));
        CTPageMar margins = section.isSetPgMar() ? section.getPgMar() : section.addNewPgMar();
        margins.setTop(BigInteger.valueOf(top));
        margins.setBottom(BigInteger.valueOf(bottom));
        margins.setLeft(BigInteger.valueOf(left));
        margins.setRight(BigInteger.valueOf(right));
        margins.setHeader(BigInteger.valueOf(850));
        margins.setFooter(BigInteger.valueOf(bottom - 1250));
        margins.setGutter(BigInteger.ZERO);
    }

    /** 页码 (7.5): four-size digits between dashes, one character from the outer edge. */
    private void footers() {
        footer(HeaderFooterType.DEFAULT, ParagraphAlignment.RIGHT);
        footer(HeaderFooterType.EVEN, ParagraphAlignment.LEFT);
        CTSectPr last = document.getDocument().getBody().getSectPr();
        for (XWPFParagraph paragraph : document.getParagraphs()) {
            CTPPr properties = paragraph.getCTP().getPPr();
            if (properties != null && properties.isSetSectPr()) {
                CTSectPr section = properties.getSectPr();
                for (int i = 0; i < last.sizeOfFooterReferenceArray(); i++) {
                    section.addNewFooterReference().set(last.getFooterReferenceArray(i));
                }
            }
        }
    }

    private void footer(HeaderFooterType pages, ParagraphAlignment outer) {
        XWPFFooter footer = document.createFooter(pages);
        XWPFParagraph number = footer.getParagraphs().isEmpty()
                ? footer.createParagraph()
                : footer.getParagraphs().get(0);
        number.setAlignment(outer);
        line(number, 360);
        CTInd indent = number.getCTPPr().addNewInd();
        if (outer == ParagraphAlignment.RIGHT) {
            indent.setRightChars(BigInteger.valueOf(100));
            indent.setRight(BigInteger.valueOf(280));
        } else {
            indent.setLeftChars(BigInteger.valueOf(100));
            indent.setLeft(BigInteger.valueOf(280));
        }
        digits(number, "— ");
        field(number, "PAGE");
        digits(number, " —");
        if (!footnote.isEmpty()) {
            XWPFParagraph small = footer.createParagraph();
            small.setAlignment(ParagraphAlignment.CENTER);
            line(small, 240);
            run(small, footnote, Face.FANGSONG, 14);
        }
    }

    private static void digits(XWPFParagraph paragraph, String text) {
        XWPFRun run = paragraph.createRun();
        run.setText(text);
        style(run);
    }

    private static void style(XWPFRun run) {
        CTRPr properties =
                run.getCTR().isSetRPr() ? run.getCTR().getRPr() : run.getCTR().addNewRPr();
        CTFonts fonts = properties.addNewRFonts();
        fonts.setEastAsia(SONG);
        fonts.setAscii(SONG);
        fonts.setHAnsi(SONG);
        properties.addNewSz().setVal(BigInteger.valueOf(SIZE_4));
    }

    private static void field(XWPFParagraph paragraph, String instruction) {
        XWPFRun begin = paragraph.createRun();
        style(begin);
        begin.getCTR()
                .addNewFldChar()
                .setFldCharType(org.openxmlformats.schemas.wordprocessingml.x2006.main.STFldCharType.BEGIN);
        XWPFRun code = paragraph.createRun();
        style(code);
        code.getCTR().addNewInstrText().setStringValue(" " + instruction + " ");
        XWPFRun separate = paragraph.createRun();
        style(separate);
        separate.getCTR()
                .addNewFldChar()
                .setFldCharType(org.openxmlformats.schemas.wordprocessingml.x2006.main.STFldCharType.SEPARATE);
        XWPFRun shown = paragraph.createRun();
        shown.setText("1");
        style(shown);
        XWPFRun end = paragraph.createRun();
        style(end);
        end.getCTR()
                .addNewFldChar()
                .setFldCharType(org.openxmlformats.schemas.wordprocessingml.x2006.main.STFldCharType.END);
    }

    /** At the head of every page. */
    void mark(Watermark watermark) {
        watermark.head(document);
    }

    /** At the head of every page, and {@code word} across it. */
    void mark(Watermark watermark, String word) {
        watermark.across(document, word);
    }

    /** Writes the paper and lets go of it; the stream stays open. */
    void write(OutputStream out) {
        CTSectPr last = document.getDocument().getBody().isSetSectPr()
                ? document.getDocument().getBody().getSectPr()
                : document.getDocument().getBody().addNewSectPr();
        upright(last);
        if (letter) {
            last.addNewTitlePg().setVal(true);
            last.getPgMar().setHeader(BigInteger.valueOf(THIRTY_MM));
        }
        footers();
        try (document) {
            document.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
