package dev.barometer.complaint.rule;

import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static dev.barometer.complaint.ResponseFixtures.responseWithNps;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.complaint.MemoryDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RuleReaderTest {
  @RegisterExtension static final MemoryDatabase DATABASE = new MemoryDatabase();

  private final RuleRepository repository = new RuleRepository(DATABASE.mongo());
  private final RuleReader reader = new RuleReader(repository);

  @Test
  void goesByTheDefault_whenNobodyChangedIt() {
    assertThat(reader.now()).isEqualTo(RuleList.DEFAULT);
    assertThat(reader.book().at(MONDAY).verdictOn(responseWithNps(6))).isPresent();
  }

  @Test
  void judgesByTheRulesThatStood_whenTheResponseCameIn() {
    put(List.of(Rule.nps("strict", 0, 8, 2)), 0);
    put(List.of(Rule.nps("lax", 0, 1, 0)), 60);

    RuleReader.RuleBook book = reader.book();

    assertThat(book.at(MONDAY.minusMillis(1)).verdictOn(responseWithNps(7))).isEmpty();
    assertThat(book.at(MONDAY).verdictOn(responseWithNps(7)).orElseThrow().rule())
        .isEqualTo("strict");
    assertThat(book.at(MONDAY.plusSeconds(59)).verdictOn(responseWithNps(7))).isPresent();
    assertThat(book.at(MONDAY.plusSeconds(60)).verdictOn(responseWithNps(7))).isEmpty();
    assertThat(reader.now().revision()).isEqualTo(3);
  }

  @Test
  void showsTheChangeToAnotherInstance_withItsNextBatch() {
    var other = new RuleReader(new RuleRepository(DATABASE.mongo()));
    assertThat(other.book().at(MONDAY).verdictOn(responseWithNps(8))).isEmpty();

    put(List.of(Rule.nps("strict", 0, 8, 2)), 0);

    assertThat(other.book().at(MONDAY).verdictOn(responseWithNps(8))).isPresent();
  }

  @Test
  void keepsTheFirst_whenTwoChangeTheSame() {
    RuleRepository.Head read = repository.head();
    put(List.of(Rule.nps("first", 0, 8, 2)), 0);
    assertThat(repository.put(read, List.of(Rule.nps("second", 0, 1, 0)), MONDAY)).isEmpty();

    RuleRepository.Head again = repository.head();
    put(List.of(Rule.nps("third", 0, 8, 2)), 1);
    assertThat(repository.put(again, List.of(Rule.nps("fourth", 0, 1, 0)), MONDAY)).isEmpty();

    assertThat(reader.now().rules()).extracting(Rule::ruleId).containsExactly("third");
    assertThat(DATABASE.mongo().findAll(RuleRepository.Kept.class)).hasSize(2);
  }

  @Test
  void keepsEveryKindOfLimit() {
    Rule full =
        new Rule(
            "k",
            Rule.KEYWORD,
            false,
            "severe",
            "complaint",
            null,
            null,
            null,
            null,
            null,
            java.util.Map.of("zh-CN", List.of("投诉")),
            null,
            null,
            new Rule.Only(List.of("Email"), List.of(), List.of("phone")));
    put(List.of(full), 0);

    assertThat(reader.now().rules()).containsExactly(full);
  }

  private void put(List<Rule> rules, int seconds) {
    assertThat(repository.put(repository.head(), rules, MONDAY.plusSeconds(seconds))).isPresent();
  }
}
