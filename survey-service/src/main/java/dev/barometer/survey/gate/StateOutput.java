package dev.barometer.survey.gate;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes what a gate remembers of one id: compact, fields in order, a version byte first. */
public final class StateOutput {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);

  public StateOutput(int version) {
    bytes.write(version);
  }

  public StateOutput number(long value) {
    bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    return this;
  }

  public StateOutput flag(@Nullable Boolean value) {
    bytes.write(value == null ? 2 : value ? 1 : 0);
    return this;
  }

  public StateOutput text(@Nullable String value) {
    if (value == null) {
      return length(-1);
    }
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    length(utf8.length);
    bytes.writeBytes(utf8);
    return this;
  }

  public StateOutput time(Instant value) {
    number(value.getEpochSecond());
    return length(value.getNano());
  }

  public StateOutput block(byte[] value) {
    length(value.length);
    bytes.writeBytes(value);
    return this;
  }

  private StateOutput length(int value) {
    bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    return this;
  }

  public byte[] toBytes() {
    return bytes.toByteArray();
  }
}
