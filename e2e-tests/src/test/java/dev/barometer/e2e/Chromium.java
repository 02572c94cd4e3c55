package dev.barometer.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser without a window, spoken to as its developer tools do: that needs nothing but it. */
final class Chromium implements AutoCloseable {
  static final Path PROGRAM =
      Path.of(System.getProperty("barometer.chromium", "/usr/bin/chromium"));
  private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://([^/]+)/");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final String address;

  private Chromium(Process process, String address) {
    this.process = process;
    this.address = address;
  }

  static boolean isThere() {
    return Files.isExecutable(PROGRAM);
  }

  static Chromium start(Path profile) throws IOException {
    Process process =
        new ProcessBuilder(
                PROGRAM.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                // Else it says of itself that a program runs it, and its answers are set aside.
                "--disable-blink-features=AutomationControlled",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      Matcher listening = LISTENING.matcher(line);
      if (listening.find()) {
        drain(said);
        return new Chromium(process, listening.group(1));
      }
    }
    throw new IllegalStateException("The browser ended before it could be spoken to");
  }

  /** A full pipe would stop it. */
  private static void drain(BufferedReader said) {
    Thread reader = new Thread(() -> said.lines().forEach(line -> {}), "chromium");
    reader.setDaemon(true);
    reader.start();
  }

  Tab open() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address + "/json/new?about:blank"))
            .PUT(BodyPublishers.noBody())
            .build();
    return Tab.at(http, http.send(request, BodyHandlers.ofString()).body());
  }

  /** Of somebody who shares nothing with the others: his cookies are his own. */
  Tab openApart() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address + "/json/version")).build();
    return Tab.apart(http, http.send(request, BodyHandlers.ofString()).body());
  }

  @Override
  public void close() {
    // Its helpers write to the profile for as long as they live.
    List<ProcessHandle> helpers = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
    helpers.forEach(ProcessHandle::destroyForcibly);
    helpers.forEach(helper -> helper.onExit().join());
  }
}
