package uk.casebook;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import jakarta.persistence.Entity;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shape of the code. A rule that finds nothing to look at fails, here or in ArchUnit. */
class ArchitectureTest {

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("uk.casebook");

  /** What features stand on; every other package is a feature. */
  private static final DescribedPredicate<JavaClass> PLATFORM =
      resideInAnyPackage(
              "uk.casebook.contract..",
              "uk.casebook.database..",
              "uk.casebook.http..",
              "uk.casebook.identity..")
          .as("are the platform");

  private static final DescribedPredicate<JavaClass> FEATURES =
      resideInAPackage("uk.casebook.*..").and(not(PLATFORM)).as("are features");

  private static final DescribedPredicate<JavaClass> CONTRACT =
      resideInAPackage("uk.casebook.contract..").as("are the contract");

  private static final DescribedPredicate<JavaClass> ENTITIES =
      describe("are entities", type -> type.isAnnotatedWith(Entity.class));

  private static final DescribedPredicate<JavaClass> REPOSITORIES =
      simpleNameEndingWith("Repository").as("are repositories");

  private static final DescribedPredicate<JavaClass> SERVICES =
      simpleNameEndingWith("Service").as("are services");

  private static final DescribedPredicate<JavaClass> RESOURCES =
      describe("are resources", type -> type.isAnnotatedWith(Path.class));

  private static final DescribedPredicate<JavaClass> MESSAGES =
      simpleNameEndingWith("Request")
          .or(simpleNameEndingWith("Response"))
          .as("are requests or responses");

  private static final DescribedPredicate<JavaClass> TRANSACTIONAL =
      describe(
          "are transactional",
          // An interceptor names with it what it stands around.
          type ->
              !type.isAnnotatedWith(Interceptor.class)
                  && Stream.concat(Stream.of(type), type.getMethods().stream())
                      .anyMatch(part -> part.isAnnotatedWith(Transactional.class)));

  private static final Set<Class<?>> RESPONSES =
      Set.of(
          Response.class,
          Response.ResponseBuilder.class,
          RestResponse.class,
          RestResponse.ResponseBuilder.class);

  /** The methods of responses and their builders that can make an error of one. */
  private static final Set<String> ERRORS =
      Set.of("create", "fromResponse", "notAcceptable", "notFound", "serverError", "status");

  static final List<DescribedPredicate<JavaClass>> SETS =
      List.of(
          PLATFORM,
          FEATURES,
          CONTRACT,
          ENTITIES,
          REPOSITORIES,
          SERVICES,
          RESOURCES,
          MESSAGES,
          TRANSACTIONAL);

  @ParameterizedTest
  @FieldSource("SETS")
  void thereAreClassesForTheRulesToLookAt(DescribedPredicate<JavaClass> set) {
    assertThat(CODE.that(set)).isNotEmpty();
  }

  @Test
  void packagesDependOnEachOtherInOneDirection() {
    slices()
        .matching("uk.casebook.(*)..")
        .should()
        .beFreeOfCycles()
        .because("what goes round in a circle can only be read, tested and changed all at once")
        .check(CODE);
  }

  @Test
  void thePlatformDependsOnNoFeature() {
    noClasses()
        .that(PLATFORM)
        .should()
        .dependOnClassesThat(FEATURES)
        .because("every feature stands on it")
        .check(CODE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"organisation", "search", "vocabulary"})
  void theLowestFeaturesDependOnNoOtherFeature(String feature) {
    var own = resideInAPackage("uk.casebook." + feature + "..");
    noClasses()
        .that(own)
        .should()
        .dependOnClassesThat(FEATURES.and(not(own)).as("are other features"))
        .because("every other feature may depend on them")
        .check(CODE);
  }

  @Test
  void aRepositoryIsUsedOnlyInsideItsPackage() {
    classes()
        .that(REPOSITORIES)
        .should()
        .bePackagePrivate()
        .because("other packages ask its service, which knows what may be seen and changed")
        .check(CODE);
  }

  @Test
  void aResourceUsesNoRepository() {
    noClasses()
        .that(RESOURCES)
        .should()
        .dependOnClassesThat(REPOSITORIES)
        .because("its service owns the transaction")
        .check(CODE);
  }

