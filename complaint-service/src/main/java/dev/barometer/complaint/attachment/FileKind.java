package dev.barometer.complaint.attachment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/**
 * What a file is, by the ending of its name, and whether its bytes agree. Of an archive the
 * directory alone is read: nothing is ever unpacked.
 */
enum FileKind {
  PDF("application/pdf", List.of("pdf"), "%PDF-"),
  PNG("image/png", List.of("png"), "\u0089PNG\r\n\u001a\n"),
  JPEG("image/jpeg", List.of("jpg", "jpeg"), "\u00ff\u00d8\u00ff"),
  GIF("image/gif", List.of("gif"), "GIF8"),
  TXT("text/plain;charset=UTF-8", List.of("txt"), ""),
  CSV("text/csv;charset=UTF-8", List.of("csv"), ""),
  EML("message/rfc822", List.of("eml"), ""),
  DOCX(
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      List.of("docx"),
      "PK\u0003\u0004"),
  XLSX(
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      List.of("xlsx"),
      "PK\u0003\u0004"),
  ZIP("application/zip", List.of("zip"), "PK\u0003\u0004");

  private static final int MOST_ENTRIES = 10_000;
  private static final int MOST_HEADERS = 200;
  private static final Pattern HEADER = Pattern.compile("[A-Za-z][A-Za-z0-9-]*:.*");
  private static final Pattern SENT = Pattern.compile("(?i)(from|received|date|message-id):.*");

  private final String mediaType;
  private final List<String> endings;
  private final byte[] beginning;

  FileKind(String mediaType, List<String> endings, String beginning) {
    this.mediaType = mediaType;
    this.endings = endings;
    this.beginning = beginning.getBytes(StandardCharsets.ISO_8859_1);
  }

  String mediaType() {
    return mediaType;
  }

  /** What a file of that name says that it is; empty where it is nothing that we know. */
  static Optional<FileKind> named(String name) {
    String ending = endingOf(name);
    return Arrays.stream(values()).filter(kind -> kind.endings.contains(ending)).findFirst();
  }

  static String endingOf(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /** Whether the bytes are what the name says. */
  boolean isOf(Path file) throws IOException {
    if (!beginsRight(file)) {
      return false;
    }
    return switch (this) {
      case PDF, PNG, JPEG, GIF -> true;
      case TXT, CSV -> isText(file);
      case EML -> isMail(file);
      case DOCX -> isOffice(file, "word/");
      case XLSX -> isOffice(file, "xl/");
      case ZIP -> !namesOf(file).isEmpty();
    };
  }

  private boolean beginsRight(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      return Arrays.equals(bytes.readNBytes(beginning.length), beginning);
    }
  }

  /** UTF-8, and nothing that only programs read. */
  private static boolean isText(Path file) throws IOException {
    char[] some = new char[8_192];
    try (BufferedReader text = strict(file)) {
      for (int read = text.read(some); read >= 0; read = text.read(some)) {
        for (int i = 0; i < read; i++) {
          if (some[i] < ' ' && "\t\r\n\f".indexOf(some[i]) < 0) {
            return false;
          }
        }
      }
      return true;
    } catch (CharacterCodingException noText) {
      return false;
    }
  }

  private static BufferedReader strict(Path file) throws IOException {
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    return new BufferedReader(new InputStreamReader(Files.newInputStream(file), decoder));
  }

  /** Begins with headers, of which one tells that it was sent. */
  private static boolean isMail(Path file) throws IOException {
    boolean sent = false;
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      for (int i = 0; i < MOST_HEADERS; i++) {
        String line = lines.readLine();
        if (line == null || line.isEmpty()) {
          return sent;
        }
        boolean goesOn = i > 0 && (line.startsWith(" ") || line.startsWith("\t"));
        if (!goesOn && !HEADER.matcher(line).matches()) {
          return false;
        }
        sent |= SENT.matcher(line).matches();
      }
      return sent;
    }
  }

  /** A document of its kind, without programs in it. */
  private static boolean isOffice(Path file, String folder) {
    Set<String> names = namesOf(file);
    return names.contains("[Content_Types].xml")
        && names.stream().anyMatch(name -> name.startsWith(folder))
        && names.stream()
            .noneMatch(name -> name.toLowerCase(Locale.ROOT).endsWith("vbaproject.bin"));
  }

  private static Set<String> namesOf(Path file) {
    Set<String> names = new HashSet<>();
    try (ZipFile archive = new ZipFile(file.toFile())) {
      if (archive.size() <= MOST_ENTRIES) {
        archive.stream().forEach(entry -> names.add(entry.getName()));
      }
    } catch (IOException | IllegalArgumentException noArchive) {
      return Set.of();
    }
    return names;
  }
}
