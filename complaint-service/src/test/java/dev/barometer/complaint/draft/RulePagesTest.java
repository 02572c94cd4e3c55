package dev.barometer.complaint.draft;

import static dev.barometer.complaint.DrawnPages.text;
import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.barometer.complaint.AuditFixtures;
import dev.barometer.complaint.DrawnPages;
import dev.barometer.complaint.MemoryDatabase;
import dev.barometer.complaint.MovingClock;
import dev.barometer.complaint.rule.Rule;
import dev.barometer.complaint.rule.RuleFixtures;
import dev.barometer.complaint.rule.RuleList;
import dev.barometer.complaint.rule.RuleReader;
import dev.barometer.starter.Role;
import dev.barometer.starter.security.Caller;
import dev.barometer.starter.security.Callers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** A manager changes the rules by their pages. */
class RulePagesTest {
  @RegisterExtension static final MemoryDatabase DATABASE = new MemoryDatabase();

  private static final String RULES = "/desk/rules";

  private final MovingClock clock = new MovingClock(MONDAY);
  private final AuditFixtures audit = new AuditFixtures();
  private final RuleReader rules = RuleFixtures.reader(DATABASE.mongo());
  private final MockMvc pages =
      DrawnPages.of(
          new RulePageController(
              rules,
              RuleFixtures.publisher(DATABASE.mongo(), audit.log(clock), clock),
              new RuleDraftRepository(DATABASE.mongo()),
              clock));

  @ParameterizedTest
  @CsvSource({
    "en, Somebody gives 0 to 6 points, 'Opens: Grievance, Normal; severe up to 2 points', Set up",
    "zh-CN, 推荐意愿（NPS）得 0 到 6 分, 建立：不满，一般；2 分及以下为严重, 设置",
    "ko, 추천 의향(NPS)에 0점에서 6점, '여는 건: 불만, 보통. 2점 이하는 심각', 설정"
  })
  void areSaidInPlainWords_inThreeLanguages(String language, String what, String makes, String ways)
      throws Exception {
    MvcResult answer = DrawnPages.perform(pages, get(RULES), language);

    assertThat(text(answer))
        .contains(what, makes, ways, "id=\"rule-csat-negative\"", "aria-current=\"page\"")
        .doesNotContain("??", "id=\"draft\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh-CN", "ko"})
  void canBeWrittenOfEachKind_inThreeLanguages(String language) throws Exception {
    for (String kind : Rule.KINDS) {
      String address =
          RULES + "/edit?" + (kind.equals(Rule.BY_HAND) ? "rule=by-hand" : "on=" + kind);
      MvcResult answer = DrawnPages.perform(pages, get(address), language);

      assertThat(answer.getResponse().getStatus()).as(kind).isEqualTo(200);
      assertThat(text(answer)).as(kind).contains("name=\"severity\"").doesNotContain("??");
    }
  }

