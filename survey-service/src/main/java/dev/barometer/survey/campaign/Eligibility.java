package dev.barometer.survey.campaign;

import dev.barometer.contract.fact.Requester;
import dev.barometer.survey.person.Ask;
import dev.barometer.survey.person.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    if (isExcluded(candidate, campaign.excluded()) || candidate.occurrence().isOwnWork()) {
      return Optional.of(Verdict.EXCLUDED);
    }
    return candidate.personId().isEmpty() ? Optional.of(Verdict.NO_PERSON) : Optional.empty();
  }

  /** What becomes of a candidate that nothing speaks against by itself. */
  public static Verdict verdict(Candidate candidate, Person person) {
    Campaign campaign = candidate.campaign();
    return verdict(
        campaign,
        ofPerson(candidate).orElse(null),
        candidate.ask(campaign.coolDownFields()),
        address(candidate),
        candidate.occurrence().forced(),
        person);
  }

  /** What speaks against it that is known of the person without his past. */
  static Optional<Verdict> ofPerson(Candidate candidate) {
    Campaign campaign = candidate.campaign();
    if (campaign.channel().equals(Campaign.MAIL) && !hasAddress(candidate)) {
      return Optional.of(Verdict.NO_ADDRESS);
    }
    return candidate.lot() >= campaign.sampling()
        ? Optional.of(Verdict.NOT_SAMPLED)
        : Optional.empty();
  }

  /**
   * What becomes of it by the person's past.
   *
   * @param otherwise what {@link #ofPerson} says
   * @param asking that he is asked, if he is
   * @param address his, as it is known now
   */
  static Verdict verdict(
      Campaign campaign,
      @Nullable Verdict otherwise,
      Ask asking,
      @Nullable String address,
      boolean forced,
      Person person) {
    if (person.optedOutAt() != null) {
      return Verdict.OPTED_OUT;
    }
    if (person.isUnreachableAt(campaign.channel(), address)) {
      return Verdict.NO_ADDRESS;
    }
    if (otherwise != null) {
      return otherwise;
    }
    if (forced) {
      return Verdict.ASKED;
    }
    List<Ask> asks = person.asks();
    if (asks.stream().anyMatch(ask -> isCooling(campaign, ask, asking))) {
      return Verdict.COOL_DOWN;
    }
    Integer most = campaign.mostPer30Days();
    return most != null
            && asks.stream().filter(ask -> isWithin(THIRTY_DAYS, ask, asking)).count() >= most
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
    return candidate.planned().plus(candidate.campaign().maximumAge()).isBefore(now);
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
    return isAddress(address(candidate));
  }

  static @Nullable String address(Candidate candidate) {
    Requester person = candidate.occurrence().person();
    return person == null ? null : person.email();
  }

  /** Enough of one to try: the rest only mail can tell. */
  static boolean isAddress(@Nullable String text) {
    return text != null && text.matches("[^\\s@\\p{Cntrl}]{1,200}@[^\\s@\\p{Cntrl}]{1,200}");
  }

  private static boolean isCooling(Campaign campaign, Ask ask, Ask asking) {
    boolean counts =
        switch (campaign.coolDownOver()) {
          case "survey" -> ask.surveyId().equals(campaign.surveyId());
          case "campaign" -> ask.campaignId().equals(campaign.campaignId());
          default -> true;
        };
    return counts
        && campaign.coolDownFields().stream().allMatch(field -> ask.isAlike(asking, field))
        && isWithin(campaign.coolDown(), ask, asking);
  }

  /** Strictly: at a distance of exactly that long it is over. Earlier and later count alike. */
  private static boolean isWithin(Duration span, Ask ask, Ask asking) {
    return Duration.between(ask.at(), asking.at()).abs().compareTo(span) < 0;
  }
}
