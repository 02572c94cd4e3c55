package dev.barometer.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
  private static final String GOOD_TOKEN = "7f3a90c1d2e4b586";

  @Test
  void runsASampleSuiteInData_whenNothingIsSaid() {
    assertThat(parse())
        .isEqualTo(new Options(Path.of("data"), new Ports(8080), true, null, Map.of()));
  }

  @Test
  void readsEveryOption() {
    assertThat(Options.parse(words("--no-samples --data d --port-base 18080"), GOOD_TOKEN))
        .isEqualTo(new Options(Path.of("d"), new Ports(18080), false, GOOD_TOKEN, Map.of()));
  }

  @Test
  void namesWhatItCannotUnderstand() {
    assertRefused("--sample", "unknown option --sample");
    assertRefused("--data", "a value must follow --data");
    assertRefused("--port-base many", "not a port number: many");
    assertRefused("--port-base 80", "the port base must be from 1024");
    assertRefused("--port-base 65000", "the port base must be from 1024 to 64000, not 65000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("--data", " "))
        .withMessageContaining("a folder must follow --data");
  }

  @Test
  void takesAnEmptyTokenForNone() {
    assertThat(Options.parse(new String[0], "").token()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {" ", "7f3a90c1d2e4b586 ", "7f3a90c1d2e4\nb586ff", "7f3a90c1", "changeme-changeme"})
  void namesTheTokenThatIsNoGood_beforeAnythingStarts(String token) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Options.parse(new String[0], token))
        .withMessageStartingWith("BAROMETER_API_TOKEN ")
        .withMessageContaining("openssl rand -hex 32")
        .withMessageNotContaining("\n");
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
