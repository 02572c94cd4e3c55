package dev.barometer.reporting.ticket;

import static dev.barometer.reporting.FactFixtures.MONDAY;
import static dev.barometer.reporting.FactFixtures.ticket;
import static dev.barometer.reporting.ReceivedFixtures.received;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.contract.score.Scope;
import dev.barometer.reporting.EmbeddedDatabase;
import dev.barometer.reporting.GivenScopes;
import dev.barometer.reporting.PageFixtures;
import dev.barometer.reporting.page.PageRequests;
import dev.barometer.reporting.page.ScopeNames;
import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.starter.fact.Received;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.servlet.MockMvc;

class TicketPagesTest {
  private final EmbeddedDatabase database = EmbeddedDatabase.inMemory();
  private final TicketRepository tickets = new TicketRepository(database.operations());
  private final MockMvc pages =
      PageFixtures.mvc(
          new TicketPageController(
              tickets,
              new PageRequests(
                  new OrganisationCalendar(ZoneOffset.UTC, Duration.ofDays(100)),
                  new ScopeNames(new GivenScopes(Scope.of(Dimension.TEAM, "Group 56"))),
                  Clock.fixed(MONDAY.plusSeconds(3_600), ZoneOffset.UTC))),
          "dashboard");

  @BeforeEach
  void fill() {
    List<Received<Ticket>> many = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      many.add(
          received(
              ticket(
                  "INC%02d".formatted(i), 1, i % 2 == 0 ? "open" : "closed", "A<b>", "Group 56")));
    }
    tickets.apply(many);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @ParameterizedTest
  @CsvSource({
    "en, Tickets: Whole service desk, 60 rows, Next page",
    "zh-CN, 工单: 整个服务台, 共 60 行, 下一页",
    "ko, 티켓: 서비스 데스크 전체, 총 60건, 다음 페이지"
  })
  void listsWhatThereIs(String language, String title, String count, String next) throws Exception {
    String html = html("/tickets", language);

    assertThat(html)
        .contains(title, count, next, "A&lt;b&gt;")
        .contains("href=\"/tickets/INC59?window=30d&amp;scope=all\"")
        .contains(
            "href=\"/tickets?window=30d&amp;scope=all&amp;status=&amp;dates=opened&amp;sort=oldest\"")
        .doesNotContain("??", "INC09<");
  }

  @Test
  void goesOnWithTheNextPage_inTheSameOrder() throws Exception {
    String html = html("/tickets?sort=oldest&status=open", "en");

    assertThat(html)
        .contains("30 rows", "INC00<", "INC58<")
        .doesNotContain("INC01<", "rel=\"next\"");
  }

  @Test
  void saysWhyItIsEmpty_andWhatToDo() throws Exception {
    String html = html("/tickets?scope=team:Nobody", "en");

    assertThat(html)
        .contains("Nothing", "Choose a longer period or a wider scope")
        .doesNotContain("<tbody");
  }

  @Test
  void isAFileToo() throws Exception {
    String csv =
        pages
            .perform(get("/tickets?status=open&format=csv"))
            .andExpect(status().isOk())
            .andReturn()
            .getResponse()
            .getContentAsString(StandardCharsets.UTF_8);

    assertThat(csv.lines()).hasSize(31);
    assertThat(csv).contains("ticketId,status", "INC00,open");
  }

  @Test
  void showsOneTicket_andLeadsBackToTheSameList() throws Exception {
    assertThat(html("/tickets/INC01?window=7d&scope=team:Group 56", "en"))
        .contains(
            "<h1>Ticket INC01</h1>", "href=\"/tickets?window=7d&amp;scope=team%3AGroup%2056\"")
        .doesNotContain("??");
    pages.perform(get("/tickets/INC99")).andExpect(status().isNotFound());
  }

  @Test
  void tellsMomentsInTheReadersZone_andDaysInTheOrganisations() throws Exception {
    String days = "/tickets?from=2026-11-16&to=2026-11-16";

    assertThat(html(days + "&zone=Pacific/Auckland", "en").replace('\u202f', ' '))
        .contains("Whole service desk, Nov 16, 2026", ">Nov 16, 2026, 10:00 PM</time>");
    assertThat(html(days, "en").replace('\u202f', ' ')).contains(">Nov 16, 2026, 9:00 AM</time>");
    pages
        .perform(get(days + "&zone=Pacific/Auckland&format=csv"))
        .andExpect(content().string(containsString("2026-11-16T09:00:00Z")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zone=Atlantis",
        "status=lost",
        "dates=never",
        "sort=best",
        "cursor=xyz",
        "window=1y"
      })
  void refusesWhatItDoesNotKnow(String query) throws Exception {
    pages.perform(get("/tickets?" + query)).andExpect(status().is(422));
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
