package dev.barometer.complaint.handling;

import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static dev.barometer.complaint.ResponseFixtures.onTicket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.jayway.jsonpath.JsonPath;
import dev.barometer.complaint.CaseFixtures;
import dev.barometer.complaint.MemoryDatabase;
import dev.barometer.complaint.MovingClock;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseDocument;
import dev.barometer.complaint.cases.CaseEvent;
import dev.barometer.complaint.cases.Entry;
import dev.barometer.complaint.cases.Severity;
import dev.barometer.complaint.escalation.EvidenceFixtures;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

/** Several people at one case at the same time. */
class TwoEditorsTest {
  @RegisterExtension static final MemoryDatabase DATABASE = new MemoryDatabase();

  private static final int EDITORS = 6;
  private static final int MOVES = 40;

  private final Desk desk = new Desk(DATABASE.mongo(), new MovingClock(MONDAY));
  private final ConcurrentLinkedQueue<String> accepted = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Integer> refused = new ConcurrentLinkedQueue<>();
  private String id;

  @BeforeEach
  void openACase() {
    EvidenceFixtures.escalate(DATABASE.mongo(), onTicket("r-1", 1, 1), Severity.NORMAL);
    id = DATABASE.mongo().findAll(CaseDocument.class).get(0).id();
  }

  @Test
  void loseNothing_whenAnyRevisionWillDo() throws Exception {
    atTheSameTime(false);

    assertThat(accepted).hasSize(EDITORS * MOVES);
    assertThatEachIsThereOnce();
  }

  @Test
  void areToldOfEachOther_whenTheySayWhichTheyRead() throws Exception {
    atTheSameTime(true);

    assertThat(refused).allMatch(status -> status == 412);
    assertThat(accepted.size() + refused.size()).isEqualTo(EDITORS * MOVES);
    assertThat(accepted).isNotEmpty();
    assertThatEachIsThereOnce();
  }

  private void atTheSameTime(boolean saysWhich) throws Exception {
    ExecutorService editors = Executors.newFixedThreadPool(EDITORS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int editor = 0; editor < EDITORS; editor++) {
        MockMvc http = desk.http("agent-" + editor);
        String prefix = editor + "-";
        all.add(
            editors.submit(
                () -> {
                  for (int i = 0; i < MOVES; i++) {
                    note(http, prefix + i, saysWhich);
                  }
                  return null;
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } finally {
      editors.shutdownNow();
    }
  }

  private void note(MockMvc http, String text, boolean saysWhich) throws Exception {
    String tag = "*";
    if (saysWhich) {
      tag =
          Objects.requireNonNull(
              http.perform(get("/api/complaints/" + id))
                  .andReturn()
                  .getResponse()
                  .getHeader("ETag"));
    }
    MockHttpServletResponse answer =
        http.perform(
                post("/api/complaints/" + id + "/note")
                    .contentType("application/json")
                    .header("If-Match", tag)
                    .content("{\"text\":\"" + text + "\"}"))
            .andReturn()
            .getResponse();
    if (answer.getStatus() == 200) {
      accepted.add(text);
      assertThat(JsonPath.<List<String>>read(answer.getContentAsString(), "$.history[-1:].note"))
          .containsExactly(text);
    } else {
      refused.add(answer.getStatus());
    }
  }

  private void assertThatEachIsThereOnce() {
    CaseDocument document = DATABASE.mongo().findAll(CaseDocument.class).get(0);
    Case now = document.current();
    List<Entry> history = now.handling().history();
    assertThat(history.stream().map(Entry::note).filter(Objects::nonNull))
        .containsExactlyInAnyOrderElementsOf(accepted);
    assertThat(history.stream().map(Entry::number))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, history.size()).boxed().toList());
    assertThat(CaseFixtures.SEALS.firstBroken(id, history, 0, null)).isEmpty();
    assertThat(now.revision()).isEqualTo(accepted.size() + 1L);
    assertThat(Objects.requireNonNull(document.unsent()).stream().map(CaseEvent::revision))
        .as("one event of each")
        .containsExactlyElementsOf(LongStream.rangeClosed(1, now.revision()).boxed().toList());
  }
}
