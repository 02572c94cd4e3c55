package dev.barometer.complaint.handling;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.barometer.complaint.MemoryDatabase;
import dev.barometer.complaint.MovingClock;
import java.io.BufferedReader;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link ClockInstance} in a process of its own, which does what it is told to line by line and
 * answers each line with one.
 */
final class ClockProcess implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ClockProcess.class);

  private static final String AT = "at ";
  private static final String DO = "do ";
  private static final String TELL = "tell";
  private static final String LOOK = "look";
  private static final String SWEEP = "sweep";
  private static final String DONE = "done";
  private static final String ENDED = "ended";
  private static final int LONGEST_ANSWER_SECONDS = 300;

  private final String name;
  private final Process process;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private volatile boolean wasKilled;
  private int open;

  private ClockProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    Thread reader = new Thread(this::read, name);
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * @param name as the database knows its connections
   * @param said where it writes what nobody asked it
   */
  static ClockProcess begin(String name, String database, File said) {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                ClockProcess.class.getName(),
                name,
                database)
            .redirectError(ProcessBuilder.Redirect.appendTo(said));
    try {
      return new ClockProcess(name, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return name;
  }

  void at(Instant now) {
    tell(AT + now);
  }

  void does(Doing doing) {
    tell(DO + doing.text());
  }

  void tell() {
    tell(TELL);
  }

  void look() {
    tell(LOOK);
  }

  void sweep() {
    tell(SWEEP);
  }

  private void tell(String line) {
    open++;
    try {
      OutputStream commands = process.getOutputStream();
      commands.write((line + "\n").getBytes(UTF_8));
      commands.flush();
    } catch (IOException e) {
      // It was killed, which whoever waits for its answers learns.
      answers.add(ENDED);
    }
  }

  /**
   * Waits until it has done what it was told to, or has ended.
   *
   * @return how many lines it did not answer; 0 where it lives
   */
  int unanswered() {
    boolean lives = true;
    while (open > 0 && lives) {
      lives = answer().equals(DONE);
      open -= lives ? 1 : 0;
    }
    return open;
  }

  private String answer() {
    try {
      String answer = answers.poll(LONGEST_ANSWER_SECONDS, TimeUnit.SECONDS);
      if (answer == null) {
        throw new IllegalStateException(name + " does not answer");
      }
      return answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      lines.lines().forEach(this::read);
    } catch (IOException | UncheckedIOException e) {
      answers.add("cannot be read: " + e);
    } finally {
      answers.add(ENDED);
    }
  }

  /** It logs to where it answers. */
  private void read(String line) {
    if (line.equals(DONE)) {
      answers.add(line);
    } else {
      log.warn("{} says: {}", name, line);
    }
  }

  /** Ends it with SIGKILL. */
  void kill() {
    wasKilled = true;
    process.destroyForcibly();
  }

  boolean wasKilled() {
    return wasKilled;
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  /** The process. */
  public static void main(String[] arguments) throws IOException {
    MongoClientSettings settings =
        MongoClientSettings.builder()
            .applyConnectionString(new ConnectionString(arguments[1]))
            .applicationName(arguments[0])
            .build();
    try (MongoClient client = MongoClients.create(settings);
        var answers = new FileOutputStream(FileDescriptor.out);
        var commands = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      MovingClock clock = new MovingClock(Instant.EPOCH);
      var instance =
          new ClockInstance(arguments[0], MemoryDatabase.templateOf(client), clock, () -> {});
      for (String line = commands.readLine(); line != null; line = commands.readLine()) {
        obey(line, instance, clock);
        answers.write((DONE + "\n").getBytes(UTF_8));
      }
    }
  }

  private static void obey(String line, ClockInstance instance, MovingClock clock) {
    if (line.startsWith(AT)) {
      clock.moveTo(Instant.parse(line.substring(AT.length())));
    } else if (line.startsWith(DO)) {
      instance.does(Doing.parse(line.substring(DO.length())));
    } else {
      switch (line) {
        case TELL -> instance.tell();
        case LOOK -> instance.look();
        case SWEEP -> instance.sweep();
        default -> throw new IllegalArgumentException(line);
      }
    }
  }
}
