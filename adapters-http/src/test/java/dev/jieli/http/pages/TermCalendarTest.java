package dev.jieli.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.organization.PostId;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.statute.Language;
import dev.jieli.domain.tenure.Incumbency;
import dev.jieli.domain.tenure.UnitAct;
import dev.jieli.http.Served;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.Who;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The terms that somebody has to keep, in whatever calendar he or she uses. */
class TermCalendarTest {
    private final Served served = Served.an_office();
    private final Given given = served.given();
    private final PetitionCase forwarded = given.forwarded();

    @AfterEach
    void stop() {
        served.close();
    }

    private String subscribed(Who who) {
        Visitor visitor = Visitor.as(served, who);
        Visitor.Answer told = visitor.send(visitor.get("/me/tokens")
                .form("/me/tokens")
                .with("name", "手机日历")
                .with("scope", "CALENDAR")
                .with("days", "90")
                .with("proof", Served.PASSWORD));
        Matcher address =
                Pattern.compile("http://[^<\"]*/calendar/[^<\"]*\\.ics").matcher(told.html());
        assertThat(address.find()).as(told.text()).isTrue();
        return URI.create(address.group()).getPath();
    }

    private Served.Reply read(String path) {
        return served.nobody().header("Accept", "text/calendar").sent("GET", path);
    }

    @Test
    void whoever_has_the_address_reads_the_terms_of_the_post_and_nothing_of_the_matter_or_the_petitioner() {
        Served.Reply calendar = read(subscribed(Who.HANDLER));

        assertThat(calendar.status()).isEqualTo(200);
        assertThat(calendar.header("Content-Type")).hasValue("text/calendar; charset=utf-8");
        String text = calendar.text().replace("\r\n ", "");
        assertThat(text)
                .startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
                .endsWith("END:VCALENDAR\r\n")
                .contains(forwarded.petition().number())
                .contains("DTSTART;VALUE=DATE:2026")
                .contains("BEGIN:VALARM")
                .doesNotContain(forwarded.petition().gist())
                .doesNotContain(Given.petitioner().name());
        assertThat(Splitter.on("BEGIN:VEVENT").splitToList(text)).hasSizeGreaterThan(1);
        assertThat(read(subscribed(Who.COLLEAGUE)).text())
                .doesNotContain(forwarded.petition().number());
    }

    @Test
    void no_line_is_longer_than_75_octets_and_no_character_is_broken() {
        String text = new TermCalendar(
                        ImmutableList.of(forwarded), given.today(), Language.ZH, "http://" + "长".repeat(100))
                .text();

        assertThat(Splitter.on("\r\n").splitToList(text))
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75));
        assertThat(text.replace("\r\n ", "")).contains("长".repeat(100)).doesNotContain("\uFFFD");
    }

    @Test
    void what_has_not_changed_is_not_sent_again() {
        String path = subscribed(Who.HANDLER);
        String tag = read(path).header("ETag").orElseThrow();

        Served.Reply same = served.nobody().header("If-None-Match", tag).sent("GET", path);
        assertThat(same.status()).isEqualTo(304);
        given.does(Who.HANDLER, forwarded, new CaseAct.Accept());
        assertThat(served.nobody()
                        .header("If-None-Match", tag)
                        .sent("GET", path)
                        .status())
                .isEqualTo(200);
    }

    /** Whoever holds it cannot be accused in it, but may begin in the accused unit afterwards. */
    @Test
    void an_accusation_against_its_owner_is_in_no_calendar() {
        PetitionCase another = held(Who.OTHER_CLERK);
        PetitionCase accusation = given.does(
                Who.CLERK,
                held(Who.OTHER_CLERK),
                new CaseAct.Classify(
                        Track.ACCUSATION, Optional.empty(), ImmutableSet.of(Who.TOWN_HEAD.unit()), "检举控告"));
        String path = subscribed(Who.OTHER_CLERK);
        assertThat(read(path).text())
                .contains(another.petition().number(), accusation.petition().number());

        begins(Who.OTHER_CLERK, Who.TOWN_HEAD.unit());
        assertThat(given.now(accusation.id()).position().chain().in(Role.HOLDER))
                .hasValue(Who.OTHER_CLERK.id());
        assertThat(read(path).text())
                .contains(another.petition().number())
                .doesNotContain(accusation.petition().number());
    }

    private void begins(Who who, UnitId unit) {
        PostId post = given.look(session -> session.roster().posts(unit).get(0)).id();
        given.enters(
                unit,
                new UnitAct.Appoint(
                        new Incumbency(
                                new IncumbencyId(UUID.randomUUID()),
                                who.official(),
                                post,
                                given.today(),
                                false,
                                Optional.empty()),
                        given.look(session -> session.roster().official(who.official()))
                                .orElseThrow()));
    }

    private PetitionCase held(Who holder) {
        return given.does(Who.CLERK, given.registered(), new CaseAct.Reassign(holder.id(), "调整"));
    }

    @Test
    void it_ends_when_it_is_revoked_when_its_time_is_over_and_with_the_incumbency() {
        String revoked = subscribed(Who.HANDLER);
        Visitor handler = Visitor.as(served, Who.HANDLER);
        Visitor.Answer page = handler.get("/me/tokens");
        Matcher token = Pattern.compile("name=\"token\" value=\"([^\"]*)\"").matcher(page.html());
        assertThat(token.find()).isTrue();
        handler.send(page.form("/me/tokens/revoke").with("token", token.group(1)));
        assertThat(read(revoked).status()).isEqualTo(404);

        String left = subscribed(Who.TOWN_HANDLER);
        assertThat(read(left).status()).isEqualTo(200);
        given.effective(given.opened(Who.TOWN_HANDLER, given.successor(Who.TOWN_HANDLER)));
        assertThat(read(left).status()).isEqualTo(404);

        String old = subscribed(Who.COLLEAGUE);
        served.later(Duration.ofDays(91));
        assertThat(read(old).status()).isEqualTo(404);
    }

    @Test
    void the_secret_opens_nothing_else_and_no_other_token_opens_it() {
        String path = subscribed(Who.HANDLER);
        String secret = path.substring("/calendar/".length(), path.length() - ".ics".length());

        for (String other : List.of("/api/v1/cases", "/api/v1/me", "/api/v1/listeners")) {
            assertThat(served.nobody()
                            .header("Authorization", "Bearer " + secret)
                            .sent("GET", other)
                            .status())
                    .as(other)
                    .isEqualTo(403);
        }
        assertThat(read("/calendar/" + served.token(Who.HANDLER) + ".ics").status())
                .isEqualTo(404);
        assertThat(read(path.replace(".ics", "")).status()).isEqualTo(404);
        assertThat(served.as(Who.HANDLER)
                        .post("/api/v1/tokens", "{'name':'一','scopes':['READ','CALENDAR'],'days':30}")
                        .status())
                .isEqualTo(400);
    }
}
