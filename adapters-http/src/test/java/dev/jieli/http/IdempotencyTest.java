package dev.jieli.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.authority.Duty;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.http.Served.Reply;
import dev.jieli.testkit.Who;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class IdempotencyTest {
    private static final String CASE = "{'number':'%s','channel':'WEB','gist':'一'}";

    private static Served served;

    @BeforeAll
    static void start() {
        served = Served.an_office();
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    private static Reply register(Who who, String key, String number) {
        return served.as(who).keyed(key).post("/api/v1/cases", CASE.formatted(number));
    }

    @Test
    void the_same_request_under_the_same_key_gets_the_same_answer_and_is_done_once() {
        Reply first = register(Who.CLERK, "key-1", "K-1");
        Reply again = register(Who.CLERK, "key-1", "K-1");
        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
    }

    @Test
    void the_answer_stays_the_same_when_things_have_moved_on() {
        PetitionCase seen = served.given().accepted();
        String at = "/api/v1/cases/" + seen.id() + "/acts";
        Reply first = served.as(Who.HANDLER).keyed("key-2").post(at, "{'type':'note','text':'一','seen':3}");
        served.given().does(Who.HANDLER, seen.id(), new CaseAct.Note("二"));
        Reply again = served.as(Who.HANDLER).keyed("key-2").post(at, "{'type':'note','text':'一','seen':3}");
        assertThat(first.status()).isEqualTo(200);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(served.given().now(seen.id()).entries()).isEqualTo(5);
    }

    @Test
    void another_request_under_the_same_key_is_refused() {
        register(Who.CLERK, "key-3", "K-3");
        Reply other = register(Who.CLERK, "key-3", "K-4");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.reason()).isEqualTo("KEY_REUSED");
        assertThat(served.as(Who.CLERK).get("/api/v1/cases/K-4").status()).isEqualTo(404);
    }

    @Test
    void keys_of_two_accounts_have_nothing_to_do_with_each_other() {
        assertThat(register(Who.CLERK, "key-5", "K-5").status()).isEqualTo(201);
        assertThat(register(Who.OTHER_CLERK, "key-5", "K-6").status()).isEqualTo(201);
    }

    @Test
    void a_refusal_changed_nothing_and_the_key_can_be_used_again() {
        PetitionCase seen = served.given().forwarded();
        String at = "/api/v1/cases/" + seen.id() + "/acts";
        String act = "{'type':'reply','opinion':'SUPPORT','text':'一','seen':3}";
        assertThat(served.as(Who.HANDLER).keyed("key-7").post(at, act).status()).isEqualTo(400);
        served.given().does(Who.HANDLER, seen.id(), new CaseAct.Accept());
        assertThat(served.as(Who.HANDLER).keyed("key-7").post(at, act).status()).isEqualTo(200);
        assertThat(served.as(Who.HANDLER).keyed("key-7").post(at, act).status()).isEqualTo(200);
        assertThat(served.given().now(seen.id()).entries()).isEqualTo(4);
    }

    @Test
    void of_many_that_come_at_once_one_does_the_work_and_all_get_its_answer() throws Exception {
        PetitionCase seen = served.given().accepted();
        served.token(Who.HANDLER);
        List<Reply> replies = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Thread thread = new Thread(() -> replies.add(served.as(Who.HANDLER)
                    .keyed("key-8")
                    .post("/api/v1/cases/" + seen.id() + "/acts", "{'type':'note','text':'一','seen':3}")));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(replies).hasSize(12).extracting(Reply::status).containsOnly(200);
        assertThat(replies).extracting(Reply::text).containsOnly(replies.get(0).text());
        assertThat(served.given().now(seen.id()).entries()).isEqualTo(4);
    }

    @Test
    void a_correction_comes_once_under_its_key() {
        String path = "/api/v1/cases/" + served.given().accepted().id() + "/petitioner/correction";
        String body = "{'name':'某某某','reason':'本人更正'}";
        for (int i = 0; i < 2; i++) {
            Reply corrected = served.as(Who.CLERK).keyed("correction").post(path, body);
            assertThat(corrected.status()).as(corrected.text()).isEqualTo(204);
            assertThat(corrected.text()).isEmpty();
        }
        assertThat(served.as(Who.CLERK).keyed("another").post(path, body).status())
                .as("nothing is left to correct")
                .isEqualTo(422);
    }

    @Test
    void a_key_holds_for_every_post_that_does_something() {
        twice(
                "/api/v1/units",
                "{'name':'某县气象局','kind':'DEPARTMENT','region':'330723','above':'" + Who.Place.COUNTY.id() + "'}");
        twice("/api/v1/units/" + Who.Place.BUREAU.id() + "/posts", "{'title':'档案员','kind':'HANDLER'}");
        twice(
                "/api/v1/units/" + Who.Place.BUREAU.id() + "/heads",
                "{'head':'" + Who.HEAD.post() + "','inCharge':'" + Who.DEPUTY.post() + "'}");
        twice("/api/v1/appointments", "{'post':'" + Who.TOWN_HANDLER.post() + "','name':'癸一'}");
        twice(
                () -> served.as(Duty.SYSTEM),
                "/api/v1/accounts",
                "{'name':'gui','official':'" + Who.HEAD.official() + "','password':'A first long password 1'}");
        twice(
                "/api/v1/calendar",
                "{'year':2027,'number':'一','title':'二','holidays':{'2027-01-01':'元旦'},'makeUpDays':{}}");
        twice(
                "/api/v1/handovers",
                "{'outgoing':'" + Who.TOWN_HANDLER.id() + "','incoming':'" + Who.TOWN_HEAD.id() + "','witness':'"
                        + Who.OFFICE_HEAD.id() + "','cause':'RETIRED','leavesOn':'2026-03-02','dueOn':'2026-03-20'}");
    }

    private static void twice(String path, String body) {
        twice(() -> served.as(Who.OFFICE_HEAD), path, body);
    }

    private static void twice(Supplier<Served.Call> whose, String path, String body) {
        Reply first = whose.get().keyed(path).post(path, body);
        Reply again = whose.get().keyed(path).post(path, body);
        assertThat(first.status()).as(path + first.text()).isIn(200, 201);
        assertThat(again.status()).as(path).isEqualTo(first.status());
        assertThat(again.text()).as(path).isEqualTo(first.text());
        assertThat(whose.get()
                        .keyed(path)
                        .post(path, "{'name':'other','title':'other','kind':'HANDLER','region':'330723'}")
                        .status())
                .as(path)
                .isIn(400, 422);
    }
}
