package dev.barometer.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.random.RandomGenerator;

/** The suite's ports; all move together with the base, which is reporting-service's own. */
public record Ports(int base) {

  public static final int DEFAULT_BASE = 8080;
  private static final int LOWEST_BASE = 1024;
  private static final int HIGHEST_BASE = 64_000;

  public Ports {
    if (base < LOWEST_BASE || base > HIGHEST_BASE) {
      throw new IllegalArgumentException(
          "the port base must be from %d to %d, not %d".formatted(LOWEST_BASE, HIGHEST_BASE, base));
    }
  }

  /** Ports that nobody listens on at the moment, for tests. */
  public static Ports free() {
    // Below the range from which systems take the ports of outgoing connections; in steps, so that
    // two suites that start at the same time seldom choose ports of each other.
    return RandomGenerator.getDefault()
        .ints(10_000 / Services.COUNT, 30_000 / Services.COUNT)
        .mapToObj(step -> new Ports(step * Services.COUNT))
        .filter(ports -> ports.taken().isEmpty())
        .findFirst()
        .orElseThrow();
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
    return base + 1012;
  }

  public int controller() {
    return base + 1013;
  }

  public int database() {
    return base + 1014;
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
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
