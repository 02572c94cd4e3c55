package dev.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Configuration;

/** What the README says can be set is what the services let be set, with the same defaults. */
class SettingsTest {
  private static final Path README = Path.of("..", "README.md");
  private static final Pattern NAME = Pattern.compile("`(barometer\\.[a-z.-]+|\\.[a-z.-]+)`");
  private static final String BY_FILE = "barometer.secrets-folder";

  /** A service's settings without the service. */
  @Configuration(proxyBeanMethods = false)
  static class Nothing {}

  @Test
  void theTableNamesWhatThereIs_andItsDefaults() throws IOException {
    Map<String, String> defaults = defaults();
    Map<String, List<String>> table = table();

    assertThat(table).hasSizeGreaterThan(15);
    table.forEach(
        (name, stated) -> {
          assertThat(defaults).containsKey(name);
          String isSo = defaults.get(name);
          if (!isSo.isEmpty()) {
            assertThat(stated).as(name).contains(isSo);
          }
        });
  }

  @ParameterizedTest
  @CsvSource({
    "barometer.scoring.minimum-n, barometer.organisation.minimum-n",
    "barometer.reporting.minimum-n, barometer.organisation.minimum-n",
    "barometer.reporting.minimum-comments, barometer.organisation.minimum-comments"
  })
  void namesOfOldAreStillUnderstood(String old, String name) {
    try (var context =
        new SpringApplicationBuilder(Nothing.class)
            .web(WebApplicationType.NONE)
            .properties("spring.config.name=scoring-service")
            .run("--" + old + "=7")) {
      assertThat(context.getEnvironment().getProperty(name)).isEqualTo("7");
    }
  }

  /**
   * By name, what may stand as its default: all of the cell, or one of as many as there are names.
   */
  private static Map<String, List<String>> table() throws IOException {
    Map<String, List<String>> table = new LinkedHashMap<>();
    List<String> lines = Files.readAllLines(README);
    int from = lines.indexOf("## Settings");
    for (String line : lines.subList(from, from + 60)) {
      String[] cells = line.split(" *\\| *", -1);
      if (!line.startsWith("| `barometer.") || cells[1].contains("[")) {
        continue;
      }
      List<String> names = new ArrayList<>();
      NAME.matcher(cells[1]).results().map(found -> found.group(1)).forEach(names::add);
      for (String name : names) {
        String whole =
            name.startsWith(".")
                ? names.get(0).substring(0, names.get(0).lastIndexOf('.')) + name
                : name;
        if (!whole.equals(BY_FILE)) {
          int at = names.indexOf(name);
          String[] each = cells[2].split(", ", -1);
          table.put(
              whole,
              names.size() == 1 ? List.of(cells[2]) : List.of(at < each.length ? each[at] : ""));
        }
      }
    }
    return table;
  }

  /** Every setting with its default; empty where it has none. */
  private static Map<String, String> defaults() {
    Map<String, String> defaults = new TreeMap<>();
    for (JavaClass each :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.barometer")) {
      if (each.isAnnotatedWith(ConfigurationProperties.class)) {
        Class<?> type = each.reflect();
        add(type.getAnnotation(ConfigurationProperties.class).value(), type, defaults);
      }
    }
    return defaults;
  }

  private static void add(String prefix, Class<?> record, Map<String, String> defaults) {
    RecordComponent[] components = record.getRecordComponents();
    Parameter[] parameters = record.getDeclaredConstructors()[0].getParameters();
    for (int i = 0; i < components.length; i++) {
      Class<?> type = components[i].getType();
      String name = prefix + "." + kebab(components[i].getName());
      if (type.isRecord() && type.getName().startsWith("dev.")) {
        add(name, type, defaults);
      } else {
        DefaultValue value = parameters[i].getAnnotation(DefaultValue.class);
        defaults.put(name, value == null ? "" : String.join(", ", value.value()));
      }
    }
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
