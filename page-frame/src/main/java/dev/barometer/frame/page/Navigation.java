package dev.barometer.frame.page;

import static dev.barometer.frame.page.Navigation.Home.COMPLAINT;
import static dev.barometer.frame.page.Navigation.Home.REPORTING;
import static dev.barometer.frame.page.Navigation.Home.SURVEY;

import dev.barometer.starter.LinkProperties;
import dev.barometer.starter.Role;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The ways through the whole suite, the same on every page of every service. A page that comes gets
 * a line here when it can be asked for, and no earlier; its text stands under {@code navigation.}.
 */
final class Navigation {

  private static final List<Page> SUITE =
      List.of(
          page("overview", REPORTING, "/dashboard", Role.VIEWER),
          page("tickets", REPORTING, "/tickets", Role.VIEWER),
          page("comments", REPORTING, "/comments", Role.VIEWER),
          page(
              "cases",
              COMPLAINT,
              "/desk",
              Role.AGENT,
              page("queue", COMPLAINT, "/desk", Role.AGENT),
              page("mine", COMPLAINT, "/desk/mine", Role.AGENT),
              page("board", COMPLAINT, "/desk/board", Role.AGENT),
              page("all-cases", COMPLAINT, "/desk/cases", Role.AGENT),
              page("take-down", COMPLAINT, "/desk/new", Role.AGENT),
              page("groups", COMPLAINT, "/desk/groups", Role.AGENT),
              page(
                  "kept",
                  COMPLAINT,
                  "/desk/rules",
                  Role.MANAGER,
                  page("rules", COMPLAINT, "/desk/rules", Role.MANAGER),
                  page("causes", COMPLAINT, "/desk/causes", Role.MANAGER),
                  page("templates", COMPLAINT, "/desk/templates", Role.MANAGER),
                  page("wording", COMPLAINT, "/desk/wording", Role.MANAGER),
                  page("mails", COMPLAINT, "/desk/mails", Role.ADMIN))),
          page("improve", REPORTING, "/actions", Role.AGENT),
          page(
              "ask",
              SURVEY,
              "/campaigns",
              Role.AGENT,
              page("campaigns", SURVEY, "/campaigns", Role.MANAGER),
              page("surveys", SURVEY, "/surveys", Role.MANAGER),
              page("invitations", SURVEY, "/invitations", Role.MANAGER),
              page("answers", SURVEY, "/answers", Role.AGENT),
              page("set-aside", SURVEY, "/answers/set-aside", Role.MANAGER),
              page("people", SURVEY, "/people", Role.MANAGER)),
          page(
              "reports",
              REPORTING,
              "/reports",
              Role.MANAGER,
              page("all-reports", REPORTING, "/reports", Role.MANAGER),
              page("strategies", REPORTING, "/reports/strategies", Role.MANAGER),
              page("targets", REPORTING, "/targets", Role.MANAGER),
              page("operating-data", REPORTING, "/reports/operating-data", Role.MANAGER)),
          page(
              "administration",
              REPORTING,
              "/administration",
              Role.ADMIN,
              page("staff", REPORTING, "/administration/staff", Role.ADMIN),
              page("tokens", REPORTING, "/administration/tokens", Role.ADMIN),
              page("dead-letters", REPORTING, "/administration/dead-letters", Role.ADMIN),
              page("imports", SURVEY, "/imports", Role.ADMIN),
              page("mails", SURVEY, "/mails", Role.ADMIN),
              page("report-mails", REPORTING, "/administration/mails", Role.ADMIN),
              page("audit", REPORTING, "/administration/audit", Role.ADMIN)));

  /** The service that has a page. */
  enum Home {
    REPORTING("reporting-service", LinkProperties::reporting),
    SURVEY("survey-service", LinkProperties::survey),
    COMPLAINT("complaint-service", LinkProperties::complaint);

    private final String service;
    private final Function<LinkProperties, String> address;

    Home(String service, Function<LinkProperties, String> address) {
      this.service = service;
      this.address = address;
    }
  }

  /**
   * Where one can go.
   *
   * @param path no page's path begins with that of a page it is not a part of
   * @param least who may less is not shown the way
   * @param parts of it, as tabs; who may not see the one it leads to is led to the first he may
   */
  record Page(String id, Home home, String path, Role least, List<Page> parts) {

    boolean holds(String place) {
      return place.equals(path)
          || place.startsWith(path + "/")
          || parts.stream().anyMatch(part -> part.holds(place));
    }
  }

  /**
   * A way as it is shown.
   *
   * @param current whether one is there
   */
  record Way(String id, String href, boolean current) {}

  private final String service;
  private final LinkProperties links;

  /**
   * @param service whose pages are here; those of others are linked by their address
   */
  Navigation(String service, LinkProperties links) {
    this.service = service;
    this.links = links;
  }

  private static Page page(String id, Home home, String path, Role least, Page... parts) {
    return new Page(id, home, path, least, List.of(parts));
  }

  List<Way> entries(String place, Predicate<Role> may) {
    return ways(SUITE, place, may);
  }

  /** Beside the page that one is on. */
  List<Way> tabs(String place, Predicate<Role> may) {
    return nearest(SUITE, place).map(page -> ways(page.parts(), place, may)).orElse(List.of());
  }

  /** Beside the part of a page that one is on, where that has parts of its own. */
  List<Way> subtabs(String place, Predicate<Role> may) {
    return nearest(SUITE, place)
        .flatMap(page -> nearest(page.parts(), place))
        .map(part -> ways(part.parts(), place, may))
        .orElse(List.of());
  }

  /** Where who may less than any page asks for starts, too. */
  String home() {
    return address(REPORTING) + "/";
  }

  String glossary() {
    return address(REPORTING) + "/glossary";
  }

  private List<Way> ways(List<Page> pages, String place, Predicate<Role> may) {
    Optional<Page> here = nearest(pages, place);
    return pages.stream()
        .filter(page -> may.test(page.least()))
        .map(page -> new Way(page.id(), hrefOf(page, may), here.equals(Optional.of(page))))
        .toList();
  }

  private String hrefOf(Page page, Predicate<Role> may) {
    boolean isClosed =
        page.parts().stream()
            .anyMatch(part -> part.path().equals(page.path()) && !may.test(part.least()));
    Page shown =
        page.parts().stream()
            .filter(part -> isClosed && may.test(part.least()))
            .findFirst()
            .orElse(page);
    return address(shown.home()) + shown.path();
  }

  private static Optional<Page> nearest(List<Page> pages, String place) {
    Stream<Page> holding = pages.stream().filter(page -> page.holds(place));
    return holding.max(Comparator.comparingInt(page -> page.path().length()));
  }

  private String address(Home home) {
    return home.service.equals(service) ? "" : home.address.apply(links);
  }
}
