package dev.barometer.complaint.template;

import dev.barometer.complaint.kept.KeptRepository;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Repository;

/** The templates in MongoDB; those that come with the service until somebody changes them. */
@Repository
public class TemplateRepository {
  private final KeptRepository<Templates> kept;

  public TemplateRepository(MongoOperations mongo, TemplateFiles files) {
    this.kept =
        new KeptRepository<>(
            mongo, "complaint_templates", "templates", Templates.class, files::templates);
  }

  /**
   * The templates as somebody left them.
   *
   * @param revision 0 where nobody changed them yet
   */
  public record Kept(long revision, Templates templates) {}

  public Kept find() {
    KeptRepository.Kept<Templates> found = kept.find();
    return new Kept(found.revision(), found.value());
  }

  /** False where somebody else changed them meanwhile. */
  boolean put(Kept before, Templates templates) {
    return kept.put(before.revision(), templates);
  }
}
