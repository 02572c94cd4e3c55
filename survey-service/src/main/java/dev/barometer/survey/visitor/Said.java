package dev.barometer.survey.visitor;

import dev.barometer.contract.fact.Answer;
import dev.barometer.contract.fact.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said, and how.
 *
 * @param enteredBy who of the staff asked; null where he answered by himself
 * @param partial whether he left before the end
 */
public record Said(
    List<Answer> answers,
    String locale,
    String channel,
    @Nullable String enteredBy,
    boolean partial) {

  public Said {
    answers = List.copyOf(answers);
  }

  /** By a link, to the end. */
  public static Said byLink(List<Answer> answers, String locale) {
    return new Said(answers, locale, Response.WEB, null, false);
  }

  /** By a link, and then he left. */
  static Said partly(List<Answer> answers, String locale) {
    return new Said(answers, locale, Response.WEB, null, true);
  }

  /** To somebody of the staff, who wrote it down. */
  public static Said to(String enteredBy, String channel, List<Answer> answers, String locale) {
    return new Said(answers, locale, channel, enteredBy, false);
  }
}
