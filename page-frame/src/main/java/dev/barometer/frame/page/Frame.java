package dev.barometer.frame.page;

import dev.barometer.frame.brand.Brand;
import dev.barometer.frame.glossary.Glossary;
import dev.barometer.frame.wording.Wording;
import dev.barometer.starter.Role;
import dev.barometer.starter.progress.Standing;
import dev.barometer.starter.security.Caller;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.core.Authentication;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What the frame around one page shows. Templates know it as {@code frame} and find all of it out
 * by asking: a call that draws no page pays nothing for it.
 */
public final class Frame {
  private static final String LANGUAGE = "lang";
  private static final String ZONE = "zone";
  private static final Map<String, String> NAMES =
      Map.of("en", "English", "zh", "简体中文", "ko", "한국어");

  private final HttpServletRequest request;
  private final Navigation navigation;
  private final RoleHierarchy roles;
  private final Supplier<Optional<Standing>> standing;
  private final ZoneId zone;
  private final ZoneId organisation;
  private final Brand brand;

  Frame(
      HttpServletRequest request,
      Navigation navigation,
      RoleHierarchy roles,
      Supplier<Optional<Standing>> standing,
      ZoneId zone,
      ZoneId organisation,
      Brand brand) {
    this.request = request;
    this.navigation = navigation;
    this.roles = roles;
    this.standing = standing;
    this.zone = zone;
    this.organisation = organisation;
    this.brand = brand;
  }

  /**
   * A language one may read this page in.
   *
   * @param name in that language
   */
  record Language(String tag, String name, String href, boolean current) {}

  /** One of the address. */
  record Parameter(String name, String value) {}

  /** Who is signed in; null for strangers. */
  public @Nullable Caller account() {
    return request.getUserPrincipal() instanceof Authentication known
            && known.getPrincipal() instanceof Caller caller
        ? caller
        : null;
  }

  /**
   * Who is signed in, on a page that only such people reach.
   *
   * @throws IllegalStateException on any other
   */
  public Caller signedIn() {
    Caller caller = account();
    if (caller == null) {
      throw new IllegalStateException("Nobody is signed in");
    }
    return caller;
  }

  /** What the texts call the role of who is signed in. */
  public String role() {
    Caller caller = account();
    return caller == null ? "" : caller.role().name().toLowerCase(Locale.ROOT);
  }

  /** Whose pages these are, as people outside the desk know it. */
  public Brand brand() {
    return brand;
  }

  public String home() {
    return navigation.home();
  }

  /** Where all terms stand. */
  public String glossary() {
    return navigation.glossary();
  }

  /** Of a term; null where it is a rule of our own. */
  public @Nullable String source(String term) {
    return Glossary.term(term).source();
  }

  public List<Navigation.Way> entries() {
    return navigation.entries(path(), this::may);
  }

  /** Whether the reader is shown the way to a page: what it shows he may see elsewhere, too. */
  public boolean leadsTo(String id) {
    return entries().stream().anyMatch(way -> way.id().equals(id));
  }

  public List<Navigation.Way> tabs() {
    return navigation.tabs(path(), this::may);
  }

  /** Of the tab that one is on. */
  public List<Navigation.Way> subtabs() {
    return navigation.subtabs(path(), this::may);
  }

  /** Null where nobody watches it, and for strangers. */
  public @Nullable DataAge age() {
    return account() == null
        ? null
        : standing.get().map(known -> DataAge.of(known, wording())).orElse(null);
  }

  /** With all else that the address says. */
  public List<Language> languages() {
    String before = path() + "?" + otherParameters() + LANGUAGE + "=";
    Locale reads = locale();
    return Languages.SUPPORTED.stream()
        .map(
            one ->
                new Language(
                    one.toLanguageTag(),
                    NAMES.getOrDefault(one.getLanguage(), one.getLanguage()),
                    before + one.toLanguageTag(),
                    one.getLanguage().equals(reads.getLanguage())))
        .toList();
  }

  /**
   * The reader's language and zone.
   *
   * @param own names of further texts below {@code messages/}
   */
  public Wording wording(String... own) {
    return new Wording(locale(), zone, own);
  }

  public List<String> zones() {
    return Zones.OFFERED;
  }

  /** Empty where none was chosen. */
  public String ownZone() {
    return zone.equals(organisation) ? "" : zone.getId();
  }

  /** What days and periods go by. */
  public String zoneOfDays() {
    return new Wording(locale(), organisation).zoneName();
  }

  /** Of the address, for a form that adds one: not what a form had sent. */
  public List<Parameter> parametersWithoutZone() {
    return UriComponentsBuilder.newInstance()
        .query(request.getQueryString())
        .build()
        .getQueryParams()
        .entrySet()
        .stream()
        .filter(given -> !given.getKey().equals(ZONE))
        .flatMap(given -> given.getValue().stream().map(value -> parameter(given.getKey(), value)))
        .toList();
  }

  private static Parameter parameter(String name, @Nullable String value) {
    return new Parameter(decoded(name), value == null ? "" : decoded(value));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private Locale locale() {
    return RequestContextUtils.getLocale(request);
  }

  private boolean may(Role least) {
    String wanted = "ROLE_" + least;
    return request.getUserPrincipal() instanceof Authentication known
        && roles.getReachableGrantedAuthorities(known.getAuthorities()).stream()
            .anyMatch(authority -> wanted.equals(authority.getAuthority()));
  }

  /** What was asked for, also where an error is told of it. */
  private String path() {
    return Stream.of(
            request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI),
            request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI))
        .filter(Objects::nonNull)
        .map(Object::toString)
        .findFirst()
        .orElseGet(request::getRequestURI);
  }

  private String otherParameters() {
    String query = request.getQueryString();
    return query == null
        ? ""
        : Arrays.stream(query.split("&"))
            .filter(pair -> !pair.isEmpty() && !pair.startsWith(LANGUAGE + "="))
            .map(pair -> pair + "&")
            .collect(Collectors.joining());
  }
}
