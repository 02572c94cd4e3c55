package dev.barometer.quickstart;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** How the services are set where all of them are in one process. */
final class ServiceSettings {
  private ServiceSettings() {}

  /** Of one of them; what the options say comes last. */
  static Map<String, String> of(
      Service service,
      Options options,
      DataFolder folder,
      String bootstrapServers,
      UnaryOperator<String> databaseUri,
      String token,
      String signingKey) {
    var settings = new HashMap<>(own(service, folder, bootstrapServers, databaseUri, token));
    settings.put("barometer.signing-key", signingKey);
    settings.putAll(links(options.ports()));
    settings.putAll(options.settings());
    return settings;
  }

  /** Each has a port of its own: pages lead to each other by whole addresses. */
  private static Map<String, String> links(Ports ports) {
    return Map.of(
        "barometer.links.reporting", page(ports.reporting()),
        "barometer.links.survey", page(ports.survey()),
        "barometer.links.complaint", page(ports.complaint()),
        "barometer.links.scoring", page(ports.scoring()));
  }

  /** Where a browser of this machine finds a service. */
  static String page(int port) {
    return "http://localhost:" + port;
  }

  /** What must differ here from a service that runs on its own. */
  private static Map<String, String> own(
      Service service,
      DataFolder folder,
      String bootstrapServers,
      UnaryOperator<String> databaseUri,
      String token) {
    var streams = "spring.cloud.stream.kafka.streams.binder.";
    return Map.ofEntries(
        Map.entry("server.address", "127.0.0.1"),
        Map.entry("server.port", String.valueOf(service.port())),
        Map.entry("barometer.api-token", token),
        // One partition: every scope is read in step, and one process needs no more.
        Map.entry("barometer.topics.partitions", "1"),
        Map.entry("spring.kafka.bootstrap-servers", bootstrapServers),
        Map.entry("spring.cloud.stream.kafka.binder.brokers", bootstrapServers),
        Map.entry(streams + "brokers", bootstrapServers),
        Map.entry(streams + "configuration.num.stream.threads", "1"),
        // With a tenth of a processor a commit takes longer than ten seconds. No other instance
        // waits for the end of a transaction here, and a restart ends it.
        Map.entry(streams + "configuration.transaction.timeout.ms", "30000"),
        Map.entry(
            streams + "configuration.state.dir",
            folder.streams().resolve(service.name()).toString()),
        Map.entry("barometer.disk.folders", folder.root().toString()),
        Map.entry("barometer.imports.directory", folder.imports().toString()),
        Map.entry("spring.mongodb.uri", databaseUri.apply(service.database())),
        // A browser that watches the dashboard keeps its connection open for ever.
        Map.entry("spring.lifecycle.timeout-per-shutdown-phase", "3s"));
  }
}
