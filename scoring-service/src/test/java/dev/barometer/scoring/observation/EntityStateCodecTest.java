package dev.barometer.scoring.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.metrics.Measure;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Observation;
import dev.barometer.metrics.PointClass;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EntityStateCodecTest {
  private static final Instant AT = Instant.parse("2026-11-22T10:20:30.123Z");
  private static final EntityState ANSWER =
      new EntityState(
          1,
          Map.of(
              Dimension.SERVICE, "Email",
              Dimension.TEAM, "Group 56",
              Dimension.AGENT, "Ada",
              Dimension.CHANNEL, "Phone",
              Dimension.SURVEY, "after-ticket"),
          List.of(
              DimensionPair.parse("team+agent"),
              DimensionPair.parse("service+channel"),
              DimensionPair.parse("service+team")),
          List.of(
              Observation.volume("responses", AT),
              Observation.choice("nps", "0-10", 9, PointClass.POSITIVE, AT),
              Observation.choice("csat", "5", 4, PointClass.POSITIVE, AT),
              Observation.choice("ces", "ease-7", 4, PointClass.NEUTRAL, AT)));

  private final DimensionValuesRepository dimensionValues =
      DimensionValuesRepositoryTest.dimensionValues(100_000);
  private final EntityStateCodec codec = new EntityStateCodec(dimensionValues);

  @Property(tries = 500)
  void whatIsReadIsWhatWasWritten(@ForAll("states") EntityState state) {
    dimensionValues.admit(FactKind.TICKET, state.dimensionValues());

    byte[] bytes = codec.write(FactKind.TICKET, state);

    assertThat(codec.read(FactKind.TICKET, bytes)).isEqualTo(state);
  }

  @Example
  void anAnswerTakesSomeTensOfBytes() {
    dimensionValues.admit(FactKind.RESPONSE, ANSWER.dimensionValues());

    assertThat(codec.write(FactKind.RESPONSE, ANSWER)).hasSizeLessThan(40);
  }

  @Example
  void refusesAFormatThatItDoesNotKnow_andWhatIsCutOff() {
    dimensionValues.admit(FactKind.RESPONSE, ANSWER.dimensionValues());
    byte[] bytes = codec.write(FactKind.RESPONSE, ANSWER);

    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> codec.read(FactKind.RESPONSE, cut))
          .isInstanceOf(IllegalArgumentException.class);
    }
    byte[] longer = java.util.Arrays.copyOf(bytes, bytes.length + 1);
    assertThatThrownBy(() -> codec.read(FactKind.RESPONSE, longer))
        .hasMessageContaining("too many");
    bytes[0] = 1;
    assertThatThrownBy(() -> codec.read(FactKind.RESPONSE, bytes))
        .hasMessageContaining("unknown format 1");
  }

  /** The numbers stand in stores: a change of one would read every entity wrongly. */
  @Example
  void theNumbersOfMeasuresNeverChange() {
    assertThat(MeasureCodes.codeOf(Measure.parse("nps/0-10"))).isEqualTo(1);
    assertThat(MeasureCodes.codeOf(Measure.parse("ces/ease-7"))).isEqualTo(10);
    assertThat(MeasureCodes.codeOf(Measure.parse("response-rate"))).isEqualTo(18);
    assertThat(MeasureCodes.codeOf(Measure.parse("complaints"))).isEqualTo(32);
    assertThat(MeasureCodes.codeOf(Measure.parse("waiting-time"))).isEqualTo(33);
    assertThat(MeasureCodes.codeOf(Measure.parse("ces/ease-0-10"))).isEqualTo(36);
    assertThat(MeasureCodes.codeOf(Measure.parse("response-rate-delivered"))).isEqualTo(37);
    assertThat(MeasureCodes.codeOf(Measure.parse("complaint-repeat-rate"))).isEqualTo(38);
    assertThat(MeasureCodes.codeOf(Measure.parse("nps/0-99"))).isEqualTo(MeasureCodes.TEXT);
    assertThatThrownBy(() -> MeasureCodes.measureOf(39))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Example
  void everyMetricHasANumberOnSomeScale() {
    for (int code = 1; code <= 38; code++) {
      assertThat(MeasureCodes.codeOf(MeasureCodes.measureOf(code))).isEqualTo(code);
      assertThat(Metrics.find(MeasureCodes.measureOf(code).metric())).isPresent();
    }
  }

  @Provide
  Arbitrary<EntityState> states() {
    Arbitrary<Map<Dimension, String>> dimensionValues =
        Arbitraries.maps(
                Arbitraries.of(Dimension.class),
                Arbitraries.strings()
                    .withChars("aé张| ,:")
                    .ofMinLength(1)
                    .ofMaxLength(8)
                    .filter(text -> !text.isBlank()))
            .map(
                map -> {
                  Map<Dimension, String> ordered = new EnumMap<>(Dimension.class);
                  ordered.putAll(map);
                  return ordered;
                });
    Arbitrary<DimensionPair> pair =
        Arbitraries.of(Dimension.class)
            .tuple2()
            .filter(two -> two.get1() != two.get2())
            .map(two -> new DimensionPair(two.get1(), two.get2()));
    return Combinators.combine(
            Arbitraries.longs(),
            dimensionValues,
            pair.list().ofMaxSize(5),
            observation().list().ofMaxSize(9))
        .as(EntityState::new);
  }

  private static Arbitrary<Observation> observation() {
    Arbitrary<Instant> times =
        Combinators.combine(
                Arbitraries.longs().between(-4_000_000_000L, 4_000_000_000L),
                Arbitraries.of(0, 0, 123_000_000, 999_999_999))
            .as(Instant::ofEpochSecond);
    Arbitrary<Observation> usual =
        Combinators.combine(times, Arbitraries.integers().between(0, 10))
            .as(
                (time, number) ->
                    switch (number % 4) {
                      case 0 -> Observation.volume("tickets-opened", time);
                      case 1 -> Observation.yesNo("sla", number > 5, time);
                      case 2 -> Observation.duration("art", Duration.ofMillis(number * 37), time);
                      default -> Observation.choice("nps", "0-10", number, null, time);
                    });
    Arbitrary<Observation> strange =
        Combinators.combine(
                Arbitraries.of("nps/0-10", "art", "sla", "new-metric/9", "responses"),
                times,
                Arbitraries.integers(),
                Arbitraries.longs())
            .as(
                (measure, time, code, value) ->
                    new Observation(Measure.parse(measure), time, code, value));
    return Arbitraries.oneOf(usual, strange);
  }
}
