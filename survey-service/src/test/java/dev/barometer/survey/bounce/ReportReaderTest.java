package dev.barometer.survey.bounce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports are read whoever wrote them; what is none is none, and nothing breaks. */
class ReportReaderTest {
  private static final String TO = "bounces+i1.0123456789abcdef@desk.example.org";

  private static Optional<Report> read(String mail) throws MessagingException {
    return ReportReader.read(mail.replace("\n", "\r\n").getBytes(UTF_8));
  }

  @Test
  void readsWhatPostfixWrites_thoughItSaysThatItRepliesByItself() throws Exception {
    Report report = read(ReportFixtures.postfix(TO, "failed", "5.1.1")).orElseThrow();

    assertThat(report.to()).contains(TO);
    assertThat(report.status()).isEqualTo("5.1.1");
    assertThat(report.detail()).startsWith("ana@example.org: 550 5.1.1").contains("User unknown");
  }

  @Test
  void readsWhatExchangeWrites_withCommentsAndMoreEmptyLines() throws Exception {
    Report report = read(ReportFixtures.exchange(TO)).orElseThrow();

    assertThat(report.to()).contains(TO);
    assertThat(report.status()).isEqualTo("5.1.10");
    assertThat(report.detail()).contains("RecipientNotFound");
  }

  @Test
  void readsWhatGmailWrites_whereTheAddressStandsElsewhere() throws Exception {
    Report report = read(ReportFixtures.gmail(TO)).orElseThrow();

    assertThat(report.to()).contains(TO);
    assertThat(report.status()).isEqualTo("5.1.1");
    assertThat(report.detail()).contains("does not exist");
  }

  @Test
  void readsTheSame_whereLinesEndAsOnUnix() throws Exception {
    byte[] mail = ReportFixtures.postfix(TO, "failed", "5.1.1").getBytes(UTF_8);

    assertThat(ReportReader.read(mail)).map(Report::status).contains("5.1.1");
  }

  @ParameterizedTest
  @CsvSource({
    "failed, 5.2.2, 5.2.2",
    "failed, 4.4.7, 4.4.7", // given up because of what passes
    "delayed, 4.4.1, 4.4.1",
    "delayed, 5.1.1, 4.1.1" // still tried
  })
  void saysWhetherItIsForGood(String action, String status, String read) throws Exception {
    assertThat(read(ReportFixtures.postfix(TO, action, status))).map(Report::status).contains(read);
  }

  @ParameterizedTest
  @ValueSource(strings = {"delivered", "relayed", "expanded"})
  void seesNothingThatCameBack_whereItArrived(String action) throws Exception {
    assertThat(read(ReportFixtures.postfix(TO, action, "2.0.0"))).isEmpty();
  }

  @Test
  void takesNoReplyForAReport_norAReceiptNorAMail() throws Exception {
    String receipt =
        ReportFixtures.postfix(TO, "failed", "5.1.1")
            .replace("report-type=delivery-status", "report-type=disposition-notification");

    assertThat(read(ReportFixtures.holiday(TO))).isEmpty();
    assertThat(read(receipt)).isEmpty();
    assertThat(read("From: ana@example.org\nTo: " + TO + "\n\nThank you!\n")).isEmpty();
    assertThat(read("")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Status: 5.1.1, Status: unknown",
    "Status: 5.1.1, Status: 2.1.1",
    "Status: 5.1.1, X: 1",
    "Action: failed, X: 1",
    "Content-Type: message/delivery-status, Content-Type: text/plain"
  })
  void refusesWhatClaimsToBeAReport_andIsNone(String part, String instead) {
    String broken = ReportFixtures.postfix(TO, "failed", "5.1.1").replace(part, instead);

    assertThatThrownBy(() -> read(broken)).isInstanceOf(MessagingException.class);
  }

  /** Whatever it is cut to or overwritten with: it is read, or none, or refused, and in time. */
  @Test
  void breaksByNoBytes() {
    Random random = new Random(12);
    byte[] whole = ReportFixtures.exchange(TO).getBytes(UTF_8);
    int read = 0;
    int refused = 0;
    for (int i = 0; i < 1_000; i++) {
      byte[] bytes =
          java.util.Arrays.copyOf(whole, i % 2 == 0 ? whole.length : random.nextInt(whole.length));
      for (int n = random.nextInt(30); n > 0 && bytes.length > 0; n--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        read += ReportReader.read(bytes).isPresent() ? 1 : 0;
      } catch (MessagingException e) {
        refused++;
      }
    }

    assertThat(read).isPositive();
    assertThat(refused).isPositive();
  }
}
