package dev.barometer.quickstart;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The names of fields, of which there are few: one text for each, however often it is read. */
final class FieldNames {
  private static final int SLOTS = 4096;
  private static final int LONGEST = 64;
  private static final AtomicReferenceArray<Name> KNOWN = new AtomicReferenceArray<>(SLOTS);

  private FieldNames() {}

  private record Name(byte[] utf8, String text) {
    boolean is(byte[] bytes, int from, int length) {
      if (utf8.length != length) {
        return false;
      }
      for (int i = 0; i < length; i++) {
        if (utf8[i] != bytes[from + i]) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * @param hash of these bytes; of two names that meet, the one that came last is known
   */
  static String of(byte[] bytes, int from, int length, int hash) {
    int slot = (hash ^ hash >>> 16) & (SLOTS - 1);
    Name known = KNOWN.getPlain(slot);
    if (known != null && known.is(bytes, from, length)) {
      return known.text();
    }
    String text = new String(bytes, from, length, StandardCharsets.UTF_8);
    if (length <= LONGEST) {
      KNOWN.setRelease(slot, new Name(text.getBytes(StandardCharsets.UTF_8), text));
    }
    return text;
  }
}
