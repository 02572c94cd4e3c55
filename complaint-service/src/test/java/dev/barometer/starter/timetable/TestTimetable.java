package dev.barometer.starter.timetable;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.mongodb.core.MongoOperations;

/** A timetable that nobody works off by himself: what is due is done when a test says so. */
public final class TestTimetable implements ObjectProvider<Timetable> {
  private final MongoOperations mongo;
  private final Clock clock;
  private final Timetable timetable;

  public TestTimetable(MongoOperations mongo, Clock clock) {
    this.mongo = mongo;
    this.clock = clock;
    this.timetable =
        new Timetable(
            new ItemRepository(mongo), new Pages(new PageRepository(mongo)), clock, new Wake());
  }

  @Override
  public Timetable getObject() {
    return timetable;
  }

  /** All of a kind that is due by now. */
  public List<Due> due(String kind) {
    List<String> ids = new ArrayList<>();
    mongo.getCollection("timetable").find().forEach(item -> ids.add(item.getString("_id")));
    return new ItemRepository(mongo)
        .find(ids).values().stream()
            .map(Item::due)
            .filter(due -> due.kind().equals(kind) && !due.at().isAfter(clock.instant()))
            .toList();
  }

  /** Does what is due of this handler's kind, once. */
  public void work(DueHandler handler) throws Exception {
    for (Due due : due(handler.kind())) {
      timetable.cancel(due.kind(), due.key());
      Map<Due, Exception> failed = handler.handle(List.of(due));
      if (!failed.isEmpty()) {
        throw failed.values().iterator().next();
      }
    }
  }
}
