package dev.barometer.survey.privacy;

import dev.barometer.starter.LinkProperties;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/** One person as managers see him, found by his id; nobody is listed who was not asked for. */
@Controller
class PeoplePageController {
  private static final String PEOPLE = "/people";

  private final PersonReader reader;
  private final PeopleController api;
  private final LinkProperties links;

  PeoplePageController(PersonReader reader, PeopleController api, LinkProperties links) {
    this.reader = reader;
    this.api = api;
    this.links = links;
  }

  @ModelAttribute
  void keepOutOfCaches(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
  }

  @GetMapping(PEOPLE)
  ModelAndView page(@RequestParam(required = false) @Nullable String id, Model model) {
    return page(id, model, HttpStatus.OK);
  }

  private ModelAndView page(@Nullable String id, Model model, HttpStatus status) {
    String asked = id == null || id.isBlank() ? null : PeopleController.checked(id);
    model.addAttribute("asked", asked);
    model.addAttribute("held", asked == null ? null : reader.find(asked).orElse(null));
    model.addAttribute("tickets", links.reporting() + "/tickets/");
    return new ModelAndView("people", model.asMap(), status);
  }

  @PostMapping(PEOPLE + "/opt-out")
  ModelAndView optOut(@RequestParam String id) {
    api.optOut(id);
    return shown(id);
  }

  @PostMapping(PEOPLE + "/opt-in")
  ModelAndView optIn(@RequestParam String id) {
    api.optIn(id);
    return shown(id);
  }

  /**
   * It cannot be taken back, so the id is typed once more.
   *
   * @param typed has to be the id
   */
  @PostMapping(PEOPLE + "/erase")
  ModelAndView erase(@RequestParam String id, @RequestParam String typed, Model model) {
    if (!typed.strip().equals(id.strip())) {
      model.addAttribute("mistyped", true);
      return page(id, model, HttpStatus.UNPROCESSABLE_CONTENT);
    }
    api.erase(id);
    return new ModelAndView("redirect:" + PEOPLE + "?erased");
  }

  private static ModelAndView shown(String id) {
    String address =
        UriComponentsBuilder.fromPath(PEOPLE).queryParam("id", "{id}").build(id).toString();
    return new ModelAndView("redirect:" + address);
  }
}
