package dev.barometer.survey.invitation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Counts what was decided of candidates, and what becomes of invitations; repeats are none. */
final class InvitationMetrics {
  private static final String DELIVERED = "delivered";
  private static final String OPENED = "opened";

  private final Map<String, Counter> decided;
  private final Map<String, Counter> changed;

  /**
   * @param verdicts all that there are
   */
  InvitationMetrics(MeterRegistry meters, Collection<String> verdicts) {
    decided =
        verdicts.stream()
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    verdict ->
                        Counter.builder("barometer.invitations.decided")
                            .tag("verdict", verdict)
                            .description("candidates that were asked, or not and why")
                            .register(meters)));
    changed =
        List.of(
                DELIVERED,
                OPENED,
                InvitationDocument.REMINDED,
                InvitationDocument.ANSWERED,
                InvitationDocument.EXPIRED,
                InvitationDocument.CANCELLED)
            .stream()
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    what ->
                        Counter.builder("barometer.invitations.changed")
                            .tag("what", what)
                            .description("what became of invitations, each reminder by itself")
                            .register(meters)));
  }

  /** One that is new. */
  void decided(InvitationDocument one) {
    String verdict =
        one.status().equals(InvitationDocument.SUPPRESSED) && one.reason() != null
            ? one.reason()
            : "asked";
    Counter counter = decided.get(verdict);
    if (counter != null) {
      counter.increment();
    }
  }

  void changed(InvitationDocument before, InvitationDocument after) {
    steps(before, after).forEach(what -> Objects.requireNonNull(changed.get(what)).increment());
  }

  private static List<String> steps(InvitationDocument before, InvitationDocument after) {
    List<String> steps = new ArrayList<>();
    if (before.deliveredAt() == null && after.deliveredAt() != null) {
      steps.add(DELIVERED);
    }
    if (before.openedAt() == null && after.openedAt() != null) {
      steps.add(OPENED);
    }
    if (after.reminders() > before.reminders()) {
      steps.add(InvitationDocument.REMINDED);
    } else if (!after.status().equals(before.status())) {
      steps.add(after.status());
    }
    return steps;
  }
}
