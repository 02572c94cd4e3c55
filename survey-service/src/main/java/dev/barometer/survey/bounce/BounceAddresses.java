package dev.barometer.survey.bounce;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.starter.signature.KeyedHash;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The senders on envelopes of mails, to which a server writes what it could not deliver: one per
 * invitation, {@code bounces+<invitation>.<tag>@desk.example.org}. The tag follows from the
 * services' key, so that nobody can say of a mail that came back which he never got. All of it is
 * in lower case: servers do not always keep the case.
 */
public final class BounceAddresses {
  private static final int TAG_BYTES = 8;

  /** RFC 5321, 4.5.3.1.1. */
  private static final int LONGEST_LOCAL_PART = 64;

  /** Of an invitation, and of a tag, with what stands before each. */
  private static final int LENGTH = 1 + 32 + 1 + 2 * TAG_BYTES;

  private final List<byte[]> keys;
  private final @Nullable String local;
  private final @Nullable String domain;
  private final Pattern pattern;

  /**
   * Throws {@link IllegalArgumentException} for what is no address, or too long for one.
   *
   * @param keys the first makes new tags; those of the others are still known
   * @param address where it all goes; null where mails have their usual sender
   */
  public BounceAddresses(List<byte[]> keys, @Nullable String address) {
    this.keys = List.copyOf(keys);
    int at = address == null ? -1 : address.lastIndexOf('@');
    if (address == null) {
      local = null;
      domain = null;
      pattern = Pattern.compile("(?!)");
    } else if (!address.matches("[A-Za-z0-9._=-]+@[A-Za-z0-9.-]+")) {
      throw new IllegalArgumentException("is no plain address, such as bounces@desk.example.org");
    } else if (at + LENGTH > LONGEST_LOCAL_PART) {
      throw new IllegalArgumentException(
          "has more than " + (LONGEST_LOCAL_PART - LENGTH) + " characters before the @");
    } else {
      local = address.substring(0, at);
      domain = address.substring(at + 1);
      pattern =
          Pattern.compile(
              "(?<![A-Za-z0-9._=-])%s\\+([0-9a-z-]{1,40})\\.([0-9a-f]{%d})@%s(?![A-Za-z0-9.-])"
                  .formatted(Pattern.quote(local), 2 * TAG_BYTES, Pattern.quote(domain)),
              Pattern.CASE_INSENSITIVE);
    }
  }

  /** Where mail of this invitation comes back to; empty where it has its usual sender. */
  public Optional<String> of(String invitationId) {
    return local == null
        ? Optional.empty()
        : Optional.of(
            local + "+" + invitationId + "." + tag(keys.get(0), invitationId) + "@" + domain);
  }

  /** The invitation whose sender this text has in it; empty where it has none, or a forged one. */
  Optional<String> invitationIn(String text) {
    Matcher found = pattern.matcher(text);
    while (found.find()) {
      String id = found.group(1).toLowerCase(Locale.ROOT);
      byte[] tag = found.group(2).toLowerCase(Locale.ROOT).getBytes(UTF_8);
      if (keys.stream().anyMatch(key -> MessageDigest.isEqual(tag(key, id).getBytes(UTF_8), tag))) {
        return Optional.of(id);
      }
    }
    return Optional.empty();
  }

  private static String tag(byte[] key, String invitationId) {
    return HexFormat.of().formatHex(KeyedHash.of(key, invitationId), 0, TAG_BYTES);
  }
}
