package dev.jieli.domain;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableSortedMap;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.accountability.Seats;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The people of a small county, each sitting in one post. */
public enum Who {
    // spotless:off
    //                unit            kind of unit               post
    MAGISTRATE       ("government",   Unit.Kind.GOVERNMENT,      Post.Kind.HEAD),
    DEPUTY           ("government",   Unit.Kind.GOVERNMENT,      Post.Kind.LEADER),
    SUPERVISOR       ("government",   Unit.Kind.GOVERNMENT,      Post.Kind.SUPERVISOR),
    OFFICE_HEAD      ("office",       Unit.Kind.PETITION_OFFICE, Post.Kind.HEAD),
    CLERK            ("office",       Unit.Kind.PETITION_OFFICE, Post.Kind.CLERK),
    OTHER_CLERK      ("office",       Unit.Kind.PETITION_OFFICE, Post.Kind.CLERK),
    HEAD             ("bureau",       Unit.Kind.DEPARTMENT,      Post.Kind.HEAD),
    HANDLER          ("bureau",       Unit.Kind.DEPARTMENT,      Post.Kind.HANDLER),
    COLLEAGUE        ("bureau",       Unit.Kind.DEPARTMENT,      Post.Kind.HANDLER),
    TOWN_HEAD        ("town",         Unit.Kind.TOWNSHIP,        Post.Kind.HEAD),
    TOWN_HANDLER     ("town",         Unit.Kind.TOWNSHIP,        Post.Kind.HANDLER),
    REVIEW_HEAD      ("review organ", Unit.Kind.GOVERNMENT,      Post.Kind.HEAD),
    REVIEWER         ("review organ", Unit.Kind.GOVERNMENT,      Post.Kind.HANDLER),
    REREVIEWER       ("city",         Unit.Kind.GOVERNMENT,      Post.Kind.HANDLER),
    STRANGER         ("other bureau", Unit.Kind.DEPARTMENT,      Post.Kind.HANDLER);
    // spotless:on

    /** Everybody sits. */
    public static final Seats ALL = asked -> Stream.of(values())
            .filter(who -> who.id().equals(asked))
            .map(Who::seat)
            .findFirst();

    private final String unitName;
    private final Unit.Kind kind;
    private final Post.Kind post;

    Who(String unitName, Unit.Kind kind, Post.Kind post) {
        this.unitName = unitName;
        this.kind = kind;
        this.post = post;
    }

    public IncumbencyId id() {
        return new IncumbencyId(uuid("incumbency " + name()));
    }

    public OfficialId official() {
        return new OfficialId(uuid("official " + name()));
    }

    public UnitId unit() {
        return new UnitId(uuid("unit " + unitName));
    }

    public Seat seat() {
        ImmutableSortedMap.Builder<Role, IncumbencyId> above = ImmutableSortedMap.naturalOrder();
        Stream.of(values())
                .filter(one -> one.unitName.equals(unitName) && one.post == Post.Kind.HEAD && one != this)
                .findFirst()
                .ifPresent(head -> above.put(Role.UNIT_HEAD, head.id()));
        leaderInCharge()
                .filter(leader -> leader != this)
                .ifPresent(leader -> above.put(Role.LEADER_IN_CHARGE, leader.id()));
        return new Seat(id(), unit(), kind, post, above.build());
    }

    private Optional<Who> leaderInCharge() {
        return switch (unitName) {
            case "bureau", "town" -> Optional.of(DEPUTY);
            case "office", "review organ" -> Optional.of(MAGISTRATE);
            default -> Optional.empty();
        };
    }

    /** The same people without those, who have left. */
    public static Seats without(Who... left) {
        return asked -> Stream.of(left).anyMatch(who -> who.id().equals(asked)) ? Optional.empty() : ALL.seat(asked);
    }

    /** Everybody sits, and two of the posts are one official's. */
    public static Seats oneOfficial(Who one, Who other) {
        return new Seats() {
            @Override
            public Optional<Seat> seat(IncumbencyId incumbency) {
                return ALL.seat(incumbency);
            }

            @Override
            public Optional<OfficialId> official(IncumbencyId incumbency) {
                return Stream.of(values())
                        .filter(who -> who.id().equals(incumbency))
                        .map(who -> (who == other ? one : who).official())
                        .findFirst();
            }
        };
    }

    public static UUID uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
    }
}
