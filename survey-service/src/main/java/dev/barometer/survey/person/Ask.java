package dev.barometer.survey.person;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * That somebody was asked.
 *
 * @param at when, as cool-downs count it
 * @param values of the fields of what it was about that cool-downs go by; null where that was not
 *     noted yet
 */
public record Ask(
    String invitationId,
    String campaignId,
    String surveyId,
    Instant at,
    @Nullable Map<String, String> values) {

  /** Of two of a kind the newer is the one that a cool-down looks at. */
  Object kind() {
    return List.of(campaignId, surveyId, values == null ? Map.of() : values);
  }

  /** Whether it was about the same, in one respect; what is not known may have been. */
  public boolean isAlike(Ask other, String field) {
    String own = values == null ? null : values.get(field);
    String others = other.values() == null ? null : other.values().get(field);
    return own == null || others == null || own.equals(others);
  }
}
