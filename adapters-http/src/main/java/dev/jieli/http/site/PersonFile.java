package dev.jieli.http.site;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.AnswerPerson;
import dev.jieli.domain.casefile.Petition;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.casefile.Position;
import dev.jieli.http.wording.Words;
import dev.jieli.office.PersonPaper;
import dev.jieli.office.Watermark;
import java.io.ByteArrayOutputStream;
import java.time.LocalDate;

/** 个人信息复制件: for the person, in the words that the pages use. */
public final class PersonFile {
    private PersonFile() {}

    /** As a .docx. */
    public static byte[] of(String who, ImmutableList<AnswerPerson.Held> held, LocalDate on, Watermark watermark) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PersonPaper.write(
                out, who, held.stream().map(PersonFile::held).collect(ImmutableList.toImmutableList()), on, watermark);
        return out.toByteArray();
    }

    private static PersonPaper.Held held(AnswerPerson.Held one) {
        Petition petition = one.about().petition();
        Petitioner kept = one.petitioner();
        return new PersonPaper.Held(
                petition.number(),
                ImmutableList.of(
                        new PersonPaper.Fact("收到日期", petition.receivedOn().toString()),
                        new PersonPaper.Fact(
                                "信访形式", Words.of(petition.channel()).zh()),
                        new PersonPaper.Fact("反映问题", petition.gist()),
                        new PersonPaper.Fact("办理单位", one.unit()),
                        new PersonPaper.Fact("办理状况", standing(one.about().position())),
                        new PersonPaper.Fact("姓名", kept.name()),
                        new PersonPaper.Fact("证件号码", kept.idNumber().orElse("未登记")),
                        new PersonPaper.Fact("联系电话", kept.phone().orElse("未登记")),
                        new PersonPaper.Fact("住址", kept.address().orElse("未登记")),
                        new PersonPaper.Fact(
                                "能否删除",
                                one.stays()
                                        .map(stay -> "现在不能：" + Words.of(stay).zh() + "（个人信息保护法第四十七条第二款）")
                                        .orElse("保管期限已满，按规定删除"))));
    }

    /** What the person is told of anyway: where it stands, and not what was written in it. */
    private static String standing(Position position) {
        return position instanceof Position.Open open
                ? Words.of(open.stage()).zh()
                : Words.of(((Position.Ended) position).ending()).zh() + "，" + ((Position.Ended) position).on() + "办结";
    }
}
