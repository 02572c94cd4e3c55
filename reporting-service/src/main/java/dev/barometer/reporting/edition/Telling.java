package dev.barometer.reporting.edition;

import dev.barometer.contract.report.Report;
import java.util.Locale;

/**
 * What is to be told of one step of an edition. It is written with the step, in the same document:
 * each step is told, whatever is done after it and wherever a process dies.
 *
 * @param type what happened, as a CloudEvents type
 */
record Telling(Report report, String type) {
  private static final String TYPES = "dev.barometer.report.";

  static Telling of(Edition edition) {
    Step last = edition.history().get(edition.history().size() - 1);
    Parameters parameters = edition.parameters();
    Plan plan = edition.plan();
    return new Telling(
        new Report(
            edition.reportId(),
            edition.revision(),
            edition.number(),
            edition.corrects(),
            plan.title(),
            plan.scope(),
            plan.from(),
            plan.to(),
            edition.status().label(),
            last.at(),
            last.by(),
            parameters == null ? null : parameters.knownAt(),
            edition.codeVersion(),
            edition.checksum()),
        TYPES + last.what().name().toLowerCase(Locale.ROOT));
  }

  long revision() {
    return report.revision();
  }

  boolean isOfPublication() {
    return report.status().equals(Report.PUBLISHED)
        && type.equals(TYPES + Step.What.PUBLISHED.label());
  }
}
