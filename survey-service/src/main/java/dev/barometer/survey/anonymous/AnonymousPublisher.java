package dev.barometer.survey.anonymous;

import dev.barometer.contract.fact.Answer;
import dev.barometer.contract.fact.Inbound;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.signature.LinkSecrets;
import dev.barometer.starter.signature.Sender;
import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.timetable.DueHandler;
import dev.barometer.starter.timetable.Timetable;
import dev.barometer.starter.waiting.Acknowledgement;
import dev.barometer.starter.web.InvalidRequestException;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.invitation.InvitationPublisher;
import dev.barometer.survey.invitation.InvitationRepository;
import dev.barometer.survey.invitation.SpentLink;
import dev.barometer.survey.response.ResponsePublisher;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/**
 * Takes anonymous answers and has them counted, many together, at a time of the day. When {@link
 * #take} returns, the answer is kept. An answer leaves as the same record however often it is sent,
 * so whoever dies over it does it again.
 */
@Component
public class AnonymousPublisher implements DueHandler {
  private static final String KIND = "anonymous.count";
  private static final String CHANNEL = "web";
  private static final Sender PAGE = new Sender("survey page", false);
  private static final int ID_BYTES = 16;

  /** A box is one document, which has to stay well below what the database takes. */
  private static final int MOST_IN_A_BOX = 1_000_000;

  private final BoxRepository boxes;
  private final InvitationRepository invitations;
  private final InvitationPublisher publisher;
  private final ResponsePublisher responses;
  private final LinkSecrets secrets;
  private final ObjectProvider<Timetable> timetable;
  private final AnonymousProperties settings;
  private final ZoneId zone;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  AnonymousPublisher(
      BoxRepository boxes,
      InvitationRepository invitations,
      InvitationPublisher publisher,
      ResponsePublisher responses,
      LinkSecrets secrets,
      ObjectProvider<Timetable> timetable,
      AnonymousProperties settings,
      BarometerProperties barometer,
      Clock clock) {
    this.boxes = boxes;
    this.invitations = invitations;
    this.publisher = publisher;
    this.responses = responses;
    this.secrets = secrets;
    this.timetable = timetable;
    this.settings = settings;
    this.zone = barometer.organisation().zone();
    this.clock = clock;
  }

  /** Whether this link was answered by, and the answer waits to be counted. */
  public boolean isSpent(InvitationDocument invitation, String secret) {
    return invitations.isSpent(invitation, secret);
  }

  /** Takes an answer, once: by a link that was answered by before nothing is changed. */
  public void take(InvitationDocument invitation, String secret, List<Answer> answers) {
    if (secrets.find(invitation.id(), invitation.linkHash()).isEmpty()) {
      // Without the key of its link nobody could tell later that it was answered by.
      throw new ResponseStatusException(
          HttpStatus.GONE, "The key of this link is not known any more");
    }
    String mark = SpentLink.markOf(secret);
    Ballot ballot = new Ballot(drawId(), answers);
    Instant now = clock.instant();
    Box empty = Box.emptyFor(invitation);
    List<Violation> violations = Inbound.check(response(empty, ballot, today(now)), now);
    if (!violations.isEmpty()) {
      throw new InvalidRequestException(violations);
    }
    // Those that are just leaving do not wait for another day.
    boolean isLeaving = boxes.find(empty.id()).filter(box -> box.leavingOn() != null).isPresent();
    schedule(empty.id(), isLeaving ? now : nextTime(now));
    while (true) {
      Box before = boxes.find(empty.id()).orElse(empty);
      if (before.holds(mark) || isOver(invitation.id())) {
        return;
      }
      Box next = before.with(mark, ballot);
      if (boxes.put(next)) {
        // What was due may have been done before this was put: once more, in its place.
        Instant after = clock.instant();
        schedule(next.id(), isLeaving ? after : nextTime(after));
        if (next.size() > MOST_IN_A_BOX && next.waiting().size() >= settings.least()) {
          schedule(next.id(), now);
        }
        return;
      }
    }
  }

