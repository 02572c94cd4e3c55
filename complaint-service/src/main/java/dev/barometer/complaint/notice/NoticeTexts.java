package dev.barometer.complaint.notice;

import dev.barometer.complaint.ticket.Addressee;
import dev.barometer.contract.access.StaffMember;
import dev.barometer.frame.wording.Wording;
import java.util.Locale;
import java.util.function.Function;

/**
 * Notices in the words of each reader.
 *
 * @param link before the id of a case
 */
record NoticeTexts(Function<Locale, Wording> words, String link) {

  /** English where nobody knows what he reads. */
  NoticeText of(StaffMember member) {
    String language = member.language();
    return new NoticeText(
        words.apply(language == null ? Locale.ENGLISH : Addressee.spoken(language)), link);
  }
}
