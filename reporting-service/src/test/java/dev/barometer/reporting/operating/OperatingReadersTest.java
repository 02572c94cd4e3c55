package dev.barometer.reporting.operating;

import static dev.barometer.reporting.operating.OperatingFixtures.csv;
import static dev.barometer.reporting.operating.OperatingFixtures.json;
import static dev.barometer.reporting.operating.OperatingFixtures.mail;
import static dev.barometer.reporting.operating.OperatingFixtures.point;
import static dev.barometer.reporting.operating.OperatingFixtures.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.json.UnreadableFactException;
import dev.barometer.starter.web.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent is read as it is meant, and each thing that cannot be so is named. */
class OperatingReadersTest {
  private static final String NAMES = "source,system,measure,unit,at,value\n";

  private static List<String> fields(ThrowingCallable sending) {
    return catchThrowableOfType(InvalidRequestException.class, sending).violations().stream()
        .map(Violation::field)
        .toList();
  }

  @Test
  void takesADateForItsStartWhereTheOrganisationIs() {
    SentSeries mail =
        mail(point("2026-10-01", 99.95) + "," + point("2026-10-01T12:30:00+02:00", 98)).get(0);

    assertThat(mail.points())
        .containsExactly(
            java.util.Map.entry(
                Instant.parse("2026-09-30T22:00:00Z"), new SentSeries.Sent(99.95, "probe")),
            java.util.Map.entry(
                Instant.parse("2026-10-01T10:30:00Z"), new SentSeries.Sent(98.0, "probe")));
  }

  @Test
  void takesAPointAway_whereItsValueIsNull_butNotWhereItIsMissing() {
    assertThat(mail(point("2026-10-01", "null")).get(0).points().values())
        .containsExactly(new SentSeries.Sent(null, "probe"));

    assertThat(fields(() -> mail("{'at':'2026-10-01'}")))
        .containsExactly("series[0].points[0].value");
  }

  @Test
  void namesAllThatIsWrong() {
    String sent =
        "{'source':'','series':[{'system':' ','measure':'Availability','unit':'furlong',"
            + "'scope':'nonsense','points':[{}]},"
            + "{'system':'Mail','measure':'availability','unit':'hours','points':[]},"
            + "{'system':'Mail','measure':'availability','unit':'percent','points':["
            + point("2026-10-01", 101)
            + ","
            + point("01.10.2026", 99)
            + ","
            + point("2027-10-01", 99)
            + ","
            + point("2026-10-01T10:00:30Z", 99)
            + ","
            + point("2026-10-02", "1e999")
            + ","
            + point("2026-10-02", "'99'")
            + ",7]},7]}";

    assertThat(fields(() -> json(sent)))
        .containsExactly(
            "source",
            "series[0].system",
            "series[0].measure",
            "series[0].unit",
            "series[0].scope",
            "series[1].unit",
            "series[1].points",
            "series[2].points[0].value",
            "series[2].points[1].at",
            "series[2].points[2].at",
            "series[2].points[3].at",
            "series[2].points[4].value",
            "series[2].points[5].value",
            "series[2].points[6]",
            "series[3]");
  }

  @Test
  void namesTheFirstHundred_andCountsTheRest() {
    String points =
        IntStream.range(0, 140)
            .mapToObj(i -> point("2026-10-01", -1))
            .collect(Collectors.joining(","));

    List<Violation> told =
        catchThrowableOfType(InvalidRequestException.class, () -> mail(points)).violations();

    assertThat(told).hasSize(101);
    assertThat(told.get(100)).isEqualTo(new Violation("", "has 40 more of such"));
  }

  @Test
  void refusesMoreThanARequestMayHold() {
    String points =
        IntStream.range(0, 1_001)
            .mapToObj(
                i ->
                    point(
                        "2026-10-%02dT%02d:%02d:00Z".formatted(1 + i / 600, i / 60 % 10, i % 60),
                        1))
            .collect(Collectors.joining(","));

    assertThat(fields(() -> mail(points))).containsExactly("");
  }

