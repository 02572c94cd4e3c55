package dev.barometer.complaint.ticket;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.Customer;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The customer, as he is written to: what somebody took down with the case, else the ticket's
 * requester where he is the person whose case it is. Nothing is guessed: a name that looks like an
 * address is none.
 *
 * @param email null where nobody told: he has to be told in person
 * @param language one that the service's texts are in
 */
public record Addressee(@Nullable String name, @Nullable String email, Locale language) {
  private static final List<Locale> LANGUAGES =
      List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE, Locale.KOREAN);

  /**
   * Whoever the case is of.
   *
   * @param ticket of the case; null where it is not known
   */
  public static Addressee of(Case about, @Nullable KnownTicket ticket) {
    Customer taken = about.handling().customer();
    boolean isHis =
        ticket != null && about.personId() != null && about.personId().equals(ticket.requesterId());
    KnownTicket his = isHis ? ticket : null;
    String locale = first(taken == null ? null : taken.locale(), his == null ? null : his.locale());
    return new Addressee(
        first(taken == null ? null : taken.name(), his == null ? null : his.name()),
        first(taken == null ? null : taken.email(), his == null ? null : his.email()),
        language(locale));
  }

  private static @Nullable String first(@Nullable String one, @Nullable String other) {
    return one == null || one.isBlank() ? other : one;
  }

  private static Locale language(@Nullable String locale) {
    return locale == null ? Locale.ENGLISH : spoken(locale);
  }

  /** That of the service's languages which is meant by a name; English where it is none. */
  public static Locale spoken(String locale) {
    String language = Locale.forLanguageTag(locale.strip().replace('_', '-')).getLanguage();
    return LANGUAGES.stream()
        .filter(one -> one.getLanguage().equals(language))
        .findFirst()
        .orElse(Locale.ENGLISH);
  }
}
