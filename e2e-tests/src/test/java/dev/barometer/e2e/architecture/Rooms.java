package dev.barometer.e2e.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

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
                "org.springframework.data.annotation..",
                "org.springframework.data.mongodb.core.mapping..",
                "com.fasterxml.jackson.annotation.."))
        .as("plain types of " + servicePackage + " use no framework");
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
          return type.isPrimitive() || allowed.test(type);
        });
  }

  private static DescribedPredicate<JavaClass> arePlain() {
    return DescribedPredicate.describe(
        "are plain",
        type -> {
          String name = outermost(type).getSimpleName();
          return EDGES.stream().noneMatch(name::endsWith);
        });
  }

  private static JavaClass outermost(JavaClass type) {
    JavaClass outer = type;
    while (outer.getEnclosingClass().isPresent()) {
      outer = outer.getEnclosingClass().get();
    }
    return outer;
  }
}
