package dev.barometer.reporting.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.barometer.contract.AuditEntry;
import dev.barometer.reporting.parameter.Cursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Acts, the newest first.
 *
 * @param next what to ask the next page with; absent on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AuditPage(List<AuditEntry> items, @Nullable String next) {

  /** Of one entry more than a page holds: whether there is one tells whether there is a next. */
  static AuditPage of(List<AuditEntry> found, int limit) {
    if (found.size() <= limit) {
      return new AuditPage(List.copyOf(found), null);
    }
    List<AuditEntry> items = List.copyOf(found.subList(0, limit));
    AuditEntry last = items.get(limit - 1);
    return new AuditPage(items, new Cursor(last.at(), last.id()).toString());
  }
}
