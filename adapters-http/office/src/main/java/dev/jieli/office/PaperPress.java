package dev.jieli.office;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.paper.Sheet;
import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.paper.PaperTable;
import dev.jieli.domain.paper.PaperTable.Situation;
import dev.jieli.domain.statute.Language;
import dev.jieli.domain.statute.Wording;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.xml.stream.XMLStreamException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.xwpf.usermodel.IBody;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFFooter;
import org.apache.poi.xwpf.usermodel.XWPFHeader;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.apache.xmlbeans.XmlCursor;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTR;

/**
 * 文书印制: fills a template with what stands in the fields of a paper, and says of a template whether it can be used. The
 * same sheet gives the same file, byte for byte, on every machine that has the same release.
 */
public final class PaperPress {
    /** What it makes. */
    public static final String TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /** A draft, as a watermark names it. */
    public static final Wording DRAFT =
            Wording.of("文书预览稿（信访人姓名已遮盖），不作送达用", "draft of a paper, petitioner masked, not to be served");

    /** A copy for whoever is not told who petitioned, as a watermark names it. */
    public static final Wording MASKED = Wording.of(
            "已签发文书的遮盖件（信访人信息已遮盖），不作送达用", "masked copy of an issued paper, petitioner masked, not to be served");

    private static final long MOST_UNPACKED = 24L << 20;
    private static final int MOST_PARTS = 400;

    /** Of all parts but pictures: what is built of them in memory is a hundred times as big. */
    private static final long MOST_TEXT = 4L << 20;

    private static final int MOST_ELEMENTS = 100_000;
    private static final Pattern FIELD = Pattern.compile("\\{\\{([^{}]{1,40})}}");
    private static final Wording BROKEN = Wording.of("不是完好的 .docx 文件", "not a sound .docx");
    private static final String COUNT = "序";
    private static final String NUMERALS = "一二三四五六七八九十";

    /** What a template may leave out although the paper has it: it may stand there in print. */
    private static final ImmutableSet<String> PRINTED = ImmutableSet.of("发文机关标志", "发文机关");

    /** Fields that come from others, and which of the required ones each stands for. */
    private static final ImmutableMap<String, String> DERIVED =
            ImmutableMap.of("文书标题", "", "文书名称", "", "情形勾选", "情形", "情形依据", "", "情形序号", "", "不予受理", "");

    private PaperPress() {}

    /** The usual template of a kind, for an office to change. */
    public static byte[] usual(PaperKind kind) {
        return settled(UsualTemplates.of(kind), LocalDate.of(2022, 5, 1), Optional.empty());
    }

    /**
     * 模板检查
     *
     * @param unusable why it cannot be opened or is not safe to open; empty where it is
     * @param missing fields that the paper must have and the template does not
     * @param unknown fields of the template that the paper does not know
     */
    public record Findings(Optional<Wording> unusable, ImmutableList<String> missing, ImmutableList<String> unknown) {
        public boolean isFine() {
            return unusable.isEmpty() && missing.isEmpty() && unknown.isEmpty();
        }

        /** What is wrong, for a person. */
        public String in(Language language) {
            boolean zh = language == Language.ZH;
            List<String> said = new ArrayList<>();
            unusable.ifPresent(why -> said.add(zh ? "文件不能使用：" + why.zh() : "cannot be used: " + why.en()));
            if (!missing.isEmpty()) {
                said.add((zh ? "缺少栏目" : "missing: ") + String.join("、", missing));
            }
            if (!unknown.isEmpty()) {
                said.add((zh ? "不认识的栏目" : "unknown: ") + String.join("、", unknown));
            }
            return String.join(zh ? "，" : ", ", said);
        }
    }

