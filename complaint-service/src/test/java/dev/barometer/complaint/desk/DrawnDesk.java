package dev.barometer.complaint.desk;

import dev.barometer.complaint.CaseFixtures;
import dev.barometer.complaint.DrawnPages;
import dev.barometer.complaint.attachment.AttachmentFixtures;
import dev.barometer.complaint.cases.CaseMoves;
import dev.barometer.complaint.cause.RootCauseRepository;
import dev.barometer.complaint.handling.Desk;
import dev.barometer.complaint.improvement.CaseActionRepository;
import dev.barometer.frame.brand.Brand;
import dev.barometer.frame.page.FrameInterceptor;
import dev.barometer.starter.LinkProperties;
import dev.barometer.starter.Role;
import dev.barometer.starter.security.Caller;
import dev.barometer.starter.security.Callers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** The pages of the desk as they are drawn, by the templates and texts of the service. */
public final class DrawnDesk {
  final Desk desk;
  final DeskMarkRepository marks;
  final CaseActionRepository actions;
  private final MockMvc pages;

  public DrawnDesk(MongoOperations mongo, Clock clock) {
    this.desk = new Desk(mongo, clock);
    this.actions = new CaseActionRepository(mongo);
    CasePageReader reader =
        new CasePageReader(
            desk.cases,
            desk.list,
            desk.people,
            desk.members,
            CaseFixtures.BOOK,
            AttachmentFixtures.reader(),
            new RootCauseRepository(mongo),
            actions,
            new LinkProperties("http://host:8080", "", "", ""),
            clock);
    SavedViewRepository views = new SavedViewRepository(mongo);
    this.marks = new DeskMarkRepository(mongo);
    this.pages =
        MockMvcBuilders.standaloneSetup(
                new DeskPageController(
                    desk.list,
                    views,
                    marks,
                    desk.members,
                    new RootCauseRepository(mongo),
                    CaseFixtures.BOOK,
                    DrawnPages.settings(),
                    clock),
                new SavedViewPageController(views),
                new BoardPageController(desk.list, marks, CaseFixtures.BOOK, clock),
                new CasePageController(desk.moves, reader, clock),
                new MovePageController(
                    desk.moves,
                    desk.stages,
                    desk.moveReader,
                    new CaseMoves(CaseFixtures.BOOK),
                    reader),
                new TakeDownPageController(desk.stages))
            .addInterceptors(
                new FrameInterceptor(
                    "complaint-service",
                    new LinkProperties("http://host:8080", "", "", ""),
                    RoleHierarchyImpl.withDefaultRolePrefix()
                        .role("MANAGER")
                        .implies("AGENT")
                        .build(),
                    Optional::empty,
                    ZoneOffset.UTC,
                    Brand.NONE))
            .setViewResolvers(views())
            .build();
  }

  private static ThymeleafViewResolver views() {
    ClassLoaderTemplateResolver templates = new ClassLoaderTemplateResolver();
    templates.setPrefix("templates/");
    templates.setSuffix(".html");
    templates.setCharacterEncoding("UTF-8");
    ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
    messages.setBasenames(
        "messages/frame",
        "messages/glossary",
        "messages/desk",
        "messages/desk-message",
        "messages/desk-attachments",
        "messages/desk-groups",
        "messages/desk-root-causes",
        "messages/desk-rules",
        "messages/desk-kept");
    messages.setDefaultEncoding("UTF-8");
    messages.setFallbackToSystemLocale(false);
    SpringTemplateEngine engine = new SpringTemplateEngine();
    engine.setTemplateResolver(templates);
    engine.setTemplateEngineMessageSource(messages);
    ThymeleafViewResolver views = new ThymeleafViewResolver();
    views.setTemplateEngine(engine);
    views.setCharacterEncoding("UTF-8");
    return views;
  }

  /** An agent whom no team bounds. */
  static Caller agent(String name) {
    return new Caller("token-of-" + name, name, Role.AGENT, name, List.of());
  }

  /** Somebody who works here. */
  Caller member(String staffId) {
    return Callers.of(desk.staff.find(staffId).orElseThrow());
  }

  public MvcResult perform(Caller who, MockHttpServletRequestBuilder call) throws Exception {
    return perform(who, call, "en");
  }

  MvcResult perform(Caller who, MockHttpServletRequestBuilder call, String language)
      throws Exception {
    return pages
        .perform(
            call.principal(Callers.authenticated(who))
                .locale(Locale.forLanguageTag(language))
                .header("Accept-Language", language))
        .andReturn();
  }

  public static String text(MvcResult answer) throws Exception {
    return answer.getResponse().getContentAsString(StandardCharsets.UTF_8);
  }
}
