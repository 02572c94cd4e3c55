package dev.barometer.starter.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Signs records and tells which were signed: HMAC-SHA256 over the topic, the key, the value and in
 * whose name it is said, each with its length, so that no part can pass for another. Whoever may
 * write to the broker without having the secret can repeat what was signed, and say nothing new.
 */
public final class Signatures {
  /** In whose name. */
  static final String BY = "barometer-signed-by";

  static final String SIGNATURE = "barometer-signature";

  private static final String ALGORITHM = "HmacSHA256";
  private static final int SHORTEST = 32;

  private final List<Mac> keys;

  /**
   * @param key what is signed with
   * @param before keys whose signatures are good, too
   */
  public Signatures(byte[] key, List<byte[]> before) {
    List<Mac> all = new ArrayList<>();
    all.add(mac(key));
    before.forEach(earlier -> all.add(mac(earlier)));
    this.keys = List.copyOf(all);
  }

  /** From texts that are secrets; throws {@link IllegalArgumentException} for a short one. */
  public static Signatures of(String key, List<String> before) {
    List<byte[]> earlier = before.stream().map(Signatures::bytes).toList();
    return new Signatures(bytes(key), earlier);
  }

  private static byte[] bytes(String key) {
    if (key.strip().length() < SHORTEST) {
      throw new IllegalArgumentException("is shorter than " + SHORTEST + " characters");
    }
    return key.strip().getBytes(UTF_8);
  }

  /** Signs a record in somebody's name, in its headers. */
  public void sign(
      String by, String topic, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
    headers.remove(BY);
    headers.remove(SIGNATURE);
    headers.add(BY, by.getBytes(UTF_8));
    headers.add(SIGNATURE, signature(keys.get(0), topic, key, value, by.getBytes(UTF_8)));
  }

  /** In whose name a record is signed; empty where it is not, or not by one of the services. */
  public Optional<String> signer(
      String topic, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
    Header by = headers.lastHeader(BY);
    Header signature = headers.lastHeader(SIGNATURE);
    if (by == null || by.value() == null || signature == null || signature.value() == null) {
      return Optional.empty();
    }
    for (Mac one : keys) {
      byte[] wanted = signature(one, topic, key, value, by.value());
      if (MessageDigest.isEqual(wanted, signature.value())) {
        return Optional.of(new String(by.value(), UTF_8));
      }
    }
    return Optional.empty();
  }

  private static byte[] signature(
      Mac key, String topic, byte @Nullable [] id, byte @Nullable [] value, byte[] by) {
    Mac mac = copyOf(key);
    add(mac, topic.getBytes(UTF_8));
    add(mac, id);
    add(mac, value);
    add(mac, by);
    return mac.doFinal();
  }

  /** Nothing and an empty part differ. */
  private static void add(Mac mac, byte @Nullable [] part) {
    int length = part == null ? -1 : part.length;
    mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).flip());
    if (part != null) {
      mac.update(part);
    }
  }

  private static Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac;
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
    }
  }

  /**
   * Keys for something else that the services sign, each following from one of the secrets; the
   * first is the one to sign with.
   *
   * @param purpose no two have the same
   */
  public List<byte[]> keysFor(String purpose) {
    return keys.stream()
        .map(key -> copyOf(key).doFinal(("key for " + purpose).getBytes(UTF_8)))
        .toList();
  }

  /** Many threads sign at once, and a copy is cheaper than a beginning. */
  private static Mac copyOf(Mac mac) {
    try {
      return (Mac) mac.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the HMAC of the Java platform can be copied", e);
    }
  }
}
