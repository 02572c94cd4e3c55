package dev.barometer.reporting.cases;

import static dev.barometer.reporting.FactFixtures.MONDAY;
import static dev.barometer.reporting.FactFixtures.complaint;
import static dev.barometer.reporting.ReceivedFixtures.received;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.barometer.reporting.EmbeddedDatabase;
import dev.barometer.reporting.GivenScopes;
import dev.barometer.reporting.PageFixtures;
import dev.barometer.reporting.page.PageRequests;
import dev.barometer.reporting.page.ScopeNames;
import dev.barometer.reporting.period.OrganisationCalendar;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.servlet.MockMvc;

class CasePagesTest {
  private final EmbeddedDatabase database = EmbeddedDatabase.inMemory();
  private final CaseRepository cases = new CaseRepository(database.operations());
  private final MockMvc pages =
      PageFixtures.mvc(
          new CasePageController(
              cases,
              new PageRequests(
                  new OrganisationCalendar(ZoneOffset.UTC, Duration.ofDays(100)),
                  new ScopeNames(new GivenScopes()),
                  Clock.fixed(MONDAY.plusSeconds(3_600), ZoneOffset.UTC))),
          "dashboard");

  @AfterEach
  void close() {
    database.close();
  }

  @ParameterizedTest
  @CsvSource({
    "en, Cases: Whole service desk, 2 rows, Being investigated",
    "zh-CN, 个案: 整个服务台, 共 2 行, 调查中",
    "ko, 불만 건: 서비스 데스크 전체, 총 2건, 조사 중"
  })
  void listsWhatThereIs(String language, String title, String count, String state)
      throws Exception {
    cases.apply(
        List.of(
            received(complaint("c1", 1, "investigating", MONDAY)),
            received(complaint("c2", 1, "closed", MONDAY.plusSeconds(60)))));

    assertThat(html("/cases", language))
        .contains(title, count, state, "href=\"/cases/c1?window=30d&amp;scope=all\"")
        .doesNotContain("??");
    assertThat(html("/cases?status=closed", language))
        .contains("/cases/c2?")
        .doesNotContain("/cases/c1?");
    assertThat(html("/cases/c1", language)).contains(state, ">c1<").doesNotContain("??");
  }

  @Test
  void saysWhyItIsEmpty_andWhatCasesAreNotToldApartBy() throws Exception {
    assertThat(html("/cases?scope=channel:Phone", "en"))
        .contains("Choose a longer period", "Cases are told apart by service and team only");
  }

  @Test
  void isAFileToo_andRefusesWhatItDoesNotKnow() throws Exception {
    cases.apply(List.of(received(complaint("c1", 1, "received", MONDAY))));

    assertThat(html("/cases?format=csv", "en")).contains("caseId,kind", "c1,");
    pages.perform(get("/cases?status=lost")).andExpect(status().is(422));
    pages.perform(get("/cases/c9")).andExpect(status().isNotFound());
  }

  private String html(String path, String language) throws Exception {
    return pages
        .perform(get(path).locale(Locale.forLanguageTag(language)))
        .andExpect(status().isOk())
        .andReturn()
        .getResponse()
        .getContentAsString(StandardCharsets.UTF_8);
  }
}
