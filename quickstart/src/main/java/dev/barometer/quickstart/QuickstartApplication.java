package dev.barometer.quickstart;

import dev.barometer.quickstart.sample.SampleDesk;
import dev.barometer.quickstart.sample.SampleTraffic;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The command line: starts the suite, says where it is, and stops it on a signal. */
public final class QuickstartApplication {

  private static final int WRONG_USAGE = 2;

  /** How the process ends by itself: the disk is full; something else only a new start mends. */
  private static final int DISK_FULL = 28;

  private static final int BROKEN = 70;
  private static final Duration LONGEST_START = Duration.ofMinutes(10);
  private static final Duration LONGEST_STOP = Duration.ofMinutes(1);

  private final PrintStream out;
  private final PrintStream err;

  QuickstartApplication(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Returns only when the suite could not be started; a signal ends the process otherwise. */
  public static void main(String[] arguments) throws InterruptedException {
    var began = System.nanoTime();
    var application = new QuickstartApplication(System.out, System.err);
    var status = application.run(arguments, System.getenv("BAROMETER_API_TOKEN"), began);
    System.exit(status);
  }

  /** The process's exit code; it does not return while the suite runs. */
  int run(String[] arguments, @Nullable String token, long began) throws InterruptedException {
    if (Arrays.asList(arguments).contains("--help")) {
      out.print(Options.usage());
      return 0;
    }
    Options options;
    try {
      options = Options.parse(arguments, token);
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage() + " (./run --help lists the options)");
      return WRONG_USAGE;
    }
    try {
      DataFolder.prepare(options.data());
      logInto(options);
      serve(options, began);
    } catch (QuickstartException e) {
      err.println("Barometer cannot start: " + e.getMessage());
    } catch (RuntimeException e) {
      LoggerFactory.getLogger(QuickstartApplication.class).error("cannot start", e);
      err.println("Barometer cannot start: " + StartMistake.in(e));
      err.println("The log says more: " + DataFolder.logIn(options.data()));
    }
    return 1;
  }

  private void serve(Options options, long began) throws InterruptedException {
    var link = StartLink.draw();
    var people = SampleDesk.draw();
    var told = options.with(StartLink.SETTING, link.hash());
    var suite = start(options.samples() ? told.with(people.settings()) : told);
    var traffic =
        new SampleTraffic(
            suite.survey(),
            suite.complaint(),
            suite.reporting(),
            suite.token(),
            people,
            Clock.systemUTC());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(traffic, suite), "stop"));
    announce(suite, options, link, Duration.ofNanos(System.nanoTime() - began));
    if (options.samples()) {
      traffic.start();
    }
    new CountDownLatch(1).await(); // until a signal: the shutdown hook stops the suite
  }

  private Quickstart start(Options options) {
    // The broker ends the process it is in when it cannot write its log, without a word.
    Exit.setHaltProcedure((status, message) -> end(options, "the broker has ended itself"));
    Exit.setExitProcedure((status, message) -> end(options, "the broker has ended itself"));
    try (var deadline = Deadline.of("starting", LONGEST_START)) {
      return Quickstart.start(
          options,
          new Progress(out, Quickstart.STEPS),
          this::tell,
          () -> end(options, "the database cannot write its file"));
    }
  }

  /** News of the disk, which whoever looks at the console must see. */
  private void tell(String news) {
    LoggerFactory.getLogger(QuickstartApplication.class).warn(news);
    err.println(news);
  }

  /** Ends the process, which only a new start mends; what was acknowledged is on the disk. */
  private void end(Options options, String why) {
    var full = DataFolder.isFull(options.data());
    var line =
        full
            ? "Barometer ends: the disk of the data folder %s is full; make room and start it again, what was acknowledged is kept"
                .formatted(options.data())
            : "Barometer ends: %s; start it again, what was acknowledged is kept. The log says more: %s"
                .formatted(why, DataFolder.logIn(options.data()));
    err.println(line);
    LoggerFactory.getLogger(QuickstartApplication.class).warn("{} ({})", line, why);
    Runtime.getRuntime().halt(full ? DISK_FULL : BROKEN);
  }

  private void announce(Quickstart suite, Options options, StartLink link, Duration took) {
    var reporting = ServiceSettings.page(suite.ports().reporting());
    out.printf(
        """

        Barometer is ready after %s. Open this in a browser; it signs you in as administrator, once, within ten minutes:

          %s

          later       %s/  (name: administrator, password: the token)
          token       %s

        Programs bring the token along, too (README.md, docs/api.md):

          %s  takes tickets and answers in; over Kafka %s does
          %s  has scores and comments
          %s  has rolling scores
          %s  has cases

        What it keeps is in %s, its log is %s.
        Ctrl-C stops it; the next start goes on from there.
        """,
        Progress.seconds(took),
        link.address(reporting),
        reporting,
        suite.token(),
        ServiceSettings.page(suite.ports().survey()),
        suite.bootstrapServers(),
        reporting,
        ServiceSettings.page(suite.ports().scoring()),
        ServiceSettings.page(suite.ports().complaint()),
        options.data(),
        DataFolder.logIn(options.data()));
    out.flush();
  }

  private void stop(SampleTraffic traffic, Quickstart suite) {
    out.println("stopping ...");
    try (var deadline = Deadline.of("stopping", LONGEST_STOP)) {
      traffic.close();
      suite.close();
    }
    out.println("stopped");
  }

  /** Must run before anything logs: the logging system reads these once. */
  static void logInto(Options options) {
    System.setProperty("barometer.log", DataFolder.logIn(options.data()).toString());
    System.setProperty("logback.configurationFile", "quickstart-logback.xml");
    // Four contexts share one logging system; none of them may set it up or tear it down.
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    Logger.getLogger("").setLevel(Level.WARNING);
  }
}
