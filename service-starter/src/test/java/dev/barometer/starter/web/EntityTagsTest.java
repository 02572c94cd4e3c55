package dev.barometer.starter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;

class EntityTagsTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private record Answer(String value, boolean complete) {}

  @Test
  void aTagIsOfWhatIsSaid() {
    assertThat(tag(EntityTags.tagged(new Answer("a", true))))
        .startsWith("W/\"")
        .isEqualTo(tag(EntityTags.tagged(new Answer("a", true))))
        .isNotEqualTo(tag(EntityTags.tagged(new Answer("b", true))))
        .isNotEqualTo(tag(EntityTags.tagged(new Answer("a", false))));
  }

  @Test
  void aLaterMomentIsNoOtherAnswer_andIsTold() {
    ResponseEntity<String> noon = EntityTags.answer(List.of("a"), NOON).body("a at noon");
    ResponseEntity<String> later =
        EntityTags.answer(List.of("a"), NOON.plusSeconds(1)).body("a later");

    assertThat(tag(later)).isEqualTo(tag(noon));
    assertThat(later.getHeaders().getFirst(EntityTags.AS_OF)).isEqualTo("2026-11-22T12:00:01Z");
  }

  @Test
  void onlyWhoeverCallsMayKeepIt_andHasToAsk() {
    assertThat(EntityTags.tagged(new Answer("a", true)).getHeaders().getCacheControl())
        .contains("private", "no-cache");
  }

  private static String tag(ResponseEntity<?> answer) {
    return answer.getHeaders().getETag();
  }
}
