package dev.barometer.complaint.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.Severity;
import dev.barometer.contract.fact.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One rule as managers keep it. What its kind has no use for is absent.
 *
 * @param ruleId stands on the cases that it opens
 * @param on one of {@link #KINDS}
 * @param severity {@code normal} or {@code severe}
 * @param kind {@code grievance} or {@code complaint}
 * @param from the lowest point that matches ({@code nps})
 * @param to the highest point that matches ({@code nps}, {@code rater})
 * @param severeUpTo up to which point it is severe, whatever its severity ({@code nps}, {@code
 *     rater})
 * @param worst how many of the worst points of the scale match ({@code ces})
 * @param metric which of the RATER metrics ({@code rater})
 * @param phrases by language ({@code keyword})
 * @param times which case of the same person it is at least ({@code repetition})
 * @param days within how many days ({@code repetition})
 * @param only what it is limited to; null where it goes for everything
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Rule(
    String ruleId,
    String on,
    boolean enabled,
    String severity,
    String kind,
    @Nullable Integer from,
    @Nullable Integer to,
    @Nullable Integer severeUpTo,
    @Nullable Integer worst,
    @Nullable String metric,
    @Nullable Map<String, List<String>> phrases,
    @Nullable Integer times,
    @Nullable Integer days,
    @Nullable Only only) {

  public static final String NPS = "nps";
  public static final String CSAT = "csat";
  public static final String CES = "ces";
  public static final String RATER = "rater";
  public static final String KEYWORD = "keyword";
  public static final String SENTIMENT = "sentiment";
  public static final String REPETITION = "repetition";
  public static final String BY_HAND = Case.BY_HAND;
  public static final List<String> KINDS =
      List.of(NPS, CSAT, CES, RATER, KEYWORD, SENTIMENT, REPETITION, BY_HAND);

  /**
   * What a rule is limited to; an empty list limits nothing.
   *
   * @param channel the ticket's, or that of the answer itself
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Only(List<String> service, List<String> team, List<String> channel) {
    public Only {
      service = service == null ? List.of() : List.copyOf(service);
      team = team == null ? List.of() : List.copyOf(team);
      channel = channel == null ? List.of() : List.copyOf(channel);
    }

    boolean includes(Response response) {
      return allows(service, response.context().service())
          && allows(team, response.context().team())
          && (allows(channel, response.context().channel()) || allows(channel, response.channel()));
    }

    private static boolean allows(List<String> names, @Nullable String name) {
      return names.isEmpty() || (name != null && names.contains(name));
    }
  }

  /** A rule of few words, on and for everything. */
  static Rule simple(String ruleId, String on) {
    return new Rule(
        ruleId,
        on,
        true,
        Severity.NORMAL.label(),
        Case.GRIEVANCE,
        null,
        null,
        null,
        on.equals(CES) ? RuleList.WORST_TWO : null,
        null,
        null,
        null,
        null,
        null);
  }

  /** Points of the recommendation question. */
  static Rule nps(String ruleId, int from, int to, int severeUpTo) {
    return new Rule(
        ruleId,
        NPS,
        true,
        Severity.NORMAL.label(),
        Case.GRIEVANCE,
        from,
        to,
        severeUpTo,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** The same, in force or not. */
  public Rule switched(boolean on) {
    return new Rule(
        ruleId,
        this.on,
        on,
        severity,
        kind,
        from,
        to,
        severeUpTo,
        worst,
        metric,
        phrases,
        times,
        days,
        only);
  }

  boolean isFor(Response response) {
    return only == null || only.includes(response);
  }

  /** How bad it is where there is no point, or at this one. */
  Severity severityAt(@Nullable Integer point) {
    boolean severe =
        severity.equals(Severity.SEVERE.label())
            || (severeUpTo != null && point != null && point <= severeUpTo);
    return severe ? Severity.SEVERE : Severity.NORMAL;
  }
}
