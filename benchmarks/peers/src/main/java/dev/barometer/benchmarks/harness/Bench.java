package dev.barometer.benchmarks.harness;

import dev.barometer.benchmarks.load.Cores;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * Where rows run: the broker, the cores, the scale, and a folder for what the contestants keep.
 *
 * @param home the project's folder
 */
public record Bench(Path home, Scale scale, Cores cores, Broker broker, Path work)
    implements AutoCloseable {

  /** How much is measured: enough for a figure, or enough to see that all works. */
  public enum Scale {
    QUICK,
    FULL;

    public int repetitions() {
      return this == FULL ? 3 : 1;
    }

    /** The number of events for this scale. */
    public int events(int quick, int full) {
      return this == FULL ? full : quick;
    }
  }

  /** Starts the broker; this process and the broker take the core of the load. */
  public static Bench open(Path home, Scale scale) throws Exception {
    Cores cores = Cores.ofThisMachine();
    Path work = Files.createTempDirectory("barometer-rows");
    cores.pinLoad(ProcessHandle.current());
    return new Bench(home, scale, cores, Broker.start(cores, work), work);
  }

  /** An empty folder of this name. */
  public Path folder(String name) throws IOException {
    Path folder = work.resolve(name);
    delete(folder);
    return Files.createDirectories(folder);
  }

  /**
   * Starts a Java program as a contestant: one processor, as much heap as all others. Its output
   * goes to a file beside the folder it runs in.
   *
   * @param options options of the virtual machine, class path, main class and arguments
   */
  public Measured contestant(String name, List<String> options) throws IOException {
    List<String> java =
        new ArrayList<>(List.of("-XX:ActiveProcessorCount=1", "-XX:+UseSerialGC", "-Xmx1g"));
    java.addAll(options);
    Path folder = folder(name);
    return Measured.java(cores, java, folder, work.resolve(name + ".log"));
  }

  /** The runnable jar of one of the services. */
  public Path serviceJar(String service) throws IOException {
    Path target = home.resolve(service).resolve("target");
    try (var jars = Files.newDirectoryStream(target, service + "-*-exec.jar")) {
      for (Path jar : jars) {
        return jar;
      }
    }
    throw new IOException("no runnable jar in " + target);
  }

  /** Stops the broker and removes the folder. */
  @Override
  public void close() throws InterruptedException, IOException {
    broker.close();
    delete(work);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
