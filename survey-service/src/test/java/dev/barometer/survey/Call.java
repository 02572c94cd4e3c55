package dev.barometer.survey;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.awaitility.Awaitility;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.test.web.servlet.ResultActions;

/** A call on a thread of its own, because it waits for the broker. */
public final class Call {
  private final CompletableFuture<ResultActions> answer;

  private Call(CompletableFuture<ResultActions> answer) {
    this.answer = answer;
  }

  /** Returns when the broker has been sent that many records. */
  public static Call begin(MockMvc service, RequestBuilder request, Broker broker, int records) {
    Call call =
        new Call(
            CompletableFuture.supplyAsync(
                () -> {
                  try {
                    return service.perform(request);
                  } catch (Exception e) {
                    throw new CompletionException(e);
                  }
                }));
    Awaitility.await().until(() -> broker.records().size() == records);
    return call;
  }

  public boolean isAnswered() {
    return answer.isDone();
  }

  public ResultActions answer() throws Exception {
    return answer.get(10, SECONDS);
  }
}
