package dev.jieli.testkit.contract;

import static dev.jieli.testkit.Given.DAY;
import static dev.jieli.testkit.Who.CLERK;
import static dev.jieli.testkit.Who.HANDLER;
import static dev.jieli.testkit.Who.TOWN_HANDLER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.RegisterPetition;
import dev.jieli.application.port.Board.Alike;
import dev.jieli.application.port.Board.Linked;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Channel;
import dev.jieli.domain.casefile.Likeness;
import dev.jieli.domain.casefile.LinkKind;
import dev.jieli.domain.casefile.Petition;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.organization.RegionCode;
import dev.jieli.domain.statute.Article;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.Who;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** 筛重契约: cases that look alike are proposed, a person links them, and both show it. */
public abstract class LinksContract extends Contract {
    private static final String NOISE = "反映幸福路工地夜间施工噪声扰民，请求依法查处";
    private static final String NOISE_AGAIN = "幸福路工地夜间施工噪声仍然扰民，再次请求查处";
    private static final String PENSION = "咨询退休金的发放时间";
    private static final String ID = "110105194912310021";
    private static final String PHONE = "13800008000";
    private static final RegionCode TOWN = Who.Place.TOWN.unit().region();
    private static final Petitioner NOBODY = petitioner("", "");

    private int cases;

    private static Petitioner petitioner(String idNumber, String phone) {
        return new Petitioner(
                "测试人",
                Optional.of(idNumber).filter(text -> !text.isEmpty()),
                Optional.of(phone).filter(text -> !text.isEmpty()),
                Optional.empty());
    }

    private static CaseId caseId(String of) {
        return new CaseId(UUID.nameUUIDFromBytes(of.getBytes(UTF_8)));
    }

    private PetitionCase came(String gist, Petitioner petitioner) {
        return came(gist, petitioner, Optional.of(TOWN), CLERK);
    }

    private PetitionCase came(String gist, Petitioner petitioner, Optional<RegionCode> place, Who by) {
        cases++;
        Petition petition =
                new Petition("L-%05d".formatted(cases), Channel.VISIT, given().today(), gist, place, "城乡建设", 1, 0);
        return Given.done(new RegisterPetition(store(), given().law())
                .register(caseId(petition.number()), petition, petitioner, by.id(), given().today(), given().now()));
    }

    private ImmutableList<Alike> alike(PetitionCase found) {
        return archive().board(Asker.Job.OPERATOR).alike(found.id(), 10);
    }

    private ImmutableList<Linked> linked(PetitionCase found) {
        return archive().board(Asker.Job.OPERATOR).linked(found.id());
    }

    private PetitionCase links(PetitionCase later, PetitionCase earlier, LinkKind kind) {
        return given().does(CLERK, later.id(), new CaseAct.Link(earlier.id(), kind, "事实和请求相同"));
    }

    // ------------------------------------------------------------------ proposals

    @Test
    void a_petition_that_comes_again_is_proposed_with_its_score_and_its_grounds() {
        PetitionCase first = came(NOISE, petitioner(ID, ""));
        given().later(12);
        PetitionCase again = came(NOISE_AGAIN, petitioner(" 11010519491231-0021", ""));

        Alike proposed = alike(again).get(0);

        assertThat(proposed.id()).isEqualTo(first.id());
        assertThat(proposed.number()).isEqualTo("L-00001");
        assertThat(proposed.proposed()).containsExactlyInAnyOrder(LinkKind.SAME_MATTER, LinkKind.SAME_PERSON);
        assertThat(proposed.likeness().petitioner()).contains(Likeness.Mark.ID_NUMBER);
        assertThat(proposed.likeness().samePlace()).isTrue();
        assertThat(proposed.likeness().sameUnit()).isTrue();
        assertThat(proposed.likeness().daysApart()).isEqualTo(12);
        assertThat(proposed.stage()).isPresent();
    }

    @Test
    void only_what_came_before_is_proposed_and_never_the_case_itself() {
        PetitionCase first = came(NOISE, petitioner(ID, ""));
        PetitionCase again = came(NOISE, petitioner(ID, ""));

        assertThat(alike(first)).isEmpty();
        assertThat(alike(again)).extracting(Alike::id).containsExactly(first.id());
    }

