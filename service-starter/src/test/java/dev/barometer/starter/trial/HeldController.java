package dev.barometer.starter.trial;

import dev.barometer.starter.Role;
import dev.barometer.starter.security.AccessRules;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Answers a call when the test says so: as a service does that waits for its broker. */
@RestController
public class HeldController {
  private final Queue<CompletableFuture<Integer>> held = new ConcurrentLinkedQueue<>();

  @Bean
  static AccessRules heldRules() {
    return requests -> requests.requestMatchers("/api/held").hasRole(Role.INGEST.name());
  }

  @PostMapping("/api/held")
  CompletableFuture<Integer> hold(@RequestBody byte[] body) {
    CompletableFuture<Integer> answer = new CompletableFuture<>();
    held.add(answer);
    return answer.thenApply(told -> body.length);
  }

  public int waiting() {
    return held.size();
  }

  public void answerAll() {
    for (var next = held.poll(); next != null; next = held.poll()) {
      next.complete(0);
    }
  }
}
