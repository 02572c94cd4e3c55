package dev.barometer.complaint.cases;

import dev.barometer.complaint.clock.ClockRules;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The files at a case. Its history alone says which there are, so that a case never names one that
 * is not kept. A file's name is the note of its entry: people write names into it, and it goes with
 * them.
 */
public final class Attachments {
  private static final String NUMBER = "number";
  private static final String TYPE = "type";
  private static final String SIZE = "size";
  private static final String SHA_256 = "sha256";
  private static final String CHUNKS = "chunks";

  private Attachments() {}

  /** Those that are there, the oldest first. */
  public static List<Attachment> of(Case shown) {
    return List.copyOf(there(shown.handling().history()).values());
  }

  public static Optional<Attachment> find(Case shown, int number) {
    return Optional.ofNullable(there(shown.handling().history()).get(number));
  }

  private static Map<Integer, Attachment> there(List<Entry> history) {
    Map<Integer, Attachment> there = new TreeMap<>();
    for (Entry entry : history) {
      switch (entry.what()) {
        case What.ATTACHED -> there.put(number(entry), read(entry));
        case What.ATTACHMENT_REMOVED -> there.remove(number(entry));
        case What.ERASED -> there.clear();
        default -> {
          // It is about no file.
        }
      }
    }
    return there;
  }

  /** Those that are no more: whoever keeps their bytes lets go of them. */
  public static List<Attachment> gone(Case shown) {
    List<Entry> history = shown.handling().history();
    Map<Integer, Attachment> there = there(history);
    return history.stream()
        .filter(entry -> entry.what().equals(What.ATTACHED) && !there.containsKey(number(entry)))
        .map(Attachments::read)
        .toList();
  }

  /** A number that no file of the case had. */
  public static int next(Case here) {
    return here.handling().history().stream()
            .filter(entry -> entry.what().equals(What.ATTACHED))
            .mapToInt(Attachments::number)
            .max()
            .orElse(0)
        + 1;
  }

  /** Files may come as long as notes may: to a case that is closed, too. */
  public static Case add(Case here, Actor by, Instant now, ClockRules rules, Attachment file) {
    Map<String, String> details =
        Map.of(
            NUMBER, Integer.toString(file.number()),
            TYPE, file.type(),
            SIZE, Long.toString(file.size()),
            SHA_256, file.sha256(),
            CHUNKS, Integer.toString(file.chunks()));
    CaseEdit edit = new CaseEdit(here, now, rules);
    return edit.add(by, What.ATTACHED, file.name(), details).result(edit.now());
  }

  public static Case remove(Case here, Actor by, Instant now, ClockRules rules, int number) {
    CaseEdit edit = new CaseEdit(here, now, rules);
    Map<String, String> details = Map.of(NUMBER, Integer.toString(number));
    return edit.add(by, What.ATTACHMENT_REMOVED, null, details).result(edit.now());
  }

  private static Attachment read(Entry entry) {
    return new Attachment(
        number(entry),
        entry.note() == null ? "" : entry.note(),
        detail(entry, TYPE),
        Long.parseLong(detail(entry, SIZE)),
        detail(entry, SHA_256),
        Integer.parseInt(detail(entry, CHUNKS)),
        entry.at(),
        entry.who());
  }

  private static int number(Entry entry) {
    return Integer.parseInt(detail(entry, NUMBER));
  }

  private static String detail(Entry entry, String name) {
    String value = entry.details().get(name);
    if (value == null) {
      throw new IllegalStateException("entry " + entry.number() + " has no " + name);
    }
    return value;
  }
}