  @Test
  void refusesOnePointWithTwoValues_butNotTheSameTwice() {
    String once = point("2026-10-01", 99);

    assertThat(mail(once + "," + once).get(0).points()).hasSize(1);
    assertThat(fields(() -> mail(once + "," + point("2026-09-30T22:00:00Z", 98))))
        .containsExactly("series[0].points[1].at");
  }

  @ParameterizedTest
  @CsvSource({
    "working-hours, hours, team:Desk, true",
    "working-hours, hours, Mail, false",
    "on-call, days, team:, false",
    "usage, count, team:Desk, false",
    "response-time, milliseconds, Mail, true",
    "queue-length, count, team:Desk, true"
  })
  void tellsOfPeopleByTheirTeam(String measure, String unit, String system, boolean isRight) {
    String sent =
        "{'source':'hr','series':[{'system':'%s','measure':'%s','unit':'%s','points':[%s]}]}"
            .formatted(system, measure, unit, point("2026-10-01", 7));

    if (isRight) {
      assertThat(json(sent)).hasSize(1);
    } else {
      assertThat(fields(() -> json(sent))).contains("series[0].system");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[]", "7", "{}", "{'source':'a','series':[]}", "{'source':'a','series':7}"})
  void refusesWhatHasNoSeries(String sent) {
    assertThatThrownBy(() -> json(sent)).isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void refusesWhatIsNoJson() {
    assertThatThrownBy(() -> json("{'source':")).isInstanceOf(UnreadableFactException.class);
  }

  @Test
  void readsWhatSpreadsheetsWrite() {
    List<SentSeries> plain =
        csv(
            NAMES
                + "probe,Mail,availability,percent,2026-10-01,99.95\r\n\r\nprobe,\"Mail, old\",usage,count,2026-10-02,1200\n");
    List<SentSeries> german =
        csv(
            "\uFEFFSystem;Measure;Unit;At;Value;Source;Scope\r\n"
                + "Mail;availability;percent;2026-10-01;99,95;probe;service:Email\r\n"
                + "Mail;availability;percent;2026-10-02;null;probe;service:Email");

    assertThat(plain).extracting(SentSeries::system).containsExactly("Mail", "Mail, old");
    assertThat(german).hasSize(1);
    assertThat(german.get(0).scope()).isEqualTo("service:Email");
    assertThat(german.get(0).points().values())
        .containsExactly(new SentSeries.Sent(99.95, "probe"), new SentSeries.Sent(null, "probe"));
    assertThat(german.get(0).points().firstKey())
        .isEqualTo(plain.get(0).points().firstKey())
        .isEqualTo("2026-09-30T22:00:00Z");
  }

  @Test
  void namesTheLineOfEachWrongRow() {
    assertThat(
            fields(
                () ->
                    csv(
                        NAMES
                            + "probe,Mail,availability,percent,2026-10-01,99\n"
                            + "probe,Mail,availability,percent,2026-10-02,\n"
                            + "\n"
                            + "probe,Mail,availability,percent,2026-10-03\n"
                            + "probe,Mail,availability,percent,tomorrow,0x1p3")))
        .containsExactly("line 3 value", "line 5", "line 6 value");
  }

  @ParameterizedTest
  @CsvSource({
    "'', line 1",
    "'source,system,measure,unit,at\n', line 1",
    "'source,system,measure,unit,at,value,colour\n', line 1",
    "'source,system,measure,unit,at,value,value\n', line 1",
    "'source,system,measure,unit,at,value\n', file",
    "'source,system,measure,unit,at,value\n\"a\"b,c,d,e,f,1\n', line 2",
    "'source,system,measure,unit,at,value\na,\"b,c\nd,e', line 2"
  })
  void saysWhatIsWrongWithAFile(String file, String field) {
    assertThat(fields(() -> csv(file))).contains(field);
  }

  @Test
  void refusesOtherCharsets() {
    byte[] latin =
        (NAMES + "a,Büro,usage,count,2026-10-01,1").getBytes(StandardCharsets.ISO_8859_1);

    assertThat(fields(() -> new OperatingCsvReader(rules()).read(latin))).containsExactly("file");
  }
}
