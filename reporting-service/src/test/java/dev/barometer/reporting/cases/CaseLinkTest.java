package dev.barometer.reporting.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Scope;
import dev.barometer.reporting.period.Period;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** Addresses of cases from before there was a desk, and what leads there now. */
class CaseLinkTest {
  private static final Period WEEK =
      new Period(Instant.parse("2026-11-15T00:00:00Z"), Instant.parse("2026-11-22T00:00:00Z"));

  private final DeskLinks desk = new DeskLinks("https://desk.example.org", ZoneOffset.UTC);
  private final MockMvc pages =
      MockMvcBuilders.standaloneSetup(new CaseLinkController(desk)).build();

  @Test
  void leadsWhoComesByAnOldAddressToTheDesk() throws Exception {
    pages
        .perform(get("/cases").param("window", "30d"))
        .andExpect(redirectedUrl("https://desk.example.org/desk/cases"));
    pages
        .perform(get(URI.create("/cases/c%201%7Bx%7D")))
        .andExpect(redirectedUrl("https://desk.example.org/desk/c%201%7Bx%7D"));
  }

  @Test
  void namesPeriodAndScope_whereCasesSaySoMuch() {
    assertThat(desk.openedIn(Scope.of(Dimension.TEAM, "R&D"), WEEK))
        .contains(
            "https://desk.example.org/desk/cases" + "?from=2026-11-15&to=2026-11-22&team=R%26D");
    assertThat(desk.openedIn(Scope.of(Dimension.CHANNEL, "Phone"), WEEK)).isEmpty();
  }
}
