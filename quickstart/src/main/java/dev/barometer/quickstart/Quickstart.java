package dev.barometer.quickstart;

import dev.barometer.broker.EmbeddedBroker;
import dev.barometer.starter.StartRefusedException;
import dev.barometer.starter.security.WeakSecrets;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;

/**
 * The running suite. What was started last is stopped first: services, database, broker; the data
 * folder is let go of at the end.
 */
public final class Quickstart implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Quickstart.class);

  static final int STEPS = 2 + Services.COUNT;

  /** A laptop's share of threads. */
  private static final Map<String, String> SMALL_BROKER =
      Map.of("num.network.threads", "2", "num.io.threads", "4");

  /** What is set with this before its name is a setting of the broker. */
  private static final String OF_THE_BROKER = "embedded-broker.";

  private final Ports ports;
  private final String bootstrapServers;
  private final String token;
  private final Services services;
  private final Deque<Runnable> stops;

  private Quickstart(
      Ports ports,
      String bootstrapServers,
      String token,
      Services services,
      Deque<Runnable> stops) {
    this.ports = ports;
    this.bootstrapServers = bootstrapServers;
    this.token = token;
    this.services = services;
    this.stops = stops;
  }

  /** Starts everything; returns when all four services are ready for traffic. */
  public static Quickstart start(Options options) {
    return start(options, Progress.silent(), log::warn, () -> log.error("The database is broken"));
  }

  /**
   * @param news is told when the disk is full, and when there is room again
   * @param broken is called when a part has given up that only a new start mends
   */
  static Quickstart start(
      Options options, Progress progress, Consumer<String> news, Runnable broken) {
    var ports = options.ports();
    var stops = new ArrayDeque<Runnable>();
    try {
      var folder = open(options, stops);
      var broker =
          progress.step(
              "broker",
              () ->
                  new EmbeddedBroker(
                          folder.kafka(),
                          ports.broker(),
                          ports.controller(),
                          brokerSettings(options))
                      .start());
      stops.push(broker::close);
      var database =
          progress.step("database", () -> EmbeddedDatabase.start(folder.mongo(), ports.database()));
      stops.push(database::close);
      var disk = DiskWatch.start(folder, database::isBroken, news, broken);
      stops.push(disk::close);

      return startServices(
          options, folder, broker.bootstrapServers(), database::uri, progress, stops);
    } catch (RuntimeException | Error e) {
      stopAll(stops, e);
      throw e;
    }
  }

  /**
   * Starts the services alone, on a broker and a database that run elsewhere.
   *
   * @param databaseUri the connection string of the database of a name
   */
  public static Quickstart startServices(
      Options options, String bootstrapServers, UnaryOperator<String> databaseUri) {
    var stops = new ArrayDeque<Runnable>();
    try {
      var folder = open(options, stops);
      return startServices(
          options, folder, bootstrapServers, databaseUri, Progress.silent(), stops);
    } catch (RuntimeException | Error e) {
      stopAll(stops, e);
      throw e;
    }
  }

  private static Map<String, String> brokerSettings(Options options) {
    var settings = new HashMap<>(SMALL_BROKER);
    options
        .settings()
        .forEach(
            (name, value) -> {
              if (name.startsWith(OF_THE_BROKER)) {
                settings.put(name.substring(OF_THE_BROKER.length()), value);
              }
            });
    return settings;
  }

  private static DataFolder open(Options options, Deque<Runnable> stops) {
    var folder = DataFolder.open(options.data());
    stops.push(folder::close);
    checkFree(options.ports());
    checkToken(options, folder);
    return folder;
  }

  private static Quickstart startServices(
      Options options,
      DataFolder folder,
      String bootstrapServers,
      UnaryOperator<String> databaseUri,
      Progress progress,
      Deque<Runnable> stops) {
    var token = options.token() == null ? folder.token() : options.token();
    // Here, because the services start side by side.
    var signingKey = folder.signingKey();
    var services =
        Services.start(
            options.ports(),
            service -> {
              var settings =
                  ServiceSettings.of(
                      service, options, folder, bootstrapServers, databaseUri, token, signingKey);
              return progress.step(service.name(), () -> service.start(settings));
            });
    stops.push(services::close);
    return new Quickstart(options.ports(), bootstrapServers, token, services, stops);
  }

  /** The one in the data folder may have been written by hand. */
  private static void checkToken(Options options, DataFolder folder) {
    if (options.token() == null) {
      try {
        WeakSecrets.refuse("the token in " + folder.tokenFile(), folder.token());
      } catch (StartRefusedException e) {
        throw new QuickstartException(e.getMessage() + " " + e.action());
      }
    }
  }

  public Ports ports() {
    return ports;
  }

  /** An administrator's, good for all four services. */
  public String token() {
    return token;
  }

  public URI reporting() {
    return address(ports.reporting());
  }

  public URI survey() {
    return address(ports.survey());
  }

  public URI scoring() {
    return address(ports.scoring());
  }

  public URI complaint() {
    return address(ports.complaint());
  }

  /** The four services by their names, as whoever checks how they are put together needs them. */
  public Map<String, ApplicationContext> contexts() {
    return services.contexts();
  }

  /** Where clients of the broker find it. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Stops everything; a second call does nothing. */
  @Override
  public synchronized void close() {
    var failure = new IllegalStateException("not everything stopped cleanly");
    stopAll(stops, failure);
    if (failure.getSuppressed().length > 0) {
      throw failure;
    }
  }

  private static URI address(int port) {
    return URI.create("http://127.0.0.1:%d/".formatted(port));
  }

  private static void checkFree(Ports ports) {
    var taken = ports.taken();
    if (!taken.isEmpty()) {
      throw new QuickstartException(
          "something else listens on port %s already; stop it, or move all ports with --port-base"
              .formatted(taken));
    }
  }

  /**
   * Stops all, last started first; what goes wrong is added to the failure and the rest goes on.
   */
  private static void stopAll(Deque<Runnable> stops, Throwable failure) {
    while (!stops.isEmpty()) {
      try {
        stops.pop().run();
      } catch (RuntimeException e) {
        failure.addSuppressed(e);
      }
    }
  }
}
