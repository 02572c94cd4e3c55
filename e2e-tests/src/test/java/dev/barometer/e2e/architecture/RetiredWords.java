package dev.barometer.e2e.architecture;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names that this project once used and that a newcomer had to learn; each has given way to the
 * word of the field. Looked for where they would be names: in code, not in comments and texts, and
 * between backticks in the documents.
 */
final class RetiredWords {
  /** What comes instead stands behind it. */
  private static final List<String> WORDS =
      List.of(
          "Told([A-Z]\\w*)?", // Published..., ScoreRules
          "Letter([A-Z]\\w*)?|Deeds?|putAside", // DeadLetter..., action, deadLetter
          "Heard|Hearing|hear|heard", // ProcessedResponse, Outcome, apply
          "Statement(Codec)?|Source(Codec|Repository|Topology)?", // EntityState, Entity
          "Findings?|Reading", // Output, Violations, Decoded, TileInput
          "Places?|PlaceRepository", // DimensionValues, PageSlot, Permit, Position
          "Trail", // Provenance
          "Claim(ed)?Repository|Claim", // IdempotencyKey
          "Memory|MemoryReader|MemoryWriter|Occasion", // GateState, EventContext
          "[Vv]oices?|Happenings?|Viewpoint|Moments", // comment, ChangeSignals, PageRequest,
          // Wording
          "\\w*Intake\\w*|intake", // imports, escalation, admission
          "Relay"); // PublishingRunner

  private static final Pattern WORD = Pattern.compile("\\b(" + String.join("|", WORDS) + ")\\b");

  private static final Pattern NO_CODE =
      Pattern.compile(
          "\"\"\"[\\s\\S]*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*+\"|'(?:\\\\.|[^'\\\\\n])*+'"
              + "|//[^\n]*|/\\*[\\s\\S]*?\\*/");
  private static final Pattern OF_OTHERS =
      Pattern.compile("import (?:static )?(?!dev\\.barometer\\.)[\\w.]+\\.(\\w+);");
  private static final Pattern BETWEEN_BACKTICKS = Pattern.compile("`[^`\n]+`");

  private RetiredWords() {}

  static Set<String> inJava(String source) {
    String code = NO_CODE.matcher(source).replaceAll(" ");
    Set<String> found = in(code);
    Set<String> ofOthers = new HashSet<>();
    for (Matcher foreign = OF_OTHERS.matcher(code); foreign.find(); ) {
      ofOthers.add(foreign.group(1));
    }
    found.removeAll(ofOthers);
    return found;
  }

  static Set<String> inDocument(String text) {
    Set<String> found = new TreeSet<>();
    for (Matcher name = BETWEEN_BACKTICKS.matcher(text); name.find(); ) {
      found.addAll(in(name.group()));
    }
    return found;
  }

  private static Set<String> in(String text) {
    Set<String> found = new TreeSet<>();
    for (Matcher word = WORD.matcher(text); word.find(); ) {
      found.add(word.group());
    }
    return found;
  }
}
