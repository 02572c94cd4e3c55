package dev.barometer.e2e;

import dev.barometer.quickstart.Options;
import dev.barometer.quickstart.Ports;
import dev.barometer.quickstart.Quickstart;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.springframework.context.ApplicationContext;

/** The four services in this process; broker and database are in it, too, or in containers. */
final class InProcessStack implements Stack {
  static final String TOKEN = "end-to-end-0123456789";

  private final Options options;
  private final Function<Options, Quickstart> start;
  private Quickstart running;

  private InProcessStack(Options options, Function<Options, Quickstart> start) {
    this.options = options;
    this.start = start;
    this.running = start.apply(options);
  }

  /** With the embedded broker and database; whoever answers may be as fast as a test is. */
  static InProcessStack embedded(Path data) {
    return embedded(data, ports -> Map.of("barometer.answers.too-fast", "0s"));
  }

  /**
   * The same, set by what depends on where it will be.
   *
   * @param settings of all services
   */
  static InProcessStack embedded(Path data, Function<Ports, Map<String, String>> settings) {
    Ports ports = Ports.free();
    Options options = new Options(data, ports, false, TOKEN, settings.apply(ports));
    return new InProcessStack(options, Quickstart::start);
  }

  /**
   * On a broker and a database that run elsewhere.
   *
   * @param database the connection string, without the name of a database
   */
  static InProcessStack on(String bootstrapServers, String database, Path data) {
    return new InProcessStack(
        Options.withoutSamples(data, Ports.free(), TOKEN),
        options ->
            Quickstart.startServices(options, bootstrapServers, name -> database + "/" + name));
  }

  /** How the services are put together, by their names. */
  Map<String, ApplicationContext> contexts() {
    return running.contexts();
  }

  @Override
  public URI survey() {
    return running.survey();
  }

  @Override
  public URI scoring() {
    return running.scoring();
  }

  @Override
  public URI complaint() {
    return running.complaint();
  }

  @Override
  public URI reporting() {
    return running.reporting();
  }

  @Override
  public String bootstrapServers() {
    return running.bootstrapServers();
  }

  @Override
  public String token() {
    return running.token();
  }

  @Override
  public void restart() {
    running.close();
    running = start.apply(options);
  }

  @Override
  public void close() {
    running.close();
  }
}
