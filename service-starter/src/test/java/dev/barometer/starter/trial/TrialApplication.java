package dev.barometer.starter.trial;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.Role;
import dev.barometer.starter.fact.FactConsumers;
import dev.barometer.starter.fact.Received;
import dev.barometer.starter.patience.ProcessEnd;
import dev.barometer.starter.security.AccessRules;
import dev.barometer.starter.web.InvalidRequestException;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.messaging.Message;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A service as small as one can be, with everything the starter gives it. */
@SpringBootApplication
public class TrialApplication {

  /** Starts it as services are started: by the name of its settings file. */
  public static ConfigurableApplicationContext start(Map<String, String> settings) {
    Map<String, Object> properties = new HashMap<>(settings);
    properties.put("spring.config.name", "trial-service");
    properties.putIfAbsent("server.port", "0");
    properties.putIfAbsent("barometer.topics.partitions", "3");
    properties.putIfAbsent("barometer.api-token", TOKEN);
    return new SpringApplicationBuilder(TrialApplication.class).properties(properties).run();
  }

  public static final String TOKEN = "trial-token-of-the-administrator";

  @Bean
  AccessRules accessRules() {
    return requests ->
        requests
            .requestMatchers(
                AccessRules.reading("/api/things", "/api/things/sizes", "/things", "/things/{id}"))
            .hasRole(Role.VIEWER.name())
            .requestMatchers("/api/things", "/api/later", "/api/failures")
            .hasRole(Role.AGENT.name())
            .requestMatchers("/s/**")
            .permitAll();
  }

  /** Takes the end of the process down instead of ending it. */
  @Bean
  Ending ending() {
    return new Ending();
  }

  @Bean
  Store store() {
    return new Store();
  }

  @Bean
  Consumer<Message<List<byte[]>>> storeResponses(FactConsumers consumers, Store store) {
    return consumers.reading(Topics.RESPONSES, Response.class, store::handle);
  }

  /** Why the process should have ended. */
  public static final class Ending implements ProcessEnd {
    public final List<String> reasons = new CopyOnWriteArrayList<>();

    @Override
    public void end(String reason) {
      reasons.add(reason);
    }
  }

  /** Stands for what a service keeps. */
  public static final class Store {
    public final List<Received<Response>> received = new CopyOnWriteArrayList<>();
    public final AtomicInteger attempts = new AtomicInteger();
    public final List<Instant> attemptedAt = new CopyOnWriteArrayList<>();
    public volatile RuntimeException failure;

    /** What happens at each batch before it is kept. */
    public volatile Runnable first = () -> {};

    /** What happens at each batch after it was kept. */
    public volatile Runnable then = () -> {};

    int handle(List<Received<Response>> batch) {
      attempts.incrementAndGet();
      attemptedAt.add(Instant.now());
      first.run();
      if (failure != null) {
        throw failure;
      }
      received.addAll(batch);
      then.run();
      return 0;
    }

    public List<String> keys() {
      return received.stream().map(Received::key).toList();
    }
  }

  /** What a service may be asked. */
  @RestController
  static class ThingsController {

    record Thing(String name, int size) {}

    /** What things are asked for. */
    record Wanted(String colour, List<String> tag) {}

    @GetMapping("/api/things")
    List<String> things(
        @RequestParam(defaultValue = "10") int limit, @ModelAttribute Wanted wanted) {
      return List.of("one");
    }

    @GetMapping("/api/things/sizes")
    Map<String, Integer> sizes(@RequestParam("from") int first) {
      return Map.of("one", first);
    }

    /** Forgotten in the rules. */
    @GetMapping("/api/forgotten")
    String forgotten() {
      return "the secret inside";
    }

    @PostMapping("/api/things")
    Thing create(@RequestBody Thing thing) {
      if (thing.size() < 0) {
        throw new InvalidRequestException(List.of(new Violation("size", "must be at least 0")));
      }
      return thing;
    }

    @PostMapping("/api/later")
    CompletableFuture<String> later(
        Principal caller, @RequestParam(defaultValue = "") String fail) {
      return CompletableFuture.supplyAsync(
          () -> {
            if (!fail.isEmpty()) {
              throw new DataAccessResourceFailureException("mongodb://secret-host is away");
            }
            return caller.getName();
          });
    }

    @PostMapping("/api/failures")
    void fail() {
      throw new IllegalStateException("the secret inside");
    }

    @GetMapping("/things")
    String page() {
      return "a page";
    }

    @GetMapping("/things/{id}")
    String thing(@PathVariable String id, @RequestParam(defaultValue = "") String colour) {
      return id + colour;
    }

    @GetMapping("/s/token")
    String survey() {
      return "open";
    }

    /** As whom, and by which address, this service sees a call. */
    @GetMapping("/s/seen")
    String seen(HttpServletRequest call) {
      return call.getRemoteAddr() + " " + call.isSecure() + " " + call.getRequestURL();
    }
  }
}
