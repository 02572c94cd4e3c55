package dev.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Somebody at the desk, in his language, with a browser of his own and nothing but a keyboard. */
final class DeskHand implements AutoCloseable {
  private static final List<String> LANGUAGES = List.of("en", "zh-CN", "ko");
  private static final boolean PICTURES = System.getProperty("barometer.pictures") != null;

  private final Tab tab;
  private final String language;
  private final List<String> wrong = new ArrayList<>();

  private DeskHand(Tab tab, String language) {
    this.tab = tab;
    this.language = language;
  }

  /** Signs in, and is on the first page of all. */
  static DeskHand signedIn(
      Chromium chromium, URI reporting, String name, String password, String language)
      throws IOException, InterruptedException {
    Tab tab = chromium.openApart();
    tab.look(1440, false);
    tab.signIn(reporting, "/dashboard?lang=" + language, name, password);
    return new DeskHand(tab, language);
  }

  Tab tab() {
    return tab;
  }

  /** What axe found, or was wider than the window, wherever he was. */
  List<String> wrong() {
    return wrong;
  }

  /** Follows a link with this text, from where he is. */
  void follow(String text) {
    tab.tabTo("at.href && at.textContent.trim() === '" + text + "'");
    tab.enter();
  }

  /** By the entry of the frame that leads there, wherever he is. */
  void followWay(String path) {
    tab.tabTo("at.closest('header, .tabs') && at.pathname === '" + path + "'");
    tab.enter();
  }

  /** Makes a move, with what its fields are to say. */
  void move(String move, Map<String, String> fields) {
    open(move);
    fill(move, fields);
    submit(move);
    assertThat(tab.text("main .success")).as(move).isNotBlank();
  }

  /** Unfolds the form of a move. */
  void open(String move) {
    tab.tabTo("at.tagName === 'SUMMARY' && " + isOf("at.nextElementSibling", move));
    tab.press("Enter");
    tab.await("document.activeElement.parentElement.open");
  }

  /** Fills in a form that is unfolded, from its first field to its last, and does not send it. */
  void fill(String move, Map<String, String> fields) {
    String isOne =
        fields.keySet().stream()
            .map(field -> "at.name === '" + field + "'")
            .collect(Collectors.joining(" || ", "(", ")"));
    for (int i = 0; i < fields.size(); i++) {
      tab.tabTo(isOf("at.form", move) + " && " + isOne);
      put(fields.get(tab.evaluate("document.activeElement.name").asString()));
    }
  }

  private static String isOf(String form, String move) {
    return form + "?.action?.endsWith('/moves/" + move + "')";
  }

  /** Into the field of a form that is open. */
  void put(String field, String value) {
    tab.tabTo("at.name === '" + field + "'");
    put(value);
  }

  /** Into what has the focus. */
  private void put(String value) {
    switch (tab.evaluate("document.activeElement.type").asString()) {
      case "select-one" -> choose(value);
      case "radio" -> {
        tab.press(" ");
        choose(value);
      }
      case "checkbox" -> tab.press(" ");
      default -> write(value);
    }
  }

  private void choose(String value) {
    for (int i = 0; i < 40 && !chosen().equals(value); i++) {
      tab.press("ArrowDown");
    }
    assertThat(chosen()).isEqualTo(value);
  }

  private String chosen() {
    return tab.evaluate("document.activeElement.value").asString();
  }

  /** In place of what stood there. */
  void write(String text) {
    tab.evaluate("document.activeElement.select()");
    tab.type(text);
  }

  void submit(String move) {
    tab.tabTo(isOf("at.form", move) + " && at.type === 'submit' && at.accessKey === ''");
    tab.enter();
  }

  /** Looks whether all is well with the page that he is on, wide and on a phone. */
  void judge(String where) throws IOException {
    tab.judge(name(language, 1440, where), wrong);
    tab.look(390, false);
    tab.judgeRoom(name(language, 390, where), wrong);
    tab.look(1440, false);
  }

  /** The same of a page that comes again when it is asked for, with pictures in all languages. */
  void judgeAll(String where) throws IOException {
    judge(where);
    if (!PICTURES) {
      return;
    }
    String address = tab.evaluate("location.href").asString().replaceFirst("[?&]lang=[\\w-]+$", "");
    for (String other : LANGUAGES) {
      if (!other.equals(language)) {
        show(address, other);
        tab.judgeRoom(name(other, 1440, where), wrong);
        tab.look(390, false);
        tab.judgeRoom(name(other, 390, where), wrong);
        tab.look(1440, false);
      }
    }
    show(address, language);
  }

  private void show(String address, String in) {
    tab.go(URI.create(address + (address.contains("?") ? "&" : "?") + "lang=" + in));
  }

  private static String name(String language, int width, String where) {
    return where + " " + language + " " + width;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    tab.close();
  }
}
