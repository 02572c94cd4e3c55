package dev.barometer.reporting.comment;

import dev.barometer.frame.export.CsvFiles;
import dev.barometer.frame.page.Frame;
import dev.barometer.reporting.page.PageRequest;
import dev.barometer.reporting.page.PageRequests;
import dev.barometer.starter.web.Cursor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** What people wrote, as a list: by the rules of the API, as far as it may be shown. */
@Controller
class CommentPageController {
  private static final int ROWS = 25;
  private static final int AT_ONCE = 500;
  private static final List<String> COLUMNS =
      List.of("submittedAt", "service", "team", "channel", "ratings", "text");

  private final Comments comments;
  private final PageRequests requests;

  CommentPageController(Comments comments, PageRequests requests) {
    this.comments = comments;
    this.requests = requests;
  }

  @GetMapping("/comments")
  @Nullable String list(
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable String format,
      HttpServletRequest call,
      HttpServletResponse response,
      @RequestAttribute Frame frame,
      Model model)
      throws IOException {
    PageRequest request = requests.read(call::getParameter, frame.wording("page", "dashboard"));
    if ("csv".equals(format)) {
      CsvFiles.write(response, "comments", COLUMNS, each -> tellAll(request, each));
      return null;
    }
    CommentPage page = comments.page(request.scope(), request.period(), Cursor.asked(cursor), ROWS);
    CommentText texts = new CommentText(request.wording(), request.now());
    model.addAttribute("asked", requests.choices(request, "/comments"));
    boolean shown = page.status().equals("ok");
    model.addAttribute("hidden", !shown);
    model.addAttribute("count", shown ? comments.count(request.scope(), request.period()) : null);
    model.addAttribute("comments", page.items().stream().map(texts::card).toList());
    model.addAttribute("next", page.next());
    return "comments";
  }

  private void tellAll(PageRequest request, Consumer<List<? extends @Nullable Object>> each) {
    Cursor after = null;
    do {
      CommentPage page = comments.page(request.scope(), request.period(), after, AT_ONCE);
      page.items().stream().map(CommentPageController::row).forEach(each);
      after = Cursor.asked(page.next());
    } while (after != null);
  }

  private static List<@Nullable Object> row(CommentView view) {
    return Arrays.asList(
        view.submittedAt(),
        view.service(),
        view.team(),
        view.channel(),
        view.ratings().stream()
            .map(rating -> rating.metric() + " " + rating.value())
            .collect(Collectors.joining("; ")),
        view.text());
  }
}
