package dev.barometer.survey.intake;

import dev.barometer.contract.Response;
import dev.barometer.contract.Rules;
import dev.barometer.contract.Violation;
import dev.barometer.starter.fact.FactJson;
import dev.barometer.starter.fact.UnreadableFactException;
import dev.barometer.survey.response.Completion;
import dev.barometer.survey.response.ResponseIds;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Reads files line by line: NDJSON by its JSON, CSV by its mapping. */
@Repository
class ImportLinesRepository {
  private static final int LONGEST_LINE = 1_000_000;
  private static final String CHANNEL = "import";

  private final Clock clock;

  ImportLinesRepository(Clock clock) {
    this.clock = clock;
  }

  ImportLines open(ImportRequest request, Path file) throws IOException {
    CsvMapping mapping = request.mapping();
    return mapping == null
        ? new NdjsonLines(request, file, clock.instant())
        : new CsvLines(mapping, file, clock.instant());
  }

  /** The header of a CSV file; empty where the file has none. */
  Optional<CsvHeader> header(CsvMapping mapping, Path file) throws IOException {
    try (Rows rows = new Rows(mapping, file)) {
      return Optional.ofNullable(rows.next()).map(row -> new CsvHeader(row.toList()));
    }
  }

  private static final class NdjsonLines implements ImportLines {
    private final BoundedLines lines;
    private final @Nullable String source;
    private final Instant requestedAt;
    private final Instant now;
    private long number;

    NdjsonLines(ImportRequest request, Path file, Instant now) throws IOException {
      this.lines = new BoundedLines(Files.newInputStream(file), LONGEST_LINE);
      this.source = request.source();
      this.requestedAt = request.requestedAt();
      this.now = now;
    }

    @Override
    public @Nullable ImportLine next() throws IOException {
      byte[] line = lines.next();
      number++;
      while (line != null && new String(line, StandardCharsets.ISO_8859_1).isBlank()) {
        line = lines.next();
        number++;
      }
      return line == null ? null : read(line);
    }

    private ImportLine read(byte[] line) {
      if (line.length > LONGEST_LINE) {
        return bad(new Violation("", "must have at most " + LONGEST_LINE + " bytes"));
      }
      try {
        Response said = FactJson.read(line, Response.class);
        String id = said.responseId() == null ? derivedId(line) : said.responseId();
        if (id == null) {
          return bad(
              new Violation(
                  "responseId",
                  "is required, or an externalId here and the import's source as a parameter"));
        }
        // The time of the request, not of the reading: the import may run again.
        Response response = Completion.complete(said, id, requestedAt, CHANNEL);
        List<Violation> violations = Rules.check(response, now);
        if (violations.isEmpty()) {
          violations = Rules.checkIncomingRevision(response.revision());
        }
        return violations.isEmpty()
            ? new ImportLine.Answered(number, response)
            : bad(violations.get(0));
      } catch (UnreadableFactException e) {
        return bad(e.violation());
      }
    }

    private record External(@Nullable String externalId) {}

    private @Nullable String derivedId(byte[] line) {
      String externalId = FactJson.read(line, External.class).externalId();
      return externalId == null || externalId.isBlank() || source == null
          ? null
          : ResponseIds.derive(source, externalId);
    }

    private ImportLine bad(Violation violation) {
      return new ImportLine.Bad(number, violation);
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }

  private static final class CsvLines implements ImportLines {
    private final Rows rows;
    private final CsvReading reading;

    CsvLines(CsvMapping mapping, Path file, Instant now) throws IOException {
      rows = new Rows(mapping, file);
      CSVRecord header = Objects.requireNonNull(rows.next(), "the header was there");
      reading = new CsvReading(mapping, new CsvHeader(header.toList()), now);
    }

    @Override
    public @Nullable ImportLine next() throws IOException {
      CSVRecord row;
      try {
        row = rows.next();
      } catch (CSVException e) {
        return new ImportLine.Bad(
            rows.startBroken(), new Violation("", "is no CSV: a quote is out of place"));
      }
      return row == null ? null : reading.read(rows.firstLineOf(row), row.toList());
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }
  }

  /** The rows of a CSV file. After a row that is broken it goes on with the next line. */
  private static final class Rows implements AutoCloseable {
    private final BoundedRows characters;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private long brokenLine;

    Rows(CsvMapping mapping, Path file) throws IOException {
      Charset charset =
          mapping.charset() == null ? StandardCharsets.UTF_8 : Charset.forName(mapping.charset());
      characters =
          new BoundedRows(
              withoutMark(new InputStreamReader(Files.newInputStream(file), charset)),
              LONGEST_LINE);
      parser = CSVParser.builder().setReader(characters).setFormat(CSVFormat.DEFAULT).get();
      records = parser.iterator();
    }

    private static Reader withoutMark(Reader reader) throws IOException {
      BufferedReader buffered = new BufferedReader(reader);
      buffered.mark(1);
      if (buffered.read() != '\uFEFF') {
        buffered.reset();
      }
      return buffered;
    }

    @Nullable CSVRecord next() throws IOException {
      try {
        while (records.hasNext()) {
          CSVRecord row = records.next();
          characters.nextRow();
          if (firstLineOf(row) != brokenLine) {
            return row;
          }
        }
        return null;
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }

    long startBroken() {
      brokenLine = parser.getCurrentLineNumber();
      return brokenLine;
    }

    long firstLineOf(CSVRecord row) {
      long lineEndsInside =
          row.stream().flatMapToInt(String::chars).filter(one -> one == '\n').count();
      return parser.getCurrentLineNumber() - lineEndsInside;
    }

    @Override
    public void close() throws IOException {
      parser.close();
    }
  }
}
