package dev.barometer.complaint.escalation;

import static dev.barometer.complaint.ResponseFixtures.EMAIL_TEAM;
import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.complaint.CaseFixtures;
import dev.barometer.complaint.MemoryDatabase;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseDocument;
import dev.barometer.complaint.cases.Status;
import dev.barometer.complaint.rule.EscalationPolicy;
import dev.barometer.complaint.rule.RuleList;
import dev.barometer.complaint.rule.RuleListRequest;
import dev.barometer.contract.Rules;
import dev.barometer.contract.fact.Mention;
import dev.barometer.contract.fact.Respondent;
import dev.barometer.contract.fact.Response;
import dev.barometer.starter.json.FactJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is said outside a survey becomes a case where a rule says so. */
class MentionsTest {
  @RegisterExtension static final MemoryDatabase DATABASE = new MemoryDatabase();

  private static final EscalationPolicy POLICY =
      new EscalationPolicy(
          new RuleList(
              2,
              FactJson.read(
                      ("{'rules':[{'ruleId':'bad-word','on':'keyword','phrases':{'en':['sue']}},"
                              + "{'ruleId':'bad-mention','on':'sentiment','severity':'severe'}]}")
                          .replace('\'', '"')
                          .getBytes(StandardCharsets.UTF_8),
                      RuleListRequest.class)
                  .toRules(MONDAY)));

  private final EvidenceBatchRepository batches =
      new EvidenceBatchRepository(
          CaseFixtures.casesIn(DATABASE.mongo()),
          DATABASE.mongo(),
          CaseFixtures.MARKS,
          CaseFixtures.BOOK);

  @Test
  void opensACase_whenAMentionIsNegative() {
    apply(mention("m-1", 1, -1, "Nothing works"));
    apply(mention("m-1", 1, -1, "Nothing works"));
    apply(mention("m-2", 1, 0, "It works"));
    apply(mention("m-3", 1, null, "It works, more or less"));

    Case opened = onlyCase();
    assertThat(opened.rule()).isEqualTo("bad-mention");
    assertThat(opened.evidence().get(0).responseId()).isEqualTo("mention:m-1");
    assertThat(opened.evidence().get(0).said().text()).isEqualTo("Nothing works");
    assertThat(opened.evidence().get(0).said().value()).isEqualTo(-1);
    assertThat(opened.revision()).isEqualTo(1);
    assertThat(Rules.check(opened.toComplaint(), MONDAY)).isEmpty();
  }

  @Test
  void opensACase_whenAMentionHasAKeyword() {
    apply(mention("m-1", 1, 0, "I will sue them"));

    assertThat(onlyCase().rule()).isEqualTo("bad-word");
  }

  @Test
  void takesTheWordsOut_whenTheMentionIsErasedAfterItWasCorrected() {
    apply(mention("m-1", 1, null, "I will sue them, says Zoe"));
    apply(mention("m-1", 2, null, "All is well"));
    assertThat(onlyCase().status()).isEqualTo(Status.WITHDRAWN);

    batches.apply(List.of(new Said(Mentions.idOf("m-1"), null, null, MONDAY, MONDAY)));

    assertThat(onlyCase().toString()).doesNotContain("Zoe", "u-9");
    assertThat(DATABASE.mongo().findAll(EarlierCases.class)).isEmpty();
  }

  @Test
  void keepsIdsWithinTheContract_howeverLongTheyAre() {
    String longest = "m".repeat(200);
    apply(mention(longest, 1, -1, "Nothing works"));
    apply(mention("n".repeat(200), 1, -1, "Nothing works"));

    List<CaseDocument> cases = DATABASE.mongo().findAll(CaseDocument.class);
    assertThat(cases).hasSize(2);
    assertThat(cases)
        .allSatisfy(one -> assertThat(Rules.check(one.current().toComplaint(), MONDAY)).isEmpty());
  }

  private void apply(Mention mention) {
    Response response = Mentions.asResponse(mention);
    batches.apply(
        List.of(
            new Said(
                response.responseId(),
                response,
                POLICY.verdictOn(response).orElse(null),
                MONDAY,
                MONDAY)));
  }

  private static Case onlyCase() {
    List<CaseDocument> cases = DATABASE.mongo().findAll(CaseDocument.class);
    assertThat(cases).hasSize(1);
    return cases.get(0).current();
  }

  private static Mention mention(
      String id, long revision, @Nullable Integer sentiment, String words) {
    return new Mention(
        id,
        revision,
        "mention",
        MONDAY,
        "social",
        "en",
        new Respondent("u-9"),
        words,
        sentiment,
        EMAIL_TEAM);
  }
}
