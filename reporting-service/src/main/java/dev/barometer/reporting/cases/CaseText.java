package dev.barometer.reporting.cases;

import dev.barometer.frame.wording.Wording;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Words cases, with the page's clock for their age. */
public final class CaseText {
  private final Wording wording;
  private final Instant now;

  public CaseText(Wording wording, Instant now) {
    this.wording = wording;
    this.now = now;
  }

  /** Takes where a case is shown: an address with {@code {id}} in it. */
  public CaseRow row(CaseView view, String caseLink) {
    Instant closed = view.closedAt();
    String age = age(Duration.between(view.openedAt(), closed == null ? now : closed));
    return new CaseRow(
        view.complaintId(),
        caseLink.replace("{id}", encoded(view.complaintId())),
        wording.sayOr("kind." + view.kind(), view.kind()),
        wording.sayOr("severity." + view.severity(), view.severity()),
        view.severity().equals("severe") ? "negative" : "plain",
        wording.sayOr("status." + view.status(), view.status()),
        wording.say(closed == null ? "cases.open" : "cases.closed", age),
        view.ticketId(),
        place(view.service(), view.team()));
  }

  /** To the minute: a page that counts seconds is restless. */
  private String age(Duration age) {
    Duration calm = age.toMinutes() < 1 ? age : age.truncatedTo(ChronoUnit.MINUTES);
    return wording.spanInOneLine(calm.toSeconds());
  }

  private static @Nullable String place(@Nullable String service, @Nullable String team) {
    String place =
        Stream.of(service, team).filter(Objects::nonNull).collect(Collectors.joining(" · "));
    return place.isEmpty() ? null : place;
  }

  private static String encoded(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
