package dev.jieli.bootstrap;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaStaticInitializer;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.EvaluationResult;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.jieli.application.ReadAudit;
import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Archive;
import dev.jieli.application.port.Board;
import dev.jieli.application.port.Cases;
import dev.jieli.application.port.Dockets;
import dev.jieli.application.port.Feed;
import dev.jieli.application.port.Handovers;
import dev.jieli.application.port.Papers;
import dev.jieli.application.port.Store;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Power;
import dev.jieli.testkit.Worlds;
import dev.jieli.testkit.contract.ArchiveContract;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds the house together. Each rule is asked of the whole program, and of classes planted beside this test that
 * break it: a rule that sees nothing is no rule.
 */
class ArchitectureTest {

    /** @param planted breaks the rule; the message must name it */
    @SuppressWarnings("ArrayRecordComponent") // nobody writes to it
    record Rule(String name, ArchRule rule, Class<?>... planted) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(place -> !place.contains("/dev/jieli/persistence/db/")) // written by the build
            .withImportOption(place -> !place.matches(Pattern.compile(".*/Jte\\w+Generated(\\$\\w+)?\\.class")))
            .importPackages("dev.jieli");

    /** What the core may be written with. InputStream is how a class reads a table that lies beside it. */
    private static final DescribedPredicate<JavaClass> PLAIN = describe(
            "java.lang, java.util, java.time, Guava's collections and JSpecify",
            type -> type.isEquivalentTo(InputStream.class)
                    || type.isPrimitive()
                    || type.isArray()
                    || (Stream.of("java.lang", "java.util", "java.time", "com.google.common", "org.jspecify")
                                    .anyMatch(root -> type.getPackageName().equals(root)
                                            || type.getPackageName().startsWith(root + "."))
                            && Stream.of("java.util.logging", "java.lang.reflect", "java.util.prefs", "java.util.zip")
                                    .noneMatch(type.getPackageName()::equals)));

    private static final Set<String> NEVER = ImmutableSet.of(
            "Service",
            "Manager",
            "Helper",
            "Util",
            "Utils",
            "Impl",
            "Dto",
            "DTO",
            "Entity",
            "Repository",
            "Factory",
            "Base");

    /** What is done for nobody: by the daily round, after somebody else was named head, and from the server's machine. */
    private static final Set<String> JOBS = ImmutableSet.of(
            "SweepTerms",
            "SweepHandovers",
            "CompleteHandover", // whose day has come; of somebody where somebody does it
            "RealignChains",
            "RunningTerms",
            "ForgetReceipts",
            "DisableUnused",
            "RecoverAccount");

    /** Where a board is asked for a file or docket, and no more is told of a case than its line in the ledger does. */
    private static final Set<String> OF_NO_FILE = ImmutableSet.of(
            "dev.jieli.http.pages.LinkWords", // the number of a case that an entry names
            "dev.jieli.http.pages.OrganizationRoutes", // of units
            "dev.jieli.http.api.OrganizationRoutes");

    /** Where accounts are looked through for nobody who asks for those of others. */
    private static final Set<String> OF_NO_OTHERS = ImmutableSet.of(
            "dev.jieli.http.site.SignIns", // of whoever signs in, his or her own
            "dev.jieli.http.site.SetUp", // whether a duty is nobody's
            "dev.jieli.http.pages.WorkRoutes"); // whose cases nobody sees to, for those above

    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private static final Pattern RECKONING = Pattern.compile("plus.*|minus.*|with.*|until|datesUntil|toEpochDay"
            + "|ofEpochDay|ofYearDay|getDayOfYear|getDayOfWeek|lengthOfMonth|lengthOfYear");

