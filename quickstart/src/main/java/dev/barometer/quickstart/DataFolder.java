package dev.barometer.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The folder that holds everything the suite keeps; locked for as long as it is open. */
final class DataFolder implements AutoCloseable {

  /** Grows when programs before and after cannot read what each other wrote into the folder. */
  private static final int LAYOUT = 2;

  private static final int TOKEN_BYTES = 24;

  private final Path root;
  private final FileChannel lockFile;

  private DataFolder(Path root, FileChannel lockFile) {
    this.root = root;
    this.lockFile = lockFile;
  }

  /**
   * Opens the folder, making it where it is missing.
   *
   * @throws QuickstartException when another process has it open, or a newer version wrote it
   */
  static DataFolder open(Path path) {
    try {
      var root = Files.createDirectories(path.toAbsolutePath().normalize());
      var folder = new DataFolder(root, lock(root));
      try {
        folder.checkLayout();
      } catch (IOException | RuntimeException e) {
        folder.close();
        throw e;
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open the data folder " + path, e);
    }
  }

  Path kafka() {
    return root.resolve("kafka");
  }

  Path mongo() {
    return root.resolve("mongo");
  }

  Path streams() {
    return root.resolve("streams");
  }

  Path imports() {
    return root.resolve("imports");
  }

  /** Where the log of a suite in this folder is; known before the folder is opened. */
  static Path logIn(Path root) {
    return root.resolve("log").resolve("barometer.log");
  }

  /** The administrator's token: drawn the first time, the same from then on. */
  String token() {
    return secret("token");
  }

  /** What the services sign records with, whatever the administrator's token is. */
  String signingKey() {
    return secret("signing-key");
  }

  private String secret(String name) {
    var file = root.resolve(name);
    try {
      if (!Files.exists(file)) {
        var drawn = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(drawn);
        writeForOwnerOnly(file, HexFormat.of().formatHex(drawn));
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileChannel lock(Path root) throws IOException {
    var file =
        FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(file) == null) {
      file.close();
      throw new QuickstartException(
          "the data folder %s is in use by another running Barometer; stop that one, or choose"
                  .formatted(root)
              + " another folder with --data and other ports with --port-base");
    }
    return file;
  }

  private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by this very process
    }
  }

  private void checkLayout() throws IOException {
    var marker = root.resolve("layout");
    if (!Files.exists(marker)) {
      Files.writeString(marker, LAYOUT + "\n");
    }
    var written = Files.readString(marker).strip();
    if (!written.equals(String.valueOf(LAYOUT))) {
      throw new QuickstartException(
          "the data folder %s has layout %s and this version knows layout %d: it was written by"
                  .formatted(root, written, LAYOUT)
              + " another version; start that one, or choose another folder with --data");
    }
  }

  private static void writeForOwnerOnly(Path file, String text) throws IOException {
    var unfinished = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(unfinished);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          unfinished,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(unfinished, text);
    Files.move(unfinished, file);
  }
}
