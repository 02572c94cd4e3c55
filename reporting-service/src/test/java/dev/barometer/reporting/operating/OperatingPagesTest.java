package dev.barometer.reporting.operating;

import static dev.barometer.reporting.operating.OperatingFixtures.BERLIN;
import static dev.barometer.reporting.operating.OperatingFixtures.NOW;
import static dev.barometer.reporting.operating.OperatingFixtures.SETTINGS;
import static dev.barometer.reporting.operating.OperatingFixtures.mail;
import static dev.barometer.reporting.operating.OperatingFixtures.point;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.barometer.reporting.EmbeddedDatabase;
import dev.barometer.reporting.PageFixtures;
import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.starter.Role;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.RequestBuilder;

class OperatingPagesTest {
  private static final String PAGE = "/reports/operating-data";

  private final EmbeddedDatabase database = EmbeddedDatabase.inMemory();
  private final SeriesRepository series = new SeriesRepository(database.operations(), SETTINGS);
  private final PointRepository points = new PointRepository(database.operations());
  private final OperatingStore store = new OperatingStore(series, points);
  private final MockMvc pages =
      PageFixtures.mvc(
          new OperatingPageController(
              store,
              series,
              points,
              new OrganisationCalendar(BERLIN, Duration.ofDays(100)),
              SETTINGS,
              Clock.fixed(NOW, BERLIN)),
          "operating",
          Role.MANAGER);

  @AfterEach
  void close() {
    database.close();
  }

  private MockHttpServletResponse answer(RequestBuilder call) throws Exception {
    return pages.perform(call).andReturn().getResponse();
  }

  private String html(String path, String language) throws Exception {
    MockHttpServletResponse shown = answer(get(path).locale(Locale.forLanguageTag(language)));
    assertThat(shown.getStatus()).isEqualTo(200);
    return shown.getContentAsString(StandardCharsets.UTF_8);
  }

  private MockHttpServletResponse type(String measure, String value, boolean remove)
      throws Exception {
    return answer(
        post(PAGE)
            .contentType(MediaType.APPLICATION_FORM_URLENCODED)
            .param("system", "Mail")
            .param("measure", measure)
            .param("unit", "percent")
            .param("at", "2026-10-01")
            .param("value", value)
            .param("remove", String.valueOf(remove)));
  }

  private MockHttpServletResponse upload(String csv) throws Exception {
    return answer(
        multipart(PAGE)
            .file(
                new MockMultipartFile(
                    "file", "data.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8))));
  }

  @ParameterizedTest
  @CsvSource({"en, Availability, 97.5 %", "zh-CN, 可用性, 97.5%", "ko, 가용성, 97.5%"})
  void showsTheLastValueAndTheTrend(String language, String measure, String value)
      throws Exception {
    assertThat(html(PAGE, language)).doesNotContain("??", "<tbody");
    store.put(mail(point("2026-10-01", 99) + "," + point("2026-10-02", 97.5)));

    assertThat(html(PAGE, language))
        .contains(measure, value, "class=\"sparkline\"", "2026-10-01T22:00:00Z")
        .doesNotContain("??");
  }

  @Test
  void keepsWhatIsTypedIn_onceHoweverOften() throws Exception {
    assertThat(type("availability", "99,5", false).getRedirectedUrl())
        .isEqualTo(PAGE + "?added=1&replaced=0&removed=0&unchanged=0");
    assertThat(type("availability", "99.5", false).getRedirectedUrl())
        .isEqualTo(PAGE + "?added=0&replaced=0&removed=0&unchanged=1");
    assertThat(points.newest(series.find("Mail", "availability").orElseThrow(), 5))
        .extracting(KeptPoint::value, KeptPoint::source)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(99.5, "Kim"));
    assertThat(type("availability", "", true).getRedirectedUrl()).contains("removed=1");
    assertThat(html(PAGE + "?added=1&replaced=0&removed=0&unchanged=0", "en"))
        .contains("Kept: 1 new, 0 replaced");
  }

  @Test
  void showsAgainWhatWasWrong_andSaysWhy() throws Exception {
    MockHttpServletResponse shown = type("Availability", "many", false);

    assertThat(shown.getStatus()).isEqualTo(422);
    assertThat(shown.getContentAsString(StandardCharsets.UTF_8))
        .contains("value=\"many\"", "value=\"Availability\"", "must be a number", "aria-invalid")
        .doesNotContain("??");
    assertThat(series.all()).isEmpty();
  }

  @Test
  void namesTheLinesOfAFileThatAreWrong_andKeepsNoneOfIt() throws Exception {
    String names = "source,system,measure,unit,at,value\n";
    MockHttpServletResponse shown =
        upload(
            names
                + "probe,Mail,availability,percent,2026-10-01,99\n"
                + "probe,Mail,availability,percent,2026-10-02,lots\n");

    assertThat(shown.getStatus()).isEqualTo(422);
    assertThat(shown.getContentAsString(StandardCharsets.UTF_8)).contains("line 3 value");
    assertThat(series.all()).isEmpty();
    assertThat(answer(multipart(PAGE)).getStatus()).isEqualTo(422);
    assertThat(upload(names + "probe,Mail,availability,percent,2026-10-01,99\n").getRedirectedUrl())
        .contains("added=1");
  }

  @Test
  void givesAFileThatItTakesBack() throws Exception {
    store.put(mail(point("2026-10-01", 99) + "," + point("2026-10-02", 97.5)));
    String file = html(PAGE + "?format=csv", "en");

    assertThat(file).contains("probe,Mail,availability,percent,2026-10-02,97.5,");
    assertThat(upload(file).getRedirectedUrl())
        .isEqualTo(PAGE + "?added=0&replaced=0&removed=0&unchanged=1");
  }

  @Test
  void fillsInTheSeriesThatOneComesFrom() throws Exception {
    store.put(mail(point("2026-10-01", 99)));

    assertThat(html(PAGE + "?system=Mail&measure=availability", "en"))
        .contains("value=\"Mail\"", "value=\"availability\"", "value=\"2026-11-22\"");
    assertThat(html(PAGE + "?refused=413", "en")).contains("larger than");
  }
}
