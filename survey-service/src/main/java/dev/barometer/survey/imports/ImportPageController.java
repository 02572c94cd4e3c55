package dev.barometer.survey.imports;

import dev.barometer.contract.rule.Violation;
import dev.barometer.frame.export.CsvFiles;
import dev.barometer.starter.web.CursorPage;
import dev.barometer.starter.web.InvalidRequestException;
import dev.barometer.starter.web.RefusedBodyException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Imports, as pages of administrators: the list with a form, and how far one of them is. */
@Controller
class ImportPageController {
  private static final String LIST = "/imports";
  private static final int ROWS = 25;
  private static final int AT_ONCE = 500;

  /** Says to htmx that this was the last of what it asks for again and again. */
  private static final int ENOUGH = 286;

  /** Those that the texts tell apart. */
  private static final Set<Integer> REFUSALS = Set.of(400, 413, 429, 507);

  private static final Map<String, ImportRequest.Kind> KINDS =
      Map.of(
          ImportJob.RESPONSES, ImportRequest.Kind.RESPONSES,
          ImportJob.TICKETS, ImportRequest.Kind.TICKETS);

  private final ImportJobRepository jobs;
  private final ImportStore imports;

  ImportPageController(ImportJobRepository jobs, ImportStore imports) {
    this.jobs = jobs;
    this.imports = imports;
  }

  /** What the form sends; what it had is shown again when something of it is wrong. */
  record Form(String kind, String format, String mapping, String source) {
    static final Form EMPTY = new Form(ImportJob.RESPONSES, "csv", "", "");

    boolean isCsv() {
      return format.equals("csv");
    }
  }

  /** Names people and what they sent. */
  @ModelAttribute
  void keepOutOfCaches(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
  }

  @GetMapping(LIST)
  @Nullable ModelAndView list(
      @RequestParam(required = false) @Nullable String before,
      @RequestParam(required = false) @Nullable String format,
      @RequestParam(required = false) @Nullable Integer refused,
      HttpServletResponse response,
      Model model)
      throws IOException {
    if ("csv".equals(format)) {
      CsvFiles.write(response, "imports", ImportView.COLUMNS, this::tellAll);
      return null;
    }
    if (refused != null) {
      // It was refused before anybody could read what the form had: the browser still has it.
      model.addAttribute("refused", REFUSALS.contains(refused) ? refused : 400);
    }
    return list(model, before, Form.EMPTY, HttpStatus.OK);
  }

  private ModelAndView list(
      Model model, @Nullable String before, Form form, HttpStatusCode status) {
    CursorPage<ImportJob> page = jobs.newest(ROWS, before);
    model.addAttribute("imports", page.map(ImportView::of));
    model.addAttribute("count", jobs.count());
    model.addAttribute("form", form);
    model.addAttribute("megabytes", imports.largestFile().toMegabytes());
    return new ModelAndView("imports", model.asMap(), status);
  }

  private void tellAll(Consumer<List<? extends @Nullable Object>> each) {
    String before = null;
    do {
      CursorPage<ImportJob> page = jobs.newest(AT_ONCE, before);
      page.items().stream().map(ImportView::of).map(ImportView::row).forEach(each);
      before = page.next();
    } while (before != null);
  }

  @PostMapping(path = LIST, consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  ModelAndView take(
      @RequestParam(defaultValue = ImportJob.RESPONSES) String kind,
      @RequestParam(defaultValue = "csv") String format,
      @RequestParam(defaultValue = "") String mapping,
      @RequestParam(defaultValue = "") String source,
      HttpServletRequest call,
      Model model)
      throws IOException, ServletException {
    Form form = new Form(kind, format, mapping.strip(), source.strip());
    try {
      return new ModelAndView("redirect:" + LIST + "/" + take(form, call).id());
    } catch (InvalidRequestException e) {
      model.addAttribute("violations", e.violations());
      model.addAttribute("wrong", fieldsOf(e));
      return list(model, null, form, HttpStatus.UNPROCESSABLE_CONTENT);
    } catch (ErrorResponseException e) {
      if (!REFUSALS.contains(e.getStatusCode().value())) {
        throw e;
      }
      return refused(model, form, e.getStatusCode());
    } catch (RefusedBodyException diskFull) {
      return refused(model, form, HttpStatus.INSUFFICIENT_STORAGE);
    }
  }

  /** By the rules of the API: rows have a mapping, lines of JSON a source. */
  private ImportJob take(Form form, HttpServletRequest call) throws IOException, ServletException {
    ImportRequest.Kind kind = KINDS.get(form.kind());
    Part file = call.getPart("file");
    if (kind == null) {
      throw wrong("kind", "must be one of " + String.join(", ", KINDS.keySet()));
    }
    if (file == null || file.getSize() == 0) {
      throw wrong("file", "is required");
    }
    if (form.isCsv() && form.mapping().isEmpty()) {
      throw wrong("mapping", "is required");
    }
    if (form.isCsv() && !form.source().isEmpty()) {
      throw wrong("source", "is named by the mapping: leave it out here");
    }
    if (!form.isCsv() && !form.mapping().isEmpty()) {
      throw wrong("mapping", "is of CSV files: leave it out here");
    }
    try (InputStream body = file.getInputStream()) {
      return form.isCsv()
          ? imports.takeRows(call, kind, form.mapping().getBytes(StandardCharsets.UTF_8), body)
          : imports.takeLines(call, kind, form.source().isEmpty() ? null : form.source(), body);
    }
  }

  private static InvalidRequestException wrong(String field, String rule) {
    return new InvalidRequestException(List.of(new Violation(field, rule)));
  }

  /** Of the form: a part of the mapping, or of the file. */
  private static Set<String> fieldsOf(InvalidRequestException e) {
    return e.violations().stream()
        .map(violation -> violation.field().split("[.\\[]")[0])
        .collect(Collectors.toSet());
  }

  private ModelAndView refused(Model model, Form form, HttpStatusCode status) {
    model.addAttribute("refused", status.value());
    model.addAttribute("kept", true);
    return list(model, null, form, status);
  }

  @GetMapping(LIST + "/{id}")
  String one(@PathVariable String id, HttpServletRequest call, Model model) {
    model.addAttribute("one", find(id, call));
    return "import";
  }

  @GetMapping(LIST + "/{id}/progress")
  String progress(
      @PathVariable String id, HttpServletRequest call, HttpServletResponse response, Model model) {
    ImportView view = find(id, call);
    model.addAttribute("one", view);
    if (view.isOver()) {
      response.setStatus(ENOUGH);
    }
    return "import :: progress";
  }

  private ImportView find(String id, HttpServletRequest call) {
    return jobs.find(id)
        .map(job -> ImportView.of(JobsController.seenBy(call, job)))
        .orElseThrow(() -> new ErrorResponseException(HttpStatus.NOT_FOUND));
  }
}
