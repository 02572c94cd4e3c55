package dev.barometer.survey.occurrence;

import dev.barometer.contract.fact.LifecycleSubject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Repository;

/** Contracts, onboardings, trainings and releases as they are known now. */
@Repository
public class KnownLifecycleRepository extends KnownRepository<LifecycleSubject> {

  public KnownLifecycleRepository(MongoOperations mongo, Clock clock) {
    super(mongo, clock, "lifecycle", "subject", LifecycleSubject.class);
  }

  @Override
  List<Occurrence> occurrences(
      LifecycleSubject subject, Function<OccurrenceKey, @Nullable Instant> told) {
    return LifecycleOccurrences.of(subject);
  }
}
