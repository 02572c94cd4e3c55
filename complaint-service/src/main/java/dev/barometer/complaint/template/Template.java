package dev.barometer.complaint.template;

/**
 * A text to begin with.
 *
 * @param templateId the same in all languages
 * @param purpose one of {@link Purpose}
 * @param locale in which it is written, such as {@code zh-CN}
 * @param title by which it is chosen
 * @param text with fields such as {@code {{customer}}}
 */
public record Template(
    String templateId, String purpose, String locale, String title, String text) {}
