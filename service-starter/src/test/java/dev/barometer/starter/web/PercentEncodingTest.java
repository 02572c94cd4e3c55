package dev.barometer.starter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PercentEncodingTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%",
        "a%",
        "%4",
        "100%&x=1",
        "%zz",
        "%4g",
        "%-1",
        "%+1",
        "%FC",
        "B%FCro",
        "%FF",
        "%80",
        "%C0%AF",
        "%E0%80%AF",
        "%ED%A0%80",
        "%F5%80%80%80",
        "%C3",
        "%E4%BD",
        "%00",
        "a%00b",
        "\u00fc",
        "%\uff11\uff11",
        "a\tb",
        "a\u007f"
      })
  void refusesWhatIsNoTextOrCanBeReadTwice(String raw) {
    assertThat(PercentEncoding.decode(raw)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Büro", "团队 A", "팀", "🙂", "100%", "a&b=c;d/e", "\t\n"})
  void readsWhatIsEncodedAsItShould(String text) {
    String raw = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");

    assertThat(PercentEncoding.decode(raw)).contains(text);
    assertThat(PercentEncoding.decode(raw.toLowerCase(java.util.Locale.ROOT)))
        .map(String::length)
        .contains(text.length());
  }

  @Test
  void leavesPlainTextAlone() {
    assertThat(PercentEncoding.decode("")).contains("");
    assertThat(PercentEncoding.decode("/api/things?x=1+2")).contains("/api/things?x=1+2");
  }
}
