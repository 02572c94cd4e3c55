package dev.barometer.contract.access;

import dev.barometer.contract.rule.Violation;
import dev.barometer.contract.rule.Violations;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** The rules of somebody who works here. */
public final class StaffRules {
  private static final List<String> ROLES = List.of("viewer", "agent", "manager", "admin");
  private static final List<String> LANGUAGES = List.of("en", "zh-CN", "ko");

  /** One at sign between what holds neither blanks nor another: the rest only mail can tell. */
  private static final Pattern MAIL =
      Pattern.compile("[^\\s@\\p{Cntrl}]{1,200}@[^\\s@\\p{Cntrl}]{1,200}");

  private static final int MOST_TEAMS = 100;

  private StaffRules() {}

  /** What is wrong with somebody who works here; empty where nothing is. */
  public static List<Violation> check(StaffMember member, Instant now) {
    Violations violations = new Violations(now);
    violations.id("staffId", member.staffId());
    violations.atLeast(1, "revision", member.revision());
    violations.id("name", member.name());
    if (member.mail() != null && !MAIL.matcher(member.mail()).matches()) {
      violations.broken("mail", "must be a mail address");
    }
    if (member.language() != null) {
      violations.oneOf("language", member.language(), LANGUAGES);
    }
    violations.oneOf("role", member.role(), ROLES);
    if (member.teams().size() > MOST_TEAMS) {
      violations.broken("teams", "must be at most " + MOST_TEAMS);
    }
    for (int i = 0; i < member.teams().size(); i++) {
      violations.in("teams", i);
      violations.id("", member.teams().get(i));
    }
    violations.in("").happened("changedAt", member.changedAt());
    violations.mayHaveHappened("signedOutAt", member.signedOutAt());
    return violations.all();
  }
}