    @Test
    void other_requests_of_other_people_are_not_proposed() {
        came(PENSION, petitioner(ID, PHONE));

        assertThat(alike(came(NOISE, petitioner("110105194912310020", "13800008001"))))
                .isEmpty();
        assertThat(alike(came(NOISE_AGAIN + "！", NOBODY)).get(0).likeness().petitioner())
                .isEmpty();
    }

    @Test
    void the_same_petitioner_is_known_by_either_number_however_long_ago_and_wherever() {
        came(PENSION, petitioner(ID, ""), Optional.of(new RegionCode("110101001")), CLERK);
        came(PENSION, petitioner("", PHONE), Optional.empty(), CLERK);
        given().on(DAY.plusYears(6));
        PetitionCase later = came(NOISE, petitioner(ID, "+86 " + PHONE));

        assertThat(alike(later))
                .extracting(one -> one.likeness().petitioner().orElseThrow(), Alike::proposed)
                .containsExactly(
                        tuple(Likeness.Mark.ID_NUMBER, ImmutableSet.of(LinkKind.SAME_PERSON)),
                        tuple(Likeness.Mark.PHONE, ImmutableSet.of(LinkKind.SAME_PERSON)));
    }

    @Test
    void texts_are_compared_within_the_township_its_county_and_where_no_place_is_known() {
        PetitionCase village = came(NOISE, NOBODY, Optional.of(new RegionCode(TOWN + "201")), CLERK);
        PetitionCase county = came(NOISE, NOBODY, Optional.of(new RegionCode("330723")), CLERK);
        PetitionCase nowhere = came(NOISE, NOBODY, Optional.empty(), CLERK);
        came(NOISE, NOBODY, Optional.of(new RegionCode("330723102")), CLERK);

        assertThat(alike(came(NOISE, NOBODY)))
                .extracting(Alike::id)
                .containsExactly(village.id(), county.id(), nowhere.id());
        assertThat(alike(came(NOISE, NOBODY, Optional.empty(), CLERK))).hasSize(5);
    }

    @Test
    void texts_from_long_ago_are_not_compared() {
        came(NOISE, NOBODY);
        given().on(DAY.plusYears(Likeness.YEARS_BACK).plusDays(1));

        assertThat(alike(came(NOISE, NOBODY))).isEmpty();
    }

    @Test
    void the_likest_come_first_then_by_number_and_no_more_than_asked_for() {
        came(NOISE_AGAIN, NOBODY);
        came(NOISE, NOBODY);
        came(NOISE, NOBODY);
        came(NOISE, petitioner(ID, ""));
        PetitionCase last = came(NOISE, petitioner(ID, ""));

        assertThat(alike(last)).extracting(Alike::number).startsWith("L-00004", "L-00002", "L-00003");
        assertThat(archive().board(Asker.Job.OPERATOR).alike(last.id(), 2)).hasSize(2);
        assertThat(archive().board(Asker.Job.OPERATOR).alike(caseId("none"), 2)).isEmpty();
    }

    @Test
    void an_accusation_is_compared_with_accusations_only() {
        PetitionCase accusation = came(NOISE, petitioner(ID, ""));
        given().does(CLERK, accusation, new CaseAct.Classify(Track.ACCUSATION, "反映干部失职"));
        PetitionCase petition = came(NOISE, petitioner(ID, ""));

        assertThat(alike(petition)).isEmpty();
        given().does(CLERK, petition, new CaseAct.Classify(Track.ACCUSATION, "反映干部失职"));
        assertThat(alike(petition)).extracting(Alike::id).containsExactly(accusation.id());
    }

    @Test
    void what_a_person_found_or_denied_is_not_proposed_again() {
        PetitionCase first = came(NOISE, petitioner(ID, ""));
        PetitionCase again = came(NOISE, petitioner(ID, ""));

        links(again, first, LinkKind.SAME_PERSON);
        assertThat(alike(again).get(0).proposed()).containsExactly(LinkKind.SAME_MATTER);
        given().does(CLERK, again.id(), new CaseAct.Unlink(first.id(), LinkKind.SAME_MATTER, "另一处工地"));
        assertThat(alike(again)).isEmpty();
    }

