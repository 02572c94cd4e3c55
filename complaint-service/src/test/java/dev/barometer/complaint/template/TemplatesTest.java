package dev.barometer.complaint.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.rule.Violation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {
  private static Templates one(String text) {
    return new Templates(List.of(new Template("t", "answer", "en", "Answer", text)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{{customr}}", "{{customer", "}} x", "{{${7*7}}}", "{{#if}}"})
  void refusesWhatIsNoField(String text) {
    assertThat(one(text).violations().all())
        .extracting(Violation::field)
        .contains("templates[0].text");
  }

  @Test
  void fillsFieldsIn_andNeverThoseOfAValue() {
    Fields.Filled filled =
        Fields.fill(
            "Dear {{ customer }}: {{case}} $1 \\ {{due}}",
            Map.of("customer", "{{agent}} $2", "case", "C1", "agent", "boo"));

    assertThat(filled.text()).isEqualTo("Dear {{agent}} $2: C1 $1 \\ {{due}}");
    assertThat(filled.missing()).containsExactly("due");
  }

  @ParameterizedTest
  @EnumSource(Purpose.class)
  void comesWithATextForEachPurpose_inThreeLanguages(Purpose purpose) {
    Templates templates = new TemplateFiles().templates();

    assertThat(templates.violations().all()).isEmpty();
    for (String language : List.of("en", "zh-CN", "ko")) {
      assertThat(templates.of(purpose, Locale.forLanguageTag(language)))
          .extracting(Template::locale)
          .containsExactly(language);
    }
  }

  @Test
  void takesTheNearestLanguage() {
    Templates templates = new TemplateFiles().templates();

    assertThat(templates.of(Purpose.ANSWER, Locale.forLanguageTag("zh-TW")).get(0).locale())
        .isEqualTo("zh-CN");
    assertThat(templates.of(Purpose.ANSWER, Locale.FRENCH).get(0).locale()).isEqualTo("en");
    assertThat(templates.of(null, Locale.KOREAN)).hasSize(Purpose.values().length);
  }
}
