package dev.barometer.mailserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A server on loopback that is spoken to line by line, as those of mail are. */
public final class LineServer implements AutoCloseable {
  private final ServerSocket socket;
  private final Supplier<Talk> talks;

  /** What is said over one connection. */
  public interface Talk {
    String greeting();

    /** What is said to a line, with its line ends; empty for nothing, null to end. */
    @Nullable String answer(String line);
  }

  public LineServer(Supplier<Talk> talks) throws IOException {
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.talks = talks;
    Thread accepting = new Thread(this::accept, "line-server");
    accepting.setDaemon(true);
    accepting.start();
  }

  public String host() {
    return socket.getInetAddress().getHostAddress();
  }

  public int port() {
    return socket.getLocalPort();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try (Socket one = socket.accept()) {
        talk(one, talks.get());
      } catch (IOException e) {
        // Who left in the middle, or the end of the test.
        continue;
      }
    }
  }

  private static void talk(Socket one, Talk talk) throws IOException {
    var lines = new BufferedReader(new InputStreamReader(one.getInputStream(), UTF_8));
    String said = talk.greeting();
    while (said != null) {
      one.getOutputStream().write(said.getBytes(UTF_8));
      one.getOutputStream().flush();
      String line = lines.readLine();
      said = line == null ? null : talk.answer(line);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
