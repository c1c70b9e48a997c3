package dev.jieli.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.http.Served.Reply;
import dev.jieli.testkit.Who;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CasesTest {
    private static Served served;

    @BeforeAll
    static void start() {
        served = Served.an_office();
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    private static Reply acts(Who who, PetitionCase found, String act) {
        return served.as(who)
                .post("/api/v1/cases/" + found.id() + "/acts", "{" + act + ",'seen':" + found.entries() + "}");
    }

    private static List<String> texts(JsonNode list, String field) {
        return ImmutableList.copyOf(list).stream()
                .map(one -> one.get(field).asText())
                .toList();
    }

    // ------------------------------------------------------------------ registering

    @Test
    void the_road_map_shows_what_was_walked_what_runs_and_what_is_still_open() {
        PetitionCase accepted = served.given().accepted();
        Reply road = served.as(Who.HANDLER).in("en").get("/api/v1/cases/" + accepted.id() + "/road");

        assertThat(road.status()).isEqualTo(200);
        assertThat(road.at("track")).isEqualTo("PETITION_PROCEDURE");
        assertThat(road.at("walked/0/type")).isEqualTo("register");
        assertThat(road.at("walked/0/by/official")).isNotBlank();
        assertThat(road.json().get("running")).anySatisfy(term -> {
            assertThat(term.get("term").asText()).isEqualTo("CONCLUDE");
            assertThat(term.get("words").asText()).contains("60日内办结");
            assertThat(term.get("explanation")).isNotEmpty();
        });
        assertThat(road.json().get("next")).anySatisfy(way -> {
            assertThat(way.get("type").asText()).isEqualTo("reply");
            assertThat(way.get("stage").asText()).isEqualTo("REPLIED");
        });
        assertThat(road.json().get("ahead").get(0).get("onward")).isNotEmpty();
        assertThat(road.json().get("ends").toString()).contains("FINAL").contains("NOT_PURSUED");
    }

    @Test
    void a_refusal_says_what_can_be_done_instead_each_with_its_article() {
        PetitionCase forwarded = served.given().forwarded();
        Reply refused = served.as(Who.HANDLER)
                .post(
                        "/api/v1/cases/" + forwarded.id() + "/acts",
                        "{'type':'reply','opinion':'SUPPORT','text':'处理意见','seen':" + forwarded.entries() + "}");

        assertThat(refused.reason()).isEqualTo("NOT_AT_THIS_STAGE");
        assertThat(refused.at("article")).contains("第三十一条");
        assertThat(refused.at("detail")).contains("要到“办理中”");
        assertThat(refused.json().get("instead")).anySatisfy(act -> {
            assertThat(act.get("type").asText()).isEqualTo("accept");
            assertThat(act.get("article").asText()).contains("第三十一条");
        });
    }

    @Test
    void whoever_has_withdrawn_is_told_so_at_every_address_of_the_case_and_finds_it_by_no_other() {
        PetitionCase left = served.given()
                .does(
                        Who.CLERK,
                        served.given().accepted(),
                        new CaseAct.Recuse(Who.HEAD.id(), Optional.empty(), "系信访人亲属"));
        String number = left.petition().number();

        for (String part : List.of("", "/road", "/docket", "/answering", "/papers")) {
            String address = "/api/v1/cases/" + left.id() + part;
            assertThat(served.as(Who.HEAD).get(address).reason()).as(address).isEqualTo("RECUSED");
            assertThat(served.as(Who.HANDLER).get(address).status()).as(address).isEqualTo(200);
        }
        assertThat(acts(Who.HEAD, left, "'type':'note','text':'补记'").reason()).isEqualTo("RECUSED");
        assertThat(served.as(Who.HEAD).get("/api/v1/cases/" + number).status()).isEqualTo(404);
        for (String list :
                List.of("/api/v1/cases?counts=true&text=" + number, "/api/v1/leaders", "/api/v1/workbench")) {
            assertThat(served.as(Who.HEAD).get(list).text()).as(list).doesNotContain(number);
        }
        assertThat(served.as(Who.HEAD)
                        .get("/api/v1/cases?counts=true&text=" + number)
                        .at("counts/open"))
                .isEqualTo("0");
        assertThat(served.as(Who.HANDLER).get("/api/v1/workbench").text()).contains(number);
    }

    @Test
    void a_petition_is_registered_and_found_by_id_and_by_number() {
        Reply done = served.as(Who.CLERK)
                .post(
                        "/api/v1/cases",
                        "{'number':'A-1','channel':'VISIT','gist':'道路积水','persons':3,'place':'330723101',"
                                + "'petitioner':{'name':'赵测试','phone':'13800000000','idNumber':'000000190001010000'}}");
        assertThat(done.status()).isEqualTo(201);
        assertThat(done.at("stage")).isEqualTo("REGISTERED");
        assertThat(done.at("chain/HOLDER")).isEqualTo(Who.CLERK.id().toString());
        Reply byNumber = served.as(Who.CLERK).get("/api/v1/cases/A-1");
        assertThat(byNumber.status()).isEqualTo(200);
        assertThat(served.as(Who.CLERK)
                        .get(done.header("Location").orElseThrow())
                        .text())
                .isEqualTo(byNumber.text());
    }

    @Test
    void the_petitioner_is_shown_masked_and_never_in_the_docket() {
        served.as(Who.CLERK)
                .post(
                        "/api/v1/cases",
                        "{'number':'A-2','channel':'LETTER','gist':'占道经营',"
                                + "'petitioner':{'name':'欧阳测试','phone':'13811112222','idNumber':'000000190001010000','address':'某村一号'}}");
        Reply file = served.as(Who.CLERK).get("/api/v1/cases/A-2");
        assertThat(file.at("petitioner/name")).isEqualTo("欧阳某某");
        assertThat(file.at("petitioner/phone")).isEqualTo("138****2222");
        assertThat(file.text()).doesNotContain("欧阳测试", "13811112222", "000000190001010000");
    }

    @Test
    void a_petition_that_comes_again_is_told_with_its_case_and_linked_by_a_person() {
        String again = "'channel':'VISIT','gist':'幸福路工地夜间施工噪声扰民','place':'330723101',"
                + "'petitioner':{'name':'赵测试','idNumber':'110105194912310021'}}";
        Reply first = served.as(Who.CLERK).post("/api/v1/cases", "{'number':'B-1'," + again);
        served.as(Who.CLERK).post("/api/v1/cases", "{'number':'B-2'," + again);

        Reply file = served.as(Who.CLERK).in("en").get("/api/v1/cases/B-2");
        assertThat(file.at("alike/0/number")).isEqualTo("B-1");
        assertThat(file.json().get("alike").get(0).get("proposed").toString())
                .contains("SAME_MATTER")
                .contains("SAME_PERSON");
        assertThat(file.at("alike/0/reasons"))
                .isEqualTo("same identity number, same place, same unit, gist 100 % alike, received on the same day");
        assertThat(file.text()).doesNotContain("110105194912310021");

        Reply linked = served.as(Who.CLERK)
                .post(
                        "/api/v1/cases/B-2/acts",
                        "{'type':'link','other':'" + first.at("id")
                                + "','kind':'SAME_MATTER','reason':'请求相同','seen':1}");
        assertThat(linked.status()).isEqualTo(200);
        assertThat(served.as(Who.CLERK).get("/api/v1/cases/B-1").at("linked/0/number"))
                .isEqualTo("B-2");
        assertThat(served.as(Who.CLERK).get("/api/v1/cases/B-2").at("linked/0/by/official"))
                .isNotBlank();
    }

    @Test
    void a_number_that_is_taken_is_refused() {
        served.as(Who.CLERK).post("/api/v1/cases", "{'number':'A-3','channel':'WEB','gist':'一'}");
        Reply again = served.as(Who.CLERK).post("/api/v1/cases", "{'number':'A-3','channel':'WEB','gist':'二'}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.reason()).isEqualTo("ALREADY_THERE");
    }

    @Test
    void a_place_that_there_is_not_is_refused() {
        Reply done = served.as(Who.CLERK)
                .post("/api/v1/cases", "{'number':'A-4','channel':'WEB','gist':'一','place':'990101'}");
        assertThat(done.status()).isEqualTo(422);
        assertThat(done.at("field")).isEqualTo("place");
    }

    @Test
    void a_day_that_lies_in_the_future_is_refused() {
        Reply done = served.as(Who.CLERK)
                .post("/api/v1/cases", "{'number':'A-5','channel':'WEB','gist':'一','on':'2026-12-31'}");
        assertThat(done.status()).isEqualTo(422);
        assertThat(done.reason()).isEqualTo("IN_THE_FUTURE");
    }

    @Test
    void another_organ_receives_directly_under_article_23() {
        Reply done = served.as(Who.HANDLER).post("/api/v1/cases", "{'number':'A-6','channel':'VISIT','gist':'一'}");
        assertThat(done.at("terms/0/term")).isEqualTo("DIRECT_NOTICE");
    }

    // ------------------------------------------------------------------ tracks

    @Test
    void a_case_is_classified_and_tells_its_track_its_triage_and_what_was_corrected() {
        PetitionCase forwarded = served.given().forwarded();
        Reply proposal = acts(Who.HANDLER, forwarded, "'type':'classify','track':'PROPOSAL','reason':'系建议'");
        assertThat(proposal.status()).isEqualTo(200);
        assertThat(proposal.at("track")).isEqualTo("PROPOSAL");
        Reply legal = served.as(Who.HANDLER)
                .post(
                        "/api/v1/cases/" + forwarded.id() + "/acts",
                        "{'type':'classify','track':'LEGAL_PATH','reason':'属劳动争议','seen':3}");
        assertThat(legal.at("corrections")).isEqualTo("1");
        Reply file = served.as(Who.HANDLER).get("/api/v1/cases/" + forwarded.id());
        assertThat(file.at("track")).isEqualTo("LEGAL_PATH");
        assertThat(file.at("triage")).isEqualTo("LEGAL_PATH");
    }

    @Test
    void a_petition_tells_how_it_came_in_and_is_refused_with_the_article_where_it_may_not() {
        Reply done = served.as(Who.CLERK)
                .post(
                        "/api/v1/cases",
                        "{'number':'A-20','channel':'VISIT','gist':'拖欠工程款','persons':12,"
                                + "'intake':{'representatives':3,'writtenBy':'接访员'}}");
        assertThat(done.status()).isEqualTo(201);
        Reply file = served.as(Who.CLERK).get("/api/v1/cases/A-20");
        assertThat(file.at("petition/intake/collective")).isEqualTo("true");
        assertThat(file.at("petition/intake/representatives")).isEqualTo("3");
        assertThat(file.at("petition/intake/writtenBy")).isEqualTo("接访员");

        Reply many = served.as(Who.CLERK)
                .post(
                        "/api/v1/cases",
                        "{'number':'A-21','channel':'VISIT','gist':'一','persons':12,'intake':{'representatives':6}}");
        assertThat(many.status()).isEqualTo(422);
        assertThat(many.reason()).isEqualTo("TOO_MANY");
        Reply named = served.as(Who.CLERK)
                .post(
                        "/api/v1/cases",
                        "{'number':'A-22','channel':'LETTER','gist':'一','intake':{'anonymous':true},"
                                + "'petitioner':{'name':'赵测试'}}");
        assertThat(named.at("field")).isEqualTo("anonymous");
    }

    @Test
    void an_urgent_matter_that_takes_two_organs_tells_so() {
        PetitionCase accepted = served.given().accepted();
        acts(
                Who.HANDLER,
                accepted,
                "'type':'coordinate','how':'SUPERIOR','decidedBy':'县人民政府','lead':'" + Who.HANDLER.id()
                        + "','assisting':['" + Who.REVIEWER.unit() + "'],'crossings':['REGION'],'reason':'涉及两地'");
        Reply urgent = served.as(Who.HANDLER)
                .post(
                        "/api/v1/cases/" + accepted.id() + "/acts",
                        "{'type':'declareUrgent','reason':'可能聚集','measures':'已到场疏导','seen':4}");
        assertThat(urgent.at("urgency/since")).isEqualTo("2026-03-02");
        assertThat(urgent.at("assisting/0")).isEqualTo(Who.REVIEWER.unit().toString());
        assertThat(urgent.at("crossings/0")).isEqualTo("REGION");
    }

    @Test
    void an_accusation_is_not_there_for_the_unit_that_it_is_against() {
        PetitionCase registered = served.given().registered();
        Reply accused = acts(
                Who.CLERK,
                registered,
                "'type':'classify','track':'ACCUSATION','accused':['" + Who.HANDLER.unit() + "'],'reason':'反映违纪'");
        assertThat(accused.status()).isEqualTo(200);

        String path = "/api/v1/cases/" + registered.id();
        for (String part : List.of("", "/docket", "/answering")) {
            assertThat(served.as(Who.HANDLER).get(path + part).status()).isEqualTo(404);
            assertThat(served.as(Who.CLERK).get(path + part).status()).isEqualTo(200);
        }
    }

    // ------------------------------------------------------------------ the file

    @Test
    void a_case_file_tells_terms_with_their_reasons_the_chain_and_what_can_be_done_now() {
        PetitionCase accepted = served.given().accepted();
        Reply file = served.as(Who.HANDLER).get("/api/v1/cases/" + accepted.id());
        assertThat(file.header("ETag")).hasValue("\"3\"");
        assertThat(texts(file.json().get("chain"), "role")).containsExactly("HOLDER", "UNIT_HEAD", "LEADER_IN_CHARGE");
        assertThat(texts(file.json().get("terms"), "term")).containsExactly("NOTICE", "CONCLUDE");
        assertThat(file.at("terms/1/article")).isEqualTo("《信访工作条例》第三十四条");
        assertThat(file.at("terms/1/explanation/0")).startsWith("起算：2026年3月2日");
        assertThat(file.at("terms/1/light")).isEqualTo("GREEN");
        assertThat(texts(file.json().get("acts"), "type"))
                .contains("reply", "notify", "note")
                .doesNotContain("extend");
        assertThat(texts(file.json().get("docket"), "name")).containsExactly("登记", "转送", "受理");
        Reply english = served.as(Who.HANDLER).in("en").get("/api/v1/cases/" + accepted.id());
        assertThat(english.at("terms/1/explanation/0")).startsWith("From: ");
        assertThat(texts(english.json().get("docket"), "name")).containsExactly("register", "forward", "accept");
        assertThat(texts(
                        served.as(Who.HEAD)
                                .get("/api/v1/cases/" + accepted.id())
                                .json()
                                .get("acts"),
                        "type"))
                .contains("extend");
    }

    @Test
    void an_ended_case_tells_how_it_ended_and_who_answered() {
        PetitionCase ended = served.given().final_();
        Reply file = served.as(Who.CLERK).get("/api/v1/cases/" + ended.id());
        assertThat(file.at("ending")).isEqualTo("FINAL");
        assertThat(file.json().has("stage")).isFalse();
        assertThat(file.json().get("terms")).isEmpty();
    }

    @Test
    void the_docket_is_read_entry_by_entry_as_published() {
        PetitionCase accepted = served.given().accepted();
        Reply docket = served.as(Who.CLERK).get("/api/v1/cases/" + accepted.id() + "/docket");
        assertThat(docket.at("entries/0/entry/act/type")).isEqualTo("register");
        assertThat(docket.at("entries/2/entry/number")).isEqualTo("3");
        assertThat(docket.at("entries/2/hash")).hasSize(64);
    }

    @Test
    void anybody_can_ask_who_answered_on_a_day() {
        PetitionCase accepted = served.given().accepted();
        String at = "/api/v1/cases/" + accepted.petition().number() + "/answering";
        Reply today = served.as(Who.SUPERVISOR).get(at);
        assertThat(today.at("answering/0/role")).isEqualTo("HOLDER");
        assertThat(today.at("answering/0/who/incumbency"))
                .isEqualTo(Who.HANDLER.id().toString());
        Reply before = served.as(Who.SUPERVISOR).get(at + "?on=2020-01-01");
        assertThat(before.json().get("answering")).isEmpty();
    }

    @Test
    void a_case_that_there_is_not_is_not_found() {
        for (String path : List.of("", "/docket", "/answering")) {
            for (String named : List.of("NO-SUCH-NUMBER", "00000000-0000-0000-0000-000000000000")) {
                Reply none = served.as(Who.CLERK).get("/api/v1/cases/" + named + path);
                assertThat(none.status()).as(path).isEqualTo(404);
                assertThat(none.reason()).isEqualTo("NOT_FOUND");
            }
        }
        assertThat(served.as(Who.CLERK)
                        .post("/api/v1/cases/NO-SUCH-NUMBER/acts", "{'type':'note','text':'一','seen':1}")
                        .status())
                .isEqualTo(404);
    }

    // ------------------------------------------------------------------ acts

    @Test
    void an_act_is_done_and_the_case_told_as_it_is_now() {
        PetitionCase accepted = served.given().accepted();
        Reply done = acts(Who.HANDLER, accepted, "'type':'reply','opinion':'SUPPORT','text':'予以支持'");
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.at("stage")).isEqualTo("REPLIED");
        assertThat(done.header("ETag")).hasValue("\"4\"");
    }

    @Test
    void the_whole_way_to_the_final_re_review_is_open_over_http() {
        PetitionCase at = served.given().registered();
        List<String> acts = List.of(
                "CLERK 'type':'transfer','to':'" + Who.HANDLER.id() + "','material':'来信一封'",
                "HANDLER 'type':'notify','manner':'BY_POST','text':'已收到'",
                "HANDLER 'type':'accept'",
                "HEAD 'type':'extend','days':30,'reason':'需鉴定','unasked':'承办人因病离岗','petitionerToldOn':'2026-03-02'",
                "HANDLER 'type':'reply','opinion':'EXPLAIN','text':'解释'",
                "HANDLER 'type':'serve','receivedOn':'2026-03-02','manner':'IN_PERSON'",
                "REVIEWER 'type':'requestReview','to':'" + Who.REVIEWER.id() + "','reason':'不服'",
                "REVIEWER 'type':'review','finding':'UPHELD','text':'维持'",
                "REVIEWER 'type':'serve','receivedOn':'2026-03-02','manner':'BY_POST'",
                "REREVIEWER 'type':'requestRereview','to':'" + Who.REREVIEWER.id() + "','reason':'不服'",
                "REREVIEWER 'type':'hear','from':'2026-03-02','to':'2026-03-02'",
                "REREVIEWER 'type':'rereview','finding':'CHANGED','text':'变更'",
                "REREVIEWER 'type':'unserve','triedOn':'2026-03-02','manner':'BY_POST','why':'REFUSED','text':''",
                "REREVIEWER 'type':'serve','receivedOn':'2026-03-02','manner':'LEFT','recipient':'FAMILY'");
        Reply last = served.as(Who.CLERK).get("/api/v1/cases/" + at.id());
        int seen = at.entries();
        for (String act : acts) {
            Who who = Who.valueOf(act.substring(0, act.indexOf(' ')));
            last = served.as(who)
                    .post(
                            "/api/v1/cases/" + at.id() + "/acts",
                            "{" + act.substring(act.indexOf(' ') + 1) + ",'seen':" + seen++ + "}");
            assertThat(last.status()).as(act + last.text()).isEqualTo(200);
        }
        assertThat(last.at("ending")).isEqualTo("FINAL");
    }

    @Test
    void refusals_come_with_their_status_reason_article_and_facts() {
        PetitionCase accepted = served.given().accepted();
        Reply notYours = acts(Who.CLERK, accepted, "'type':'reply','opinion':'SUPPORT','text':'一'");
        assertThat(notYours.status()).isEqualTo(403);
        assertThat(notYours.reason()).isEqualTo("NOT_YOURS");
        assertThat(notYours.at("article")).isEqualTo("《信访工作条例》第三十一条第一款");
        assertThat(notYours.at("detail")).contains("承办人");
        assertThat(notYours.at("type")).isEqualTo("/docs#NOT_YOURS");
        assertThat(notYours.header("Content-Type")).hasValue("application/problem+json");

        Reply stage = acts(Who.HANDLER, accepted, "'type':'accept'");
        assertThat(stage.status()).isEqualTo(409);
        assertThat(stage.at("stage")).isEqualTo("ACCEPTED");

        Reply tooLong =
                acts(Who.HEAD, accepted, "'type':'extend','days':31,'reason':'一','petitionerToldOn':'2026-03-02'");
        assertThat(tooLong.status()).isEqualTo(422);
        assertThat(tooLong.reason()).isEqualTo("TOO_LONG");
        assertThat(tooLong.at("most")).isEqualTo("30");
        assertThat(tooLong.at("article")).isEqualTo("《信访工作条例》第三十四条");

        Reply blank = acts(Who.HANDLER, accepted, "'type':'note','text':' '");
        assertThat(blank.status()).isEqualTo(422);
        assertThat(blank.reason()).isEqualTo("INCOMPLETE");
        assertThat(blank.at("field")).isEqualTo("text");

        Reply same = acts(Who.HANDLER, accepted, "'type':'reassign','to':'" + Who.HANDLER.id() + "','reason':'一'");
        assertThat(same.reason()).isEqualTo("SAME_RECEIVER");

        Reply gone = acts(
                Who.HANDLER, accepted, "'type':'reassign','to':'00000000-0000-0000-0000-000000000000','reason':'一'");
        assertThat(gone.reason()).isEqualTo("RECEIVER_DOES_NOT_SIT");

        Reply early = served.as(Who.HANDLER)
                .post(
                        "/api/v1/cases/" + accepted.id() + "/acts",
                        "{'type':'note','text':'一','seen':3,'on':'2026-03-01'}");
        assertThat(early.reason()).isEqualTo("BEFORE_LAST_ENTRY");
        assertThat(early.at("last")).isEqualTo("2026-03-02");

        Reply english = served.as(Who.HANDLER)
                .in("fr, en;q=0.8, zh;q=0.2")
                .post("/api/v1/cases/" + accepted.id() + "/acts", "{'type':'accept','seen':3}");
        assertThat(english.at("detail")).startsWith("Accept: not possible at this stage");
        assertThat(served.given().now(accepted.id()).entries()).isEqualTo(3);
    }

    @Test
    void what_only_the_system_does_nobody_can_ask_for() {
        PetitionCase accepted = served.given().accepted();
        Reply takeOver = acts(
                Who.HANDLER,
                accepted,
                "'type':'takeOver','handover':'00000000-0000-0000-0000-000000000000','from':'" + Who.HANDLER.id()
                        + "','to':'" + Who.COLLEAGUE.id() + "'");
        assertThat(takeOver.status()).isEqualTo(403);
        assertThat(takeOver.reason()).isEqualTo("NOT_YOURS");
    }

    // ------------------------------------------------------------------ who was late

    @Test
    void whoever_is_late_is_told_what_changed() {
        PetitionCase seen = served.given().accepted();
        served.given().does(Who.HANDLER, seen, new CaseAct.Note("电话联系信访人"));
        Reply late = acts(Who.COLLEAGUE, seen, "'type':'note','text':'约谈'");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.reason()).isEqualTo("STALE");
        assertThat(late.json().get("seen").asInt()).isEqualTo(3);
        assertThat(late.json().get("entries").asInt()).isEqualTo(4);
        assertThat(texts(late.json().get("changed"), "name")).containsExactly("记事");
        assertThat(late.at("changed/0/entry/act/text")).isEqualTo("电话联系信访人");
        assertThat(late.at("changed/0/by/official")).isEqualTo(Who.HANDLER.fullName());
    }

    @Test
    void what_was_seen_can_be_said_by_if_match() {
        PetitionCase seen = served.given().accepted();
        String at = "/api/v1/cases/" + seen.id() + "/acts";
        Reply done = served.as(Who.HANDLER).header("If-Match", "\"3\"").post(at, "{'type':'note','text':'一'}");
        assertThat(done.status()).isEqualTo(200);
        Reply late = served.as(Who.HANDLER).header("If-Match", "\"3\"").post(at, "{'type':'note','text':'二'}");
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.reason()).isEqualTo("STALE");
        Reply none = served.as(Who.HANDLER).post(at, "{'type':'note','text':'三'}");
        assertThat(none.status()).isEqualTo(428);
        assertThat(none.reason()).isEqualTo("SEEN_MISSING");
        for (String unclear : List.of("*", "3", "W/\"3\"", "\"three\"", "\"\"")) {
            Reply odd = served.as(Who.HANDLER).header("If-Match", unclear).post(at, "{'type':'note','text':'三'}");
            assertThat(odd.status()).as(unclear).isEqualTo(400);
        }
        Reply never = served.as(Who.HANDLER).post(at, "{'type':'note','text':'五','seen':77}");
        assertThat(never.reason()).as("nobody has seen that many").isEqualTo("SEEN_UNCLEAR");
        Reply both = served.as(Who.HANDLER).header("If-Match", "\"4\"").post(at, "{'type':'note','text':'四','seen':3}");
        assertThat(both.reason()).isEqualTo("SEEN_UNCLEAR");
    }

    @Test
    void of_two_who_act_at_once_one_wins_and_the_other_is_told() throws Exception {
        PetitionCase seen = served.given().accepted();
        served.token(Who.HANDLER);
        served.token(Who.COLLEAGUE);
        List<Thread> threads = new ArrayList<>();
        List<Reply> replies = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 8; i++) {
            Who who = i % 2 == 0 ? Who.HANDLER : Who.COLLEAGUE;
            String text = "第" + i + "次";
            Thread thread = new Thread(() -> replies.add(acts(who, seen, "'type':'note','text':'" + text + "'")));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(replies).extracting(Reply::status).containsOnly(200, 409);
        assertThat(replies.stream().filter(reply -> reply.status() == 200)).hasSize(1);
        assertThat(replies.stream().filter(reply -> reply.status() == 409))
                .allSatisfy(late ->
                        assertThat(texts(late.json().get("changed"), "name")).containsExactly("记事"));
        assertThat(served.given().now(seen.id()).entries()).isEqualTo(4);
    }

    // ------------------------------------------------------------------ the ledger

    @Test
    void the_ledger_comes_in_pages_that_lose_and_repeat_nothing() {
        for (int i = 0; i < 7; i++) {
            served.given().registered();
        }
        List<String> all =
                texts(served.as(Who.CLERK).get("/api/v1/cases?size=200").json().get("lines"), "id");
        List<String> paged = new ArrayList<>();
        String next = "";
        do {
            Reply page = served.as(Who.CLERK)
                    .get("/api/v1/cases?size=3"
                            + (next.isEmpty()
                                    ? ""
                                    : "&after="
                                            + java.net.URLEncoder.encode(
                                                    next, java.nio.charset.StandardCharsets.UTF_8)));
            paged.addAll(texts(page.json().get("lines"), "id"));
            next = page.at("next");
        } while (!next.isEmpty());
        assertThat(paged).isEqualTo(all).doesNotHaveDuplicates();
    }

    @Test
    void the_ledger_is_narrowed_by_what_is_asked_for() {
        PetitionCase taken = served.given().taken(served.given().accepted(), Who.DEPUTY);
        String id = taken.id().toString();
        assertThat(found("leader=" + Who.DEPUTY.id())).contains(id);
        assertThat(found("leader=" + Who.OTHER_DEPUTY.id())).doesNotContain(id);
        assertThat(found("unit=" + Who.Place.BUREAU.id() + "&stage=ACCEPTED&light=GREEN&open=true"))
                .contains(id);
        assertThat(found("stage=REPLIED")).doesNotContain(id);
        assertThat(found("open=false")).doesNotContain(id);
        assertThat(found("answering=" + Who.HANDLER.official())).contains(id);
        assertThat(found("place=330723101&receivedFrom=2026-03-01&receivedTo=2026-03-31"))
                .contains(id);
        assertThat(found("receivedTo=2026-01-01")).doesNotContain(id);
        assertThat(found("text=" + taken.petition().number())).contains(id);
        Reply counted = served.as(Who.CLERK).get("/api/v1/cases?counts=true&leader=" + Who.DEPUTY.id());
        assertThat(counted.json().at("/counts/open").asInt()).isPositive();
    }

    private static Stream<String> found(String query) {
        return texts(
                served.as(Who.CLERK)
                        .get("/api/v1/cases?size=200&" + query)
                        .json()
                        .get("lines"),
                "id")
                .stream();
    }

    @Test
    void everybody_finds_what_waits_for_him_or_her() {
        served.given().accepted();
        Reply bench = served.as(Who.HANDLER).get("/api/v1/workbench");
        assertThat(bench.json().at("/mine/open").asInt()).isPositive();
        assertThat(bench.json().get("held")).isNotEmpty();
    }
}
