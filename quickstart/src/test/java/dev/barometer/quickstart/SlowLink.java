package dev.barometer.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;

/** A way to a port of this machine on which everything takes its time, there and back alike. */
final class SlowLink implements AutoCloseable {
  private final ServerSocket door;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile long delayNanos;

  SlowLink(int port, int target) {
    try {
      this.door = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.target = target;
    inBackground(this::accept);
  }

  /**
   * @param roundTrip of which each direction takes a half
   */
  void setRoundTrip(Duration roundTrip) {
    delayNanos = roundTrip.toNanos() / 2;
  }

  private void accept() throws IOException {
    while (!door.isClosed()) {
      Socket near = door.accept();
      Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
      for (Socket socket : new Socket[] {near, far}) {
        socket.setTcpNoDelay(true);
        sockets.add(socket);
      }
      pass(near, far);
      pass(far, near);
    }
  }

  private void pass(Socket from, Socket to) {
    var underWay = new DelayQueue<Bytes>();
    inBackground(
        () -> {
          try (from) {
            read(from.getInputStream(), underWay);
          } finally {
            underWay.put(new Bytes(new byte[0], 0));
          }
        });
    inBackground(
        () -> {
          try (to) {
            write(underWay, to.getOutputStream());
          }
        });
  }

  private void read(InputStream in, DelayQueue<Bytes> underWay) throws IOException {
    byte[] buffer = new byte[64 << 10];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      underWay.put(new Bytes(Arrays.copyOf(buffer, read), System.nanoTime() + delayNanos));
    }
  }

  private static void write(DelayQueue<Bytes> underWay, OutputStream out)
      throws IOException, InterruptedException {
    for (Bytes next = underWay.take(); next.bytes.length > 0; next = underWay.take()) {
      out.write(next.bytes);
    }
  }

  private record Bytes(byte[] bytes, long due) implements Delayed {
    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(due, ((Bytes) other).due);
    }
  }

  private interface Task {
    void run() throws IOException, InterruptedException;
  }

  /** A connection that breaks is over for both sides: that is all there is to do. */
  private static void inBackground(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException e) {
                Thread.currentThread().interrupt();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "slow-link");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      door.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
