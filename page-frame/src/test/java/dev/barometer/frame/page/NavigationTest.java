package dev.barometer.frame.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.starter.LinkProperties;
import dev.barometer.starter.Role;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NavigationTest {
  private static final LinkProperties PORTS =
      new LinkProperties("http://host:8080", "http://host:8081", "http://host:8083", "");

  private final Navigation here = new Navigation("reporting-service", PORTS);
  private final Navigation elsewhere = new Navigation("complaint-service", PORTS);

  @Test
  void showsNobodyAWayThatIsClosedToHim() {
    assertThat(here.entries("/dashboard", role -> false)).isEmpty();
    assertThat(here.entries("/dashboard", role -> role == Role.VIEWER))
        .extracting(Navigation.Way::id)
        .contains("overview")
        .doesNotContain("administration");
    assertThat(here.tabs("/administration/audit", role -> role == Role.VIEWER)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/dashboard, overview,",
    "/dashboard/nps, overview,",
    "/administration/tokens/7/revoke, administration, tokens",
    "/administration/staff, administration, staff",
    "/administration, administration,",
    "/imports, administration, imports",
    "/imports/7, administration, imports",
    "/campaigns/after-ticket/dry-run, ask, campaigns",
    "/invitations, ask, invitations",
    "/answers/new, ask, answers",
    "/answers/set-aside, ask, set-aside",
    "/surveys/desk/versions/1, ask, surveys",
    "/people, ask, people",
    "/mails/7, administration, mails",
    "/reports/strategies/mail-desk, reports, strategies",
    "/administration/mails/7, administration, report-mails",
    "/desk, cases, queue",
    "/desk/C-1, cases, queue",
    "/desk/mine, cases, mine",
    "/desk/new, cases, take-down",
    "/desk/groups/cases, cases, groups",
    "/desk/rules, cases, kept",
    "/desk/causes, cases, kept",
    "/desk/wording, cases, kept",
    "/desk/mails/7, cases, kept",
    "/dashboards, ,",
    "/error, ,"
  })
  void marksWhereOneIs(String place, String entry, String tab) {
    assertThat(current(here.entries(place, role -> true))).isEqualTo(entry);
    assertThat(current(here.tabs(place, role -> true))).isEqualTo(tab);
  }

  @ParameterizedTest
  @CsvSource({
    "/desk/rules, rules",
    "/desk/rules/trials/7, rules",
    "/desk/causes, causes",
    "/desk/templates/edit, templates",
    "/desk/wording, wording",
    "/desk/mails/7, mails",
    "/desk/C-1, ",
    "/administration/staff, ",
    "/error, "
  })
  void marksWhereOneIs_belowATab(String place, String subtab) {
    assertThat(current(elsewhere.subtabs(place, role -> true))).isEqualTo(subtab);
  }

  @Test
  void showsKeptMailsToAdministratorsAlone_andNothingKeptToAgents() {
    assertThat(elsewhere.subtabs("/desk/rules", role -> role != Role.ADMIN))
        .extracting(Navigation.Way::id)
        .containsExactly("rules", "causes", "templates", "wording");
    assertThat(elsewhere.tabs("/desk", role -> role == Role.AGENT))
        .extracting(Navigation.Way::id)
        .contains("groups")
        .doesNotContain("kept");
  }

  @Test
  void leadsToOtherServicesByTheirAddress_andByPathAloneToItsOwn() {
    assertThat(here.entries("/", role -> true).get(0).href()).isEqualTo("/dashboard");
    assertThat(elsewhere.entries("/", role -> true).get(0).href())
        .isEqualTo("http://host:8080/dashboard");
    assertThat(elsewhere.home()).isEqualTo("http://host:8080/");
    assertThat(here.home()).isEqualTo("/");
  }

  @Test
  void leadsEachToThePartThatHeMaySee() {
    assertThat(hrefs(role -> true)).contains("http://host:8081/campaigns", "/administration");
    assertThat(hrefs(role -> role == Role.AGENT || role == Role.VIEWER))
        .contains("http://host:8081/answers")
        .doesNotContain("http://host:8081/campaigns");
  }

  private List<String> hrefs(Predicate<Role> may) {
    return here.entries("/", may).stream().map(Navigation.Way::href).toList();
  }

  private static String current(List<Navigation.Way> ways) {
    return ways.stream()
        .filter(Navigation.Way::current)
        .map(Navigation.Way::id)
        .reduce(
            (one, other) -> {
              throw new AssertionError("both " + one + " and " + other);
            })
        .orElse(null);
  }
}
