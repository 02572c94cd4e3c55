package dev.barometer.complaint.notice;

import dev.barometer.complaint.digest.Bundle;
import dev.barometer.complaint.digest.Notice;
import dev.barometer.frame.wording.Wording;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What staff read.
 *
 * @param link before the id of a case: where it is opened
 */
record NoticeText(Wording wording, String link) {

  String subject(Notice notice) {
    return wording.say("notice.subject", said(notice), notice.caseId());
  }

  String text(Notice notice) {
    return line(notice) + "\n\n" + wording.say("notice.why") + "\n";
  }

  String subject(Bundle bundle, List<Notice> shown) {
    int many = shown.size() + bundle.further().size();
    return wording.say("notice.digest.subject", wording.count(many));
  }

  /**
   * Many in one.
   *
   * @param shown those of them that the reader may see
   */
  String text(Bundle bundle, List<Notice> shown) {
    StringBuilder text = new StringBuilder(wording.say("notice.digest.hello")).append("\n\n");
    shown.forEach(one -> text.append(line(one)).append("\n\n"));
    if (!bundle.further().isEmpty()) {
      text.append(wording.say("notice.digest.more", wording.count(bundle.further().size())))
          .append("\n\n");
    }
    return text.append(wording.say("notice.why")).append("\n").toString();
  }

  private String line(Notice notice) {
    String what =
        wording.say(
            "notice.line",
            said(notice),
            wording.say("notice.severity." + notice.severity()),
            wording.say("notice.kind." + notice.kind()),
            notice.caseId());
    StringBuilder line = new StringBuilder(what);
    String team = notice.team();
    if (team != null) {
      line.append("\n").append(wording.say("notice.team", team));
    }
    String level = notice.level();
    if (level != null) {
      line.append("\n").append(wording.say("notice.level", wording.say("notice.level." + level)));
    }
    Instant due = notice.due();
    if (due != null) {
      line.append("\n").append(wording.say("notice.due", wording.dateAndTime(due)));
    }
    return line.append("\n").append(link).append(notice.caseId()).toString();
  }

  private String said(Notice notice) {
    return wording.say("notice.type." + notice.type(), clock(notice.clock()));
  }

  private String clock(@Nullable String name) {
    return name == null ? "" : wording.say("notice.clock." + name);
  }
}
