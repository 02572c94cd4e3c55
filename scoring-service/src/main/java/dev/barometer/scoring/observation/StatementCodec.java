package dev.barometer.scoring.observation;

import dev.barometer.contract.Dimension;
import dev.barometer.metrics.Measure;
import dev.barometer.metrics.Observation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The binary form of a {@link Statement} in the store of sources, with a format byte. */
final class StatementCodec {
  private static final byte FORMAT = 1;
  private static final Dimension[] DIMENSIONS = Dimension.values();

  private StatementCodec() {}

  static byte[] write(Statement statement) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeLong(statement.revision());
      out.writeByte(statement.places().size());
      for (Map.Entry<Dimension, String> place : statement.places().entrySet()) {
        out.writeByte(place.getKey().ordinal());
        out.writeUTF(place.getValue());
      }
      out.writeByte(statement.pairs().size());
      for (DimensionPair pair : statement.pairs()) {
        out.writeByte(pair.first().ordinal());
        out.writeByte(pair.second().ordinal());
      }
      out.writeShort(statement.observations().size());
      for (Observation observation : statement.observations()) {
        out.writeUTF(observation.measure().toString());
        out.writeLong(observation.time().getEpochSecond());
        out.writeInt(observation.time().getNano());
        out.writeInt(observation.code());
        out.writeLong(observation.value());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  static Statement read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      byte format = in.readByte();
      if (format != FORMAT) {
        throw new IllegalArgumentException("a statement of unknown format " + format);
      }
      long revision = in.readLong();
      Map<Dimension, String> places = new EnumMap<>(Dimension.class);
      for (int left = in.readUnsignedByte(); left > 0; left--) {
        places.put(DIMENSIONS[in.readByte()], in.readUTF());
      }
      List<DimensionPair> pairs = new ArrayList<>();
      for (int left = in.readUnsignedByte(); left > 0; left--) {
        pairs.add(new DimensionPair(DIMENSIONS[in.readByte()], DIMENSIONS[in.readByte()]));
      }
      List<Observation> observations = new ArrayList<>();
      for (int left = in.readUnsignedShort(); left > 0; left--) {
        observations.add(
            new Observation(
                Measure.parse(in.readUTF()),
                Instant.ofEpochSecond(in.readLong(), in.readInt()),
                in.readInt(),
                in.readLong()));
      }
      return new Statement(revision, places, pairs, observations);
    } catch (IOException broken) {
      throw new IllegalArgumentException("a statement that cannot be read", broken);
    }
  }
}
