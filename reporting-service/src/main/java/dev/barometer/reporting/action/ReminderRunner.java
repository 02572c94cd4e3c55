package dev.barometer.reporting.action;

import dev.barometer.contract.access.StaffMember;
import dev.barometer.frame.wording.Wording;
import dev.barometer.starter.LinkProperties;
import dev.barometer.starter.mail.About;
import dev.barometer.starter.mail.MailServer;
import dev.barometer.starter.mail.OutgoingMail;
import dev.barometer.starter.outbox.Outbox;
import dev.barometer.starter.staff.StaffDirectory;
import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.timetable.Timetable;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Reminds owners of actions that are due in a week, and on the day, each once. Where no mail can be
 * sent nobody is reminded, also not later, when it can.
 */
@Component
class ReminderRunner {
  static final String SOON = "action.remind-soon";
  static final String TODAY = "action.remind-today";
  private static final int DAYS_BEFORE = 7;
  private static final String TEXTS = "action";

  private final ActionRepository actions;
  private final StaffDirectory staff;
  private final MailServer server;
  private final ObjectProvider<Outbox> outbox;
  private final ObjectProvider<Timetable> timetable;
  private final LinkProperties links;
  private final OrganisationDays days;
  private final Clock clock;

  /**
   * @param outbox made of its senders, as the timetable is of its handlers
   */
  ReminderRunner(
      ActionRepository actions,
      StaffDirectory staff,
      MailServer server,
      ObjectProvider<Outbox> outbox,
      ObjectProvider<Timetable> timetable,
      LinkProperties links,
      OrganisationDays days,
      Clock clock) {
    this.actions = actions;
    this.staff = staff;
    this.server = server;
    this.outbox = outbox;
    this.timetable = timetable;
    this.links = links;
    this.days = days;
    this.clock = clock;
  }

  /** In the place of what was planned for another day; what has passed by then is left out. */
  void plan(Action action) {
    if (!action.status().isOpen()) {
      return;
    }
    plan(SOON, action.actionId(), action.due().minusDays(DAYS_BEFORE), action.due());
    plan(TODAY, action.actionId(), action.due(), action.due());
  }

  private void plan(String kind, String actionId, LocalDate on, LocalDate due) {
    Instant at = days.morningOf(on);
    if (at.isAfter(clock.instant())) {
      timetable.getObject().schedule(new Due(kind, actionId, at, due.toString()));
    }
  }

  /**
   * Reminds of one that is still to be done by the day that was planned with. Asked twice the
   * outbox knows the mail.
   *
   * @throws IllegalStateException while it is not known who works here
   */
  void remind(Due due) {
    Optional<Action> action =
        actions
            .find(due.key())
            .filter(one -> one.status().isOpen())
            .filter(one -> one.due().toString().equals(due.data()));
    if (action.isEmpty() || !server.canSend()) {
      return;
    }
    if (!staff.isComplete()) {
      throw new IllegalStateException("it is not known yet who works here");
    }
    staff
        .find(action.get().owner().id())
        .filter(StaffMember::active)
        .filter(member -> member.mail() != null)
        .ifPresent(member -> remind(due.kind(), action.get(), member));
  }

  private void remind(String kind, Action action, StaffMember owner) {
    String language = owner.language();
    Locale locale = language == null ? Locale.ENGLISH : Locale.forLanguageTag(language);
    Wording wording = new Wording(locale, days.zone(), TEXTS);
    String day = wording.date(days.morningOf(action.due()));
    String moment = kind.equals(SOON) ? "soon" : "today";
    String text =
        wording.say("action.mail." + moment, action.title(), day)
            + "\n\n"
            + links.reporting()
            + "/actions/"
            + action.actionId()
            + "\n\n"
            + wording.say("action.mail.why")
            + "\n";
    outbox
        .getObject()
        .add(
            ReminderMailClient.entry(
                OutgoingMail.of(
                    kind + "-" + action.actionId() + "-" + action.due() + "-" + owner.staffId(),
                    String.valueOf(owner.mail()),
                    wording.say("action.mail." + moment + ".subject", action.title(), day),
                    text,
                    new About(action.actionId(), "action", 0))));
  }
}
