package dev.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.e2e.RoleMatrix.Row;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The door in deploy/Caddyfile leads each path to the one service that answers it. */
class DoorRoutesTest {
  private static final List<Row> ROWS = RoleMatrix.read().rows();
  private static final String ALL_ELSE = "reporting-service";
  private static final String NOBODY = "nobody";
  private static final Pattern ROUTE =
      Pattern.compile("\\t@([a-z-]+) \\{\\n((?:\\t\\tpath .*\\n)+)\\t}");

  @Test
  void eachEndpointIsReachedAtItsService() throws IOException {
    Map<String, List<String>> routes = routes();

    for (Row row : ROWS) {
      if (!isOfAll(row)) {
        assertThat(serviceAt(row.samplePath(), routes)).as(row.toString()).isEqualTo(row.service());
      }
    }
  }

  @Test
  void whatAllServicesHaveIsReachedAtOne_andMetricsAtNone() throws IOException {
    Map<String, List<String>> routes = routes();
    Set<String> closed = new TreeSet<>();

    for (Row row : ROWS) {
      if (isOfAll(row)) {
        String service = serviceAt(row.samplePath(), routes);
        assertThat(service).as(row.toString()).isIn(ALL_ELSE, NOBODY);
        if (service.equals(NOBODY)) {
          closed.add(row.samplePath());
        }
      }
    }
    assertThat(closed)
        .containsExactlyInAnyOrder(
            "/actuator",
            "/actuator/health",
            "/actuator/health/readiness",
            "/actuator/info",
            "/actuator/prometheus",
            "/v3/api-docs",
            "/v3/api-docs.yaml");
  }

  @Test
  void noBeginningOfAPathIsOfTwoServices() throws IOException {
    Map<String, List<String>> routes = routes();

    routes.forEach(
        (service, patterns) ->
            patterns.forEach(
                pattern ->
                    routes.forEach(
                        (other, others) -> {
                          if (!other.equals(service)) {
                            assertThat(others)
                                .noneMatch(one -> matches(one, pattern.replace("*", "")));
                          }
                        })));
  }

  /** Each service has a row of its own for what all of them have. */
  private static boolean isOfAll(Row row) {
    return ROWS.stream()
        .anyMatch(
            other ->
                other.samplePath().equals(row.samplePath())
                    && !other.service().equals(row.service()));
  }

  private static String serviceAt(String path, Map<String, List<String>> routes) {
    String plain = URI.create(path).getPath();
    return routes.entrySet().stream()
        .filter(route -> route.getValue().stream().anyMatch(one -> matches(one, plain)))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(ALL_ELSE);
  }

  private static boolean matches(String pattern, String path) {
    return pattern.endsWith("*")
        ? path.startsWith(pattern.substring(0, pattern.length() - 1))
        : path.equals(pattern);
  }

  private static Map<String, List<String>> routes() throws IOException {
    String door = Files.readString(Path.of("..", "deploy", "Caddyfile"));
    Map<String, List<String>> routes = new LinkedHashMap<>();
    Matcher route = ROUTE.matcher(door);
    while (route.find()) {
      String service = route.group(1);
      routes.put(
          service,
          Arrays.asList(route.group(2).replaceAll("\\s+path\\s|\\s+$", " ").strip().split(" ")));
      assertThat(door).contains((service.equals(NOBODY) ? "error @" : "reverse_proxy @") + service);
    }
    assertThat(routes)
        .containsOnlyKeys("survey-service", "scoring-service", "complaint-service", NOBODY);
    return routes;
  }
}
