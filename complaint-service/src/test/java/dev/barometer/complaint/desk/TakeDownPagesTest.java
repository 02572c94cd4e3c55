package dev.barometer.complaint.desk;

import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static dev.barometer.complaint.desk.DrawnDesk.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.barometer.complaint.MemoryDatabase;
import dev.barometer.complaint.MovingClock;
import dev.barometer.starter.security.Caller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Taking down what somebody says by phone. */
class TakeDownPagesTest {
  @RegisterExtension static final MemoryDatabase DATABASE = new MemoryDatabase();

  private static final Caller KIM = DrawnDesk.agent("agent");

  private final DrawnDesk pages = new DrawnDesk(DATABASE.mongo(), new MovingClock(MONDAY));

  private static MockHttpServletRequestBuilder form(String text) {
    return post("/desk/new")
        .param("key", "k-1")
        .param("kind", "complaint")
        .param("severity", "severe")
        .param("channel", "phone")
        .param("ticketId", "T9")
        .param("name", "Dee <i>")
        .param("personId", "dee")
        .param("text", text)
        .param("remedySought", "An apology.")
        .param("team", "Group 56");
  }

  @ParameterizedTest
  @CsvSource({"en, Take down a complaint, Face to face", "zh-CN, 登记投诉, 当面", "ko, 불만 접수, 대면"})
  void isAskedInThreeLanguages(String language, String title, String channel) throws Exception {
    MvcResult answer = pages.perform(KIM, get("/desk/new?ticket=T9&person=dee"), language);

    assertThat(text(answer))
        .contains("<h1>" + title, channel, "value=\"T9\"", "value=\"dee\"")
        .containsPattern("name=\"key\" value=\"[0-9a-f-]{36}\"")
        .doesNotContain("??");
  }

  @Test
  void becomesOneCase_howeverOftenTheFormIsSent() throws Exception {
    MvcResult first = pages.perform(KIM, form("The engineer was rude."));
    MvcResult again = pages.perform(KIM, form("The engineer was rude."));

    String address = first.getResponse().getRedirectedUrl();
    assertThat(address).startsWith("/desk/").endsWith("?done=taken");
    assertThat(again.getResponse().getRedirectedUrl()).isEqualTo(address);
    assertThat(text(pages.perform(KIM, get(address))))
        .contains("The engineer was rude.", "An apology.", "Dee &lt;i&gt;", "Severe", "T9", "Phone")
        .contains("Taken down.");
    assertThat(text(pages.perform(KIM, get("/desk")))).contains("1 row");
  }

  @Test
  void keepsWhatWasFilledIn_whenSomethingIsMissing() throws Exception {
    MvcResult answer = pages.perform(KIM, form(" "));

    assertThat(answer.getResponse().getStatus()).isEqualTo(422);
    assertThat(text(answer))
        .contains("Nothing was taken down yet", "An apology.", "value=\"T9\"", "text-rule")
        .contains("name=\"key\" value=\"k-1\"");
    assertThat(text(pages.perform(KIM, get("/desk")))).contains("Nobody waits");
  }
}
