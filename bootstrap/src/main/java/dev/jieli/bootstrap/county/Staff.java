package dev.jieli.bootstrap.county;

import com.google.common.base.Splitter;
import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.LinkedListMultimap;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.Multiset;
import dev.jieli.application.port.Store;
import dev.jieli.bootstrap.region.Regions;
import dev.jieli.bootstrap.wiring.Ids;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Effect;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.organization.Official;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.Post.Kind;
import dev.jieli.domain.organization.PostId;
import dev.jieli.domain.organization.RegionCode;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.tenure.Incumbency;
import dev.jieli.domain.tenure.UnitAct;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** The county's organs, their posts, and who sits in them; entered in one transaction. */
final class Staff {
    static final RegionCode COUNTY = new RegionCode("330723");
    static final RegionCode PREFECTURE = new RegionCode("330700");

    static final String OFFICE = "县信访局";
    static final String GOVERNMENT = "县政府";
    static final String REVIEWERS = "县复查复核委";
    static final String REREVIEWERS = "市复查复核委";

    /** Department, short names, which of the county's deputies is in charge of it. */
    private static final ImmutableList<String> DEPARTMENTS = ImmutableList.of(
            "农业农村局,县农业局,副县长（农业农村）",
            "住房和城乡建设局,县住建局 住建局,副县长（城建）",
            "自然资源和规划局,县资规局 资规局 国土局,副县长（城建）",
            "人力资源和社会保障局,县人社局 人社局,副县长（人社）",
            "教育局,县教育局,副县长（科教文卫）",
            "卫生健康局,县卫健局 卫健局,副县长（科教文卫）",
            "民政局,县民政局,副县长（人社）",
            "交通运输局,县交通局 交通局,副县长（城建）",
            "公安局,县公安局,副县长（公安）",
            "生态环境局,环保局,副县长（农业农村）",
            "水务局,县水务局 水利局,副县长（农业农村）",
            "综合行政执法局,县执法局 城管局,副县长（城建）",
            "市场监督管理局,县市场监管局 市监局,副县长（人社）",
            "文化和广电旅游体育局,县文旅局 文旅局,副县长（科教文卫）",
            "退役军人事务局,县退役军人局,副县长（人社）",
            "医疗保障局,县医保局 医保局,副县长（人社）");

    /** Post, rank. */
    private static final ImmutableList<String> LEADERS = ImmutableList.of(
            "县委书记,1",
            "县长,1",
            "县委副书记,2",
            "常务副县长,2",
            "县委政法委书记,3",
            "副县长（农业农村）,4",
            "副县长（城建）,4",
            "副县长（人社）,4",
            "副县长（科教文卫）,4",
            "副县长（公安）,4");

    private final Store store;
    private final RandomGenerator random;
    private final LocalDate founded;
    private final Names names;
    private final Map<String, Unit> units = new LinkedHashMap<>();
    private final Map<String, Post> posts = new LinkedHashMap<>();
    private final ListMultimap<String, Desk> desks = LinkedListMultimap.create();
    private final List<String> townships = new ArrayList<>();
    private final List<String> departments = new ArrayList<>();
    private final Multiset<UnitId> numbered = HashMultiset.create();
    private final List<Entry> entered = new ArrayList<>();

    Staff(Store store, RandomGenerator random, LocalDate founded, Names names) {
        this.store = store;
        this.random = random;
        this.founded = founded;
        this.names = names;
    }

