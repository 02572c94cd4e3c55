package dev.barometer.complaint.desk;

import dev.barometer.complaint.publishing.CaseFollower;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells the open pages of the desk that cases changed: once for all that changed together. */
@Component
class DeskMarkRunner implements CaseFollower {
  private final DeskMarkRepository marks;

  DeskMarkRunner(DeskMarkRepository marks) {
    this.marks = marks;
  }

  /** Asked again it counts again, which has a page look once more and see the same. */
  @Override
  public void follow(List<Followed> changes) {
    marks.changed();
  }
}
