package dev.barometer.starter.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders in which a stream keeps the state of its tasks. One that cannot be read is set aside
 * for whoever wants to know why; its task is restored from the broker.
 */
final class TaskFolders {
  private static final Logger log = LoggerFactory.getLogger(TaskFolders.class);
  private static final String ASIDE = "aside-";
  private static final int MOST_ASIDE = 2;

  private final Path folder;

  /**
   * @param folder of the stream, with a folder for each task
   */
  TaskFolders(Path folder) {
    this.folder = folder;
  }

  /** While the stream is stopped, or by the thread of the task that cannot open it. */
  void setAside(String task) throws IOException {
    Path damaged = folder.resolve(task);
    if (!Files.isDirectory(damaged)) {
      return;
    }
    Path aside = folder.resolve(ASIDE + System.currentTimeMillis() + "-" + task);
    Files.move(damaged, aside);
    log.warn("The state in {} cannot be read: set aside as {}, and restored", damaged, aside);
    List<Path> before = aside();
    for (Path old : before.subList(0, Math.max(0, before.size() - MOST_ASIDE))) {
      delete(old);
    }
  }

  /** Oldest first. */
  List<Path> aside() throws IOException {
    try (Stream<Path> kept = Files.list(folder)) {
      return kept.filter(path -> path.getFileName().toString().startsWith(ASIDE)).sorted().toList();
    }
  }

  private static void delete(Path old) throws IOException {
    try (Stream<Path> paths = Files.walk(old)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
