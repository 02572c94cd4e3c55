package dev.barometer.complaint.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordingCheckTest {
  private final WordingCheck check = new WordingCheck(new WordingFiles().lists());

  private List<String> found(String text, String locale) {
    return check.findings(text, locale).stream().map(DismissivePhrase::phrase).toList();
  }

  @Test
  void pointsOutBoth_inTheContractsExample() {
    assertThat(found("You do not understand, your request cannot be met.", "en"))
        .containsExactly("You do not understand", "your request cannot be met");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "YOU DON'T UNDERSTAND",
        "you don’t  understand",
        "you\u00a0do\nnot understand",
        "Ｙｏｕ　ｄｏ　ｎｏｔ　ｕｎｄｅｒｓｔａｎｄ",
        "you dont understand",
        "You simply do not understand",
        "you do *not* understand",
        "you do not under\u00adstand"
      })
  void findsAPhrase_howeverItIsTyped(String text) {
    assertThat(found("Well: " + text + ". Bye", "en")).containsExactly(text);
  }

  @ParameterizedTest
  @CsvSource({
    "您不明白这个问题, zh-CN, 您不明白",
    "你 不 明白, zh, 你 不 明白",
    "很抱歉，您的要求无法满足。, zh_CN, 您的要求无法满足",
    "이미 말씀드렸습니다, ko, 이미 말씀드렸",
    "이미말씀드렸습니다, ko-KR, 이미말씀드렸",
    "고객님 진정하세요, ko, 진정하"
  })
  void findsPhrasesOfScriptsWithoutSpaces(String text, String locale, String phrase) {
    assertThat(found(text, locale)).containsExactly(phrase);
  }

  @Test
  void findsKoreanThatIsTypedInParts() {
    String parts = java.text.Normalizer.normalize("이미 말씀드렸습니다", java.text.Normalizer.Form.NFD);

    assertThat(found(parts, "ko")).hasSize(1);
  }

  @Test
  void tellsPlacesInTheTextAsItWasSent() {
    String text = "😀 Ｗｅ： you don’t understand!";

    DismissivePhrase finding = check.findings(text, "en").get(0);

    assertThat(text.substring(finding.start(), finding.end())).isEqualTo("you don’t understand");
    assertThat(finding.start()).as("a smiley is two code units").isEqualTo(7);
    assertThat(finding.because()).isNotBlank();
  }

  @Test
  void asksAllLists_whenTheLanguageIsNotKnown() {
    String text = "You must calm down. 我们很忙。 진정하세요.";

    assertThat(found(text, null)).hasSize(4);
    assertThat(found(text, "fr")).hasSize(4);
    assertThat(found(text, "zh-CN")).containsExactly("我们很忙");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Thank you. Do not worry, we understand.",
        "You do. Not understand?",
        "The request can be met; you know must-see films.",
        "Please keep calm. Down there it is dark."
      })
  void leavesGoodTextsAlone(String text) {
    assertThat(found(text, "en")).isEmpty();
  }

  @Test
  void tellsTheLongerPhraseAlone() {
    WordingCheck two =
        new WordingCheck(
            new WordingLists(
                Map.of(
                    "en",
                    List.of(
                        new Phrase("not our problem", "a", null),
                        new Phrase("this is not our problem", "b", null)))));

    assertThat(two.findings("This is not our problem", "en"))
        .extracting(DismissivePhrase::because)
        .containsExactly("b");
  }

  @Test
  void comesWithEnoughPhrasesThatAreSound() {
    WordingLists lists = new WordingFiles().lists();

    assertThat(lists.lists()).containsOnlyKeys("en", "zh-CN", "ko");
    assertThat(lists.lists().values()).allMatch(list -> list.size() >= 15);
    assertThat(lists.violations().all()).isEmpty();
    lists
        .lists()
        .forEach(
            (language, phrases) ->
                phrases.forEach(
                    phrase -> {
                      assertThat(phrase.better()).as(phrase.phrase()).isNotBlank();
                      String typed = phrase.phrase().replace("...", "");
                      assertThat(check.findings(typed, language)).as(phrase.phrase()).isNotEmpty();
                    }));
  }

  @Test
  void refusesListsThatFindNothing() {
    WordingLists wrong =
        new WordingLists(
            Map.of(
                "klingon!", List.of(new Phrase("...", "why", null), new Phrase("x", " ", null))));

    assertThat(wrong.violations().all()).hasSize(3);
  }

  @Test
  void findsFieldsThatNobodyFilledIn() {
    assertThat(WordingCheck.openFields("Dear {{customer}}, by {{ due }}"))
        .containsExactly("{{customer}}", "{{ due }}");
  }
}
