package dev.barometer.scoring.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barometer.contract.fact.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class DimensionValuesRepositoryTest {
  private final KeyValueStore<String, byte[]> store = store();
  private final List<String> gathered = new ArrayList<>();
  private final DimensionValuesRepository dimensionValues =
      new DimensionValuesRepository(store, 2, this::gather);

  private void gather(FactKind kind, Dimension dimension, boolean isFirst) {
    gathered.add(kind + " " + dimension + (isFirst ? " first" : ""));
  }

  @Test
  void tellsTheFirstValuesApart_andGathersTheOthers() {
    assertThat(agents("Ada", "Ben", "Cy", "Ada", "Dee"))
        .containsExactly("Ada", "Ben", "other", "Ada", "other");
    assertThat(gathered).containsExactly("TICKET AGENT first", "TICKET AGENT");
  }

  @Test
  void boundsEachDimensionAndKindOfFactForItself() {
    agents("Ada", "Ben", "Cy");

    assertThat(dimensionValues.admit(FactKind.TICKET, Map.of(Dimension.TEAM, "Cy")))
        .isEqualTo(Map.of(Dimension.TEAM, "Cy"));
    assertThat(dimensionValues.admit(FactKind.RESPONSE, Map.of(Dimension.AGENT, "Cy")))
        .isEqualTo(Map.of(Dimension.AGENT, "Cy"));
  }

  @Test
  void knowsTheSameValuesByTheSameNumbers_whenItIsReadAgain() {
    agents("Ada", "a|b");
    int number = dimensionValues.numberOf(FactKind.TICKET, Dimension.AGENT, "a|b");

    DimensionValuesRepository again = new DimensionValuesRepository(store, 2, this::gather);

    assertThat(again.numberOf(FactKind.TICKET, Dimension.AGENT, "a|b")).isEqualTo(number);
    assertThat(again.valueOf(FactKind.TICKET, Dimension.AGENT, number)).isEqualTo("a|b");
    assertThat(again.admit(FactKind.TICKET, Map.of(Dimension.AGENT, "Cy"))).containsValue("other");
  }

  @Test
  void keepsOtherApartFromNumbers_andRefusesWhatItNeverGave() {
    assertThat(dimensionValues.valueOf(FactKind.TICKET, Dimension.AGENT, 0)).isEqualTo("other");
    assertThatThrownBy(() -> dimensionValues.valueOf(FactKind.TICKET, Dimension.AGENT, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> dimensionValues.numberOf(FactKind.TICKET, Dimension.AGENT, "Ada"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private List<String> agents(String... names) {
    return List.of(names).stream()
        .map(name -> dimensionValues.admit(FactKind.TICKET, Map.of(Dimension.AGENT, name)))
        .map(admitted -> admitted.get(Dimension.AGENT))
        .toList();
  }

  static DimensionValuesRepository dimensionValues(int limit) {
    return new DimensionValuesRepository(store(), limit, (kind, dimension, isFirst) -> {});
  }

  private static KeyValueStore<String, byte[]> store() {
    KeyValueStore<String, byte[]> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("places"), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    store.init(new MockProcessorContext<>().getStateStoreContext(), store);
    return store;
  }
}
