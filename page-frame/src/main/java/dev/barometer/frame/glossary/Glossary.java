package dev.barometer.frame.glossary;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every term that pages use, in the order of reading. What it is called and means stands under
 * {@code glossary.} in three languages; its source is the same in all of them.
 */
public final class Glossary {
  private static final String NPS =
      "Reichheld: The One Number You Need to Grow, Harvard Business Review 81, 2003";
  private static final String CES =
      "Dixon, Freeman, Toman: Stop Trying to Delight Your Customers, Harvard Business Review 88,"
          + " 2010";
  private static final String RATER =
      "Parasuraman, Zeithaml, Berry: SERVQUAL, Journal of Retailing 64, 1988; perceptions alone:"
          + " Cronin, Taylor: SERVPERF, Journal of Marketing 56, 1992";
  private static final String INTERVALS =
      "Wilson: Probable Inference, JASA 22, 1927; Rocks: Interval Estimation for the Net Promoter"
          + " Score, The American Statistician 70, 2016";

  private static final String LATE_ANSWERS =
      "Armstrong, Overton: Estimating Nonresponse Bias in Mail Surveys, Journal of Marketing"
          + " Research 14, 1977";

  private static final List<Chapter> CHAPTERS =
      List.of(
          new Chapter(
              "metrics",
              List.of(
                  new Term("nps", NPS),
                  own("csat"),
                  new Term("ces", CES),
                  own("happiness"),
                  new Term("rater-reliability", RATER),
                  new Term("rater-assurance", RATER),
                  new Term("rater-tangibles", RATER),
                  new Term("rater-empathy", RATER),
                  new Term("rater-responsiveness", RATER),
                  own("sentiment"),
                  own("response-rate"),
                  own("response-rate-delivered"),
                  own("sla"),
                  own("art"),
                  own("first-response-time"),
                  own("waiting-time"),
                  own("reopen-rate"),
                  own("first-contact-resolution"),
                  own("escalation-rate"),
                  own("lost-time"),
                  own("complaint-sla"),
                  own("complaint-repeat-rate"),
                  own("complaint-handling-time"),
                  own("tickets-opened"),
                  own("tickets-closed"),
                  own("responses"),
                  own("mentions"),
                  own("complaints"))),
          new Chapter(
              "figures",
              List.of(
                  own("n"),
                  new Term("interval", INTERVALS),
                  new Term("change", "Welch: Biometrika 34, 1947"),
                  new Term("late-answers", LATE_ANSWERS),
                  own("minimum-n"),
                  own("band"),
                  own("class"),
                  own("points"),
                  own("percentage-points"))),
          new Chapter(
              "work",
              List.of(
                  own("case"),
                  own("recheck-satisfaction"),
                  own("severity"),
                  own("scope"),
                  own("age"))));

  private Glossary() {}

  /**
   * Terms that belong together.
   *
   * @param id what it is about, in the texts
   */
  public record Chapter(String id, List<Term> terms) {}

  /**
   * A term.
   *
   * @param id that of a metric where it is one
   * @param source null for a rule of our own
   */
  public record Term(String id, @Nullable String source) {}

  private static Term own(String id) {
    return new Term(id, null);
  }

  public static List<Chapter> chapters() {
    return CHAPTERS;
  }

  /** One of the terms; what is none has no page to explain it either. */
  public static Term term(String id) {
    return terms()
        .filter(term -> term.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("The glossary has no term " + id));
  }

  private static Stream<Term> terms() {
    return CHAPTERS.stream().flatMap(chapter -> chapter.terms().stream());
  }
}