    // ------------------------------------------------------------------ links

    @Test
    void both_cases_show_what_was_found_by_whom_and_why() {
        PetitionCase first = came(NOISE, petitioner(ID, ""));
        PetitionCase again = came(NOISE, petitioner(ID, ""));
        links(again, first, LinkKind.SAME_MATTER);

        Linked there = linked(again).get(0);
        Linked here = linked(first).get(0);

        assertThat(there.id()).isEqualTo(first.id());
        assertThat(there.earlier()).isTrue();
        assertThat(here.id()).isEqualTo(again.id());
        assertThat(here.earlier()).isFalse();
        assertThat(ImmutableList.of(there, here))
                .extracting(Linked::kind, Linked::entry)
                .containsOnly(tuple(LinkKind.SAME_MATTER, there.entry()));
        assertThat(there.entry().by().orElseThrow().id()).isEqualTo(CLERK.id());
        assertThat(there.entry().entry().act())
                .isEqualTo(new CaseAct.Link(first.id(), LinkKind.SAME_MATTER, "事实和请求相同"));
        assertThat(docket(first.subject())).hasSize(1);
    }

    @Test
    void the_last_word_holds() {
        PetitionCase first = came(NOISE, NOBODY);
        PetitionCase again = came(NOISE, NOBODY);
        links(again, first, LinkKind.RELATED);
        given().does(CLERK, again.id(), new CaseAct.Unlink(first.id(), LinkKind.RELATED, "不是同一处"));
        assertThat(linked(again)).isEmpty();
        assertThat(linked(first)).isEmpty();

        links(again, first, LinkKind.RELATED);
        assertThat(linked(again)).hasSize(1);
        assertThat(given().look(session -> session.cases().links(again.id())).asMap())
                .containsOnlyKeys(first.id());
        assertThat(given().look(session -> session.cases().links(first.id())).asMap())
                .isEmpty();
    }

    @Test
    void a_case_is_not_linked_with_a_later_one_nor_with_itself_nor_with_none() {
        PetitionCase first = came(NOISE, NOBODY);
        PetitionCase again = came(NOISE, NOBODY);

        assertThat(refusesLink(first, again.id()))
                .isEqualTo(Refusal.of(Reason.NOT_EARLIER).with("number", "L-00002"));
        assertThat(refusesLink(first, first.id()).reason()).isEqualTo(Reason.NOT_EARLIER);
        assertThat(refusesLink(first, caseId("none")).reason()).isEqualTo(Reason.NOT_FOUND);
    }

    private Refusal refusesLink(PetitionCase here, CaseId other) {
        return given().refuses(CLERK, here, new CaseAct.Link(other, LinkKind.RELATED, "相关"));
    }

    private PetitionCase accuses(PetitionCase petition) {
        return given().does(CLERK, petition.id(), new CaseAct.Classify(Track.ACCUSATION, "反映干部失职"));
    }

    @Test
    void no_docket_names_an_accusation_beside_its_own() {
        PetitionCase first = came(NOISE, NOBODY);
        PetitionCase accusation = accuses(came(NOISE, NOBODY));
        PetitionCase other = accuses(came(NOISE, NOBODY));
        PetitionCase last = came(NOISE, NOBODY);
        Refusal apart = Refusal.of(Reason.KEPT_APART, Article.art(30, 3));

        assertThat(refusesLink(accusation, first.id())).isEqualTo(apart);
        assertThat(refusesLink(other, accusation.id())).isEqualTo(apart);
        assertThat(refusesLink(last, other.id())).isEqualTo(apart);
        assertThat(given().refuses(CLERK, other, new CaseAct.Unlink(accusation.id(), LinkKind.SAME_MATTER, "不是同一人")))
                .isEqualTo(apart);
        assertThat(alike(other)).extracting(Alike::id).containsExactly(accusation.id());
    }