    /** Looks at a template before it is kept, at one at a time: of a few big ones at once there is not the memory. */
    public static synchronized Findings check(PaperKind kind, byte[] template) {
        Optional<Wording> unusable = unsafe(template);
        if (unusable.isPresent()) {
            return new Findings(unusable, ImmutableList.of(), ImmutableList.of());
        }
        Set<String> stand = new LinkedHashSet<>();
        try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(template))) {
            Optional<Wording> active = ActiveContent.of(document.getPackage());
            if (active.isPresent()) {
                return new Findings(active, ImmutableList.of(), ImmutableList.of());
            }
            for (XWPFParagraph paragraph : paragraphs(document)) {
                Matcher field = FIELD.matcher(text(paragraph));
                while (field.find()) {
                    stand.add(name(field.group(1)));
                }
            }
            tried(kind, template, stand);
        } catch (IOException
                | OpenXML4JException
                | XMLStreamException
                | RuntimeException broken) { // POI tells what is broken in many ways
            return new Findings(Optional.of(BROKEN), ImmutableList.of(), ImmutableList.of());
        }
        PaperTable.Row row = PaperTable.row(kind);
        ImmutableList<String> missing = row.fields().stream()
                .filter(PaperTable.Field::required)
                .map(PaperTable.Field::name)
                .filter(name -> !PRINTED.contains(name) && !stand.contains(name))
                .filter(name -> stand.stream().noneMatch(other -> name.equals(DERIVED.get(other))))
                .collect(ImmutableList.toImmutableList());
        ImmutableList<String> unknown = stand.stream()
                .filter(name -> !name.equals(COUNT)
                        && !DERIVED.containsKey(name)
                        && row.field(name).isEmpty())
                .collect(ImmutableList.toImmutableList());
        return new Findings(Optional.empty(), missing, unknown);
    }

    /** Prints it with every field filled and with none, so that no paper fails for its template. */
    private static void tried(PaperKind kind, byte[] template, Set<String> fields) {
        ImmutableMap<String, String> all =
                fields.stream().collect(ImmutableMap.toImmutableMap(name -> name, name -> name));
        for (ImmutableMap<String, String> values : ImmutableList.of(all, ImmutableMap.<String, String>of())) {
            print(new Sheet(kind, values, Optional.of(template), "-", LocalDate.of(2022, 5, 1)));
        }
    }

    /** No macros, nothing embedded, nothing fetched from elsewhere, and no more than it should be. */
    private static Optional<Wording> unsafe(byte[] template) {
        long size = 0;
        int parts = 0;
        long text = 0;
        int elements = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(template))) {
            for (ZipEntry part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
                String name = part.getName().toLowerCase(Locale.ROOT);
                if (++parts > MOST_PARTS) {
                    return Optional.of(Wording.of("文件里的部件太多", "too many parts"));
                }
                byte[] bytes = zip.readNBytes((int) (MOST_UNPACKED - size + 1));
                size += bytes.length;
                if (size > MOST_UNPACKED) {
                    return Optional.of(Wording.of("解压后太大", "too big once unpacked"));
                }
                text += name.startsWith("word/media/") ? 0 : bytes.length;
                elements += opened(bytes);
                if (text > MOST_TEXT || elements > MOST_ELEMENTS) {
                    return Optional.of(Wording.of("内容太多，请删去不用的内容", "too much in it; take out what is not needed"));
                }
                if (name.contains("vbaproject") || name.contains("activex") || name.contains("embeddings/")) {
                    return Optional.of(ActiveContent.EMBEDDED);
                }
                String xml = name.endsWith(".rels") || name.endsWith(".xml") ? new String(bytes, UTF_8) : "";
                if (xml.contains("<!DOCTYPE") || xml.contains("<!ENTITY")) {
                    return Optional.of(Wording.of("含有文档类型声明", "a document type"));
                }
                if (name.endsWith(".rels") && xml.contains("TargetMode=\"External\"")) {
                    return Optional.of(ActiveContent.FETCHED);
                }
            }
        } catch (IOException | IllegalArgumentException broken) {
            return Optional.of(BROKEN);
        }
        return parts == 0 ? Optional.of(BROKEN) : Optional.empty();
    }

    /** At least as many as there are elements, in whatever encoding has its ASCII. */
    private static int opened(byte[] part) {
        int opened = 0;
        for (int at = 0; at + 1 < part.length; at++) {
            opened += part[at] == '<' && part[at + 1] != '/' ? 1 : 0;
        }
        return opened;
    }

    /** Lays a paper out. */
    public static byte[] print(Sheet sheet) {
        byte[] template = sheet.template().orElseGet(() -> UsualTemplates.of(sheet.kind()));
        Map<String, String> values = new TreeMap<>(sheet.fields());
        values.putAll(derived(sheet));
        try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(template))) {
            new Filling(values).fill(document);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.write(out);
            return settled(out.toByteArray(), sheet.on(), Optional.of(sheet.salt()));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** Lays a draft out, to be looked at: nobody can take it for the paper that is issued. */
    public static byte[] draft(Sheet sheet, Watermark watermark) {
        return marked(sheet, watermark, "草稿");
    }

    /** Lays a masked copy out: nobody can take it for the paper that was issued. */
    public static byte[] masked(Sheet sheet, Watermark watermark) {
        return marked(sheet, watermark, "遮盖件");
    }

    private static byte[] marked(Sheet sheet, Watermark watermark, String word) {
        try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(print(sheet)))) {
            watermark.across(document, word);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.write(out);
            return settled(out.toByteArray(), sheet.on(), Optional.empty());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** Prints once into nowhere: the first paper of a run takes seconds, and nobody should wait for it. */
    public static void warmUp() {
        print(new Sheet(PaperKind.SERVICE_RECEIPT, ImmutableMap.of(), Optional.empty(), "-", LocalDate.of(2022, 5, 1)));
    }

    private static Map<String, String> derived(Sheet sheet) {
        ImmutableMap.Builder<String, String> derived = ImmutableMap.builder();
        String title = sheet.kind().title().zh();
        Optional<Situation> situation = Situation.of(sheet.fields().getOrDefault("情形", ""));
        if (situation.isPresent()) {
            boolean noMore = situation.get() == Situation.ALREADY_FINAL;
            List<String> boxes = new ArrayList<>();
            for (Situation one : Situation.values()) {
                boxes.add((one == situation.get() ? "☑" : "☐") + one.number() + ". " + one.words() + "。");
            }
            derived.put("情形勾选", String.join("\n", boxes));
            derived.put("情形依据", situation.get().basis());
            derived.put("情形序号", "（" + NUMERALS.charAt(situation.get().number() - 1) + "）");
            derived.put("不予受理", noMore ? "不再受理" : "不予受理");
            title = noMore ? title.replace("不予", "不再") : title;
        }
        derived.put("文书标题", title);
        if (!sheet.fields().containsKey("文书名称")) {
            derived.put("文书名称", title);
        }
        return derived.buildOrThrow();
    }

    // ------------------------------------------------------------------ filling

    private static String name(String field) {
        return field.startsWith("?") ? field.substring(1) : field;
    }

    private static String text(XWPFParagraph paragraph) {
        StringBuilder text = new StringBuilder();
        paragraph.getRuns().forEach(run -> text.append(run.text()));
        return text.toString();
    }

    private static List<XWPFParagraph> paragraphs(XWPFDocument document) {
        List<XWPFParagraph> all = new ArrayList<>();
        for (XWPFHeader header : document.getHeaderList()) {
            collect(header, all);
        }
        collect(document, all);
        for (XWPFFooter footer : document.getFooterList()) {
            collect(footer, all);
        }
        return all;
    }

    private static void collect(IBody body, List<XWPFParagraph> all) {
        body.getBodyElements().forEach(element -> {
            if (element instanceof XWPFParagraph paragraph) {
                all.add(paragraph);
            } else if (element instanceof XWPFTable table) {
                for (XWPFTableRow row : table.getRows()) {
                    for (XWPFTableCell cell : row.getTableCells()) {
                        collect(cell, all);
                    }
                }
            }
        });
    }

    /** One filling of one template. */
    private static final class Filling {
        private final Map<String, String> values;
        private int counted;

        Filling(Map<String, String> values) {
            this.values = values;
        }

        void fill(XWPFDocument document) {
            for (XWPFParagraph paragraph : paragraphs(document)) {
                fill(paragraph);
            }
        }

        private String value(String name) {
            return values.getOrDefault(name, "");
        }

        private void fill(XWPFParagraph paragraph) {
            String text = text(paragraph);
            List<String> fields = new ArrayList<>();
            boolean gone = false;
            Matcher found = FIELD.matcher(text);
            while (found.find()) {
                String field = found.group(1);
                if (field.startsWith("?")) {
                    gone |= value(name(field)).isBlank();
                }
                if (!field.equals(COUNT)) {
                    fields.add(name(field));
                }
            }
            if (fields.isEmpty() && !text.contains("{{" + COUNT + "}}")) {
                return;
            }
            boolean blank = !fields.isEmpty()
                    && fields.stream().allMatch(field -> value(field).isBlank());
            boolean cell = paragraph.getBody() instanceof XWPFTableCell;
            if ((gone || blank) && !cell && paragraph.getBody() instanceof XWPFDocument document) {
                document.removeBodyElement(document.getPosOfParagraph(paragraph));
                return;
            }
            replace(paragraph);
        }

        /** Puts each value where its field begins, in the letters in which the field begins. */
        private void replace(XWPFParagraph paragraph) {
            List<XWPFRun> runs = new ArrayList<>(paragraph.getRuns());
            List<StringBuilder> texts = new ArrayList<>();
            StringBuilder whole = new StringBuilder();
            for (XWPFRun run : runs) {
                texts.add(new StringBuilder());
                whole.append(run.text());
            }
            int run = 0;
            int left = runs.isEmpty() ? 0 : runs.get(0).text().length();
            Matcher field = FIELD.matcher(whole);
            boolean any = field.find();
            boolean mark = false;
            for (int at = 0; at < whole.length(); ) {
                while (left == 0 && run < runs.size() - 1) {
                    left = runs.get(++run).text().length();
                }
                if (any && at == field.start()) {
                    String name = field.group(1);
                    mark |= name.equals("发文机关标志");
                    texts.get(run).append(name.equals(COUNT) ? numeral() : name.startsWith("?") ? "" : value(name));
                    for (int skipped = field.end() - at; skipped > 0; skipped--) {
                        while (left == 0 && run < runs.size() - 1) {
                            left = runs.get(++run).text().length();
                        }
                        left--;
                    }
                    at = field.end();
                    any = field.find();
                } else {
                    texts.get(run).append(whole.charAt(at++));
                    left--;
                }
            }
            for (int i = 0; i < runs.size(); i++) {
                if (!runs.get(i).text().contentEquals(texts.get(i))) {
                    set(runs.get(i), texts.get(i).toString());
                }
                if (mark) {
                    fit(runs.get(i));
                }
            }
            if (paragraph.getBody() instanceof XWPFDocument document) {
                split(document, paragraph);
            }
        }

        private String numeral() {
            counted++;
            return counted <= 10 ? NUMERALS.substring(counted - 1, counted) : "十" + NUMERALS.charAt((counted - 11) % 9);
        }

        /** 发文机关标志: as large as the line allows, and no larger than is seemly. */
        private static void fit(XWPFRun run) {
            int length = Math.max(1, run.text().strip().length());
            int size = Math.max(32, Math.min(OfficialPaper.SIZE_MARK, OfficialPaper.WIDTH / 10 / length));
            run.getCTR().getRPr().getSzArray(0).setVal(BigInteger.valueOf(size));
            run.getCTR().getRPr().getSzCsArray(0).setVal(BigInteger.valueOf(size));
        }

        /** Tabs that stand in the run stay; a new line of the text becomes one of the run. */
        private static void set(XWPFRun run, String text) {
            CTR raw = run.getCTR();
            while (raw.sizeOfTArray() > 0) {
                raw.removeT(0);
            }
            while (raw.sizeOfTabArray() > 0) {
                raw.removeTab(0);
            }
            while (raw.sizeOfBrArray() > 0) {
                raw.removeBr(0);
            }
            String[] lines = text.split("\n", -1);
            for (int i = 0; i < lines.length; i++) {
                if (i > 0) {
                    raw.addNewBr();
                }
                String[] parts = lines[i].split("\t", -1);
                for (int j = 0; j < parts.length; j++) {
                    if (j > 0) {
                        raw.addNewTab();
                    }
                    var t = raw.addNewT();
                    t.setStringValue(parts[j]);
                    t.setSpace(org.apache.xmlbeans.impl.xb.xmlschema.SpaceAttribute.Space.PRESERVE);
                }
            }
        }

        /** Each line of a value is a paragraph of its own, indented as the first. */
        private static void split(XWPFDocument document, XWPFParagraph paragraph) {
            List<XWPFRun> runs = paragraph.getRuns();
            if (runs.size() != 1 || runs.get(0).getCTR().sizeOfBrArray() == 0 || paragraph.isPageBreak()) {
                return;
            }
            String[] lines = runs.get(0).text().split("\n", -1);
            CTR letters = runs.get(0).getCTR();
            set(runs.get(0), lines[0].strip());
            XWPFParagraph last = paragraph;
            for (int i = 1; i < lines.length; i++) {
                if (lines[i].isBlank()) {
                    continue;
                }
                XmlCursor cursor = last.getCTP().newCursor();
                cursor.toNextSibling();
                XWPFParagraph next = document.insertNewParagraph(cursor);
                cursor.close();
                next.getCTP().setPPr(paragraph.getCTP().getPPr());
                XWPFRun run = next.createRun();
                run.getCTR().setRPr(letters.getRPr());
                set(run, lines[i].strip());
                last = next;
            }
        }
    }

    // ------------------------------------------------------------------ the file

    /**
     * The same document with times that depend on nothing but the day, its parts in order; and the salt, which makes the
     * digest of the file one that nobody can find by trying names.
     */
    private static byte[] settled(byte[] docx, LocalDate on, Optional<String> salt) {
        try {
            byte[] dated = docx;
            try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(docx))) {
                var core = document.getProperties().getCoreProperties();
                Optional<Date> day = Optional.of(
                        Date.from(on.atStartOfDay(PetitionCase.CHINA).toInstant()));
                core.setCreated(day);
                core.setModified(day);
                core.setCreator("");
                salt.ifPresent(secret -> {
                    var own = document.getProperties().getCustomProperties();
                    if (!own.contains("salt")) {
                        own.addProperty("salt", secret);
                    }
                });
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                document.write(out);
                dated = out.toByteArray();
            }
            TreeMap<String, byte[]> parts = new TreeMap<>();
            try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(dated))) {
                for (ZipEntry part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
                    parts.put(part.getName(), read(zip));
                }
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                byte[] types = parts.remove("[Content_Types].xml"); // readers look for it first
                if (types != null) {
                    put(zip, "[Content_Types].xml", types);
                }
                for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                    put(zip, part.getKey(), part.getValue());
                }
            }
            return out.toByteArray();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static byte[] read(InputStream in) throws IOException {
        return in.readAllBytes();
    }

    /** Without the time of packing. */
    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.DEFLATED);
        entry.setTimeLocal(java.time.LocalDateTime.of(1980, 1, 1, 0, 0));
        CRC32 sum = new CRC32();
        sum.update(bytes);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }
}
