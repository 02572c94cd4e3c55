package dev.barometer.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.starter.StartRefusedException;
import dev.barometer.starter.security.WeakSecrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the suite is started.
 *
 * @param data the folder that holds everything it keeps
 * @param samples whether a made-up service desk sends tickets and answers
 * @param token the administrator's token; null means the one kept in the data folder
 * @param settings further settings of all four services, by property name
 */
public record Options(
    Path data, Ports ports, boolean samples, @Nullable String token, Map<String, String> settings) {

  static final String TOKEN = "BAROMETER_API_TOKEN";

  public Options {
    settings = Map.copyOf(settings);
  }

  /** An empty suite with the given token: what a test wants. */
  public static Options withoutSamples(Path data, Ports ports, String token) {
    return new Options(data, ports, false, token, Map.of());
  }

  /** The same with one more setting of all four services. */
  Options with(String setting, String value) {
    return with(Map.of(setting, value));
  }

  /** The same with more settings of all four services. */
  Options with(Map<String, String> further) {
    var more = new HashMap<>(settings);
    more.putAll(further);
    return new Options(data, ports, samples, token, more);
  }

  /** What {@code ./run --help} prints. */
  static String usage() {
    try (var text = Options.class.getResourceAsStream("/usage.txt")) {
      return new String(Objects.requireNonNull(text).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException naming the argument that cannot be understood
   */
  static Options parse(String[] arguments, @Nullable String token) {
    var data = Path.of("data");
    var ports = new Ports(Ports.DEFAULT_BASE);
    var samples = true;
    for (var rest = Arrays.asList(arguments).iterator(); rest.hasNext(); ) {
      var argument = rest.next();
      switch (argument) {
        case "--no-samples" -> samples = false;
        case "--data" -> data = folderFrom(valueOf(argument, rest));
        case "--port-base" -> ports = portsFrom(valueOf(argument, rest));
        default -> throw new IllegalArgumentException("unknown option " + argument);
      }
    }
    return new Options(data, ports, samples, checked(token), Map.of());
  }

  /** An empty variable is one that is not set. */
  private static @Nullable String checked(@Nullable String token) {
    if (token == null || token.isEmpty()) {
      return null;
    }
    try {
      WeakSecrets.refuse(TOKEN, token);
    } catch (StartRefusedException e) {
      throw new IllegalArgumentException(e.getMessage() + " " + e.action(), e);
    }
    return token;
  }

  private static String valueOf(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException("a value must follow " + option);
    }
    return rest.next();
  }

  private static Path folderFrom(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("the name of a folder must follow --data");
    }
    return Path.of(name);
  }

  private static Ports portsFrom(String base) {
    try {
      return new Ports(Integer.parseInt(base));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a port number: " + base, e);
    }
  }
}