    @Test
    void what_was_linked_before_one_of_the_two_was_found_to_be_an_accusation_counts_no_more() {
        PetitionCase first = came(NOISE, NOBODY);
        PetitionCase again = came(NOISE, NOBODY);
        PetitionCase last = came(NOISE, NOBODY);
        links(again, first, LinkKind.SAME_MATTER);
        links(last, again, LinkKind.SAME_MATTER);

        accuses(again);

        for (PetitionCase one : List.of(first, again, last)) {
            assertThat(linked(one)).isEmpty();
            assertThat(given().look(session -> session.cases().links(one.id())).asMap())
                    .isEmpty();
            ImmutableSet<CaseId> later = given().look(session -> session.cases().linkedLater(one.id()));
            assertThat(later).isEmpty();
        }
        given().does(CLERK, again.id(), new CaseAct.Classify(Track.PETITION_PROCEDURE, "不是检举控告"));
        assertThat(linked(again)).extracting(Linked::id).containsExactly(first.id(), last.id());
    }

    @Test
    void what_turned_out_to_be_an_accusation_bars_nobody_from_accepting_what_came_with_it() {
        PetitionCase earlier = came(NOISE, petitioner(ID, ""), Optional.of(TOWN), TOWN_HANDLER);
        PetitionCase above = found(came(NOISE, petitioner(ID, ""), Optional.of(TOWN), Who.SUPERVISOR), earlier);
        assertThat(given().refuses(Who.SUPERVISOR, above, new CaseAct.Accept()).reason())
                .isEqualTo(Reason.UNDER_WAY_BELOW);

        given().does(TOWN_HANDLER, earlier, new CaseAct.Classify(Track.ACCUSATION, "反映干部失职"));

        assertThat(given().does(Who.SUPERVISOR, above, new CaseAct.Accept()).isOpen())
                .isTrue();
    }

