package dev.jieli.domain.statute;

/**
 * 法规文件: the instrument that an article stands in.
 *
 * @param id short and stable, for storage and for machines, for instance {@code R2022}
 * @param title its title without 《》
 */
public record Instrument(String id, Wording title) {

    /** In force from 2022-05-01. */
    public static final Instrument REGULATIONS_2022 =
            new Instrument("R2022", Wording.of("信访工作条例", "Regulations on Petition Work (2022)"));

    /** State Council Decree No. 431, in force from 2005-05-01. */
    public static final Instrument REGULATIONS_2005 =
            new Instrument("R2005", Wording.of("信访条例", "Regulations on Petitions (2005)"));

    /** 国信发〔2016〕8号. */
    public static final Instrument SIMPLIFIED_2016 = new Instrument(
            "S2016", Wording.of("信访事项简易办理办法（试行）", "Measures for the Simplified Handling of Petitions (trial, 2016)"));

    /** 国信办发〔2022〕17号, in force from 2022-07-17. */
    public static final Instrument SIMPLIFIED_2022 = new Instrument(
            "S2022", Wording.of("信访事项简易办理办法", "Measures for the Simplified Handling of Petitions (2022)"));

    /** No instrument: what was chosen where the law obliges and names no days. */
    public static final Instrument CHOSEN =
            new Instrument("CHOSEN", Wording.of("本系统选定的期限", "Terms chosen where the law names no days"));

    /** The title as it is cited: in 《》 in Chinese, plain in English. */
    public String cited(Language language) {
        return language == Language.ZH ? "《" + title.zh() + "》" : title.en();
    }
}
