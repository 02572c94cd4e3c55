package dev.barometer.starter.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Marks of people: HMAC-SHA256 of a person's id, so that who comes back is known by somebody who
 * does not know his name. Whoever has the services' key can tell whether a name he thinks of has a
 * mark.
 */
public final class PersonMarks {
  private static final String ALGORITHM = "HmacSHA256";

  private final List<Mac> keys;

  /**
   * @param keys the first makes marks; by the others older ones are known
   */
  public PersonMarks(List<byte[]> keys) {
    this.keys = keys.stream().map(PersonMarks::mac).toList();
  }

  /** The mark that is given now. */
  public String of(String personId) {
    return mark(keys.get(0), personId);
  }

  /** All marks that a person may have been given. */
  public List<String> allOf(String personId) {
    List<String> marks = new ArrayList<>(keys.size());
    keys.forEach(key -> marks.add(mark(key, personId)));
    return marks;
  }

  private static String mark(Mac key, String personId) {
    try {
      Mac mac = (Mac) key.clone();
      return HexFormat.of().formatHex(mac.doFinal(personId.getBytes(UTF_8)));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the HMAC of the Java platform can be copied", e);
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
}
