package dev.barometer.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Docker command of this machine, where there is one. */
final class Docker {
  private Docker() {}

  /** Skips the test, and says why, where there is no daemon or one of the images cannot be had. */
  static void assumeImages(String... images) {
    assumeTrue(succeeds("version"), "left out: no Docker daemon answers");
    for (String image : images) {
      assumeTrue(
          succeeds("image", "inspect", image) || succeeds("pull", "--quiet", image),
          "left out: the image " + image + " is not here and cannot be pulled");
    }
  }

  /** The image of that name with the tag that docker-compose.yml gives it. */
  static String image(String name) {
    Pattern tagged =
        Pattern.compile("image: " + Pattern.quote(name) + ":(?:\\$\\{\\w+:-)?([\\w.-]+)");
    try {
      Matcher found = tagged.matcher(Files.readString(Path.of("../docker-compose.yml")));
      if (!found.find()) {
        throw new IllegalStateException("docker-compose.yml names no image " + name);
      }
      return name + ":" + found.group(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean succeeds(String... arguments) {
    try {
      run(Map.of(), arguments);
      return true;
    } catch (UncheckedIOException | IllegalStateException e) {
      return false;
    }
  }

  /**
   * Returns what the command printed.
   *
   * @throws IllegalStateException with what it printed, when it fails
   */
  static String run(Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      // A file takes everything, however much it is and whoever reads it.
      Path printed = Files.createTempFile("docker", ".log");
      Process process = builder.redirectOutput(printed.toFile()).start();
      int status = process.waitFor();
      String output = Files.readString(printed);
      Files.delete(printed);
      if (status != 0) {
        throw new IllegalStateException(
            String.join(" ", command) + " ended with " + status + ":\n" + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
