package dev.barometer.complaint.message;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.Entry;
import dev.barometer.complaint.cases.What;
import dev.barometer.complaint.publishing.CaseFollower;
import dev.barometer.complaint.ticket.Addressee;
import dev.barometer.complaint.ticket.KnownTicket;
import dev.barometer.complaint.ticket.TicketRepository;
import dev.barometer.starter.erasure.ErasedPeople;
import dev.barometer.starter.mail.KeptMailRepository;
import dev.barometer.starter.mail.MailServer;
import dev.barometer.starter.outbox.Outbox;
import dev.barometer.starter.outbox.OutboxEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Has customers written to after changes of their cases, and what was written to them forgotten
 * when they are erased. What waits in the outbox only names the entry of the history: what it says,
 * and to whom, is looked up when it goes out.
 */
@Component
class MessageRunner implements CaseFollower {
  private final TicketRepository tickets;
  private final DeliveryPublisher deliveries;
  private final MailServer server;
  private final KeptMailRepository kept;
  private final ObjectProvider<Outbox> outbox;
  private final ErasedPeople erased;
  private final MessageProperties settings;

  /**
   * @param outbox made of its senders, one of which tells of cases
   */
  MessageRunner(
      TicketRepository tickets,
      DeliveryPublisher deliveries,
      MailServer server,
      KeptMailRepository kept,
      ObjectProvider<Outbox> outbox,
      ErasedPeople erased,
      MessageProperties settings) {
    this.tickets = tickets;
    this.deliveries = deliveries;
    this.server = server;
    this.kept = kept;
    this.outbox = outbox;
    this.erased = erased;
    this.settings = settings;
  }

  /** An entry of which the customer is to hear. */
  private record Wanted(Case about, Entry entry) {}

  @Override
  public void follow(List<Followed> changes) {
    List<Wanted> wanted = new ArrayList<>();
    for (Followed change : changes) {
      for (Entry entry : change.entries()) {
        if (entry.what().equals(What.ERASED)) {
          forget(change.current());
        } else if (isWanted(change.current(), entry)) {
          wanted.add(new Wanted(change.current(), entry));
        }
      }
    }
    if (!wanted.isEmpty()) {
      write(wanted);
    }
  }

  private boolean isWanted(Case about, Entry entry) {
    return ToCustomer.isMessage(entry)
        || (settings.receipts()
            && ToCustomer.wantsReceipt(about, entry, settings.receiptsWithin()));
  }

  private void write(List<Wanted> wanted) {
    Set<String> ticketIds = new HashSet<>();
    for (Wanted one : wanted) {
      String ticketId = one.about().ticketId();
      if (ticketId != null) {
        ticketIds.add(ticketId);
      }
    }
    Map<String, KnownTicket> known = tickets.find(ticketIds);
    List<OutboxEntry> mails = new ArrayList<>();
    List<DeliveryPublisher.Delivery> noted = new ArrayList<>();
    for (Wanted one : wanted) {
      Case about = one.about();
      KnownTicket ticket = about.ticketId() == null ? null : known.get(about.ticketId());
      String obstacle = obstacle(about, Addressee.of(about, ticket));
      boolean isReceipt = one.entry().what().equals(What.OPENED);
      int number = one.entry().number();
      if (obstacle == null) {
        if (isReceipt) {
          noted.add(delivery(about, What.RECEIPT_SENT, number, Map.of()));
        }
        mails.add(CustomerMailClient.entry(about.caseId(), number));
      } else if (!isReceipt) {
        noted.add(delivery(about, What.UNDELIVERED, number, Map.of("why", obstacle)));
      }
    }
    deliveries.note(noted);
    outbox.getObject().add(mails);
  }

  private static DeliveryPublisher.Delivery delivery(
      Case about, String what, int entry, Map<String, String> more) {
    return new DeliveryPublisher.Delivery(about.caseId(), what, entry, more);
  }

  /** Why he cannot be written to; null where he can. */
  private @Nullable String obstacle(Case about, Addressee to) {
    if (erased.includes(about.personId())) {
      return CustomerMailClient.ERASED;
    }
    if (to.email() == null) {
      return CustomerMailClient.NO_ADDRESS;
    }
    return server.canSend() ? null : CustomerMailClient.NO_SERVER;
  }

  private void forget(Case about) {
    about.handling().history().stream()
        .map(entry -> CustomerMailClient.id(about.caseId(), entry.number()))
        .forEach(outbox.getObject()::cancel);
    kept.forget(List.of(about.caseId()));
  }
}
