package dev.barometer.contract.score;

import static dev.barometer.contract.fact.Dimension.SERVICE;
import static dev.barometer.contract.fact.Dimension.SURVEY;
import static dev.barometer.contract.fact.Dimension.TEAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.barometer.contract.fact.Dimension;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ScopeTest {

  @Test
  void readsWhatAPersonTypes() {
    assertThat(Scope.parse("all")).isEqualTo(Scope.ALL);
    assertThat(Scope.parse("team:Group 56")).isEqualTo(Scope.of(TEAM, "Group 56"));
    assertThat(Scope.parse("team:Sales, EMEA")).isEqualTo(Scope.of(TEAM, "Sales, EMEA"));
    assertThat(Scope.parse("team:CORP\\desk")).isEqualTo(Scope.of(TEAM, "CORP\\desk"));
    assertThat(Scope.parse("team:a:b, team:c")).isEqualTo(Scope.of(TEAM, "a:b, team:c"));
    assertThat(Scope.parse("team:一线支持,二线支持")).isEqualTo(Scope.of(TEAM, "一线支持,二线支持"));
    assertThat(Scope.parse("service:Email,team:Group 56"))
        .isEqualTo(Scope.of(SERVICE, "Email", TEAM, "Group 56"));
  }

  @Test
  void readsAPairInEitherOrder_andWritesItInOne() {
    Scope pair = Scope.parse("team:Group 56,service:Email");

    assertThat(pair).isEqualTo(Scope.of(SERVICE, "Email", TEAM, "Group 56"));
    assertThat(pair).hasToString("service:Email,team:Group 56");
  }

  @Test
  void escapesOnlyWhatWouldReadOtherwise() {
    assertThat(Scope.ALL).hasToString("all");
    assertThat(Scope.of(TEAM, "Sales, EMEA")).hasToString("team:Sales, EMEA");
    assertThat(Scope.of(TEAM, "a,team:b")).hasToString("team:a\\,team:b");
    assertThat(Scope.of(TEAM, "CORP\\desk")).hasToString("team:CORP\\\\desk");
    assertThat(Scope.of(SERVICE, "x,", SURVEY, "y|z")).hasToString("service:x,,survey:y|z");
  }

  @Test
  void refusesWhatIsNoScope() {
    for (String text :
        List.of(
            "",
            "ALL",
            "team",
            "team:",
            "team: ",
            ":x",
            "Team:x",
            "planet:Mars",
            " team:x",
            "team:a,team:b",
            "service:a,team:",
            "service:a,team:b,agent:c")) {
      assertThatIllegalArgumentException().as(text).isThrownBy(() -> Scope.parse(text));
    }
  }

  @Test
  void findsANameHoweverItIsAskedFor_butComparesIdsAsTheyAre() {
    assertThat(Scope.asked("team:\u00A0Cafe\u0301  Nord\u200B").toString())
        .isEqualTo("team:Café Nord");
    assertThat(Scope.asked("survey:a  b,team: x ").toString()).isEqualTo("team:x,survey:a  b");
    assertThat(Scope.asked("all")).isEqualTo(Scope.ALL);
    assertThat(Scope.parse("team:Cafe\u0301 ").toString()).isEqualTo("team:Cafe\u0301 ");
    assertThatIllegalArgumentException().isThrownBy(() -> Scope.asked("team:\u200B"));
  }

  @Test
  void refusesMoreThanAPair() {
    Map<Dimension, String> three = Map.of(SERVICE, "a", TEAM, "b", SURVEY, "c");

    assertThatIllegalArgumentException().isThrownBy(() -> new Scope(three));
  }

  @Property
  void readsBackWhatItWrote(@ForAll("scopes") Scope scope) {
    assertThat(Scope.parse(scope.toString())).isEqualTo(scope);
  }

  @Property
  void givesDifferentScopesDifferentTexts(
      @ForAll("scopes") Scope one, @ForAll("scopes") Scope other) {
    assertThat(one.toString().equals(other.toString())).isEqualTo(one.equals(other));
  }

  @Provide
  Arbitrary<Scope> scopes() {
    Arbitrary<String> nasty =
        Arbitraries.of(
            ",", "\\", "|", ":", ",team:", "\\,", "team:", "all", " ", "支持", "한국", "\uD83D\uDE00");
    Arbitrary<String> values =
        Arbitraries.oneOf(nasty, Arbitraries.strings().ofLength(1))
            .list()
            .ofMinSize(1)
            .ofMaxSize(8)
            .map(parts -> String.join("", parts))
            .filter(value -> !value.isBlank());
    return Arbitraries.maps(Arbitraries.of(Dimension.class), values).ofMaxSize(2).map(Scope::new);
  }
}
