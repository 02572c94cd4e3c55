package dev.barometer.starter.mail;

import jakarta.mail.MessagingException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a server refused an address for good while a mail was handed over. A server that
 * does not let us in, or does not relay, says nothing of the address: else one that is set wrongly
 * would call all invitations back. So an answer without an enhanced status code, or with one that
 * says as little, counts only where its words are of the mailbox.
 */
final class RefusalReader {
  /** Where it belongs, of any class. */
  private static final Pattern LEADING =
      Pattern.compile("^\\s*\\d{3}[ -](\\d\\.\\d{1,3}\\.\\d{1,3})\\b");

  /** Anywhere, as in {@code (#5.7.1)}; no part of an address of the internet. */
  private static final Pattern SOMEWHERE =
      Pattern.compile("(?<![\\d.])(5\\.\\d{1,3}\\.\\d{1,3})(?!\\.?\\d)");

  private static final Pattern ADDRESS = Pattern.compile("\\S+@\\S+");
  private static final Pattern RELAY = words("relay");
  private static final Pattern OF_US =
      words("sender|helo|authenti|spam|block|polic|prohibit|denied");
  private static final Pattern MAILBOX = words("user|mailbox|recipient|address|account");
  private static final Pattern IS_NONE =
      words(
          "unknown|no such|does not exist|doesn't exist|not found|unavailable|invalid|disabled|not local|unroute?able");

  private static final String FULL = "5.2.2";
  private static final String UNDEFINED = "5.0.0";

  /** What those mean that say no more (RFC 5321, RFC 7504). */
  private static final Map<Integer, String> BARE =
      Map.of(550, UNDEFINED, 551, "5.1.6", 552, FULL, 553, "5.1.3", 556, "5.1.10");

  /** Those that are said of the sender as well. */
  private static final Set<Integer> IN_WORDS = Set.of(550, 551, 553);

  private RefusalReader() {}

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

  private static Pattern words(String some) {
    return Pattern.compile(some, Pattern.CASE_INSENSITIVE);
  }

  private static @Nullable String status(int code, String said) {
    if (code / 100 != 5 || RELAY.matcher(said).find()) {
      return null;
    }
    String status = enhanced(said);
    if (status == null || status.equals(UNDEFINED)) {
      return !IN_WORDS.contains(code) || namesTheMailbox(said) ? BARE.get(code) : null;
    }
    boolean isOfAddress = MailStatus.isOfAddress(status);
    return isOfAddress || status.equals(FULL) ? status : null;
  }

  private static @Nullable String enhanced(String said) {
    Matcher leading = LEADING.matcher(said);
    if (leading.find()) {
      return leading.group(1);
    }
    Matcher somewhere = SOMEWHERE.matcher(said);
    return somewhere.find() ? somewhere.group(1) : null;
  }

  /** By its words, without addresses: these may be called anything. */
  private static boolean namesTheMailbox(String said) {
    String words = ADDRESS.matcher(said).replaceAll(" ");
    return MAILBOX.matcher(words).find()
        && IS_NONE.matcher(words).find()
        && !OF_US.matcher(words).find();
  }
}
