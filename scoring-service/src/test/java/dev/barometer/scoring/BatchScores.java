package dev.barometer.scoring;

import dev.barometer.contract.fact.Answer;
import dev.barometer.contract.fact.Complaint;
import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Fact;
import dev.barometer.contract.fact.Invitation;
import dev.barometer.contract.fact.Mention;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.contract.score.ScopeScores;
import dev.barometer.contract.score.ScopeScores.Rolling;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Observation;
import dev.barometer.metrics.PointClass;
import dev.barometer.metrics.Score;
import dev.barometer.metrics.Scores;
import dev.barometer.metrics.Tallies;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The independent batch computation: it reads the whole log at the end, keeps the highest revision
 * of each entity, and counts. It shares nothing with the service but the maths; it writes scopes
 * and buckets down in its own way, and knows no difference, no state and no clock but the last.
 */
final class BatchScores {
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH").withZone(ZoneOffset.UTC);

  /** The hours of each window. */
  static final Map<String, Integer> WINDOWS = Map.of("24h", 24, "7d", 168, "30d", 720, "90d", 2160);

  private static final long MINIMUM_N = 5;

  private record Seen(Observation observation, Set<String> scopes) {}

  private final List<Seen> seen = new ArrayList<>();
  private final ZoneId zone;

  BatchScores(Collection<? extends Fact> log, ZoneId zone) {
    this.zone = zone;
    Map<String, Fact> last = new HashMap<>();
    for (Fact fact : log) {
      last.merge(
          fact.getClass().getSimpleName() + fact.id(),
          fact,
          (a, b) -> b.revision() > a.revision() ? b : a);
    }
    last.values().forEach(this::look);
  }

  private void look(Fact fact) {
    if (fact instanceof Ticket ticket) {
      Set<String> scopes = scopes(ticket.context(), null);
      see(scopes, Observation.volume("tickets-opened", ticket.openedAt()));
      boolean closed = ticket.status().equals("closed");
      boolean done = closed || ticket.status().equals("resolved");
      if (closed && ticket.closedAt() != null) {
        see(scopes, Observation.volume("tickets-closed", ticket.closedAt()));
      }
      if (ticket.waitedSeconds() != null) {
        Duration waited = Duration.ofSeconds(ticket.waitedSeconds());
        see(scopes, Observation.duration("waiting-time", waited, ticket.openedAt()));
      }
      if (ticket.firstRespondedAt() != null) {
        see(scopes, took("first-response-time", ticket.openedAt(), ticket.firstRespondedAt()));
      }
      Instant end = ticket.resolvedAt() == null ? ticket.closedAt() : ticket.resolvedAt();
      if (done && end != null) {
        see(scopes, Observation.yesNo("reopen-rate", ticket.reopenCount() > 0, end));
        if (ticket.slaMet() != null) {
          see(scopes, Observation.yesNo("sla", ticket.slaMet(), end));
        }
        if (ticket.resolvedAt() != null) {
          see(scopes, took("art", ticket.openedAt(), ticket.resolvedAt()));
        }
        if (ticket.firstContactResolved() != null) {
          boolean atOnce = ticket.firstContactResolved();
          see(scopes, Observation.yesNo("first-contact-resolution", atOnce, end));
        }
      }
    } else if (fact instanceof Response response && response.withdrawnAt() == null) {
      Set<String> scopes = scopes(response.context(), response.surveyId());
      one(scopes, "campaign", response.campaignId());
      see(scopes, Observation.volume("responses", response.submittedAt()));
      for (Answer answer : response.answers()) {
        if ("lost-time".equals(answer.metric())) {
          Instant at = response.submittedAt();
          see(scopes, took("lost-time", at.minusSeconds(answer.value()), at));
        } else if (answer.value() != null) {
          see(
              scopes,
              Observation.choice(
                  answer.metric(),
                  answer.scale(),
                  answer.value(),
                  classOf(answer),
                  response.submittedAt()));
        }
      }
    } else if (fact instanceof Invitation invitation) {
      if (!List.of("cancelled", "suppressed").contains(invitation.status())) {
        Set<String> scopes = scopes(invitation.context(), invitation.surveyId());
        one(scopes, "campaign", invitation.campaignId());
        boolean answered = invitation.status().equals("answered");
        see(scopes, Observation.yesNo("response-rate", answered, invitation.issuedAt()));
        if (invitation.deliveredAt() != null) {
          Instant at = invitation.issuedAt();
          see(scopes, Observation.yesNo("response-rate-delivered", answered, at));
        }
      }
    } else if (fact instanceof Mention mention) {
      Set<String> scopes = scopes(mention.context(), null);
      see(scopes, Observation.volume("mentions", mention.mentionedAt()));
      if (mention.sentiment() != null) {
        int point = mention.sentiment();
        PointClass pointClass =
            point > 0 ? PointClass.POSITIVE : point < 0 ? PointClass.NEGATIVE : PointClass.NEUTRAL;
        Instant at = mention.mentionedAt();
        see(scopes, Observation.choice("sentiment", "sentiment", point, pointClass, at));
      }
    } else if (fact instanceof Complaint complaint) {
      look(complaint, scopes(complaint.context(), null));
    }
  }

