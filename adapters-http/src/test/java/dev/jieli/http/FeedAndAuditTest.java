package dev.jieli.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Audit;
import dev.jieli.application.port.Feed;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.authority.Duty;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.http.Served.Reply;
import dev.jieli.http.site.Json;
import dev.jieli.testkit.Listening;
import dev.jieli.testkit.Who;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FeedAndAuditTest {

    @Test
    void dead_letters_are_listed_and_sent_again() {
        Listening silent = new Listening(ImmutableList.of("archive"), ImmutableSet.of());
        try (Served served = Served.an_office(silent)) {
            served.given().registered();
            List<Feed.Sealed> page = new ArrayList<>();
            served.archive().feed().relay("archive", 1, entries -> {
                page.addAll(entries);
                return entries.size();
            });
            served.archive().feed().setAside("archive", page.get(0), "410 Gone", served.now());

            Reply listed = served.as(Who.OFFICE_HEAD).get("/api/v1/listeners");
            assertThat(listed.at("listeners/0/deadLetters")).isEqualTo("1");
            assertThat(listed.at("listeners/0/authorized")).isEqualTo("false");
            Reply letters = served.as(Who.OFFICE_HEAD).get("/api/v1/listeners/archive/dead-letters");
            assertThat(letters.at("deadLetters/0/why")).isEqualTo("410 Gone");
            String id = letters.at("deadLetters/0/id");
            Reply resent =
                    served.as(Who.OFFICE_HEAD).post("/api/v1/listeners/archive/dead-letters", "{'id':'" + id + "'}");
            assertThat(resent.at("delivered")).isEqualTo("true");
            assertThat(silent.sent()).containsExactly("archive " + id);

            assertThat(served.as(Who.OFFICE_HEAD)
                            .post("/api/v1/listeners/archive/dead-letters", "{'id':'case/x/1'}")
                            .status())
                    .isEqualTo(404);
            assertThat(served.as(Who.OFFICE_HEAD)
                            .get("/api/v1/listeners/nobody/dead-letters")
                            .status())
                    .isEqualTo(404);
            assertThat(served.as(Who.HANDLER).get("/api/v1/listeners").status()).isEqualTo(403);
        }
    }

    @Test
    void a_handover_with_an_accusation_on_its_list_is_set_aside_for_nobody_whom_that_is_against() {
        try (Served served = Served.an_office(Listening.one("archive"))) {
            served.given()
                    .does(
                            Who.CLERK,
                            served.given().registered(),
                            new CaseAct.Classify(
                                    Track.ACCUSATION,
                                    Optional.empty(),
                                    ImmutableSet.of(),
                                    ImmutableSet.of(Who.OFFICE_HEAD.official()),
                                    "检举控告"));
            Handover main = served.given().opened(Who.CLERK.id(), Who.OTHER_CLERK.id(), Who.SUPERVISOR.id());
            Handover handover = served.given()
                    .look(session -> session.handovers().beside(main.id()))
                    .get(0);
            Feed feed = served.archive().feed();
            feed.relay("archive", 1000, entries -> {
                entries.stream()
                        .filter(entry -> entry.subject().equals(Handover.subject(handover.id())))
                        .forEach(entry -> feed.setAside("archive", entry, "410 Gone", served.now()));
                return entries.size();
            });

            assertThat(served.as(Who.OTHER_CLERK)
                            .get("/api/v1/listeners/archive/dead-letters")
                            .json()
                            .get("deadLetters"))
                    .hasSize(1);
            assertThat(served.as(Who.OFFICE_HEAD)
                            .get("/api/v1/listeners/archive/dead-letters")
                            .json()
                            .get("deadLetters"))
                    .isEmpty();
            assertThat(served.as(Who.OFFICE_HEAD).get("/api/v1/listeners").at("listeners/0/deadLetters"))
                    .isEqualTo("0");
        }
    }

    @Test
    void dockets_are_verified_beside_the_requests() {
        try (Served served = Served.an_office()) {
            served.given().accepted();
            assertThat(served.as(Who.HANDLER).get("/api/v1/verify").at("state")).isEqualTo("NEVER");
            assertThat(served.as(Who.HANDLER).post("/api/v1/verify", "{}").status())
                    .isEqualTo(403);
            assertThat(served.as(Who.OFFICE_HEAD).post("/api/v1/verify", "{}").status())
                    .isEqualTo(202);
            Reply status = verified(served);
            assertThat(status.at("state")).isEqualTo("SOUND");
            assertThat(status.json().get("entries").asInt()).isPositive();
            assertThat(status.json().get("faults")).isEmpty();
        }
    }

    @Test
    void who_holds_a_post_is_told_whether_the_record_is_sound_and_no_number() {
        try (Served served = Served.an_office()) {
            served.given().accepted();
            Reply begun = served.as(Who.OFFICE_HEAD).post("/api/v1/verify", "{}");
            assertThat(begun.json().properties())
                    .extracting(Map.Entry::getKey)
                    .as("nor while it is read")
                    .isSubsetOf("state", "endedAt");
            assertThat(verified(served).at("state")).isEqualTo("SOUND");

            for (Who who : ImmutableList.of(Who.HANDLER, Who.OFFICE_HEAD, Who.CLERK)) {
                assertThat(served.as(who).get("/api/v1/verify").json().properties())
                        .extracting(Map.Entry::getKey)
                        .as(who.name())
                        .containsExactlyInAnyOrder("state", "endedAt");
            }
            for (Duty duty : Duty.values()) {
                assertThat(served.as(duty).get("/api/v1/verify").json().properties())
                        .extracting(Map.Entry::getKey)
                        .as(duty.name())
                        .contains("begunAt", "entriesRead", "dockets", "entries", "checkpoints", "faults");
            }
        }
    }

    @Test
    void where_a_fault_is_is_told_to_administrators_only() {
        Audit.Fault fault = new Audit.Fault("case/00000000-0000-4000-8000-000000000047", 12, Audit.Fault.Kind.ALTERED);
        try (Served served = Served.an_office(fault)) {
            served.as(Who.OFFICE_HEAD).post("/api/v1/verify", "{}");
            assertThat(verified(served).at("faults/0/subject")).isEqualTo(fault.subject());

            Reply told = served.as(Who.HANDLER).get("/api/v1/verify");
            assertThat(told.at("state")).isEqualTo("FAULTY");
            assertThat(told.json().properties())
                    .extracting(Map.Entry::getKey)
                    .containsExactlyInAnyOrder("state", "endedAt");
        }
    }

    /** How it ended, for an administrator. */
    private static Reply verified(Served served) {
        Reply status = served.as(Duty.AUDIT).get("/api/v1/verify");
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (status.at("state").equals("RUNNING") && System.nanoTime() < end) {
            Thread.onSpinWait();
            status = served.as(Duty.AUDIT).get("/api/v1/verify");
        }
        return status;
    }

    private static List<AccountAct.Trace> traces(Served served, Who who) {
        Accounts.Account account =
                served.archive().accounts().named(Served.name(who)).orElseThrow();
        return served.given().look(session -> session.dockets().read(AccountAct.subject(account.id()))).stream()
                .map(entry -> (AccountAct.Trace) entry.act())
                .toList();
    }

    @Test
    void what_is_exported_and_printed_is_on_record_before_it_goes_out() {
        try (Served served = Served.an_office()) {
            served.given().accepted();
            Handover open = served.given().opened(Who.HANDLER, Who.COLLEAGUE.id());
            Reply file = served.as(Who.OFFICE_HEAD).get("/api/v1/export?format=csv&text=%E9%81%93%E8%B7%AF");
            assertThat(file.status()).isEqualTo(200);
            served.as(Who.OFFICE_HEAD).get("/api/v1/handovers/" + open.id() + "/paper");

            assertThat(traces(served, Who.OFFICE_HEAD))
                    .filteredOn(trace -> trace.kind() == AccountAct.Kind.EXPORT)
                    .singleElement()
                    .satisfies(trace -> {
                        assertThat(trace.from()).isPresent();
                        assertThat(trace.details())
                                .containsEntry(AccountAct.Detail.FILTER, "format text")
                                .containsKeys(AccountAct.Detail.COUNT, AccountAct.Detail.DIGEST);
                    });
            assertThat(traces(served, Who.OFFICE_HEAD))
                    .extracting(AccountAct.Trace::kind, AccountAct.Trace::about)
                    .contains(tuple(AccountAct.Kind.PRINT, Optional.of(open.subject())));
        }
    }

    @Test
    void whoever_goes_where_he_or_she_may_not_is_on_record() {
        try (Served served = Served.an_office()) {
            assertThat(served.as(Who.HANDLER).get("/api/v1/accounts").status()).isEqualTo(403);

            assertThat(traces(served, Who.HANDLER))
                    .filteredOn(trace -> trace.kind() == AccountAct.Kind.REFUSE)
                    .singleElement()
                    .matches(trace -> !trace.done())
                    .extracting(AccountAct.Trace::details)
                    .isEqualTo(ImmutableMap.of(
                            AccountAct.Detail.WHY, "NOT_IN_YOUR_POWER",
                            AccountAct.Detail.ROUTE, "GET /api/v1/accounts"));
        }
    }

    @Test
    void and_so_is_whoever_acts_in_what_he_or_she_has_withdrawn_from() {
        try (Served served = Served.an_office()) {
            PetitionCase left = served.given()
                    .does(
                            Who.CLERK,
                            served.given().accepted(),
                            new CaseAct.Recuse(Who.HEAD.id(), Optional.empty(), "系信访人亲属"));
            Reply refused = served.as(Who.HEAD)
                    .post(
                            "/api/v1/cases/" + left.id() + "/acts",
                            Json.object().put("type", "note").put("text", "补记").put("seen", left.entries()));
            assertThat(refused.status()).isEqualTo(403);

            assertThat(traces(served, Who.HEAD))
                    .filteredOn(trace -> trace.kind() == AccountAct.Kind.REFUSE)
                    .singleElement()
                    .extracting(AccountAct.Trace::details)
                    .isEqualTo(ImmutableMap.of(
                            AccountAct.Detail.WHY, "RECUSED",
                            AccountAct.Detail.ROUTE, "POST /api/v1/cases/{case}/acts"));
        }
    }

    @Test
    void the_audit_is_read_a_page_at_a_time_by_the_auditor_and_that_is_on_record_too() {
        try (Served served = Served.an_office()) {
            assertThat(served.as(Who.HANDLER).get("/api/v1/accounts").status()).isEqualTo(403);
            served.as(Who.OFFICE_HEAD).get("/api/v1/export?format=csv");

            Reply first = served.as(Duty.AUDIT).get("/api/v1/audit?size=2");
            assertThat(first.status()).isEqualTo(200);
            assertThat(first.json().get("entries")).hasSize(2);
            assertThat(first.at("entries/0/kind")).isEqualTo("SEE");
            assertThat(first.at("entries/0/details/ROUTE")).isEqualTo("/api/v1/audit");
            Reply second = served.as(Duty.AUDIT).get("/api/v1/audit?size=2&after=" + first.at("next"));
            assertThat(second.at("entries/0/kind")).isEqualTo("REFUSE");
            assertThat(second.at("entries/0/details/WHY")).isEqualTo("NOT_IN_YOUR_POWER");
            assertThat(second.json().has("next")).isFalse();

            Reply refusals = served.as(Duty.AUDIT).get("/api/v1/audit?kind=REFUSE&done=false");
            assertThat(refusals.json().get("entries")).hasSize(1);
            assertThat(served.as(Duty.AUDIT)
                            .get("/api/v1/audit?after=x&about=y")
                            .json()
                            .get("errors"))
                    .hasSize(2);
            Reply watched = served.as(Duty.SECURITY).get("/api/v1/audit");
            assertThat(watched.json().get("entries"))
                    .isNotEmpty()
                    .allSatisfy(entry -> assertThat(entry.get("account").asText())
                            .isEqualTo(Served.account(Duty.AUDIT).id().toString()));
            assertThat(served.as(Duty.SYSTEM).get("/api/v1/audit").reason()).isEqualTo("NOT_IN_YOUR_POWER");
            assertThat(served.as(Who.OFFICE_HEAD).get("/api/v1/audit").reason()).isEqualTo("NOT_IN_YOUR_POWER");
        }
    }

    /** A page that follows a first one could be any page. */
    @Test
    void no_page_of_the_audit_is_read_without_an_entry_whatever_it_is_asked_to_go_on_after() {
        try (Served served = Served.an_office()) {
            served.as(Who.HANDLER).get("/api/v1/accounts");
            String last = "?after=999999";
            assertThat(served.as(Duty.AUDIT).get("/api/v1/audit" + last).text()).contains("NOT_IN_YOUR_POWER");
            assertThat(served.nobody()
                            .header("Accept", "text/html")
                            .header("Cookie", "lang=zh; jieli=" + served.token(Duty.AUDIT))
                            .sent("GET", "/audit" + last)
                            .text())
                    .contains("越权被拒");

            ImmutableList<Entry> entries = served.given()
                    .look(session -> session.dockets()
                            .read(AccountAct.subject(Served.account(Duty.AUDIT).id())));
            assertThat(entries)
                    .extracting(entry -> ((AccountAct.Trace) entry.act()).details())
                    .extracting(details -> details.get(AccountAct.Detail.ROUTE))
                    .containsExactly("/api/v1/audit", "/audit");
        }
    }
}
