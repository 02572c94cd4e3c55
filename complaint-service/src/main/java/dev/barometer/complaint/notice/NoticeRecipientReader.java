package dev.barometer.complaint.notice;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.handling.CaseAccess;
import dev.barometer.complaint.handling.DeskMember;
import dev.barometer.complaint.handling.DeskMemberReader;
import dev.barometer.contract.access.StaffMember;
import dev.barometer.starter.Role;
import dev.barometer.starter.staff.StaffDirectory;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who is told of a case: those whom it concerns, may see it, and can be written to. */
@Component
class NoticeRecipientReader {
  private final StaffDirectory staff;
  private final DeskMemberReader members;
  private final CaseAccess access;

  NoticeRecipientReader(StaffDirectory staff, DeskMemberReader members, CaseAccess access) {
    this.staff = staff;
    this.members = members;
    this.access = access;
  }

  /**
   * Those who are told.
   *
   * @throws IllegalStateException while it is not known who works here
   */
  List<StaffMember> of(Case about, NoticePolicy.Telling telling) {
    if (!staff.isComplete()) {
      throw new IllegalStateException("it is not known yet who works here");
    }
    return telling.audience().stream()
        .flatMap(audience -> of(audience, about, telling.assigneeId()).stream())
        .distinct()
        .filter(member -> !("staff:" + member.staffId()).equals(telling.by()))
        .filter(member -> mayBeTold(member, about))
        .toList();
  }

  private List<StaffMember> of(
      NoticePolicy.Audience audience, Case about, @Nullable String assigneeId) {
    String team = about.context().team();
    return switch (audience) {
      case ASSIGNEE -> all(member -> member.staffId().equals(assigneeId));
      case TEAM -> {
        List<StaffMember> here =
            all(member -> isOfTeam(member, team) && role(member) != Role.ADMIN);
        yield here.isEmpty() ? managers() : here;
      }
      case TEAM_LEADS -> {
        List<StaffMember> leads =
            all(member -> role(member) == Role.MANAGER && isOfTeam(member, team));
        yield leads.isEmpty() ? managers() : leads;
      }
      case MANAGERS -> managers();
    };
  }

  private List<StaffMember> managers() {
    return all(
        member ->
            role(member) == Role.ADMIN
                || (role(member) == Role.MANAGER && member.teams().isEmpty()));
  }

  private static boolean isOfTeam(StaffMember member, @Nullable String team) {
    return team != null && member.teams().contains(team);
  }

  private List<StaffMember> all(Predicate<StaffMember> those) {
    return staff.all().stream().filter(those).toList();
  }

  /** Whether he is to be written to of this case now. */
  boolean mayBeTold(StaffMember member, Case about) {
    if (member.mail() == null || role(member).compareTo(Role.AGENT) < 0) {
      return false;
    }
    DeskMember here = members.find(member.staffId()).orElse(null);
    return here != null && access.sees(here, about);
  }

  /** Somebody who works here and can be written to. */
  Optional<StaffMember> find(String staffId) {
    return staff.find(staffId).filter(member -> member.active() && member.mail() != null);
  }

  private static Role role(StaffMember member) {
    return Role.valueOf(member.role().toUpperCase(Locale.ROOT));
  }
}
