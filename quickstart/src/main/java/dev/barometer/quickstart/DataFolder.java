package dev.barometer.quickstart;

import dev.barometer.starter.disk.DiskRoom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
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

  private static final String LAYOUT_FILE = "layout";

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
   * @throws QuickstartException when it cannot be used: another process has it open, another
   *     version wrote it, there is no room on its disk, it may not be written to
   */
  static DataFolder open(Path path) {
    var root = prepare(path);
    try {
      var folder = new DataFolder(root, lock(root));
      try {
        folder.checkLayout();
        folder.checkRoom();
      } catch (IOException | RuntimeException e) {
        folder.close();
        throw e;
      }
      return folder;
    } catch (IOException e) {
      throw unusable(root, e);
    }
  }

  /**
   * Makes the folder where it is missing. What it holds names people and a token: it is for the
   * owner alone, unless somebody chose a folder that holds other things already.
   */
  static Path prepare(Path path) {
    var root = path.toAbsolutePath().normalize();
    if (Files.exists(root) && !Files.isDirectory(root)) {
      throw new QuickstartException(
          "the data folder %s is a file; choose another one with --data".formatted(root));
    }
    try {
      Files.createDirectories(root);
      if (isPosix(root) && (Files.exists(root.resolve(LAYOUT_FILE)) || isEmpty(root))) {
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
      }
    } catch (IOException e) {
      throw unusable(root, e);
    }
    if (!Files.isWritable(root)) {
      throw unusable(root, new AccessDeniedException(root.toString()));
    }
    return root;
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  private static QuickstartException unusable(Path root, IOException e) {
    var why =
        e instanceof AccessDeniedException || e instanceof FileAlreadyExistsException
            ? "%s cannot be written to by this user, or is a file".formatted(e.getMessage())
            : e.getMessage();
    return new QuickstartException(
        "the data folder %s cannot be used: %s; choose another one with --data"
            .formatted(root, why));
  }

  /** Whether there is less room on its disk than there must be. */
  static boolean isFull(Path root) {
    try {
      var space = DiskRoom.Space.of(root);
      return space.free() < space.floor();
    } catch (IOException e) {
      return false; // then it is not what is to be told
    }
  }

  Path root() {
    return root;
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

  Path tokenFile() {
    return root.resolve("token");
  }

  /** Room for the broker and the database when somebody else has filled the disk. */
  Path reserve() {
    return root.resolve("reserve");
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
    var marker = root.resolve(LAYOUT_FILE);
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

  private void checkRoom() throws IOException {
    if (isFull(root)) {
      var space = DiskRoom.Space.of(root);
      throw new QuickstartException(
          "the disk of the data folder %s has %s free, and at least %s must be; make room, or choose another folder with --data"
              .formatted(
                  root, DiskRoom.megabytes(space.free()), DiskRoom.megabytes(space.floor())));
    }
  }

  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static void writeForOwnerOnly(Path file, String text) throws IOException {
    var unfinished = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(unfinished);
    if (isPosix(file)) {
      Files.createFile(
          unfinished,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(unfinished, text);
    Files.move(unfinished, file);
  }
}
