package dev.barometer.reporting.edition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.metrics.Metrics;
import dev.barometer.reporting.target.Yardstick;
import dev.barometer.starter.json.FactJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A report that was published before tickets were listed, as that version kept it. */
class KeptBeforeTest {
  private Edition edition;
  private Inputs inputs;
  private Seal seal;

  @BeforeEach
  void read() throws IOException {
    edition = FactJson.read(bytes("edition"), Edition.class);
    inputs = FactJson.read(bytes("inputs"), Inputs.class);
    seal = FactJson.read(bytes("seal"), Seal.class);
  }

  private static byte[] bytes(String what) throws IOException {
    try (InputStream kept =
        KeptBeforeTest.class.getResourceAsStream("/" + what + "-before-tickets.json")) {
      return Objects.requireNonNull(kept).readAllBytes();
    }
  }

  private List<Content> madeAgain() {
    return Composition.of(
        edition.plan(), inputs.frozen(), Objects.requireNonNull(edition.parameters()));
  }

  @Test
  void isSealedAsItWas() {
    assertThat(Seal.of(edition, inputs, FactJson::write)).isEqualTo(seal);
    assertThat(seal.checksum()).isEqualTo(edition.checksum());
  }

  @Test
  void isMadeAgain_toTheByte() throws IOException {
    assertThat(madeAgain()).isEqualTo(edition.contents());
    assertThat(FactJson.write(edition)).isEqualTo(bytes("edition"));
  }

  @Test
  void isNotAnotherOneBecauseTicketsAreListedNow_andScoresMeasured() {
    EditionFixtures.Known known = new EditionFixtures.Known();
    for (String metric : List.of("nps", "csat")) {
      Yardstick usual = Metrics.find(metric).flatMap(Yardstick::usual).orElseThrow();
      known.yardsticks.put(metric, usual);
    }
    Recorder now = new Recorder(known);
    List<Content> lists =
        Composition.of(edition.plan(), now, Objects.requireNonNull(edition.parameters()));

    assertThat(now.inputs().lists()).hasSize(2);
    assertThat(Difference.between(edition.contents(), lists))
        .extracting(Difference::metric)
        .doesNotContain("missed", "major", "ticket", Difference.TARGET);
  }
}
