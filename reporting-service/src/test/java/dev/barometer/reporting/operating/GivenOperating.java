package dev.barometer.reporting.operating;

import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.util.unit.DataSize;

/** Operating data for tests of who reads it. */
public final class GivenOperating {
  private GivenOperating() {}

  public static OperatingStore store(MongoOperations mongo) {
    return new OperatingStore(
        new SeriesRepository(mongo, new OperatingProperties(500, 10_000, DataSize.ofMegabytes(2))),
        new PointRepository(mongo));
  }
}
