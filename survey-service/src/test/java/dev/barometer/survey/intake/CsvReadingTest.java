package dev.barometer.survey.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.Answer;
import dev.barometer.contract.Response;
import dev.barometer.contract.Violation;
import dev.barometer.starter.fact.FactJson;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvReadingTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final String MAPPING =
      """
      {"source":"visitors-2026","surveyId":"visitors","surveyVersion":2,"id":"respnum",
       "submittedAt":{"column":"when","format":"d/M/yyyy HH:mm","zone":"Asia/Seoul"},
       "locale":{"column":"LANG","values":{"1":"en","2":"ko"}},
       "answers":[
         {"questionId":"overall","metric":"csat","scale":"5","column":"Q7ALL",
          "missing":["0","6","Blank"],"values":{"great":5}},
         {"questionId":"recommend","metric":"nps","scale":"0-10","column":"NETPRO",
          "missing":["11"]},
         {"questionId":"why","column":"COMMENT"}],
       "context":{"location":"GATE"}}""";
  private static final String HEADER = "*RESPNUM , q7all,Netpro,LANG,When,Comment,Gate,Other\r\n";

  @TempDir private Path folder;

  private List<ImportLine> read(String csv) throws IOException {
    return read(csv.getBytes(StandardCharsets.UTF_8), MAPPING);
  }

  private List<ImportLine> read(byte[] csv, String mapping) throws IOException {
    Path file = Files.write(folder.resolve("file.csv"), csv);
    var request =
        new ImportRequest("job", ImportRequest.Format.CSV, "visitors-2026", mapping(mapping), NOW);
    List<ImportLine> read = new ArrayList<>();
    var repository = new ImportLinesRepository(Clock.fixed(NOW, ZoneOffset.UTC));
    try (ImportLines lines = repository.open(request, file)) {
      for (ImportLine line = lines.next(); line != null; line = lines.next()) {
        read.add(line);
      }
    }
    return read;
  }

  private static CsvMapping mapping(String json) {
    return FactJson.read(json.getBytes(StandardCharsets.UTF_8), CsvMapping.class);
  }

  private static Response response(ImportLine line) {
    return ((ImportLine.Answered) line).response();
  }

  private static Violation violation(ImportLine line) {
    return ((ImportLine.Bad) line).violation();
  }

  @Test
  void readsARow_asTheMappingSays() throws IOException {
    Response read =
        response(read(HEADER + "17,4,10,2,15/5/2026 21:00,\"Fast, friendly\",B7,x\r\n").get(0));

    assertThat(read.surveyId()).isEqualTo("visitors");
    assertThat(read.surveyVersion()).isEqualTo(2);
    assertThat(read.revision()).isEqualTo(1);
    assertThat(read.submittedAt()).isEqualTo("2026-05-15T12:00:00Z");
    assertThat(read.locale()).isEqualTo("ko");
    assertThat(read.channel()).isEqualTo("import");
    assertThat(read.context().location()).isEqualTo("B7");
    assertThat(read.answers())
        .containsExactly(
            new Answer("overall", "csat", "5", 4, null, null),
            new Answer("recommend", "nps", "0-10", 10, null, null),
            new Answer("why", null, null, null, null, "Fast, friendly"));
  }

  @Test
  void countsNoMissingCodeAndNoBlank() throws IOException {
    var lines =
        read(
            HEADER
                + "1,6,11,1,15/5/2026 21:00,said,B7,x\n"
                + "2, ,0,1,15/5/2026 21:00,,B7,x\n"
                + "3,blank,11,1,15/5/2026 21:00,,B7,x\n");

    assertThat(response(lines.get(0)).answers())
        .extracting(Answer::questionId)
        .containsExactly("why");
    assertThat(response(lines.get(1)).answers())
        .extracting(Answer::questionId)
        .containsExactly("recommend");
    assertThat(lines.get(2)).isEqualTo(new ImportLine.Skipped(4));
  }

  @Test
  void reportsWhatIsNeitherAPointNorAMissingCode_andGoesOn() throws IOException {
    var lines =
        read(
            HEADER
                + "1,7,10,1,15/5/2026 21:00,,B7,x\n"
                + "2,4.0,10,1,15/5/2026 21:00,,B7,x\n"
                + "3,great,10,3,15/5/2026 21:00,,B7,x\n"
                + "4,great,10,1,2026-05-15,,B7,x\n"
                + ",great,10,1,15/5/2026 21:00,,B7,x\n"
                + "6,great\n"
                + "7,great,10,1,15/5/2027 21:00,,B7,x\n"
                + "8,great,10,1,15/5/2026 21:00,,B7,x\n");

    assertThat(lines)
        .extracting(ImportLine::number)
        .containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    assertThat(lines.subList(0, 7))
        .extracting(line -> violation(line).field())
        .containsExactly("Q7ALL", "Q7ALL", "LANG", "when", "respnum", "", "submittedAt");
    assertThat(response(lines.get(7)).answers().get(0).value()).isEqualTo(5);
  }

  @Test
  void numbersLinesAsAnEditorDoes_alsoAfterACellOfSeveralLines() throws IOException {
    var lines =
        read(
            HEADER
                + "1,4,10,1,15/5/2026 21:00,\"two\nlines\",B7,x\n"
                + "2,9,10,1,15/5/2026 21:00,,B7,x");

    assertThat(lines).extracting(ImportLine::number).containsExactly(2L, 4L);
  }

  @Test
  void goesOnBehindABrokenRow() throws IOException {
    var lines =
        read(
            HEADER
                + "1,4,10,1,15/5/2026 21:00,\"so\"so,B7,x\n"
                + "2,4,10,1,15/5/2026 21:00,,B7,x\n");

    assertThat(lines).hasSize(2);
    assertThat(violation(lines.get(0)).rule()).contains("quote");
    assertThat(lines.get(0).number()).isEqualTo(2);
    assertThat(lines.get(1)).isInstanceOf(ImportLine.Answered.class);
  }

  @Test
  void derivesTheSameIdFromTheSameRow() throws IOException {
    String row = "17,4,10,2,15/5/2026 21:00,,B7,x\n";

    String id = response(read(HEADER + row).get(0)).responseId();

    assertThat(response(read(HEADER + row).get(0)).responseId()).isEqualTo(id);
    assertThat(response(read(HEADER + row.replace("17,", "18,")).get(0)).responseId())
        .isNotEqualTo(id);
  }

  @Test
  void readsAByteOrderMarkAndOtherCharsets() throws IOException {
    String row = "1,4,10,1,15/5/2026 21:00,좋아요,B7,x\n";
    var marked = read("\uFEFF\"RESPNUM\"" + HEADER.substring(9) + row);
    var korean =
        read(
            (HEADER + row).getBytes(Charset.forName("EUC-KR")),
            MAPPING.replace("\"id\"", "\"charset\":\"euc-kr\",\"id\""));
    var wrong = read((HEADER + row).getBytes(Charset.forName("EUC-KR")), MAPPING);

    assertThat(response(marked.get(0)).answers().get(2).text()).isEqualTo("좋아요");
    assertThat(response(korean.get(0)).answers().get(2).text()).isEqualTo("좋아요");
    assertThat(violation(wrong.get(0)).rule()).contains("charset");
  }

  @Test
  void saysWhatAMappingLacks() {
    assertThat(mapping(MAPPING).violations()).isEmpty();
    assertThat(
            mapping(
                    """
                    {"answers":[{"questionId":"q","metric":"csat","scale":"0-10","column":"A"},{}],
                     "submittedAt":{"column":"when","format":"bogus","zone":"Mars/Olympus"},
                     "context":{"planet":"A"},"charset":"?"}""")
                .violations())
        .extracting(Violation::field)
        .containsExactly(
            "source",
            "surveyId",
            "id",
            "submittedAt.zone",
            "submittedAt.format",
            "answers[0].scale",
            "answers[1].questionId",
            "answers[1].column",
            "context.planet",
            "charset");
  }

  @Test
  void saysWhichColumnsAFileLacksOrHasTwice() {
    var header = new CsvHeader(List.of("RESPNUM", "when", "lang", "Lang*", "q7all"));

    assertThat(header.violations(mapping(MAPPING)))
        .extracting(Violation::field)
        .containsExactly(
            "locale.column", "answers[1].column", "answers[2].column", "context.location");
  }
}
