package org.pestle;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Date;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import offenders.BankHolidayHelper;
import offenders.CallsOutside;
import offenders.ConvertsTimeItself;
import offenders.DrawsPaper;
import offenders.InjectedByField;
import offenders.KnowsFhir;
import offenders.PrintsToTheConsole;
import offenders.ReadsTheSystemClock;
import offenders.RunsSql;
import offenders.SetsAStatus;
import offenders.WithSetter;

/** What the classes of the service may not do, each with a planted class that does it. */
@SuppressWarnings("ImmutableEnumChecker") // nobody changes an ArchRule
enum ArchitectureRule {
    FHIR_ONLY_AT_THE_EDGE(
            noClasses()
                    .that(outside("fhir"))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.hl7.fhir..", "ca.uhn.fhir.."),
            KnowsFhir.class),

    SQL_ONLY_IN_TABLE_CLASSES(
            noClasses()
                    .that(outside("bench"))
                    .and(named("(.*Table|EmbeddedPostgres.*)").negate())
                    .should()
                    .accessTargetWhere(target(ArchitectureRule::runsAStatement)),
            RunsSql.class),

    NO_TIME_BUT_THE_CLOCKS(
            noClasses().should().accessTargetWhere(target(ArchitectureRule::readsTheMachinesTime)),
            ReadsTheSystemClock.class),

    LONDON_ONLY_IN_NHS_DATES(
            noClasses()
                    .that(named("NhsDates").negate())
                    .should()
                    .accessTargetWhere(target(ArchitectureRule::looksUpATimeZone)),
            ConvertsTimeItself.class),

    STATUS_ONLY_BY_A_LIFECYCLE(
            noClasses()
                    .that(named(".*Lifecycle").negate())
                    .should()
                    .accessTargetWhere(target(ArchitectureRule::decidesAStatus)),
            SetsAStatus.class),

    PDF_ONLY_IN_PAPER(
            noClasses().that(outside("paper")).should().dependOnClassesThat().resideInAPackage("org.apache.pdfbox.."),
            DrawsPaper.class),

    OUTSIDE_CALLS_ONLY_WHERE_THEY_BELONG(
            noClasses()
                    .that(outside("routing", "cli", "bench", "sandbox"))
                    .and(named("RevocationSources").negate())
                    .should()
                    .dependOnClassesThat(named("RestClient|RestTemplate|WebClient|HttpClient|(Http)?URLConnection")),
            CallsOutside.class),

    CONSOLE_ONLY_FOR_THE_COMMAND_LINE(
            noClasses()
                    .that(outside("cli", "bench"))
                    .and(named(".*Banner").negate())
                    .should()
                    .accessTargetWhere(target(ArchitectureRule::writesToTheConsole)),
            PrintsToTheConsole.class),

    NAMES_SAY_SOMETHING(
            noClasses()
                    .should()
                    .haveNameMatching(".*(Manager|Utils?|Impl|Dto|DTO|Entity|Helpers?|Base)(\\$.*)?")
                    .orShould()
                    .haveSimpleNameStartingWith("Abstract"),
            BankHolidayHelper.class),

    NO_INJECTION_BY_FIELD(
            noFields()
                    .should()
                    .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                    .orShould()
                    .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
                    .orShould()
                    .beAnnotatedWith("jakarta.inject.Inject")
                    .orShould()
                    .beAnnotatedWith("jakarta.annotation.Resource"),
            InjectedByField.class),

    NO_SETTERS(
            noMethods()
                    .that()
                    .arePublic()
                    .and()
                    .haveRawReturnType(void.class)
                    .and()
                    .areDeclaredInClassesThat()
                    .areNotAssignableTo("jakarta.servlet.ServletInputStream") // the servlet API demands one
                    .should()
                    .haveNameMatching("set[A-Z].*"),
            WithSetter.class);

    private final ArchRule rule;
    private final Class<?> offender;

    ArchitectureRule(ArchRule rule, Class<?> offender) {
        this.rule = rule.as(name().toLowerCase(Locale.ROOT).replace('_', ' '));
        this.offender = offender;
    }

