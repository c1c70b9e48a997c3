package dev.jieli.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.authority.Duty;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.http.Served.Reply;
import dev.jieli.testkit.Who;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OrganizationTest {
    private static Served served;

    @BeforeAll
    static void start() {
        served = Served.an_office();
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    @Test
    void a_unit_gets_posts_a_head_and_people() {
        Reply unit = served.as(Who.CLERK)
                .post(
                        "/api/v1/units",
                        "{'name':'某县水务局','shortNames':['水务局'],'kind':'DEPARTMENT','region':'330723','above':'"
                                + Who.Place.COUNTY.id() + "'}");
        assertThat(unit.status()).isEqualTo(201);
        String at = unit.header("Location").orElseThrow();
        Reply post = served.as(Who.CLERK).post(at + "/posts", "{'title':'局长','kind':'HEAD'}");
        assertThat(post.status()).isEqualTo(201);
        Reply appointed =
                served.as(Who.CLERK).post("/api/v1/appointments", "{'post':'" + post.at("id") + "','name':'庚一'}");
        assertThat(appointed.status()).isEqualTo(201);
        Reply heads = served.as(Who.CLERK)
                .post(at + "/heads", "{'head':'" + post.at("id") + "','inCharge':'" + Who.DEPUTY.post() + "'}");
        assertThat(heads.status()).isEqualTo(200);

        Reply read = served.as(Who.HANDLER).get(at);
        assertThat(read.at("name")).isEqualTo("某县水务局");
        assertThat(read.at("head")).isEqualTo(post.at("id"));
        assertThat(read.at("posts/0/sitting/0/name")).isEqualTo("庚一");
        assertThat(served.as(Who.HANDLER)
                        .get(appointed.header("Location").orElseThrow())
                        .at("official"))
                .isEqualTo("庚一");
        assertThat(ImmutableList.copyOf(served.as(Who.HANDLER)
                                .get(at + "/docket")
                                .json()
                                .get("entries"))
                        .stream()
                        .map(entry -> entry.get("name").asText()))
                .containsExactly("设立机构", "设置岗位", "任职", "明确负责人");

        Reply renamed = served.as(Who.CLERK)
                .post(
                        at,
                        "{'name':'某县水利局','kind':'DEPARTMENT','region':'330723','above':'" + Who.Place.COUNTY.id()
                                + "'}");
        assertThat(renamed.status()).isEqualTo(200);
        assertThat(served.as(Who.HANDLER).get(at).at("name")).isEqualTo("某县水利局");
    }

    @Test
    void another_leader_in_charge_stands_in_the_chain_of_every_open_case() {
        PetitionCase open = served.given().accepted(Who.TOWN_HANDLER);
        Reply heads = served.as(Who.OFFICE_HEAD)
                .post(
                        "/api/v1/units/" + Who.Place.TOWN.id() + "/heads",
                        "{'head':'" + Who.TOWN_HEAD.post() + "','inCharge':'" + Who.OTHER_DEPUTY.post() + "'}");
        assertThat(heads.status()).isEqualTo(200);
        assertThat(served.given().now(open.id()).position().chain().in(Role.LEADER_IN_CHARGE))
                .contains(Who.OTHER_DEPUTY.id());
    }

    @Test
    void an_official_who_is_known_takes_a_second_post_and_acts_in_either() {
        Reply second = served.as(Who.CLERK)
                .post(
                        "/api/v1/appointments",
                        "{'post':'" + Who.TOWN_HANDLER.post() + "','official':'" + Who.COLLEAGUE.official()
                                + "','acting':true}");
        assertThat(second.status()).isEqualTo(201);
        Reply me = served.as(Who.COLLEAGUE).get("/api/v1/me");
        assertThat(me.json().get("posts")).hasSize(2);
        assertThat(me.at("acting")).isEqualTo(Who.COLLEAGUE.id().toString());
        Reply other =
                served.as(Who.COLLEAGUE).header("Acting-As", second.at("id")).get("/api/v1/me");
        assertThat(other.at("acting")).isEqualTo(second.at("id"));
        PetitionCase town = served.given().forwarded(Who.TOWN_HANDLER);
        String at = "/api/v1/cases/" + town.id() + "/acts";
        assertThat(served.as(Who.COLLEAGUE)
                        .post(at, "{'type':'accept','seen':2}")
                        .status())
                .isEqualTo(403);
        assertThat(served.as(Who.COLLEAGUE)
                        .header("Acting-As", second.at("id"))
                        .post(at, "{'type':'accept','seen':2}")
                        .status())
                .isEqualTo(200);
        Reply foreign = served.as(Who.COLLEAGUE)
                .header("Acting-As", Who.HEAD.id().toString())
                .get("/api/v1/me");
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.reason()).isEqualTo("NOT_YOUR_POST");
    }

    @Test
    void what_does_not_fit_is_refused() {
        assertThat(served.as(Who.CLERK)
                        .post("/api/v1/units", "{'name':'甲','kind':'TOWNSHIP','region':'990000'}")
                        .at("field"))
                .isEqualTo("region");
        assertThat(served.as(Who.CLERK)
                        .post(
                                "/api/v1/units",
                                "{'name':'甲','kind':'TOWNSHIP','region':'330723','above':'00000000-0000-0000-0000-000000000000'}")
                        .at("field"))
                .isEqualTo("above");
        String nowhere = "/api/v1/units/00000000-0000-0000-0000-000000000000";
        assertThat(served.as(Who.CLERK).get(nowhere).status()).isEqualTo(404);
        assertThat(served.as(Who.CLERK).get(nowhere + "/docket").status()).isEqualTo(404);
        assertThat(served.as(Who.CLERK)
                        .post(nowhere, "{'name':'甲','kind':'TOWNSHIP','region':'330723'}")
                        .status())
                .isEqualTo(404);
        assertThat(served.as(Who.CLERK)
                        .post(nowhere + "/posts", "{'title':'甲','kind':'HEAD'}")
                        .status())
                .isEqualTo(422);
        assertThat(served.as(Who.CLERK)
                        .post("/api/v1/appointments", "{'post':'00000000-0000-0000-0000-000000000000','name':'甲'}")
                        .at("field"))
                .isEqualTo("post");
        assertThat(served.as(Who.CLERK)
                        .post(
                                "/api/v1/appointments",
                                "{'post':'" + Who.HEAD.post() + "','official':'00000000-0000-0000-0000-000000000000'}")
                        .at("field"))
                .isEqualTo("official");
        assertThat(served.as(Who.CLERK)
                        .post(
                                "/api/v1/appointments",
                                "{'post':'" + Who.HEAD.post() + "','official':'" + Who.HEAD.official() + "'}")
                        .status())
                .isEqualTo(409);
        assertThat(served.as(Who.CLERK)
                        .post(
                                "/api/v1/appointments",
                                "{'post':'" + Who.HEAD.post() + "','name':'甲','from':'2026-03-03'}")
                        .reason())
                .isEqualTo("IN_THE_FUTURE");
        assertThat(served.as(Who.CLERK)
                        .get("/api/v1/incumbencies/00000000-0000-0000-0000-000000000000")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void only_the_petition_office_sets_up_units() {
        Reply refused =
                served.as(Who.HANDLER).post("/api/v1/units", "{'name':'甲','kind':'TOWNSHIP','region':'330723'}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.reason()).isEqualTo("NOT_IN_YOUR_POWER");
        assertThat(served.as(Duty.SYSTEM)
                        .post("/api/v1/units", "{'name':'甲','kind':'TOWNSHIP','region':'330723'}")
                        .reason())
                .isEqualTo("NOT_IN_YOUR_POWER");
    }

    @Test
    void officials_and_appointments_are_listed() {
        assertThat(served.as(Who.HANDLER).get("/api/v1/officials").json().get("officials"))
                .hasSizeGreaterThanOrEqualTo(Who.values().length);
        assertThat(served.as(Who.HANDLER).get("/api/v1/appointments").json().get("appointments"))
                .hasSizeGreaterThanOrEqualTo(Who.values().length);
        assertThat(served.as(Who.HANDLER).get("/api/v1/units").json().get("units"))
                .hasSizeGreaterThanOrEqualTo(Who.Place.values().length);
    }

    @Test
    void leaders_are_proposed_and_take_cases_by_an_act() {
        served.given().accepted();
        Reply proposed = served.as(Who.CLERK).post("/api/v1/leaders/proposal", "{'most':5}");
        assertThat(proposed.status()).isEqualTo(200);
        String found = proposed.at("proposals/0/case");
        Reply file = served.as(Who.CLERK).get("/api/v1/cases/" + found);
        Reply taken = served.as(Who.CLERK)
                .header("If-Match", file.header("ETag").orElseThrow())
                .post(
                        "/api/v1/cases/" + found + "/acts",
                        "{'type':'assignLeader','leader':'" + proposed.at("proposals/0/leader")
                                + "','slots':{'定责任包重点':'牵头'},'plan':'逐案化解','until':'2026-05-01'}");
        assertThat(taken.at("assignment/leader")).isEqualTo(proposed.at("proposals/0/leader"));
        assertThat(served.as(Who.CLERK)
                        .get("/api/v1/leaders/assigned?leader=" + proposed.at("proposals/0/leader"))
                        .at("lines/0/id"))
                .isEqualTo(found);
        assertThat(served.as(Who.CLERK).get("/api/v1/leaders/assigned").json().get("lines"))
                .isNotEmpty();
        assertThat(served.as(Who.CLERK).get("/api/v1/leaders").json().get("leaders"))
                .isNotEmpty();
        assertThat(served.as(Who.CLERK)
                        .post("/api/v1/leaders/proposal", "{'most':0}")
                        .status())
                .isEqualTo(400);
    }
}
