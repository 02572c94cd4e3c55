package dev.barometer.reporting.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.barometer.reporting.PageFixtures;
import dev.barometer.reporting.cases.DeskLinks;
import dev.barometer.reporting.comment.CommentView;
import dev.barometer.starter.Role;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;

class DashboardPageTest {

  @Test
  void leadsToTheDashboard() throws Exception {
    mvc(DashboardFixtures.empty()).perform(get("/")).andExpect(redirectedUrl("/dashboard"));
  }

  @ParameterizedTest
  @CsvSource({
    "en, Net Promoter Score (NPS), 95% interval, No significant change, Detractor",
    "zh-CN, 净推荐值（NPS）, 95% 置信区间, 无显著变化, 贬损者",
    "ko, 순추천지수(NPS), 95% 신뢰구간, 유의한 변화 없음, 비추천 고객"
  })
  void showsEverythingInTheLanguageOfTheReader(
      String language, String nps, String interval, String unchanged, String detractor)
      throws Exception {
    String html = html(mvc(DashboardFixtures.filled()), "/dashboard", language);

    assertThat(html)
        .contains("lang=\"" + language + "\"", nps, interval, unchanged, detractor)
        .contains("+41.3", "id=\"tile-art\"", ">Self-service portal</a>")
        .contains("lang=\"zh-CN\" dir=\"auto\">问题解决了")
        .contains("href=\"https://desk.example.org/desk\"")
        .contains("href=\"https://desk.example.org/desk/cases?from=2026-")
        .doesNotContain("??");
  }

  @ParameterizedTest
  @CsvSource({"en, No data", "zh-CN, 暂无数据", "ko, 데이터 없음"})
  void saysThatThereIsNoData_neverZero(String language, String none) throws Exception {
    String tiles = html(mvc(DashboardFixtures.empty()), "/dashboard/tiles", language);

    assertThat(tiles.split(none, -1)).hasSize(11);
    assertThat(tiles).doesNotContain("tile-value", ">0<", "??");
  }

  @Test
  void tellsOfACampaign_whatThereIsOfWhoWasAsked_andNothingOfTickets() throws Exception {
    String path = "/dashboard/tiles?scope=campaign:after-ticket";

    String tiles = html(mvc(DashboardFixtures.empty()), path, "en");

    assertThat(tiles)
        .contains("id=\"tile-csat\"", "id=\"tile-response-rate\"", "tile-response-rate-delivered")
        .doesNotContain("tile-sla", "tile-tickets-closed", "/tickets?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh-CN", "ko"})
  void showsAnEmptyDeskToo(String language) throws Exception {
    String html = html(mvc(DashboardFixtures.empty()), "/dashboard", language);

    assertThat(html).contains("id=\"tile-nps\"").doesNotContain("??");
  }

  @Test
  void escapesWhatPeopleWrote() throws Exception {
    CommentView hostile = DashboardFixtures.commentSaying("<script>alert('x')</script> & \"so\"");

    String html = html(mvc(DashboardFixtures.with(hostile)), "/dashboard/comments", "en");

    assertThat(html)
        .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;so&quot;")
        .doesNotContain("<script");
  }

  @Test
  void runsNoScriptOfItsOwnPage() throws Exception {
    String html = html(mvc(DashboardFixtures.filled()), "/dashboard", "en");

    assertThat(html)
        .doesNotContain(" style=", " onclick=", "hx-on", "<style", "javascript:")
        .doesNotContainPattern("<script(?![^>]* src=)");
  }

  @Test
  void keepsTheChosenWindowAndScopeInEveryAddress() throws Exception {
    String html =
        html(mvc(DashboardFixtures.filled()), "/dashboard?window=7d&scope=team:Group 56", "en");

    assertThat(html)
        .contains("hx-get=\"/dashboard/tiles?window=7d&amp;scope=team%3AGroup%2056\"")
        .contains("href=\"/dashboard?window=90d&amp;scope=team%3AGroup%2056\"")
        .contains("href=\"/tickets?window=7d&amp;scope=team%3AGroup%2056&amp;dates=resolved\"")
        .contains("href=\"/comments?window=7d&amp;scope=team%3AGroup%2056\"")
        .containsPattern("name=\"scope\" list=\"scopes\"[^>]*value=\"Group 56\"")
        .contains("<option value=\"Email\">Service</option>")
        .containsPattern("aria-current=\"true\"[^>]*>7 days")
        .contains("<h1>Group 56, Nov 15, 2026 to Nov 22, 2026</h1>");
  }

  @Test
  void tellsOfNamedDays_comparedWithTheYearBefore() throws Exception {
    String html =
        html(
            mvc(DashboardFixtures.filled()),
            "/dashboard?from=2026-10-01&to=2026-10-31&compare=year",
            "en");

    assertThat(html)
        .contains("<h1>Whole service desk, Oct 1, 2026 to Oct 31, 2026</h1>")
        .contains(
            "from=2026-10-01&amp;to=2026-10-31&amp;scope=all&amp;compare=year&amp;dates=closed")
        .contains("Too little before it to compare with");
  }

