package dev.barometer.reporting.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.barometer.reporting.comment.CommentView;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

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
        .contains("+41.3", "id=\"tile-art\"", "data-label=\"Self-service portal\"")
        .contains("lang=\"zh-CN\" dir=\"auto\">问题解决了")
        .contains("href=\"https://desk.example.org/cases/c%2F2\"")
        .doesNotContain("??");
  }

  @ParameterizedTest
  @CsvSource({"en, No data", "zh-CN, 暂无数据", "ko, 데이터 없음"})
  void saysThatThereIsNoData_neverZero(String language, String none) throws Exception {
    String tiles = html(mvc(DashboardFixtures.empty()), "/dashboard/tiles", language);

    assertThat(tiles.split(none, -1)).hasSize(9);
    assertThat(tiles).doesNotContain("tile-value", ">0<", "??");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh-CN", "ko"})
  void showsAnEmptyDeskToo(String language) throws Exception {
    String html = html(mvc(DashboardFixtures.empty()), "/dashboard", language);

    assertThat(html).contains("id=\"tile-nps\"").doesNotContain("??");
  }

  @ParameterizedTest
  @CsvSource({
    "en, CURRENT, 0, current, Data up to date",
    "en, BEHIND, 1, behind, Data 1 minute behind",
    "en, BEHIND, 90, behind, Data 90 minutes behind",
    "en, STARTING, 0, starting, Reading what came in before the start",
    "en, STOPPED, 90, stopped, 'Data stopped since Nov 22, 2026, 9:12'",
    "zh-CN, CURRENT, 0, current, 数据已是最新",
    "zh-CN, BEHIND, 3, behind, 数据落后 3 分钟",
    "zh-CN, STOPPED, 90, stopped, 起停止更新",
    "ko, CURRENT, 0, current, 최신 데이터",
    "ko, BEHIND, 3, behind, 데이터가 3분 뒤처짐",
    "ko, STOPPED, 90, stopped, 이후 데이터가 멈춤"
  })
  void saysHowOldTheDataIs_andLiveOnlyOfNewData(
      String language, Age.State state, long minutes, String word, String text) throws Exception {
    var age = new Age(state, DashboardFixtures.NOW.minus(Duration.ofMinutes(minutes)), minutes);

    for (String path : new String[] {"/dashboard", "/dashboard/age"}) {
      String html = html(mvc(DashboardFixtures.aged(age)), path, language);

      assertThat(html).contains("data-age=\"" + word + "\"").doesNotContain("??");
      assertThat(html.replace('\u202f', ' ')).contains(text);
      assertThat(html.contains("live-word")).isEqualTo(state == Age.State.CURRENT);
    }
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
        .contains("hx-get=\"/dashboard/tiles?window=7d&amp;scope=team:Group%2056\"")
        .contains("href=\"/dashboard?window=90d&amp;scope=team:Group%2056\"")
        .containsPattern("value=\"team:Group 56\"\\s+selected=\"selected\"")
        .containsPattern("aria-current=\"true\"[^>]*>7 days");
  }

  @ParameterizedTest
  @ValueSource(strings = {"window=1y", "scope=nonsense", "scope=agent:Resolver 149", "scope="})
  void showsTheWholeDeskOverAMonth_whenItIsAskedForWhatItDoesNotOffer(String query)
      throws Exception {
    String html = html(mvc(DashboardFixtures.filled()), "/dashboard?" + query, "en");

    assertThat(html).contains("hx-get=\"/dashboard/tiles?window=30d&amp;scope=all\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"age", "tiles", "nps", "volume", "comments", "cases"})
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
    ClassLoaderTemplateResolver templates = new ClassLoaderTemplateResolver();
    templates.setPrefix("templates/");
    templates.setSuffix(".html");
    templates.setCharacterEncoding("UTF-8");
    ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
    messages.setBasenames("messages/frame", "messages/dashboard", "messages/administration");
    messages.setDefaultEncoding("UTF-8");
    messages.setFallbackToSystemLocale(false);
    SpringTemplateEngine engine = new SpringTemplateEngine();
    engine.setTemplateResolver(templates);
    engine.setTemplateEngineMessageSource(messages);
    ThymeleafViewResolver views = new ThymeleafViewResolver();
    views.setTemplateEngine(engine);
    views.setCharacterEncoding("UTF-8");
    return MockMvcBuilders.standaloneSetup(
            new DashboardController(
                dashboard,
                DashboardFixtures.CALENDAR,
                Clock.fixed(DashboardFixtures.NOW, ZoneOffset.UTC)))
        .setViewResolvers(views)
        .build();
  }
}
