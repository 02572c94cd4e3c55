package dev.barometer.reporting.operating;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.springframework.util.unit.DataSize;

/** Operating data of a desk in Berlin. */
final class OperatingFixtures {
  static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  static final OperatingProperties SETTINGS =
      new OperatingProperties(10, 1_000, DataSize.ofKilobytes(100));

  private OperatingFixtures() {}

  static OperatingRules rules() {
    return new OperatingRules(BERLIN, NOW, SETTINGS.mostPoints());
  }

  static List<SentSeries> json(String json) {
    return new OperatingReader(rules())
        .read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  static List<SentSeries> csv(String csv) {
    return new OperatingCsvReader(rules()).read(csv.getBytes(StandardCharsets.UTF_8));
  }

  /** Of how available the mail is. */
  static List<SentSeries> mail(String points) {
    return json(
        "{'source':'probe','series':[{'system':'Mail','measure':'availability','unit':'percent',"
            + "'points':["
            + points
            + "]}]}");
  }

  static String point(String at, Object value) {
    return "{'at':'" + at + "','value':" + value + "}";
  }
}
