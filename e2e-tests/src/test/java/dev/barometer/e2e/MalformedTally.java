package dev.barometer.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What became of each kind of malformed input, for people to read. */
final class MalformedTally {
  private final Map<String, Map<String, Integer>> answersByKind = new TreeMap<>();
  private int total;

  synchronized void add(String kind, String answer) {
    answersByKind.computeIfAbsent(kind, none -> new TreeMap<>()).merge(answer, 1, Integer::sum);
  }

  synchronized void sent() {
    total++;
  }

  int total() {
    return total;
  }

  int kinds() {
    return answersByKind.size();
  }

  void write(Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(total).append(" malformed inputs of ").append(kinds()).append(" kinds\n\n");
    text.append("| kind | answers |\n|---|---|\n");
    answersByKind.forEach(
        (kind, answers) -> {
          text.append("| ").append(kind).append(" | ");
          answers.forEach(
              (answer, count) -> text.append(answer).append(" x").append(count).append(", "));
          text.setLength(text.length() - 2);
          text.append(" |\n");
        });
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
