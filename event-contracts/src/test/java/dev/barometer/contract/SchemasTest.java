package dev.barometer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Holds the records, their rules, their schemas and their examples together. */
class SchemasTest {
  private static final Schemas SCHEMAS = new Schemas();

  private static final Map<Contract, Corpus> CORPORA =
      Contract.all().stream().collect(Collectors.toMap(Function.identity(), Corpus::of));

  static List<Contract> contracts() {
    return Contract.all();
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void theExampleIsSound_andComesBackAsItWas(Contract contract) {
    JsonNode example = contract.example();
    Record record = ContractJson.read(example, contract.type());

    assertThat(SCHEMAS.errors(contract.file(), example)).isEmpty();
    assertThat(contract.taken(example)).isTrue();
    assertThat(ContractJson.read(ContractJson.write(record), contract.type())).isEqualTo(record);
    if (!contract.inbound()) {
      assertThat(ContractJson.write(record)).isEqualTo(example);
    }
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void whatIsAbsentIsNotWritten(Contract contract) {
    JsonNode least = Corpus.least(contract);

    JsonNode written = ContractJson.write(ContractJson.read(least, contract.type()));

    if (!contract.inbound()) {
      assertThat(written).isEqualTo(least);
    }
    assertThat(written.toString()).doesNotContain("null");
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void theSchemaTakesWhatIsSound(Contract contract) {
    for (Mutant document : CORPORA.get(contract).sound()) {
      assertThat(contract.taken(document.json())).as(document.change()).isTrue();
      assertThat(SCHEMAS.errors(contract.file(), document.json())).as(document.change()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void theSchemaRefusesWhatTheCodeRefuses(Contract contract) {
    List<String> taken =
        CORPORA.get(contract).odd().stream()
            .filter(document -> SCHEMAS.accepts(contract.file(), document.json()))
            .map(Mutant::change)
            .toList();

    assertThat(taken).isEmpty();
  }

  /** Without any one keyword, one of the two tests above fails. */
  @ParameterizedTest
  @MethodSource("files")
  void noKeywordCanBeRemovedUnnoticed(String file) {
    JsonNode whole = Schemas.file(file);
    List<Contract> users =
        contracts().stream()
            .filter(contract -> SchemaKeywords.filesOf(contract.file()).contains(file))
            .toList();
    List<SchemaKeywords.Occurrence> unnoticed = new ArrayList<>();
    for (SchemaKeywords.Occurrence occurrence : SchemaKeywords.of(whole)) {
      Schemas without = new Schemas(Map.of(file, occurrence.removedFrom(whole)));
      if (users.stream().noneMatch(user -> isNoticed(user, without))) {
        unnoticed.add(occurrence);
      }
    }

    assertThat(unnoticed).isEmpty();
  }

  private static boolean isNoticed(Contract contract, Schemas without) {
    Corpus corpus = CORPORA.get(contract);
    return corpus.sound().stream()
            .anyMatch(document -> !without.accepts(contract.file(), document.json()))
        || corpus.odd().stream()
            .anyMatch(document -> without.accepts(contract.file(), document.json()));
  }

  @Test
  void everyFileSaysWhatItIs() {
    for (String file : files()) {
      JsonNode schema = Schemas.file(file);
      assertThat(schema.get("$schema").stringValue())
          .isEqualTo("https://json-schema.org/draft/2020-12/schema");
      assertThat(schema.get("$id").stringValue()).isEqualTo(Schemas.BASE + file);
      assertThat(schema.get("description").stringValue()).isNotBlank();
    }
  }

  @Test
  void everyFileBelongsToARecord() {
    Set<String> used = new HashSet<>();
    contracts().forEach(contract -> used.addAll(SchemaKeywords.filesOf(contract.file())));

    assertThat(files()).containsExactlyInAnyOrderElementsOf(used);
  }

  private static List<String> files() {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/schemas"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
