package dev.jieli.bootstrap.bench;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Lists;
import com.zaxxer.hikari.HikariDataSource;
import dev.jieli.application.EnterUnitAct;
import dev.jieli.application.published.SealKeys;
import dev.jieli.application.published.Signing;
import dev.jieli.bootstrap.wiring.Ids;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Channel;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.Petition;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.organization.Official;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.PostId;
import dev.jieli.domain.organization.RegionCode;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.tenure.Incumbency;
import dev.jieli.domain.tenure.UnitAct;
import dev.jieli.persistence.JooqArchive;
import dev.jieli.persistence.KeyRing;
import dev.jieli.persistence.Login;
import dev.jieli.postgres.EmbeddedPostgres;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;
import org.postgresql.ds.PGSimpleDataSource;

/** A database to measure on, as the product makes it, with a small office in it. */
final class Ground implements AutoCloseable {
    static final LocalDate TODAY = LocalDate.of(2026, 7, 15);
    private static final int AT_A_TIME = 1_000;
    private static final String[] GISTS = {
        "反映土地承包经营权确权面积与实际不符，要求重新丈量",
        "反映小区地下车库渗水严重，多次报修未解决",
        "反映被拖欠工资，要求督促支付",
        "反映通村公路路面破损，要求列入维修计划",
        "反映附近企业废气刺鼻，要求检测并公开结果",
    };

    final JooqArchive archive;

    /** Of the owner of the tables, whom no policy holds: what bare SQL costs, with no wall about it. */
    final HikariDataSource connections;

    private static final Duration LONGEST = Duration.ofSeconds(30); // as the server has it

    final Law law = Law.national();
    final Random random = new Random(42);
    private final EmbeddedPostgres postgres;
    private final String database;
    private final List<UnitId> units = new ArrayList<>();
    private int numbered;

    Ground(EmbeddedPostgres postgres, String database, int connections) throws SQLException {
        this.postgres = postgres;
        this.database = database;
        postgres.ensureDatabase(database);
        JooqArchive.migrate(owner());
        this.connections = new HikariDataSource();
        this.connections.setDataSource(owner());
        this.connections.setMaximumPoolSize(connections);
        this.connections.setMinimumIdle(1);
        Login login = Login.drawn(new SecureRandom());
        login.make(owner());
        this.archive = new JooqArchive(
                JooqArchive.pool(postgres.jdbcUrl(database), login, connections, LONGEST),
                JooqArchive.pool(postgres.jdbcUrl(database), login, connections),
                KeyRing.of("bench", new byte[16]),
                Signing.with(SealKeys.none()));
    }

    private PGSimpleDataSource owner() {
        PGSimpleDataSource owner = new PGSimpleDataSource();
        owner.setUrl(postgres.jdbcUrl(database));
        owner.setUser(postgres.user());
        owner.setPassword(postgres.password());
        return owner;
    }

