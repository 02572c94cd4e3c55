package dev.barometer.reporting.comment;

import static dev.barometer.reporting.FactFixtures.MONDAY;
import static dev.barometer.reporting.FactFixtures.comment;
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
import org.springframework.test.web.servlet.MockMvc;

class CommentPagesTest {
  private static final int MINIMUM = 3;

  private final EmbeddedDatabase database = EmbeddedDatabase.inMemory();
  private final CommentRepository store = new CommentRepository(database.operations());
  private final MockMvc pages =
      PageFixtures.mvc(
          new CommentPageController(
              new Comments(store, MINIMUM),
              new PageRequests(
                  new OrganisationCalendar(ZoneOffset.UTC, Duration.ofDays(100)),
                  new ScopeNames(new GivenScopes()),
                  Clock.fixed(MONDAY.plusSeconds(3_600), ZoneOffset.UTC))),
          "dashboard");

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void showsNone_whereTooFewWrote_inTheFileNeither() throws Exception {
    write(MINIMUM - 1);

    assertThat(html("/comments")).contains("No comments to show yet").doesNotContain("Said 0");
    assertThat(html("/comments?format=csv")).contains("submittedAt").doesNotContain("Said 0");
  }

  @Test
  void showsThePagesOfAScopeOneAfterTheOther_escaped() throws Exception {
    write(30);

    assertThat(html("/comments?scope=team:Group 56"))
        .contains("Said 29&lt;b&gt;", "Said 5&lt;b&gt;", "rel=\"next\"")
        .doesNotContain("Said 4&lt;b&gt;", "??", "<b>");
    assertThat(html("/comments?format=csv").lines().count()).isEqualTo(31);
    assertThat(html("/comments?scope=team:Other")).contains("No comments to show yet");
  }

  private void write(int many) {
    for (int i = 0; i < many; i++) {
      store.apply(
          List.of(
              received(
                  comment("r" + i, 1, "Said " + i + "<b>", "Group 56", MONDAY.plusSeconds(i)))));
    }
  }

  private String html(String path) throws Exception {
    return pages
        .perform(get(path).locale(Locale.ENGLISH))
        .andExpect(status().isOk())
        .andReturn()
        .getResponse()
        .getContentAsString(StandardCharsets.UTF_8);
  }
}
