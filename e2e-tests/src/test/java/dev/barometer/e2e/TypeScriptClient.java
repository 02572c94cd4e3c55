package dev.barometer.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The program in src/test/client, with types that are made from the services' documents as
 * docs/api.md tells. It needs Node and, the first time, a registry of npm.
 */
final class TypeScriptClient {
  private static final Path SOURCES = Path.of("src", "test", "client");
  private static final Pattern NO_REGISTRY =
      Pattern.compile("ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENOTCACHED");
  private static final long PATIENCE_MINUTES = 5;

  private final Path folder;

  TypeScriptClient(Path folder) {
    this.folder = folder;
  }

  /** What a command printed, and whether it went well. */
  private record Ran(boolean well, String output) {}

  /** Skips the test, and says why, where there is no Node or no registry. */
  void install() throws IOException, InterruptedException {
    for (String tool : List.of("node", "npm")) {
      assumeTrue(isThere(tool), "Skipped: there is no " + tool + " to make a client with");
    }
    try (var files = Files.list(SOURCES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    Ran installed = run("npm", "ci", "--prefer-offline", "--no-audit", "--no-fund");
    assumeTrue(
        installed.well() || !NO_REGISTRY.matcher(installed.output()).find(),
        "Skipped: the registry of npm cannot be reached");
    assertThat(installed.well()).as(installed.output()).isTrue();
  }

  private boolean isThere(String tool) throws InterruptedException {
    try {
      return run(tool, "--version").well();
    } catch (IOException notThere) {
      return false;
    }
  }

  /** Makes types of each document, by the service's name, and compiles all strictly. */
  void make(Map<String, ApiDocument> documents) throws IOException, InterruptedException {
    for (Map.Entry<String, ApiDocument> document : documents.entrySet()) {
      String name = document.getKey();
      Files.writeString(folder.resolve(name + ".json"), document.getValue().json().toString());
      expectWell("node_modules/.bin/openapi-typescript", name + ".json", "-o", name + ".ts");
    }
    expectWell("node_modules/.bin/tsc", "-p", ".");
  }

  /** Runs the program against the suite; returns what it printed. */
  String use(Stack suite) throws IOException, InterruptedException {
    return expectWell(
        "node",
        "out/client.js",
        suite.survey().toString(),
        suite.scoring().toString(),
        suite.complaint().toString(),
        suite.reporting().toString(),
        suite.token());
  }

  private String expectWell(String... command) throws IOException, InterruptedException {
    Ran ran = run(command);
    assertThat(ran.well()).as(String.join(" ", command) + "\n" + ran.output()).isTrue();
    return ran.output();
  }

  private Ran run(String... command) throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "output", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly();
    }
    return new Ran(ended && process.exitValue() == 0, Files.readString(output, UTF_8));
  }
}
