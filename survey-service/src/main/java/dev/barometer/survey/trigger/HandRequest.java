package dev.barometer.survey.trigger;

import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.FactRules;
import dev.barometer.contract.fact.Requester;
import dev.barometer.contract.rule.Violation;
import dev.barometer.contract.rule.Violations;
import dev.barometer.survey.campaign.Campaign;
import dev.barometer.survey.occurrence.Occurrence;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whom to ask by hand.
 *
 * @param force also who was asked not long enough ago, or often enough
 */
public record HandRequest(
    @Nullable String campaignId,
    @Nullable List<@Nullable Requester> people,
    @Nullable String ticketId,
    @Nullable Context context,
    @Nullable Boolean force) {
  /** So many are asked at once. */
  public static final int MOST_PEOPLE = 500;

  private static final int LONGEST_KEY = 200;

  /**
   * What is wrong with it; empty where nothing is.
   *
   * @param campaign the one it names; null where there is none
   * @param key under which the same once more asks once; null where there is none
   * @param erased who is not to be named any more
   */
  List<Violation> check(
      @Nullable Campaign campaign, @Nullable String key, Predicate<String> erased, Instant now) {
    Violations violations = new Violations(now);
    violations.id("campaignId", campaignId);
    if (campaignId != null && (campaign == null || !isByHand(campaign))) {
      violations.broken("campaignId", "must be that of a campaign whose trigger is manual");
    }
    violations.label("ticketId", ticketId);
    if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
      violations.broken("Idempotency-Key", "must have 1 to " + LONGEST_KEY + " characters");
    }
    checkPeople(violations, erased);
    if (context != null) {
      FactRules.checkContext("context", context, violations);
    }
    return violations.all();
  }

  private void checkPeople(Violations violations, Predicate<String> erased) {
    List<@Nullable Requester> all = people == null ? List.of() : people;
    if (all.isEmpty() || all.size() > MOST_PEOPLE) {
      violations.broken("people", "must be 1 to " + MOST_PEOPLE);
      return; // each of them could be wrong
    }
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < all.size(); i++) {
      Requester person = all.get(i);
      violations.in("people", i);
      if (violations.present("", person) && person != null) {
        violations.id("id", person.id());
        violations.label("name", person.name());
        violations.label("email", person.email());
        violations.label("locale", person.locale());
        if (person.id() != null && !ids.add(person.id())) {
          violations.broken("id", "must not be named twice");
        }
        if (person.id() != null && erased.test(person.id())) {
          violations.broken("id", "must not be that of somebody who was erased");
        }
      }
    }
  }

  /** Whether people are asked by a campaign that way. */
  public static boolean isByHand(Campaign campaign) {
    return campaign.trigger().on().equals(Occurrence.MANUAL);
  }

  boolean isForced() {
    return Boolean.TRUE.equals(force);
  }

  /** Those of a sound one. */
  public List<Requester> named() {
    return Objects.requireNonNull(people).stream().map(Objects::requireNonNull).toList();
  }
}
