package dev.barometer.complaint.template;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseReference;
import dev.barometer.complaint.ticket.Addressee;
import dev.barometer.complaint.ticket.TicketRepository;
import dev.barometer.frame.brand.Brand;
import dev.barometer.frame.wording.Wording;
import dev.barometer.starter.BarometerProperties;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Fills templates in for a case. */
@Component
public class TemplateReader {
  private final TemplateRepository templates;
  private final TicketRepository tickets;
  private final Brand brand;
  private final ZoneId zone;

  TemplateReader(
      TemplateRepository templates,
      TicketRepository tickets,
      Brand brand,
      BarometerProperties barometer) {
    this.templates = templates;
    this.tickets = tickets;
    this.brand = brand;
    this.zone = barometer.organisation().zone();
  }

  /**
   * A template that is filled in.
   *
   * @param missing the fields that nobody has a value for; they still stand in the text
   */
  public record FilledTemplate(
      String templateId,
      String purpose,
      String locale,
      String title,
      String text,
      List<String> missing) {}

  /**
   * Those for a purpose.
   *
   * @param locale null for the customer's
   * @param agent who writes
   */
  public List<FilledTemplate> of(
      Case about, @Nullable Purpose purpose, @Nullable Locale locale, String agent) {
    Addressee to = Addressee.of(about, tickets.find(about.ticketId()).orElse(null));
    Locale wanted = locale == null ? to.language() : locale;
    return templates.find().templates().of(purpose, wanted).stream()
        .map(one -> filled(one, values(about, to.name(), agent, one.locale())))
        .toList();
  }

  private static FilledTemplate filled(Template one, Map<String, @Nullable String> values) {
    Fields.Filled filled = Fields.fill(one.text(), values);
    return new FilledTemplate(
        one.templateId(),
        one.purpose(),
        one.locale(),
        one.title(),
        filled.text(),
        filled.missing());
  }

  private Map<String, @Nullable String> values(
      Case about, @Nullable String customer, String agent, String locale) {
    var wording = new Wording(Locale.forLanguageTag(locale), zone);
    Map<String, @Nullable String> values = new HashMap<>();
    values.put(Fields.CUSTOMER, customer);
    values.put(Fields.TICKET, about.ticketId());
    values.put(Fields.CASE, CaseReference.of(about.caseId()));
    values.put(Fields.TEAM, about.context().team());
    values.put(Fields.SERVICE, about.context().service());
    values.put(Fields.AGENT, agent);
    Instant due = about.handling().clocks().nextDue();
    values.put(Fields.DUE, due == null ? null : wording.dateAndTime(due));
    values.put(Fields.OPENED, wording.dateAndTime(about.openedAt()));
    values.put(Fields.ORGANISATION, brand.name());
    return values;
  }
}
