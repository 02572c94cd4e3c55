package dev.barometer.benchmarks.load;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Starts the suite, finds how many answers it takes a second, sends many times more for some
 * minutes, and asks at the end whether exactly what was acknowledged is counted. Prints Markdown.
 */
public final class Overload {
  private static final List<String> OPTIONS =
      List.of("home", "data", "port-base", "seconds", "factor", "connections", "stretch");
  private static final int CLOSED_LOOP_CONNECTIONS = 64;
  private static final int MOST_WARM_UPS = 20;
  private static final int ENOUGH_NO_FASTER = 4;
  private static final int WARM_UP_RATE = 3_000;
  private static final Duration LONGEST_SETTLING = Duration.ofMinutes(5);

  private final PrintStream out;
  private final RunningSuite suite;
  private final Cores cores;
  private final LoadPlan base;
  private final Duration stretch;
  private final int connections;
  private final MemorySamples samples = new MemorySamples();
  private long expected;
  private int phases;

  private Overload(
      PrintStream out,
      RunningSuite suite,
      Cores cores,
      LoadPlan base,
      Duration stretch,
      int connections) {
    this.out = out;
    this.suite = suite;
    this.cores = cores;
    this.base = base;
    this.stretch = stretch;
    this.connections = connections;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Arguments given = new Arguments(arguments, OPTIONS);
    Path home = Path.of(given.text("home", "."));
    String folder = given.text("data", "");
    Path data =
        folder.isEmpty()
            ? Files.createTempDirectory("barometer-overload")
            : Files.createDirectories(Path.of(folder));
    String token = UUID.randomUUID().toString();
    int portBase = (int) given.number("port-base", 23_000);
    int connections = (int) given.number("connections", 512);
    Duration stretch = Duration.ofSeconds(given.number("stretch", 20));
    Cores cores = Cores.ofThisMachine();
    String run = Long.toString(Instant.now().getEpochSecond(), 36);
    boolean asWanted;
    try (RunningSuite suite = RunningSuite.start(home, data, portBase, token)) {
      LoadPlan base =
          new LoadPlan(
              LoadPlan.local("127.0.0.1", suite.surveyPort()),
              token,
              0,
              stretch,
              Requests.MOST,
              CLOSED_LOOP_CONNECTIONS,
              run,
              "load-" + run,
              Instant.now());
      asWanted =
          new Overload(System.out, suite, cores, base, stretch, connections)
              .run(given.number("factor", 5), Duration.ofSeconds(given.number("seconds", 120)));
    }
    System.exit(asWanted ? 0 : 1);
  }

  private boolean run(long factor, Duration overload) throws IOException, InterruptedException {
    out.printf(
        Locale.ROOT,
        "Machine: %d processors, %s %s, Java %s; %s.%n%n",
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        System.getProperty("java.version"),
        cores.isPinned()
            ? "the suite has the first, the load the second"
            : "suite and load share it");
    warmUp(overload);
    double capacity = capacity();
    out.printf(Locale.ROOT, "%nCapacity: %.0f answers a second.%n%n", capacity);

    Outcome flood = flood(capacity * factor, overload);
    // Once more: a machine that became faster meanwhile must not make the share look better.
    double after =
        load("closed loop, afterwards", base.closedLoop(stretch, CLOSED_LOOP_CONNECTIONS, "a"))
            .goodput();
    out.printf(
        Locale.ROOT,
        "%nOffered %.0f a second for %d s: %.0f acknowledged a second, %.0f %% of the capacity"
            + " (the higher one, before or after); every 10 s: %s%n%n",
        capacity * factor,
        overload.toSeconds(),
        flood.goodput(),
        100 * flood.goodput() / Math.max(capacity, after),
        flood.goodputEvery(10));
    samples.print(out);
    return settled();
  }

  /** With all processors; then until some stretches in a row are hardly faster than the fastest. */
  private void warmUp(Duration flood) throws IOException, InterruptedException {
    load("warm-up, too much", base.openLoop(WARM_UP_RATE, flood, connections, "f"));
    suite.pin(cores);
    cores.pinLoad(ProcessHandle.current());
    double best = 0;
    int noFaster = 0;
    for (int i = 0; i < MOST_WARM_UPS && noFaster < ENOUGH_NO_FASTER; i++) {
      double rate =
          load("warm-up", base.closedLoop(stretch, CLOSED_LOOP_CONNECTIONS, "w")).goodput();
      noFaster = rate < 1.05 * best ? noFaster + 1 : 0;
      best = Math.max(best, rate);
    }
  }

  /** The most that was acknowledged a second, in a closed loop or at any rate that was tried. */
  private double capacity() throws IOException, InterruptedException {
    double best =
        load("closed loop", base.closedLoop(stretch, CLOSED_LOOP_CONNECTIONS, "c")).goodput();
    double rate = best * 0.8;
    while (true) {
      Outcome tried =
          load(
              String.format(Locale.ROOT, "%.0f a second", rate),
              base.openLoop(rate, stretch, connections, "r"));
      best = Math.max(best, tried.goodput());
      if (tried.goodput() < 0.95 * rate) {
        return best;
      }
      rate *= 1.2;
    }
  }

  private Outcome flood(double rate, Duration overload) throws IOException, InterruptedException {
    ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
    long began = System.nanoTime();
    watch.scheduleAtFixedRate(() -> sample(began), 0, 5, TimeUnit.SECONDS);
    try {
      return load("overload", base.openLoop(rate, overload, connections, "o"));
    } finally {
      watch.shutdown();
      watch.awaitTermination(30, TimeUnit.SECONDS);
    }
  }

  private void sample(long began) {
    try {
      long second = (System.nanoTime() - began) / 1_000_000_000L;
      samples.add(
          second, suite.residentBytes(), suite.heapBytes("committed"), suite.heapBytes("used"));
    } catch (IOException e) {
      out.println("no sample: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Outcome load(String name, LoadPlan plan) throws IOException, InterruptedException {
    phases++;
    LoadPlan named =
        new LoadPlan(
            plan.target(),
            plan.token(),
            plan.rate(),
            plan.duration(),
            plan.most(),
            plan.connections(),
            base.prefix() + "-" + plan.prefix() + phases,
            plan.team(),
            plan.submittedAt());
    Outcome outcome = Load.run(named);
    out.println("* " + name + ": " + outcome);
    Requests requests = new Requests(named);
    for (long request : outcome.unknown()) {
      suite.sendAgain(named, requests, request);
    }
    expected += outcome.acknowledged().size() + outcome.unknown().size();
    return outcome;
  }

  /** Whether the score counts each acknowledged answer once, when everything has passed through. */
  private boolean settled() throws IOException, InterruptedException {
    long began = System.nanoTime();
    long counted = suite.counted(base.team());
    while (counted < expected && System.nanoTime() - began < LONGEST_SETTLING.toNanos()) {
      TimeUnit.SECONDS.sleep(1);
      counted = suite.counted(base.team());
    }
    out.printf(
        Locale.ROOT,
        "%nAcknowledged %d, counted %d, %d s after the last: %s%n",
        expected,
        counted,
        (System.nanoTime() - began) / 1_000_000_000L,
        counted == expected ? "each exactly once" : "NOT THE SAME");
    return counted == expected;
  }
}
