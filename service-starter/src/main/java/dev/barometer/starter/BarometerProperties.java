package dev.barometer.starter;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What every service lets itself be told.
 *
 * @param service the service's name: its consumer group, its cookie, its place in sources
 * @param writes the topics this service writes through FactPublisher
 * @param reads the topics this service reads and may find unreadable: each gets its dead letters
 * @param storeMemory what all stores of the service's streams take outside the heap: blocks and
 *     buffers
 * @param positions where it is kept how far the service has read
 * @param apiToken seeds an administrator's token
 * @param tokens who else may call
 */
@ConfigurationProperties("barometer")
public record BarometerProperties(
    String service,
    @DefaultValue List<String> writes,
    @DefaultValue List<String> reads,
    @DefaultValue("128MB") DataSize storeMemory,
    @DefaultValue("broker") Positions positions,
    @DefaultValue Topics topics,
    @DefaultValue Organisation organisation,
    @DefaultValue Http http,
    @DefaultValue Tracing tracing,
    @Nullable String apiToken,
    @DefaultValue List<Token> tokens) {

  /** Where it is kept how far the service has read. */
  public enum Positions {
    /** As the consumer group's committed offsets: for consumers that keep nothing themselves. */
    BROKER,
    /** Beside the data, so that a store that lost its last second reads it again. */
    MONGO
  }

  /**
   * How topics are made.
   *
   * @param compactionLag how long every step of a fact stays before only its last state does: as
   *     long as a service may be down and miss none
   * @param inboundRetention how long what came from outside is kept
   * @param deadLetterRetention how long an operator has to look at a dead letter
   * @param auditRetention how long administrative acts are kept
   */
  public record Topics(
      @DefaultValue("8") int partitions,
      @DefaultValue("1") short replication,
      @DefaultValue("7d") Duration compactionLag,
      @DefaultValue("7d") Duration inboundRetention,
      @DefaultValue("30d") Duration deadLetterRetention,
      @DefaultValue("400d") Duration auditRetention) {}

  /**
   * The organisation that is measured. When it works stands with the calendars.
   *
   * @param zone whose days count
   * @param minimumN the n under which what people said gives no number
   * @param minimumComments how many must have written before comments are shown
   * @param privacy whether answers of the system may be compared to learn of fewer people than that
   */
  public record Organisation(
      @DefaultValue("UTC") ZoneId zone,
      @DefaultValue("5") int minimumN,
      @DefaultValue("10") int minimumComments,
      @DefaultValue("basic") Privacy privacy) {

    public Organisation {
      if (minimumN < 1 || minimumComments < 1) {
        throw new IllegalArgumentException(
            "barometer.organisation.minimum-n and minimum-comments must be at least 1");
      }
      if (privacy == Privacy.STRICT && minimumN < 2) {
        throw new IllegalArgumentException(
            "barometer.organisation.privacy=strict needs a minimum-n of at least 2");
      }
    }

    /** How many people are told together at least; 1 tells each at once. */
    public int groupSize() {
      return privacy == Privacy.STRICT ? minimumN : 1;
    }
  }

  /** How far small groups are protected. */
  public enum Privacy {
    /** No number of fewer people than the minimum n, nor what would give it away in a breakdown. */
    BASIC,
    /** And no two answers of the system that differ by fewer people. */
    STRICT
  }

  /**
   * What an HTTP call may take.
   *
   * @param maxBody the longest body that is read into memory, as it comes and inflated
   * @param streamedPaths path patterns whose bodies are read as streams, of any length
   * @param maxBatch the most events of one call
   * @param maxInFlight how many calls that write are handled at once; further ones are refused
   * @param maxHeld how many bytes of their bodies may be in memory at once
   * @param bodyGrace the time a body has however short it is
   * @param slowestBody bytes a second that a body must keep up after that
   * @param allowedOrigins whose pages may call the API, with a token: {@code
   *     https://wall.example.org}, as browsers name them
   */
  public record Http(
      @DefaultValue("10MB") DataSize maxBody,
      @DefaultValue List<String> streamedPaths,
      @DefaultValue("10000") int maxBatch,
      @DefaultValue("128") int maxInFlight,
      @DefaultValue("24MB") DataSize maxHeld,
      @DefaultValue("10s") Duration bodyGrace,
      @DefaultValue("1KB") DataSize slowestBody,
      @DefaultValue List<String> allowedOrigins) {
    private static final Pattern ORIGIN = Pattern.compile("https?://[^/*?#@\\s]+");

    public Http {
      allowedOrigins = List.copyOf(allowedOrigins);
      for (String origin : allowedOrigins) {
        if (!ORIGIN.matcher(origin).matches()) {
          throw new IllegalArgumentException(
              "barometer.http.allowed-origins must hold origins like https://wall.example.org,"
                  + " without a path and without wildcards, not "
                  + origin);
        }
      }
    }
  }

  /**
   * Who takes the traces.
   *
   * @param endpoint of a collector that speaks OTLP over HTTP; empty leaves tracing out altogether
   */
  public record Tracing(@DefaultValue("") String endpoint) {
    public boolean isOn() {
      return !endpoint.isBlank();
    }
  }

  /**
   * A caller.
   *
   * @param name the user name at the login form
   * @param hash SHA-256 of the token, in hexadecimal
   * @param sender whose is what it sends, where that is not its name: shared with its successors
   */
  public record Token(String name, Role role, String hash, @Nullable String sender) {}
}
