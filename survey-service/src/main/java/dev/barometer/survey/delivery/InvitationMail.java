package dev.barometer.survey.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.contract.survey.Question;
import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.frame.wording.Wording;
import dev.barometer.metrics.Scale;
import dev.barometer.survey.design.QuestionScale;
import dev.barometer.survey.design.SurveyTexts;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.visitor.SurveyPage;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an invitation says to a person, in his language, before it becomes a mail.
 *
 * @param stop where he says that he does not want to be asked
 * @param question what is asked first, and {@code points} its answers, each with an address that
 *     only chooses it beforehand; null and empty where the first question is none of a scale
 * @param until null where it never ends
 * @param ends what the first and the last of the points mean; empty where there are none
 */
record InvitationMail(
    Locale locale,
    String subject,
    String hello,
    String about,
    String link,
    String stop,
    @Nullable String question,
    List<Point> points,
    @Nullable String until,
    Wording wording,
    String ends) {
  private static final List<Locale> LANGUAGES =
      List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE, Locale.KOREAN);

  /** A point that can be chosen in the mail. */
  record Point(String value, String link) {}

  /**
   * Writes it.
   *
   * @param reminder whether it was asked before
   */
  static InvitationMail of(
      InvitationDocument invitation,
      SurveyVersion survey,
      String link,
      boolean reminder,
      Wording wording,
      Locale locale) {
    String title = SurveyTexts.said(survey.title(), locale);
    String ticket = invitation.ticketId();
    Question first = survey.questions().get(0);
    String id = URLEncoder.encode(first.questionId(), UTF_8);
    List<Point> choices = new ArrayList<>();
    Scale scale = QuestionScale.of(first).orElse(null);
    for (int point = scale == null ? 0 : scale.lowest();
        scale != null && point <= scale.highest();
        point++) {
      choices.add(new Point(Integer.toString(point), link + "?q." + id + "=" + point));
    }
    return new InvitationMail(
        locale,
        reminder ? wording.say("mail.subject.reminder", title) : title,
        wording.say("mail.hello"),
        ticket == null ? wording.say("mail.about.none") : wording.say("mail.about", ticket),
        link,
        link + "/stop",
        choices.isEmpty() ? null : SurveyTexts.said(first.text(), locale),
        choices,
        invitation.expiresAt() == null ? null : wording.dateAndTime(invitation.expiresAt()),
        wording,
        ends(choices, SurveyPage.of(survey, locale, Map.of(), Set.of()).questions().get(0)));
  }

  private static String ends(List<Point> choices, SurveyPage.Item first) {
    String low = Objects.requireNonNullElse(first.low(), "");
    String high = Objects.requireNonNullElse(first.high(), "");
    return choices.isEmpty() || low.isEmpty() || high.isEmpty()
        ? ""
        : choices.get(0).value()
            + ": "
            + low
            + " · "
            + choices.get(choices.size() - 1).value()
            + ": "
            + high;
  }

  /** For those whose mail shows text alone. */
  String text() {
    List<String> lines = new ArrayList<>(List.of(hello, "", about, ""));
    lines.add(wording.say("mail.link", link));
    lines.add("");
    if (until != null) {
      lines.add(wording.say("mail.until", until));
    }
    lines.add(wording.say("mail.why"));
    lines.add(wording.say("mail.stop", stop));
    return String.join("\r\n", lines);
  }

  /** What the person is known to read, as far as there are texts for it. */
  static Locale language(@Nullable String tag) {
    String language = tag == null ? "" : Locale.forLanguageTag(tag.replace('_', '-')).getLanguage();
    return LANGUAGES.stream()
        .filter(one -> one.getLanguage().equals(language))
        .findFirst()
        .orElse(Locale.ENGLISH);
  }
}