    static Stream<Rule> rules() {
        return Stream.of(
                // ------------------------------------------------------------- who knows whom
                new Rule(
                        "the domain is plain Java, Guava's collections and JSpecify",
                        classes()
                                .that(resideInAPackage("dev.jieli.domain.."))
                                .should()
                                .onlyDependOnClassesThat(
                                        resideInAPackage("dev.jieli.domain..").or(PLAIN)),
                        dev.jieli.domain.planted.ReadsAFile.class,
                        dev.jieli.domain.planted.Logs.class),
                new Rule(
                        "the application knows the domain and nothing else",
                        classes()
                                .that(resideInAPackage("dev.jieli.application.."))
                                .and(not(resideInAPackage("dev.jieli.application.published..")))
                                .should()
                                .onlyDependOnClassesThat(
                                        resideInAnyPackage("dev.jieli.domain..", "dev.jieli.application..")
                                                .or(PLAIN)
                                                .or(resideInAnyPackage("java.math", "java.text"))),
                        dev.jieli.application.planted.SpeaksJson.class),
                new Rule(
                        "the domain does not know the application, nor the application an adapter",
                        noClasses()
                                .that(resideInAnyPackage("dev.jieli.domain..", "dev.jieli.application.."))
                                .should()
                                .dependOnClassesThat(describe(
                                        "lie further out",
                                        type -> type.getPackageName().startsWith("dev.jieli.")
                                                && !type.getPackageName().startsWith("dev.jieli.domain")
                                                && !type.getPackageName().startsWith("dev.jieli.application"))),
                        dev.jieli.domain.planted.KnowsAnAdapter.class),
                adaptersDoNotKnow("persistence", "dev.jieli.persistence..", "dev.jieli.persistence.."),
                adaptersDoNotKnow("postgres", "dev.jieli.postgres..", "dev.jieli.postgres.."),
                adaptersDoNotKnow("http", "dev.jieli.http..", "dev.jieli.http..", "dev.jieli.office.."),
                adaptersDoNotKnow("office", "dev.jieli.office..", "dev.jieli.office.."),
                adaptersDoNotKnow("messaging", "dev.jieli.messaging..", "dev.jieli.messaging.."),
                new Rule(
                        "there are no cycles between packages",
                        slices().matching("dev.jieli.(**)").should().beFreeOfCycles(),
                        dev.jieli.domain.planted.Circle.class,
                        dev.jieli.application.planted.Circled.class),
                new Rule(
                        "the statute knows nothing else of ours, the calendar only the statute",
                        noClasses()
                                .that(resideInAPackage("dev.jieli.domain.statute.."))
                                .should()
                                .dependOnClassesThat(describe(
                                        "are ours and not the statute's",
                                        type -> type.getPackageName().startsWith("dev.jieli.")
                                                && !type.getPackageName().startsWith("dev.jieli.domain.statute"))),
                        dev.jieli.domain.statute.planted.KnowsTheCalendar.class),
                new Rule(
                        "the calendar knows only the statute",
                        noClasses()
                                .that(resideInAPackage("dev.jieli.domain.calendar.."))
                                .should()
                                .dependOnClassesThat(describe(
                                        "are ours and neither the calendar's nor the statute's",
                                        type -> type.getPackageName().startsWith("dev.jieli.")
                                                && !type.getPackageName().startsWith("dev.jieli.domain.statute")
                                                && !type.getPackageName().startsWith("dev.jieli.domain.calendar"))),
                        dev.jieli.domain.calendar.planted.KnowsACase.class),

                // ------------------------------------------------------------- technology stays at home
                staysAtHome(
                        "SQL",
                        List.of(
                                "dev.jieli.persistence..",
                                "dev.jieli.postgres..",
                                "dev.jieli.bootstrap.wiring..",
                                "dev.jieli.bootstrap.bench.."),
                        dev.jieli.http.planted.SpeaksSql.class,
                        "org.jooq..",
                        "java.sql..",
                        "javax.sql..",
                        "org.flywaydb..",
                        "com.zaxxer..",
                        "org.postgresql.."),
                staysAtHome(
                        "the web",
                        List.of("dev.jieli.http.."),
                        dev.jieli.persistence.planted.ServesPages.class,
                        "io.javalin..",
                        "org.eclipse.jetty..",
                        "jakarta.servlet..",
                        "gg.jte.."),
                staysAtHome(
                        "paper and spreadsheets",
                        List.of("dev.jieli.office.."),
                        dev.jieli.http.planted.WritesSheets.class,
                        "org.apache.poi..",
                        "org.openxmlformats..",
                        "org.dhatim..",
                        "org.apache.commons.csv.."),
                staysAtHome(
                        "JSON",
                        List.of(
                                "dev.jieli.application.published..",
                                "dev.jieli.persistence..",
                                "dev.jieli.http..",
                                "dev.jieli.office..",
                                "dev.jieli.messaging..",
                                "dev.jieli.bootstrap.."),
                        dev.jieli.application.planted.SpeaksJson.class,
                        "com.fasterxml.jackson.."),
                staysAtHome(
                        "cryptography",
                        List.of("dev.jieli.application.published..", "dev.jieli.persistence..", "dev.jieli.http.."),
                        dev.jieli.office.planted.Hashes.class,
                        "org.bouncycastle.."),
                staysAtHome(
                        "the command line",
                        List.of("dev.jieli.bootstrap.command.."),
                        dev.jieli.http.planted.TakesArguments.class,
                        "picocli.."),
                new Rule(
                        "nothing in domain or application logs",
                        noClasses()
                                .that(resideInAnyPackage("dev.jieli.domain..", "dev.jieli.application.."))
                                .should()
                                .dependOnClassesThat(resideInAnyPackage("org.slf4j..", "java.util.logging.."))
                                .orShould()
                                .accessField(System.class, "out")
                                .orShould()
                                .accessField(System.class, "err"),
                        dev.jieli.domain.planted.Logs.class,
                        dev.jieli.domain.planted.Prints.class),

                // ------------------------------------------------------------- time, chance, refusals, values
                new Rule(
                        "dates are reckoned in the calendar only",
                        noClasses()
                                .that(resideInAnyPackage("dev.jieli.domain..", "dev.jieli.application.."))
                                .and(not(resideInAPackage("dev.jieli.domain.calendar..")))
                                .and(not(nameMatching(".*\\.ledger\\.DateShapes"))) // reads how spreadsheets count
                                .should(access("reckon", ArchitectureTest::reckons))
                                .orShould()
                                .dependOnClassesThat()
                                .belongToAnyOf(ChronoUnit.class, Period.class, java.time.DayOfWeek.class),
                        dev.jieli.domain.planted.AddsDays.class,
                        dev.jieli.domain.planted.CountsDays.class),
                new Rule(
                        "nobody asks the time outside bootstrap",
                        noClasses()
                                .that(not(resideInAnyPackage("dev.jieli.bootstrap..", "dev.jieli.postgres..")))
                                .should(access("ask the time", ArchitectureTest::asksTheTime)),
                        dev.jieli.application.planted.AsksTheTime.class,
                        dev.jieli.http.planted.MakesAClock.class),
                new Rule(
                        "nobody rolls dice outside bootstrap",
                        noClasses()
                                .that(not(resideInAnyPackage(
                                        "dev.jieli.bootstrap..", "dev.jieli.postgres..", "dev.jieli.testkit..")))
                                .should(access("roll dice", ArchitectureTest::rollsDice)),
                        dev.jieli.domain.planted.RollsDice.class,
                        dev.jieli.http.planted.MakesIds.class),
                new Rule(
                        "a refusal is a value: nothing in domain or application can be thrown",
                        noClasses()
                                .that(resideInAnyPackage("dev.jieli.domain..", "dev.jieli.application.."))
                                .should()
                                .beAssignableTo(Throwable.class),
                        dev.jieli.domain.planted.IsThrown.class),
                new Rule(
                        "what others see of the domain and the application does not change: fields are final",
                        fields().that()
                                .areDeclaredInClassesThat(
                                        resideInAnyPackage("dev.jieli.domain..", "dev.jieli.application.."))
                                .and(are(describe("not in a class of its own file only", ArchitectureTest::shared)))
                                .should()
                                .beFinal(),
                        dev.jieli.domain.planted.Changes.class),
                new Rule(
                        "a value holds no collection that somebody else can change",
                        fields().that()
                                .areDeclaredInClassesThat(
                                        resideInAPackage("dev.jieli.domain..").and(assignableTo(Record.class)))
                                .and()
                                .areNotStatic()
                                .and(are(describe("not in a class of its own file only", ArchitectureTest::shared)))
                                .should(beUnchangeable()),
                        dev.jieli.domain.planted.HoldsAList.class,
                        dev.jieli.domain.planted.HoldsAnArray.class),
                new Rule(
                        "what is not a record, an enum or an interface in the domain is final",
                        classes()
                                .that(resideInAPackage("dev.jieli.domain.."))
                                .and()
                                .areNotInterfaces()
                                .and()
                                .areNotEnums()
                                .and()
                                .areNotAnonymousClasses()
                                .and(not(describe(
                                        "constants of an enum",
                                        type -> type.getEnclosingClass()
                                                .map(JavaClass::isEnum)
                                                .orElse(false))))
                                .should()
                                .haveModifier(JavaModifier.FINAL),
                        dev.jieli.domain.planted.CanBeExtended.class),

                // ------------------------------------------------------------- for whom it is asked
                new Rule(
                        "only the house's own jobs ask as the house, to which nothing is kept",
                        noClasses()
                                .that(not(resideInAnyPackage(
                                        "dev.jieli.domain.authority..",
                                        "dev.jieli.persistence..",
                                        "dev.jieli.bootstrap..",
                                        "dev.jieli.testkit..")))
                                .and(not(describe("named as jobs", type -> JOBS.contains(type.getSimpleName()))))
                                .should(access("ask as the house", ArchitectureTest::asksAsTheHouse)),
                        dev.jieli.http.planted.AsksAsTheHouse.class,
                        dev.jieli.application.planted.AsksAsTheHouse.class),
                new Rule(
                        "what must be whole is looked at by use cases only",
                        noClasses()
                                .that(not(resideInAnyPackage(
                                        "dev.jieli.application",
                                        "dev.jieli.application.ledger",
                                        "dev.jieli.application.port",
                                        "dev.jieli.persistence..",
                                        "dev.jieli.testkit..")))
                                .should(access(
                                        "look at what is whole",
                                        access -> access.getName().equals("whole")
                                                && access.getTargetOwner().isEquivalentTo(Store.Session.class))),
                        dev.jieli.http.planted.AsksAsTheHouse.class),
                new Rule(
                        "the file of a case and the list of a handover are shown where that is entered: by OpenCase and ShowHandover",
                        noClasses()
                                .that(resideInAPackage("dev.jieli.http.."))
                                .and(not(describe(
                                        "tell a case's number, or of no case",
                                        type -> OF_NO_FILE.contains(type.getFullName()))))
                                .should(access(
                                        "look into a file",
                                        access -> access.getTargetOwner().isEquivalentTo(Board.class)
                                                && Set.of("caseFile", "docket", "handover")
                                                        .contains(access.getName()))),
                        dev.jieli.http.planted.ShowsAFile.class),
                new Rule(
                        "accounts of others, and what was set aside, are looked at by SeeAccounts and KeepListeners",
                        noClasses()
                                .that(resideInAPackage("dev.jieli.http.."))
                                .and(not(describe(
                                        "look at nobody else's account",
                                        type -> OF_NO_OTHERS.contains(type.getFullName()))))
                                .should(access("look at accounts or dead letters", ArchitectureTest::looksPast)),
                        dev.jieli.http.planted.LooksThroughAccounts.class,
                        dev.jieli.http.planted.SendsAgain.class),
                new Rule(
                        "how a request asks is what it says itself, and not what a header of it says",
                        noClasses()
                                .that(resideInAPackage("dev.jieli.http.."))
                                .should(access(
                                        "ask Javalin for the method",
                                        access -> access.getTargetOwner().isAssignableTo(Context.class)
                                                && access.getName().equals("method"))),
                        dev.jieli.http.planted.AsksByAHeader.class),

                // ------------------------------------------------------------- use cases and names
                new Rule(
                        "a use case is final, has one public method and calls no other use case",
                        classes()
                                .that(resideInAnyPackage("dev.jieli.application", "dev.jieli.application.planted"))
                                .and()
                                .areTopLevelClasses()
                                .and()
                                .arePublic()
                                .should(beAUseCase()),
                        dev.jieli.application.planted.CanBeExtended.class,
                        dev.jieli.application.planted.HasTwoMethods.class,
                        dev.jieli.application.planted.CallsAnother.class),
                new Rule(
                        "names are the field's own",
                        classes().should(haveAnHonestName()),
                        dev.jieli.domain.planted.CaseManager.class,
                        dev.jieli.application.planted.RegisterUseCase.class,
                        dev.jieli.persistence.planted.CasesImpl.class));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void holds(Rule rule) {
        rule.rule().check(HOUSE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void sees_what_is_planted(Rule rule) {
        EvaluationResult found = rule.rule().evaluate(new ClassFileImporter().importClasses(rule.planted()));

        assertThat(rule.planted()).isNotEmpty();
        for (Class<?> planted : rule.planted()) {
            assertThat(found.getFailureReport().getDetails())
                    .anySatisfy(detail -> assertThat(detail).contains(planted.getSimpleName()));
        }
    }

    @Test
    void looks_at_every_module() {
        for (String module : List.of(
                "domain.statute",
                "domain.calendar",
                "domain.casefile",
                "domain.tenure",
                "application",
                "application.port",
                "application.published",
                "persistence",
                "postgres",
                "http",
                "office",
                "messaging",
                "bootstrap")) {
            assertThat(HOUSE.containPackage("dev.jieli." + module)).as(module).isTrue();
        }
    }

    // ----------------------------------------------------------------- contracts

    @Test
    void each_port_has_a_contract_and_the_contract_of_an_archive_has_them_all() {
        Set<Class<?>> ports = HOUSE.stream()
                .filter(type -> type.getPackageName().equals("dev.jieli.application.port")
                        && type.isInterface()
                        && type.isTopLevelClass()
                        && !type.getSimpleName().equals("package-info"))
                .map(JavaClass::reflect)
                .collect(Collectors.toSet());

        assertThat(ports).contains(Archive.class, Store.class);
        assertThat(withoutContract(ports, ArchiveContract.class)).isEmpty();

        assertThat(withoutContract(Set.of(UncontractedPort.class), ArchiveContract.class))
                .containsExactly(UncontractedPort.class);
    }

    @Test
    void each_archive_passes_the_contract_of_an_archive() throws IOException {
        Set<String> archives = HOUSE.stream()
                .filter(type -> type.isAssignableTo(Archive.class) && !type.isInterface())
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toSet());

        assertThat(archives).contains("InMemoryArchive", "JooqArchive");
        assertThat(withoutTest(archives)).isEmpty();

        assertThat(withoutTest(Set.of("ForgottenArchive"))).containsExactly("ForgottenArchive");
    }

    private interface UncontractedPort {}

    /** The nested contracts stand for the ports: {@code OfCases extends CasesContract}. */
    private static Set<Class<?>> withoutContract(Set<Class<?>> ports, Class<?> whole) {
        Set<String> contracts = Stream.concat(
                        Stream.of(whole), Stream.of(whole.getDeclaredClasses()).map(Class::getSuperclass))
                .map(Class::getSimpleName)
                .collect(Collectors.toSet());
        return ports.stream()
                .filter(port -> !contracts.contains(port.getSimpleName() + "Contract"))
                .collect(Collectors.toSet());
    }

    /** Looks for {@code XTest extends ArchiveContract} in the sources: the tests of other modules are not on this class path. */
    private static Set<String> withoutTest(Set<String> archives) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("..").toAbsolutePath().normalize())) {
            Set<String> tested = files.filter(file -> file.toString().endsWith("ArchiveTest.java")
                            && read(file).contains("extends ArchiveContract"))
                    .map(file -> file.getFileName().toString().replace("Test.java", ""))
                    .collect(Collectors.toSet());
            return archives.stream()
                    .filter(archive -> !tested.contains(archive))
                    .collect(Collectors.toSet());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ----------------------------------------------------------------- powers

    /** 权限: the table is asked behind the doors of adapters, so that another adapter needs none to be as safe. */
    @Test
    void each_power_is_asked_for_in_the_domain_or_the_application() {
        assertThat(askedFor(HOUSE)).containsAll(EnumSet.allOf(Power.class));

        assertThat(askedFor(new ClassFileImporter().importClasses(dev.jieli.http.planted.AsksAtTheDoor.class)))
                .isEmpty();
        assertThat(askedFor(new ClassFileImporter().importClasses(ReadAudit.class)))
                .containsExactlyInAnyOrder(Power.AUDIT, Power.AUDIT_AUDITORS);
    }

    /** Wherever one is named, but for the table itself and what the list of powers is made of. */
    private static Set<Power> askedFor(JavaClasses classes) {
        return classes.stream()
                .filter(resideInAnyPackage("dev.jieli.domain..", "dev.jieli.application.."))
                .filter(type -> !type.isEquivalentTo(Power.class))
                .flatMap(type -> type.getFieldAccessesFromSelf().stream())
                .filter(access -> access.getTargetOwner().isEquivalentTo(Power.class)
                        && !access.getOrigin().getName().equals(JavaStaticInitializer.STATIC_INITIALIZER_NAME))
                .map(access -> Power.valueOf(access.getName()))
                .collect(Sets.toImmutableEnumSet());
    }

    // ----------------------------------------------------------------- accusations

    /** What the two worlds need not ask, and why. */
    private static final Map<String, String> NOT_ASKED = ImmutableMap.<String, String>builder()
            .put("AddAccount.add", "of accounts, which know no case")
            .put("ChangeAccount.change", "of accounts, which know no case")
            .put("DisableUnused.disable", "of accounts, which know no case")
            .put("NameAdministrators.name", "of accounts, which know no case")
            .put("RecoverAccount.recover", "of accounts, which know no case")
            .put("SeeAccounts.see", "of accounts, which know no case")
            .put("WatchOperation.watch", "answers what it was given")
            .put("SetUpOffice.setUp", "before there is any case")
            .put("LeaveTrace.leave", "answers what it was given")
            .put("Dockets.traced", "of what whoever asks did, to count it")
            .put("Papers.isTaken", "of a number drawn at random, and asked by what issues papers only")
            .put("Papers.letterhead", "of an organ, whose papers it knows none of")
            .put("Papers.template", "of an organ, whose papers it knows none of")
            .buildOrThrow();

    /** Every port that is asked for somebody; the others are asked for the house, by use cases and by what is named in it. */
    private static final Set<Class<?>> ASKED_FOR_SOMEBODY =
            Set.of(Board.class, Cases.class, Dockets.class, Handovers.class, Papers.class);

    /** 检举控告: whom it is against is tried on all that answers; see {@link Worlds}. */
    @Test
    void the_two_worlds_ask_whatever_the_application_answers() {
        Set<String> asked = HOUSE.stream()
                .filter(type -> type.getName().startsWith(Worlds.class.getName()))
                .flatMap(type -> type.getAccessesFromSelf().stream())
                .map(access -> access.getTargetOwner().getSimpleName() + "." + access.getName())
                .collect(Collectors.toSet());
        Set<String> answers = HOUSE.stream()
                .filter(type -> resideInAPackage("dev.jieli.application..").test(type))
                .flatMap(ArchitectureTest::answers)
                .collect(Collectors.toSet());

        assertThat(answers).contains("VerifyRecord.verify", "ExportLedger.write", "ImportLedger.take", "Board.counts");
        assertThat(Sets.difference(answers, asked)).isEqualTo(NOT_ASKED.keySet());

        assertThat(new ClassFileImporter()
                        .importClasses(dev.jieli.application.planted.TellsHowMany.class).stream()
                                .flatMap(ArchitectureTest::answers))
                .containsExactly("TellsHowMany.count");
    }

    /** What is made with a port and answers, and what such a port itself answers. */
    private static Stream<String> answers(JavaClass type) {
        boolean port = ASKED_FOR_SOMEBODY.stream().anyMatch(type::isEquivalentTo);
        boolean use = !type.isInterface()
                && type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getConstructors().stream()
                        .filter(made -> made.getModifiers().contains(JavaModifier.PUBLIC))
                        .flatMap(made -> made.getRawParameterTypes().stream())
                        .anyMatch(given -> given.getPackageName().equals(Archive.class.getPackageName())
                                && given.isInterface()
                                && given.isTopLevelClass());
        return port || use
                ? type.getMethods().stream()
                        .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC)
                                && !method.getModifiers().contains(JavaModifier.STATIC)
                                && !method.getRawReturnType().isEquivalentTo(void.class))
                        .map(method -> type.getSimpleName() + "." + method.getName())
                : Stream.empty();
    }

    // ----------------------------------------------------------------- what the rules are made of

    private static Rule adaptersDoNotKnow(String adapter, String home, String... known) {
        return new Rule(
                "the adapter " + adapter + " knows no other adapter",
                noClasses()
                        .that(resideInAPackage(home))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(
                                        "dev.jieli.persistence..",
                                        "dev.jieli.postgres..",
                                        "dev.jieli.http..",
                                        "dev.jieli.office..",
                                        "dev.jieli.messaging..",
                                        "dev.jieli.bootstrap..")
                                .and(not(resideInAnyPackage(known)))),
                switch (adapter) {
                    case "persistence" -> dev.jieli.persistence.planted.KnowsThePages.class;
                    case "postgres" -> dev.jieli.postgres.planted.KnowsThePages.class;
                    case "http" -> dev.jieli.http.planted.KnowsPersistence.class;
                    case "office" -> dev.jieli.office.planted.KnowsPersistence.class;
                    default -> dev.jieli.messaging.planted.KnowsPersistence.class;
                });
    }

    private static Rule staysAtHome(String what, List<String> homes, Class<?> planted, String... packages) {
        return new Rule(
                what + " stays at home",
                noClasses()
                        .that(not(resideInAnyPackage(homes.toArray(String[]::new))))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(packages)),
                planted);
    }

    /** Past the use case that asks whether whoever looks may. */
    private static boolean looksPast(JavaAccess<?> access) {
        JavaClass asked = access.getTargetOwner();
        return asked.isEquivalentTo(Accounts.class)
                ? Set.of("all", "tokens", "signIns").contains(access.getName())
                : asked.isEquivalentTo(Feed.class)
                        || (asked.isEquivalentTo(Feed.Listeners.class)
                                && access.getName().equals("resend"));
    }

    /** As any job but that at the reception, which is shown nothing. */
    private static boolean asksAsTheHouse(JavaAccess<?> access) {
        return access.getTargetOwner().isEquivalentTo(Asker.Job.class)
                && !access.getName().equals(Asker.Job.RECEPTION.name())
                && !access.getName().equals("ordinal");
    }

    private static boolean isADate(JavaClass type) {
        return type.isEquivalentTo(LocalDate.class)
                || type.isEquivalentTo(LocalDateTime.class)
                || type.isEquivalentTo(ZonedDateTime.class);
    }

    private static boolean reckons(JavaAccess<?> access) {
        return isADate(access.getTargetOwner())
                && RECKONING.matcher(access.getName()).matches();
    }

    private static boolean asksTheTime(JavaAccess<?> access) {
        JavaClass asked = access.getTargetOwner();
        String method = access.getName();
        if (isASource(asked)) {
            return method.startsWith("system") || method.startsWith("tick");
        }
        return asked.isEquivalentTo(System.class)
                ? method.equals("currentTimeMillis") || method.equals("nanoTime")
                : asked.getPackageName().startsWith("java.time") && method.equals("now");
    }

    private static boolean isASource(JavaClass type) {
        return type.isEquivalentTo(Clock.class) || type.isEquivalentTo(InstantSource.class);
    }

    private static boolean rollsDice(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        if (owner.isEquivalentTo(UUID.class)) {
            return access.getName().equals("randomUUID");
        }
        if (owner.isEquivalentTo(Math.class)) {
            return access.getName().equals("random");
        }
        boolean made = access.getName().equals(JavaConstructor.CONSTRUCTOR_NAME);
        return owner.isEquivalentTo(ThreadLocalRandom.class)
                || (made
                        && (owner.isEquivalentTo(Random.class)
                                || owner.isEquivalentTo(SecureRandom.class)
                                || owner.isEquivalentTo(Date.class)));
    }

    /** Calls, and references to what would be called. */
    private static ArchCondition<JavaClass> access(String what, Predicate<JavaAccess<?>> matches) {
        return new ArchCondition<>(what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                    if (matches.test(access)) {
                        events.add(SimpleConditionEvent.satisfied(type, access.getDescription()));
                    }
                }
            }
        };
    }

    /** A private class, or a local one, is its file's own business. */
    private static boolean shared(JavaField field) {
        JavaClass owner = field.getOwner();
        return !field.getModifiers().contains(JavaModifier.SYNTHETIC)
                && !(owner.isNestedClass() && owner.getModifiers().contains(JavaModifier.PRIVATE))
                && !owner.isAnonymousClass()
                && !owner.isLocalClass();
    }

    private static ArchCondition<JavaField> beUnchangeable() {
        return new ArchCondition<>("be of a type that does not change") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                JavaClass type = field.getRawType();
                boolean changes = type.isArray()
                        || type.isAssignableTo(Date.class)
                        || ((type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class))
                                && !type.getPackageName().startsWith("com.google.common.collect"));
                if (changes) {
                    events.add(SimpleConditionEvent.violated(
                            field, field.getFullName() + " is a " + type.getName() + ", which can be changed"));
                }
            }
        };
    }

    private static ArchCondition<JavaClass> beAUseCase() {
        return new ArchCondition<>("be a use case") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                long methods = type.getMethods().stream()
                        .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                        .count();
                if (!type.getModifiers().contains(JavaModifier.FINAL)) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " is not final"));
                }
                if (methods != 1) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getName() + " has " + methods + " public methods"));
                }
                type.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass())
                        .filter(other -> other.getPackageName().equals(type.getPackageName())
                                && other.isTopLevelClass()
                                && other.getModifiers().contains(JavaModifier.PUBLIC)
                                && !other.equals(type))
                        .distinct()
                        .forEach(other -> events.add(SimpleConditionEvent.violated(
                                type, type.getName() + " calls " + other.getSimpleName())));
            }
        };
    }

    private static ArchCondition<JavaClass> haveAnHonestName() {
        return new ArchCondition<>("be named in the terms of the field") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                List<String> humps = List.of(HUMP.split(type.getSimpleName()));
                boolean useCase = type.getSimpleName().contains("UseCase");
                if (useCase || humps.stream().anyMatch(NEVER::contains)) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " has a name that says nothing"));
                }
            }
        };
    }
}
