package dev.barometer.survey.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.fact.Answer;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.json.FactJson;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReadingTest {
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
       "context":{"location":"GATE"}}\
      """;
  private static final String HEADER = "*RESPNUM , q7all,Netpro,LANG,When,Comment,Gate,Other\r\n";

  private static final String PLAIN =
      """
      {"source":"s","surveyId":"plain","id":"id","submittedAt":{"column":"at"},
       "answers":[{"questionId":"recommend","metric":"nps","scale":"0-10","column":"score"},
         {"questionId":"why","column":"why"}],
       "context":{"team":"group"}}\
      """;
  private static final String TOP = "id,at,group,score,why\n";

  @TempDir private Path folder;

  private List<ImportLine> read(String csv) throws IOException {
    return read(csv.getBytes(StandardCharsets.UTF_8), MAPPING);
  }

  private List<ImportLine> read(byte[] csv, String mapping) throws IOException {
    Path file = Files.write(folder.resolve("file.csv"), csv);
    List<ImportLine> read = new ArrayList<>();
    var reader = new ImportLinesReader(Clock.fixed(NOW, ZoneOffset.UTC));
    try (ImportLines lines = reader.openCsv(mapping(mapping), file)) {
      for (ImportLine line = lines.next(); line != null; line = lines.next()) {
        read.add(line);
      }
    }
    return read;
  }

  private static AnswerMapping mapping(String json) {
    return FactJson.read(json.getBytes(StandardCharsets.UTF_8), AnswerMapping.class);
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
                + "2,4.5,10,1,15/5/2026 21:00,,B7,x\n"
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
        .containsExactly("Q7ALL", "Q7ALL", "LANG", "when", "respnum", "when", "submittedAt");
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
                     "context":{"planet":"A"},"charset":"?"}\
                    """)
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
  void saysWhichColumnsAFileLacksOrHasTwice_andWhichItHas() throws IOException {
    List<Violation> found = violations("RESPNUM,when,lang,Lang*,q7all\n", MAPPING);

    assertThat(found)
        .extracting(Violation::field)
        .containsExactly(
            "locale.column", "answers[1].column", "answers[2].column", "context.location");
    assertThat(found.get(1).rule()).contains("RESPNUM, when, lang, Lang*, q7all");
  }

  private List<Violation> violations(String csv, String mapping) throws IOException {
    Path file = Files.writeString(folder.resolve("file.csv"), csv);
    return new ImportLinesReader(Clock.fixed(NOW, ZoneOffset.UTC))
        .violations(mapping(mapping), file);
  }

  private List<ImportLine> plain(String csv) throws IOException {
    return read(csv.getBytes(StandardCharsets.UTF_8), PLAIN);
  }

  private static String row(int id, String why) {
    return id + ",2026-11-20T12:00:00Z,North,8," + why + "\n";
  }

  private static List<Long> bad(List<ImportLine> lines) {
    return lines.stream().filter(ImportLine.Bad.class::isInstance).map(ImportLine::number).toList();
  }

  private static long answered(List<ImportLine> lines) {
    return lines.stream().filter(ImportLine.Answered.class::isInstance).count();
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void findsTheDelimiter(String delimiter) throws IOException {
    String csv = TOP.replace(",", delimiter) + row(1, "\"so, so; so\"").replace(",", delimiter);

    ImportLine read = plain(csv.replace("so" + delimiter + " so; so", "so, so; so")).get(0);

    assertThat(response(read).answers().get(1).text()).isEqualTo("so, so; so");
  }

  @Test
  void takesTheDelimiterThatIsNamedInTheFileOrTheMapping() throws IOException {
    String hinted = "sep=^\r\n" + TOP.replace(",", "^") + row(1, "a").replace(",", "^");
    String named = TOP.replace(",", "~") + row(1, "a").replace(",", "~");

    ImportLine byHint = plain(hinted).get(0);
    assertThat(byHint.number()).isEqualTo(3);
    assertThat(response(byHint).context().team()).isEqualTo("North");
    assertThat(plain("\uFEFFsep=;\n" + (TOP + row(1, "a")).replace(",", ";"))).hasSize(1);
    assertThat(
            read(
                named.getBytes(StandardCharsets.UTF_8),
                PLAIN.replace("{\"source\"", "{\"delimiter\":\"~\",\"source\"")))
        .hasSize(1);
  }

  @Test
  void saysOnceWhatItSees_whenNoColumnIsThere() throws IOException {
    List<Violation> found = violations("a^b^c\n1^2^3\n", PLAIN);

    assertThat(found).extracting(Violation::field).containsExactly("file");
    assertThat(found.get(0).rule()).contains("a^b^c", "comma");
  }

  @Test
  void refusesAHeaderThatIsNone() throws IOException {
    String wide = "id,at,score,why" + ",c".repeat(600_000) + "\n1,x\n";

    assertThat(violations(wide, PLAIN)).extracting(Violation::field).containsExactly("file");
    assertThat(violations("id,at,\"score,why\n1,2\n", PLAIN))
        .extracting(Violation::rule)
        .allMatch(rule -> rule.contains("line 1 ") && rule.contains("quote"));
    assertThat(violations("", PLAIN)).extracting(Violation::field).containsExactly("file");
  }

  /** Half a pair of characters cannot be answered as JSON. */
  @Test
  void saysNothingThatCannotBeWritten_ofAFileThatIsNoText() throws IOException {
    Path file = Files.write(folder.resolve("file.csv"), new byte[] {'P', 'K', 3, (byte) 0x9C, -1});

    List<Violation> found =
        new ImportLinesReader(Clock.fixed(NOW, ZoneOffset.UTC)).violations(mapping(PLAIN), file);

    assertThat(found).extracting(Violation::field).containsExactly("file");
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(found.get(0).rule())).isTrue();
  }

  @Test
  void readsUtf16_asItsByteOrderMarkSays() throws IOException {
    String csv = (TOP + row(1, "좋아요")).replace(",", "\t");
    byte[] little = ("\uFEFF" + csv).getBytes(StandardCharsets.UTF_16LE);
    byte[] big = ("\uFEFF" + csv).getBytes(StandardCharsets.UTF_16BE);

    for (byte[] file : new byte[][] {little, big}) {
      assertThat(response(read(file, PLAIN).get(0)).answers().get(1).text()).isEqualTo("좋아요");
    }
  }

  @Test
  void takesMissingCellsAtTheEndForBlank_andBlankOnesTooManyForNothing() throws IOException {
    var lines =
        plain(
            "id,at,group,score,why,,\n"
                + "1,2026-11-20T12:00:00Z,North,8\n"
                + "2,2026-11-20T12:00:00Z,North,8,good,, \u00a0,\n"
                + " \t\n"
                + "3,2026-11-20T12:00:00Z,North,8,good, really\n"
                + "4,2026-11-20T12:00:00Z\n");

    assertThat(answered(lines)).isEqualTo(2);
    assertThat(response(lines.get(0)).answers()).hasSize(1);
    assertThat(violation(lines.get(2))).isEqualTo(new Violation("", "has 6 of 5 columns"));
    assertThat(lines.get(2).number()).isEqualTo(5);
    assertThat(lines.get(3)).isEqualTo(new ImportLine.Skipped(6));
  }

  @Test
  void findsColumnsByNamesThatLookTheSame() throws IOException {
    var lines = plain("\u00a0ID\u200b,at ,Group\u202f,*score*,\u2060Why\n" + row(1, "a"));

    assertThat(answered(lines)).isEqualTo(1);
  }

  @Test
  void leavesOutTheRowsAroundTheNames_thatTheMappingSays() throws IOException {
    String onlyText =
        """
        {"source":"s","surveyId":"plain","id":"id","skipRows":2,"headerRows":3,
         "submittedAt":{"value":"2026-11-20T12:00:00Z"},
         "answers":[{"questionId":"why","column":"why"}]}\
        """;
    String csv =
        "Export of the year\n\nmade by hand\n"
            + "id,why\nWho answered,\"Why,\nplease?\"\nQ1,Q2\n1,good\n";

    var lines = read(csv.getBytes(StandardCharsets.UTF_8), onlyText);

    assertThat(lines).extracting(ImportLine::number).containsExactly(8L);
    assertThat(response(lines.get(0)).answers().get(0).text()).isEqualTo("good");
  }

  @Test
  void knowsTheTwoRowsThatQualtricsWritesBelowTheNames() throws IOException {
    var lines =
        plain(
            TOP
                + "Response,Recorded,Group,Would you?,Why?\n"
                + "\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{\"\"ImportId\"\":\"\"at\"\"}\",,,"
                + "\"{\"\"ImportId\"\":\"\"QID2\"\"}\"\n"
                + row(1, "a"));

    assertThat(lines).hasSize(1);
    assertThat(answered(lines)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fine",
        "\"said \"\"hi\"\"\"",
        "\", as I said\"",
        "a screen of 12\"",
        "\"\"",
        "\"two\nlines\""
      })
  void losesNoRowButTheOne_whoseQuoteIsLeftOpen(String later) throws IOException {
    StringBuilder csv = new StringBuilder(TOP);
    for (int i = 1; i <= 20; i++) {
      csv.append(row(i, i == 5 ? "\"never closed" : i == 12 ? later : "fine"));
    }

    var lines = plain(csv.toString());

    assertThat(bad(lines)).containsExactly(6L);
    assertThat(answered(lines)).isEqualTo(19);
  }

  @Test
  void keepsCommentsOfSeveralLines_whateverIsWrittenInThem() throws IOException {
    var lines =
        plain(
            TOP
                + row(1, "\"1, 2, 3, 4, 5\nid,at,group,score,why\n2,soon,North,8,fine\n\"")
                + row(2, "\"good, but\n\n\"\"slow\"\", and so on\""));

    assertThat(answered(lines)).isEqualTo(2);
    assertThat(lines).extracting(ImportLine::number).containsExactly(2L, 6L);
  }

  @Test
  void takesNoPartOfACommentForARow_whenItsQuotesAreNotDoubled() throws IOException {
    String noTimes =
        """
        {"source":"s","surveyId":"plain","id":"id",
         "submittedAt":{"value":"2026-11-20T12:00:00Z"},
         "answers":[{"questionId":"why","column":"why"}],"context":{"team":"group"}}\
        """;
    String csv =
        "id,why,group\n1,\"she said \"hi\" to me\nGood, but slow\nbye\",North\n2,ok,North\n";

    var lines = read(csv.getBytes(StandardCharsets.UTF_8), noTimes);

    assertThat(bad(lines)).containsExactly(2L, 3L, 4L);
    assertThat(answered(lines)).isEqualTo(1);
  }

  @Test
  void readsOn_whenAQuoteStaysOpenBeyondTheLongestRow() throws IOException {
    StringBuilder csv = new StringBuilder(TOP);
    for (int i = 1; i <= 12_000; i++) {
      csv.append(row(i, i == 10 ? "\"open" : "c".repeat(60)));
    }

    var lines = plain(csv.toString());

    assertThat(bad(lines)).containsExactly(11L);
    assertThat(answered(lines)).isEqualTo(11_999);
  }

  @Test
  void readsCells_withBlanksOfAnyKindAround() throws IOException {
    var lines =
        plain(
            TOP
                + "1,2026-11-20T12:00:00Z\u00a0,\u202fNorth\u00a0Wing \u3000,8\u00a0,\u00a0\n"
                + "2\u200b,\ufeff2026-11-20T12:00:00Z,North Wing,\u20098.0,\n");

    assertThat(answered(lines)).isEqualTo(2);
    assertThat(lines)
        .extracting(line -> response(line).context().team())
        .containsOnly("North Wing");
    assertThat(lines).extracting(line -> response(line).answers().get(0).value()).containsOnly(8);
  }

  @Test
  void takesTheCharacterThatStandsForAnother_butNotBytesOfNoCharacter() throws IOException {
    byte[] broken = (TOP + row(1, "caf#")).getBytes(StandardCharsets.UTF_8);
    broken[broken.length - 2] = (byte) 0xE9;

    assertThat(response(plain(TOP + row(1, "caf\uFFFD")).get(0)).answers().get(1).text())
        .isEqualTo("caf\uFFFD");
    assertThat(violation(read(broken, PLAIN).get(0)))
        .isEqualTo(new Violation("why", "is not in the charset of the file"));
  }

  @Test
  void comparesWordsByOneRule() throws IOException {
    String words =
        MAPPING
            .replace("\"great\":5", "\"Very good\":5,\"4\":4")
            .replace("[\"11\"]", "[\"I don't know\",\"99\"]");
    var lines =
        read(
            (HEADER
                    + "1,VERY  good,I DON\u2019T know,1,15/5/2026 21:00,,B7,x\n"
                    + "2,very\u00a0Good,99.0,1,15/5/2026 21:00,,B7,x\n"
                    + "3,4.0,10.0,2.0,15/5/2026 21:00,,B7,x\n")
                .getBytes(StandardCharsets.UTF_8),
            words);

    assertThat(lines.subList(0, 2))
        .allSatisfy(
            line ->
                assertThat(response(line).answers())
                    .containsExactly(new Answer("overall", "csat", "5", 5, null, null)));
    assertThat(response(lines.get(2)).answers()).extracting(Answer::value).containsExactly(4, 10);
    assertThat(response(lines.get(2)).locale()).isEqualTo("ko");
  }

  @Test
  void saysWhichWordStandsForNoPoint_orForTwoThings() {
    String wrong =
        MAPPING.replace("\"great\":5", "\"good\":6,\"bad\":1,\"Bad\":2,\"blank\":3,\"great\":5");

    assertThat(mapping(wrong).violations())
        .extracting(Violation::field)
        .hasSize(3)
        .contains("answers[0].values.good", "answers[0].values.blank");
  }

  @Test
  void readsLostTime_whichIsOnNoScale() throws IOException {
    String lost =
        """
        {"source":"s","surveyId":"plain","id":"id","submittedAt":{"value":"2026-11-20T12:00:00Z"},
         "answers":[{"questionId":"lost","metric":"lost-time","column":"lost",
           "values":{"an hour":3600}}]}\
        """;
    var lines =
        read(
            "id,lost\n1,900\n2,0.0\n3,\n4,-1\n5,An Hour\n6,1.000\n"
                .getBytes(StandardCharsets.UTF_8),
            lost);

    assertThat(mapping(lost).violations()).isEmpty();
    assertThat(mapping(lost.replace("\"metric\"", "\"scale\":\"5\",\"metric\"")).violations())
        .extracting(Violation::field)
        .containsExactly("answers[0].scale");
    assertThat(bad(lines)).as("1.000 may be a thousand").containsExactly(5L, 7L);
    assertThat(lines.get(2)).isEqualTo(new ImportLine.Skipped(4));
    assertThat(response(lines.get(0)).answers())
        .containsExactly(new Answer("lost", "lost-time", null, 900, null, null));
    assertThat(response(lines.get(4)).answers().get(0).value()).isEqualTo(3600);
  }

  @Test
  void keepsTheCellOutOfTheRule() throws IOException {
    var bad = (ImportLine.Bad) plain(TOP + "1,2026-11-20T12:00:00Z,North,call Kim,\n").get(0);

    assertThat(bad.violation().rule()).doesNotContain("Kim");
    assertThat(bad.cell()).isEqualTo("call Kim");
  }

  @Test
  void saysThatNobodyAnswersAMetric() {
    assertThat(mapping(MAPPING.replace("\"nps\"", "\"art\"")).violations())
        .extracting(Violation::field)
        .containsExactly("answers[1].metric");
  }
}
