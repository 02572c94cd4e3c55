package dev.barometer.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.barometer.quickstart.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The suite as docker-compose.yml ships it, under a name and on ports of its own, through its door,
 * with the broker opened to this machine.
 */
final class ComposeStack implements Stack {
  static final String BROKER = "kafka";
  static final String DOOR = "door";
  static final String DATABASE = "mongo";
  static final List<String> SERVICES =
      List.of("survey-service", "scoring-service", "complaint-service", "reporting-service");

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final List<String> FILES =
      Stream.of(
              "docker-compose.yml",
              "deploy/kafka-outside.yml",
              "e2e-tests/src/test/resources/compose-cheap-starts.yml")
          .map(file -> ROOT.resolve(file).toString())
          .toList();

  private static final String[] IMAGES = {
    "eclipse-temurin:25-jre",
    Docker.image("apache/kafka"),
    Docker.image("mongo"),
    Docker.image("caddy"),
    Docker.image("prom/prometheus"),
    Docker.image("grafana/grafana")
  };

  private final Ports ports = Ports.free();
  private final Map<String, String> environment;
  private final Path secrets;
  private final String token;

  private ComposeStack(Path secrets) {
    makeSecrets(secrets);
    this.secrets = secrets;
    this.token = read(secrets.resolve("api-token"));
    this.environment =
        Map.ofEntries(
            Map.entry("COMPOSE_PROJECT_NAME", "barometer-" + ports.base()),
            Map.entry("COMPOSE_FILE", String.join(":", FILES)),
            Map.entry("COMPOSE_ENV_FILES", "/dev/null"),
            Map.entry("BAROMETER_SECRETS", secrets.toString()),
            Map.entry("BAROMETER_REHEARSE", "no"),
            Map.entry("BAROMETER_PORT", String.valueOf(ports.reporting())),
            Map.entry("KAFKA_PORT", String.valueOf(ports.broker())),
            Map.entry("GRAFANA_PORT", String.valueOf(ports.database())));
  }

  /** Builds the images, starts everything and waits until it is healthy. */
  static ComposeStack up(Path folder) {
    Docker.assumeImages(IMAGES);
    for (String service : SERVICES) {
      assumeTrue(hasJar(service), "left out: " + service + " is not packaged");
    }
    var stack = new ComposeStack(folder.resolve("secrets"));
    try {
      stack.compose("up", "-d", "--build", "--wait", "--wait-timeout", "300");
      return stack;
    } catch (RuntimeException e) {
      try (stack) {
        throw new IllegalStateException(stack.compose("logs", "--tail", "50"), e);
      }
    }
  }

  /** Runs one command of Docker Compose on this suite. */
  String compose(String... arguments) {
    return compose(Map.of(), arguments);
  }

  private String compose(Map<String, String> more, String... arguments) {
    Map<String, String> settings = new HashMap<>(environment);
    settings.putAll(more);
    List<String> command = new ArrayList<>(List.of("compose"));
    command.addAll(List.of(arguments));
    return Docker.run(settings, command.toArray(String[]::new));
  }

  /** Lets the door speak TLS alone from now on; returns where it is, and whom to trust. */
  TlsDoor overTls() {
    compose(
        Map.of("BAROMETER_HOST", "localhost", "BAROMETER_CERTIFICATE", "internal"),
        "up",
        "-d",
        "--no-deps",
        "--wait",
        DOOR);
    String authority = "/tmp/caddy/pki/authorities/local/root.crt";
    return new TlsDoor(
        URI.create("https://localhost:%d/".formatted(ports.reporting())),
        compose("exec", "-T", DOOR, "cat", authority));
  }

  /**
   * @param authority the certificate, as PEM, of whoever signed the door's
   */
  record TlsDoor(URI address, String authority) {}

  @Override
  public URI survey() {
    return behindTheDoor("survey-service");
  }

  @Override
  public URI scoring() {
    return behindTheDoor("scoring-service");
  }

  @Override
  public URI complaint() {
    return behindTheDoor("complaint-service");
  }

  @Override
  public URI reporting() {
    return behindTheDoor("reporting-service");
  }

  @Override
  public String bootstrapServers() {
    return "127.0.0.1:" + ports.broker();
  }

  @Override
  public Map<String, Object> broker() {
    return brokerAs("admin");
  }

  /** What a client of the broker is told that comes as this user, with its password. */
  Map<String, Object> brokerAs(String user) {
    return Map.of(
        "bootstrap.servers",
        bootstrapServers(),
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(user, read(secrets.resolve("kafka-" + user))));
  }

  @Override
  public String token() {
    return token;
  }

  @Override
  public void restart() {
    List<String> stop = new ArrayList<>(List.of("stop"));
    stop.addAll(SERVICES);
    compose(stop.toArray(String[]::new));
    compose("up", "-d", "--wait", "--wait-timeout", "300");
  }

  @Override
  public void close() {
    compose("down", "-v", "--timeout", "20");
  }

  /** All have one door: absolute paths lead to whom they belong, others to this service alone. */
  private URI behindTheDoor(String service) {
    return URI.create("http://127.0.0.1:%d/%s/".formatted(ports.reporting(), service));
  }

  private static boolean hasJar(String service) {
    try (var jars =
        Files.newDirectoryStream(ROOT.resolve(service).resolve("target"), "*-exec.jar")) {
      return jars.iterator().hasNext();
    } catch (IOException e) {
      return false; // there is no such folder: nothing was built
    }
  }

  private static void makeSecrets(Path folder) {
    try {
      Process making =
          new ProcessBuilder(ROOT.resolve("deploy/make-secrets").toString(), folder.toString())
              .inheritIO()
              .start();
      if (making.waitFor() != 0) {
        throw new IllegalStateException("deploy/make-secrets failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
