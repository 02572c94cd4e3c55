package dev.barometer.reporting.deadletter;

import dev.barometer.contract.rule.Violation;
import dev.barometer.frame.export.CsvFiles;
import dev.barometer.frame.page.Frame;
import dev.barometer.frame.wording.Wording;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.InvalidRequestException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The administrator's pages: the list of dead letters, and one of them with its editor. */
@Controller
@RequestMapping("/administration/dead-letters")
class DeadLetterPageController {
  private static final int ON_A_PAGE = 50;
  private static final int AT_ONCE = 100;

  private final DeadLetterRepository deadLetters;
  private final DeadLetterPublisher publisher;

  DeadLetterPageController(DeadLetterRepository deadLetters, DeadLetterPublisher publisher) {
    this.deadLetters = deadLetters;
    this.publisher = publisher;
  }

  /** Nothing of a dead letter is to stay in a cache. */
  @ModelAttribute
  void keepOutOfCaches(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
  }

  /** A row of the list. */
  record Row(DeadLetter letter, String at, @Nullable String key) {}

  @GetMapping
  @Nullable String list(
      @RequestParam(defaultValue = "open") String state,
      @RequestParam(required = false) @Nullable String group,
      @RequestParam(required = false) @Nullable String topic,
      @RequestParam(required = false) @Nullable String kind,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable String format,
      @RequestAttribute Frame frame,
      HttpServletResponse response,
      Model model)
      throws IOException {
    DeadLetterFilter filter =
        DeadLetterFilter.of(
            DeadLetterState.of(state).orElse(null), group, topic, kind, shortened(q));
    if ("csv".equals(format)) {
      CsvFiles.write(
          response, "dead-letters", DeadLetterView.COLUMNS, each -> tellAll(filter, each));
      return null;
    }
    List<DeadLetter> found =
        deadLetters.newest(filter, cursor == null ? null : Cursor.parse(cursor), ON_A_PAGE + 1);
    List<DeadLetter> shown = found.subList(0, Math.min(found.size(), ON_A_PAGE));
    List<DeadLetterRepository.Count> counts = deadLetters.counts();
    Wording wording = frame.wording();
    model.addAttribute("count", deadLetters.count(filter));
    model.addAttribute("filter", filter);
    model.addAttribute("state", filter.state() == null ? "all" : filter.state().label());
    model.addAttribute("rows", shown.stream().map(deadLetter -> row(deadLetter, wording)).toList());
    model.addAttribute(
        "next", found.size() > ON_A_PAGE ? shown.get(ON_A_PAGE - 1).cursor().toString() : null);
    model.addAttribute("groups", words(counts, DeadLetterRepository.Count::group));
    model.addAttribute("topics", words(counts, DeadLetterRepository.Count::topic));
    model.addAttribute("kinds", words(counts, DeadLetterRepository.Count::kind));
    model.addAttribute(
        "counts",
        counts.stream()
            .filter(count -> count.state().equals(DeadLetterState.OPEN.label()))
            .sorted(Comparator.comparingLong(DeadLetterRepository.Count::letters).reversed())
            .toList());
    return "dead-letters";
  }

  private void tellAll(DeadLetterFilter filter, Consumer<List<? extends @Nullable Object>> each) {
    Cursor after = null;
    List<DeadLetter> some;
    do {
      some = deadLetters.newest(filter, after, AT_ONCE);
      some.stream().map(DeadLetterView::inBrief).map(DeadLetterView::row).forEach(each);
      after = some.isEmpty() ? null : some.get(some.size() - 1).cursor();
    } while (some.size() == AT_ONCE);
  }

  private static Row row(DeadLetter deadLetter, Wording wording) {
    byte[] key = deadLetter.key();
    return new Row(
        deadLetter,
        wording.dateAndSecond(deadLetter.putAsideAt()),
        key == null ? null : DeadLetterText.of(key).orElse(null));
  }

