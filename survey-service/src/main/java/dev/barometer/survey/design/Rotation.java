package dev.barometer.survey.design;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.contract.survey.Question;
import dev.barometer.contract.survey.SurveyVersion;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/**
 * Which of the questions that take turns one person is asked: always the same of one invitation.
 */
public final class Rotation {
  private Rotation() {}

  /** The survey without the questions that are another's turn; in its order. */
  public static SurveyVersion pick(SurveyVersion survey, String invitationId) {
    Map<String, Integer> rotations = survey.rotations();
    if (rotations == null || rotations.isEmpty()) {
      return survey;
    }
    Set<String> asked = new HashSet<>();
    rotations.forEach(
        (word, most) ->
            survey.questions().stream()
                .filter(question -> word.equals(question.rotation()))
                .map(Question::questionId)
                .sorted(Comparator.comparing(id -> lot(invitationId, id)))
                .limit(most)
                .forEach(asked::add));
    return new SurveyVersion(
        survey.surveyId(),
        survey.version(),
        survey.revision(),
        survey.status(),
        survey.title(),
        survey.thanks(),
        survey.questions().stream()
            .filter(
                question -> question.rotation() == null || asked.contains(question.questionId()))
            .toList(),
        survey.cuts(),
        rotations,
        survey.changedAt(),
        survey.anonymous());
  }

  private static String lot(String invitationId, String questionId) {
    try {
      byte[] parts = (invitationId + "\0" + questionId).getBytes(UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(parts));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