    ArchRule rule() {
        return rule;
    }

    Class<?> offender() {
        return offender;
    }

    private static boolean runsAStatement(JavaAccess<?> access) {
        boolean client = Set.of(
                        "JdbcClient",
                        "JdbcOperations",
                        "JdbcTemplate",
                        "NamedParameterJdbcOperations",
                        "NamedParameterJdbcTemplate",
                        "Statement",
                        "PreparedStatement",
                        "CallableStatement")
                .contains(access.getTargetOwner().getSimpleName());
        return client
                && access.getTargetOwner().getPackageName().matches("(java|org\\.springframework\\.jdbc)\\..*")
                && !access.getTarget().getName().equals("create");
    }

    private static boolean readsTheMachinesTime(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getTarget().getName();
        if (owner.isEquivalentTo(Clock.class)) {
            return name.startsWith("system") && !makesTheClock(access.getOrigin());
        }
        if (owner.isEquivalentTo(Date.class)) {
            return name.equals("<init>")
                    && parameters(access.getTarget()).findAny().isEmpty();
        }
        if (owner.isEquivalentTo(System.class)) {
            return name.equals("currentTimeMillis");
        }
        return owner.getPackageName().startsWith("java.time")
                && name.equals("now")
                && parameters(access.getTarget()).noneMatch(type -> type.isEquivalentTo(Clock.class));
    }

    /** The one clock is made by a bean method or as the context is prepared; one that can be moved has one inside. */
    private static boolean makesTheClock(JavaCodeUnit origin) {
        return origin.isAnnotatedWith("org.springframework.context.annotation.Bean")
                || origin.getOwner().isAssignableTo("org.springframework.context.ApplicationContextInitializer")
                || origin.getOwner().isAssignableTo(Clock.class);
    }

    private static Stream<JavaClass> parameters(AccessTarget target) {
        return target instanceof AccessTarget.CodeUnitCallTarget call
                ? call.getRawParameterTypes().stream()
                : Stream.empty();
    }

    private static boolean looksUpATimeZone(JavaAccess<?> access) {
        return access.getTargetOwner().isEquivalentTo(ZoneId.class)
                && Set.of("of", "systemDefault").contains(access.getTarget().getName());
    }

    /** Asks a table of transitions directly, or takes the name of a status from somewhere. */
    private static boolean decidesAStatus(JavaAccess<?> access) {
        if (access.getOriginOwner().equals(access.getTargetOwner())) {
            return false;
        }
        String owner = access.getTargetOwner().getSimpleName();
        String name = access.getTarget().getName();
        return (owner.equals("TransitionTable") && name.equals("next"))
                || (owner.matches("(Prescription|LineItem)Status") && name.equals("valueOf"));
    }

    private static boolean writesToTheConsole(JavaAccess<?> access) {
        String name = access.getTarget().getName();
        return name.equals("printStackTrace")
                || (access.getTargetOwner().isEquivalentTo(System.class)
                        && Set.of("out", "err").contains(name));
    }

    /** Classes outside these modules. */
    private static DescribedPredicate<JavaClass> outside(String... modules) {
        return describe(
                "outside " + String.join(", ", modules),
                javaClass -> Stream.of(modules)
                        .noneMatch(
                                module -> (javaClass.getPackageName() + ".").startsWith("org.pestle." + module + ".")));
    }

    /** Classes with such a simple name, and those inside them. */
    private static DescribedPredicate<JavaClass> named(String pattern) {
        return describe(
                "named " + pattern,
                javaClass -> outermost(javaClass).getSimpleName().matches(pattern));
    }

    private static JavaClass outermost(JavaClass javaClass) {
        return javaClass.getEnclosingClass().map(ArchitectureRule::outermost).orElse(javaClass);
    }

    private static DescribedPredicate<JavaAccess<?>> target(Predicate<JavaAccess<?>> test) {
        return describe("a thing that is not allowed here", test);
    }
}
