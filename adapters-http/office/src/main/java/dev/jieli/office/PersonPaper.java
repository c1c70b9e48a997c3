package dev.jieli.office;

import com.google.common.collect.ImmutableList;
import dev.jieli.domain.statute.Wording;
import dev.jieli.office.OfficialPaper.Box;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * 个人信息复制件 (个人信息保护法第45条): what is kept of one person, for that person. Nothing in it is of anybody else: neither what
 * others said nor what officials wrote.
 */
public final class PersonPaper {
    /** As a watermark names it. */
    public static final Wording WHAT = Wording.of("个人信息复制件（交本人）", "copy of a person's own data, for that person");

    private static final String TITLE = "个人信息复制件";
    private static final int[] WIDTHS = {1900, 6944};

    /**
     * 一件信访事项
     *
     * @param facts name and value, in the order in which they stand
     */
    public record Held(String number, ImmutableList<Fact> facts) {}

    /** 栏目 */
    public record Fact(String name, String value) {}

    private PersonPaper() {}

    /** Writes it as a .docx; the stream stays open. */
    public static void write(
            OutputStream out, String who, ImmutableList<Held> held, LocalDate on, Watermark watermark) {
        OfficialPaper paper = new OfficialPaper(TITLE, "");
        paper.title(TITLE);
        paper.gap();
        paper.line(who + "：");
        paper.text("根据您的查阅、复制请求，现将本系统中保存的您本人的个人信息和您提出的信访事项的办理状况提供如下，截至" + on.getYear() + "年" + on.getMonthValue() + "月"
                + on.getDayOfMonth() + "日，共" + held.size() + "件。");
        for (Held one : held) {
            paper.gap();
            List<List<Box>> rows = new ArrayList<>();
            rows.add(List.of(Box.label("编号"), Box.said(one.number())));
            one.facts().forEach(fact -> rows.add(List.of(Box.label(fact.name()), Box.said(fact.value()))));
            paper.table(WIDTHS, 0, 24, 440, rows);
        }
        paper.gap();
        paper.text("以上信息不准确或者不完整的，您可以请求更正、补充（个人信息保护法第四十六条）。法律、行政法规规定的保存期限未届满的，"
                + "不予删除，除存储和采取必要的安全保护措施外不作其他处理（第四十七条第二款）。对处理您个人信息的权利请求被拒绝的，可以依法向人民法院提起诉讼（第五十条第二款）。");
        paper.mark(watermark);
        paper.write(out);
    }
}
