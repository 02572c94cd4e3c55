package dev.barometer.survey.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.barometer.contract.fact.Context;
import dev.barometer.survey.Database;
import dev.barometer.survey.kept.KeptRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InvitationRepositoryTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

  private final Database database = new Database();
  private final InvitationRepository invitations = new InvitationRepository(database.mongo());

  private static InvitationDocument invitation(String id, String status, String linkHash) {
    return new InvitationDocument(
        id,
        1,
        status,
        linkHash == null ? "cool-down" : null,
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
        linkHash == null ? null : NOW.plus(Duration.ofDays(14)),
        null,
        null,
        0,
        linkHash);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void listsLinksByWhenTheyExpire_andRefusalsByWhenTheyWere_beforeTheyAreKept() {
    invitations.add(
        List.of(invitation("i1", "issued", "hash"), invitation("i2", "suppressed", null)));

    assertThat(database.mongo().getCollection("kept_lists").find())
        .extracting(page -> page.getString("_id").split("\\|")[0], page -> page.get("ids"))
        .containsExactlyInAnyOrder(
            tuple("link", List.of("hash")), tuple("suppressed", List.of("i2")));
    assertThat(spanOf("link") - spanOf("suppressed"))
        .isEqualTo(Duration.ofDays(14).dividedBy(KeptRepository.SPAN));
  }

  private long spanOf(String kind) {
    for (Document page : database.mongo().getCollection("kept_lists").find()) {
      String[] parts = page.getString("_id").split("\\|");
      if (parts[0].equals(kind)) {
        return Long.parseLong(parts[1]);
      }
    }
    throw new AssertionError("nothing is listed of " + kind);
  }

  @Test
  void changesManyAtOnce_andAgainOnlyThatWhichSomebodyElseChangedMeanwhile() {
    invitations.add(
        List.of(
            invitation("i1", "issued", "one"),
            invitation("i2", "issued", "two"),
            invitation("i3", "issued", "three")));
    List<String> asked = new ArrayList<>();
    Function<InvitationDocument, Optional<InvitationDocument>> expire =
        one -> {
          asked.add(one.id());
          if (one.id().equals("i1") && one.reminders() == 0) {
            invitations.change(Map.of("i1", faster -> Optional.of(faster.reminded())));
          }
          return Optional.of(one.expired());
        };
    Map<String, Function<InvitationDocument, Optional<InvitationDocument>>> changes =
        new TreeMap<>(Map.of("i1", expire, "i2", expire, "absent", expire));
    changes.put("i3", one -> Optional.empty());

    Map<String, InvitationDocument> standing = invitations.change(changes);

    assertThat(asked).containsExactlyInAnyOrder("i1", "i2", "i1");
    assertThat(standing).isEqualTo(invitations.find(List.of("i1", "i2", "i3")));
    assertThat(standing.values())
        .extracting(InvitationDocument::status, InvitationDocument::revision)
        .containsExactlyInAnyOrder(tuple("expired", 3L), tuple("expired", 2L), tuple("issued", 1L));
  }

  @Test
  void forgetsLinksAndRefusals_butNobodyWhoWasAsked() {
    invitations.add(
        List.of(invitation("i1", "issued", "hash"), invitation("i2", "suppressed", null)));

    invitations.forgetLinks(List.of("hash", "another"));
    invitations.forgetSuppressed(List.of("i1", "i2"));

    assertThat(database.mongo().getCollection("invitation_links").countDocuments()).isZero();
    assertThat(invitations.find(List.of("i1", "i2"))).containsOnlyKeys("i1");
  }
}
