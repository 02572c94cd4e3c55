package dev.barometer.complaint.wording;

import static dev.barometer.complaint.DrawnPages.text;
import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.barometer.complaint.AuditFixtures;
import dev.barometer.complaint.DrawnPages;
import dev.barometer.complaint.MemoryDatabase;
import dev.barometer.complaint.MovingClock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** A manager keeps the phrases that are pointed out by their pages. */
class WordingPagesTest {
  @RegisterExtension static final MemoryDatabase DATABASE = new MemoryDatabase();

  private static final String WORDING = "/desk/wording";
  private static final Phrase SOON = new Phrase("as soon as possible", "It says no day.", null);

  private final WordingRepository lists =
      new WordingRepository(DATABASE.mongo(), new WordingFiles());
  private final AuditFixtures audit = new AuditFixtures();
  private final MockMvc pages =
      DrawnPages.of(
          new WordingPageController(
              lists, new WordingPublisher(lists, audit.log(new MovingClock(MONDAY)))));

  @ParameterizedTest
  @CsvSource({
    "en, you do not understand, Phrases that are pointed out",
    "zh-CN, 你不明白, 会提示的短语",
    "ko, 이해하지, 알려 주는 문구"
  })
  void areListedInTheReadersLanguage_unlessAnotherIsAsked(
      String language, String phrase, String title) throws Exception {
    String page = text(DrawnPages.perform(pages, get(WORDING), language));
    String english = text(DrawnPages.perform(pages, get(WORDING + "?language=en"), language));

    assertThat(page).contains(phrase, title).doesNotContain("??");
    assertThat(english).contains("you misunderstood", title);
  }

  @Test
  void areTriedOnAText_whichStays() throws Exception {
    MvcResult found = perform(check("Sadly, you do not understand."));
    MvcResult nothing = perform(check("Thank you for telling us."));
    MvcResult empty = perform(check(" "));

    assertThat(text(found))
        .contains("<mark dir=\"auto\">you do not understand</mark>")
        .contains("Sadly, you do not understand.</textarea>");
    assertThat(text(nothing)).doesNotContain("<mark").contains("Nothing stands out");
    assertThat(text(empty)).doesNotContain("<mark", "Nothing stands out");
  }

  @Test
  void areAdded_changed_andRemoved() throws Exception {
    MvcResult saved = perform(form(0, "", "as soon as possible", "It says no day."));

    assertThat(saved.getResponse().getRedirectedUrl())
        .isEqualTo(WORDING + "?language=en&done=kept");
    assertThat(english()).startsWith(SOON);
    assertThat(text(perform(check("We do it As soon as possible!")))).contains("<mark");

    perform(form(1, "as soon as possible", "soon", "It says no day.").param("better", "By …"));

    assertThat(english()).startsWith(new Phrase("soon", "It says no day.", "By …"));
    int size = english().size();

    perform(remove("soon", 2));

    assertThat(english()).hasSize(size - 1).extracting(Phrase::phrase).doesNotContain("soon");
    assertThat(audit.entries()).hasSize(3);
    assertThat(text(perform(get(WORDING + "?done=kept")))).contains("The phrase is saved");
  }

  @Test
  void beginAListOfAnotherLanguage() throws Exception {
    perform(
        post(WORDING + "/edit")
            .param("revision", "0")
            .param("language", "fr")
            .param("phrase", "vous ne comprenez pas")
            .param("because", "C’est un reproche."));

    assertThat(text(perform(get(WORDING + "?language=fr")))).contains("vous ne comprenez pas");
    assertThat(english()).isNotEmpty();
  }

  @Test
  void keepWhatWasTyped_whenSomethingIsWrong() throws Exception {
    MvcResult twice = perform(form(0, "", "you misunderstood", "It blames."));
    MvcResult noReason = perform(form(0, "you misunderstood", "you got it wrong", ""));
    MvcResult noWord = perform(form(0, "", "...", "It blames."));

    assertThat(twice.getResponse().getStatus()).isEqualTo(422);
    assertThat(text(noReason)).contains("because-rule", "value=\"you got it wrong\"");
    assertThat(text(noWord)).contains("phrase-rule", "must have a word");
    assertThat(text(twice)).contains("Nothing was changed", "value=\"you misunderstood\"");
    assertThat(lists.find().revision()).isZero();
  }

  @Test
  void leaveAChoice_whenSomebodyElseWasFaster() throws Exception {
    perform(form(0, "you misunderstood", "you misunderstood", "Theirs."));

    MvcResult refused = perform(form(0, "you misunderstood", "you misunderstood", "Mine."));
    MvcResult notRemoved = perform(remove("you misunderstood", 0));

    assertThat(refused.getResponse().getStatus()).isEqualTo(412);
    assertThat(text(refused))
        .contains("Theirs.", "Mine.</textarea>", "Do it all the same")
        .contains("name=\"revision\" value=\"1\"");
    assertThat(notRemoved.getResponse().getStatus()).isEqualTo(412);
    assertThat(text(notRemoved)).contains("nothing was done yet", "Theirs.");

    perform(form(1, "you misunderstood", "you misunderstood", "Mine."));

    assertThat(english()).extracting(Phrase::because).contains("Mine.").doesNotContain("Theirs.");
  }

  private List<Phrase> english() {
    return lists.find().lists().lists().get("en");
  }

  private static MockHttpServletRequestBuilder check(String text) {
    return post(WORDING + "/try").param("language", "en").param("text", text);
  }

  private static MockHttpServletRequestBuilder form(
      long revision, String was, String phrase, String because) {
    return post(WORDING + "/edit")
        .param("revision", Long.toString(revision))
        .param("was", was)
        .param("language", "en")
        .param("phrase", phrase)
        .param("because", because);
  }

  private static MockHttpServletRequestBuilder remove(String phrase, long revision) {
    return post(WORDING + "/remove")
        .param("language", "en")
        .param("phrase", phrase)
        .param("revision", Long.toString(revision));
  }

  private MvcResult perform(MockHttpServletRequestBuilder call) throws Exception {
    return DrawnPages.perform(pages, call, "en");
  }
}
