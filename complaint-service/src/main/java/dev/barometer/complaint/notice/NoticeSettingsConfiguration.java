package dev.barometer.complaint.notice;

import dev.barometer.complaint.clock.ClockBook;
import dev.barometer.complaint.digest.Slots;
import dev.barometer.frame.wording.Wording;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.LinkProperties;
import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** When digests come, and in which words notices are told. */
@Configuration(proxyBeanMethods = false)
class NoticeSettingsConfiguration {

  @Bean
  DigestSlots digestSlots(
      ClockBook book, BarometerProperties barometer, NoticeProperties settings) {
    ZoneId zone = barometer.organisation().zone();
    return new DigestSlots(
        Slots.hours(), Slots.days(book.of(null).calendar(), zone, settings.daily()));
  }

  @Bean
  NoticeTexts noticeTexts(BarometerProperties barometer, LinkProperties links) {
    ZoneId zone = barometer.organisation().zone();
    return new NoticeTexts(
        language -> new Wording(language, zone, "desk-message"), links.complaint() + "/desk/");
  }
}
