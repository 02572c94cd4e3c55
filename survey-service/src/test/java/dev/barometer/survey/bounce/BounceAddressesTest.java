package dev.barometer.survey.bounce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barometer.starter.StartRefusedException;
import dev.barometer.starter.signature.Signatures;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only whoever got a mail can say that it came back. */
class BounceAddressesTest {
  private static final byte[] KEY = {1};
  private static final String ID = "0123456789abcdef0123456789abcdef";
  private static final BounceAddresses ADDRESSES =
      new BounceAddresses(List.of(KEY), "bounces@desk.example.org");
  private static final String SENDER = ADDRESSES.of(ID).orElseThrow();

  @Test
  void leadsBackToTheInvitation_whateverServersMakeOfIt() {
    assertThat(SENDER)
        .matches("bounces\\+" + ID + "\\.[0-9a-f]{16}@desk\\.example\\.org")
        .satisfies(one -> assertThat(one.indexOf('@')).isLessThanOrEqualTo(64));
    assertThat(ADDRESSES.invitationIn(SENDER)).contains(ID);
    assertThat(ADDRESSES.invitationIn("\"Desk\" <" + SENDER + ">")).contains(ID);
    assertThat(ADDRESSES.invitationIn("x@y.example, " + SENDER.toUpperCase(Locale.ROOT)))
        .contains(ID);
  }

  @Test
  void startsOnlyWhereTheMailboxIsNotLookedIntoAllTheTime() {
    var often =
        new BounceProperties(
            "bounces@desk.example.org",
            Duration.ofDays(180),
            new BounceProperties.Mailbox(
                "mail.example.org", "imaps", null, null, null, Duration.ofSeconds(9)));

    assertThatThrownBy(
            () ->
                new BounceConfiguration()
                    .bounceAddresses(
                        Signatures.of("0123456789abcdef0123456789abcdef", List.of()), often))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("mailbox.every");
  }

  @Test
  void knowsNoForgedOne() {
    String tag = SENDER.substring(SENDER.indexOf('.') + 1, SENDER.indexOf('@'));
    String other = tag.startsWith("0") ? "1" + tag.substring(1) : "0" + tag.substring(1);

    assertThat(ADDRESSES.invitationIn(SENDER.replace(tag, other))).isEmpty();
    assertThat(ADDRESSES.invitationIn(SENDER.replace(tag, tag.substring(1)))).isEmpty();
    assertThat(ADDRESSES.invitationIn(SENDER.replace(ID, ID.replace('f', 'e')))).isEmpty();
    assertThat(ADDRESSES.invitationIn("x" + SENDER)).isEmpty();
    assertThat(ADDRESSES.invitationIn(SENDER + ".example.net")).isEmpty();
    assertThat(ADDRESSES.invitationIn("bounces@desk.example.org")).isEmpty();
    assertThat(new BounceAddresses(List.of(new byte[] {2}), "bounces@desk.example.org"))
        .satisfies(others -> assertThat(others.invitationIn(SENDER)).isEmpty());
    String forged = SENDER.replace(tag, other);
    assertThat(ADDRESSES.invitationIn(forged + ", " + SENDER)).contains(ID);
  }

  @Test
  void knowsThoseOfBefore_whenTheKeyIsReplaced() {
    BounceAddresses renewed =
        new BounceAddresses(List.of(new byte[] {2}, KEY), "bounces@desk.example.org");

    assertThat(renewed.of(ID)).isPresent().isNotEqualTo(ADDRESSES.of(ID));
    assertThat(renewed.invitationIn(SENDER)).contains(ID);
  }

  @Test
  void leavesTheUsualSender_whereNoAddressIsSet() {
    BounceAddresses none = new BounceAddresses(List.of(KEY), null);

    assertThat(none.of(ID)).isEmpty();
    assertThat(none.invitationIn(SENDER)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bounces",
        "a b@x.example",
        "a@b@x.example",
        "Desk <a@x.example>",
        "a-long-local-part@x.example"
      })
  void refusesWhatCannotBeOne(String address) {
    assertThatThrownBy(() -> new BounceAddresses(List.of(KEY), address))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
