package dev.barometer.survey.campaign;

import dev.barometer.contract.fact.Requester;
import dev.barometer.survey.person.Ask;
import dev.barometer.survey.person.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides who is asked. The same candidate, of a person with the same past, always gets the same
 * verdict: {@link Verdict#ASKED} or the first reason that applies, in the order of {@link Verdict}.
 */
public final class Eligibility {
  private static final Duration THIRTY_DAYS = Duration.ofDays(30);

  private Eligibility() {}

  /**
   * What speaks against a candidate whoever it is about; empty where that depends on the person.
   *
   * @param now null in a dry run, for which nothing is too old
   */
  public static Optional<Verdict> refusal(Candidate candidate, @Nullable Instant now) {
    Campaign campaign = candidate.campaign();
    if (!meets(candidate, campaign.condition())) {
      return Optional.of(Verdict.CONDITION);
    }
    if (now != null && isTooOld(candidate, now)) {
      return Optional.of(Verdict.TOO_OLD);
    }
    if (isExcluded(candidate, campaign.excluded()) || candidate.isOwnWork()) {
      return Optional.of(Verdict.EXCLUDED);
    }
    return candidate.personId().isEmpty() ? Optional.of(Verdict.NO_PERSON) : Optional.empty();
  }

  /** What becomes of a candidate that nothing speaks against by itself. */
  public static Verdict verdict(Candidate candidate, Person person) {
    Campaign campaign = candidate.campaign();
    if (person.optedOutAt() != null) {
      return Verdict.OPTED_OUT;
    }
    if (campaign.channel().equals(Campaign.MAIL) && !hasAddress(candidate)) {
      return Verdict.NO_ADDRESS;
    }
    if (candidate.lot() >= campaign.sampling()) {
      return Verdict.NOT_SAMPLED;
    }
    List<Ask> asks = person.asks();
    if (asks.stream().anyMatch(ask -> isCooling(ask, candidate))) {
      return Verdict.COOL_DOWN;
    }
    Integer most = campaign.mostPer30Days();
    return most != null
            && asks.stream().filter(ask -> isWithin(THIRTY_DAYS, ask, candidate)).count() >= most
        ? Verdict.MOST_PER_30_DAYS
        : Verdict.ASKED;
  }

  private static boolean meets(Candidate candidate, Map<String, List<String>> condition) {
    return condition.entrySet().stream()
        .allMatch(
            wanted -> {
              String value = candidate.value(wanted.getKey());
              return value != null && wanted.getValue().contains(value);
            });
  }

  private static boolean isTooOld(Candidate candidate, Instant now) {
    Campaign campaign = candidate.campaign();
    return candidate.at().plus(campaign.delay()).plus(campaign.maximumAge()).isBefore(now);
  }

  private static boolean isExcluded(Candidate candidate, Map<String, List<String>> excluded) {
    return excluded.entrySet().stream()
        .anyMatch(
            unwanted -> {
              String value = candidate.value(unwanted.getKey());
              return value != null
                  && unwanted.getValue().stream().anyMatch(pattern -> fits(value, pattern));
            });
  }

  /** Whether a text is like a pattern, in which {@code *} stands for any text, also for none. */
  static boolean fits(String text, String pattern) {
    String[] parts = pattern.split("\\*", -1);
    if (parts.length == 1) {
      return text.equals(pattern);
    }
    if (!text.startsWith(parts[0])) {
      return false;
    }
    int at = parts[0].length();
    for (int i = 1; i < parts.length - 1; i++) {
      int found = text.indexOf(parts[i], at);
      if (found < 0) {
        return false;
      }
      at = found + parts[i].length();
    }
    String last = parts[parts.length - 1];
    return text.length() - at >= last.length() && text.endsWith(last);
  }

  private static boolean hasAddress(Candidate candidate) {
    return Stream.ofNullable(candidate.ticket().requester())
        .map(Requester::email)
        .anyMatch(Eligibility::isAddress);
  }

  /** Enough of one to try: the rest only mail can tell. */
  static boolean isAddress(@Nullable String text) {
    return text != null && text.matches("[^\\s@\\p{Cntrl}]{1,200}@[^\\s@\\p{Cntrl}]{1,200}");
  }

  private static boolean isCooling(Ask ask, Candidate candidate) {
    Campaign campaign = candidate.campaign();
    boolean counts =
        switch (campaign.coolDownOver()) {
          case "survey" -> ask.surveyId().equals(campaign.surveyId());
          case "campaign" -> ask.campaignId().equals(campaign.campaignId());
          default -> true;
        };
    return counts && isWithin(campaign.coolDown(), ask, candidate);
  }

  /** Strictly: at a distance of exactly that long it is over. Earlier and later count alike. */
  private static boolean isWithin(Duration span, Ask ask, Candidate candidate) {
    return Duration.between(ask.at(), candidate.at()).abs().compareTo(span) < 0;
  }
}
