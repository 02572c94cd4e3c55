package dev.barometer.complaint;

import dev.barometer.complaint.cases.CaseRepository;
import dev.barometer.complaint.clock.ClockBook;
import dev.barometer.complaint.digest.BundleRepository;
import dev.barometer.complaint.handling.CaseAccess;
import dev.barometer.complaint.handling.Desk;
import dev.barometer.complaint.handling.DeskMemberReader;
import dev.barometer.complaint.publishing.PublishingRunner;
import dev.barometer.complaint.publishing.StillRunner;
import dev.barometer.complaint.ticket.TicketRepository;
import dev.barometer.frame.brand.Brand;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.LinkProperties;
import dev.barometer.starter.erasure.ErasedPeople;
import dev.barometer.starter.erasure.PersonMarks;
import dev.barometer.starter.mail.KeptMail;
import dev.barometer.starter.mail.KeptMailRepository;
import dev.barometer.starter.outbox.DeadEntry;
import dev.barometer.starter.outbox.Outbox;
import dev.barometer.starter.patience.Troubles;
import dev.barometer.starter.staff.StaffDirectory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.mail.javamail.JavaMailSender;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Rooms of the service in one process, with the outbox and the timetable as the service has them.
 */
public final class RoomInstance implements AutoCloseable {
  private static final String STARTER = "dev.barometer.starter.";
  private static final List<String> ROOMS = List.of("mail.", "outbox.", "timetable.");

  public final Desk desk;
  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();

  /** What the settings of the suite are bound to. */
  @EnableConfigurationProperties({BarometerProperties.class, LinkProperties.class})
  static class Settings {}

  /**
   * Starts them.
   *
   * @param mails null where no server is set
   */
  public RoomInstance(
      MongoOperations mongo,
      Clock clock,
      @Nullable JavaMailSender mails,
      List<Class<?>> beans,
      String... settings)
      throws ClassNotFoundException {
    desk = new Desk(mongo, clock);
    desk.staff.complete();
    TestPropertyValues.of(
            "barometer.service=complaint-service",
            "barometer.links.complaint=https://desk.example.org",
            "barometer.timetable.look-every=5ms",
            "barometer.timetable.lease=30s",
            "barometer.outbox.retry.first-pause=1ms",
            "barometer.outbox.retry.longest-pause=10ms",
            "barometer.outbox.retry.most=3")
        .and(settings)
        .applyTo(context);
    context.registerBean(MongoOperations.class, () -> mongo);
    context.registerBean(Clock.class, () -> clock);
    context.registerBean(MeterRegistry.class, () -> new SimpleMeterRegistry());
    context.registerBean(Troubles.class, Troubles::new);
    context.registerBean(CaseRepository.class, () -> desk.cases);
    context.registerBean(CaseAccess.class, () -> desk.access);
    context.registerBean(DeskMemberReader.class, () -> desk.members);
    context.registerBean(StaffDirectory.class, () -> desk.staff);
    context.registerBean(ClockBook.class, () -> CaseFixtures.BOOK);
    context.registerBean(PublishingRunner.class, () -> StillRunner.runner(mongo, clock));
    context.registerBean(TicketRepository.class, () -> new TicketRepository(mongo));
    context.registerBean(BundleRepository.class, () -> new BundleRepository(mongo));
    context.registerBean(Brand.class, () -> Brand.NONE);
    context.registerBean(ITemplateEngine.class, RoomInstance::templates);
    context.registerBean(
        ErasedPeople.class, () -> new ErasedPeople(new PersonMarks(List.of(new byte[] {1}))));
    if (mails != null) {
      context.registerBean(JavaMailSender.class, () -> mails);
    }
    context.register(Settings.class);
    beans.forEach(context::register);
    for (String configuration :
        ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader())) {
      if (ROOMS.stream().anyMatch(room -> configuration.startsWith(STARTER + room))) {
        context.register(Class.forName(configuration));
      }
    }
    context.refresh();
  }

  private static ITemplateEngine templates() {
    ClassLoaderTemplateResolver files = new ClassLoaderTemplateResolver();
    files.setPrefix("templates/");
    files.setSuffix(".html");
    SpringTemplateEngine engine = new SpringTemplateEngine();
    engine.setTemplateResolver(files);
    return engine;
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** What was kept, in the order of ids. */
  public List<KeptMail> kept() {
    return bean(KeptMailRepository.class).page(null, 500).items().stream()
        .sorted(Comparator.comparing(KeptMail::id))
        .toList();
  }

  /** Why the entries that are dead are so. */
  public List<String> dead() {
    return bean(Outbox.class).dead(null, 10).stream().map(DeadEntry::why).toList();
  }

  @Override
  public void close() {
    context.close();
  }
}
