package dev.barometer.scoring.observation;

import dev.barometer.contract.fact.Answer;
import dev.barometer.contract.fact.Complaint;
import dev.barometer.contract.fact.Fact;
import dev.barometer.contract.fact.Invitation;
import dev.barometer.contract.fact.Mention;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.metrics.Family;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Observation;
import dev.barometer.metrics.PointClass;
import dev.barometer.metrics.Scale;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a fact observes; depends on nothing but the fact. */
public final class Observations {
  private Observations() {}

  /** The observations a fact stands for now; none where it is withdrawn. */
  public static List<Observation> of(Fact fact) {
    List<Observation> seen = new ArrayList<>(6);
    if (fact instanceof Ticket ticket) {
      observe(ticket, seen);
    } else if (fact instanceof Response response) {
      observe(response, seen);
    } else if (fact instanceof Invitation invitation) {
      observe(invitation, seen);
    } else if (fact instanceof Mention mention) {
      observe(mention, seen);
    } else if (fact instanceof Complaint complaint) {
      observe(complaint, seen);
    }
    return seen;
  }

  private static void observe(Ticket ticket, List<Observation> seen) {
    seen.add(Observation.volume(Metrics.TICKETS_OPENED.id(), ticket.openedAt()));
    if (ticket.waitedSeconds() != null) {
      Duration waited = Duration.ofSeconds(ticket.waitedSeconds());
      seen.add(Observation.duration(Metrics.WAITING_TIME.id(), waited, ticket.openedAt()));
    }
    if (ticket.firstRespondedAt() != null) {
      seen.add(span(Metrics.FIRST_RESPONSE_TIME, ticket.openedAt(), ticket.firstRespondedAt()));
    }
    if (ticket.status().equals(Ticket.CLOSED) && ticket.closedAt() != null) {
      seen.add(Observation.volume(Metrics.TICKETS_CLOSED.id(), ticket.closedAt()));
    }
    Instant doneAt = ticket.resolvedAt() != null ? ticket.resolvedAt() : ticket.closedAt();
    if (!ticket.done() || doneAt == null) {
      return;
    }
    if (ticket.resolvedAt() != null) {
      seen.add(span(Metrics.ART, ticket.openedAt(), ticket.resolvedAt()));
    }
    if (ticket.slaMet() != null) {
      seen.add(Observation.yesNo(Metrics.SLA.id(), ticket.slaMet(), doneAt));
    }
    seen.add(Observation.yesNo(Metrics.REOPEN_RATE.id(), ticket.reopenCount() > 0, doneAt));
    if (ticket.firstContactResolved() != null) {
      seen.add(
          Observation.yesNo(
              Metrics.FIRST_CONTACT_RESOLUTION.id(), ticket.firstContactResolved(), doneAt));
    }
  }

  private static Observation span(Metric metric, Instant from, Instant to) {
    return Observation.duration(metric.id(), Duration.between(from, to), to);
  }

  private static void observe(Response response, List<Observation> seen) {
    if (response.withdrawnAt() != null) {
      return;
    }
    Instant at = response.submittedAt();
    seen.add(Observation.volume(Metrics.RESPONSES.id(), at));
    for (Answer answer : response.answers()) {
      Observation observation = observation(answer, at);
      if (observation != null) {
        seen.add(observation);
      }
    }
  }

  private static @Nullable Observation observation(Answer answer, Instant at) {
    Integer value = answer.value();
    if (answer.metric() == null || value == null) {
      return null;
    }
    Metric metric = Metrics.find(answer.metric()).orElseThrow();
    if (metric.family() == Family.DURATION) {
      return Observation.duration(metric.id(), Duration.ofSeconds(value), at);
    }
    if (answer.scale() == null) {
      return null;
    }
    PointClass pointClass =
        answer.answerClass() != null
            ? PointClass.of(answer.answerClass())
            : Scale.find(metric, answer.scale()).orElseThrow().classOf(value);
    return Observation.choice(metric.id(), answer.scale(), value, pointClass, at);
  }

  private static void observe(Invitation invitation, List<Observation> seen) {
    switch (invitation.status()) {
      case "issued", "reminded", "expired" -> observe(invitation, false, seen);
      case "answered" -> observe(invitation, true, seen);
      default -> {
        // cancelled or suppressed: nobody was asked
      }
    }
  }

  private static void observe(Invitation invitation, boolean answered, List<Observation> seen) {
    Instant at = invitation.issuedAt();
    seen.add(Observation.yesNo(Metrics.RESPONSE_RATE.id(), answered, at));
    if (invitation.deliveredAt() != null) {
      seen.add(Observation.yesNo(Metrics.RESPONSE_RATE_DELIVERED.id(), answered, at));
    }
  }

  private static void observe(Mention mention, List<Observation> seen) {
    seen.add(Observation.volume(Metrics.MENTIONS.id(), mention.mentionedAt()));
    if (mention.sentiment() != null) {
      int point = mention.sentiment();
      PointClass pointClass = PointClass.values()[Integer.signum(point) + 1];
      seen.add(
          Observation.choice(
              Metrics.SENTIMENT.id(), "sentiment", point, pointClass, mention.mentionedAt()));
    }
  }

  private static void observe(Complaint complaint, List<Observation> seen) {
    Complaint.Handling handling = complaint.handling();
    if (handling != null && handling.mergedInto() != null) {
      return; // What it is about counts where it was taken to.
    }
    // The second stage of a complaint is handled once more, but nobody complained once more.
    if (handling == null || handling.stageOf() == null) {
      seen.add(Observation.volume(Metrics.COMPLAINTS.id(), complaint.openedAt()));
      // What was taken back, or erased, tells nothing of who comes again.
      boolean stands = !complaint.status().equals("withdrawn");
      if (stands && handling != null && handling.repeated() != null) {
        seen.add(
            Observation.yesNo(
                Metrics.COMPLAINT_REPEAT_RATE.id(), handling.repeated(), complaint.openedAt()));
      }
    }
    Instant closedAt = complaint.closedAt();
    if (!complaint.status().equals(Complaint.CLOSED) || closedAt == null) {
      return;
    }
    seen.add(span(Metrics.COMPLAINT_HANDLING_TIME, complaint.openedAt(), closedAt));
    if (complaint.slaMet() != null) {
      seen.add(Observation.yesNo(Metrics.COMPLAINT_SLA.id(), complaint.slaMet(), closedAt));
    }
    if (complaint.escalated() != null) {
      seen.add(Observation.yesNo(Metrics.ESCALATION_RATE.id(), complaint.escalated(), closedAt));
    }
  }
}