    @Test
    void links_look_the_same_from_both_sides_and_proposals_are_the_same_each_time() {
        Random chance = new Random(20260302);
        List<String> gists = ImmutableList.of(NOISE, NOISE_AGAIN, PENSION);
        List<PetitionCase> all = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            given().later(chance.nextInt(3));
            all.add(came(gists.get(chance.nextInt(3)), petitioner(chance.nextBoolean() ? ID : "", "")));
        }
        for (PetitionCase one : all) {
            assertThat(alike(one)).isEqualTo(alike(one));
            assertThat(alike(one))
                    .extracting(Alike::id)
                    .doesNotContain(one.id())
                    .doesNotHaveDuplicates();
            for (Alike proposed : alike(one)) {
                for (LinkKind kind : proposed.proposed()) {
                    CaseAct act = chance.nextBoolean()
                            ? new CaseAct.Link(proposed.id(), kind, "相同")
                            : new CaseAct.Unlink(proposed.id(), kind, "不同");
                    given().does(CLERK, one.id(), act);
                }
            }
            assertThat(alike(one)).isEmpty();
        }
        for (PetitionCase one : all) {
            for (Linked link : linked(one)) {
                assertThat(link.id()).isNotEqualTo(one.id());
                assertThat(archive().board(Asker.Job.OPERATOR).linked(link.id()))
                        .anySatisfy(back -> assertThat(back)
                                .returns(one.id(), Linked::id)
                                .returns(link.kind(), Linked::kind)
                                .returns(!link.earlier(), Linked::earlier)
                                .returns(link.entry(), Linked::entry));
            }
        }
    }

    // ------------------------------------------------------------------ what follows (arts. 19(3), 36(3))

    private PetitionCase found(PetitionCase later, PetitionCase earlier) {
        links(later, earlier, LinkKind.SAME_MATTER);
        return links(later, earlier, LinkKind.SAME_PERSON);
    }

    @Test
    void whatever_came_before_a_petition_is_registered() {
        given().final_();

        assertThat(came("反映第1号工地夜间施工噪声", Given.petitioner()).isOpen()).isTrue();
    }

    @Test
    void what_the_township_handles_in_time_its_county_does_not_accept_while_its_bureau_beside_it_may() {
        PetitionCase earlier = came(NOISE, petitioner(ID, ""), Optional.of(TOWN), TOWN_HANDLER);
        given().does(TOWN_HANDLER, earlier, new CaseAct.Accept());
        PetitionCase above = found(came(NOISE, petitioner(ID, ""), Optional.of(TOWN), Who.SUPERVISOR), earlier);
        PetitionCase beside = found(came(NOISE, petitioner(ID, ""), Optional.of(TOWN), HANDLER), earlier);

        assertThat(given().refuses(Who.SUPERVISOR, above, new CaseAct.Accept()))
                .isEqualTo(
                        Refusal.of(Reason.UNDER_WAY_BELOW, Article.art(19, 3)).with("number", "L-00001"));
        assertThat(given().does(HANDLER, beside, new CaseAct.Accept()).isOpen()).isTrue();
    }

    @Test
    void one_that_is_late_bars_nobody_from_going_above_it() {
        PetitionCase earlier = came(NOISE, petitioner(ID, ""), Optional.of(TOWN), TOWN_HANDLER);
        given().does(TOWN_HANDLER, earlier, new CaseAct.Accept());
        given().later(100);
        PetitionCase above = found(came(NOISE, petitioner(ID, ""), Optional.of(TOWN), Who.SUPERVISOR), earlier);

        assertThat(given().does(Who.SUPERVISOR, above, new CaseAct.Accept()).isOpen())
                .isTrue();
    }

    @Test
    void what_was_re_reviewed_is_accepted_no_more_until_new_facts_or_reasons_are_entered() {
        PetitionCase earlier = given().final_();
        PetitionCase again = found(came(NOISE, petitioner(ID, ""), Optional.of(TOWN), HANDLER), earlier);

        Refusal refusal = given().refuses(HANDLER, again, new CaseAct.Accept());
        assertThat(refusal.reason()).isEqualTo(Reason.NO_LONGER_ACCEPTED);
        assertThat(refusal.article()).contains(Article.art(36, 3));
        assertThat(refusal.details()).containsEntry("number", earlier.petition().number());

        PetitionCase anew =
                given().does(HANDLER, again, new CaseAct.Unlink(earlier.id(), LinkKind.SAME_MATTER, "有新的鉴定结论"));
        assertThat(given().does(HANDLER, anew, new CaseAct.Accept()).isOpen()).isTrue();
    }

    @Test
    void the_same_matter_of_somebody_else_is_accepted() {
        PetitionCase earlier = given().final_();
        PetitionCase again = links(came(NOISE, NOBODY, Optional.of(TOWN), HANDLER), earlier, LinkKind.SAME_MATTER);

        assertThat(given().does(HANDLER, again, new CaseAct.Accept()).isOpen()).isTrue();
    }

    @Test
    void what_ended_may_still_be_linked() {
        PetitionCase earlier = came(NOISE, NOBODY);
        PetitionCase ended = given().later(1).final_();

        given().does(CLERK, ended, new CaseAct.Link(earlier.id(), LinkKind.RELATED, "同一工地"));

        assertThat(linked(earlier)).hasSize(1);
    }

    // ------------------------------------------------------------------ nobody given away

    @Test
    void no_number_stands_in_a_docket_or_in_the_feed() {
        PetitionCase first = came(NOISE, petitioner(ID, PHONE));
        PetitionCase again = came(NOISE, petitioner(ID, PHONE));
        found(again, first);

        StringBuilder told = new StringBuilder();
        archive().feed().relay("listener", 1_000, page -> {
            page.forEach(line -> told.append(line.json()));
            return page.size();
        });

        assertThat(told).contains("SAME_PERSON").doesNotContain(ID).doesNotContain(PHONE);
        assertThat(alike(again).toString() + linked(again)).doesNotContain(ID).doesNotContain(PHONE);
    }

    @Test
    void cases_with_the_same_number_are_found_for_many_petitioners_at_once() {
        PetitionCase first = came(NOISE, petitioner(ID, PHONE));
        Petitioner both = petitioner(ID, PHONE);
        Petitioner onlyPhone = petitioner("", PHONE);

        assertThat(given().look(session ->
                                session.cases().casesWithNumbersOf(ImmutableList.of(both, onlyPhone, NOBODY, both)))
                        .cellSet())
                .extracting(cell -> cell.getRowKey(), cell -> cell.getColumnKey(), cell -> cell.getValue())
                .containsExactlyInAnyOrder(
                        tuple(both, first.id(), Likeness.Mark.ID_NUMBER),
                        tuple(onlyPhone, first.id(), Likeness.Mark.PHONE));
    }
}
