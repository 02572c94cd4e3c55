package dev.barometer.complaint.handling;

import dev.barometer.complaint.cases.Assignee;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.Closing;
import dev.barometer.complaint.cases.Severity;
import dev.barometer.starter.web.InvalidRequestException;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what a move is asked for with; what is missing or wrong is named by its field. */
@Component
public class MoveReader {
  private static final String CUSTOMER = "customer";

  private final DeskMemberReader members;

  MoveReader(DeskMemberReader members) {
    this.members = members;
  }

  public Assignee assignee(MoveRequest.Assign asked) {
    return members.assignee(text(asked.to()));
  }

  /** By his name, as people write it, or by his id. */
  public Assignee assigneeCalled(@Nullable String called) {
    return members.assignee(idOf(text(called)));
  }

  /** The id of whom people call by his name. */
  public String idOf(String called) {
    return members.idOf(called);
  }

  /** Left to the rules of the move where it is missing. */
  public static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  public static Severity severity(MoveRequest.Assess asked) {
    return severity(asked.severity());
  }

  /** What is meant by a text; {@code severity} is named where none is. */
  public static Severity severity(@Nullable String asked) {
    return Severity.of(asked)
        .orElseThrow(
            () ->
                new InvalidRequestException(
                    "severity", "must be one of " + String.join(", ", Severity.labels())));
  }

  static @Nullable String kindOrNull(@Nullable String asked) {
    return asked == null ? null : kind(asked);
  }

  public static String kind(@Nullable String asked, Case here) {
    return asked == null ? here.kind() : kind(asked);
  }

  public static String kind(@Nullable String asked) {
    if (asked == null || !CaseQuery.KINDS.contains(asked)) {
      throw new InvalidRequestException("kind", "must be one of grievance, complaint");
    }
    return asked;
  }

  public static String whom(MoveRequest.Wait asked) {
    if (!CUSTOMER.equals(asked.whom())) {
      throw new InvalidRequestException(
          "for", "must be customer: for nobody else the clocks stand");
    }
    return CUSTOMER;
  }

  public static Closing closing(MoveRequest.Close asked) {
    if (asked.accepted() == null) {
      throw new InvalidRequestException(
          "accepted", "is required: whether the customer accepts the answer");
    }
    MoveRequest.Action action = asked.correctiveAction();
    return new Closing(
        asked.accepted(),
        asked.recourse(),
        text(asked.rootCause()).strip(),
        text(asked.remedy()).strip(),
        action == null
            ? null
            : new Closing.CorrectiveAction(
                text(action.title()).strip(), text(action.owner()).strip(), due(action.due())),
        asked.noActionBecause());
  }

  private static LocalDate due(@Nullable String text) {
    try {
      return LocalDate.parse(text(text));
    } catch (DateTimeException e) {
      throw new InvalidRequestException(
          "correctiveAction.due", "must be a date such as 2027-01-31");
    }
  }
}
