package dev.barometer.starter.mail;

/**
 * What a service notes of its mails while they go out. A mail that went out is noted before the
 * next few are begun; where that fails, they are not.
 */
public interface MailNotes {
  /** Notes nothing. */
  MailNotes NONE = new MailNotes() {};

  /** It went out, or is kept. */
  default void sent(OutgoingMail mail) {}

  /** Its address was refused for good. Where this cannot be noted, the mail is tried again. */
  default void refused(OutgoingMail mail, Refusal refusal) {}
}
