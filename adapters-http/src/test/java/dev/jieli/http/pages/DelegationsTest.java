package dev.jieli.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.accountability.Actor;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.tenure.HandoverId;
import dev.jieli.http.Served;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.Who;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody goes on leave: over the pages, and over the API. */
class DelegationsTest {
    private final Served served = Served.an_office();
    private final Given given = served.given();
    private final PetitionCase forwarded = given.forwarded();

    @AfterEach
    void stop() {
        served.close();
    }

    private Visitor handler() {
        return Visitor.as(served, Who.HANDLER);
    }

    private Visitor colleague() {
        return Visitor.as(served, Who.COLLEAGUE);
    }

    private Visitor.Answer delegated() {
        Visitor.Sheet form = handler().get("/delegations").form("/delegations");
        return handler()
                .send(form.choose("delegate", Who.COLLEAGUE.fullName())
                        .with("cause", "LEAVE")
                        .with("until", form.value("from")));
    }

    /** In the place of the one who is away. */
    private Visitor standIn() {
        Visitor.Answer bench = colleague().get("/");
        Visitor.Sheet form =
                bench.form("/me/post").with("post", Who.HANDLER.id().toString());
        return Visitor.standing(served, Who.COLLEAGUE, Who.HANDLER, colleague().send(form));
    }

    @Test
    void whoever_goes_on_leave_delegates_and_the_colleague_acts_for_him_until_the_last_day() {
        assertThat(delegated().text()).contains("代理中").contains(Who.COLLEAGUE.fullName());

        Visitor.Answer bench = colleague().get("/");
        assertThat(bench.text())
                .contains("代 " + Who.HANDLER.fullName() + " 办理，至")
                .contains(forwarded.petition().number());

        Visitor standIn = standIn();
        Visitor.Answer page = standIn.get("/cases/" + forwarded.id());
        assertThat(page.text())
                .contains("您正在代 " + Who.HANDLER.fullName() + " 办理")
                .contains("换回本人岗位");
        Visitor.Answer noted = standIn.send(standIn.get("/cases/" + forwarded.id() + "/acts/Note")
                .form("/acts/Note")
                .with("text", "电话联系"));
        assertThat(noted.text())
                .contains(Who.COLLEAGUE.fullName() + "（法规科科员）代 " + Who.HANDLER.fullName() + "（信访专员，承办人）");
        Visitor.Answer who = standIn.get("/cases/" + forwarded.id() + "?on=" + given.today());
        assertThat(who.text()).contains("由 " + Who.COLLEAGUE.fullName() + " 代为办理，责任不转移");
    }

    @Test
    void what_is_done_in_person_is_not_done_in_another_s_place() {
        Visitor.Sheet form = colleague().get("/delegations").form("/delegations");
        delegated();
        Visitor standIn = standIn();

        HandoverId handover =
                given.opened(Who.HANDLER, given.successor(Who.HANDLER)).id();
        assertThat(standIn.get("/handovers/" + handover).html()).doesNotContain("/handovers/" + handover + "/Freeze");
        Visitor.Answer onward = standIn.send(form.choose("delegate", Who.HEAD.fullName())
                .with("cause", "LEAVE")
                .with("until", given.today().toString()));
        assertThat(onward.status()).isEqualTo(403);
        assertThat(onward.text()).contains("您正在代理别人的岗位");
        Visitor.Answer token = standIn.send(standIn.get("/me/tokens")
                .form("/me/tokens")
                .with("name", "交换")
                .with("scope", "READ")
                .with("days", "30"));
        assertThat(token.status()).isEqualTo(403);
        assertThat(standIn.get("/organization/accounts").status()).isEqualTo(403);
    }

    @Test
    void it_is_ended_early_with_a_reason_and_the_stand_in_is_in_a_post_of_his_own_again() {
        delegated();
        Visitor standIn = standIn();
        Visitor.Sheet end = handler().get("/delegations").form("/delegations/end");

        Visitor.Answer ended = handler()
                .send(end.with("reason", "提前返岗")
                        .with("delegation", button(handler().get("/delegations"))));

        assertThat(ended.text()).contains("已提前终止");
        assertThat(standIn.get("/").text()).doesNotContain("您正在代").doesNotContain("代 " + Who.HANDLER.fullName());
    }

