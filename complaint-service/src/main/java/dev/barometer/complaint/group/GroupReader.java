package dev.barometer.complaint.group;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.handling.DeskMember;
import dev.barometer.complaint.handling.MovePublisher;
import dev.barometer.complaint.handling.SeenRepository;
import dev.barometer.starter.web.DateParameter;
import dev.barometer.starter.web.InvalidRequestException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Groups of cases as somebody at the desk sees them. */
@Component
class GroupReader {
  private static final List<GroupBy> SIGNALS =
      List.of(GroupBy.SERVICE, GroupBy.CATEGORY, GroupBy.THEME);
  private static final int MOST_SIGNALS = 5;
  private static final Duration LONGEST = Duration.ofDays(366);

  private final GroupRepository groups;
  private final SeenRepository seen;
  private final MovePublisher moves;
  private final GroupProperties settings;
  private final Clock clock;

  GroupReader(
      GroupRepository groups,
      SeenRepository seen,
      MovePublisher moves,
      GroupProperties settings,
      Clock clock) {
    this.groups = groups;
    this.seen = seen;
    this.moves = moves;
    this.settings = settings;
    this.clock = clock;
  }

  /** From when to when. */
  record Period(Instant from, Instant to) {}

  /** A group that grows, and what its cases have in common. */
  record Signal(GroupBy by, CaseGroup group) {}

  Period period(@Nullable String from, @Nullable String to) {
    Instant end = to == null ? clock.instant() : DateParameter.read("to", to, ZoneOffset.UTC);
    Instant begin =
        from == null
            ? end.minus(settings.period())
            : DateParameter.read("from", from, ZoneOffset.UTC);
    if (!begin.isBefore(end) || Duration.between(begin, end).compareTo(LONGEST) > 0) {
      throw new InvalidRequestException("to", "must be after from, by a year at most");
    }
    return new Period(begin, end);
  }

  /**
   * @throws ResponseStatusException 403 for an agent who asks by agent
   */
  GroupBy by(@Nullable String label, DeskMember member) {
    GroupBy by =
        GroupBy.of(label == null ? GroupBy.SERVICE.label() : label)
            .orElseThrow(
                () ->
                    new InvalidRequestException(
                        "by", "must be one of " + String.join(", ", GroupBy.labels())));
    if (by == GroupBy.AGENT && member.isAgent()) {
      throw new ResponseStatusException(
          HttpStatus.FORBIDDEN, "Who was complained of is for managers");
    }
    return by;
  }

  List<CaseGroup> groups(GroupBy by, Period period, DeskMember member) {
    return groups.groups(by, period.from(), period.to(), seen.of(member));
  }

  boolean grows(CaseGroup group) {
    return group.grows(settings.least(), settings.growth());
  }

  /** Those that grow now, the largest first. */
  List<Signal> growing(DeskMember member) {
    Instant now = clock.instant();
    Period period = new Period(now.minus(settings.signalPeriod()), now);
    List<Signal> signals = new ArrayList<>();
    for (GroupBy by : SIGNALS) {
      groups(by, period, member).stream()
          .filter(this::grows)
          .limit(MOST_SIGNALS)
          .forEach(group -> signals.add(new Signal(by, group)));
    }
    return signals;
  }

  /** The open cases of a group. */
  List<Case> openOf(GroupBy by, String value, DeskMember member) {
    List<String> ids = groups.openOf(by, value, clock.instant(), seen.of(member), ManyRequest.MOST);
    return moves.find(ids, member);
  }
}
