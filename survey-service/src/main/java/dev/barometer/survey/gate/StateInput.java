package dev.barometer.survey.gate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads what {@link StateOutput} wrote, in the same order. */
public final class StateInput {
  private final ByteBuffer bytes;

  /** Throws {@link IllegalStateException} where another version was written. */
  public StateInput(int version, byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes);
    int written = this.bytes.get();
    if (written != version) {
      throw new IllegalStateException("state of version " + written + ", not " + version);
    }
  }

  public long number() {
    return bytes.getLong();
  }

  public @Nullable Boolean flag() {
    byte value = bytes.get();
    return value == 2 ? null : Boolean.valueOf(value == 1);
  }

  public @Nullable String text() {
    int length = bytes.getInt();
    if (length < 0) {
      return null;
    }
    byte[] utf8 = new byte[length];
    bytes.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  /** A text that was written as one. */
  public String requiredText() {
    String text = text();
    if (text == null) {
      throw new IllegalStateException("no text where one was written");
    }
    return text;
  }

  public Instant time() {
    return Instant.ofEpochSecond(bytes.getLong(), bytes.getInt());
  }

  public byte[] block() {
    byte[] block = new byte[bytes.getInt()];
    bytes.get(block);
    return block;
  }
}
