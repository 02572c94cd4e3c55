package dev.barometer.complaint.wording;

import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.web.IfMatch;
import dev.barometer.starter.web.InvalidRequestException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/** The phrases that put customers off, as managers keep them, and a text to try them on. */
@Controller
class WordingPageController {
  private static final String WORDING = "/desk/wording";
  private static final String EDIT = WORDING + "/edit";
  private static final String ENGLISH = "en";
  private static final int LONGEST_TEXT = 10_000;

  private final WordingRepository lists;
  private final WordingPublisher publisher;

  WordingPageController(WordingRepository lists, WordingPublisher publisher) {
    this.lists = lists;
    this.publisher = publisher;
  }

  @ModelAttribute
  void keepOutOfCaches(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
  }

  @GetMapping(WORDING)
  ModelAndView list(
      @RequestParam(required = false) @Nullable String language,
      @RequestParam(required = false) @Nullable String done,
      Locale reader,
      Model model) {
    model.addAttribute("done", done);
    model.addAttribute("meanwhile", false);
    return list(language, reader, model, HttpStatus.OK);
  }

  private ModelAndView list(
      @Nullable String language, Locale reader, Model model, HttpStatus status) {
    WordingRepository.Kept kept = lists.find();
    Map<String, List<Phrase>> all = kept.lists().lists();
    String shown = language == null ? nearest(all, reader) : language;
    model.addAttribute("revision", kept.revision());
    model.addAttribute("languages", List.copyOf(all.keySet()));
    model.addAttribute("language", shown);
    model.addAttribute("phrases", all.getOrDefault(shown, List.of()));
    if (!model.containsAttribute("tried")) {
      model.addAttribute("tried", "");
    }
    return new ModelAndView("desk-wording", model.asMap(), status);
  }

  private static String nearest(Map<String, List<Phrase>> all, Locale reader) {
    return all.keySet().stream()
        .filter(one -> Locale.forLanguageTag(one).getLanguage().equals(reader.getLanguage()))
        .findFirst()
        .orElseGet(() -> all.keySet().stream().findFirst().orElse(ENGLISH));
  }

  /** Looks at a text as the desk does before it goes out. */
  @PostMapping(WORDING + "/try")
  ModelAndView check(
      @RequestParam(defaultValue = "") String text,
      @RequestParam String language,
      Locale reader,
      Model model) {
    String typed = text.replace("\r\n", "\n");
    if (typed.length() > LONGEST_TEXT) {
      throw new InvalidRequestException(
          "text", "must have at most " + LONGEST_TEXT + " characters");
    }
    model.addAttribute("tried", typed);
    if (!typed.isBlank()) {
      model.addAttribute(
          "findings", new WordingCheck(lists.find().lists()).findings(typed, language));
    }
    model.addAttribute("done", null);
    model.addAttribute("meanwhile", false);
    return list(language, reader, model, HttpStatus.OK);
  }

  @GetMapping(EDIT)
  ModelAndView form(
      @RequestParam(defaultValue = ENGLISH) String language,
      @RequestParam(required = false) @Nullable String phrase,
      Model model) {
    WordingRepository.Kept kept = lists.find();
    PhraseForm form =
        phrase == null
            ? new PhraseForm("", language, "", "", "")
            : find(kept, language, phrase)
                .map(one -> PhraseForm.of(language, one))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    return form(kept, form, Map.of(), false, model, HttpStatus.OK);
  }

  private static Optional<Phrase> find(
      WordingRepository.Kept kept, String language, String phrase) {
    return kept.lists().lists().getOrDefault(language, List.of()).stream()
        .filter(one -> one.phrase().equals(phrase))
        .findFirst();
  }

  @PostMapping(EDIT)
  ModelAndView save(
      @ModelAttribute("form") PhraseForm form, @RequestParam long revision, Model model) {
    WordingRepository.Kept kept = lists.find();
    try {
      publisher.change(revision, form.in(kept.lists()));
      return shown(form.language(), "kept");
    } catch (InvalidRequestException e) {
      return form(kept, form, broken(e), false, model, HttpStatus.UNPROCESSABLE_CONTENT);
    } catch (ResponseStatusException e) {
      IfMatch.requireChanged(e);
      return form(lists.find(), form, Map.of(), true, model, HttpStatus.PRECONDITION_FAILED);
    }
  }

  /**
   * By field of the form: all other phrases were sound, so what is wrong is the one that is typed.
   */
  private static Map<String, List<String>> broken(InvalidRequestException e) {
    return Violation.byField(
        e.violations(), field -> field.replaceFirst("^lists\\.[^.\\[]*(\\[\\d+])?\\.", ""));
  }

  @PostMapping(WORDING + "/remove")
  ModelAndView remove(
      @RequestParam String language,
      @RequestParam String phrase,
      @RequestParam long revision,
      Locale reader,
      Model model) {
    try {
      var gone = new PhraseForm(phrase, language, "", "", "");
      publisher.change(revision, gone.without(lists.find().lists()));
      return shown(language, "removed");
    } catch (ResponseStatusException e) {
      IfMatch.requireChanged(e);
      model.addAttribute("meanwhile", true);
      return list(language, reader, model, HttpStatus.PRECONDITION_FAILED);
    }
  }

  private static ModelAndView shown(String language, String done) {
    return new ModelAndView(
        "redirect:"
            + UriComponentsBuilder.fromPath(WORDING)
                .queryParam("language", "{language}")
                .queryParam("done", done)
                .encode()
                .buildAndExpand(language)
                .toUriString());
  }

  private static ModelAndView form(
      WordingRepository.Kept kept,
      PhraseForm form,
      Map<String, List<String>> broken,
      boolean meanwhile,
      Model model,
      HttpStatus status) {
    model.addAttribute("form", form);
    model.addAttribute("broken", broken);
    model.addAttribute("meanwhile", meanwhile);
    model.addAttribute("revision", kept.revision());
    model.addAttribute(
        "theirs",
        find(kept, form.language(), form.was())
            .map(one -> List.of(one.phrase(), one.because(), String.valueOf(one.better())))
            .orElse(null));
    return new ModelAndView("desk-phrase", model.asMap(), status);
  }
}
