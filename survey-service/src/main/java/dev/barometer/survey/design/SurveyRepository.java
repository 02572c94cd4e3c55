package dev.barometer.survey.design;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.contract.survey.SurveyVersion;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;

/** The versions of all surveys in MongoDB; there are few. */
@Repository
public class SurveyRepository {
  private final MongoOperations mongo;

  public SurveyRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  public Optional<SurveyVersion> find(String surveyId, int version) {
    return Optional.ofNullable(
            mongo.findById(SurveyVersion.key(surveyId, version), SurveyDocument.class))
        .map(SurveyDocument::content);
  }

  /**
   * The newest version that is no draft, where it is published: one that is retired ends them all.
   */
  public Optional<SurveyVersion> published(String surveyId) {
    return askedLast(surveyId).filter(version -> version.status().equals(SurveyVersion.PUBLISHED));
  }

  /** The newest version that is no draft, whether it still asks somebody new or not. */
  public Optional<SurveyVersion> askedLast(String surveyId) {
    return versions(surveyId).stream()
        .filter(version -> !version.status().equals(SurveyVersion.DRAFT))
        .max(Comparator.comparingInt(SurveyVersion::version));
  }

  /** In their order; none where there is no survey of this id. */
  public List<SurveyVersion> versions(String surveyId) {
    Query query = new Query(where("surveyId").is(surveyId)).with(Sort.by("version"));
    return mongo.find(query, SurveyDocument.class).stream().map(SurveyDocument::content).toList();
  }

  /** All versions of all surveys, by id and version. */
  public List<SurveyVersion> all() {
    return documents().stream().map(SurveyDocument::content).toList();
  }

  /** What the topic does not know yet. */
  List<SurveyVersion> untold() {
    return documents().stream()
        .filter(SurveyDocument::isUntold)
        .map(SurveyDocument::content)
        .toList();
  }

  private List<SurveyDocument> documents() {
    return mongo.find(new Query().with(Sort.by("surveyId", "version")), SurveyDocument.class);
  }

  /** False where its id and version are taken. */
  boolean insert(SurveyVersion survey) {
    try {
      mongo.insert(SurveyDocument.of(survey, 0));
      return true;
    } catch (DuplicateKeyException taken) {
      return false;
    }
  }

  /** False where somebody else changed it meanwhile. */
  boolean replace(SurveyVersion before, SurveyVersion after) {
    Query unchanged = new Query(where("_id").is(before.id()).and("revision").is(before.revision()));
    Update change = new Update().set("content", after).set("revision", after.revision());
    return mongo.updateFirst(unchanged, change, SurveyDocument.class).getMatchedCount() == 1;
  }

  /** False where somebody else changed it meanwhile. */
  boolean delete(SurveyVersion before) {
    Query unchanged = new Query(where("_id").is(before.id()).and("revision").is(before.revision()));
    return mongo.remove(unchanged, SurveyDocument.class).getDeletedCount() == 1;
  }

  void told(SurveyVersion survey) {
    Query older = new Query(where("_id").is(survey.id()).and("told").lt(survey.revision()));
    mongo.updateFirst(older, new Update().set("told", survey.revision()), SurveyDocument.class);
  }
}
