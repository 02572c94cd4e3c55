package dev.barometer.survey.delivery;

import dev.barometer.survey.invitation.Bounce;
import jakarta.mail.MessagingException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a server refused an address for good while a mail was handed over. A server that
 * does not let us in, or does not relay, says nothing of the address: else one that is set wrongly
 * would call all invitations back.
 */
final class RefusalReader {
  private static final Pattern CODE =
      Pattern.compile("^\\s*\\d{3}[ -](\\d\\.\\d{1,3}\\.\\d{1,3})\\b");
  private static final Pattern RELAY = Pattern.compile("relay", Pattern.CASE_INSENSITIVE);
  private static final String FULL = "5.2.2";

  /** What those mean that say no more (RFC 5321, RFC 7504). */
  private static final Map<Integer, String> BARE =
      Map.of(550, "5.0.0", 551, "5.1.6", 552, FULL, 553, "5.1.3", 556, "5.1.10");

  private RefusalReader() {}

  /** A refusal, with its enhanced status code. */
  record Refusal(String status, String said) {}

  /** Empty where it may be taken another time. */
  static Optional<Refusal> read(Exception why) {
    Exception cause = why;
    while (cause instanceof MessagingException chained) {
      if (chained instanceof SMTPAddressFailedException address) {
        String said = String.valueOf(address.getMessage());
        return Optional.ofNullable(status(address.getReturnCode(), said))
            .map(status -> new Refusal(status, said));
      }
      cause = chained.getNextException();
    }
    return Optional.empty();
  }

  private static @Nullable String status(int code, String said) {
    if (code / 100 != 5 || RELAY.matcher(said).find()) {
      return null;
    }
    Matcher found = CODE.matcher(said);
    if (!found.find()) {
      return BARE.get(code);
    }
    String status = found.group(1);
    boolean isOfAddress = new Bounce(status, null, Instant.EPOCH).isOfAddress();
    return isOfAddress || status.equals(FULL) ? status : null;
  }
}
