package dev.barometer.survey.campaign;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.contract.fact.Attribution;
import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Requester;
import dev.barometer.contract.fact.Ticket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign may ask somebody about: today a resolution of a ticket.
 *
 * @param at when it was
 * @param ticket as it is known now; its attribution is that of the resolution
 */
public record Candidate(Campaign campaign, Ticket ticket, Instant at) {

  /** A ticket that a campaign may ask about now; empty where it may not. */
  public static Optional<Candidate> of(Campaign campaign, Ticket ticket) {
    Instant at =
        switch (campaign.trigger().on()) {
          case Trigger.TICKET_RESOLVED -> ticket.done() ? doneAt(ticket) : null;
          case Trigger.TICKET_CLOSED ->
              ticket.status().equals(Ticket.CLOSED) ? ticket.closedAt() : null;
          default -> null;
        };
    return at == null ? Optional.empty() : Optional.of(new Candidate(campaign, ticket, at));
  }

  /** When a ticket was resolved, or closed without having been; null where it is neither. */
  public static @Nullable Instant doneAt(Ticket ticket) {
    return ticket.resolvedAt() != null ? ticket.resolvedAt() : ticket.closedAt();
  }

  /**
   * The same candidate always gets the same id, so that whoever hears of it twice asks once. Each
   * reopening makes a new one.
   */
  public String invitationId() {
    return invitationId(campaign.campaignId(), ticket.ticketId(), ticket.reopenCount());
  }

  public static String invitationId(String campaignId, String ticketId, int reopenCount) {
    return HexFormat.of().formatHex(hash(campaignId, ticketId, String.valueOf(reopenCount)), 0, 16);
  }

  /** From 0 to below 1, always the same of one campaign and ticket, evenly over tickets. */
  double lot() {
    byte[] hash = hash("lot", campaign.campaignId(), ticket.ticketId());
    long bits = 0;
    for (int i = 0; i < 7; i++) {
      bits = bits << 8 | hash[i] & 0xff;
    }
    return (bits >>> 3) * 0x1.0p-53;
  }

  /** Who would be asked. */
  public Optional<String> personId() {
    Requester requester = ticket.requester();
    return requester == null ? Optional.empty() : Optional.ofNullable(requester.id());
  }

  /** Where the resolution is credited to. */
  public Context context() {
    Attribution attribution = ticket.attribution();
    return attribution == null ? ticket.context() : attribution.context();
  }

  /** The value of a field that conditions and exclusions name; null where it has none. */
  @Nullable String value(String field) {
    return switch (field) {
      case "service" -> context().service();
      case "team" -> context().team();
      case "agent" -> context().agent();
      case "channel" -> context().channel();
      case "priority" -> context().priority();
      case "category" -> context().category();
      case "organization" -> context().organization();
      case "location" -> context().location();
      case "type" -> ticket.type();
      case "resolvedBy" -> ticket.resolvedBy();
      case "slaMet" -> ticket.slaMet() == null ? null : ticket.slaMet().toString();
      case "requester" -> personId().orElse(null);
      default -> throw new IllegalArgumentException("A candidate has no field " + field);
    };
  }

  /** Whoever resolved it is not asked about himself. */
  boolean isOwnWork() {
    return personId().filter(id -> Objects.equals(id, context().agent())).isPresent();
  }

  private static byte[] hash(String... parts) {
    // NUL cannot occur in an id that travelled as text, so different parts never run together.
    byte[] bytes = String.join("\0", parts).getBytes(UTF_8);
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
