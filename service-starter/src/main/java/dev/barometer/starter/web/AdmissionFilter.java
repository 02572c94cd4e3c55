package dev.barometer.starter.web;

import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.disk.DiskRoom;
import dev.barometer.starter.event.KafkaEvents;
import dev.barometer.starter.json.StrictUtf8;
import dev.barometer.starter.web.RefusedBodyException.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongPredicate;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import tools.jackson.databind.json.JsonMapper;

/**
 * The first to see a call. It refuses before anything is spent on it: at once where too many calls
 * that write are being handled, and for what its headers say of its body. What is let through reads
 * a bounded body. Reading calls, pages and health are not counted; a page that takes files is.
 */
final class AdmissionFilter extends OncePerRequestFilter {
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
  private static final Set<String> GZIP = Set.of("gzip", "x-gzip");
  private static final PathPattern API = PathPatternParser.defaultInstance.parse("/api/**");

  /** Who is refused comes back after a second or a few: not all at the same moment. */
  private static final int LONGEST_RETRY_SECONDS = 3;

  /** The container reads the rest of a short body itself, and the connection goes on. */
  private static final long LONGEST_LEFT_TO_THE_CONTAINER = 1L << 20;

  /** Somebody has to make room. */
  private static final String RETRY_AFTER_FULL_DISK_SECONDS = "30";

  private static final RefusedBodyException TOO_MANY_CALLS =
      new RefusedBodyException(Reason.CALLS, "", "must wait: too many calls are being handled");

  private final InFlight inFlight;
  private final BodyBounds bounds;
  private final long limit;
  private final StreamedPaths streamed;
  private final DiskRoom room;
  private final JsonMapper json;

  /** Under overload most answers are this one. */
  private final byte[] tooManyCalls;

  private final Map<Reason, Counter> refusals = new EnumMap<>(Reason.class);

  AdmissionFilter(
      BarometerProperties.Http http, DiskRoom room, JsonMapper json, MeterRegistry meters) {
    this.room = room;
    this.inFlight = new InFlight(http.maxInFlight(), http.maxHeld().toBytes());
    this.bounds = new BodyBounds(http.bodyGrace(), http.slowestBody());
    this.limit = http.maxBody().toBytes();
    this.streamed = new StreamedPaths(http.streamedPaths());
    this.json = json;
    this.tooManyCalls = json.writeValueAsBytes(Problems.problem(TOO_MANY_CALLS));
    Gauge.builder("barometer.http.in-flight", inFlight, InFlight::calls)
        .description("Writing calls that are being handled")
        .register(meters);
    Gauge.builder("barometer.http.held", inFlight, InFlight::bytes)
        .description("Bytes of bodies of writing calls that are being handled")
        .baseUnit("bytes")
        .register(meters);
    for (Reason reason : Reason.values()) {
      refusals.put(reason, counter(reason, meters));
    }
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    PathContainer path = PathContainer.parsePath(request.getRequestURI());
    if (READS.contains(request.getMethod()) || !(API.matches(path) || streamed.hold(path))) {
      admit(request, response, chain, path, total -> true);
      return;
    }
    if (room.lacks(request.getContentLengthLong())) {
      refuse(request, response, RefusedBodyException.diskFull());
      return;
    }
    Optional<InFlight.Permit> permit = inFlight.enter();
    if (permit.isEmpty()) {
      refuse(request, response, TOO_MANY_CALLS, tooManyCalls);
      return;
    }
    try {
      admit(request, response, chain, path, permit.get()::hold);
    } finally {
      if (request.isAsyncStarted()) {
        request.getAsyncContext().addListener(new LeavesWhenAnswered(permit.get()));
      } else {
        permit.get().leave();
      }
    }
  }

