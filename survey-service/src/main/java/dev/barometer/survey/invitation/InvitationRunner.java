package dev.barometer.survey.invitation;

import dev.barometer.starter.outbox.Outbox;
import dev.barometer.starter.timetable.DueHandler;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Does what is due of invitations: they are reminded of, and expire. */
@Configuration(proxyBeanMethods = false)
class InvitationRunner {
  static final String EXPIRE = "invitation.expire";
  static final String REMIND = "invitation.remind";

  /** Whoever answers at the last moment is in time: the page goes by the clock, not by this. */
  @Bean
  DueHandler expiring(InvitationPublisher invitations) {
    return DueHandler.of(
        EXPIRE,
        due ->
            invitations.change(
                due.key(), one -> one.isOpen() ? Optional.of(one.expired()) : Optional.empty()));
  }

  /** Its key is the invitation and which reminder it is, so that a repeat counts none twice. */
  @Bean
  DueHandler reminding(InvitationPublisher publisher, ObjectProvider<Outbox> out) {
    return DueHandler.of(
        REMIND,
        due -> {
          Delivery reminder = Delivery.parse(due.key());
          int number = reminder.reminder();
          publisher
              .change(
                  reminder.invitationId(),
                  one ->
                      one.isOpen() && one.reminders() < number
                          ? Optional.of(one.reminded())
                          : Optional.empty())
              .filter(InvitationDocument::isOpen)
              .flatMap(one -> InvitationPublisher.delivery(one, number))
              .ifPresent(entry -> out.getObject().add(entry));
        });
  }
}