  @Test
  void onlyServicesAreTransactional() {
    classes()
        .that(TRANSACTIONAL)
        .should()
        .haveSimpleNameEndingWith("Service")
        .because("what a use case does is done as one, and its service knows where it ends")
        .check(CODE);
  }

  @Test
  void aMethodThatIsTransactionalByItselfIsPublic() {
    methods()
        .that()
        .areNotPublic()
        .should()
        .notBeAnnotatedWith(Transactional.class)
        .because("on a private method the annotation does nothing")
        .check(CODE);
  }

  @Test
  void noEntityIsTakenOrReturnedByAPublicMethodOfAResourceOrService() {
    methods()
        .that()
        .areDeclaredInClassesThat(RESOURCES.or(SERVICES))
        .and()
        .arePublic()
        .should(notTakeOrReturn(ENTITIES))
        .because("outside its service an entity could be changed past the rules or written as JSON")
        .check(CODE);
  }

  @Test
  void entitiesRepositoriesAndServicesKnowNoJaxRs() {
    noClasses()
        .that(ENTITIES.or(REPOSITORIES).or(SERVICES))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta.ws.rs..", "org.jboss.resteasy..")
        .because("what they do is the same whether it is asked for over HTTP or not")
        .check(CODE);
  }

  @Test
  void entitiesKnowNoRequestOrResponse() {
    noClasses()
        .that(ENTITIES)
        .should()
        .dependOnClassesThat(MESSAGES)
        .because("what is kept must not change whenever the contract does")
        .check(CODE);
  }

  @Test
  void requestsAndResponsesAreRecords() {
    classes()
        .that(MESSAGES)
        .should()
        .beRecords()
        .because("a message says the same to everyone who holds it")
        .check(CODE);
  }

  @ParameterizedTest
  @ValueSource(
      classes = {Inject.class, ConfigProperty.class, Context.class, PersistenceContext.class})
  void onlyConstructorsAreInjectedInto(Class<?> annotation) {
    String reason = "a constructor shows what a class needs, and a test can call it";
    fields().should().notBeAnnotatedWith(annotation.getName()).because(reason).check(CODE);
    methods().should().notBeAnnotatedWith(annotation.getName()).because(reason).check(CODE);
  }

  @Test
  void nobodyAsksTheSystemForTheTime() {
    noClasses()
        .should()
        .accessTargetWhere(describe("the target tells the system's time", this::tellsTheTime))
        .because("the time comes from the injected InstantSource, which a test can fix")
        .check(CODE);
  }

  private boolean tellsTheTime(JavaAccess<?> access) {
    String name = access.getTarget().getName();
    return name.equals("currentTimeMillis")
        || (name.equals("now") && access.getTargetOwner().getPackageName().equals("java.time"));
  }

  @Test
  void nobodyPrintsToStandardOutput() {
    noClasses()
        .should()
        .accessField(System.class, "out")
        .because("operators look into the log, and there a line has its level and its trace")
        .check(CODE);
  }

  @Test
  void onlyTheContractBuildsErrorResponses() {
    noClasses()
        .that(not(CONTRACT))
        .should()
        .accessTargetWhere(describe("the target builds an error response", this::buildsAnError))
        .because("every error is a problem detail: throw a ProblemException")
        .check(CODE);
  }

  private boolean buildsAnError(JavaAccess<?> access) {
    JavaClass owner = access.getTargetOwner();
    String name = access.getTarget().getName();
    return owner.isAssignableTo(WebApplicationException.class)
        || (owner.isEquivalentTo(RoutingContext.class) && name.equals("fail"))
        || (RESPONSES.stream().anyMatch(owner::isEquivalentTo) && ERRORS.contains(name));
  }

  private static ArchCondition<JavaMethod> notTakeOrReturn(DescribedPredicate<JavaClass> types) {
    return new ArchCondition<>("not take or return what " + types.getDescription()) {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        Stream.concat(Stream.of(method.getReturnType()), method.getParameterTypes().stream())
            .flatMap(type -> type.getAllInvolvedRawTypes().stream())
            .filter(types)
            .map(type -> method.getDescription() + " takes or returns " + type.getName())
            .forEach(message -> events.add(SimpleConditionEvent.violated(method, message)));
      }
    };
  }
}
