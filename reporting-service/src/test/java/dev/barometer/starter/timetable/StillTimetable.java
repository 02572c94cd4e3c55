package dev.barometer.starter.timetable;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.mongodb.core.MongoOperations;

/** A timetable over years that nobody works off by himself: what is due is done when told so. */
public final class StillTimetable implements ObjectProvider<Timetable> {
  private final MongoOperations mongo;
  private final Clock clock;
  private final Timetable timetable;

  public StillTimetable(MongoOperations mongo, Clock clock) {
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

  /** Does what is due of this handler's kind, and what follows from it. */
  public void work(DueHandler handler) {
    List<Due> due = due(handler.kind());
    while (!due.isEmpty()) {
      for (Due one : due) {
        handle(handler, one);
        if (timetable.find(one.kind(), one.key()).filter(one::equals).isPresent()) {
          timetable.cancel(one.kind(), one.key());
        }
      }
      due = due(handler.kind());
    }
  }

  private static void handle(DueHandler handler, Due due) {
    try {
      handler.handle(List.of(due));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Due> due(String kind) {
    List<String> ids = new ArrayList<>();
    mongo.getCollection("timetable").find().forEach(item -> ids.add(item.getString("_id")));
    return new ItemRepository(mongo)
        .find(ids).values().stream()
            .map(Item::due)
            .filter(due -> due.kind().equals(kind) && !due.at().isAfter(clock.instant()))
            .toList();
  }
}
