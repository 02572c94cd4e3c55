package dev.barometer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class EventTypesTest {
  /** What only survey-service asks its own gates for: nobody sends it, and it carries no record. */
  private static final List<String> IN_SERVICE =
      List.of(
          EventTypes.TICKET_ERASED,
          EventTypes.RESPONSE_ERASED,
          EventTypes.LIFECYCLE_ERASED,
          EventTypes.INVITATION_ERASED,
          EventTypes.PERSON_FORGOTTEN);

  @Test
  void everyTypeCarriesARecord_andIsNamedAfterItself() throws IllegalAccessException {
    List<String> types = new ArrayList<>();
    for (Field field : EventTypes.class.getFields()) {
      if (Modifier.isStatic(field.getModifiers())) {
        String type = (String) field.get(null);
        types.add(type);
        assertThat("dev.barometer." + field.getName().toLowerCase(Locale.ROOT).replace('_', '.'))
            .isEqualTo(type.replace('-', '.'));
        if (IN_SERVICE.contains(type)) {
          assertThat(EventTypes.recordOf(type)).as(type).isEmpty();
        } else {
          Class<?> record = EventTypes.recordOf(type).orElseThrow();
          assertThat(EventTypes.of(record)).contains(type);
        }
      }
    }
    assertThat(types).hasSize(60).doesNotHaveDuplicates();
  }

  @Test
  void everyTopicsRecordHasTypes() {
    for (String topic : Topics.ALL) {
      assertThat(EventTypes.of(Topics.recordOf(topic).orElseThrow())).as(topic).isNotEmpty();
    }
  }

  @Test
  void knowsNothingOfOthers() {
    assertThat(EventTypes.recordOf("dev.barometer.ticket.deleted")).isEmpty();
    assertThat(EventTypes.of(String.class)).isEmpty();
    assertThat(Topics.recordOf(Topics.deadLettersOf(Topics.TICKETS, "scoring-service"))).isEmpty();
    assertThat(Topics.recordOf("other")).isEmpty();
  }

  @Test
  void deadLettersAreNamedAfterTopicAndGroup() {
    assertThat(Topics.deadLettersOf(Topics.TICKETS, "scoring-service"))
        .isEqualTo("barometer.tickets.scoring-service.dlq");
  }
}
