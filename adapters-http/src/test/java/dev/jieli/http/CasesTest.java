package dev.jieli.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.testkit.Who;
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

    @Test
    void a_petition_is_registered_and_found_by_id_and_by_number() {
        Served.Reply done = served.as(Who.CLERK)
                .post(
                        "/api/v1/cases",
                        "{'number':'A-1','channel':'VISIT','gist':'道路积水','persons':3,'place':'330723101','petitioner':{'name':'赵测试','phone':'13800000000'}}");
        assertThat(done.status()).isEqualTo(201);
        Served.Reply byNumber = served.as(Who.CLERK).get("/api/v1/cases/A-1");
        assertThat(byNumber.status()).isEqualTo(200);
        assertThat(byNumber.at("petitioner/name")).isEqualTo("赵某某");
        assertThat(served.as(Who.CLERK)
                        .get(done.header("Location").orElseThrow())
                        .text())
                .isEqualTo(byNumber.text());
    }

    @Test
    void an_act_is_done_and_told() {
        PetitionCase accepted = served.given().accepted();
        Served.Reply done = served.as(Who.HANDLER)
                .post(
                        "/api/v1/cases/" + accepted.id() + "/acts",
                        "{'type':'note','text':'电话联系','seen':" + accepted.entries() + "}");
        assertThat(done.status()).isEqualTo(200);
        Served.Reply late = served.as(Who.HANDLER)
                .post(
                        "/api/v1/cases/" + accepted.id() + "/acts",
                        "{'type':'note','text':'电话联系','seen':" + accepted.entries() + "}");
        assertThat(late.status()).isEqualTo(409);
    }
}
