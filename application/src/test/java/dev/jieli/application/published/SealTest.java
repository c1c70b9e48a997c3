package dev.jieli.application.published;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.application.port.Audit;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverAct;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SealTest {

    /** GB/T 32905-2016, annex A.1. */
    @Test
    void sm3_of_abc_is_the_standards_vector() {
        assertThat(Seal.digest("abc")).isEqualTo("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    }

    @Test
    void sm3_of_more_than_one_block_is_the_standards_vector() { // GB/T 32905-2016, appendix A.2
        assertThat(Seal.digest("abcd".repeat(16)))
                .isEqualTo("debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
    }

    /** Made by others: the example of GB/T 32918.5-2017, appendix A.2, whose signer is 1234567812345678 as everybody's is. */
    @Test
    void an_sm2_signature_of_the_standard_is_known_for_one_and_nothing_near_it_is() {
        SealKeys keys = SealKeys.read(
                "s1 0 0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
                        + "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13 - -",
                Optional.empty());
        String value = "3046022100f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
                + "022100b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa";

        assertThat(keys.verifies("message digest", new Audit.Signature("s1", value)))
                .isTrue();
        assertThat(keys.verifies("message digesT", new Audit.Signature("s1", value)))
                .isFalse();
        assertThat(keys.verifies("message digest", new Audit.Signature("s1", value.replace("c1aa", "c1ab"))))
                .isFalse();
    }

    @Test
    void the_hash_of_an_entry_is_over_the_hash_before_and_its_text() {
        assertThat(Seal.hash(Seal.FIRST, "{\"反映\":1}")).isEqualTo(Seal.digest(Seal.FIRST + "{\"反映\":1}"));
        assertThat(Seal.hash(Seal.digest("x"), "{}")).isNotEqualTo(Seal.hash(Seal.FIRST, "{}"));
    }

    @Test
    void the_receiver_signs_what_the_leaver_signed_also_after_checking_and_asking() {
        Handover drafted = opened();
        var item = drafted.items().keySet().asList();
        Handover completed = after(
                drafted, new HandoverAct.Complete(item, new Handover.Account("另一段历史", "", "下步", Handover.Risk.RED)));
        String digest = Seal.digest(completed);
        assertThat(digest).isNotEqualTo(Seal.digest(drafted)).hasSize(64);

        Handover frozen = after(
                completed,
                new HandoverAct.Freeze(
                        digest, Optional.empty(), completed.items().values().asList()));
        Handover asked = after(frozen, new HandoverAct.Question(item.get(0), "材料"));
        Handover answered = after(asked, new HandoverAct.Answer(item.get(0), "已补"));
        Handover checked = after(answered, new HandoverAct.Check(item));
        assertThat(Seal.digest(checked)).isEqualTo(digest);

        Handover replaced = after(checked, new HandoverAct.Replace(checked.incoming(), checked.witness(), "更正"));
        assertThat(Seal.digest(replaced)).isNotEqualTo(digest);
    }

    private static Handover opened() {
        return Handover.replay(java.util.List.of(number(
                1,
                EntryJsonTest.samples()
                        .filter(entry -> entry.act() instanceof HandoverAct.Open)
                        .findFirst()
                        .orElseThrow())));
    }

    private static Handover after(Handover before, HandoverAct act) {
        return before.after(number(before.entries() + 1, EntryJsonTest.sample(act)));
    }

    private static Entry number(int number, Entry entry) {
        return new Entry(
                entry.subject(),
                number,
                entry.act(),
                entry.effect(),
                entry.by(),
                entry.capacity(),
                entry.on(),
                entry.at(),
                entry.article());
    }
}
