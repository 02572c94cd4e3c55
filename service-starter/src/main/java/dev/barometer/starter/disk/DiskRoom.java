package dev.barometer.starter.disk;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether what is written still finds room. Below the floor it does not: what would need room is
 * refused then, so that what has begun can be finished. It finds room again a quarter above the
 * floor, not at each byte that is freed.
 */
public final class DiskRoom {
  private static final Logger log = LoggerFactory.getLogger(DiskRoom.class);
  private static final long MOST_KEPT_FREE = 200L << 20;
  private static final int SHARE_KEPT_FREE = 10;
  private static final long MEGABYTE = 1L << 20;

  /** Asking the system costs next to nothing, but not nothing. */
  private static final long TRUSTED_NANOS = Duration.ofMillis(100).toNanos();

  private final List<Path> folders;
  private final @Nullable Long floor;
  private final Disk disk;
  private final LongSupplier nanos;
  private final Consumer<String> news;

  private final AtomicLong looked;
  private volatile State state = new State(null, false);

  /**
   * @param folder the one with the least room above its floor; null where none is watched
   */
  private record State(@Nullable Found folder, boolean isShort) {}

  private record Found(Path folder, Space space, long floor) {
    long above() {
      return space.free() - floor;
    }
  }

  /** Bytes of a disk. */
  public record Space(long free, long total) {
    /** Of the disk that holds the folder, or would if it were there. */
    public static Space of(Path folder) throws IOException {
      Path there = folder.toAbsolutePath();
      while (!Files.exists(there) && there.getParent() != null) {
        there = there.getParent();
      }
      FileStore store = Files.getFileStore(there);
      return new Space(store.getUsableSpace(), store.getTotalSpace());
    }

    /** What must stay free where nobody says how much. */
    public long floor() {
      return Math.min(MOST_KEPT_FREE, total / SHARE_KEPT_FREE);
    }
  }

  /** Tells the room of the disk of a folder. */
  @FunctionalInterface
  interface Disk {
    Space of(Path folder) throws IOException;
  }

  /**
   * @param floor bytes that must stay free; null for the usual ones
   * @param news is told, in one sentence, when there is no room any more and when there is again
   */
  public DiskRoom(List<Path> folders, @Nullable Long floor, Consumer<String> news) {
    this(folders, floor, Space::of, System::nanoTime, news);
  }

  DiskRoom(
      List<Path> folders,
      @Nullable Long floor,
      Disk disk,
      LongSupplier nanos,
      Consumer<String> news) {
    this.folders = List.copyOf(folders);
    this.floor = floor;
    this.disk = disk;
    this.nanos = nanos;
    this.news = news;
    this.looked = new AtomicLong(nanos.getAsLong() - TRUSTED_NANOS);
  }

  /** Whether nothing that needs room should be begun. */
  public boolean isShort() {
    return lacks(0);
  }

  /** Whether so many bytes would not fit above the floor. */
  public boolean lacks(long bytes) {
    State now = look();
    return now.isShort() || (now.folder() != null && now.folder().above() < bytes);
  }

  /** Bytes free on the disk that has the least room; none where nothing is watched. */
  double free() {
    Found found = look().folder();
    return found == null ? Double.NaN : found.space().free();
  }

  /** What there is to say of it, for people. */
  String description() {
    Found found = look().folder();
    return found == null ? "nothing is watched" : describe(found);
  }

  private State look() {
    long before = looked.get();
    long now = nanos.getAsLong();
    if (now - before >= TRUSTED_NANOS && looked.compareAndSet(before, now)) {
      lookAgain();
    }
    return state;
  }

  private synchronized void lookAgain() {
    Found least = null;
    for (Path folder : folders) {
      try {
        Space space = disk.of(folder);
        Found found = new Found(folder, space, floor == null ? space.floor() : floor);
        least = least == null || found.above() < least.above() ? found : least;
      } catch (IOException e) {
        log.debug("The room of {} cannot be told", folder, e);
      }
    }
    if (least == null) {
      return; // what was known last stands
    }
    boolean was = state.isShort();
    boolean is = least.above() < (was ? least.floor() / 4 : 0);
    state = new State(least, is);
    if (is && !was) {
      news.accept(
          "The disk is nearly full: "
              + describe(least)
              + "; what needs room is refused until there is");
    } else if (was && !is) {
      news.accept("The disk has room again: " + describe(least));
    }
  }

  private static String describe(Found found) {
    return "%s has %s free, and %s must be"
        .formatted(found.folder(), megabytes(found.space().free()), megabytes(found.floor()));
  }

  /** As people say it. */
  public static String megabytes(long bytes) {
    return bytes < 10 * MEGABYTE
        ? "%.1f MB".formatted(bytes / (double) MEGABYTE)
        : bytes / MEGABYTE + " MB";
  }
}
