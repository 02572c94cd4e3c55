package dev.barometer.contract.survey;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.barometer.contract.fact.Fact;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version of a survey. Once published its questions never change; it can only retire. Topic
 * {@code barometer.surveys}, key the survey's id and the version, written by survey-service.
 *
 * @param status {@code draft} (never on the topic), {@code published} or {@code retired}
 * @param title by language
 * @param thanks by language: what is said after the answer, where it is not the usual
 * @param cuts by metric, where they are not the scale's own
 * @param rotations by the word of a rotation, how many of its questions one person is asked
 * @param changedAt when it became what it is
 * @param anonymous whether nothing leads from an answer to who gave it; absent where it may
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SurveyVersion(
    String surveyId,
    int version,
    long revision,
    String status,
    Map<String, String> title,
    @Nullable Map<String, String> thanks,
    List<Question> questions,
    @Nullable Map<String, Cuts> cuts,
    @Nullable Map<String, Integer> rotations,
    Instant changedAt,
    @Nullable Boolean anonymous)
    implements Fact {

  public static final String DRAFT = "draft";
  public static final String PUBLISHED = "published";
  public static final String RETIRED = "retired";

  /** Whoever answers is known. */
  public SurveyVersion(
      String surveyId,
      int version,
      long revision,
      String status,
      Map<String, String> title,
      @Nullable Map<String, String> thanks,
      List<Question> questions,
      @Nullable Map<String, Cuts> cuts,
      @Nullable Map<String, Integer> rotations,
      Instant changedAt) {
    this(
        surveyId, version, revision, status, title, thanks, questions, cuts, rotations, changedAt,
        null);
  }

  public SurveyVersion {
    title = title == null ? Map.of() : title;
    questions = questions == null ? List.of() : questions;
  }

  /** The key of a version on the topic. */
  public static String key(String surveyId, int version) {
    return surveyId + "|" + version;
  }

  @Override
  public String id() {
    return key(surveyId, version);
  }

  /** Whether nobody is to find out who answered what. */
  public boolean hidesWho() {
    return Boolean.TRUE.equals(anonymous);
  }

  /** The same questions in another state. */
  public SurveyVersion become(String newStatus, Instant at) {
    return new SurveyVersion(
        surveyId,
        version,
        revision + 1,
        newStatus,
        title,
        thanks,
        questions,
        cuts,
        rotations,
        at,
        anonymous);
  }
}
