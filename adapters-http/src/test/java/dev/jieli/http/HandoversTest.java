package dev.jieli.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.http.Served.Reply;
import dev.jieli.testkit.Who;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HandoversTest {
    private Served served;
    private IncumbencyId successor;

    @BeforeEach
    void start() {
        served = Served.an_office();
        successor = served.given().successor(Who.HANDLER);
    }

    @AfterEach
    void stop() {
        served.close();
    }

    private Reply opened() {
        return served.as(Who.HANDLER)
                .post(
                        "/api/v1/handovers",
                        "{'outgoing':'" + Who.HANDLER.id() + "','incoming':'" + successor + "','witness':'"
                                + Who.OFFICE_HEAD.id()
                                + "','cause':'TRANSFERRED','document':'某组干〔2026〕1号','leavesOn':'2026-03-02','dueOn':'2026-03-20'}");
    }

    private Reply step(Who who, Reply seen, String step) {
        return served.as(who)
                .header("If-Match", seen.header("ETag").orElseThrow())
                .post("/api/v1/handovers/" + seen.at("id") + "/steps", "{" + step + "}");
    }

    /** The receiver has no account of {@link Who}: the step is taken beside HTTP, and the handover read again. */
    private Reply received(Reply frozen) {
        Handover seen = served.given().now(new dev.jieli.domain.tenure.HandoverId(UUID.fromString(frozen.at("id"))));
        Handover checked = served.given()
                .steps(
                        successor,
                        seen,
                        new dev.jieli.domain.tenure.HandoverAct.Check(
                                seen.items().keySet().asList()));
        served.given()
                .steps(
                        successor,
                        checked,
                        new dev.jieli.domain.tenure.HandoverAct.Receive(
                                checked.digest().orElseThrow()));
        return served.as(Who.HANDLER).get("/api/v1/handovers/" + frozen.at("id"));
    }

    @Test
    void a_handover_goes_from_the_draft_to_its_effect() {
        PetitionCase one = served.given().accepted();
        PetitionCase two = served.given().accepted();

        Reply draft = opened();
        assertThat(draft.status()).isEqualTo(201);
        assertThat(draft.at("state")).isEqualTo("DRAFT");
        assertThat(draft.json().get("items")).hasSize(2);

        Reply completed = step(
                Who.HANDLER,
                draft,
                "'type':'complete','items':['" + one.id() + "','" + two.id()
                        + "'],'account':{'history':'已接访','commitments':'','nextStep':'约谈','risk':'YELLOW'}");
        assertThat(completed.status()).isEqualTo(200);
        assertThat(completed.at("items/0/account/risk")).isEqualTo("YELLOW");

        Reply frozen = step(Who.HANDLER, completed, "'type':'freeze'");
        assertThat(frozen.at("state")).isEqualTo("FROZEN");
        assertThat(frozen.at("digest")).hasSize(64);

        Reply received = received(frozen);
        assertThat(received.at("state")).isEqualTo("RECEIVED");
        assertThat(received.at("items/0/facts/petitioner")).isEqualTo("测某某");

        Reply witnessed = step(Who.OFFICE_HEAD, received, "'type':'witness','digest':'" + received.at("digest") + "'");
        assertThat(witnessed.at("state")).isEqualTo("WITNESSED");
        assertThat(witnessed.json().get("signatures")).hasSize(3);

        Reply effective = served.as(Who.OFFICE_HEAD).post("/api/v1/handovers/" + draft.at("id") + "/effect", "{}");
        assertThat(effective.status()).isEqualTo(200);
        assertThat(effective.at("state")).isEqualTo("EFFECTIVE");
        assertThat(ImmutableList.copyOf(effective.json().get("placed")))
                .allSatisfy(
                        placed -> assertThat(placed.get("disposition").asText()).isEqualTo("MOVED"));
        assertThat(served.given().now(one.id()).position().chain().holder()).isEqualTo(successor);
        assertThat(served.as(Who.CLERK)
                        .get("/api/v1/incumbencies/" + Who.HANDLER.id())
                        .at("until"))
                .isEqualTo("2026-03-02");
    }

    /** 检举控告事项另册: who may know is led from one to the other, and who may not is shown the main one as any list. */
    @Test
    void a_list_of_accusations_is_named_beside_the_main_one_to_whom_it_is_shown_only() {
        served.given()
                .does(
                        Who.HANDLER,
                        served.given().receivedDirectly(),
                        new CaseAct.Classify(
                                Track.ACCUSATION,
                                Optional.empty(),
                                ImmutableSet.of(),
                                ImmutableSet.of(Who.HEAD.official()),
                                "检举控告"));
        Reply draft = opened();
        String main = draft.at("id");
        assertThat(draft.json().has("apart")).isFalse();
        assertThat(draft.json().get("items")).isEmpty();
        String apart = served.as(Who.HANDLER).get("/api/v1/handovers/" + main).at("apart/0");

        Reply list = served.as(Who.HANDLER).get("/api/v1/handovers/" + apart);
        assertThat(list.at("beside")).isEqualTo(main);
        assertThat(list.json().get("items")).hasSize(1);
        assertThat(ImmutableList.copyOf(list.json().get("steps")))
                .noneMatch(step -> step.get("type").asText().matches("takeEffect|replace|cancel"));
        assertThat(served.as(Who.HANDLER).get("/handovers/" + main).text()).contains("/handovers/" + apart, "另册");
        assertThat(served.as(Who.HANDLER).get("/handovers/" + apart).text()).contains("/handovers/" + main, "另册");
        assertThat(served.as(Who.HANDLER).get("/handovers").text()).contains("/handovers/" + apart, "检举控告事项另册");
        assertThat(served.as(Who.HANDLER).get("/").text()).contains("/handovers/" + apart);
        Reply effect = served.as(Who.HANDLER).post("/api/v1/handovers/" + apart + "/effect", "{}");
        assertThat(effect.status()).isEqualTo(409);
        assertThat(effect.reason()).isEqualTo("ON_THE_MAIN_LIST");

        assertThat(served.as(Who.HEAD).get("/api/v1/handovers/" + main).json().get("apart"))
                .isEmpty();
        assertThat(served.as(Who.HEAD).get("/api/v1/handovers/" + apart).status())
                .isEqualTo(404);
        for (String page : List.of("/handovers", "/handovers/" + main, "/handovers/" + main + "/print")) {
            assertThat(served.as(Who.HEAD).get(page).text())
                    .as(page)
                    .contains(main)
                    .doesNotContain(apart, "另册");
        }
    }

    @Test
    void whoever_has_left_can_no_longer_read_or_act() {
        served.given().effective(served.given().opened(Who.HANDLER, successor));
        served.later(java.time.Duration.ofSeconds(6));
        Reply me = served.as(Who.HANDLER).get("/api/v1/me");
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.json().get("posts")).isEmpty();
        Reply ledger = served.as(Who.HANDLER).get("/api/v1/cases");
        assertThat(ledger.status()).isEqualTo(403);
        assertThat(ledger.reason()).isEqualTo("NO_POST");
    }

    @Test
    void steps_are_refused_with_their_reasons() {
        PetitionCase one = served.given().accepted();
        Reply draft = opened();
        Reply open = step(Who.HANDLER, draft, "'type':'freeze'");
        assertThat(open.status()).isEqualTo(409);
        assertThat(open.reason()).isEqualTo("ITEMS_OPEN");
        assertThat(open.at("cases")).contains(one.petition().number());
        assertThat(open.at("detail")).contains("1件");

        Reply stage = step(Who.OFFICE_HEAD, draft, "'type':'witness','digest':'x'");
        assertThat(stage.reason()).isEqualTo("NOT_AT_THIS_STAGE");
        assertThat(stage.at("detail")).contains("填写中").contains("监交人签名");

        Reply notShown = step(Who.TOWN_HANDLER, draft, "'type':'freeze'");
        assertThat(notShown.status()).isEqualTo(404);
        Reply notYours = step(Who.SUPERVISOR, draft, "'type':'freeze'");
        assertThat(notYours.status()).isEqualTo(403);

        Reply underWay = opened();
        assertThat(underWay.status()).isEqualTo(409);
        assertThat(underWay.reason()).isEqualTo("HANDOVER_UNDER_WAY");

        Reply early = served.as(Who.OFFICE_HEAD).post("/api/v1/handovers/" + draft.at("id") + "/effect", "{}");
        assertThat(early.reason()).isEqualTo("NOT_AT_THIS_STAGE");
    }

    @Test
    void the_three_parties_are_three_people() {
        Reply same = served.as(Who.HANDLER)
                .post(
                        "/api/v1/handovers",
                        "{'outgoing':'" + Who.HANDLER.id() + "','incoming':'" + successor + "','witness':'" + successor
                                + "','cause':'RETIRED','leavesOn':'2026-03-02','dueOn':'2026-03-20'}");
        assertThat(same.status()).isEqualTo(422);
        assertThat(same.reason()).isEqualTo("SAME_PERSON");
    }

    @Test
    void a_late_step_is_told_what_changed() {
        served.given().accepted();
        Reply draft = opened();
        step(Who.OFFICE_HEAD, draft, "'type':'cancel','reason':'不离任了'");
        Reply late = step(Who.OFFICE_HEAD, draft, "'type':'cancel','reason':'不离任了'");
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.at("changed/0/name")).isEqualTo("撤销交接");
    }

    @Test
    void what_reached_the_leaver_later_is_put_on_the_list() {
        Reply draft = opened();
        served.given().accepted();
        Reply frozen = step(Who.HANDLER, draft, "'type':'freeze'");
        assertThat(frozen.reason()).isEqualTo("UNLISTED");
        Reply supplemented = step(Who.HANDLER, draft, "'type':'supplement'");
        assertThat(supplemented.status()).isEqualTo(200);
        assertThat(supplemented.json().get("items")).hasSize(1);
        assertThat(supplemented.at("edition")).isEqualTo("2");
    }

    @Test
    void opening_and_taking_effect_are_no_steps() {
        Reply draft = opened();
        Reply effect = step(Who.HANDLER, draft, "'type':'takeEffect','firstActDue':'2026-03-20'");
        assertThat(effect.status()).isEqualTo(400);
        assertThat(effect.at("errors/0/field")).isEqualTo("type");
    }

    @Test
    void the_list_is_printed_as_an_official_paper() throws Exception {
        served.given().accepted();
        Reply draft = opened();
        Reply paper = served.as(Who.CLERK)
                .get("/api/v1/handovers/" + draft.at("id") + "/paper?copies=6&copiesTo=%E5%8E%BF%E5%A7%94");
        assertThat(paper.status()).isEqualTo(200);
        assertThat(paper.header("Content-Disposition").orElse("")).contains(".docx");
        StringBuilder text = new StringBuilder();
        try (ZipInputStream zip =
                new ZipInputStream(new ByteArrayInputStream(paper.answer().body()))) {
            while (zip.getNextEntry() != null) {
                text.append(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        assertThat(text).contains("离任重点信访事项交接清单", Who.HANDLER.fullName(), "县委");
        assertThat(served.as(Who.CLERK)
                        .get("/api/v1/handovers/00000000-0000-0000-0000-000000000000/paper")
                        .status())
                .isEqualTo(404);
        assertThat(served.as(Who.CLERK)
                        .get("/api/v1/handovers/" + draft.at("id") + "/paper?copies=0")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void handovers_are_listed_and_found() {
        Reply draft = opened();
        Reply list = served.as(Who.CLERK).get("/api/v1/handovers?party=" + Who.HANDLER.official() + "&most=5");
        assertThat(list.at("handovers/0/id")).isEqualTo(draft.at("id"));
        assertThat(served.as(Who.CLERK)
                        .get("/api/v1/handovers?party=" + Who.CLERK.official())
                        .json()
                        .get("handovers"))
                .isEmpty();
        Reply one = served.as(Who.HANDLER).get("/api/v1/handovers/" + draft.at("id"));
        assertThat(one.at("parties/outgoing/official")).isEqualTo(Who.HANDLER.fullName());
        assertThat(ImmutableList.copyOf(one.json().get("steps")).stream()
                        .map(step -> step.get("type").asText()))
                .contains("complete", "freeze")
                .doesNotContain("cancel");
        for (String id : List.of("x", "00000000-0000-0000-0000-000000000000")) {
            assertThat(served.as(Who.CLERK).get("/api/v1/handovers/" + id).status())
                    .isEqualTo(404);
            assertThat(served.as(Who.CLERK)
                            .post("/api/v1/handovers/" + id + "/effect", "{}")
                            .status())
                    .isEqualTo(404);
            assertThat(served.as(Who.CLERK)
                            .post("/api/v1/handovers/" + id + "/steps", "{'type':'freeze','seen':1}")
                            .status())
                    .isEqualTo(404);
        }
    }
}
