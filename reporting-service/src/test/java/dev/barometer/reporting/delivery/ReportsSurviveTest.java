package dev.barometer.reporting.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.barometer.contract.report.Report;
import dev.barometer.frame.brand.Brand;
import dev.barometer.mailserver.SmtpServer;
import dev.barometer.reporting.MortalDatabase;
import dev.barometer.reporting.MovingClock;
import dev.barometer.reporting.edition.Delivery;
import dev.barometer.reporting.edition.Edition;
import dev.barometer.reporting.edition.EditionInstance;
import dev.barometer.reporting.edition.NotOpenException;
import dev.barometer.reporting.edition.Status;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.MockProducer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * A report is planned, collected, written, reviewed, published, mailed and put right, while the
 * process dies between any two writes to the database.
 */
class ReportsSurviveTest {
  private static final int RUNS = Integer.getInteger("barometer.runs", 24);
  private static final String OWNER = "owner@example.org";
  private static final String HEAD = "head@example.org";
  private static final Pattern ID = Pattern.compile("X-Barometer-Id: (\\S+)");

  private SmtpServer mails;
  private MovingClock clock;
  private MortalDatabase database;
  private MockProducer<byte[], byte[]> topic;
  private EditionInstance instance;
  private int deaths;

  @BeforeEach
  void begin() throws Exception {
    mails = new SmtpServer();
    clock = new MovingClock(Instant.parse("2026-11-30T08:00:00Z"));
    database = new MortalDatabase();
    topic = EditionInstance.topic();
    deaths = 0;
    instance = started();
  }

  @AfterEach
  void end() throws IOException {
    instance.close();
    database.close();
    mails.close();
  }

  private EditionInstance started() throws Exception {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost(mails.host());
    sender.setPort(mails.port());
    return new EditionInstance(
        database.operations(),
        clock,
        topic,
        context -> register(context, sender),
        "barometer.mail.from=desk@example.org");
  }

  private static void register(AnnotationConfigApplicationContext context, JavaMailSender sender) {
    context.registerBean(JavaMailSender.class, () -> sender);
    context.registerBean(Brand.class, () -> Brand.NONE);
    context.registerBean(PdfFiles.class, () -> new PdfFiles(edition -> new byte[] {1, 2}, 100));
    context.register(DeliveryRepository.class, DeliveryRunner.class, ReportMailClient.class);
  }

  /** What somebody does, until it is done: again where the process dies meanwhile. */
  private void act(Runnable act, BooleanSupplier isDone) throws Exception {
    while (true) {
      try {
        if (isDone.getAsBoolean()) {
          return;
        }
        act.run();
      } catch (RuntimeException e) {
        restartIfDead(e);
      }
    }
  }

  private <T> T read(Supplier<T> reading) throws Exception {
    while (true) {
      try {
        return reading.get();
      } catch (RuntimeException e) {
        restartIfDead(e);
      }
    }
  }

  private void restartIfDead(RuntimeException why) throws Exception {
    if (!database.isDead()) {
      throw why;
    }
    deaths++;
    instance.close();
    database.revive();
    clock.advance(Duration.ofMinutes(11));
    instance = started();
  }

