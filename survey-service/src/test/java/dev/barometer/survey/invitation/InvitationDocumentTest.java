package dev.barometer.survey.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.fact.Answer;
import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.FactRules;
import dev.barometer.contract.fact.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvitationDocumentTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

  private static final Rating RATING = new Rating("overall", "csat", "positive");

  private static InvitationDocument invitation(String status) {
    return new InvitationDocument(
        "i1",
        4,
        status,
        status.equals(InvitationDocument.CANCELLED) ? "reopened" : null,
        "desk",
        1,
        "after-ticket",
        "mail",
        "T1",
        "ana",
        null,
        null,
        Context.NONE,
        NOW,
        NOW,
        NOW.plus(Duration.ofDays(14)),
        null,
        null,
        1,
        "hash");
  }

  private static Response response(Instant submittedAt, String channel) {
    return Response.builder("r1")
        .revision(1)
        .surveyId("desk")
        .surveyVersion(1)
        .invitationId("i1")
        .submittedAt(submittedAt)
        .channel(channel)
        .answers(List.of(new Answer("overall", "csat", "5", 4, "positive", null)))
        .build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"issued", "reminded", "expired", "cancelled"})
  void isAnswered_whereverTheAnswerCameIn_howeverLate(String status) {
    Instant late = NOW.plus(Duration.ofDays(20));

    InvitationDocument answered =
        invitation(status).answeredBy(response(late, "import"), RATING).orElseThrow();

    assertThat(answered.status()).isEqualTo(InvitationDocument.ANSWERED);
    assertThat(answered.answeredAt()).isEqualTo(late);
    assertThat(answered.reason()).isNull();
    assertThat(answered.rating()).isEqualTo(RATING);
    assertThat(answered.revision()).isEqualTo(5);
    assertThat(FactRules.check(answered.toFact(), late)).isEmpty();
  }

  @Test
  void isNotAnsweredBeforeItWasIssued_thoughAPaperWasFilledInBefore() {
    InvitationDocument answered =
        invitation("expired")
            .answeredBy(response(NOW.minusSeconds(60), "import"), RATING)
            .orElseThrow();

    assertThat(answered.answeredAt()).isEqualTo(NOW);
    assertThat(FactRules.check(answered.toFact(), NOW)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"answered", "suppressed"})
  void staysAsItIs_whereNothingIsNewsOrNobodyWasAsked(String status) {
    Rating asBefore = status.equals("suppressed") ? RATING : null;

    assertThat(invitation(status).answeredBy(response(NOW, "web"), asBefore)).isEmpty();
  }

  @Test
  void isRatedOtherwise_whenTheAnswerChanges_andNotAtAll_whenItIsTakenBack() {
    InvitationDocument first =
        invitation("reminded").answeredBy(response(NOW, "web"), RATING).orElseThrow();
    Rating worse = new Rating("overall", "csat", "negative");
    Response later = response(NOW.plusSeconds(60), "web");

    InvitationDocument changed = first.answeredBy(later, worse).orElseThrow();
    InvitationDocument takenBack = changed.answeredBy(later, null).orElseThrow();

    assertThat(first.answeredBy(later, RATING)).isEmpty();
    assertThat(changed.rating()).isEqualTo(worse);
    assertThat(takenBack.rating()).isNull();
    assertThat(List.of(changed, takenBack))
        .allSatisfy(
            one -> {
              assertThat(one.status()).isEqualTo(InvitationDocument.ANSWERED);
              assertThat(one.answeredAt()).isEqualTo(NOW);
              assertThat(one.openedAt()).isEqualTo(NOW);
              assertThat(one.reminders()).isEqualTo(1);
            });
    assertThat(List.of(first, changed, takenBack))
        .extracting(InvitationDocument::revision)
        .containsExactly(5L, 6L, 7L);
    assertThat(changed.delivered(NOW).rating()).isEqualTo(worse);
  }

  @Test
  void isOpenedOnce_byWhoeverActsOnItsPageFirst_orAnswersThere() {
    InvitationDocument opened = invitation("issued").opened(NOW.plusSeconds(60)).orElseThrow();

    assertThat(opened.openedAt()).isEqualTo(NOW.plusSeconds(60));
    assertThat(opened.isOpen()).isTrue();
    assertThat(opened.opened(NOW.plusSeconds(120))).isEmpty();
    assertThat(
            opened
                .answeredBy(response(NOW.plusSeconds(90), "web"), RATING)
                .orElseThrow()
                .openedAt())
        .isEqualTo(NOW.plusSeconds(60));
    assertThat(
            invitation("issued")
                .answeredBy(response(NOW.plusSeconds(90), "web"), RATING)
                .orElseThrow())
        .extracting(InvitationDocument::openedAt)
        .isEqualTo(NOW.plusSeconds(90));
    assertThat(
            invitation("issued")
                .answeredBy(response(NOW.plusSeconds(90), "phone"), RATING)
                .orElseThrow())
        .extracting(InvitationDocument::openedAt)
        .isNull();
    assertThat(FactRules.check(opened.toFact(), NOW.plusSeconds(60))).isEmpty();
    assertThat(invitation("suppressed").opened(NOW)).isEmpty();
  }
}
