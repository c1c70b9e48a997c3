package dev.jieli.office;

import dev.jieli.domain.statute.Language;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFHeader;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.xmlbeans.XmlException;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTR;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;

/**
 * 水印: who took a file out of the house, when, and of what. It stands where the eye falls and on every page that is printed;
 * a paper that was issued with its number carries none, for it is served as it is.
 *
 * @param who name and post, or who works at the command line
 * @param at in China's time
 * @param what what the file is, and whether petitioners in it are masked
 */
public record Watermark(Language language, String who, LocalDateTime at, String what) {
    /** How a row that holds it begins, so that it is not taken for a case when the file comes back. */
    public static final String MARK = "水印：";

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final String GREY = "808080";
    private static final int SMALL = 8;

    /** One line. */
    public String text() {
        return MARK
                + (language == Language.ZH
                        ? who + "　" + MINUTE.format(at) + " 导出　" + what
                        : "taken by " + who + ", " + MINUTE.format(at) + "; " + what);
    }

    /** Puts it small and grey at the head of every page; the document has no headers but perhaps one of its first page. */
    void head(XWPFDocument document) {
        lines(document);
    }

    private List<XWPFParagraph> lines(XWPFDocument document) {
        List<XWPFParagraph> lines = new ArrayList<>();
        for (HeaderFooterType pages : HeaderFooterType.values()) {
            if (pages == HeaderFooterType.FIRST && !hasFirstPage(document)) {
                continue; // to make a header for it would take its footer away
            }
            XWPFParagraph line = line(document, pages);
            XWPFRun run = line.createRun();
            run.setText(text());
            run.setFontSize(SMALL);
            run.setColor(GREY);
            lines.add(line);
        }
        everywhere(document);
        return lines;
    }

    /** Puts it at the head of every page, and {@code word} large and pale across it. */
    void across(XWPFDocument document, String word) {
        int nth = 0;
        for (XWPFParagraph line : lines(document)) {
            line.getCTP().addNewR().set(large(word, ++nth));
        }
    }

    private static boolean hasFirstPage(XWPFDocument document) {
        return document.getDocument().getBody().isSetSectPr()
                && document.getDocument().getBody().getSectPr().isSetTitlePg();
    }

    private static XWPFParagraph line(XWPFDocument document, HeaderFooterType pages) {
        XWPFHeader header = document.createHeader(pages);
        XWPFParagraph line =
                header.getParagraphs().isEmpty() || !header.getText().isBlank()
                        ? header.createParagraph()
                        : header.getParagraphs().get(0);
        line.setAlignment(ParagraphAlignment.CENTER);
        line.setSpacingAfter(0);
        return line;
    }

    /** A section before the last has no headers but those that it names. */
    private static void everywhere(XWPFDocument document) {
        CTSectPr last = document.getDocument().getBody().isSetSectPr()
                ? document.getDocument().getBody().getSectPr()
                : document.getDocument().getBody().addNewSectPr();
        for (XWPFParagraph paragraph : document.getParagraphs()) {
            CTPPr properties = paragraph.getCTP().getPPr();
            if (properties != null && properties.isSetSectPr()) {
                CTSectPr section = properties.getSectPr();
                if (section.sizeOfHeaderReferenceArray() == 0) {
                    for (int i = 0; i < last.sizeOfHeaderReferenceArray(); i++) {
                        section.addNewHeaderReference().set(last.getHeaderReferenceArray(i));
                    }
                }
            }
        }
    }

    /** Word art behind the text, as word processors make watermarks themselves. */
    private static CTR large(String word, int nth) {
        BigInteger width = BigInteger.valueOf(120L * word.length());
        try {
            return CTR.Factory.parse("""
                    <xml-fragment xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
                     xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
                    <w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
                     path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>
                    <v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>
                    <v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>
                    <v:path textpathok="t" o:connecttype="custom"/><v:textpath on="t" fitshape="t"/></v:shapetype>
                    <v:shape id="PowerPlusWaterMarkObject%d" o:spid="_x0000_s%d" type="#_x0000_t136"
                     style="position:absolute;margin-left:0;margin-top:0;width:%spt;height:110pt;rotation:315;z-index:-251654144;mso-wrap-edited:f;mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin"
                     fillcolor="silver" stroked="f"><v:fill opacity=".4"/><v:textpath style="font-family:&quot;宋体&quot;;font-size:1pt" string="%s"/></v:shape></w:pict>
                    </xml-fragment>""".formatted(nth, 2048 + nth, width, word));
        } catch (XmlException fault) {
            throw new IllegalStateException(fault);
        }
    }
}
