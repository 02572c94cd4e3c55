package dev.barometer.quickstart;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The suite's ports; all move together with the base, which is reporting-service's own. */
public record Ports(int base) {

  public static final int DEFAULT_BASE = 8080;
  private static final int LOWEST_BASE = 1024;
  private static final int HIGHEST_BASE = 64_000;

  /** How far the ports of broker and database are from those of the services. */
  private static final int STORES = 1012;

  /** Its locks end with the process. */
  private static final Map<Integer, FileChannel> RESERVED = new HashMap<>();

  public Ports {
    if (base < LOWEST_BASE || base > HIGHEST_BASE) {
      throw new IllegalArgumentException(
          "the port base must be from %d to %d, not %d".formatted(LOWEST_BASE, HIGHEST_BASE, base));
    }
  }

  /** Ports that nobody listens on, and that no other process chooses while this one lives. */
  public static Ports free() {
    // Below the range from which systems take the ports of outgoing connections, and so that the
    // services of one suite have no port of another's stores.
    return RandomGenerator.getDefault()
        .ints(10_000 / Services.COUNT, 30_000 / Services.COUNT)
        .map(step -> step * Services.COUNT)
        .filter(base -> base / STORES % 2 == 0)
        .mapToObj(Ports::new)
        .filter(ports -> ports.taken().isEmpty() && ports.reserve())
        .findFirst()
        .orElseThrow();
  }

  private boolean reserve() {
    // To open the file once more and close it would give this process's lock away.
    synchronized (RESERVED) {
      return !RESERVED.containsKey(base) && lock();
    }
  }

  private boolean lock() {
    Path file = Path.of(System.getProperty("java.io.tmpdir"), "barometer-ports-" + base);
    try {
      var channel = FileChannel.open(file, CREATE, WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        return false;
      }
      RESERVED.put(base, channel);
      return true;
    } catch (AccessDeniedException e) {
      return false; // somebody else's who has chosen them once
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int reporting() {
    return base;
  }

  public int survey() {
    return base + 1;
  }

  public int scoring() {
    return base + 2;
  }

  public int complaint() {
    return base + 3;
  }

  public int broker() {
    return base + STORES;
  }

  public int controller() {
    return base + STORES + 1;
  }

  public int database() {
    return base + STORES + 2;
  }

  /** Those somebody else listens on already. */
  List<Integer> taken() {
    return List.of(
            reporting(), survey(), scoring(), complaint(), broker(), controller(), database())
        .stream()
        .filter(Ports::isTaken)
        .toList();
  }

  private static boolean isTaken(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return false;
    } catch (BindException e) {
      return true;
    } catch (AccessDeniedException e) {
      return false; // somebody else's who has chosen them once
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
