package dev.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The three languages say the same things, each in its own words. */
class MessagesTest {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d)[^}]*}");
  private static final Pattern NOT_WORDS =
      Pattern.compile(
          "\\{\\d[^}]*}|NPS|CSAT|CES|ART|SLA|RATER|CSV|JSON|PDF|KB|MB|UTF|UTC|IT|Barometer|[^\\p{L}]");
  private static final Pattern LATIN_WORD = Pattern.compile("[A-Za-z]{2,}");

  @ParameterizedTest
  @ValueSource(strings = {"_zh_CN", "_ko"})
  void haveTheSameKeys(String language) throws IOException {
    assertThat(texts(language).keySet()).isEqualTo(texts("").keySet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"_zh_CN", "_ko"})
  void useTheSameArguments(String language) throws IOException {
    Map<String, String> english = texts("");

    texts(language)
        .forEach(
            (key, text) ->
                assertThat(arguments(text)).as(key).isEqualTo(arguments(english.get(key))));
  }

  @ParameterizedTest
  @CsvSource({"_zh_CN, \\p{IsHan}", "_ko, \\p{IsHangul}"})
  void leaveNothingInEnglish(String language, String script) throws IOException {
    Map<String, String> english = texts("");
    Pattern ownScript = Pattern.compile(script);

    texts(language)
        .forEach(
            (key, text) -> {
              if (key.startsWith("date.") || bare(text).isBlank()) {
                return;
              }
              assertThat(bare(text)).as(key).doesNotContainPattern(LATIN_WORD);
              if (LATIN_WORD.matcher(bare(english.get(key))).find()) {
                assertThat(text).as(key).containsPattern(ownScript);
              }
            });
  }

  @ParameterizedTest
  @CsvSource({"'', en", "_zh_CN, zh-CN", "_ko, ko"})
  void areAllReadable(String file, String language) throws IOException {
    texts(file)
        .forEach(
            (key, text) ->
                assertThat(
                        new MessageFormat(text, Locale.forLanguageTag(language))
                            .format(new Object[] {1, 2, 3, 4, 5}))
                    .as(key)
                    .isNotBlank()
                    .doesNotContain("{", "}"));
  }

  @Test
  void writeNoStraightApostrophe_asItWouldHideWhatFollows() throws IOException {
    for (String language : new String[] {"", "_zh_CN", "_ko"}) {
      assertThat(texts(language).values()).noneMatch(text -> text.contains("'"));
    }
  }

  private static String bare(String text) {
    return NOT_WORDS.matcher(text).replaceAll(" ");
  }

  private static Object arguments(String text) {
    return PLACEHOLDER
        .matcher(text)
        .results()
        .map(result -> result.group(1))
        .collect(Collectors.toCollection(java.util.TreeSet::new));
  }

  private static Map<String, String> texts(String language) throws IOException {
    Properties texts = new Properties();
    for (String bundle :
        List.of(
            "frame",
            "glossary",
            "page",
            "dashboard",
            "administration",
            "action",
            "strategy",
            "target",
            "operating",
            "report",
            "report-mail",
            "imports",
            "survey",
            "asking",
            "builder",
            "desk",
            "desk-message",
            "desk-attachments",
            "desk-groups",
            "desk-root-causes",
            "desk-rules",
            "desk-kept")) {
      String file = "/messages/" + bundle + language + ".properties";
      try (Reader reader =
          new InputStreamReader(
              MessagesTest.class.getResourceAsStream(file), StandardCharsets.UTF_8)) {
        texts.load(reader);
      }
    }
    Map<String, String> sorted = new TreeMap<>();
    texts.forEach((key, text) -> sorted.put((String) key, (String) text));
    return sorted;
  }
}
