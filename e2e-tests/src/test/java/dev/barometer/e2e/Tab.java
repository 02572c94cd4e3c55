package dev.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One page of a browser: looks, types, tabs through it. */
final class Tab implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Map<String, Integer> KEYS =
      Map.of("Tab", 9, "Enter", 13, "Escape", 27, " ", 32, "ArrowRight", 39, "ArrowDown", 40);

  /** What those keys write that write something. */
  private static final Map<String, String> CHARACTERS = Map.of("Enter", "\r", " ", " ");

  private final AtomicInteger calls = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final WebSocket socket;
  private final HttpClient http;
  private final URI address;

  private Tab(HttpClient http, URI address) {
    this.http = http;
    this.address = address;
    this.socket = http.newWebSocketBuilder().buildAsync(address, new Listener()).join();
  }

  static Tab at(HttpClient http, String description) {
    String address = JSON.readTree(description).get("webSocketDebuggerUrl").asString();
    Tab tab = new Tab(http, URI.create(address));
    tab.call("Page.enable", Map.of());
    return tab;
  }

  /** A page beside those of others, for which nobody else was ever here. */
  static Tab apart(HttpClient http, String description) {
    String all = JSON.readTree(description).get("webSocketDebuggerUrl").asString();
    Tab browser = new Tab(http, URI.create(all));
    String context =
        browser.call("Target.createBrowserContext", Map.of()).get("browserContextId").asString();
    String page =
        browser
            .call("Target.createTarget", Map.of("url", "about:blank", "browserContextId", context))
            .get("targetId")
            .asString();
    browser.socket.abort();
    Tab tab = new Tab(http, URI.create(all.replaceFirst("/devtools/.*", "/devtools/page/" + page)));
    tab.call("Page.enable", Map.of());
    // Each is looked at, though one window is before the other.
    tab.call("Emulation.setFocusEmulationEnabled", Map.of("enabled", true));
    return tab;
  }

  /** With what its page still listens to: a browser keeps few of those for one host. */
  @Override
  public void close() throws IOException, InterruptedException {
    String closing =
        address.toString().replace("ws://", "http://").replace("/devtools/page/", "/json/close/");
    HttpRequest request = HttpRequest.newBuilder(URI.create(closing)).build();
    assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
    socket.abort();
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        JsonNode message = JSON.readTree(text.toString());
        text.setLength(0);
        if (message.has("id")) {
          waiting.remove(message.get("id").asInt()).complete(message);
        }
      }
      from.request(1);
      return CompletableFuture.completedStage(null);
    }
  }

  private JsonNode call(String method, Map<String, ?> parameters) {
    int id = calls.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    socket
        .sendText(
            JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters)), true)
        .join();
    JsonNode said = answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    assertThat(said.has("error")).as(method + " " + said).isFalse();
    return said.get("result");
  }

  /** As if nobody had been here before. */
  void forget() {
    call("Network.clearBrowserCookies", Map.of());
    call("Network.clearBrowserCache", Map.of());
  }

  void look(int width, boolean dark) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            new Object[] {
              Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
              Map.of("name", "prefers-reduced-motion", "value", "reduce")
            }));
  }

  /** As it would be printed. */
  void paper() {
    call("Emulation.setEmulatedMedia", Map.of("media", "print"));
  }

  void scripts(boolean run) {
    call("Emulation.setScriptExecutionDisabled", Map.of("value", !run));
  }

  void go(URI address) {
    evaluate("window.left = true");
    call("Page.navigate", Map.of("url", address.toString()));
    awaitPage();
  }

  /** Until another page is there and loaded. */
  void awaitPage() {
    await("window.left === undefined && document.readyState === 'complete'");
  }

  void await(String condition) {
    Awaitility.await(condition)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .until(() -> evaluate(condition).asBoolean());
  }

  JsonNode evaluate(String script) {
    JsonNode said =
        call(
            "Runtime.evaluate",
            Map.of("expression", script, "returnByValue", true, "awaitPromise", true));
    assertThat(said.has("exceptionDetails")).as(script + " " + said).isFalse();
    return said.at("/result/value");
  }

  String text(String selector) {
    return evaluate("document.querySelector('" + selector + "').textContent").asString();
  }

  void press(String key) {
    int code = Objects.requireNonNull(KEYS.get(key));
    for (String type : new String[] {"keyDown", "keyUp"}) {
      Map<String, Object> event =
          CHARACTERS.containsKey(key) && type.equals("keyDown")
              ? Map.of(
                  "type", type,
                  "key", key,
                  "windowsVirtualKeyCode", code,
                  "text", CHARACTERS.get(key))
              : Map.of("type", type, "key", key, "windowsVirtualKeyCode", code);
      call("Input.dispatchKeyEvent", event);
    }
  }

  /** Puts the focus on something, as touching it does. */
  void touch(String selector) {
    evaluate("document.querySelector('" + selector + "').focus()");
  }

  /** Chooses a file in a form. */
  void choose(String selector, Path file) {
    int root = call("DOM.getDocument", Map.of()).path("root").path("nodeId").asInt();
    int field =
        call("DOM.querySelector", Map.of("nodeId", root, "selector", selector))
            .get("nodeId")
            .asInt();
    call("DOM.setFileInputFiles", Map.of("nodeId", field, "files", List.of(file.toString())));
  }

  void type(String text) {
    call("Input.insertText", Map.of("text", text));
  }

  /** Goes on with the tabulator until the focus is on what the condition says of {@code at}. */
  void tabTo(String condition) {
    for (int i = 0; i < 250; i++) {
      press("Tab");
      if (evaluate("((at) => Boolean(" + condition + "))(document.activeElement)").asBoolean()) {
        return;
      }
    }
    throw new AssertionError("The keyboard does not reach " + condition);
  }

  /** Follows what has the focus, by keyboard. */
  void enter() {
    evaluate("window.left = true");
    press("Enter");
    awaitPage();
  }

  /** What axe finds that is serious, each with where. */
  private String seriousOfAxe() throws IOException {
    if (!evaluate("'axe' in window").asBoolean()) {
      try (InputStream axe = Tab.class.getResourceAsStream("/axe.min.js")) {
        evaluate(
            new String(Objects.requireNonNull(axe).readAllBytes(), StandardCharsets.UTF_8) + "; 1");
      }
    }
    return evaluate(
            """
            axe.run(document, {resultTypes: ["violations"]}).then((found) => found.violations
                .filter((one) => ["serious", "critical"].includes(one.impact))
                .map((one) => one.id + ": " + one.nodes.map((node) => node.html).join(" | "))
                .join("\\n"))
            """)
        .asString();
  }

  /** How far the page is wider than its window. */
  private int overhang() {
    return evaluate("document.documentElement.scrollWidth - innerWidth").asInt();
  }

  /** Notes what is wrong here; with a picture where somebody wants to look himself. */
  void judge(String where, List<String> wrong) throws IOException {
    String serious = seriousOfAxe();
    if (!serious.isEmpty()) {
      wrong.add(where + ": " + serious);
    }
    judgeRoom(where, wrong);
  }

  /**
   * The same of a page that comes in each language, wide and on a phone. Axe looks at it once in
   * each: wide and light, on a phone, wide and dark. Which colours there are has nothing to do with
   * the language, and how many elements there are neither. How much room they have does.
   *
   * @param language which it is now: Korean is dark
   */
  void judge(String language, int width, String where, List<String> wrong) throws IOException {
    String name = language + " " + width + " " + where;
    if (language.equals("zh-CN") == (width == 390)) {
      judge(name, wrong);
    } else {
      judgeRoom(name, wrong);
    }
  }

  /** The same, but for what axe finds. */
  void judgeRoom(String where, List<String> wrong) throws IOException {
    if (overhang() > 0) {
      wrong.add(where + ": wider than its window by " + overhang());
    }
    String pictures = System.getProperty("barometer.pictures");
    if (pictures != null) {
      picture(Path.of(pictures, where.replaceAll("[^\\w-]+", "_") + ".png"));
    }
  }

  /** By keyboard, on the way to a page. */
  void signIn(URI service, String page, String name, String token) {
    go(service.resolve(page));
    await("document.activeElement.id === 'username'");
    type(name);
    press("Tab");
    type(token);
    enter();
  }

  private void picture(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, picture());
  }

  /** All of the page, as PNG. */
  byte[] picture() {
    JsonNode shot =
        call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    return Base64.getDecoder().decode(shot.get("data").asString());
  }

  /** All of the page on paper, as PDF. */
  byte[] print() {
    JsonNode paper = call("Page.printToPDF", Map.of("preferCSSPageSize", true));
    return Base64.getDecoder().decode(paper.get("data").asString());
  }
}
