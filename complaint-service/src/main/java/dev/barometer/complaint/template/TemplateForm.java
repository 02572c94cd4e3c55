package dev.barometer.complaint.template;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A template as it is typed.
 *
 * @param wasId of the one that is changed; empty where one is added
 * @param wasIn its language
 */
public record TemplateForm(
    String wasId,
    String wasIn,
    String templateId,
    String purpose,
    String locale,
    String title,
    String text) {

  public TemplateForm(
      @Nullable String wasId,
      @Nullable String wasIn,
      @Nullable String templateId,
      @Nullable String purpose,
      @Nullable String locale,
      @Nullable String title,
      @Nullable String text) {
    this.wasId = stripped(wasId);
    this.wasIn = stripped(wasIn);
    this.templateId = stripped(templateId);
    this.purpose = stripped(purpose);
    this.locale = stripped(locale);
    this.title = stripped(title);
    this.text = stripped(text).replace("\r\n", "\n");
  }

  private static String stripped(@Nullable String text) {
    return text == null ? "" : text.strip();
  }

  static TemplateForm of(Template one) {
    return new TemplateForm(
        one.templateId(),
        one.locale(),
        one.templateId(),
        one.purpose(),
        one.locale(),
        one.title(),
        one.text());
  }

  public boolean isAdded() {
    return wasId.isEmpty();
  }

  /** Where the one that is changed stands; where it is no more, or never was, after all others. */
  private int placeIn(List<Template> all) {
    for (int i = 0; i < all.size(); i++) {
      if (isOf(all.get(i))) {
        return i;
      }
    }
    return all.size();
  }

  private boolean isOf(Template one) {
    return one.templateId().equals(wasId) && one.locale().equals(wasIn);
  }

  Templates in(Templates all) {
    List<Template> next = new ArrayList<>(all.templates());
    Template typed = new Template(templateId, purpose, locale, title, text);
    int place = placeIn(next);
    if (place < next.size()) {
      next.set(place, typed);
    } else {
      next.add(typed);
    }
    return new Templates(next);
  }
}
