package dev.barometer.complaint.handling;

import dev.barometer.complaint.CaseFixtures;
import dev.barometer.complaint.MortalMongo;
import dev.barometer.complaint.cases.CaseRepository;
import dev.barometer.complaint.publishing.StillRunner;
import dev.barometer.starter.timetable.Timetable;
import dev.barometer.starter.timetable.TimetableInstance;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.mongodb.core.MongoOperations;

/** One process: its timetable, its strikes, and what tells of them, over a shared database. */
final class ClockInstance {
  private static final int MOST_AT_ONCE = 100;

  private final CaseRepository cases;
  private final TimetableInstance timetable;
  private final StillRunner.Teller teller;
  private final Set<String> soon = new LinkedHashSet<>();

  ClockInstance(String name, MongoOperations shared, Clock clock, Runnable fate) {
    MongoOperations mongo = new MortalMongo(shared, fate, soon::add).operations();
    cases = CaseFixtures.casesIn(mongo);
    Timetable[] made = new Timetable[1];
    var strikes =
        new StrikeRunner(
            cases,
            Fortnight.BOOK,
            new Later<>(() -> made[0]),
            new Later<>(() -> StillRunner.runner(shared, clock)),
            clock);
    timetable =
        new TimetableInstance(
            name,
            mongo,
            clock,
            its -> {
              made[0] = its;
              return List.of(strikes);
            });
    teller =
        new StillRunner.Teller(
            mongo, List.of(strikes, new Notices(mongo, clock)), clock, record -> fate.run());
  }

  private record Later<T>(java.util.function.Supplier<T> made) implements ObjectProvider<T> {
    @Override
    public T getObject() {
      return made.get();
    }
  }

  void does(Doing doing) {
    doing.in(cases);
  }

  /** Does what is due, and tells of it. */
  void look() {
    tell();
    timetable.look();
    tell();
  }

  void tell() {
    while (!soon.isEmpty()) {
      List<String> some = soon.stream().limit(MOST_AT_ONCE).toList();
      List<String> more = teller.send(some);
      some.forEach(soon::remove);
      soon.addAll(more);
    }
  }

  /** What nobody told of, as every runner asks now and then. */
  void sweep() {
    soon.addAll(teller.waiting());
    tell();
  }
}
