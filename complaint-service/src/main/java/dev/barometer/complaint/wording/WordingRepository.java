package dev.barometer.complaint.wording;

import dev.barometer.complaint.kept.KeptRepository;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Repository;

/**
 * The lists of phrases in MongoDB; those that come with the service until somebody changes them.
 */
@Repository
public class WordingRepository {
  private final KeptRepository<WordingLists> kept;

  public WordingRepository(MongoOperations mongo, WordingFiles files) {
    this.kept =
        new KeptRepository<>(mongo, "complaint_wording", "lists", WordingLists.class, files::lists);
  }

  /**
   * The lists as somebody left them.
   *
   * @param revision 0 where nobody changed them yet
   */
  public record Kept(long revision, WordingLists lists) {}

  public Kept find() {
    KeptRepository.Kept<WordingLists> found = kept.find();
    return new Kept(found.revision(), found.value());
  }

  /** False where somebody else changed them meanwhile. */
  boolean put(Kept before, WordingLists lists) {
    return kept.put(before.revision(), lists);
  }
}
