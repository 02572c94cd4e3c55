package dev.barometer.reporting.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Scope;
import dev.barometer.reporting.GivenScopes;
import dev.barometer.reporting.PageFixtures;
import dev.barometer.reporting.page.PageChoices.ScopeChoice;
import dev.barometer.starter.web.InvalidRequestException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.servlet.MockMvc;

class ScopeNamesTest {
  private static final Scope TEAM = Scope.of(Dimension.TEAM, "Group 56");
  private static final Scope NETWORK = Scope.of(Dimension.SERVICE, "Network");
  private static final Scope NETWORK_TEAM = Scope.of(Dimension.TEAM, "Network");
  private static final Scope PAIR =
      Scope.of(Dimension.SERVICE, "Network", Dimension.TEAM, "Group 56");

  private final ScopeNames names =
      new ScopeNames(new GivenScopes(TEAM, NETWORK, NETWORK_TEAM, PAIR));

  @ParameterizedTest
  @ValueSource(strings = {"Group 56", "group 56", "team:Group 56"})
  void knowsAScopeByItsNameAlone(String typed) {
    assertThat(names.read(typed)).isEqualTo(TEAM);
  }

  @Test
  void refusesWhatNothingIsCalled_andSaysWhatIsCalledSoTwice() {
    assertThatThrownBy(() -> names.read("Group 5"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage("scope is not one that there are figures of");
    assertThatThrownBy(() -> names.read("Network"))
        .hasMessage("scope must be one of service:Network or team:Network");
  }

  @Test
  void completesAPartOfAName_andSaysTheDimensionWhereTwoAreCalledSo() {
    assertThat(names.holding("gr")).containsExactly(new ScopeChoice("Group 56", "team"));
    assertThat(names.holding("NET"))
        .containsExactly(
            new ScopeChoice("service:Network", "service"), new ScopeChoice("team:Network", "team"));
    assertThat(names.holding("x")).isEmpty();
  }

  @Test
  void showsInItsField_whatIsReadAsTheSame() {
    assertThat(names.text(Scope.ALL)).isEmpty();
    for (Scope scope : new Scope[] {TEAM, NETWORK, NETWORK_TEAM, PAIR}) {
      assertThat(names.read(names.text(scope))).isEqualTo(scope);
    }
    assertThat(names.text(TEAM)).isEqualTo("Group 56");
  }

  @ParameterizedTest
  @CsvSource({"en, Team", "zh-CN, 团队", "ko, 팀"})
  void offersNamesWithTheirDimension_inTheReadersLanguage(String language, String team)
      throws Exception {
    MockMvc page = PageFixtures.mvc(new ScopeSuggestionController(names), "page");

    page.perform(get("/dashboard/scopes?scope=gr").locale(Locale.forLanguageTag(language)))
        .andExpect(content().string("<option value=\"Group 56\">" + team + "</option>"));
  }

  @Test
  void knowsWhatThereIs() {
    assertThat(names.isKnown(Scope.ALL)).isTrue();
    assertThat(names.isKnown(PAIR)).isTrue();
    assertThat(names.isKnown(Scope.of(Dimension.TEAM, "Group 5"))).isFalse();
  }
}
