package dev.barometer.reporting.edition;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.barometer.reporting.ticket.ReportedTicket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One edition of a report: collected, written, submitted, approved by another person, published. It
 * cannot be changed after that.
 *
 * @param revision grows with each change
 * @param number 1, or one more than that of the edition it corrects
 * @param corrects the report it is a new edition of
 * @param reason why there is a new edition
 * @param parameters null until it is collected, as is the version of the code
 * @param checksum of all that is frozen; null until it is published
 * @param contents in the order of the plan
 * @param texts what people wrote, by section
 * @param authors ids of who wrote what it began with: an edition that is corrected hands its texts
 *     on
 * @param annotations what people put beside single tickets, and the comments they chose
 * @param remarks of the last review that gave it back; empty where there was none
 */
public record Edition(
    String reportId,
    long revision,
    int number,
    @Nullable String corrects,
    @Nullable String reason,
    Plan plan,
    Status status,
    @Nullable Parameters parameters,
    @Nullable String codeVersion,
    @Nullable String checksum,
    List<Content> contents,
    SortedMap<Section, String> texts,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedSet<String> authors,
    @Nullable Annotations annotations,
    List<Remark> remarks,
    List<Step> history) {

  /** Of a section, and of a remark on one. */
  public static final int LONGEST_TEXT = 20_000;

  /** What a reviewer says of a section. */
  public record Remark(Section section, String text) {}

  public Edition {
    contents = List.copyOf(contents);
    texts = new TreeMap<>(texts);
    authors = authors == null ? new TreeSet<>() : new TreeSet<>(authors);
    annotations = annotations == null || annotations.isEmpty() ? null : annotations;
    remarks = List.copyOf(remarks);
    history = List.copyOf(history);
  }

  static Edition planned(String reportId, Plan plan, Step.Person by, Instant at) {
    return planned(reportId, plan, new TreeMap<>(), Step.of(Step.What.PLANNED, by, at));
  }

  /** One that begins with texts. */
  static Edition planned(
      String reportId, Plan plan, SortedMap<Section, String> texts, Step planned) {
    return new Edition(
        reportId,
        1,
        1,
        null,
        null,
        plan,
        Status.COLLECTING,
        null,
        null,
        null,
        List.of(),
        texts,
        new TreeSet<>(),
        null,
        List.of(),
        List.of(planned));
  }

  /** The edition that puts it right, with its texts; it is collected anew. */
  Edition corrected(String nextId, String why, Step.Person by, Instant at) {
    require(Status.PUBLISHED, "corrected by a new edition");
    return new Edition(
        nextId,
        1,
        number + 1,
        reportId,
        why,
        plan,
        Status.COLLECTING,
        null,
        null,
        null,
        List.of(),
        texts,
        whoWrote(),
        noted().handedOn(),
        List.of(),
        List.of(Step.of(Step.What.CORRECTED, by, at, null, why)));
  }

  private SortedSet<String> whoWrote() {
    SortedSet<String> all = new TreeSet<>(authors);
    history.stream()
        .filter(step -> step.what() == Step.What.WRITTEN)
        .map(Step::by)
        .filter(Objects::nonNull)
        .forEach(all::add);
    return all;
  }

  void requireDraft() {
    require(Status.DRAFT, "written");
  }

  /** A ticket that is listed or written of, as it is kept. */
  Optional<ReportedTicket> frozen(Section section, String ticketId) {
    Stream<ReportedTicket> noted = noted().of(section).stream().map(Note::ticket);
    Stream<ReportedTicket> listed =
        contents.stream()
            .filter(one -> one.section() == section && one.tickets() != null)
            .flatMap(one -> one.tickets().items().stream());
    return Stream.concat(listed, noted).filter(one -> one.ticketId().equals(ticketId)).findFirst();
  }

  /** What people put beside single tickets, and the comments they chose. */
  public Annotations noted() {
    return annotations == null ? Annotations.NONE : annotations;
  }

  Edition collected(List<Content> made, Parameters with, String version, Instant at) {
    return collected(made, noted(), with, version, at);
  }

  /**
   * @param kept what an edition before handed on, of tickets as they are now
   */
  Edition collected(
      List<Content> made, Annotations kept, Parameters with, String version, Instant at) {
    require(Status.COLLECTING, "collected");
    Edit edit = new Edit();
    edit.annotations = kept;
    edit.contents = made;
    edit.parameters = with;
    edit.codeVersion = version;
    return edit.to(Status.DRAFT, Step.byBarometer(Step.What.COLLECTED, at));
  }

  public Edition written(Section section, String text, Step.Person by, Instant at) {
    return written(section, new Writing(text, null, null), by, at);
  }

  /** The same where that stands there already. */
  Edition written(Section section, Writing said, Step.Person by, Instant at) {
    require(Status.DRAFT, "written");
    Edit edit = new Edit();
    edit.texts = new TreeMap<>(texts);
    if (said.text() != null && !said.text().equals(texts.getOrDefault(section, ""))) {
      edit.texts.put(section, said.text());
    }
    edit.annotations = noted().with(section, said.notes(), said.comments());
    return edit.texts.equals(texts) && edit.annotations.equals(noted())
        ? this
        : edit.to(Status.DRAFT, new Step(Step.What.WRITTEN, at, by.id(), by.name(), section, null));
  }

  /** Without what some wrote, who are erased or took it back; the same where none of it stands. */
  Edition erased(Map<String, Long> since, Instant at) {
    Edit edit = new Edit();
    edit.annotations = noted().erased(since, status == Status.PUBLISHED);
    edit.checksum = checksum;
    return edit.annotations.equals(noted())
        ? this
        : edit.to(status, Step.byBarometer(Step.What.ERASED, at));
  }

  public Edition submitted(Step.Person by, Instant at) {
    require(Status.DRAFT, "submitted");
    return new Edit().to(Status.IN_REVIEW, Step.of(Step.What.SUBMITTED, by, at));
  }

  public Edition returned(List<Remark> why, Step.Person by, Instant at) {
    requireReviewer(by);
    require(Status.IN_REVIEW, "returned");
    Edit edit = new Edit();
    edit.remarks = why;
    String note = why.stream().map(Remark::text).collect(Collectors.joining("\n"));
    return edit.to(Status.DRAFT, Step.of(Step.What.RETURNED, by, at, null, note));
  }

  public Edition approved(Step.Person by, Instant at) {
    requireReviewer(by);
    require(Status.IN_REVIEW, "approved");
    if (isOf(by)) {
      throw new NotOpenException("It is approved by another person than who wrote or submitted it");
    }
    Edit edit = new Edit();
    edit.remarks = List.of();
    return edit.to(Status.APPROVED, Step.of(Step.What.APPROVED, by, at));
  }

  Edition published(String sum, Step.Person by, Instant at) {
    require(Status.APPROVED, "published");
    Edit edit = new Edit();
    edit.checksum = sum;
    return edit.to(Status.PUBLISHED, Step.of(Step.What.PUBLISHED, by, at));
  }

  /** Whether he wrote any of it, also in an edition before, or submitted it. */
  private boolean isOf(Step.Person person) {
    return whoWrote().contains(person.id())
        || history.stream()
            .anyMatch(step -> step.what() == Step.What.SUBMITTED && step.isBy(person));
  }

  /** Whether he may approve it, now: it is in review, and he is a reviewer who wrote none of it. */
  public boolean mayBeApprovedBy(Step.Person person) {
    return status == Status.IN_REVIEW && isReviewer(person) && !isOf(person);
  }

  private boolean isReviewer(Step.Person person) {
    return plan.reviewers().isEmpty() || plan.reviewers().stream().anyMatch(person::isStaff);
  }

  private void requireReviewer(Step.Person by) {
    if (!isReviewer(by)) {
      throw new NotReviewerException(plan.reviewers());
    }
  }

  private void require(Status needed, String move) {
    if (status != needed) {
      throw new NotOpenException(
          "It cannot be "
              + move
              + " while it is "
              + status.label()
              + "; open is: "
              + String.join(", ", status.open()));
    }
  }

  /** What becomes of it. */
  private final class Edit {
    private List<Content> contents = Edition.this.contents;
    private SortedMap<Section, String> texts = Edition.this.texts;
    private Annotations annotations = noted();
    private List<Remark> remarks = Edition.this.remarks;
    private @Nullable Parameters parameters = Edition.this.parameters;
    private @Nullable String codeVersion = Edition.this.codeVersion;
    private @Nullable String checksum;

    Edition to(Status next, Step step) {
      List<Step> steps = new ArrayList<>(history);
      steps.add(step);
      return new Edition(
          reportId,
          revision + 1,
          number,
          corrects,
          reason,
          plan,
          next,
          parameters,
          codeVersion,
          checksum,
          contents,
          texts,
          authors,
          annotations,
          remarks,
          steps);
    }
  }
}