    private static String button(Visitor.Answer page) {
        Matcher found =
                Pattern.compile("name=\"delegation\" value=\"([^\"]*)\"").matcher(page.html());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    @Test
    void the_api_delegates_acts_and_ends() {
        LocalDate today = given.today();
        Served.Reply refused = served.as(Who.HANDLER)
                .post(
                        "/api/v1/delegations",
                        "{'absent':'%s','delegate':'%s','cause':'TRAINING','from':'%s','until':'%s'}"
                                .formatted(Who.HANDLER.id(), Who.TOWN_HANDLER.id(), today, today));
        assertThat(refused.reason()).isEqualTo("NOT_A_COLLEAGUE");
        Served.Reply done = served.as(Who.HANDLER)
                .post(
                        "/api/v1/delegations",
                        "{'absent':'%s','delegate':'%s','cause':'TRAINING','from':'%s','until':'%s'}"
                                .formatted(Who.HANDLER.id(), Who.COLLEAGUE.id(), today, today.plusDays(3)));
        assertThat(done.status()).isEqualTo(201);

        Served.Reply me = served.as(Who.COLLEAGUE)
                .header("Acting-As", Who.HANDLER.id().toString())
                .get("/api/v1/me");
        assertThat(me.at("standIn/delegate")).isEqualTo(Who.COLLEAGUE.id().toString());
        Served.Reply noted = served.as(Who.COLLEAGUE)
                .header("Acting-As", Who.HANDLER.id().toString())
                .post(
                        "/api/v1/cases/" + forwarded.id() + "/acts",
                        "{'seen':%d,'type':'note','text':'联系'}".formatted(forwarded.entries()));
        assertThat(noted.status()).isEqualTo(200);
        Served.Reply file = served.as(Who.COLLEAGUE).get("/api/v1/cases/" + forwarded.id());
        int last = file.json().at("/docket").size() - 1;
        assertThat(file.at("docket/" + last + "/inPlaceOf/official")).isEqualTo(Who.HANDLER.fullName());
        assertThat(file.at("docket/" + last + "/by/official")).isEqualTo(Who.COLLEAGUE.fullName());
        assertThat(served.as(Who.SUPERVISOR)
                        .get("/api/v1/cases/" + forwarded.id() + "/answering")
                        .at("answering/0/actedBy/0/official"))
                .isEqualTo(Who.COLLEAGUE.fullName());
        assertThat(served.as(Who.HEAD).get("/api/v1/delegations").at("delegations/0/inForce"))
                .isEqualTo("true");

        assertThat(served.as(Who.TOWN_HANDLER)
                        .post("/api/v1/delegations/" + done.at("id") + "/end", "{'reason':'返岗'}")
                        .reason())
                .isEqualTo("NOT_YOURS");
        assertThat(served.as(Who.COLLEAGUE)
                        .post("/api/v1/delegations/" + done.at("id") + "/end", "{'reason':'返岗'}")
                        .status())
                .isEqualTo(200);
        assertThat(served.as(Who.COLLEAGUE)
                        .header("Acting-As", Who.HANDLER.id().toString())
                        .get("/api/v1/me")
                        .reason())
                .isEqualTo("NOT_YOUR_POST");
    }

    @Test
    void nobody_comes_in_another_s_place_unasked() {
        assertThat(served.as(Who.COLLEAGUE)
                        .header("Acting-As", Who.HANDLER.id().toString())
                        .get("/api/v1/me")
                        .reason())
                .isEqualTo("NOT_YOUR_POST");
        assertThat(given.tries(
                        new Actor.Delegate(Who.COLLEAGUE.id(), Who.HANDLER.id()), forwarded, new CaseAct.Note("一")))
                .isInstanceOf(Outcome.Refused.class);
    }
}