    /** As the owner of the tables, for what the application may not do: filling them past the use cases. */
    void asOwner(String... statements) throws SQLException {
        try (Connection connection = owner().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    static Instant at(LocalDate day) {
        return day.atTime(10, 0).atZone(PetitionCase.CHINA).toInstant();
    }

    UUID id() {
        return Ids.at(at(TODAY), random);
    }

    // ----------------------------------------------------------------- an office

    UnitId unit(String name, Unit.Kind kind, Optional<UnitId> above) {
        Unit unit = new Unit(new UnitId(id()), name, ImmutableSet.of(), kind, new RegionCode("330723"), above);
        enter(unit.id(), new UnitAct.Establish(unit));
        units.add(unit.id());
        return unit.id();
    }

    Seat seat(UnitId unit, String title, Post.Kind kind) {
        return seat(unit, post(unit, title, kind));
    }

    Post post(UnitId unit, String title, Post.Kind kind) {
        Post post = new Post(new PostId(id()), unit, title, kind, kind == Post.Kind.LEADER ? 1 : 0);
        enter(unit, new UnitAct.CreatePost(post));
        if (kind == Post.Kind.HEAD) {
            enter(unit, new UnitAct.NameHeads(Optional.of(post.id()), Optional.empty()));
        }
        return post;
    }

    Seat seat(UnitId unit, Post post) {
        Official official = new Official(new OfficialId(id()), "测试" + random.nextInt(1_000_000));
        Incumbency incumbency = new Incumbency(
                new IncumbencyId(id()), official.id(), post.id(), TODAY.minusYears(3), false, Optional.empty());
        enter(unit, new UnitAct.Appoint(incumbency, official));
        return seat(incumbency.id());
    }

    Seat seat(IncumbencyId id) {
        return must(archive.store()
                        .transact(
                                Asker.Job.OPERATOR,
                                session -> Outcome.done(session.tenures().seat(id))))
                .orElseThrow();
    }

    OfficialId official(Seat seat) {
        return must(archive.store()
                        .transact(
                                Asker.Job.OPERATOR,
                                session -> Outcome.done(session.tenures().find(seat.incumbency()))))
                .orElseThrow()
                .official();
    }

    private void enter(UnitId unit, UnitAct act) {
        must(new EnterUnitAct(archive.store())
                .enter(unit, act, Optional.empty(), TODAY.minusYears(3), at(TODAY.minusYears(3))));
    }

    // ----------------------------------------------------------------- cases

    /** Cases that this seat took in itself and holds, received on the day given for each. */
    List<CaseId> cases(Seat seat, int count, IntFunction<LocalDate> received, boolean accepted) {
        return cases(seat, count, received, accepted, "");
    }

    /** @param about what each is about beside what the others are, too */
    List<CaseId> cases(Seat seat, int count, IntFunction<LocalDate> received, boolean accepted, String about) {
        List<CaseId> ids = new ArrayList<>(count);
        List<PetitionCase.Entered> page = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            LocalDate day = received.apply(i);
            Petition petition = new Petition(
                    "B" + String.format("%08d", ++numbered),
                    numbered % 2 == 0 ? Channel.VISIT : Channel.WEB,
                    day,
                    about + GISTS[numbered % GISTS.length] + "（" + numbered + "）",
                    Optional.of(new RegionCode("330723")),
                    "农村农业",
                    1,
                    0);
            PetitionCase.Entered opened = must(PetitionCase.register(
                    new CaseId(id()), new CaseAct.ReceiveDirectly(petition), seat, day, at(day), law));
            page.add(opened);
            if (accepted) {
                page.add(must(opened.after()
                        .perform(new CaseAct.Accept(), Optional.of(seat), day, at(day), law, who -> Optional.empty())));
            }
            ids.add(opened.after().id());
            if (page.size() >= AT_A_TIME) {
                enterAll(page);
            }
        }
        enterAll(page);
        return ids;
    }

    /** Who asked, for cases whose petitioners matter. */
    void petitioners(List<CaseId> cases) {
        for (List<CaseId> page : Lists.partition(cases, AT_A_TIME)) {
            must(archive.store().transact(Asker.Job.OPERATOR, session -> {
                page.forEach(id -> session.cases()
                        .keep(id, new Petitioner("王初一", Optional.empty(), Optional.empty(), Optional.empty())));
                return Outcome.done(page.size());
            }));
        }
    }

    private void enterAll(List<PetitionCase.Entered> page) {
        must(archive.store().transact(Asker.Job.OPERATOR, session -> {
            session.cases().enterAll(page);
            return Outcome.done(page.size());
        }));
        page.clear();
    }

    static <T> T must(Outcome<T> outcome) {
        if (outcome instanceof Outcome.Done<T> done) {
            return done.value();
        }
        throw new IllegalStateException("refused: " + ((Outcome.Refused<T>) outcome).refusal());
    }

    @Override
    public void close() {
        archive.close();
        connections.close();
    }
}
