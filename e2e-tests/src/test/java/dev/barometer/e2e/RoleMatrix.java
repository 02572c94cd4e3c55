package dev.barometer.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** role-matrix.txt: who may call what. */
record RoleMatrix(List<Row> rows) {
  static final List<String> ROLES = List.of("ingest", "viewer", "agent", "manager", "admin");

  static final Set<String> REFUSED = Set.of("401", "403", "login");

  /** By what a row may say instead of the name of a service. */
  private static final Map<String, List<String>> SERVICES =
      Map.of(
          "all",
          List.of("survey-service", "scoring-service", "complaint-service", "reporting-service"),
          "pages",
          List.of("survey-service", "complaint-service", "reporting-service"));

  /**
   * One endpoint of one service.
   *
   * @param pattern as the service maps it
   * @param samplePath where it is called
   * @param byFilter whether a filter answers rather than a handler
   */
  record Row(
      String service,
      String method,
      String pattern,
      String samplePath,
      boolean byFilter,
      Map<String, String> expectations) {

    String expected(String role) {
      return expectations.get(role);
    }

    /** Pages are for people: they sign in, and forms carry a token. */
    boolean page() {
      return !pattern.startsWith("/api/")
          && !pattern.startsWith("/actuator")
          && !pattern.startsWith("/v3/");
    }

    @Override
    public String toString() {
      return service + " " + method + " " + pattern;
    }
  }

  static RoleMatrix read() {
    try (InputStream in = RoleMatrix.class.getResourceAsStream("/role-matrix.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
      return new RoleMatrix(
          text.lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .flatMap(line -> rows(line).stream())
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Service, method, pattern, perhaps "as" and a path, then what none and each role get. */
  private static List<Row> rows(String line) {
    List<String> words = Arrays.asList(line.strip().split("\\s+"));
    int cells = ROLES.size() + 1;
    List<String> head = words.subList(0, words.size() - cells);
    List<String> tail = words.subList(words.size() - cells, words.size());
    Map<String, String> expectations = new HashMap<>();
    expectations.put("none", tail.get(0));
    for (int i = 0; i < ROLES.size(); i++) {
      expectations.put(ROLES.get(i), tail.get(i + 1));
    }
    String pattern = head.get(2);
    String sample = head.size() == 5 ? head.get(4) : pattern.replaceAll("\\{[^}]*}", "none");
    boolean byFilter = head.get(1).endsWith("*");
    String method = head.get(1).replace("*", "");
    return SERVICES.getOrDefault(head.get(0), List.of(head.get(0) + "-service")).stream()
        .map(service -> new Row(service, method, pattern, sample, byFilter, expectations))
        .toList();
  }

  /** What the handlers of the services must be: service, method and pattern. */
  List<String> endpoints() {
    return rows.stream().filter(row -> !row.byFilter()).map(Row::toString).distinct().toList();
  }

  /** The status, or that it leads to the login page. */
  static String outcome(HttpResponse<?> answer) {
    boolean toLogin =
        answer
            .headers()
            .firstValue("Location")
            .filter(to -> to.matches("/login(\\?to=[^&]*)?"))
            .isPresent();
    return toLogin ? "login" : Integer.toString(answer.statusCode());
  }

  /** Adds to what is wrong, where an outcome is another than expected. */
  static void note(List<String> wrong, Row row, String who, String expected, String outcome) {
    boolean right =
        expected.equals("ok")
            ? !REFUSED.contains(outcome) && !outcome.startsWith("5")
            : outcome.equals(expected);
    if (!right) {
      wrong.add(row + " by " + who + ": " + outcome + " where " + expected + " is expected");
    }
  }
}
