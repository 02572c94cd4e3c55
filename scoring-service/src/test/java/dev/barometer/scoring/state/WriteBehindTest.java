package dev.barometer.scoring.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.scoring.state.WriteBehind.Change;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WriteBehindTest {
  private final Kept kept = new Kept();
  private final WriteBehind<String, StringBuilder> texts = new WriteBehind<>(kept, 1_000);

  @Test
  void writesNothingBeforeItIsFlushed_andEachChangeOnceThen() {
    texts.put("a", new StringBuilder("1"));
    texts.get("a").append("2");
    texts.put("a", texts.get("a"));
    assertThat(kept.calls).isEmpty();

    texts.flush();

    assertThat(kept.calls).containsExactly("put a");
    assertThat(kept.stored()).isEqualTo(Map.of("a", "12"));
  }

  @Test
  void returnsWhatItWrote_inTheOrderOfTheFirstChange() {
    texts.put("b", new StringBuilder("1"));
    texts.put("a", new StringBuilder("2"));
    texts.put("b", new StringBuilder("3"));
    assertThat(texts.changes()).isEqualTo(2);

    List<Change<String, StringBuilder>> written = texts.flush();

    assertThat(written).extracting(Change::key).containsExactly("b", "a");
    assertThat(kept.stored()).isEqualTo(Map.of("a", "2", "b", "3"));
    assertThat(texts.changes()).isZero();
    assertThat(texts.flush()).isEmpty();
  }

  @Test
  void readsAStoredObjectOnce_andKeepsItAsItWasChanged() {
    kept.put("a", bytes("1"));

    StringBuilder text = texts.get("a");
    text.append("2");
    texts.put("a", text);
    texts.flush();

    assertThat(texts.get("a")).isSameAs(text);
    assertThat(kept.calls).filteredOn("get a"::equals).hasSize(1);
    assertThat(kept.stored()).isEqualTo(Map.of("a", "12"));
  }

  @Test
  void deletesWhatWasRemoved_andTellsIt() {
    kept.put("a", bytes("1"));

    texts.remove("a");
    assertThat(texts.get("a")).isNull();
    List<Change<String, StringBuilder>> written = texts.flush();

    assertThat(written).containsExactly(new Change<>("a", null));
    assertThat(kept.stored()).isEmpty();
    assertThat(texts.get("a")).isNull();
  }

  @Test
  void keepsNoMoreThanThereIsRoomFor_butEverythingThatChanged() {
    for (int i = 0; i < 100; i++) {
      texts.put("k" + i, new StringBuilder("x".repeat(100)));
    }
    assertThat(texts.changes()).isEqualTo(100);
    texts.flush();
    kept.calls.clear();

    texts.get("k99");
    assertThat(kept.calls).isEmpty();
    texts.get("k0");
    assertThat(kept.calls).containsExactly("get k0");
  }

  @Test
  void forgetsWhatWasNotFlushed_whenItIsMadeAnew() {
    texts.put("a", new StringBuilder("1"));
    texts.flush();
    texts.get("a").append("lost");
    texts.put("a", texts.get("a"));

    WriteBehind<String, StringBuilder> next = new WriteBehind<>(kept, 1_000);

    assertThat(next.get("a")).hasToString("1");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static final class Kept implements WriteBehind.Store<String, StringBuilder> {
    private final Map<String, byte[]> byKey = new HashMap<>();
    private final List<String> calls = new ArrayList<>();

    Map<String, String> stored() {
      Map<String, String> stored = new HashMap<>();
      byKey.forEach((key, value) -> stored.put(key, new String(value, StandardCharsets.UTF_8)));
      return stored;
    }

    @Override
    public byte @Nullable [] get(String key) {
      calls.add("get " + key);
      return byKey.get(key);
    }

    @Override
    public void put(String key, byte @Nullable [] bytes) {
      calls.add("put " + key);
      if (bytes == null) {
        byKey.remove(key);
      } else {
        byKey.put(key, bytes);
      }
    }

    @Override
    public byte[] write(String key, StringBuilder value) {
      return bytes(value.toString());
    }

    @Override
    public StringBuilder read(String key, byte[] bytes) {
      return new StringBuilder(new String(bytes, StandardCharsets.UTF_8));
    }
  }
}
