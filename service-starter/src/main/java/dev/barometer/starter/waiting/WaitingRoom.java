package dev.barometer.starter.waiting;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Answers at the service's port in its place while it cannot start: alive, not ready, and why. The
 * web server of the service itself is opened last of all, when everything else has started.
 */
final class WaitingRoom implements AutoCloseable {
  private static final String LIVENESS = "/actuator/health/liveness";

  private final HttpServer server;
  private final String awaited;

  private WaitingRoom(HttpServer server, String awaited) {
    this.server = server;
    this.awaited = awaited;
  }

  static WaitingRoom open(@Nullable InetAddress address, int port, String awaited)
      throws IOException {
    InetSocketAddress at =
        address == null ? new InetSocketAddress(port) : new InetSocketAddress(address, port);
    WaitingRoom room = new WaitingRoom(HttpServer.create(at, 0), awaited);
    room.server.createContext("/", room::answer);
    room.server.start();
    return room;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean alive = exchange.getRequestURI().getPath().equals(LIVENESS);
      byte[] body =
          (alive
                  ? "{\"status\":\"UP\"}"
                  : "{\"title\":\"Service Unavailable\",\"status\":503,\"detail\":\"Waits for "
                      + awaited
                      + "\"}")
              .getBytes(UTF_8);
      exchange
          .getResponseHeaders()
          .set("Content-Type", alive ? "application/json" : "application/problem+json");
      if (!alive) {
        exchange.getResponseHeaders().set("Retry-After", "5");
      }
      exchange.sendResponseHeaders(alive ? 200 : 503, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
