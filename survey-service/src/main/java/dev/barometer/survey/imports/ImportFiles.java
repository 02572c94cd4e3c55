package dev.barometer.survey.imports;

import dev.barometer.starter.StartRefusedException;
import dev.barometer.starter.disk.DiskRoom;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.web.RefusedBodyException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Keeps files from the moment they are confirmed until they are read to the end, so that a crash
 * costs no line: {@code ID.data} is what was sent, {@code ID.json} how to read it. The second makes
 * an import exist, so it is written last and removed first.
 */
@Component
class ImportFiles {
  private static final String DATA = ".data";
  private static final String REQUEST = ".json";
  private static final String NEW = ".new";

  private final Path directory;
  private final long largestFile;
  private final DiskRoom room;

  ImportFiles(ImportProperties settings, DiskRoom room) throws IOException {
    this.room = room;
    directory = made(settings.directory());
    largestFile = settings.largestFile().toBytes();
    deleteUnconfirmed();
  }

  private static Path made(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw unusable(directory, "cannot be made (" + e + ")");
    }
    if (!Files.isWritable(directory)) {
      throw unusable(directory, "cannot be written to");
    }
    return directory;
  }

  private static StartRefusedException unusable(Path directory, String why) {
    return new StartRefusedException(
        "The folder %s of barometer.imports.directory %s.".formatted(directory, why),
        "Give barometer.imports.directory a folder that this user may write to and that outlives the process.");
  }

  /** What a process left that ended before it could confirm. */
  private void deleteUnconfirmed() throws IOException {
    try (Stream<Path> left = Files.list(directory)) {
      for (Path file : left.toList()) {
        String name = file.getFileName().toString();
        boolean unconfirmed =
            name.endsWith(DATA)
                && !Files.exists(request(name.substring(0, name.length() - DATA.length())));
        if (unconfirmed || name.endsWith(NEW)) {
          Files.delete(file);
        }
      }
    }
  }

  /**
   * Writes the file to the disk and tells how many lines end in it; empty where it is too large,
   * then nothing of it is kept.
   */
  OptionalLong receive(String id, InputStream body) throws IOException {
    Path file = data(id);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      OptionalLong lines = copy(body, channel);
      channel.force(true);
      if (lines.isPresent()) {
        return lines;
      }
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
    Files.delete(file);
    return OptionalLong.empty();
  }

  /** Stops one byte behind the limit. */
  private OptionalLong copy(InputStream body, FileChannel channel) throws IOException {
    var out = Channels.newOutputStream(channel);
    byte[] buffer = new byte[1 << 16];
    long written = 0;
    long lines = 0;
    while (written <= largestFile) {
      int read = body.read(buffer, 0, (int) Math.min(buffer.length, largestFile + 1 - written));
      if (read < 0) {
        break;
      }
      if (room.isShort()) {
        throw RefusedBodyException.diskFull();
      }
      out.write(buffer, 0, read);
      written += read;
      for (int i = 0; i < read; i++) {
        lines += buffer[i] == '\n' ? 1 : 0;
      }
    }
    return written <= largestFile ? OptionalLong.of(lines) : OptionalLong.empty();
  }

  /** From here on the import is run, whatever happens to this process. */
  void confirm(ImportRequest request) throws IOException {
    Path unfinished = directory.resolve(request.id() + NEW);
    try (FileChannel channel =
        FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      Channels.newOutputStream(channel).write(FactJson.write(request));
      channel.force(true);
    }
    Files.move(unfinished, request(request.id()), StandardCopyOption.ATOMIC_MOVE);
  }

  /** What was confirmed and not read to the end, the oldest first. */
  List<ImportRequest> unfinished() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(REQUEST))
          .sorted()
          .map(ImportFiles::read)
          .toList();
    }
  }

  private static ImportRequest read(Path file) {
    try {
      return FactJson.read(Files.readAllBytes(file), ImportRequest.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path data(String id) {
    return directory.resolve(id + DATA);
  }

  private Path request(String id) {
    return directory.resolve(id + REQUEST);
  }

  void delete(String id) throws IOException {
    Files.deleteIfExists(request(id));
    Files.deleteIfExists(data(id));
  }
}
