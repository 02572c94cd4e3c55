package dev.barometer.starter.json;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StrictUtf8Test {
  private static final int[] TELLING = {
    0, 1, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED,
    0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF
  };

  /** The library's decoder, asked to report, is as strict; but for the zero byte. */
  private static boolean byTheLibrary(byte[] bytes) {
    for (byte one : bytes) {
      if (one == 0) {
        return false;
      }
    }
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  @Test
  void judgesAsTheLibrary_allSequencesOfTellingBytes() {
    int kinds = TELLING.length;
    for (int n = 0; n < kinds * kinds * kinds * kinds; n++) {
      byte[] bytes = new byte[4];
      for (int i = 0, rest = n; i < 4; i++, rest /= kinds) {
        bytes[i] = (byte) TELLING[rest % kinds];
      }
      if (StrictUtf8.is(bytes) != byTheLibrary(bytes)) {
        fail("judged %x as the library does not", ByteBuffer.wrap(bytes).getInt());
      }
    }
  }

  @Test
  void judgesAsTheLibrary_inPiecesOfAnyLength() {
    SplittableRandom random = new SplittableRandom(11);
    String text = "{\"why\":\"schnell und gründlich, 快, 빠르게 \uD83D\uDE00\"}";
    for (int run = 0; run < 20_000; run++) {
      byte[] bytes = text.repeat(2).getBytes(UTF_8);
      if (random.nextInt(4) > 0) {
        bytes[random.nextInt(bytes.length)] = (byte) TELLING[random.nextInt(TELLING.length)];
      }
      StrictUtf8 pieces = new StrictUtf8();
      boolean taken = true;
      for (int at = 0; at < bytes.length; ) {
        int length = Math.min(bytes.length - at, random.nextInt(1, 40));
        taken = pieces.takes(bytes, at, length);
        at += length;
      }

      assertThat(taken && pieces.isComplete()).isEqualTo(byTheLibrary(bytes));
      assertThat(StrictUtf8.is(bytes)).isEqualTo(byTheLibrary(bytes));
    }
  }

  @Test
  void isNotWhatIsCutOffOrInAnotherCharset() {
    byte[] smile = "\uD83D\uDE00".getBytes(UTF_8);

    assertThat(StrictUtf8.is(smile)).isTrue();
    assertThat(StrictUtf8.is(new byte[] {smile[0], smile[1], smile[2]})).isFalse();
    assertThat(StrictUtf8.is("{}".getBytes(UTF_16LE))).isFalse();
    assertThat(StrictUtf8.is(new byte[0])).isTrue();
  }
}
