package dev.barometer.e2e.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.barometer");

  @ParameterizedTest
  @ValueSource(strings = {"survey", "scoring", "complaint", "reporting"})
  void plainTypesUseNoFramework(String service) {
    Rooms.plainTypesUseNoFramework("dev.barometer." + service + "..").check(of(service));
  }

  @Test
  void theRuleFailsOnABrokenExample() {
    assertThatThrownBy(() -> Rooms.plainTypesUseNoFramework("dev.barometer.e2e..").check(broken()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("StringUtils");
  }

  @ParameterizedTest
  @ValueSource(strings = {"survey", "complaint", "reporting"})
  void edgesCallPlainCode_andItNeverCallsBack(String service) {
    Rooms.plainTypesCallNoEdge("dev.barometer." + service + "..").check(of(service));
  }

  @Test
  void theRuleFails_whenAPlainTypeCallsAnEdge() {
    assertThatThrownBy(() -> Rooms.plainTypesCallNoEdge("dev.barometer.e2e..").check(broken()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("PriceRepository");
  }

  /** What both wings need belongs to neither: parameters, periods, wording. */
  @Test
  void insightAndAdministrationMeetInFewRooms() {
    String[] insight =
        reporting(
            "cases",
            "catalogue",
            "comment",
            "dashboard",
            "live",
            "rolling",
            "score",
            "tally",
            "ticket");
    String[] administration = reporting("administration", "audit", "deadletter", "token");

    Rooms.staysOutOf(insight, administration).check(of("reporting"));
    Rooms.staysOutOf(administration, insight).check(of("reporting"));
  }

  @Test
  void theRuleFails_whenOneWingUsesTheOther() {
    String wings = "dev.barometer.e2e.architecture.broken.";

    assertThatThrownBy(
            () ->
                Rooms.staysOutOf(new String[] {wings + "insight.."}, wings + "administration..")
                    .check(broken()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("RightHand");
  }

  private static String[] reporting(String... rooms) {
    return Arrays.stream(rooms)
        .map(room -> "dev.barometer.reporting." + room + "..")
        .toArray(String[]::new);
  }

  private static JavaClasses broken() {
    return new ClassFileImporter().importPackages("dev.barometer.e2e.architecture.broken");
  }

  @ParameterizedTest
  @ValueSource(strings = {"survey", "scoring", "complaint", "reporting"})
  void featuresDoNotImportEachOtherInACircle(String service) {
    slices()
        .matching("dev.barometer." + service + ".(*)..")
        .should()
        .beFreeOfCycles()
        .check(of(service));
  }

  @ParameterizedTest
  @ValueSource(strings = {"starter", "contract", "frame"})
  void roomsOfTheSharedModulesFormNoCircle_theirRootIncluded(String module) {
    Rooms.formNoCircle("dev.barometer." + module).check(of(module));
  }

  @Test
  void theRuleOfCirclesFailsOnABrokenExample() {
    String broken = "dev.barometer.e2e.architecture.broken";
    JavaClasses rooms = new ClassFileImporter().importPackages(broken);

    assertThatThrownBy(() -> Rooms.formNoCircle(broken).check(rooms))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("LeftRoom")
        .hasMessageContaining("RightRoom");
  }

  @ParameterizedTest
  @ValueSource(strings = {"survey", "scoring", "complaint", "reporting"})
  void servicesNeverImportEachOther(String service) {
    for (String other : Set.of("survey", "scoring", "complaint", "reporting")) {
      if (!other.equals(service)) {
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.barometer." + other + "..")
            .check(of(service));
      }
    }
  }

  /** Whoever has no pages brings nothing along that draws some. */
  @ParameterizedTest
  @ValueSource(strings = {"starter", "scoring"})
  void whatHasNoFaceDrawsNoPages(String module) {
    Rooms.hasNoFace().check(of(module));
  }

  @Test
  void theRuleOfFacesFailsOnABrokenExample() {
    assertThatThrownBy(() -> Rooms.hasNoFace().check(broken()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("PriceTag");
  }

  @Test
  void wordingAndGlossaryUseNothingButJava() {
    Rooms.onlyUses("dev.barometer.frame.wording..").check(of("frame.wording"));
    Rooms.onlyUses("dev.barometer.frame.glossary..").check(of("frame.glossary"));
  }

  @Test
  void theFrameKnowsNoService() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.barometer.survey..",
            "dev.barometer.scoring..",
            "dev.barometer.complaint..",
            "dev.barometer.reporting..")
        .check(of("frame"));
  }

  @Test
  void onlyOneRoomUsesTheInternalsOfKafkaStreams() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.barometer.scoring.state")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka.streams..internals..")
        .check(ALL);
  }

  @Test
  void theMathsUsesNothingButJava() {
    Rooms.onlyUses("dev.barometer.metrics..").check(of("metrics"));
  }

  @Test
  void theContractsUseNoFramework() {
    Rooms.onlyUses(
            "dev.barometer.contract..",
            "dev.barometer.metrics..",
            "com.fasterxml.jackson.annotation..")
        .check(of("contract"));
  }

  @Test
  void everyPackageSaysWhatIsInTheRoom() {
    Set<String> described =
        ALL.stream()
            .filter(type -> type.getSimpleName().equals("package-info"))
            .map(JavaClass::getPackageName)
            .collect(Collectors.toSet());

    assertThat(ALL.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()))
        .isNotEmpty()
        .isEqualTo(described);
  }

  private static JavaClasses of(String room) {
    JavaClasses classes =
        ALL.that(
            com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage(
                "dev.barometer." + room + ".."));
    assertThat(classes).as(room).isNotEmpty();
    return classes;
  }
}
