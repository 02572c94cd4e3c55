package dev.barometer.starter.calendar;

import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The public holidays of a country or of one of its regions, as Jollyday reckons them. It is not
 * right for all it has a file for: it knows no Chinese, Hindu or Hebrew calendar, few of the days
 * that are given in exchange, and not each change of a law. So its days of 2025 to 2028 that are no
 * Saturday or Sunday were compared with those of another library (python-holidays 0.105), and what
 * came of it stands here.
 */
final class CountryHolidays implements IntFunction<Set<LocalDate>> {
  private static final Pattern CODE = Pattern.compile("[A-Z]{2}(-[A-Z0-9]{1,4})*");
  private static final String WHAT_TO_DO =
      " Leave holidays-of out, and name the dates: under holidays and working-days, or in an .ics or"
          + " .csv file under holidays-file.";

  /** Where both libraries name the same days. */
  private static final Set<String> AGREED =
      codes(
          """
          AT AT-1 AT-2 AT-3 AT-4 AT-5 AT-6 AT-7 AT-8 AT-9 AU-ACT AU-NT AU-SA AU-VIC AU-WA AW
          AX BE BL BM BQ CD CG CH CH-BE CH-BL CH-BS CH-GE CH-SG CH-VS CH-ZH CK CO CW CZ DE
          DE-BB DE-BE DE-BW DE-BY DE-HB DE-HE DE-HH DE-MV DE-NI DE-NW DE-RP DE-SH DE-SL DE-SN
          DE-ST DE-TH DK DM DO DZ EE EH ES ES-CB ES-CT ES-RI FI FI-01 FR FR-57 GB GB-ENG
          GB-NIR GB-SCT GB-WLS GF GG HR IE IT JE JM KW LI LR LS LU MT NC NO NR NU NZ NZ-AUK
          NZ-CIT NZ-HKB NZ-MBH NZ-NSN NZ-NTL NZ-OTA NZ-STL NZ-TAS NZ-TKI NZ-WGN NZ-WTC PL PM
          PN PT PT-20 PW RE RO SI SJ SO SZ TK TO US-AR US-AZ US-CT US-ID US-MD US-ND US-PA
          US-SD US-VA US-WA US-WY VG VI WF
          """);

  /** Where eight days or more are not known to Jollyday: two in each of the years. */
  private static final Set<String> WRONG =
      codes(
          """
          AF AL AO AR AZ BA BB BD BO BW BY CL CV CY EC EG FM GM GP GQ GU GY HK HN IN IR IS JO
          JP KG KI KY KZ MA ME MQ MU NE NG PA PE PH PK RW SA SD SG SL SR ST SY TM TN TR TV UZ
          VA VN XK YE
          """);

  private final String code;
  private final HolidayManager manager;
  private final String[] region;
  private final Map<Integer, Set<LocalDate>> years = new ConcurrentHashMap<>();

  private CountryHolidays(String code, HolidayManager manager, String[] region) {
    this.code = code;
    this.manager = manager;
    this.region = region;
  }

  /**
   * Those of a country.
   *
   * @param text ISO 3166: {@code DE}, {@code DE-BY}, {@code US-CA}, {@code GB-SCT}
   * @throws IllegalArgumentException where they are not known, or known to be wrong
   */
  static CountryHolidays of(String text) {
    String code = text.strip().toUpperCase(Locale.ROOT);
    if (!CODE.matcher(code).matches()) {
      throw new IllegalArgumentException(
          "must be a country or its region as ISO 3166 names it, such as DE, DE-BY, US-CA or"
              + " GB-SCT, not "
              + text);
    }
    String[] parts = code.toLowerCase(Locale.ROOT).split("-", -1);
    String country = parts[0].toUpperCase(Locale.ROOT);
    if (HolidayManager.getSupportedCalendarCodes().stream().noneMatch(country::equalsIgnoreCase)) {
      throw new IllegalArgumentException(
          "The holidays of " + country + " are not known." + WHAT_TO_DO);
    }
    if (WRONG.contains(country)) {
      throw new IllegalArgumentException(
          "The holidays of "
              + country
              + " are known wrongly: some that are moved, or that follow another calendar, are"
              + " missing."
              + WHAT_TO_DO);
    }
    HolidayManager manager = HolidayManager.getInstance(ManagerParameters.create(parts[0]));
    String[] region = Arrays.copyOfRange(parts, 1, parts.length);
    Map<String, CalendarHierarchy> within = manager.getCalendarHierarchy().getChildren();
    for (int i = 0; i < region.length; i++) {
      String asked = region[i];
      Map<String, CalendarHierarchy> known = within;
      Map.Entry<String, CalendarHierarchy> found =
          known.entrySet().stream()
              .filter(one -> asked.equalsIgnoreCase(one.getKey()))
              .findFirst()
              .orElseThrow(() -> unknownRegion(code, known.keySet()));
      region[i] = found.getKey();
      within = found.getValue().getChildren();
    }
    return new CountryHolidays(code, manager, region);
  }

  private static IllegalArgumentException unknownRegion(String code, Set<String> known) {
    return new IllegalArgumentException(
        "No holidays are known of the region "
            + code
            + (known.isEmpty()
                ? ": none of its regions are told apart."
                : ": known are " + known.stream().sorted().collect(Collectors.joining(", ")) + ".")
            + " Name the country or a region that is known, and further dates under holidays.");
  }

  private static Set<String> codes(String text) {
    return Set.of(text.strip().split("\\s+"));
  }

  String code() {
    return code;
  }

  /** Whether another source names the same days. */
  boolean isAgreed() {
    return AGREED.contains(code);
  }

  /** Public holidays only: not those of banks, nor days that are only remembered. */
  @Override
  public Set<LocalDate> apply(int year) {
    return years.computeIfAbsent(year, this::reckoned);
  }

  private Set<LocalDate> reckoned(int year) {
    // One at a time: nothing says that the library may be asked by several.
    synchronized (manager) {
      return manager.getHolidays(Year.of(year), HolidayType.PUBLIC_HOLIDAY, region).stream()
          .map(Holiday::getDate)
          .collect(Collectors.toUnmodifiableSet());
    }
  }
}
