package dev.barometer.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionsTest {

  @Test
  void runsASampleSuiteInData_whenNothingIsSaid() {
    assertThat(parse())
        .isEqualTo(new Options(Path.of("data"), new Ports(8080), true, null, Map.of()));
  }

  @Test
  void readsEveryOption() {
    assertThat(Options.parse(words("--no-samples --data d --port-base 18080"), "secret"))
        .isEqualTo(new Options(Path.of("d"), new Ports(18080), false, "secret", Map.of()));
  }

  @Test
  void namesWhatItCannotUnderstand() {
    assertRefused("--sample", "unknown option --sample");
    assertRefused("--data", "a value must follow --data");
    assertRefused("--port-base many", "not a port number: many");
    assertRefused("--port-base 80", "the port base must be from 1024");
  }

  @Test
  void takesABlankTokenForNone() {
    assertThat(Options.parse(new String[0], " ").token()).isNull();
  }

  @Test
  void movesAllPortsTogether() {
    assertThat(new Ports(8080).broker()).isEqualTo(9092);
    assertThat(new Ports(18080).broker()).isEqualTo(19092);
    assertThat(new Ports(18080).complaint()).isEqualTo(18083);
  }

  private static Options parse(String... arguments) {
    return Options.parse(arguments, null);
  }

  private static void assertRefused(String line, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse(words(line)))
        .withMessageContaining(message);
  }

  private static String[] words(String line) {
    return line.split(" ");
  }
}