    void found() {
        unit("市政府", "金华市人民政府", "市政府", Unit.Kind.GOVERNMENT, PREFECTURE, Optional.empty());
        unit("市信访局", "金华市信访局", "市信访局", Unit.Kind.PETITION_OFFICE, PREFECTURE, Optional.of("市政府"));
        unit(REREVIEWERS, "金华市人民政府信访事项复查复核委员会", "市复查复核委 市复核委", Unit.Kind.GOVERNMENT, PREFECTURE, Optional.of("市政府"));
        unit(GOVERNMENT, "武义县人民政府", "县政府 县委县政府", Unit.Kind.GOVERNMENT, COUNTY, Optional.of("市政府"));
        unit(OFFICE, "武义县信访局", "县信访局 信访局", Unit.Kind.PETITION_OFFICE, COUNTY, Optional.of(GOVERNMENT));
        unit(REVIEWERS, "武义县人民政府信访事项复查复核委员会", "县复查复核委 县复查委", Unit.Kind.GOVERNMENT, COUNTY, Optional.of(GOVERNMENT));
        for (String leader : LEADERS) {
            List<String> cells = Splitter.on(',').splitToList(leader);
            sit(GOVERNMENT, post(GOVERNMENT, cells.get(0), Kind.LEADER, Integer.parseInt(cells.get(1))));
        }

        petitionOffice("市信访局", 1, "县长");
        petitionOffice(OFFICE, 3, "县委政法委书记");
        sit(OFFICE, post(OFFICE, "督查科科长", Kind.SUPERVISOR, 0));
        sit(OFFICE, post(OFFICE, "督查科干部", Kind.SUPERVISOR, 0));
        committee(REVIEWERS, "常务副县长");
        committee(REREVIEWERS, "县长");
        for (String department : DEPARTMENTS) {
            List<String> cells = Splitter.on(',').splitToList(department);
            department(cells.get(0), cells.get(1), cells.get(2));
        }
        Regions.within(COUNTY).forEach(this::township);
        keep();
    }

    private void petitionOffice(String office, int registrars, String inCharge) {
        Post head = post(office, "局长", Kind.HEAD, 0);
        sit(office, head);
        for (int n = 1; n <= registrars; n++) {
            sit(office, post(office, registrars == 1 ? "登记员" : "接访登记员" + n, Kind.CLERK, 0));
        }
        sit(office, post(office, "办信科科员", Kind.HANDLER, 0));
        heads(office, head, office.equals(OFFICE) ? Optional.of(inCharge) : Optional.empty());
    }

    private void committee(String committee, String inCharge) {
        Post head = post(committee, "办公室主任", Kind.HEAD, 0);
        sit(committee, head);
        sit(committee, post(committee, "复查复核专员1", Kind.HANDLER, 0));
        sit(committee, post(committee, "复查复核专员2", Kind.HANDLER, 0));
        heads(committee, head, committee.equals(REVIEWERS) ? Optional.of(inCharge) : Optional.empty());
    }

    private void department(String name, String shortNames, String inCharge) {
        departments.add(name);
        unit(
                name,
                name.equals("生态环境局") ? "金华市生态环境局武义分局" : "武义县" + name,
                "县" + name + " " + name + " " + shortNames,
                Unit.Kind.DEPARTMENT,
                COUNTY,
                Optional.of(GOVERNMENT));
        Post head = post(name, "局长", Kind.HEAD, 0);
        sit(name, head);
        sit(name, post(name, name.equals("公安局") ? "信访联络员1" : "信访经办1", Kind.HANDLER, 0));
        sit(name, post(name, name.equals("公安局") ? "信访联络员2" : "信访经办2", Kind.HANDLER, 0));
        sit(name, post(name, "办公室登记员", Kind.CLERK, 0));
        heads(name, head, Optional.of(inCharge));
    }

    private void township(String code, String name) {
        townships.add(name);
        boolean street = name.endsWith("街道");
        unit(
                name,
                "武义县" + name + (street ? "办事处" : "人民政府"),
                name + " " + name + (street ? "办事处" : "政府"),
                Unit.Kind.TOWNSHIP,
                new RegionCode(code),
                Optional.of(GOVERNMENT));
        Post head = post(name, street ? "街道党工委书记" : "党委书记", Kind.HEAD, 0);
        sit(name, head);
        sit(name, post(name, "综治办干部", Kind.HANDLER, 0));
        sit(name, post(name, "便民服务中心登记员", Kind.CLERK, 0));
        heads(name, head, Optional.of(code.startsWith("3307230") ? "县委副书记" : "县委政法委书记"));
    }

    // ----------------------------------------------------------------- who is where

