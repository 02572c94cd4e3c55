package dev.barometer.complaint.template;

import dev.barometer.contract.rule.Violations;
import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.web.IfMatch;
import dev.barometer.starter.web.InvalidRequestException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Changes the templates, and writes down who did it, before it is done. */
@Component
class TemplatePublisher {
  private final TemplateRepository templates;
  private final AuditLog audit;

  TemplatePublisher(TemplateRepository templates, AuditLog audit) {
    this.templates = templates;
    this.audit = audit;
  }

  /**
   * All templates as they are then.
   *
   * @param wanted the revision that the change is meant for; null where any will do
   */
  TemplateRepository.Kept change(@Nullable Long wanted, Templates asked) {
    Violations violations = asked.violations();
    if (!violations.all().isEmpty()) {
      throw new InvalidRequestException(violations.all());
    }
    while (true) {
      TemplateRepository.Kept before = templates.find();
      IfMatch.require(wanted, before.revision());
      audit.record(
          "templates.changed",
          "complaint-templates",
          Map.of("templates", Integer.toString(asked.templates().size())));
      if (templates.put(before, asked)) {
        return new TemplateRepository.Kept(before.revision() + 1, asked);
      }
    }
  }
}
