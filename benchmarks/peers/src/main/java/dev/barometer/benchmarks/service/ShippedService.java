package dev.barometer.benchmarks.service;

import dev.barometer.benchmarks.harness.Bench;
import dev.barometer.benchmarks.harness.Measured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A service as its image has it: the jar taken apart, and an archive of the classes that one start
 * loads, made by a start with neither broker nor database. Made once for a bench.
 */
public final class ShippedService {
  private static final int AOT_SINCE = 25;

  /** The home of the Java that the images have; null where that is not known. */
  private static final @Nullable String IMAGE_JAVA = System.getenv("JAVA_25_HOME");

  private static final List<String> MACHINE =
      List.of("-XX:ActiveProcessorCount=1", "-XX:+UseSerialGC", "-Xmx1g");

  /**
   * What the images rehearse with: a start that knows which methods were busy compiles too much.
   */
  private static final String FIRST_COMPILER = "-XX:TieredStopAtLevel=1";

  private final Bench bench;
  private final String name;
  private final Path folder;

  private ShippedService(Bench bench, String name, Path folder) {
    this.bench = bench;
    this.name = name;
    this.folder = folder;
  }

  /** Takes the jar apart and rehearses the start, unless that was done before. */
  public static ShippedService of(Bench bench, String name)
      throws IOException, InterruptedException {
    Path folder = bench.work().resolve("shipped-" + name);
    ShippedService service = new ShippedService(bench, name, folder);
    if (!Files.exists(folder)) {
      Files.createDirectories(folder);
      run(
          folder,
          List.of(
              "-Djarmode=tools",
              "-jar",
              bench.serviceJar(name).toString(),
              "extract",
              "--force",
              "--destination",
              folder.toString()));
      service.rehearse();
    }
    return service;
  }

  private void rehearse() throws IOException, InterruptedException {
    List<String> java = new ArrayList<>(MACHINE);
    java.add(FIRST_COMPILER);
    java.add(archiving());
    java.addAll(List.of("-Xlog:disable", "-Dspring.context.exit=onRefresh", "-jar", jar()));
    java.add("--barometer.api-token=" + UUID.randomUUID());
    run(folder, java);
  }

  private static void run(Path folder, List<String> java) throws IOException, InterruptedException {
    List<String> command = command(java);
    Path log = folder.resolve("made.log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("JDK_AOT_VM_OPTIONS", FIRST_COMPILER);
    Process process = builder.start();
    if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
      throw new IOException(String.join(" ", command) + " failed: " + Files.readString(log));
    }
  }

  private static List<String> command(List<String> java) {
    String home = IMAGE_JAVA == null ? System.getProperty("java.home") : IMAGE_JAVA;
    List<String> command = new ArrayList<>();
    command.add(Path.of(home, "bin", "java").toString());
    command.addAll(java);
    return command;
  }

  private String jar() throws IOException {
    return bench.serviceJar(name).getFileName().toString();
  }

  private static boolean hasAot() {
    return IMAGE_JAVA != null || Runtime.version().feature() >= AOT_SINCE;
  }

  private static String archiving() {
    return hasAot() ? "-XX:AOTCacheOutput=service.aot" : "-XX:ArchiveClassesAtExit=service.jsa";
  }

  private static String archived() {
    return hasAot() ? "-XX:AOTCache=service.aot" : "-XX:SharedArchiveFile=service.jsa";
  }

  /**
   * Starts it on the contestant's core.
   *
   * @param log the name of the file that its output goes to
   */
  public Measured start(String log, List<String> settings)
      throws IOException, InterruptedException {
    Measured process = startOnBothCores(log, settings);
    bench.cores().pinContestant(process.handle());
    return process;
  }

  /** Starts it where it may use both cores until it is confined. */
  Measured startOnBothCores(String log, List<String> settings) throws IOException {
    List<String> java = new ArrayList<>(MACHINE);
    java.addAll(List.of(archived(), "-jar", jar()));
    java.addAll(settings);
    return Measured.start(bench.cores(), command(java), folder, bench.work().resolve(log + ".log"));
  }
}
