package dev.jieli.application.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.published.Problem.Why;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.LegalIssue;
import dev.jieli.domain.casefile.LegalPath;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.tenure.HandoverAct;
import dev.jieli.domain.tenure.UnitAct;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ActJsonTest {

    /** What an account did is entered where it is done; nobody posts it. */
    static Stream<Entry> posted() {
        return EntryJsonTest.samples().filter(entry -> entry.subject().kind() != Subject.Kind.ACCOUNT);
    }

    @ParameterizedTest
    @MethodSource("posted")
    void an_act_is_posted_in_the_form_in_which_its_entry_has_it(Entry entry) {
        String json = entry.act() instanceof CaseAct act
                ? ActJson.write(act)
                : entry.act() instanceof HandoverAct act ? ActJson.write(act) : ActJson.write((UnitAct) entry.act());
        assertThat(EntryJson.write(entry)).contains("\"act\":" + json);
        ActJson.Read<?> read = entry.act() instanceof CaseAct
                ? ActJson.read(json)
                : entry.act() instanceof HandoverAct ? ActJson.readHandoverAct(json) : ActJson.readUnitAct(json);
        assertThat(read.problems()).isEmpty();
        assertThat((Object) read.act().orElseThrow()).isEqualTo(entry.act());
    }

    @Test
    void the_order_of_fields_and_spaces_do_not_matter_in_a_request() {
        assertThat(ActJson.read(" { \"text\" : \"一\\r\\n二\", \"type\" : \"note\" } ")
                        .act())
                .contains(new CaseAct.Note("一\r\n二"));
    }

    @Test
    void an_issue_of_the_list_goes_with_its_path_and_may_be_left_out() {
        String listed =
                "{\"type\":\"leadElsewhere\",\"path\":\"ARBITRATION\",\"issue\":\"LABOUR\",\"organ\":\"仲裁委员会\"}";
        CaseAct led = new CaseAct.LeadElsewhere(LegalPath.ARBITRATION, Optional.of(LegalIssue.LABOUR), "仲裁委员会");

        assertThat(ActJson.read(listed).act()).contains(led);
        assertThat(ActJson.write(led)).isEqualTo(listed);
        assertThat(ActJson.read(listed.replace("\"issue\":\"LABOUR\",", "")).act())
                .contains(new CaseAct.LeadElsewhere(LegalPath.ARBITRATION, "仲裁委员会"));
    }

    @Test
    void an_extension_that_nobody_asked_for_says_why() {
        CaseAct extend = new CaseAct.Extend(10, "需鉴定", Optional.empty()).unasked("承办人因病离岗");

        assertThat(ActJson.read(ActJson.write(extend)).act()).contains(extend);
    }

    @Test
    void whoever_freezes_need_not_know_the_digest() {
        assertThat(ActJson.readHandoverAct("{\"type\":\"freeze\"}").act())
                .contains(new HandoverAct.Freeze("", Optional.empty(), ImmutableList.of()));
    }

    @Test
    void every_wrong_field_is_named_with_its_reason() {
        assertThat(ActJson.read("""
                {"type":"register","petition":{"number":7,"channel":"POST","receivedOn":"2026-02-30","place":"33",
                 "category":"","persons":1.5,"repeats":"0","who":"某某"}}
                """).problems())
                .extracting(Problem::field, Problem::why)
                .containsExactlyInAnyOrder(
                        tuple("petition.number", Why.NOT_A_TEXT),
                        tuple("petition.channel", Why.NOT_ONE_OF),
                        tuple("petition.receivedOn", Why.NOT_A_DATE),
                        tuple("petition.gist", Why.MISSING),
                        tuple("petition.place", Why.NOT_A_REGION),
                        tuple("petition.persons", Why.NOT_A_WHOLE_NUMBER),
                        tuple("petition.repeats", Why.NOT_A_WHOLE_NUMBER),
                        tuple("petition.who", Why.UNKNOWN));
    }

    @Test
    void what_is_no_act_at_all_is_one_problem() {
        assertThat(ActJson.read("{").problems()).extracting(Problem::why).containsExactly(Why.NOT_JSON);
        assertThat(ActJson.read("").problems()).extracting(Problem::why).containsExactly(Why.NOT_JSON);
        assertThat(ActJson.read("7").problems()).extracting(Problem::why).contains(Why.NOT_AN_OBJECT);
        assertThat(ActJson.read("{\"type\":\"dance\"}").problems())
                .extracting(Problem::why)
                .containsExactly(Why.NOT_ONE_OF);
        assertThat(ActJson.read("{\"type\":\"freeze\",\"digest\":\"\"}").problems())
                .extracting(Problem::why)
                .contains(Why.NOT_ONE_OF);
    }

    @Test
    void a_text_from_outside_is_plain() {
        for (String wrong : ImmutableList.of("a\\u0000b", "a\\u001bb", "a\\ud800b")) {
            assertThat(ActJson.read("{\"type\":\"note\",\"text\":\"" + wrong + "\"}")
                            .problems())
                    .extracting(Problem::field, Problem::why)
                    .containsExactly(tuple("text", Why.NOT_PLAIN_TEXT));
        }
    }

    @Test
    void identifiers_have_one_form_only() {
        for (String wrong : ImmutableList.of("1-1-1-1-1", "0123456789AB4CDE8000000000000001", "")) {
            assertThat(ActJson.read("{\"type\":\"transfer\",\"material\":\"\",\"to\":\"" + wrong + "\"}")
                            .problems())
                    .extracting(Problem::why)
                    .containsExactly(Why.NOT_AN_ID);
        }
    }

    @Test
    void the_types_are_listed_for_those_who_ask() {
        assertThat(ActJson.types(Subject.Kind.CASE))
                .hasSameSizeAs(CaseAct.class.getPermittedSubclasses())
                .contains("register", "takeOver");
        assertThat(ActJson.types(Subject.Kind.HANDOVER)).hasSize(15).contains("takeEffect");
        assertThat(ActJson.types(Subject.Kind.UNIT)).hasSize(9).contains("nameHeads");
        assertThat(ActJson.type(CaseAct.RequestReview.class)).isEqualTo("requestReview");
    }
}
