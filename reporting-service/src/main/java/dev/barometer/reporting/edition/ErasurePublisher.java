package dev.barometer.reporting.edition;

import dev.barometer.reporting.comment.CommentFollower;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Takes the words of who is erased, or took them back, out of the reports that quote them. What is
 * not published does not quote them any more; what is published says that something stood there,
 * and its seal holds. Done again it changes nothing.
 */
@Component
class ErasurePublisher implements CommentFollower {
  private final QuoteRepository quotes;
  private final EditionRepository editions;
  private final EditionPublisher publisher;

  ErasurePublisher(QuoteRepository quotes, EditionRepository editions, EditionPublisher publisher) {
    this.quotes = quotes;
    this.editions = editions;
    this.publisher = publisher;
  }

  @Override
  public void gone(Map<String, Long> revisions) {
    Set<String> reports = new HashSet<>();
    quotes.markGone(revisions).values().forEach(reports::addAll);
    // One that was about to be begun and never was is not there.
    reports.stream()
        .filter(id -> editions.find(id).isPresent())
        .forEach(publisher::forgetWhatIsGone);
  }
}