  private void look(Complaint complaint, Set<String> scopes) {
    Complaint.Handling how = complaint.handling();
    boolean merged = how != null && how.mergedInto() != null;
    boolean review = how != null && how.stageOf() != null;
    if (!merged && !review) {
      see(scopes, Observation.volume("complaints", complaint.openedAt()));
    }
    boolean withdrawn = complaint.status().equals("withdrawn");
    if (!withdrawn && !merged && !review && how != null && how.repeated() != null) {
      boolean again = how.repeated();
      see(scopes, Observation.yesNo("complaint-repeat-rate", again, complaint.openedAt()));
    }
    Instant end = complaint.closedAt();
    if (merged || end == null || !complaint.status().equals("closed")) {
      return;
    }
    see(scopes, took("complaint-handling-time", complaint.openedAt(), end));
    if (complaint.slaMet() != null) {
      see(scopes, Observation.yesNo("complaint-sla", complaint.slaMet(), end));
    }
    if (complaint.escalated() != null) {
      see(scopes, Observation.yesNo("escalation-rate", complaint.escalated(), end));
    }
  }

  private static PointClass classOf(Answer answer) {
    int value = answer.value();
    if (answer.metric().startsWith("rater-")) {
      return value >= 5
          ? PointClass.POSITIVE
          : value == 4 ? PointClass.NEUTRAL : PointClass.NEGATIVE;
    }
    return switch (answer.metric() + " " + answer.scale()) {
      case "nps 0-10", "happiness 0-10" ->
          value >= 9 ? PointClass.POSITIVE : value >= 7 ? PointClass.NEUTRAL : PointClass.NEGATIVE;
      case "csat 5" ->
          value >= 4 ? PointClass.POSITIVE : value == 3 ? PointClass.NEUTRAL : PointClass.NEGATIVE;
      case "ces ease-7" ->
          value >= 5 ? PointClass.POSITIVE : value == 4 ? PointClass.NEUTRAL : PointClass.NEGATIVE;
      default -> throw new AssertionError(answer.toString());
    };
  }

  private static Observation took(String metric, Instant from, Instant to) {
    return Observation.duration(
        metric, Duration.ofMillis(to.toEpochMilli() - from.toEpochMilli()), to);
  }

  private void see(Set<String> scopes, Observation observation) {
    seen.add(new Seen(observation, scopes));
  }

  private static Set<String> scopes(Context context, @Nullable String survey) {
    Set<String> scopes = new LinkedHashSet<>(Set.of("all"));
    one(scopes, "service", context.service());
    one(scopes, "team", context.team());
    one(scopes, "agent", context.agent());
    one(scopes, "channel", context.channel());
    one(scopes, "priority", context.priority());
    one(scopes, "category", context.category());
    one(scopes, "organization", context.organization());
    one(scopes, "location", context.location());
    one(scopes, "survey", survey);
    if (context.team() != null && context.agent() != null) {
      scopes.add("team:" + context.team() + ",agent:" + context.agent());
    }
    if (context.service() != null && context.channel() != null) {
      scopes.add("service:" + context.service() + ",channel:" + context.channel());
    }
    return scopes;
  }

  private static void one(Set<String> scopes, String dimension, @Nullable String value) {
    if (value != null) {
      scopes.add(dimension + ":" + value);
    }
  }

