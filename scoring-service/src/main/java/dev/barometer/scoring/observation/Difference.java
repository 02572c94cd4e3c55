package dev.barometer.scoring.observation;

import dev.barometer.contract.Bucket;
import dev.barometer.contract.Scope;
import dev.barometer.metrics.Observation;
import dev.barometer.metrics.Tallies;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What changes in one scope, by slice of time: counts to add, negative where taken back. */
public record Difference(Map<Slice, Tallies> slices) {
  private static final byte FORMAT = 1;

  /**
   * What changes in each scope when a source says {@code now} after it said {@code before}; scopes
   * in which nothing changes are absent, and {@code all} comes last.
   */
  public static Map<Scope, Difference> between(
      @Nullable Statement before, Statement now, ZoneId zone) {
    Map<Scope, Difference> differences = new LinkedHashMap<>();
    if (before != null) {
      if (before.saysTheSameAs(now)) {
        return differences;
      }
      collect(before, -1, zone, differences);
    }
    collect(now, 1, zone, differences);
    differences
        .values()
        .forEach(difference -> difference.slices.values().removeIf(Tallies::isEmpty));
    differences.values().removeIf(difference -> difference.slices.isEmpty());
    Difference all = differences.remove(Scope.ALL);
    if (all != null) {
      differences.put(Scope.ALL, all);
    }
    return differences;
  }

  private static void collect(
      Statement statement, int sign, ZoneId zone, Map<Scope, Difference> differences) {
    if (statement.observations().isEmpty()) {
      return;
    }
    for (Scope scope : statement.scopes()) {
      Map<Slice, Tallies> slices =
          differences.computeIfAbsent(scope, none -> new Difference(new LinkedHashMap<>())).slices;
      for (Observation observation : statement.observations()) {
        Tallies tallies =
            slices.computeIfAbsent(Slice.of(observation.time(), zone), none -> new Tallies());
        if (sign > 0) {
          tallies.add(observation);
        } else {
          tallies.retract(observation);
        }
      }
    }
  }

  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(96);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeShort(slices.size());
      for (Map.Entry<Slice, Tallies> slice : slices.entrySet()) {
        out.writeLong(slice.getKey().hour().start().getEpochSecond());
        out.writeLong(slice.getKey().day().date().toEpochDay());
        byte[] tallies = slice.getValue().toBytes();
        out.writeInt(tallies.length);
        out.write(tallies);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  public static Difference fromBytes(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      byte format = in.readByte();
      if (format != FORMAT) {
        throw new IllegalArgumentException("a difference of unknown format " + format);
      }
      Map<Slice, Tallies> slices = new LinkedHashMap<>();
      for (int left = in.readUnsignedShort(); left > 0; left--) {
        Slice slice =
            new Slice(
                new Bucket.Hour(Instant.ofEpochSecond(in.readLong())),
                new Bucket.Day(LocalDate.ofEpochDay(in.readLong())));
        slices.put(slice, Tallies.fromBytes(in.readNBytes(in.readInt())));
      }
      return new Difference(slices);
    } catch (IOException broken) {
      throw new IllegalArgumentException("a difference that cannot be read", broken);
    }
  }
}
