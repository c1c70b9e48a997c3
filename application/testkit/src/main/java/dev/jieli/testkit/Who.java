package dev.jieli.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableSet;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.organization.Official;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.PostId;
import dev.jieli.domain.organization.RegionCode;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import java.util.Optional;
import java.util.UUID;

/** The people of {@link Given}: who sits where. Invented, as their names say. */
public enum Who {
    // spotless:off
    //                 unit                name     title             kind of post             rank
    MAGISTRATE        (Place.COUNTY,        "甲一",  "县长",            Post.Kind.HEAD,          1),
    DEPUTY            (Place.COUNTY,        "甲二",  "副县长",           Post.Kind.LEADER,        2),
    OTHER_DEPUTY      (Place.COUNTY,        "甲三",  "副县长（联系信访）",  Post.Kind.LEADER,        3),
    SUPERVISOR        (Place.COUNTY,        "甲四",  "督查专员",          Post.Kind.SUPERVISOR,    0),
    OFFICE_HEAD       (Place.OFFICE,        "乙一",  "局长",            Post.Kind.HEAD,          0),
    CLERK             (Place.OFFICE,        "乙二",  "来信科科员",        Post.Kind.CLERK,         0),
    OTHER_CLERK       (Place.OFFICE,        "乙三",  "来访科科员",        Post.Kind.CLERK,         0),
    HEAD              (Place.BUREAU,        "丙一",  "局长",            Post.Kind.HEAD,          0),
    HANDLER           (Place.BUREAU,        "丙二",  "信访专员",          Post.Kind.HANDLER,       0),
    COLLEAGUE         (Place.BUREAU,        "丙三",  "法规科科员",        Post.Kind.HANDLER,       0),
    TOWN_HEAD         (Place.TOWN,          "丁一",  "镇长",            Post.Kind.HEAD,          0),
    TOWN_HANDLER      (Place.TOWN,          "丁二",  "综治办干事",        Post.Kind.HANDLER,       0),
    REVIEW_HEAD       (Place.REVIEW_ORGAN,  "戊一",  "主任",            Post.Kind.HEAD,          0),
    REVIEWER          (Place.REVIEW_ORGAN,  "戊二",  "复查员",           Post.Kind.HANDLER,       0),
    REREVIEWER        (Place.CITY,          "己一",  "复核员",           Post.Kind.HANDLER,       0);
    // spotless:on

    /** The units of {@link Given}, those above before those below. */
    public enum Place {
        // spotless:off
        //            name                  short names    kind                       region        above                  in charge
        CITY         ("某市人民政府",          "市政府",       Unit.Kind.GOVERNMENT,      "330700",     null,                  ""),
        COUNTY       ("某县人民政府",          "县政府",       Unit.Kind.GOVERNMENT,      "330723",     "CITY",                ""),
        OFFICE       ("某县信访局",           "信访局",       Unit.Kind.PETITION_OFFICE, "330723",     "COUNTY",              "OTHER_DEPUTY"),
        BUREAU       ("某县住房和城乡建设局",    "住建局",       Unit.Kind.DEPARTMENT,      "330723",     "COUNTY",              "DEPUTY"),
        TOWN         ("某镇人民政府",          "某镇",        Unit.Kind.TOWNSHIP,        "330723101",  "COUNTY",              "DEPUTY"),
        REVIEW_ORGAN ("某县复查办公室",        "县复查办",     Unit.Kind.GOVERNMENT,      "330723",     "COUNTY",              "MAGISTRATE");
        // spotless:on

        private final String fullName;
        private final String shortName;
        private final Unit.Kind kind;
        private final String region;
        private final Optional<String> above;
        private final String inCharge;

        Place(
                String fullName,
                String shortName,
                Unit.Kind kind,
                String region,
                @org.jspecify.annotations.Nullable String above,
                String inCharge) {
            this.fullName = fullName;
            this.shortName = shortName;
            this.kind = kind;
            this.region = region;
            this.above = Optional.ofNullable(above);
            this.inCharge = inCharge;
        }

        public UnitId id() {
            return new UnitId(uuid("unit " + name()));
        }

        public Unit unit() {
            return new Unit(
                    id(),
                    fullName,
                    ImmutableSet.of(shortName),
                    kind,
                    new RegionCode(region),
                    above.map(name -> valueOf(name).id()));
        }

        /** The post that heads it. */
        public Optional<PostId> head() {
            for (Who who : Who.values()) {
                if (who.place == this && who.kind == Post.Kind.HEAD) {
                    return Optional.of(who.post());
                }
            }
            return Optional.empty();
        }

        /** The post of the leader in charge of it. */
        public Optional<PostId> inCharge() {
            return inCharge.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Who.valueOf(inCharge).post());
        }
    }

    private final Place place;
    private final String fullName;
    private final String title;
    private final Post.Kind kind;
    private final int rank;

    Who(Place place, String fullName, String title, Post.Kind kind, int rank) {
        this.place = place;
        this.fullName = fullName;
        this.title = title;
        this.kind = kind;
        this.rank = rank;
    }

    /** The incumbency in which this person sits from the beginning. */
    public IncumbencyId id() {
        return new IncumbencyId(uuid("incumbency " + name()));
    }

    public Place place() {
        return place;
    }

    public UnitId unit() {
        return place.id();
    }

    public PostId post() {
        return new PostId(uuid("post " + name()));
    }

    Post postAsSetUp() {
        return new Post(post(), unit(), title, kind, rank);
    }

    public OfficialId official() {
        return new OfficialId(uuid("official " + name()));
    }

    public String fullName() {
        return fullName;
    }

    Official officialAsAppointed() {
        return new Official(official(), fullName);
    }

    static UUID uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
    }
}
