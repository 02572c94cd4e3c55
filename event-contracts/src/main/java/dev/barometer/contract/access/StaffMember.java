package dev.barometer.contract.access;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Fact;
import dev.barometer.contract.rule.Blank;
import dev.barometer.contract.rule.Names;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who works here: who may sign in as a person. Topic {@link Topics#STAFF}, key the staff
 * id, written by reporting-service. Never a password.
 *
 * @param name as it is shown, and written into the audit log
 * @param mail an address of this person and of nobody else
 * @param language {@code en}, {@code zh-CN} or {@code ko}; absent where it is not known
 * @param role {@code viewer}, {@code agent}, {@code manager} or {@code admin}
 * @param teams the desks this person belongs to, as tickets name them
 * @param active whether this person may sign in
 * @param changedAt when this was so first
 * @param signedOutAt sign-ins of before are over, as after a change of the password
 */
public record StaffMember(
    String staffId,
    long revision,
    String name,
    @Nullable String mail,
    @Nullable String language,
    String role,
    List<String> teams,
    boolean active,
    Instant changedAt,
    @Nullable Instant signedOutAt)
    implements Fact {

  public StaffMember {
    name = Names.normalised(name);
    mail = Blank.toNull(mail);
    language = Blank.toNull(language);
    teams = teams == null ? List.of() : teams.stream().map(Names::normalised).toList();
  }

  @Override
  public String id() {
    return staffId;
  }
}
