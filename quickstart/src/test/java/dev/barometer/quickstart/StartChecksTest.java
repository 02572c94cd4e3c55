package dev.barometer.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mistake of the person who starts it costs one sentence and no time. */
class StartChecksTest {
  private static final int WRONG_USAGE = 2;

  @TempDir Path folder;

  @Test
  void namesAnUnknownOption() throws Exception {
    var refusal = start(null, "--sample");

    assertThat(refusal.status()).isEqualTo(WRONG_USAGE);
    assertThat(refusal.line())
        .isEqualTo("unknown option --sample (./run --help lists the options)");
  }

  @Test
  void namesATokenThatIsNoGood() throws Exception {
    var refusal = start("short", "--data", data());

    assertThat(refusal.status()).isEqualTo(WRONG_USAGE);
    assertThat(refusal.line()).startsWith("BAROMETER_API_TOKEN is shorter than 16 characters.");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void namesATokenThatSomebodyWroteIntoTheDataFolder() throws Exception {
    Files.writeString(Files.createDirectories(folder.resolve("data")).resolve("token"), " \n");

    var ports = String.valueOf(Ports.free().base());
    var refusal = start(null, "--data", data(), "--port-base", ports);

    assertThat(refusal.status()).isOne();
    assertThat(refusal.line()).startsWith("Barometer cannot start: the token in " + data());
  }

  @Test
  void namesADataFolderThatIsAFile() throws Exception {
    Files.writeString(folder.resolve("data"), "");

    var refusal = start(null, "--data", data());

    assertThat(refusal.status()).isOne();
    assertThat(refusal.line())
        .isEqualTo(
            "Barometer cannot start: the data folder %s is a file; choose another one with --data"
                .formatted(data()));
  }

  @Test
  void namesThePortThatIsTaken() throws Exception {
    var ports = Ports.free();
    try (var taken = new ServerSocket(ports.scoring(), 1, InetAddress.getLoopbackAddress())) {
      var refusal = start(null, "--data", data(), "--port-base", String.valueOf(ports.base()));

      assertThat(refusal.status()).isOne();
      assertThat(refusal.line())
          .startsWith("Barometer cannot start: something else listens on port [")
          .contains(String.valueOf(taken.getLocalPort()));
    }
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private record Refusal(int status, String line) {}

  private static Refusal start(@Nullable String token, String... arguments)
      throws IOException, InterruptedException {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var application =
        new QuickstartApplication(
            new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));

    var status = application.run(arguments, token, System.nanoTime());

    assertThat(out.toString(UTF_8)).isEmpty();
    var lines = err.toString(UTF_8).lines().toList();
    assertThat(lines).hasSize(1);
    return new Refusal(status, lines.get(0));
  }
}