    ImmutableList<String> departments() {
        return ImmutableList.copyOf(departments);
    }

    ImmutableList<String> townships() {
        return ImmutableList.copyOf(townships);
    }

    Unit unit(String key) {
        return present(units, key);
    }

    /** The name under which a unit is known here. */
    String key(Unit unit) {
        return units.entrySet().stream()
                .filter(entry -> entry.getValue().equals(unit))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    /** Those of a kind who sit there now. */
    List<Desk> desks(String unit, Kind kind) {
        return desks.get(unit).stream()
                .filter(desk -> desk.post().kind() == kind)
                .toList();
    }

    Desk desk(String unit, String title) {
        return desks.get(unit).stream()
                .filter(desk -> desk.post().title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    List<Desk> all() {
        return List.copyOf(desks.values());
    }

    Desk any(String unit, Kind kind) {
        List<Desk> those = desks(unit, kind);
        return those.get(random.nextInt(those.size()));
    }

    /** Another official comes into a post beside the one who is about to leave. */
    Desk appoint(Desk leaving, LocalDate on) {
        Desk come = appointed(leaving.unit(), leaving.post(), on);
        keep();
        return come;
    }

    void replace(Desk gone, Desk come) {
        desks.entries().forEach(entry -> {
            if (entry.getValue().equals(gone)) {
                entry.setValue(come);
            }
        });
    }

    // ----------------------------------------------------------------- setting up

    private void unit(
            String key, String name, String shortNames, Unit.Kind kind, RegionCode region, Optional<String> above) {
        Unit unit = new Unit(
                new UnitId(id()),
                name,
                ImmutableSet.copyOf(Splitter.on(' ').omitEmptyStrings().split(shortNames)),
                kind,
                region,
                above.map(higher -> unit(higher).id()));
        units.put(key, unit);
        enter(unit, new UnitAct.Establish(unit), founded);
    }

    private Post post(String unit, String title, Kind kind, int rank) {
        Post post = new Post(new PostId(id()), unit(unit).id(), title, kind, rank);
        posts.put(unit + "/" + title, post);
        enter(unit(unit), new UnitAct.CreatePost(post), founded);
        return post;
    }

    private void heads(String unit, Post head, Optional<String> inCharge) {
        enter(
                unit(unit),
                new UnitAct.NameHeads(
                        Optional.of(head.id()),
                        inCharge.map(title ->
                                present(posts, GOVERNMENT + "/" + title).id())),
                founded);
    }

    private void sit(String unit, Post post) {
        desks.put(unit, appointed(unit(unit), post, founded));
    }

    private Desk appointed(Unit unit, Post post, LocalDate on) {
        Official official = new Official(new OfficialId(id()), names.official());
        Incumbency incumbency =
                new Incumbency(new IncumbencyId(id()), official.id(), post.id(), on, false, Optional.empty());
        enter(unit, new UnitAct.Appoint(incumbency, official), on);
        return new Desk(unit, post, incumbency.id(), official);
    }

    private void enter(Unit unit, UnitAct act, LocalDate on) {
        numbered.add(unit.id());
        entered.add(new Entry(
                new Subject(Subject.Kind.UNIT, unit.id().value()),
                numbered.count(unit.id()),
                act,
                Effect.NONE,
                Optional.empty(),
                Capacity.SYSTEM,
                on,
                Days.at(on, 8, 30),
                Optional.empty()));
    }

    private void keep() {
        Outcome<Integer> kept = store.transact(Asker.Job.OPERATOR, session -> {
            entered.forEach(session.roster()::enter);
            return Outcome.done(entered.size());
        });
        if (kept instanceof Outcome.Refused<Integer> refused) {
            throw new IllegalStateException("the county cannot be set up: " + refused.refusal());
        }
        entered.clear();
    }

    private UUID id() {
        return Ids.at(Days.at(founded, 8, 0), random);
    }

    private static <T> T present(Map<String, T> map, String key) {
        T found = map.get(key);
        if (found == null) {
            throw new IllegalStateException("there is no " + key);
        }
        return found;
    }
}
