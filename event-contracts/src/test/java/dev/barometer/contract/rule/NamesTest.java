package dev.barometer.contract.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class NamesTest {
  private static final String TEAM = "Zürich: Netz & Café 서울 网络";

  @Test
  void oneNameHoweverItIsSpelled() {
    for (String spelled :
        List.of(
            TEAM,
            Normalizer.normalize(TEAM, Normalizer.Form.NFD),
            "  " + TEAM + "\t",
            TEAM.replace(" ", "\u00A0"),
            TEAM.replace(" ", " \u2003\u202F"),
            TEAM.replace(" ", "\u3000"),
            TEAM.replace(" ", "\r\n"),
            "\uFEFF" + TEAM,
            TEAM.replace("Netz", "Ne\u200Btz"),
            TEAM.replace("Netz", "Ne\u00ADtz"),
            "\u202A" + TEAM + "\u202C",
            "\u2068" + TEAM + "\u2069\u200F",
            TEAM.replace("Netz", "N\u2060e\u200Dt\u200Cz"),
            // A mark that hides between a letter and its accent does not keep them apart.
            TEAM.replace("é", "e\u200D\u0301"))) {
      assertThat(Names.normalised(spelled)).as(escaped(spelled)).isEqualTo(TEAM);
    }
  }

  @Test
  void whatCanBeSeenStays() {
    for (String name : List.of("Team a", "team A", "A-B", "A\u2011B", "\u2606", "50\u00B0", "ﬁ")) {
      assertThat(Names.normalised(name)).isEqualTo(name);
    }
    assertThat(Names.normalised("a\u0007b")).isEqualTo("a\u0007b");
    assertThat(Names.normalised("half \uD83D")).isEqualTo("half \uD83D");
  }

  @Test
  void aNameOfNothingIsAbsent() {
    for (String name : List.of("", " ", "\u00A0\u3000", "\u200B", "\uFEFF \u00AD\u200E")) {
      assertThat(Names.normalised(name)).as(escaped(name)).isNull();
    }
    assertThat(Names.normalised(null)).isNull();
  }

  @Test
  void takesNoLongerThanItsLength_howeverManyMarksALetterHas() {
    String endless = "a" + "\u0316\u0301".repeat(50_000);

    assertThat(Names.normalised(endless)).isSameAs(endless);
  }

  @Property
  void aSpellingIsFinal(@ForAll("spellings") String spelled) {
    String once = Names.normalised(spelled);

    assertThat(Names.normalised(once)).isEqualTo(once);
    assertThat(once == null || Normalizer.isNormalized(once, Normalizer.Form.NFC)).isTrue();
  }

  @Property
  void composedAndDecomposedAreOne(@ForAll("spellings") String spelled) {
    assertThat(Names.normalised(Normalizer.normalize(spelled, Normalizer.Form.NFD)))
        .isEqualTo(Names.normalised(Normalizer.normalize(spelled, Normalizer.Form.NFC)));
  }

  @Property
  void whatIsPlainIsTheSameObject(@ForAll("plain") String name) {
    assertThat(Names.normalised(name)).isSameAs(name);
    assertThat(Normalizer.isNormalized(name, Normalizer.Form.NFC)).isTrue();
  }

  @Provide
  Arbitrary<String> spellings() {
    return Arbitraries.strings()
        .withChars("aeou eȩ́́̈ ()\u00A0\u3000\t\u200B\u200D\u00AD\uFEFF\u202E한ㅎᄒᆞᆫ각ᆨ网\uD83D\uDE00")
        .withCharRange('\u0300', '\u0345')
        .ofMaxLength(12);
  }

  @Provide
  Arbitrary<String> plain() {
    return Arbitraries.strings()
        .withCharRange('!', '~')
        .withCharRange('\u00AE', '\u02FF')
        .withCharRange('\u4E00', '\u9FFF')
        .withCharRange('\uAC00', '\uD7A3')
        .ofMinLength(1)
        .ofMaxLength(12);
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.chars().forEach(c -> escaped.append(c < 0x7F ? "" + (char) c : "\\u%04X".formatted(c)));
    return escaped.toString();
  }
}