  private void admit(
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain,
      PathContainer path,
      LongPredicate hold)
      throws ServletException, IOException {
    boolean stream = streamed.hold(path);
    long most = stream ? Long.MAX_VALUE : limit;
    LongPredicate room = stream ? total -> true : hold;
    boolean zipped;
    try {
      zipped = isZipped(request);
      long length = request.getContentLengthLong();
      if (length > most) {
        throw BoundedBody.tooLarge(most);
      }
      if (!room.test(length)) {
        throw new RefusedBodyException(
            Reason.BYTES, "body", "must wait: too many bytes are being handled");
      }
    } catch (RefusedBodyException e) {
      refuse(request, response, e);
      return;
    }
    chain.doFilter(
        new BoundedRequest(
            request,
            zipped,
            raw ->
                new BoundedBody(
                    raw,
                    bounds,
                    most,
                    room,
                    zipped,
                    isJson(request) ? new StrictUtf8() : null,
                    this::count)),
        response);
    int status = response.getStatus();
    if (status == Reason.TOO_LARGE.status().value()
        || status == Reason.BYTES.status().value()
        || stream && status == HttpStatus.SEE_OTHER.value()) {
      response.flushBuffer();
      Drain.drain(request);
    }
  }

  /** Lines of JSON are judged line by line: a bad one does not cost the others. */
  private static boolean isJson(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null && KafkaEvents.isJson(KafkaEvents.mediaType(type));
  }

  private static boolean isZipped(HttpServletRequest request) throws RefusedBodyException {
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    if (encoding == null || encoding.isBlank() || encoding.strip().equalsIgnoreCase("identity")) {
      return false;
    }
    String type = request.getContentType();
    // The container takes forms apart before we could inflate them.
    boolean form = type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    if (form || !GZIP.contains(encoding.strip().toLowerCase(Locale.ROOT))) {
      throw new RefusedBodyException(
          Reason.ENCODING,
          HttpHeaders.CONTENT_ENCODING,
          form ? "must be left out with a form" : "must be gzip or left out");
    }
    return true;
  }

  private void refuse(
      HttpServletRequest request, HttpServletResponse response, RefusedBodyException refusal)
      throws IOException {
    refuse(request, response, refusal, json.writeValueAsBytes(Problems.problem(refusal)));
  }

  private void refuse(
      HttpServletRequest request,
      HttpServletResponse response,
      RefusedBodyException refusal,
      byte[] problem)
      throws IOException {
    // Before the answer is written: with its end the container stops reading.
    long length = request.getContentLengthLong();
    if (length < 0 || length > LONGEST_LEFT_TO_THE_CONTAINER) {
      Drain.drain(request);
    }
    headers(refusal).forEach((name, values) -> response.setHeader(name, values.get(0)));
    PathContainer path = PathContainer.parsePath(request.getRequestURI());
    if (streamed.hold(path) && !API.matches(path)) {
      count(refusal.reason());
      // People are told by the page whose form it is.
      response.setStatus(HttpStatus.SEE_OTHER.value());
      response.setHeader(
          HttpHeaders.LOCATION,
          request.getRequestURI() + "?refused=" + refusal.reason().status().value());
      return;
    }
    response.setStatus(refusal.reason().status().value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setContentLength(problem.length);
    // Before the caller can know of it.
    count(refusal.reason());
    response.getOutputStream().write(problem);
  }

  private static Counter counter(Reason reason, MeterRegistry meters) {
    return Counter.builder("barometer.http.refused")
        .description("Calls refused before their body was read to its end")
        .tag("reason", reason.tag())
        .register(meters);
  }

  private void count(Reason reason) {
    Objects.requireNonNull(refusals.get(reason)).increment();
  }

  /** What goes with a refusal, whoever answers it. */
  static HttpHeaders headers(RefusedBodyException refusal) {
    HttpHeaders headers = new HttpHeaders();
    switch (refusal.reason()) {
      case CALLS, BYTES -> headers.set(HttpHeaders.RETRY_AFTER, retryAfter());
      case ENCODING -> headers.set(HttpHeaders.ACCEPT_ENCODING, "gzip");
      case SLOW -> headers.set(HttpHeaders.CONNECTION, "close");
      case DISK -> headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_FULL_DISK_SECONDS);
      case TOO_LARGE, UNREADABLE -> {}
    }
    return headers;
  }

  private static String retryAfter() {
    return Integer.toString(ThreadLocalRandom.current().nextInt(1, LONGEST_RETRY_SECONDS + 1));
  }
}
