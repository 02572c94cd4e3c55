package dev.barometer.scoring.observation;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.metrics.Varint;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The binary form of an {@link EntityState} in the store of entities, some tens of bytes: a format
 * byte, the revision, the values as a set of dimensions and a number for each value, the pairs of
 * dimensions, the observations.
 */
final class EntityStateCodec {
  private static final byte FORMAT = 2;
  private static final Dimension[] DIMENSIONS = Dimension.values();

  private final DimensionValuesRepository dimensionValues;

  EntityStateCodec(DimensionValuesRepository dimensionValues) {
    this.dimensionValues = dimensionValues;
  }

  byte[] write(FactKind kind, EntityState state) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(48);
    out.write(FORMAT);
    Varint.writeSigned(out, state.revision());
    writeValues(out, kind, state.dimensionValues());
    Varint.write(out, state.pairs().size());
    for (DimensionPair pair : state.pairs()) {
      out.write(pair.first().ordinal() << 4 | pair.second().ordinal());
    }
    ObservationCodec.write(out, state.observations());
    return out.toByteArray();
  }

  /** Reads {@link #write}; throws {@link IllegalArgumentException} on anything else. */
  EntityState read(FactKind kind, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      byte format = in.get();
      if (format != FORMAT) {
        throw new IllegalArgumentException("an entity state of unknown format " + format);
      }
      EntityState state =
          new EntityState(
              Varint.readSigned(in),
              readValues(in, kind),
              readPairs(in),
              ObservationCodec.read(in));
      if (in.hasRemaining()) {
        throw new IllegalArgumentException(in.remaining() + " bytes too many");
      }
      return state;
    } catch (BufferUnderflowException
        | ArithmeticException
        | DateTimeException
        | ArrayIndexOutOfBoundsException broken) {
      throw new IllegalArgumentException("an entity state that cannot be read", broken);
    }
  }

  private void writeValues(
      ByteArrayOutputStream out, FactKind kind, Map<Dimension, String> values) {
    int present = 0;
    for (Dimension dimension : values.keySet()) {
      present |= 1 << dimension.ordinal();
    }
    Varint.write(out, present);
    for (Dimension dimension : DIMENSIONS) {
      String value = values.get(dimension);
      if (value != null) {
        Varint.write(out, dimensionValues.numberOf(kind, dimension, value));
      }
    }
  }

  private Map<Dimension, String> readValues(ByteBuffer in, FactKind kind) {
    long present = Varint.read(in);
    if (present >>> DIMENSIONS.length != 0) {
      throw new IllegalArgumentException("a value of an unknown dimension");
    }
    Map<Dimension, String> values = new EnumMap<>(Dimension.class);
    for (Dimension dimension : DIMENSIONS) {
      if ((present & 1L << dimension.ordinal()) != 0) {
        int number = Math.toIntExact(Varint.read(in));
        values.put(dimension, dimensionValues.valueOf(kind, dimension, number));
      }
    }
    return values;
  }

  private static List<DimensionPair> readPairs(ByteBuffer in) {
    List<DimensionPair> pairs = new ArrayList<>();
    for (int left = Varint.readLength(in); left > 0; left--) {
      int pair = in.get() & 0xFF;
      pairs.add(new DimensionPair(DIMENSIONS[pair >>> 4], DIMENSIONS[pair & 0xF]));
    }
    return pairs;
  }
}
