package dev.barometer.e2e;

import java.net.URI;
import java.util.Map;

/**
 * A whole suite that runs somewhere. Of a service's address, health and documents are asked by
 * paths without a slash before them: one door may stand before all.
 */
interface Stack extends AutoCloseable {

  URI survey();

  URI scoring();

  URI complaint();

  URI reporting();

  /** Where clients of the broker find it. */
  String bootstrapServers();

  /** What a client of the broker that may do everything there is told. */
  default Map<String, Object> broker() {
    return Map.of("bootstrap.servers", bootstrapServers());
  }

  /** An administrator's. */
  String token();

  /** Stops the services and starts them again on what they have kept. */
  void restart();

  @Override
  void close();
}
