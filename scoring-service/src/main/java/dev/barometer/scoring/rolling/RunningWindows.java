package dev.barometer.scoring.rolling;

import dev.barometer.metrics.Tallies;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;

/**
 * The running tallies of one scope, one per window: each always equals the sum of the hour buckets
 * inside it, because hours are added as they come and subtracted as they leave.
 */
public final class RunningWindows {
  private static final byte FORMAT = 1;

  private final Map<Window, Tallies> byWindow = new EnumMap<>(Window.class);

  public RunningWindows() {
    for (Window window : Window.values()) {
      byWindow.put(window, new Tallies());
    }
  }

  /** The tallies of a window; changing them changes the window. */
  public Tallies of(Window window) {
    return byWindow.getOrDefault(window, new Tallies());
  }

  boolean isEmpty() {
    return byWindow.values().stream().allMatch(Tallies::isEmpty);
  }

  byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      for (Window window : Window.values()) {
        byte[] tallies = of(window).toBytes();
        out.writeInt(tallies.length);
        out.write(tallies);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  static RunningWindows fromBytes(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      byte format = in.readByte();
      if (format != FORMAT) {
        throw new IllegalArgumentException("windows of unknown format " + format);
      }
      RunningWindows windows = new RunningWindows();
      for (Window window : Window.values()) {
        windows.byWindow.put(window, Tallies.fromBytes(in.readNBytes(in.readInt())));
      }
      return windows;
    } catch (IOException broken) {
      throw new IllegalArgumentException("windows that cannot be read", broken);
    }
  }
}
