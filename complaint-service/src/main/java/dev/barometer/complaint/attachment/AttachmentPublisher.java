package dev.barometer.complaint.attachment;

import dev.barometer.complaint.cases.Attachment;
import dev.barometer.complaint.cases.Attachments;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.clock.ClockBook;
import dev.barometer.complaint.clock.ClockRules;
import dev.barometer.complaint.handling.DeskMember;
import dev.barometer.complaint.handling.MovePublisher;
import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.timetable.Timetable;
import dev.barometer.starter.web.InvalidRequestException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/**
 * Takes files to cases. The bytes are kept first and the case names them after that; what never
 * gets so far is due to be removed before the first of it is written.
 */
@Component
class AttachmentPublisher {
  private final MovePublisher moves;
  private final ChunkRepository chunks;
  private final ScanClient scanner;
  private final ClockBook book;
  private final ObjectProvider<Timetable> timetable;
  private final AttachmentProperties settings;
  private final Clock clock;

  AttachmentPublisher(
      MovePublisher moves,
      ChunkRepository chunks,
      ScanClient scanner,
      ClockBook book,
      ObjectProvider<Timetable> timetable,
      AttachmentProperties settings,
      Clock clock) {
    this.moves = moves;
    this.chunks = chunks;
    this.scanner = scanner;
    this.book = book;
    this.timetable = timetable;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * The file at its case. The same bytes under the same name are taken once.
   *
   * @throws ResponseStatusException 404, 409 where the case has as many as it may, 413, 503
   * @throws InvalidRequestException where it is not what it says
   */
  Attachment take(String caseId, DeskMember member, String name, InputStream body)
      throws IOException {
    Case here = moves.find(caseId, member);
    String cleaned = IncomingFile.cleaned(name);
    FileKind kind = kind(cleaned);
    Path file = Files.createTempFile("barometer-attachment", null);
    try {
      IncomingFile.Copied copied = IncomingFile.copy(body, file, settings.largest().toBytes());
      requireFit(kind, cleaned, file, copied);
      Optional<Attachment> same = same(here, cleaned, copied.sha256());
      if (same.isPresent()) {
        return same.get();
      }
      requireRoom(here);
      scanner.requireClean(file);
      return keep(here, member, cleaned, kind, file, copied);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /**
   * Refuses what says itself that it is too long, before any of it is read.
   *
   * @param length negative where it is not said
   * @throws ResponseStatusException 413
   */
  void requireShort(long length) {
    if (length > settings.largest().toBytes()) {
      throw tooLong();
    }
  }

  private ResponseStatusException tooLong() {
    return new ResponseStatusException(
        HttpStatus.CONTENT_TOO_LARGE,
        "A file may have at most " + settings.largest().toBytes() + " bytes");
  }

  private FileKind kind(String name) {
    return FileKind.named(name)
        .filter(known -> settings.types().contains(FileKind.endingOf(name)))
        .orElseThrow(
            () ->
                new InvalidRequestException(
                    "name", "must end in one of " + String.join(", ", settings.types())));
  }

  private void requireFit(FileKind kind, String name, Path file, IncomingFile.Copied copied)
      throws IOException {
    if (copied.tooLong()) {
      throw tooLong();
    }
    if (copied.size() == 0) {
      throw new InvalidRequestException("file", "is empty");
    }
    if (!kind.isOf(file)) {
      throw new InvalidRequestException(
          "file", "is not what its name says: " + FileKind.endingOf(name));
    }
  }

  private static Optional<Attachment> same(Case here, String name, String sha256) {
    return Attachments.of(here).stream()
        .filter(one -> one.sha256().equals(sha256) && one.name().equals(name))
        .findFirst();
  }

  private void requireRoom(Case here) {
    if (Attachments.of(here).size() >= settings.most()) {
      throw new ResponseStatusException(
          HttpStatus.CONFLICT, "A case has at most " + settings.most() + " files");
    }
  }

  private Attachment keep(
      Case here,
      DeskMember member,
      String name,
      FileKind kind,
      Path file,
      IncomingFile.Copied copied)
      throws IOException {
    int pieces = (int) ((copied.size() + ChunkRepository.CHUNK - 1) / ChunkRepository.CHUNK);
    int number = written(here.caseId(), Attachments.next(here), pieces, file);
    Instant now = clock.instant();
    var kept =
        new Attachment(
            number,
            name,
            kind.mediaType(),
            copied.size(),
            copied.sha256(),
            pieces,
            now,
            member.actor().name());
    Case after =
        moves.move(
            here.caseId(),
            null,
            member,
            (current, by, at) -> {
              requireRoom(current);
              return Attachments.add(current, by, at, rules(current), kept);
            });
    return Attachments.find(after, number).orElseThrow();
  }

  /** Under the first number that nobody else takes at the same time. */
  private int written(String caseId, int first, int pieces, Path file) throws IOException {
    String upload = UUID.randomUUID().toString();
    try (InputStream bytes = Files.newInputStream(file)) {
      byte[] piece = bytes.readNBytes(ChunkRepository.CHUNK);
      int number = first;
      while (true) {
        timetable.getObject().schedule(orphan(caseId, number, upload, pieces));
        if (chunks.put(caseId, number, 0, upload, piece)) {
          break;
        }
        number++;
      }
      for (int place = 1; place < pieces; place++) {
        if (!chunks.put(caseId, number, place, upload, bytes.readNBytes(ChunkRepository.CHUNK))) {
          throw new IllegalStateException("somebody else writes to " + caseId + "/" + number);
        }
      }
      return number;
    }
  }

  private Due orphan(String caseId, int number, String upload, int pieces) {
    Instant at = clock.instant().plus(settings.orphansAfter());
    return new Due(
        AttachmentRunner.KIND,
        new AttachmentRunner.Orphan(caseId, number, upload).key(),
        at,
        Integer.toString(pieces));
  }

  private ClockRules rules(Case here) {
    return book.of(here.context().team());
  }

  /** A file that he may read. */
  Attachment find(String caseId, DeskMember member, int number) {
    return Attachments.find(moves.find(caseId, member), number)
        .orElseThrow(AttachmentPublisher::none);
  }

  InputStream open(String caseId, Attachment file) {
    return new ChunkedStream(place -> chunks.get(caseId, file.number(), place), file.chunks());
  }

  /** Takes it away; that it was there stays in the history. */
  Case remove(String caseId, @Nullable Long wanted, DeskMember member, int number) {
    return moves.move(
        caseId,
        wanted,
        member,
        (here, by, now) -> {
          Attachment there = Attachments.find(here, number).orElseThrow(AttachmentPublisher::none);
          return Attachments.remove(here, by, now, rules(here), there.number());
        });
  }

  private static ResponseStatusException none() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND, "no such file");
  }
}
