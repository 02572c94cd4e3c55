package dev.barometer.metrics;

import static dev.barometer.metrics.ObservationArbitraries.tallied;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Domain(ObservationArbitraries.class)
@Domain(DomainContext.Global.class)
class BinaryFormTest {
  private static final HexFormat HEX = HexFormat.of();

  @Property
  void readsWhatItWrites_differencesToo(@ForAll List<Observation> a, @ForAll List<Observation> b) {
    Tallies difference = tallied(a).subtract(tallied(b));

    assertThat(Tallies.fromBytes(difference.toBytes())).isEqualTo(difference);
  }

  @Property
  void readsAnyCountAndSum(@ForAll Map<Integer, Long> counts, @ForAll long sum) {
    Tallies tallies = new Tallies().put(Measure.of("art"), Tally.of(counts, sum));

    assertThat(Tallies.fromBytes(tallies.toBytes())).isEqualTo(tallies);
  }

  /** Stored bytes are read by later versions: this form may not change under format 1. */
  @Test
  void theFormIsTheOneThatIsStored() {
    Tallies tallies = new Tallies().put(new Measure("nps", "0-10"), new Tally().add(39, 9, 200));
    tallies.put(Measure.of("sla"), new Tally().add(0, 0, 1).add(1, 1, 3));

    assertThat(HEX.formatHex(tallies.toBytes()))
        .isEqualTo("0102" + "086e70732f302d3130" + "014e9003901c" + "03736c61" + "020002020606");
  }

  @Test
  void nothingIsTwoBytes() {
    assertThat(new Tallies().toBytes()).containsExactly(1, 0);
    assertThat(Tallies.fromBytes(new byte[] {1, 0}).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "'', no bytes at all",
    "0200, an unknown format",
    "01, no number of measures",
    "010000, a byte too many",
    "01ffffffff07, two thousand million measures",
    "01ffffffffffffffffff01, a negative number of measures",
    "01ffffffffffffffffffff01, a number of more than ten bytes",
    "01ffffffffffffffffff02, a number of more than 64 bits",
    "018000, a padded number",
    "0101ffffffff07, a name of two thousand million letters",
    "010103736c61ffffffff07, a tally of two thousand million codes",
    "010103736c61010206, a tally without its sum",
    "010103736c610100020000, a byte after the sum",
    "010103736c61010000 00, a code counted 0 times",
    "010103736c610200020002 00, a code counted twice",
    "010103736c610202020102 00, codes in falling order",
    "010103736c610000, an empty tally",
    "010203736c6101000200 03736c6101000200, a measure given twice",
    "010203736c6101000200 0361727401000200, measures in falling order",
    "010103c3b6c301000200, a name that is not ASCII",
    "010100 01000200, a measure without a name",
    "010103736c6101feffffffffffffffff010200, a code beyond the integers"
  })
  void refusesWhateverItWouldNotWrite(String hex, String why) {
    byte[] bytes = HEX.parseHex(hex.replace(" ", ""));

    assertThatThrownBy(() -> Tallies.fromBytes(bytes))
        .as(why)
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void refusesWhatWasCutOff(@ForAll List<Observation> a, @ForAll @IntRange(min = 1) int cut) {
    byte[] bytes = tallied(a).toBytes();
    byte[] shorter = Arrays.copyOf(bytes, bytes.length - 1 - (cut - 1) % bytes.length);

    assertThatThrownBy(() -> Tallies.fromBytes(shorter))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Any bytes are either refused or the one form of what they say. */
  @Property(tries = 3_000)
  void takesOnlyTheOneForm(@ForAll List<Observation> a, @ForAll int at, @ForAll byte changed) {
    byte[] bytes = tallied(a).toBytes();
    bytes[Math.floorMod(at, bytes.length)] = changed;

    Tallies read;
    try {
      read = Tallies.fromBytes(bytes);
    } catch (IllegalArgumentException refused) {
      return;
    }
    assertThat(read.toBytes()).isEqualTo(bytes);
  }
}