  @Test
  void tellsHowComplaintsAreHandled_andWhereThoseOfTheTeamStand() throws Exception {
    String html =
        html(
            mvc(DashboardFixtures.filled()),
            "/dashboard/complaints?from=2026-11-01&to=2026-11-21&scope=team:Group 56",
            "en");

    assertThat(html)
        .contains("tile-complaints", "tile-complaint-handling-time", "tile-complaint-sla")
        .contains("tile-escalation-rate", "tile-complaint-repeat-rate")
        .contains("4 cases")
        .contains(
            "https://complaints.example.org/desk/cases?from=2026-11-01&amp;to=2026-11-22&amp;team=Group%2056\"")
        .contains("&amp;to=2026-11-22&amp;team=Group%2056&amp;status=closed\"")
        .doesNotContain("recheck", "??");
  }

  @Test
  void tellsWhatPeopleSayAfterwards_ofTheWholeDeskAlone() throws Exception {
    String html = html(mvc(DashboardFixtures.filled()), "/dashboard/complaints", "en");

    assertThat(html)
        .containsPattern("(?s)id=\"tile-recheck-satisfaction\".*?62.5.*?8 answers")
        .contains("href=\"/comments?window=30d&amp;scope=campaign%3Aafter-complaint\"")
        .contains("/desk/cases?from=2026-10-23T11:00:00Z&amp;to=2026-11-22T11:00:00Z\"");
  }

  @Test
  void tellsOfACampaign_nothingOfCases() throws Exception {
    String path = "/dashboard/complaints?scope=campaign:after-ticket";

    assertThat(html(mvc(DashboardFixtures.filled()), path, "en")).doesNotContain("tile");
  }

  @Test
  void leadsToNoCases_whoMayNotSeeThem() throws Exception {
    String html =
        DashboardPageTest.html(
            PageFixtures.mvc(
                new DashboardController(
                    DashboardFixtures.filled(),
                    new DeskLinks("https://desk.example.org", ZoneOffset.UTC),
                    DashboardFixtures.requests()),
                "dashboard",
                Role.VIEWER),
            "/dashboard/complaints",
            "en");

    assertThat(html).contains("tile-complaint-sla").doesNotContain("/desk/cases");
  }

  @Test
  void showsNoCases_toWhoMayNotAskForThem() throws Exception {
    String html =
        DashboardPageTest.html(
            PageFixtures.mvc(controller(DashboardFixtures.filled()), "dashboard", Role.VIEWER),
            "/dashboard",
            "en");

    assertThat(html).contains("Newest comments").doesNotContain("Cases opened", "desk.example.org");
  }

  @Test
  void leadsToTheCasesOfItsScope_orSaysThatThereAreNone() throws Exception {
    String team =
        html(mvc(DashboardFixtures.filled()), "/dashboard?window=7d&scope=team:Group 56", "en");
    String campaign =
        html(mvc(DashboardFixtures.filled()), "/dashboard?scope=campaign:after-ticket", "en");

    assertThat(team).contains("&amp;team=Group%2056\">Cases opened in this period</a>");
    assertThat(campaign).contains("Cases are told apart by service and team only");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "window=1y",
        "scope=nonsense",
        "scope=agent:Nobody",
        "scope=team:",
        "compare=never",
        "from=yesterday",
        "from=2026-11-02&to=2026-11-01",
        "from=1900-01-01"
      })
  void refusesWhatItDoesNotKnow_andShowsNothingInItsPlace(String query) throws Exception {
    mvc(DashboardFixtures.filled())
        .perform(get("/dashboard?" + query))
        .andExpect(status().is(422))
        .andExpect(content().string(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiles", "nps", "volume", "comments"})
  void givesEachPartAlone_withTheTimeItIsTrueFor(String part) throws Exception {
    MvcResult result =
        mvc(DashboardFixtures.filled())
            .perform(get("/dashboard/" + part))
            .andExpect(status().isOk())
            .andExpect(header().string("X-Shown-At", "10:42:07"))
            .andReturn();

    assertThat(result.getResponse().getContentAsString(StandardCharsets.UTF_8))
        .isNotBlank()
        .doesNotContain("<html", "<body");
  }

  static String html(MockMvc mvc, String path, String language) throws Exception {
    return mvc.perform(get(path).locale(Locale.forLanguageTag(language)))
        .andExpect(status().isOk())
        .andReturn()
        .getResponse()
        .getContentAsString(StandardCharsets.UTF_8);
  }

  static MockMvc mvc(Dashboard dashboard) {
    return PageFixtures.mvc(controller(dashboard), "dashboard");
  }

  private static DashboardController controller(Dashboard dashboard) {
    return new DashboardController(
        dashboard,
        new DeskLinks("https://desk.example.org", ZoneOffset.UTC),
        DashboardFixtures.requests());
  }
}
