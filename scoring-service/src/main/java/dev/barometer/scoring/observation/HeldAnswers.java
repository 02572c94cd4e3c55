package dev.barometer.scoring.observation;

import dev.barometer.contract.fact.Fact;
import dev.barometer.contract.fact.Invitation;
import dev.barometer.contract.fact.Mention;
import dev.barometer.contract.fact.Respondent;
import dev.barometer.contract.fact.Response;
import dev.barometer.metrics.Measure;
import dev.barometer.metrics.Observation;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one fact changes of what is held back. Each measure goes its own way: not everybody answers
 * every question.
 */
final class HeldAnswers {
  private HeldAnswers() {}

  /**
   * By measure what the entity says now, and of what it says no more an answer without
   * observations.
   *
   * @param fact null where it was erased
   */
  static Map<Measure, HeldAnswer> of(
      Entity entity,
      @Nullable Fact fact,
      @Nullable EntityState before,
      EntityState now,
      Instant at) {
    String person = HeldAnswer.personOf(entity.key(), respondentOf(fact));
    Map<Measure, List<Observation>> said = byMeasure(now);
    Set<Measure> known = before == null ? Set.of() : byMeasure(before).keySet();
    Map<Measure, HeldAnswer> answers = new LinkedHashMap<>();
    said.forEach(
        (measure, observations) ->
            answers.put(
                measure,
                new HeldAnswer(
                    entity.key(),
                    person,
                    known.contains(measure),
                    at,
                    now.dimensionValues(),
                    observations)));
    for (Measure measure : known) {
      if (!said.containsKey(measure)) {
        answers.put(
            measure,
            new HeldAnswer(entity.key(), person, true, at, now.dimensionValues(), List.of()));
      }
    }
    return answers;
  }

  private static @Nullable Respondent respondentOf(@Nullable Fact fact) {
    if (fact instanceof Response response) {
      return response.respondent();
    }
    if (fact instanceof Invitation invitation) {
      return invitation.respondent();
    }
    return fact instanceof Mention mention ? mention.author() : null;
  }

  private static Map<Measure, List<Observation>> byMeasure(EntityState state) {
    return state.observations().stream()
        .collect(
            Collectors.groupingBy(Observation::measure, LinkedHashMap::new, Collectors.toList()));
  }
}
