package dev.barometer.complaint.handling;

import dev.barometer.complaint.cases.CaseRepository;
import dev.barometer.complaint.cases.Severity;
import dev.barometer.complaint.cases.Status;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import dev.barometer.starter.web.InvalidRequestException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The cases, as the desk reads them. */
@RestController
@Tag(name = "Cases")
@RequestMapping("/api/complaints")
class ComplaintController {
  private static final int LONGEST_PAGE = 200;

  private final CaseRepository cases;
  private final CaseListRepository list;

  ComplaintController(CaseRepository cases, MongoOperations mongo) {
    this.cases = cases;
    this.list = new CaseListRepository(mongo);
  }

  @GetMapping
  @Operation(summary = "Cases, the newest first")
  CursorPage<CaseView> newest(
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable String severity,
      @RequestParam(required = false) @Nullable String team,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    var filter =
        new CaseFilter(
            oneOf(Status.values(), Status::label, "status", status),
            oneOf(Severity.values(), Severity::label, "severity", severity),
            team);
    return list.newest(filter, Cursor.asked(cursor), CursorPage.limit(limit, LONGEST_PAGE))
        .map(CaseView::of);
  }

  @GetMapping("/{id}")
  @Operation(summary = "One case, and what was said")
  CaseView one(@PathVariable String id) {
    return cases
        .find(id)
        .map(CaseView::of)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "no case " + id));
  }

  private static <T> @Nullable T oneOf(
      T[] values, Function<T, String> label, String parameter, @Nullable String asked) {
    if (asked == null) {
      return null;
    }
    for (T value : values) {
      if (label.apply(value).equals(asked)) {
        return value;
      }
    }
    throw new InvalidRequestException(
        parameter,
        "must be one of " + Arrays.stream(values).map(label).collect(Collectors.joining(", ")));
  }
}
