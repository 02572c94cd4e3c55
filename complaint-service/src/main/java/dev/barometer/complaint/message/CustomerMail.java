package dev.barometer.complaint.message;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseReference;
import dev.barometer.complaint.cases.Entry;
import dev.barometer.complaint.cases.What;
import dev.barometer.complaint.ticket.Addressee;
import dev.barometer.frame.wording.Wording;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a mail to a customer says, in his language.
 *
 * @param isLetter whether it is a formal answer, which has a letter's form
 * @param to his name; null where nobody knows it
 * @param paragraphs of the text
 * @param about by which he names his case
 */
record CustomerMail(
    Locale locale,
    boolean isLetter,
    String subject,
    @Nullable String to,
    String date,
    List<String> paragraphs,
    String about) {

  /** Says to him what an entry of the history says. */
  static CustomerMail of(Case about, Entry entry, Addressee to, Wording wording) {
    boolean isReceipt = entry.what().equals(What.OPENED);
    String reference = CaseReference.of(about.caseId());
    String ticket = about.ticketId();
    return new CustomerMail(
        to.language(),
        ToCustomer.isFormal(entry),
        wording.say("customer.subject." + purpose(about, entry), reference),
        to.name(),
        wording.dateAndTime(entry.at()),
        isReceipt ? receipt(about, to, wording) : List.of(String.valueOf(entry.note())),
        ticket == null
            ? wording.say("customer.case", reference)
            : wording.say("customer.case-and-ticket", reference, ticket));
  }

  private static String purpose(Case about, Entry entry) {
    return switch (entry.what()) {
      case What.OPENED -> about.kind().equals(Case.COMPLAINT) ? "complaint" : "grievance";
      case What.ACKNOWLEDGED -> "acknowledged";
      case What.RESPONDED -> ToCustomer.isFormal(entry) ? "formal" : "responded";
      default -> "message";
    };
  }

  private static List<String> receipt(Case about, Addressee to, Wording wording) {
    String name = to.name();
    return List.of(
        name == null
            ? wording.say("customer.receipt.hello")
            : wording.say("customer.receipt.hello-name", name),
        wording.say("customer.receipt." + about.kind()),
        wording.say("customer.receipt.next", CaseReference.of(about.caseId())),
        wording.say("customer.receipt.automatic"));
  }

  /** As text alone. */
  String text() {
    String head = isLetter ? date + "\n" + about + "\n\n" : "";
    String foot = isLetter ? "" : "\n\n-- \n" + about;
    return head + String.join("\n\n", paragraphs) + foot + "\n";
  }
}
