package dev.barometer.starter.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks whether bytes are UTF-8 as RFC 3629 has it, in pieces as they come: no overlong forms, no
 * halves of characters, nothing past U+10FFFF, nothing cut off at the end. JSON readers and Java's
 * own decoding are kinder, so that other bytes become the same text. A zero byte, which JSON never
 * has, is refused too: it is how UTF-16 and UTF-32 betray themselves.
 */
public final class StrictUtf8 {
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  private static final long LOW_BITS = 0x0101_0101_0101_0101L;
  private static final int LEAST_FOLLOWING = 0x80;
  private static final int MOST_FOLLOWING = 0xBF;

  /** How many bytes of the character are still to come, and what the next one may be. */
  private int following;

  private int least = LEAST_FOLLOWING;
  private int most = MOST_FOLLOWING;
  private boolean broken;

  /** Whether all of it is, from its beginning to its end. */
  public static boolean is(byte[] bytes) {
    StrictUtf8 whole = new StrictUtf8();
    return whole.takes(bytes, 0, bytes.length) && whole.isComplete();
  }

  /** Whether it goes on as UTF-8; once it does not, it never does again. */
  public boolean takes(byte[] bytes, int from, int length) {
    int end = from + length;
    int at = from;
    while (at < end && !broken) {
      if (following == 0 && end - at >= Long.BYTES && isPlain((long) EIGHT_BYTES.get(bytes, at))) {
        at += Long.BYTES;
      } else {
        take(bytes[at++] & 0xFF);
      }
    }
    return !broken;
  }

  /** Whether the last character is whole. */
  public boolean isComplete() {
    return following == 0 && !broken;
  }

  /** Eight bytes from 1 to 127; may say no where there are such, but never yes where not. */
  private static boolean isPlain(long eight) {
    return ((eight | eight - LOW_BITS) & HIGH_BITS) == 0;
  }

  private void take(int one) {
    if (following > 0) {
      broken = one < least || one > most;
      following--;
      least = LEAST_FOLLOWING;
      most = MOST_FOLLOWING;
    } else if (one >= 0x80) {
      begin(one);
    } else {
      broken = one == 0;
    }
  }

  /**
   * Table 3-7 of the Unicode Standard: the first byte says how many follow, and bounds the next.
   */
  private void begin(int first) {
    broken = first < 0xC2 || first > 0xF4;
    following = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
    switch (first) {
      case 0xE0 -> least = 0xA0;
      case 0xED -> most = 0x9F;
      case 0xF0 -> least = 0x90;
      case 0xF4 -> most = 0x8F;
      default -> {
        // any byte that follows
      }
    }
  }
}