  private void awaitThat(BooleanSupplier isSo) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(2))
        .until(
            () -> {
              clock.advance(Duration.ofMillis(200));
              try {
                return isSo.getAsBoolean();
              } catch (RuntimeException e) {
                restartIfDead(e);
                return false;
              }
            });
  }

  private Edition edition(String id) {
    return Objects.requireNonNull(instance.find(id));
  }

  private boolean is(String id, Status status) {
    return edition(id).status() == status;
  }

  private boolean hasSteps(String id, int steps) {
    return edition(id).history().size() >= steps;
  }

  /** The whole life of a report; returns the ids of its two editions. */
  private List<String> life() throws Exception {
    act(() -> instance.plan(), () -> !instance.all().isEmpty());
    String first = read(() -> instance.all().get(0).reportId());
    awaitThat(() -> is(first, Status.DRAFT));
    act(() -> instance.write(first, "Nights."), () -> hasSteps(first, 3));
    act(() -> instance.submit(first), () -> hasSteps(first, 4));
    act(() -> instance.giveBack(first), () -> hasSteps(first, 5));
    act(() -> instance.submit(first), () -> hasSteps(first, 6));
    act(() -> instance.approve(first), () -> hasSteps(first, 7));
    act(() -> instance.publish(first), () -> hasSteps(first, 8));
    awaitThat(() -> areSent(first));
    act(() -> instance.correct(first), () -> instance.all().size() == 2);
    String second =
        read(
            () ->
                instance.all().stream()
                    .map(Edition::reportId)
                    .filter(id -> !id.equals(first))
                    .findFirst()
                    .orElseThrow());
    awaitThat(() -> is(second, Status.DRAFT));
    act(() -> instance.submit(second), () -> hasSteps(second, 3));
    act(() -> instance.approve(second), () -> hasSteps(second, 4));
    act(() -> instance.publish(second), () -> hasSteps(second, 5));
    awaitThat(() -> areSent(second));
    awaitThat(() -> isTold(first) && isTold(second));
    return List.of(first, second);
  }

  private boolean areSent(String id) {
    List<Delivery> all = instance.bean(DeliveryRepository.class).of(id);
    return !all.isEmpty() && all.stream().noneMatch(one -> one.state() == Delivery.State.WAITING);
  }

  private boolean isTold(String id) {
    List<Report> told = EditionInstance.told(topic, id);
    return !told.isEmpty() && told.get(told.size() - 1).revision() == edition(id).revision();
  }

  private void isAsItShouldBe(List<String> ids) {
    assertThat(instance.all()).hasSize(2);
    for (String id : ids) {
      Edition edition = edition(id);
      assertThat(edition.status()).isEqualTo(Status.PUBLISHED);
      assertThat(instance.differences(edition)).isEmpty();
      List<String> told = new ArrayList<>();
      long newest = 0;
      for (Report report : EditionInstance.told(topic, id)) {
        if (report.revision() > newest) {
          newest = report.revision();
          told.add(newest + " " + report.status());
        }
      }
      assertThat(told)
          .isEqualTo(
              edition.corrects() == null
                  ? List.of(
                      "1 collecting",
                      "2 draft",
                      "3 draft",
                      "4 in-review",
                      "5 draft",
                      "6 in-review",
                      "7 approved",
                      "8 published")
                  : List.of("1 collecting", "2 draft", "3 in-review", "4 approved", "5 published"));
    }
    isMailedOnce(ids);
  }

  /** To each recipient, or perhaps to none where it died meanwhile; who is named then. */
  private void isMailedOnce(List<String> ids) {
    Map<String, Integer> sent = new HashMap<>();
    for (SmtpServer.Taken mail : mails.taken()) {
      sent.merge(mail.to() + " " + idOf(mail), 1, Integer::sum);
    }
    assertThat(sent.values()).allMatch(one -> one == 1);
    int unsure = 0;
    for (String id : ids) {
      List<Delivery> all = instance.bean(DeliveryRepository.class).of(id);
      assertThat(all).extracting(Delivery::recipient).containsExactly(OWNER, HEAD);
      for (int place = 0; place < all.size(); place++) {
        Delivery one = all.get(place);
        String mail = one.recipient() + " report-" + id + "-" + place;
        if (one.state() == Delivery.State.SENT) {
          assertThat(sent.remove(mail)).as(mail).isOne();
        } else {
          assertThat(one.why()).isEqualTo("unsure");
          sent.remove(mail);
          unsure++;
        }
      }
    }
    assertThat(sent).isEmpty();
    assertThat(unsure).isLessThanOrEqualTo(deaths);
  }

  private static MimeMessage parsed(SmtpServer.Taken mail) throws Exception {
    return new MimeMessage(null, new ByteArrayInputStream(mail.content().getBytes(UTF_8)));
  }

  private static String idOf(SmtpServer.Taken mail) {
    Matcher id = ID.matcher(mail.content());
    assertThat(id.find()).isTrue();
    return id.group(1);
  }

  /** Of the first part that is a text. */
  private static String text(Part part) throws Exception {
    return part.getContent() instanceof Multipart parts
        ? text(parts.getBodyPart(0))
        : part.getContent().toString();
  }

  @Test
  void goesItsWayOnce_whereNobodyDies() throws Exception {
    isAsItShouldBe(life());

    assertThat(deaths).isZero();
    assertThat(mails.taken()).hasSize(4);
    MimeMessage first = parsed(mails.taken().get(0));
    MimeMessage second = parsed(mails.taken().get(3));
    String firstId = idOf(mails.taken().get(0));
    assertThat(first.getSubject()).isEqualTo("Second quarter");
    assertThat(text(first))
        .contains("team:Desk", "Tickets closed: 1 (n = 1)", "https://desk.example.org/reports/")
        .contains("attached as PDF")
        .doesNotContain("takes the place");
    assertThat(second.getSubject()).isEqualTo("Second quarter: edition 2");
    assertThat(text(second))
        .contains("takes the place of edition 1: Seven came late.")
        .contains("https://desk.example.org/reports/" + firstId.replaceAll("^report-|-\\d$", ""));
  }

  @Test
  void goesItsWayOnce_whereverItDies() throws Exception {
    life();
    int writes = database.writes();
    assertThat(writes).isGreaterThan(RUNS);
    int runsThatDied = 0;
    for (int run = 0; run < RUNS; run++) {
      end();
      begin();
      int at = run * writes / RUNS + run % 2;
      database.dieAfter(at - Math.min(at, database.writes()), run % 3 == 0);

      List<String> ids = life();

      isAsItShouldBe(ids);
      runsThatDied += Math.min(1, deaths);
    }
    // The last writes only tidy up: nobody waits for them.
    assertThat(runsThatDied).isGreaterThan(RUNS / 2);
  }

  @Test
  void goesWithoutItsFile_whereThatIsTooLargeOrCannotBeMade() {
    Edition any = instance.plan();

    assertThat(new PdfFiles(edition -> new byte[3], 2).of(any).why()).isEqualTo("pdf-too-large");
    assertThat(new PdfFiles(edition -> new byte[2], 2).of(any).file()).isNotNull();
    PdfFiles broken =
        new PdfFiles(
            edition -> {
              throw new IllegalStateException("no glyph");
            },
            2);
    assertThat(broken.of(any).why()).isEqualTo("pdf-failed");
    assertThat(broken.of(any).file()).isNull();
  }

  @Test
  void isPublishedOnce_andPutRightOnce_whereTwoDoSoAtOnce() throws Exception {
    String id = instance.plan().reportId();
    awaitThat(() -> is(id, Status.DRAFT));
    instance.submit(id);
    instance.approve(id);

    assertThat(refusedOfTwo(() -> instance.publish(id))).isOne();
    assertThat(refusedOfTwo(() -> instance.correct(id))).isOne();

    awaitThat(() -> areSent(id));
    assertThat(edition(id).revision()).isEqualTo(5);
    assertThat(instance.differences(edition(id))).isEmpty();
    assertThat(instance.all()).hasSize(2);
    assertThat(mails.taken()).hasSize(2);
  }

  /** How many of two who do so at once are told that it is not open. */
  private static int refusedOfTwo(Callable<Edition> act) throws Exception {
    CyclicBarrier both = new CyclicBarrier(2);
    ExecutorService hands = Executors.newFixedThreadPool(2);
    try {
      List<Future<Edition>> done = new ArrayList<>();
      for (int hand = 0; hand < 2; hand++) {
        done.add(
            hands.submit(
                () -> {
                  both.await();
                  return act.call();
                }));
      }
      int refused = 0;
      for (Future<Edition> one : done) {
        try {
          assertThat(one.get()).isNotNull();
        } catch (ExecutionException e) {
          assertThat(e).hasCauseInstanceOf(NotOpenException.class);
          refused++;
        }
      }
      return refused;
    } finally {
      hands.shutdownNow();
    }
  }
}
