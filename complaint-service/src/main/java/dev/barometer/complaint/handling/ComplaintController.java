package dev.barometer.complaint.handling;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseRepository;
import dev.barometer.complaint.cases.Severity;
import dev.barometer.complaint.cases.Status;
import dev.barometer.contract.Violation;
import dev.barometer.starter.web.InvalidRequestException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
  CasePage newest(
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable String severity,
      @RequestParam(required = false) @Nullable String team,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    List<Violation> violations = new ArrayList<>();
    var filter =
        new CaseFilter(
            oneOf(Status.values(), Status::label, "status", status, violations),
            oneOf(Severity.values(), Severity::label, "severity", severity, violations),
            team);
    Optional<CaseCursor> after = Optional.ofNullable(cursor).flatMap(CaseCursor::parse);
    if (cursor != null && after.isEmpty()) {
      violations.add(new Violation("cursor", "must be the \"next\" of an earlier page"));
    }
    if (limit < 1 || limit > LONGEST_PAGE) {
      violations.add(new Violation("limit", "must be from 1 to " + LONGEST_PAGE));
    }
    if (!violations.isEmpty()) {
      throw new InvalidRequestException(violations);
    }
    return page(filter, after.orElse(null), limit);
  }

  @GetMapping("/{id}")
  CaseView one(@PathVariable String id) {
    return cases
        .find(id)
        .map(CaseView::of)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "no case " + id));
  }

  private CasePage page(CaseFilter filter, @Nullable CaseCursor after, int limit) {
    List<Case> found = list.newest(filter, after, limit + 1); // one more tells that there is more
    List<Case> shown = found.subList(0, Math.min(limit, found.size()));
    String next = found.size() > limit ? CaseCursor.of(shown.get(limit - 1)).toString() : null;
    return new CasePage(shown.stream().map(CaseView::of).toList(), next);
  }

  private static <T> @Nullable T oneOf(
      T[] values,
      Function<T, String> label,
      String field,
      @Nullable String asked,
      List<Violation> violations) {
    if (asked == null) {
      return null;
    }
    for (T value : values) {
      if (label.apply(value).equals(asked)) {
        return value;
      }
    }
    String labels = Arrays.stream(values).map(label).collect(Collectors.joining(", "));
    violations.add(new Violation(field, "must be one of " + labels));
    return null;
  }
}
