package dev.barometer.reporting.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.access.StaffMember;
import dev.barometer.contract.rule.Violation;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StaffPolicyTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(60);

  private static StaffRequest request(String name, String mail, Boolean active) {
    return new StaffRequest(name, mail, "ko", "agent", List.of("Mail desk"), active);
  }

  private static final StaffMember KIM =
      StaffPolicy.add(request("Kim", "Kim@Example.org ", null), "s-1", NOW);

  private static List<String> wrongWith(StaffMember member, List<StaffMember> others) {
    return StaffPolicy.check(member, others, "robot"::equals, NOW).stream()
        .map(Violation::toString)
        .toList();
  }

  @Test
  void knowsAMailAddress_howeverItIsWritten() {
    assertThat(KIM.mail()).isEqualTo("kim@example.org");
    assertThat(KIM.active()).isTrue();
    assertThat(KIM.revision()).isEqualTo(1);
    assertThat(wrongWith(KIM, List.of(KIM))).isEmpty();
  }

  @Test
  void takesNoNameOrAddressOfSomebodyElse_norTheNameOfAToken() {
    StaffMember same = StaffPolicy.add(request("Kim", "kim@example.org", null), "s-2", NOW);
    StaffMember token = StaffPolicy.add(request("robot", null, null), "s-3", NOW);

    assertThat(wrongWith(same, List.of(KIM)))
        .containsExactly(
            "name must not be somebody else's, nor a live token's",
            "mail must not be somebody else's");
    assertThat(wrongWith(token, List.of(KIM)))
        .containsExactly("name must not be somebody else's, nor a live token's");
  }

  @Test
  void namesEachFieldThatIsWrong() {
    StaffMember wrong =
        StaffPolicy.add(
            new StaffRequest(null, "nobody", "fr", null, List.of(" "), null), "s-4", NOW);

    assertThat(StaffPolicy.check(wrong, List.of(), name -> false, NOW))
        .extracting(Violation::field)
        .containsExactlyInAnyOrder("name", "mail", "language", "role", "teams[0]");
  }

  @Test
  void signsOutWhoLeaves_andNobodyWhoseRoleChanges() {
    StaffMember left = StaffPolicy.change(KIM, request("Kim", null, false), LATER);
    StaffMember stays = StaffPolicy.change(KIM, request("Kim M.", null, true), LATER);
    StaffMember back = StaffPolicy.change(left, request("Kim", null, true), LATER.plusSeconds(9));

    assertThat(left.signedOutAt()).isEqualTo(LATER);
    assertThat(left.revision()).isEqualTo(2);
    assertThat(stays.signedOutAt()).isNull();
    assertThat(back.signedOutAt()).isEqualTo(LATER);
  }
}
