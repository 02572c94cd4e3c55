package dev.barometer.complaint.proof;

import dev.barometer.complaint.publishing.CaseFollower;
import dev.barometer.contract.fact.Complaint;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Keeps the seals that others are about to be told of. */
@Component
class PublishedSealRunner implements CaseFollower {
  private final PublishedSealRepository told;

  PublishedSealRunner(PublishedSealRepository told) {
    this.told = told;
  }

  @Override
  public void follow(List<Followed> changes) {
    List<PublishedSealRepository.PublishedSeal> seals = new ArrayList<>(changes.size());
    for (Followed change : changes) {
      Complaint.Handling handling = change.newest().complaint().handling();
      if (handling != null && handling.historySeal() != null && handling.historyLength() != null) {
        seals.add(
            new PublishedSealRepository.PublishedSeal(
                change.current().caseId(), handling.historyLength(), handling.historySeal()));
      }
    }
    told.keep(seals);
  }
}