  /** What must stand on the tallies topic when the clock has reached {@code now}. */
  Map<String, Tallies> tallies(Instant now) {
    Map<String, Tallies> result = new TreeMap<>();
    for (Seen one : seen) {
      Instant time = one.observation.time();
      LocalDate day = LocalDate.ofInstant(time, zone);
      for (String scope : one.scopes) {
        add(result, scope + "|d" + day, one.observation);
        if (hoursAgo(time, now) < 100 * 24) {
          add(result, scope + "|h" + HOUR.format(time), one.observation);
        }
      }
    }
    return result;
  }

  /** What each scope's window of so many hours holds at {@code now}. */
  Map<String, Tallies> window(int hours, Instant now) {
    Map<String, Tallies> result = new TreeMap<>();
    for (Seen one : seen) {
      if (hoursAgo(one.observation.time(), now) < hours) {
        one.scopes.forEach(scope -> add(result, scope, one.observation));
      }
    }
    return result;
  }

  /**
   * What each scope's rolling scores are at {@code now}, by window and scope, where n is over 0.
   */
  Map<String, Map<String, List<Rolling>>> rolling(Instant now) {
    Map<String, Map<String, List<Rolling>>> result = new TreeMap<>();
    WINDOWS.forEach(
        (label, hours) -> {
          Map<String, List<Rolling>> byScope = new TreeMap<>();
          window(hours, now).forEach((scope, tallies) -> byScope.put(scope, rollings(tallies)));
          result.put(label, byScope);
        });
    return result;
  }

  private static List<Rolling> rollings(Tallies tallies) {
    return Metrics.all().stream()
        .map(metric -> Scores.of(metric, tallies, MINIMUM_N))
        .filter(score -> score.n() > 0)
        .map(BatchScores::rolling)
        .toList();
  }

  private static Rolling rolling(Score score) {
    var interval = score.interval();
    return new Rolling(
        score.metric(),
        score.scale(),
        score.status().label(),
        score.n(),
        score.value(),
        interval == null ? null : interval.low(),
        interval == null ? null : interval.high(),
        score.p50(),
        score.p90());
  }

  /** What was published, in the form of {@link #rolling}. */
  static Map<String, Map<String, List<Rolling>>> withData(Map<String, ScopeScores> published) {
    Map<String, Map<String, List<Rolling>>> result = new TreeMap<>();
    for (String window : WINDOWS.keySet()) {
      Map<String, List<Rolling>> byScope = new TreeMap<>();
      published.forEach(
          (scope, scores) -> {
            List<Rolling> withData =
                scores.windows().get(window).stream().filter(score -> score.n() > 0).toList();
            if (!withData.isEmpty()) {
              byScope.put(scope, withData);
            }
          });
      result.put(window, byScope);
    }
    return result;
  }

  /**
   * Where what was published is not what must be: nowhere, in the end. At most a few, to be read.
   */
  List<String> differences(
      Map<String, Tallies> tallies, Map<String, ScopeScores> scores, Instant now) {
    List<String> differences = new ArrayList<>();
    differ("tallies of", tallies(now), tallies, differences);
    Map<String, Map<String, List<Rolling>>> published = withData(scores);
    rolling(now)
        .forEach(
            (window, expected) ->
                differ(window + " scores of", expected, published.get(window), differences));
    return differences.subList(0, Math.min(5, differences.size()));
  }

  private static <V> void differ(
      String what, Map<String, V> expected, Map<String, V> published, List<String> into) {
    Set<String> keys = new TreeSet<>(expected.keySet());
    keys.addAll(published.keySet());
    for (String key : keys) {
      V must = expected.get(key);
      V is = published.get(key);
      if (!Objects.equals(must, is)) {
        into.add("%s %s must be %s and are %s".formatted(what, key, must, is));
      }
    }
  }

  private static long hoursAgo(Instant time, Instant now) {
    return Math.floorDiv(now.getEpochSecond(), 3600) - Math.floorDiv(time.getEpochSecond(), 3600);
  }

  private static void add(Map<String, Tallies> to, String key, Observation observation) {
    to.computeIfAbsent(key, none -> new Tallies()).add(observation);
  }
}
