package dev.barometer.survey.design;

import dev.barometer.contract.EventTypes;
import dev.barometer.contract.Topics;
import dev.barometer.contract.rule.Violation;
import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.fact.FactPublisher;
import dev.barometer.starter.fact.Outgoing;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.waiting.Acknowledgement;
import dev.barometer.starter.web.IfMatch;
import dev.barometer.starter.web.InvalidRequestException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/**
 * Makes surveys what they become: a draft may be changed, what is published stays as it is and is
 * told on {@code barometer.surveys}, what is retired asks nobody any more.
 */
@Component
public class SurveyPublisher {
  private static final int MOST_BYTES = 500_000;
  private static final Pattern UNOPENABLE = Pattern.compile("[/\\\\%;]|^\\.\\.?$");
  private static final String SOURCE = "/barometer/survey-service";

  private final SurveyRepository surveys;
  private final FactPublisher facts;
  private final AuditLog audit;
  private final Clock clock;

  public SurveyPublisher(
      SurveyRepository surveys, FactPublisher facts, AuditLog audit, Clock clock) {
    this.surveys = surveys;
    this.facts = facts;
    this.audit = audit;
    this.clock = clock;
  }

  /** A new survey: its first version, a draft. */
  public SurveyVersion create(SurveyVersion asked) {
    SurveyVersion draft = draft(asked, asked.surveyId(), 1, 1);
    requireOpenable(draft.surveyId());
    requireSound(draft);
    if (!surveys.versions(draft.surveyId()).isEmpty() || !surveys.insert(draft)) {
      throw new ResponseStatusException(
          HttpStatus.CONFLICT, "There is a survey " + draft.surveyId() + " already");
    }
    return draft;
  }

  /** A new draft with the questions of the newest version. */
  public SurveyVersion nextDraft(String surveyId) {
    List<SurveyVersion> versions = surveys.versions(surveyId);
    if (versions.isEmpty()) {
      throw unknown();
    }
    SurveyVersion newest = versions.get(versions.size() - 1);
    if (newest.status().equals(SurveyVersion.DRAFT)) {
      throw new ResponseStatusException(
          HttpStatus.CONFLICT, "Version " + newest.version() + " is a draft already: change that");
    }
    SurveyVersion draft = draft(newest, surveyId, newest.version() + 1, 1);
    if (!surveys.insert(draft)) {
      throw changed();
    }
    return draft;
  }

  public SurveyVersion change(
      String surveyId, int version, @Nullable Long wanted, SurveyVersion asked) {
    SurveyVersion before = find(surveyId, version);
    IfMatch.require(wanted, before.revision());
    requireDraft(before);
    SurveyVersion after = draft(asked, surveyId, version, before.revision() + 1);
    requireSound(after);
    if (!surveys.replace(before, after)) {
      throw changed();
    }
    return after;
  }

  /**
   * @param wanted the revision that was seen; null where any will do
   */
  public void discard(String surveyId, int version, @Nullable Long wanted) {
    SurveyVersion before = find(surveyId, version);
    IfMatch.require(wanted, before.revision());
    requireDraft(before);
    if (!surveys.delete(before)) {
      throw changed();
    }
  }

  /**
   * @param wanted the revision that was seen; null where any will do
   */
  public SurveyVersion publish(String surveyId, int version, @Nullable Long wanted) {
    SurveyVersion before = find(surveyId, version);
    IfMatch.require(wanted, before.revision());
    requireDraft(before);
    return become(before, SurveyVersion.PUBLISHED, "survey.published");
  }

  public SurveyVersion retire(String surveyId, int version) {
    SurveyVersion before = find(surveyId, version);
    if (!before.status().equals(SurveyVersion.PUBLISHED)) {
      throw new ResponseStatusException(
          HttpStatus.CONFLICT, "Only a published version retires; this is " + before.status());
    }
    return become(before, SurveyVersion.RETIRED, "survey.retired");
  }

  private SurveyVersion become(SurveyVersion before, String status, String act) {
    audit.record(act, before.id(), Map.of());
    SurveyVersion after = before.become(status, now());
    if (!surveys.replace(before, after)) {
      throw changed();
    }
    tell(after);
    return after;
  }

  /** Tells what nobody was told: somebody died over it, or it came with this version. */
  void tellTheUntold() {
    surveys.untold().forEach(this::tell);
  }

  /**
   * Two instances may tell of one version at once; who told of an older state tells of the newer
   * one, too, so that the last record of the key is the newest.
   */
  private void tell(SurveyVersion survey) {
    SurveyVersion untold = survey;
    while (untold != null) {
      publish(untold);
      SurveyVersion told = untold;
      untold =
          surveys
              .find(told.surveyId(), told.version())
              .filter(standing -> standing.revision() > told.revision())
              .orElse(null);
    }
  }

  private void publish(SurveyVersion survey) {
    String type =
        survey.status().equals(SurveyVersion.RETIRED)
            ? EventTypes.SURVEY_RETIRED
            : EventTypes.SURVEY_PUBLISHED;
    Acknowledgement.await(
        facts.publish(
            new Outgoing(
                Topics.SURVEYS,
                survey.id(),
                survey,
                survey.id() + "-" + survey.revision(),
                SOURCE,
                type,
                survey.changedAt())));
    surveys.told(survey);
  }

  /** A survey that comes with the service, unless it was brought here before. */
  void bring(SurveyVersion survey) {
    if (surveys.versions(survey.surveyId()).isEmpty()) {
      surveys.insert(survey);
    }
  }

  /** 404 where there is none. */
  public SurveyVersion find(String surveyId, int version) {
    return surveys.find(surveyId, version).orElseThrow(SurveyPublisher::unknown);
  }

  private SurveyVersion draft(
      SurveyVersion asked, @Nullable String surveyId, int version, long revision) {
    return new SurveyVersion(
        Optional.ofNullable(surveyId).orElse(""),
        version,
        revision,
        SurveyVersion.DRAFT,
        asked.title(),
        asked.thanks(),
        asked.questions(),
        asked.cuts(),
        asked.rotations(),
        now(),
        asked.anonymous());
  }

  private void requireSound(SurveyVersion survey) {
    List<Violation> violations = new ArrayList<>(SurveyPolicy.check(survey, now()));
    if (FactJson.write(survey).length > MOST_BYTES) {
      violations.add(
          new Violation("questions", "must have at most " + MOST_BYTES + " bytes in all"));
    }
    if (!violations.isEmpty()) {
      throw new InvalidRequestException(violations);
    }
  }

  /** A survey stands in the path of its address, where these are refused or mean something else. */
  private static void requireOpenable(String surveyId) {
    if (UNOPENABLE.matcher(surveyId).find()) {
      throw new InvalidRequestException(
          List.of(new Violation("surveyId", "must be without / \\ % and ;, and not be . or ..")));
    }
  }

  private static void requireDraft(SurveyVersion survey) {
    if (!survey.status().equals(SurveyVersion.DRAFT)) {
      throw new ResponseStatusException(
          HttpStatus.CONFLICT,
          "Version "
              + survey.version()
              + " is "
              + survey.status()
              + " and stays as it is: make a new one");
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static ResponseStatusException changed() {
    return new ResponseStatusException(
        HttpStatus.CONFLICT, "Somebody else changed it just now: read it again");
  }

  public static ResponseStatusException unknown() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such survey or version");
  }
}
