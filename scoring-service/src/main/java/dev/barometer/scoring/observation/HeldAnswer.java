package dev.barometer.scoring.observation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.fact.Respondent;
import dev.barometer.metrics.Observation;
import dev.barometer.metrics.Varint;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one entity says of one measure, held back until enough others have said something of it.
 *
 * @param entity whose it is, as in the store of entities
 * @param person who said it, as a hash; the entity where nobody is named
 * @param isKnown whether the entity had said something of the measure before
 * @param since when it came
 * @param observations all of one measure; none where it was taken back
 */
record HeldAnswer(
    String entity,
    String person,
    boolean isKnown,
    Instant since,
    Map<Dimension, String> dimensionValues,
    List<Observation> observations) {
  private static final byte FORMAT = 1;
  private static final Dimension[] DIMENSIONS = Dimension.values();

  HeldAnswer {
    dimensionValues = Collections.unmodifiableMap(copy(dimensionValues));
    observations = List.copyOf(observations);
  }

  private static Map<Dimension, String> copy(Map<Dimension, String> dimensionValues) {
    Map<Dimension, String> copy = new EnumMap<>(Dimension.class);
    copy.putAll(dimensionValues);
    return copy;
  }

  /** Who said it: enough to tell two people apart, and not to find one. */
  static String personOf(String entity, @Nullable Respondent respondent) {
    return respondent == null
        ? entity
        : UUID.nameUUIDFromBytes(respondent.id().getBytes(UTF_8)).toString();
  }

  /** The same, having come at another time. */
  HeldAnswer since(Instant time) {
    return new HeldAnswer(entity, person, isKnown, time, dimensionValues, observations);
  }

  /** When it was said; the last of several. */
  Instant time() {
    return observations.stream()
        .map(Observation::time)
        .max(Instant::compareTo)
        .orElse(Instant.EPOCH);
  }

  byte[] toBytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(96);
    out.write(FORMAT);
    out.write(isKnown ? 1 : 0);
    Varint.writeSigned(out, since.toEpochMilli());
    writeText(out, entity);
    writeText(out, person);
    Varint.write(out, dimensionValues.size());
    dimensionValues.forEach(
        (dimension, value) -> {
          out.write(dimension.ordinal());
          writeText(out, value);
        });
    ObservationCodec.write(out, observations);
    return out.toByteArray();
  }

  /** Reads {@link #toBytes}; throws {@link IllegalArgumentException} on anything else. */
  static HeldAnswer fromBytes(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      byte format = in.get();
      if (format != FORMAT) {
        throw new IllegalArgumentException("a held answer of unknown format " + format);
      }
      boolean isKnown = in.get() == 1;
      Instant since = Instant.ofEpochMilli(Varint.readSigned(in));
      String entity = readText(in);
      String person = readText(in);
      Map<Dimension, String> dimensionValues = new EnumMap<>(Dimension.class);
      for (int left = Varint.readLength(in); left > 0; left--) {
        dimensionValues.put(DIMENSIONS[in.get()], readText(in));
      }
      HeldAnswer answer =
          new HeldAnswer(
              entity, person, isKnown, since, dimensionValues, ObservationCodec.read(in));
      if (in.hasRemaining()) {
        throw new IllegalArgumentException(in.remaining() + " bytes too many");
      }
      return answer;
    } catch (BufferUnderflowException
        | ArithmeticException
        | DateTimeException
        | ArrayIndexOutOfBoundsException broken) {
      throw new IllegalArgumentException("a held answer that cannot be read", broken);
    }
  }

  private static void writeText(ByteArrayOutputStream out, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    Varint.write(out, bytes.length);
    out.writeBytes(bytes);
  }

  private static String readText(ByteBuffer in) {
    byte[] bytes = new byte[Varint.readLength(in)];
    in.get(bytes);
    return new String(bytes, UTF_8);
  }
}
