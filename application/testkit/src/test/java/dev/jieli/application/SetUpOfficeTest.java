package dev.jieli.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.application.port.Board;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.organization.Official;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.PostId;
import dev.jieli.domain.tenure.Incumbency;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.InMemoryArchive;
import dev.jieli.testkit.Who;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SetUpOfficeTest {
    private static final Instant AT = Instant.parse("2026-03-02T02:00:00Z");

    private final InMemoryArchive archive = new InMemoryArchive();

    private Outcome<Incumbency> setUp(Who.Place place) {
        Post post = new Post(new PostId(Who.OFFICE_HEAD.post().value()), place.id(), "局长", Post.Kind.HEAD, 0);
        Official official = new Official(Who.OFFICE_HEAD.official(), Who.OFFICE_HEAD.fullName());
        Incumbency incumbency =
                new Incumbency(Who.OFFICE_HEAD.id(), official.id(), post.id(), Given.DAY, false, Optional.empty());
        return new SetUpOffice(archive.store()).setUp(place.unit(), post, official, incumbency, Given.DAY, AT);
    }

    @Test
    void an_empty_archive_gets_its_first_unit_with_a_head_who_sits() {
        Given.done(setUp(Who.Place.CITY));
        Board.UnitFile file =
                archive.board(Asker.Job.OPERATOR).organization().units().get(0);
        assertThat(file.unit()).isEqualTo(Who.Place.CITY.unit());
        assertThat(file.head()).contains(Who.OFFICE_HEAD.post());
        assertThat(file.posts().get(0).sitting().get(0).official().name()).isEqualTo(Who.OFFICE_HEAD.fullName());
        assertThat(archive.board(Asker.Job.OPERATOR)
                        .docket(new dev.jieli.domain.docket.Subject(
                                dev.jieli.domain.docket.Subject.Kind.UNIT,
                                Who.Place.CITY.id().value())))
                .hasSize(4)
                .allSatisfy(line -> assertThat(line.entry().capacity()).isEqualTo(Capacity.SYSTEM));
    }

    @Test
    void where_there_is_a_unit_nothing_is_set_up() {
        Given.done(setUp(Who.Place.CITY));
        assertThat(Given.refusal(setUp(Who.Place.COUNTY)).reason()).isEqualTo(Reason.ALREADY_THERE);
        assertThat(archive.board(Asker.Job.OPERATOR).organization().units()).hasSize(1);
    }
}
