package dev.barometer.survey.invitation;

import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Invitation;
import dev.barometer.contract.fact.Respondent;
import dev.barometer.contract.fact.Response;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * An invitation as it lies in the database.
 *
 * @param at when what it is about came to its end
 * @param issuedAt when it was decided
 * @param personId who is asked; null where nobody is known
 * @param address where mail goes
 * @param locale the language the person is known to read
 * @param reminders how many were sent
 * @param deliveredAt when whoever delivers it took it
 * @param linkHash of the link's secret; null where nobody was asked
 * @param subjectKind what it is about: {@code ticket}, {@code complaint}, {@code lifecycle}, {@code
 *     person} or {@code newcomer}; null where it was made before that could be but a ticket
 * @param openedAt when a person first did something on its page
 * @param rating how the first question was answered, as it stands now; null where that is not known
 * @param bounce that it came back; null where it did not
 */
@Document(InvitationDocument.COLLECTION)
public record InvitationDocument(
    @Id String id,
    long revision,
    String status,
    @Nullable String reason,
    String surveyId,
    int surveyVersion,
    String campaignId,
    String channel,
    @Nullable String ticketId,
    @Nullable String personId,
    @Nullable String address,
    @Nullable String locale,
    Context context,
    Instant at,
    Instant issuedAt,
    @Nullable Instant expiresAt,
    @Nullable Instant deliveredAt,
    @Nullable Instant answeredAt,
    int reminders,
    @Nullable String linkHash,
    @Nullable String subjectKind,
    @Nullable String subjectId,
    @Nullable Instant openedAt,
    @Nullable Rating rating,
    @Nullable Bounce bounce) {
  public static final String COLLECTION = "invitations";

  public static final String ISSUED = "issued";
  public static final String REMINDED = "reminded";
  public static final String ANSWERED = "answered";
  public static final String EXPIRED = "expired";
  public static final String CANCELLED = "cancelled";
  public static final String SUPPRESSED = "suppressed";

  public static final List<String> STATUSES =
      List.of(ISSUED, REMINDED, ANSWERED, EXPIRED, CANCELLED, SUPPRESSED);

  /** What it is about where somebody came by an open link: nobody was asked. */
  public static final String NEWCOMER = "newcomer";

  /** Called back because it came back. */
  public static final String BOUNCED = "bounced";

  private static final Set<String> OPEN = Set.of(ISSUED, REMINDED);

  public InvitationDocument {
    context = context == null ? Context.NONE : context;
  }

  /** One whose page nobody has opened yet. */
  public InvitationDocument(
      String id,
      long revision,
      String status,
      @Nullable String reason,
      String surveyId,
      int surveyVersion,
      String campaignId,
      String channel,
      @Nullable String ticketId,
      @Nullable String personId,
      @Nullable String address,
      @Nullable String locale,
      Context context,
      Instant at,
      Instant issuedAt,
      @Nullable Instant expiresAt,
      @Nullable Instant deliveredAt,
      @Nullable Instant answeredAt,
      int reminders,
      @Nullable String linkHash) {
    this(
        id,
        revision,
        status,
        reason,
        surveyId,
        surveyVersion,
        campaignId,
        channel,
        ticketId,
        personId,
        address,
        locale,
        context,
        at,
        issuedAt,
        expiresAt,
        deliveredAt,
        answeredAt,
        reminders,
        linkHash,
        null,
        null,
        null,
        null,
        null);
  }

  /** Whether nobody was asked: somebody came by an open link, and sent something. */
  public boolean isOfNewcomer() {
    return NEWCOMER.equals(subjectKind);
  }

  /** Whether it waits for an answer. */
  public boolean isOpen() {
    return OPEN.contains(status);
  }

  /** Whether it can be answered at that moment, for the first time or otherwise than before. */
  public boolean isOpenAt(Instant now) {
    return isOpen() && (expiresAt == null || now.isBefore(expiresAt));
  }

  /** What the topic says of it. */
  public Invitation toFact() {
    return new Invitation(
        id,
        revision,
        status,
        surveyId,
        surveyVersion,
        campaignId,
        ticketId,
        issuedAt,
        expiresAt,
        answeredAt,
        reason,
        personId == null ? null : new Respondent(personId),
        context,
        deliveredAt,
        subjectKind,
        subjectId,
        openedAt);
  }

  /**
   * What an answer makes of it, wherever it came in: also of one that expired or was called back,
   * for what somebody said by phone or on paper comes when it comes. Who was not asked stays so; of
   * what is answered a newer answer changes the rating alone. Empty where nothing changes.
   *
   * @param newRating null where the answer has none, and of what is taken back
   */
  public Optional<InvitationDocument> answeredBy(Response response, @Nullable Rating newRating) {
    if (status.equals(SUPPRESSED) || status.equals(ANSWERED) && Objects.equals(rating, newRating)) {
      return Optional.empty();
    }
    return Optional.of(
        status.equals(ANSWERED)
            ? become(ANSWERED, reason, answeredAt, reminders, deliveredAt, openedAt, newRating)
            : answered(response, newRating));
  }

  /** Whoever answered on the page had it open. */
  private InvitationDocument answered(Response response, @Nullable Rating newRating) {
    Instant then = notBefore(issuedAt, response.submittedAt());
    boolean isFirst = openedAt == null && Response.WEB.equals(response.channel());
    Instant opened = isFirst ? then : openedAt;
    return become(ANSWERED, null, then, reminders, deliveredAt, opened, newRating);
  }

  /** Answered in a way that nothing leads to: on a day, and nobody knows whether it was opened. */
  public Optional<InvitationDocument> answeredOn(Instant day) {
    return status.equals(ANSWERED)
        ? Optional.empty()
        : Optional.of(
            become(
                ANSWERED, null, notBefore(issuedAt, day), reminders, deliveredAt, openedAt, null));
  }

  private static Instant notBefore(Instant earliest, Instant then) {
    return then.isBefore(earliest) ? earliest : then;
  }

  /** A person did something on its page; empty where one did before, or nobody was asked. */
  public Optional<InvitationDocument> opened(Instant now) {
    Instant then = notBefore(issuedAt, now);
    return openedAt != null || status.equals(SUPPRESSED)
        ? Optional.empty()
        : Optional.of(become(status, reason, answeredAt, reminders, deliveredAt, then, rating));
  }

  public InvitationDocument expired() {
    return become(EXPIRED, null, answeredAt, reminders, deliveredAt, openedAt, rating);
  }

  public InvitationDocument reminded() {
    return become(REMINDED, null, answeredAt, reminders + 1, deliveredAt, openedAt, rating);
  }

  public InvitationDocument cancelled(String why) {
    return become(CANCELLED, why, answeredAt, reminders, deliveredAt, openedAt, rating);
  }

  /** Taken by whoever delivers it; the first time stays, and so does that it came back. */
  public InvitationDocument delivered(Instant newDeliveredAt) {
    return deliveredAt != null || isBounced()
        ? this
        : become(status, reason, answeredAt, reminders, newDeliveredAt, openedAt, rating);
  }

  /** Whether it came back for good. */
  public boolean isBounced() {
    return bounce != null && bounce.isLasting();
  }

  /**
   * It came back. For good, it is as if nobody had been asked, unless somebody answered
   * nevertheless; for now, that is only noted. Empty where it is noted already, or was never sent.
   */
  public Optional<InvitationDocument> bounced(Bounce newBounce) {
    boolean isKnown =
        bounce != null && (bounce.isLasting() || bounce.status().equals(newBounce.status()));
    if (isKnown || status.equals(SUPPRESSED)) {
      return Optional.empty();
    }
    if (!newBounce.isLasting() || status.equals(ANSWERED)) {
      return Optional.of(
          become(status, reason, answeredAt, reminders, deliveredAt, openedAt, rating, newBounce));
    }
    boolean stays = status.equals(CANCELLED);
    return Optional.of(
        become(
            CANCELLED,
            stays ? reason : BOUNCED,
            answeredAt,
            reminders,
            null,
            openedAt,
            rating,
            newBounce));
  }

  private InvitationDocument become(
      String newStatus,
      @Nullable String newReason,
      @Nullable Instant newAnsweredAt,
      int newReminders,
      @Nullable Instant newDeliveredAt,
      @Nullable Instant newOpenedAt,
      @Nullable Rating newRating) {
    return become(
        newStatus,
        newReason,
        newAnsweredAt,
        newReminders,
        newDeliveredAt,
        newOpenedAt,
        newRating,
        bounce);
  }

  private InvitationDocument become(
      String newStatus,
      @Nullable String newReason,
      @Nullable Instant newAnsweredAt,
      int newReminders,
      @Nullable Instant newDeliveredAt,
      @Nullable Instant newOpenedAt,
      @Nullable Rating newRating,
      @Nullable Bounce newBounce) {
    return new InvitationDocument(
        id,
        revision + 1,
        newStatus,
        newReason,
        surveyId,
        surveyVersion,
        campaignId,
        channel,
        ticketId,
        personId,
        address,
        locale,
        context,
        at,
        issuedAt,
        expiresAt,
        newDeliveredAt,
        newAnsweredAt,
        newReminders,
        linkHash,
        subjectKind,
        subjectId,
        newOpenedAt,
        newRating,
        newBounce);
  }
}
