package dev.barometer.reporting.delivery;

import dev.barometer.reporting.edition.Edition;
import dev.barometer.reporting.edition.EditionFollower;
import dev.barometer.starter.outbox.Outbox;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Has published editions mailed to their recipients. What waits in the outbox names the edition and
 * the place of the recipient, and no address: it is there once, however often it is asked for.
 */
@Component
class DeliveryRunner implements EditionFollower {
  private final DeliveryRepository deliveries;
  private final ObjectProvider<Outbox> outbox;
  private final Clock clock;

  /**
   * @param outbox made of its senders, one of which sends reports
   */
  DeliveryRunner(DeliveryRepository deliveries, ObjectProvider<Outbox> outbox, Clock clock) {
    this.deliveries = deliveries;
    this.outbox = outbox;
    this.clock = clock;
  }

  @Override
  public void published(Edition edition) {
    if (edition.plan().recipients().isEmpty()) {
      return;
    }
    String id = edition.reportId();
    deliveries.begin(id, edition.plan().recipients(), clock.instant());
    outbox
        .getObject()
        .add(
            deliveries.waiting(id).stream()
                .map(place -> ReportMailClient.entry(id, place))
                .toList());
  }
}
