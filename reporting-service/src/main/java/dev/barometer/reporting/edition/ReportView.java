package dev.barometer.reporting.edition;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.barometer.reporting.ticket.ReportedTicket;
import dev.barometer.reporting.ticket.ReportedTickets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A report as the API tells it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReportView(
    String reportId,
    long revision,
    String status,
    int edition,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String corrects,
    @Nullable String reason,
    @Nullable String strategyId,
    @Nullable Long strategyRevision,
    String title,
    String scope,
    Instant from,
    Instant to,
    @Nullable Instant comparedFrom,
    @Nullable Instant comparedTo,
    List<String> languages,
    @Nullable Instant knownAt,
    @Nullable String codeVersion,
    @Nullable String checksum,
    @Nullable List<SectionView> sections,
    @Nullable List<RemarkView> remarks,
    @Nullable List<ReportStepView> history,
    @Nullable List<DeliveryView> deliveries,
    @Nullable List<DifferenceView> changes) {

  /** One section: what somebody wrote, and what was computed. */
  public record SectionView(
      String section,
      String text,
      List<Content.Figure> figures,
      List<Content.Table> tables,
      List<Content.Trend> charts,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Content.Measure> measures,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Content.ActionLine> actions,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ReportedTickets tickets,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<NoteView> notes,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<QuoteView> comments,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Share> shares) {}

  /**
   * What somebody wrote of one ticket.
   *
   * @param ticket as it was then
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record NoteView(
      String item,
      ReportedTicket ticket,
      @Nullable String cause,
      @Nullable String effect,
      @Nullable String prevention,
      @Nullable String measure,
      @Nullable String action,
      @Nullable String actionTitle) {
    static NoteView of(Note note) {
      Note.ActionLink action = note.action();
      return new NoteView(
          note.item(),
          note.ticket(),
          note.cause(),
          note.effect(),
          note.prevention(),
          note.measure(),
          action == null ? null : action.actionId(),
          action == null ? null : action.title());
    }
  }

  /**
   * What one person wrote, without who it was.
   *
   * @param text absent where it was erased after the report was published
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record QuoteView(
      String responseId, Instant at, @Nullable String locale, @Nullable String text) {
    static QuoteView of(Quote one) {
      return new QuoteView(one.responseId(), one.at(), one.locale(), one.text());
    }
  }

  /** What a reviewer said. */
  public record RemarkView(String section, String text) {}

  /** What was done. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ReportStepView(
      String what,
      Instant at,
      @Nullable String who,
      @Nullable String section,
      @Nullable String note) {
    static ReportStepView of(Step step) {
      return new ReportStepView(
          step.what().label(),
          step.at(),
          step.who(),
          Optional.ofNullable(step.section()).map(Section::label).orElse(null),
          step.note());
    }
  }

  /** What became of a mail. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DeliveryView(String recipient, String status, Instant at, @Nullable String why) {
    static DeliveryView of(Delivery one) {
      return new DeliveryView(one.recipient(), one.state().label(), one.at(), one.why());
    }
  }

  /** Without what it says. */
  public static ReportView line(Edition one) {
    return of(one, null, null, null, null, null);
  }

  /**
   * @param changes against the edition that it corrects; null where it corrects none
   */
  static ReportView whole(
      Edition one, @Nullable List<Difference> changes, List<Delivery> deliveries) {
    return of(
        one,
        one.contents().stream().map(content -> section(one, content)).toList(),
        one.remarks().stream()
            .map(remark -> new RemarkView(remark.section().label(), remark.text()))
            .toList(),
        Stream.concat(
                one.history().stream(),
                deliveries.stream()
                    .filter(Delivery::isOver)
                    .map(Delivery::step)
                    .sorted(Comparator.comparing(Step::at)))
            .map(ReportStepView::of)
            .toList(),
        deliveries.stream().map(DeliveryView::of).toList(),
        changes == null ? null : changes.stream().map(DifferenceView::of).toList());
  }

  private static SectionView section(Edition one, Content content) {
    return new SectionView(
        content.section().label(),
        one.texts().getOrDefault(content.section(), ""),
        content.figures(),
        content.tables(),
        content.trends(),
        content.measures(),
        content.actions(),
        content.tickets(),
        one.noted().of(content.section()).stream().map(NoteView::of).toList(),
        content.section() == Section.SATISFACTION
            ? one.noted().comments().stream().map(QuoteView::of).toList()
            : List.of(),
        Share.of(content));
  }

  private static ReportView of(
      Edition one,
      @Nullable List<SectionView> sections,
      @Nullable List<RemarkView> remarks,
      @Nullable List<ReportStepView> history,
      @Nullable List<DeliveryView> deliveries,
      @Nullable List<DifferenceView> changes) {
    Plan plan = one.plan();
    Plan.Origin origin = plan.origin();
    Parameters parameters = one.parameters();
    return new ReportView(
        one.reportId(),
        one.revision(),
        one.status().label(),
        one.number(),
        one.corrects(),
        one.reason(),
        origin == null ? null : origin.strategyId(),
        origin == null ? null : origin.revision(),
        plan.title(),
        plan.scope(),
        plan.from(),
        plan.to(),
        plan.comparedFrom(),
        plan.comparedTo(),
        plan.languages(),
        parameters == null ? null : parameters.knownAt(),
        one.codeVersion(),
        one.checksum(),
        sections,
        remarks,
        history,
        deliveries,
        changes);
  }
}
