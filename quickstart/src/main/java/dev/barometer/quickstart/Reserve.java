package dev.barometer.quickstart;

import dev.barometer.starter.disk.DiskRoom.Space;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Files that only take up room. When somebody else has filled the disk to its last byte, one after
 * the other is given back, so that the broker and the database, which end where they cannot write,
 * find room for the little they still write while everything new is refused.
 */
final class Reserve {

  static final int PIECES = 8;
  private static final long MOST = 32L << 20;
  private static final int SHARE = 16;
  private static final int BLOCK = 1 << 16;

  private final Path folder;
  private final long pieceBytes;
  private int kept;

  /**
   * @param folder what it holds is the reserve's
   * @param total bytes of its disk: of a small one it takes less
   */
  Reserve(Path folder, long total) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.pieceBytes = Math.min(MOST, total / SHARE) / PIECES;
    while (kept < PIECES && Files.exists(piece(kept))) {
      kept++;
    }
  }

  int kept() {
    return kept;
  }

  boolean isWhole() {
    return kept == PIECES;
  }

  /** Gives a piece back where there is no room, and makes one where there is more than enough. */
  void mind(Space space) throws IOException {
    if (kept > 0 && space.free() < pieceBytes) {
      Files.delete(piece(--kept));
    } else if (kept < PIECES && space.free() > enough(space)) {
      make(piece(kept++));
    }
  }

  /** All that is missing leaves the floor clear, with the quarter above it that ends a shortage. */
  private long enough(Space space) {
    return space.floor() + space.floor() / 4 + (PIECES - kept + 1) * pieceBytes;
  }

  /** Not of zeros: some file systems keep none of those. */
  private void make(Path piece) throws IOException {
    var block = new byte[BLOCK];
    new Random(kept).nextBytes(block);
    try (var out = Files.newOutputStream(piece)) {
      for (long written = 0; written < pieceBytes; written += BLOCK) {
        out.write(block, 0, (int) Math.min(BLOCK, pieceBytes - written));
      }
    }
  }

  private Path piece(int number) {
    return folder.resolve(Integer.toString(number));
  }
}
