package dev.barometer.reporting.staff;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.barometer.contract.access.StaffMember;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who works here, as administrators see it.
 *
 * @param revision grows with each change; what {@code If-Match} asks for
 * @param hasPassword whether an invitation was taken up
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StaffView(
    String id,
    long revision,
    String name,
    @Nullable String mail,
    @Nullable String language,
    String role,
    List<String> teams,
    boolean active,
    boolean hasPassword,
    Instant changedAt) {
  /** Of a file with one row for each of them. */
  static final List<String> COLUMNS =
      List.of(
          "id", "name", "mail", "role", "language", "teams", "active", "hasPassword", "changedAt");

  static StaffView of(StaffMember member, boolean hasPassword) {
    return new StaffView(
        member.staffId(),
        member.revision(),
        member.name(),
        member.mail(),
        member.language(),
        member.role(),
        member.teams(),
        member.active(),
        hasPassword,
        member.changedAt());
  }

  List<@Nullable Object> row() {
    return Arrays.asList(
        id, name, mail, role, language, String.join("; ", teams), active, hasPassword, changedAt);
  }
}
