package dev.barometer.starter.trial;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.tracing.Tracer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Logs as JSON, by one setting; in a process of its own, because a process logs in one way. */
class StructuredLogTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Takes the traces: where nobody does, the process waits for somebody before it ends. */
  private static HttpServer collector;

  @BeforeAll
  static void startCollector() throws IOException {
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/",
        call -> {
          call.getRequestBody().readAllBytes();
          call.sendResponseHeaders(200, -1);
          call.close();
        });
    collector.start();
  }

  @AfterAll
  static void stopCollector() {
    collector.stop(0);
  }

  @ParameterizedTest
  @CsvSource({"ecs,/traceId", "logstash,/traceId"})
  void writesALineOfJsonPerEvent_withTheTrace(String format, String trace) throws Exception {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                "-XX:TieredStopAtLevel=1",
                Logging.class.getName(),
                "--logging.config=classpath:structured-logback.xml",
                "--logging.structured.format.console=" + format,
                "--barometer.tracing.endpoint=http://127.0.0.1:%d/v1/traces"
                    .formatted(collector.getAddress().getPort()))
            .redirectErrorStream(true)
            .start();

    List<JsonNode> lines = new ArrayList<>();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(JSON.readTree(line));
      }
    }

    assertThat(process.waitFor()).as("%s", lines).isZero();
    assertThat(lines)
        .filteredOn(line -> line.path("message").asString("").equals("inside \"a\" trace"))
        .singleElement()
        .satisfies(line -> assertThat(line.at(trace).asString("")).hasSize(32));
  }

  /** As much of a service as logs and traces. */
  @SpringBootConfiguration
  @EnableAutoConfiguration(
      excludeName = {
        "dev.barometer.starter.topic.TopicConfiguration",
        "dev.barometer.starter.fact.FactConfiguration",
        "dev.barometer.starter.audit.AuditConfiguration",
        "dev.barometer.starter.signature.SignatureConfiguration",
        "dev.barometer.starter.security.SecurityConfiguration",
        "dev.barometer.starter.access.AccessConfiguration",
        "dev.barometer.starter.erasure.ErasureConfiguration",
        "dev.barometer.starter.token.TokenConfiguration",
        "dev.barometer.starter.web.WebConfiguration"
      })
  static class Logging {
    public static void main(String[] arguments) throws IOException {
      try (var context =
          new SpringApplicationBuilder(Logging.class)
              .web(WebApplicationType.NONE)
              .properties(
                  Map.of(
                      "spring.config.name", "trial-service",
                      "spring.cloud.stream.function.autodetect", "false"))
              .run(arguments)) {
        Tracer tracer = context.getBean(Tracer.class);
        var span = tracer.nextSpan().start();
        try (var scope = tracer.withSpan(span)) {
          LoggerFactory.getLogger(Logging.class).info("inside \"a\" trace");
        } finally {
          span.end();
        }
      }
    }
  }
}
