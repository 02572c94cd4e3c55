package dev.barometer.e2e.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Set;

/** Who may use what. */
final class Rooms {
  /** A type that ends like this is an edge: it may use frameworks. */
  private static final List<String> EDGES =
      List.of(
          "Advice",
          "Application",
          "Client",
          "Configuration",
          "Controller",
          "Files",
          "Functions",
          "Metrics",
          "Properties",
          "Publisher",
          "Reader",
          "Repository",
          "Runner",
          "Store",
          "Topology");

  /** Plain types of the starter, for whoever is plain. */
  private static final Set<String> PLAIN_IN_STARTER =
      Set.of(
          "dev.barometer.starter.calendar.BusinessCalendar",
          "dev.barometer.starter.calendar.BusinessSpan",
          "dev.barometer.starter.calendar.Calendars",
          "dev.barometer.starter.mail.MailStatus",
          "dev.barometer.starter.signature.KeyedHash",
          "dev.barometer.starter.web.Cursor",
          "dev.barometer.starter.web.CursorPage",
          "dev.barometer.starter.web.DateParameter",
          "dev.barometer.starter.web.InvalidRequestException");

  private Rooms() {}

  /** Every type of a service that is no edge is plain. */
  static ArchRule plainTypesUseNoFramework(String servicePackage) {
    return classes()
        .that(arePlain())
        .should()
        .onlyDependOnClassesThat(
            mayBeUsed(
                servicePackage,
                "dev.barometer.metrics..",
                "dev.barometer.contract..",
                "dev.barometer.frame.wording..",
                "dev.barometer.frame.glossary..",
                "org.springframework.data.annotation..",
                "org.springframework.data.mongodb.core.mapping..",
                "com.fasterxml.jackson.annotation.."))
        .as("plain types of " + servicePackage + " use no framework");
  }

  /** Edges call plain code, and plain code never calls back: so it can be held in a test. */
  static ArchRule plainTypesCallNoEdge(String servicePackage) {
    return noClasses()
        .that(arePlain())
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are edges",
                type ->
                    resideInAPackage(servicePackage).test(type.getBaseComponentType())
                        && isEdge(type.getBaseComponentType())))
        .as("plain types of " + servicePackage + " call no edge");
  }

  /** Two wings of a service meet on topics and in the rooms that belong to neither. */
  static ArchRule staysOutOf(String[] wing, String... otherWing) {
    return noClasses()
        .that()
        .resideInAnyPackage(wing)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(otherWing);
  }

  static ArchRule hasNoFace() {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.barometer.frame..", "org.thymeleaf..");
  }

  /** No two rooms of a root package import each other in a circle; its own classes are a room. */
  static ArchRule formNoCircle(String root) {
    return slices()
        .assignedFrom(
            new SliceAssignment() {
              @Override
              public SliceIdentifier getIdentifierOf(JavaClass type) {
                String name = type.getPackageName();
                if (!name.equals(root) && !name.startsWith(root + ".")) {
                  return SliceIdentifier.ignore();
                }
                return SliceIdentifier.of(name.substring(root.length()));
              }

              @Override
              public String getDescription() {
                return "rooms of " + root;
              }
            })
        .should()
        .beFreeOfCycles();
  }

  static ArchRule onlyUses(String... packages) {
    return classes().should().onlyDependOnClassesThat(mayBeUsed(packages));
  }

  private static DescribedPredicate<JavaClass> mayBeUsed(String... packages) {
    DescribedPredicate<JavaClass> allowed =
        resideInAnyPackage("java..", "org.jspecify..").or(resideInAnyPackage(packages));
    return DescribedPredicate.describe(
        "may be used",
        used -> {
          JavaClass type = used.getBaseComponentType();
          return type.isPrimitive()
              || allowed.test(type)
              || PLAIN_IN_STARTER.contains(type.getName());
        });
  }

  private static DescribedPredicate<JavaClass> arePlain() {
    return DescribedPredicate.describe("are plain", type -> !isEdge(type));
  }

  private static boolean isEdge(JavaClass type) {
    String name = outermost(type).getSimpleName();
    return EDGES.stream().anyMatch(name::endsWith);
  }

  private static JavaClass outermost(JavaClass type) {
    JavaClass outer = type;
    while (outer.getEnclosingClass().isPresent()) {
      outer = outer.getEnclosingClass().get();
    }
    return outer;
  }
}