  private static TreeSet<String> words(
      List<DeadLetterRepository.Count> counts, Function<DeadLetterRepository.Count, String> word) {
    TreeSet<String> words = new TreeSet<>();
    counts.forEach(count -> words.add(word.apply(count)));
    return words;
  }

  private static @Nullable String shortened(@Nullable String q) {
    return q == null || q.length() <= 200 ? q : q.substring(0, 200);
  }

  @GetMapping("/{id}")
  String one(@PathVariable String id, @RequestAttribute Frame frame, Model model) {
    model.addAttribute("page", DeadLetterPage.of(find(id), frame.wording()));
    return "dead-letter";
  }

  @PostMapping("/{id}/send-back")
  String sendBack(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String value,
      Principal caller,
      @RequestAttribute Frame frame,
      HttpServletResponse response,
      Model model) {
    DeadLetter deadLetter = find(id);
    try {
      publisher.sendBack(deadLetter, mended(deadLetter, value, frame), null, caller.getName());
      return "redirect:/administration/dead-letters/{id}?done=sent-back";
    } catch (InvalidRequestException e) {
      return refused(deadLetter, value, e.violations(), frame, response, model);
    }
  }

  @PostMapping("/{id}/discard")
  String discard(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String reason,
      Principal caller,
      @RequestAttribute Frame frame,
      HttpServletResponse response,
      Model model) {
    DeadLetter deadLetter = find(id);
    try {
      publisher.discard(deadLetter, DeadLetterController.reason(reason), caller.getName());
      return "redirect:/administration/dead-letters/{id}?done=discarded";
    } catch (InvalidRequestException e) {
      return refused(deadLetter, null, e.violations(), frame, response, model);
    }
  }

  /** Sends the newest open ones of a filter back as they came. */
  @PostMapping("/send-back")
  String sendBackAll(
      @RequestParam(required = false) @Nullable String group,
      @RequestParam(required = false) @Nullable String topic,
      @RequestParam(required = false) @Nullable String kind,
      Principal caller,
      Model model) {
    DeadLetterFilter filter = DeadLetterFilter.of(DeadLetterState.OPEN, group, topic, kind, null);
    List<DeadLetterPublisher.Sent> sent =
        publisher.sendBack(
            deadLetters.newest(filter, null, DeadLetterPublisher.MOST_AT_ONCE),
            filter.named(),
            caller.getName());
    long back = sent.stream().filter(one -> one.violations().isEmpty()).count();
    model.addAttribute("sent", back);
    model.addAttribute(
        "refused", sent.stream().filter(one -> !one.violations().isEmpty()).toList());
    return "dead-letters-sent";
  }

  /**
   * Somebody else was faster, or the dead letter is gone: said on a page, not in a problem
   * document.
   */
  @ExceptionHandler
  String settledOrGone(ResponseStatusException e, HttpServletResponse response, Model model) {
    response.setStatus(e.getStatusCode().value());
    model.addAttribute("gone", e.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND));
    return "dead-letter-settled";
  }

  /** Line breaks of a form are those of the text; what was not changed goes as it came. */
  private byte @Nullable [] mended(DeadLetter deadLetter, @Nullable String value, Frame frame) {
    if (value == null) {
      return null;
    }
    String text = value.replace("\r\n", "\n");
    DeadLetterPage shown = DeadLetterPage.of(deadLetter, frame.wording());
    return shown.value().replace("\r\n", "\n").equals(text)
        ? null
        : text.getBytes(StandardCharsets.UTF_8);
  }

  private String refused(
      DeadLetter deadLetter,
      @Nullable String value,
      List<Violation> violations,
      Frame frame,
      HttpServletResponse response,
      Model model) {
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    model.addAttribute("page", DeadLetterPage.of(deadLetter, frame.wording()));
    model.addAttribute("typed", value);
    model.addAttribute("errors", violations);
    return "dead-letter";
  }

  private DeadLetter find(String id) {
    return deadLetters
        .find(id)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
