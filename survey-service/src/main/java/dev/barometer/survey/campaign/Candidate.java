package dev.barometer.survey.campaign;

import dev.barometer.starter.calendar.BusinessCalendar;
import dev.barometer.survey.occurrence.Occurrence;
import dev.barometer.survey.person.Ask;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An occurrence on which a campaign may ask somebody.
 *
 * @param occurrence as it is known now
 * @param at when it was, as cool-downs count
 * @param planned when the delay is over and it is decided
 */
public record Candidate(Campaign campaign, Occurrence occurrence, Instant at, Instant planned) {

  /** Empty where the campaign asks about something else. */
  public static Optional<Candidate> of(
      Campaign campaign, Occurrence occurrence, BusinessCalendar calendar) {
    if (!campaign.trigger().on().equals(occurrence.on())) {
      return Optional.empty();
    }
    Instant at = campaign.trigger().momentOf(occurrence);
    Instant planned =
        occurrence.on().equals(Occurrence.MANUAL) ? at : campaign.afterDelay(at, calendar);
    return Optional.of(new Candidate(campaign, occurrence, at, planned));
  }

  public String invitationId() {
    return occurrence.key().invitationId(campaign.campaignId());
  }

  double lot() {
    return occurrence.key().lot(campaign.campaignId());
  }

  /** Who would be asked. */
  public Optional<String> personId() {
    return occurrence.personId();
  }

  /** The value of a field that conditions and exclusions name; null where it has none. */
  @Nullable String value(String field) {
    return occurrence.value(field);
  }

  /**
   * Whether it came about after the campaign was started for the first time: what was known before
   * is nothing to it.
   */
  public boolean isNews() {
    return isKnownAfter(campaign.firstStartedAt());
  }

  /** Whether the campaign runs, and did when it came about. */
  public boolean mayAsk() {
    return campaign.isRunning() && isKnownAfter(campaign.startedAt());
  }

  /** What is known long before, as a renewal is, comes about at its moment. */
  private boolean isKnownAfter(@Nullable Instant start) {
    Instant known = occurrence.since();
    Instant since = known != null && occurrence.on().equals(Occurrence.RENEWAL) ? at : known;
    return start == null || since == null || !since.isBefore(start);
  }

  /**
   * That he was asked, as later decisions look at it: from event to event, so that a decision that
   * comes late, and a dry run, are the same.
   *
   * @param fields those that cool-downs go by
   */
  public Ask ask(Collection<String> fields) {
    Map<String, String> values =
        fields.stream().distinct().collect(Collectors.toMap(Function.identity(), this::textOf));
    return new Ask(invitationId(), campaign.campaignId(), campaign.surveyId(), at, values);
  }

  private String textOf(String field) {
    String value = value(field);
    return value == null ? "" : value;
  }
}
