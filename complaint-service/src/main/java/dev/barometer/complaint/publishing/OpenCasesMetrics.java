package dev.barometer.complaint.publishing;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.complaint.cases.CaseDocument;
import dev.barometer.complaint.cases.Status;
import dev.barometer.starter.patience.Outages;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** How many cases nobody is done with yet; every instance tells the same number. */
@Component
class OpenCasesMetrics {
  private static final Logger log = LoggerFactory.getLogger(OpenCasesMetrics.class);
  private static final Query OPEN =
      new Query(where("current.status").nin(Status.CLOSED.name(), Status.WITHDRAWN.name()));

  private final MongoOperations mongo;
  private volatile long open;

  OpenCasesMetrics(MongoOperations mongo, MeterRegistry meters) {
    this.mongo = mongo;
    Gauge.builder("barometer.cases.open", () -> open)
        .description("Cases that are neither closed nor withdrawn")
        .register(meters);
  }

  /** Seldom enough that no database minds looking at them all. */
  @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
  void count() {
    try {
      open = mongo.count(OPEN, CaseDocument.class);
    } catch (RuntimeException e) {
      if (!Outages.isOutage(e)) {
        throw e;
      }
      log.debug("The open cases cannot be counted now: {}", e.toString());
    }
  }
}