  @Test
  void changeNothing_beforeTheyArePutInForce() throws Exception {
    perform(step("nps-detractor", "off"));
    perform(step("csat-negative", "up"));
    perform(step("ces-worst-two", "remove"));

    assertThat(rules.now()).isEqualTo(RuleList.DEFAULT);
    assertThat(audit.entries()).isEmpty();
    String page = text(perform(get(RULES)));
    assertThat(page).contains("not in force yet", "Removed: High effort", ">Off</span>");
    assertThat(page.indexOf("rule-csat-negative")).isLessThan(page.indexOf("rule-nps-detractor"));

    MvcResult stand = perform(post(RULES + "/stand").param("revision", "1"));

    assertThat(stand.getResponse().getRedirectedUrl()).isEqualTo(RULES + "?done=stand");
    assertThat(rules.now().revision()).isEqualTo(2);
    assertThat(rules.now().rules())
        .extracting(Rule::ruleId, Rule::enabled)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("csat-negative", true),
            org.assertj.core.groups.Tuple.tuple("nps-detractor", false),
            org.assertj.core.groups.Tuple.tuple("by-hand", true));
    assertThat(audit.entries()).singleElement().asString().contains("complaint-rules.changed");
    assertThat(text(perform(get(RULES + "?done=stand"))))
        .contains("The rules are in force")
        .doesNotContain("not in force yet");
  }

  @Test
  void arePutInForceOnce_whenTheFormIsSentTwice() throws Exception {
    perform(step("nps-detractor", "off"));
    perform(post(RULES + "/stand").param("revision", "1"));

    MvcResult again = perform(post(RULES + "/stand").param("revision", "1"));

    assertThat(again.getResponse().getRedirectedUrl()).isEqualTo(RULES);
    assertThat(rules.now().revision()).isEqualTo(2);
  }

  @Test
  void leaveAChoice_whenSomebodyElseWasFaster() throws Exception {
    perform(keyword("rude-words", "shut up\n you fool "));
    perform("Lee", step("csat-negative", "off"));
    perform("Lee", post(RULES + "/stand").param("revision", "1"));

    MvcResult refused = perform(post(RULES + "/stand").param("revision", "1"));

    assertThat(refused.getResponse().getStatus()).isEqualTo(412);
    assertThat(text(refused))
        .contains("Somebody else changed the rules", "Put mine in force all the same")
        .contains("Leave mine, keep theirs", "shut up, you fool")
        .contains("name=\"revision\" value=\"2\"");
    assertThat(rules.now().revision()).isEqualTo(2);

    perform(post(RULES + "/stand").param("revision", "2"));

    assertThat(rules.now().revision()).isEqualTo(3);
    assertThat(rules.now().rules())
        .extracting(Rule::ruleId)
        .containsExactly(
            "nps-detractor", "csat-negative", "ces-worst-two", "rude-words", "by-hand");
    assertThat(rules.now().rules().get(1).enabled()).isTrue();
    assertThat(rules.now().rules().get(3).phrases())
        .isEqualTo(Map.of("en", List.of("shut up", "you fool")));
  }

  @Test
  void areLeftAsTheyAre_whenTheDraftIsDropped() throws Exception {
    perform(step("csat-negative", "off"));
    perform(post(RULES + "/drop"));

    assertThat(text(perform(get(RULES)))).doesNotContain("not in force yet", ">Off</span>");
    assertThat(rules.now()).isEqualTo(RuleList.DEFAULT);
  }

  @Test
  void keepWhatWasTyped_whenSomethingIsWrong() throws Exception {
    MvcResult answer =
        perform(nps("very-low").param("to", "12").param("severeUpTo", "two").param("team", "Blue"));
    MvcResult beyond = perform(nps("very-low").param("to", "12").param("team", "Blue"));
    MvcResult taken = perform(nps("csat-negative").param("to", "2"));

    assertThat(answer.getResponse().getStatus()).isEqualTo(422);
    assertThat(text(answer)).contains("severeUpTo-rule", "must be a whole number", "value=\"two\"");
    assertThat(beyond.getResponse().getStatus()).isEqualTo(422);
    assertThat(text(beyond))
        .contains("to-rule", "value=\"12\"", "value=\"very-low\"", "Blue", "aria-invalid=\"true\"");
    assertThat(text(taken)).contains("ruleId-rule", "must not stand twice");
    assertThat(text(perform(get(RULES)))).doesNotContain("not in force yet");
  }

  @Test
  void changeInTheirPlace_andKeepTheirNames() throws Exception {
    MvcResult form = perform(get(RULES + "/edit?rule=nps-detractor"));
    assertThat(text(form)).contains("name=\"to\" value=\"6\"").doesNotContain("name=\"ruleId\"");

    MvcResult kept =
        perform(
            nps("ignored")
                .param("before", "nps-detractor")
                .param("to", "3")
                .param("service", "Email\nPrinting"));

    assertThat(kept.getResponse().getRedirectedUrl())
        .isEqualTo(RULES + "?done=kept#rule-nps-detractor");
    assertThat(text(perform(get(RULES))))
        .contains("0 to 3 points", "Only of services: Email, Printing", ">Changed</span>");
    perform(post(RULES + "/stand").param("revision", "1"));
    assertThat(rules.now().rules().get(0).to()).isEqualTo(3);
    assertThat(rules.now().rules()).hasSize(4);
  }

  private static MockHttpServletRequestBuilder step(String rule, String button) {
    return post(RULES + "/steps").param("rule", rule).param("do", button);
  }

  private static MockHttpServletRequestBuilder nps(String name) {
    return form("nps").param("ruleId", name).param("from", "0");
  }

  private static MockHttpServletRequestBuilder keyword(String name, String phrases) {
    return form("keyword").param("ruleId", name).param("phrases.en", phrases);
  }

  private static MockHttpServletRequestBuilder form(String kind) {
    return post(RULES + "/edit")
        .param("on", kind)
        .param("severity", "normal")
        .param("kind", "grievance");
  }

  private MvcResult perform(MockHttpServletRequestBuilder call) throws Exception {
    return DrawnPages.perform(pages, call, "en");
  }

  private void perform(String name, MockHttpServletRequestBuilder call) throws Exception {
    Caller caller = new Caller("token-of-" + name, name, Role.MANAGER, name, List.of());
    pages.perform(call.principal(Callers.authenticated(caller)));
  }
}