  /** Looked at after the box: a mark leaves it only once its invitation is answered. */
  private boolean isOver(String invitationId) {
    return invitations
        .find(invitationId)
        .filter(one -> !one.status().equals(InvitationDocument.ANSWERED))
        .isEmpty();
  }

  private String drawId() {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<Due, Exception> handle(List<Due> due) {
    for (Due one : due) {
      count(one.key());
    }
    return Map.of();
  }

  /** Answers first, then who answered, then the box is rid of both. */
  private void count(String id) {
    Box box = beginToLeave(id).orElse(null);
    Instant day = box == null ? null : box.leavingOn();
    if (box != null && day != null) {
      box.leaving().stream()
          .map(one -> responses.submit(response(box, one, day), PAGE))
          .toList()
          .forEach(Acknowledgement::await);
      noteAnswered(box, day);
      leave(box);
    }
    if (boxes.find(id).filter(left -> !left.waiting().isEmpty()).isPresent()) {
      schedule(id, nextTime(clock.instant()));
    }
  }

  /** Unless another instance was faster. */
  private void leave(Box sent) {
    Box box = boxes.find(sent.id()).orElse(null);
    while (box != null && box.leaving().equals(sent.leaving()) && !boxes.put(box.left())) {
      box = boxes.find(sent.id()).orElse(null);
    }
  }

  private Optional<Box> beginToLeave(String id) {
    while (true) {
      Box box = boxes.find(id).orElse(null);
      if (box == null || box.leavingOn() != null || peopleIn(box) < settings.least()) {
        return Optional.ofNullable(box);
      }
      Box next = box.leaving(today(clock.instant()));
      if (boxes.put(next)) {
        return Optional.of(next);
      }
    }
  }

  /** It says what was asked and what was said, and nothing of who, when, where and about what. */
  private static Response response(Box box, Ballot ballot, Instant day) {
    return Response.builder(ballot.responseId())
        .revision(1)
        .surveyId(box.surveyId())
        .surveyVersion(box.surveyVersion())
        .campaignId(box.campaignId())
        .submittedAt(day)
        .channel(CHANNEL)
        .answers(ballot.answers())
        .build();
  }

  /** In the order of their ids, which are hashes. */
  private void noteAnswered(Box box, Instant day) {
    Set<String> marks = new HashSet<>(box.leavingSpent());
    invitations.ofBox(box.campaignId(), box.surveyId(), box.surveyVersion()).stream()
        .filter(one -> isAmong(marks, one))
        .map(InvitationDocument::id)
        .sorted()
        .forEach(id -> publisher.change(id, one -> one.answeredOn(day)));
  }

  /** Five answers of one person are no group: so people are counted, and not what they said. */
  private long peopleIn(Box box) {
    if (box.waiting().size() < settings.least()) {
      return 0;
    }
    Set<String> marks = new HashSet<>(box.spent());
    return invitations.ofBox(box.campaignId(), box.surveyId(), box.surveyVersion()).stream()
        .filter(one -> one.personId() != null && isAmong(marks, one))
        .map(InvitationDocument::personId)
        .distinct()
        .count();
  }

  private boolean isAmong(Set<String> marks, InvitationDocument invitation) {
    return secrets
        .find(invitation.id(), invitation.linkHash())
        .filter(secret -> marks.contains(SpentLink.markOf(secret)))
        .isPresent();
  }

  private void schedule(String id, Instant at) {
    timetable.getObject().schedule(new Due(KIND, id, at));
  }

  private Instant today(Instant now) {
    return now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
  }

  private Instant nextTime(Instant now) {
    ZonedDateTime today = now.atZone(zone).with(settings.countAt());
    return (today.toInstant().isAfter(now) ? today : today.plusDays(1)).toInstant();
  }
}
