package dev.barometer.complaint.proof;

import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.barometer.complaint.CaseFixtures;
import dev.barometer.complaint.MemoryDatabase;
import dev.barometer.complaint.MovingClock;
import dev.barometer.complaint.cases.CaseDocument;
import dev.barometer.complaint.handling.Desk;
import dev.barometer.complaint.publishing.StillRunner;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.test.web.servlet.MockMvc;

/** Whoever changes a record behind the service's back is found out. */
class ProofTest {
  @RegisterExtension static final MemoryDatabase DATABASE = new MemoryDatabase();

  private static final String ID = "C-1";
  private static final String HISTORY = "current.handling.history";

  private final MovingClock clock = new MovingClock(MONDAY.plusSeconds(60));
  private final Desk desk = new Desk(DATABASE.mongo(), clock).with("ann", "manager");
  private final PublishedSealRepository told = new PublishedSealRepository(DATABASE.mongo());
  private final ProofReader reader =
      new ProofReader(DATABASE.mongo(), desk.cases, told, CaseFixtures.SEALS);
  private MockMvc ann;

  @BeforeEach
  void openACase() throws Exception {
    ann = desk.httpOf("ann", new ProofController(desk.moves, reader, null, clock));
    desk.cases.put(null, CaseFixtures.openCase(ID));
    move("acknowledge", "{\"message\":\"We look.\"}");
    move("note", "{\"text\":\"A note.\"}");
    tell();
  }

  private void tell() throws InterruptedException {
    StillRunner.tell(DATABASE.mongo(), List.of(new PublishedSealRunner(told)), clock);
  }

  private void move(String move, String body) throws Exception {
    int status =
        ann.perform(
                post("/api/complaints/" + ID + "/" + move)
                    .contentType("application/json")
                    .content(body))
            .andReturn()
            .getResponse()
            .getStatus();
    assertThat(status).isEqualTo(200);
  }

  @Test
  void isIntact_asLongAsNobodyTouchedIt() throws Exception {
    assertThat(asked()).isEqualTo("{\"complaintId\":\"C-1\",\"intact\":true,\"entries\":3}");

    move("note", "{\"text\":\"Another, told to nobody yet.\"}");

    assertThat(asked()).contains("\"intact\":true,\"entries\":4");
  }

  @Test
  void saysWhichEntryWasChanged() throws Exception {
    change(new Update().set(HISTORY + ".1.note", "We do not look."));
    assertThat(asked()).contains("\"intact\":false,\"at\":2,\"because\":\"changed\"");
  }

  @Test
  void saysThatAnEntryWasTakenOut() throws Exception {
    Document document = DATABASE.mongo().findById(ID, Document.class, CaseDocument.COLLECTION);
    List<Document> history =
        document.getEmbedded(List.of("current", "handling", "history"), List.of()).stream()
            .map(Document.class::cast)
            .toList();
    change(new Update().set(HISTORY, List.of(history.get(0), history.get(2))));
    assertThat(asked()).contains("\"intact\":false,\"at\":2,\"because\":\"missing\"");
  }

  @Test
  void saysThatTheEndIsMissing_whichOthersWereToldOf() throws Exception {
    Document document = DATABASE.mongo().findById(ID, Document.class, CaseDocument.COLLECTION);
    List<?> history = document.getEmbedded(List.of("current", "handling", "history"), List.of());
    change(new Update().set(HISTORY, history.subList(0, 2)));
    assertThat(asked()).contains("\"intact\":false,\"at\":3,\"because\":\"missing\"");
  }

  @Test
  void neverGoesBackToWhatWasToldBefore() {
    told.keep(List.of(new PublishedSealRepository.PublishedSeal(ID, 1, "older")));
    assertThat(told.find(ID).orElseThrow().length()).isEqualTo(3);
  }

  @Test
  void findsAllThatAreBroken_someAtATime_andThoseThatAreGone() throws Exception {
    for (int i = 2; i <= 7; i++) {
      desk.cases.put(null, CaseFixtures.openCase("C-" + i));
    }
    tell();
    change(new Update().set(HISTORY + ".0.who", "nobody"));
    DATABASE.mongo().remove(new Query(where("_id").is("C-4")), CaseDocument.COLLECTION);

    ProofReader.Page first = reader.verify(null, 3);
    ProofReader.Page second = reader.verify(first.last(), 3);
    ProofReader.Page third = reader.verify(second.last(), 3);

    assertThat(first.broken()).extracting(Verdict::complaintId).containsExactly(ID);
    assertThat(second.broken()).containsExactly(Verdict.gone("C-4"));
    assertThat(third.broken()).isEmpty();
    assertThat(first.verified() + second.verified() + third.verified()).isEqualTo(7);
    assertThat(third.last()).isNull();
  }

  @Test
  void isHandedOutWithItsSeals_oneEntryALine() throws Exception {
    String[] lines = body("/api/complaints/" + ID + "/record").split("\n");

    assertThat(lines).hasSize(4);
    assertThat(lines[0]).contains("\"entries\":3", "\"seal\":");
    assertThat(lines[2]).contains("\"what\":\"acknowledged\"", "\"noteHash\":", "We look.");
  }

  private void change(Update update) {
    DATABASE.mongo().updateFirst(new Query(where("_id").is(ID)), update, CaseDocument.COLLECTION);
  }

  private String asked() throws Exception {
    return body("/api/complaints/" + ID + "/verify");
  }

  private String body(String path) throws Exception {
    return ann.perform(get(path))
        .andReturn()
        .getResponse()
        .getContentAsString(StandardCharsets.UTF_8);
  }
}
