package dev.barometer.reporting.edition;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The checksums of what an edition froze: of all of it, and of each part, so that it can be said
 * which part is another one now.
 *
 * @param checksum {@code sha256:} and 64 hexadecimal digits, over the parts and their checksums
 * @param parts by name: {@code plan}, {@code parameters}, {@code text/sla}, {@code
 *     tallies/team:A|from|to}
 */
public record Seal(String checksum, SortedMap<String, String> parts) {
  private static final String ALGORITHM = "SHA-256";

  public Seal {
    parts = new TreeMap<>(parts);
  }

  /**
   * @param json how a part is written: the same part the same
   */
  static Seal of(Edition edition, Inputs inputs, Function<Object, byte[]> json) {
    SortedMap<String, String> sums = new TreeMap<>();
    partsOf(edition, inputs).forEach((name, part) -> sums.put(name, sum(json.apply(part))));
    StringBuilder all = new StringBuilder();
    sums.forEach((name, sum) -> all.append(name).append('=').append(sum).append('\n'));
    return new Seal(sum(all.toString().getBytes(UTF_8)), sums);
  }

  private static Map<String, Object> partsOf(Edition edition, Inputs inputs) {
    Map<String, Object> parts = new HashMap<>();
    parts.put("plan", edition.plan());
    parts.put("edition", edition.number() + " of " + edition.corrects());
    if (edition.parameters() != null) {
      parts.put("parameters", edition.parameters());
    }
    parts.put("code-version", String.valueOf(edition.codeVersion()));
    edition.texts().forEach((section, text) -> parts.put("text/" + section.label(), text));
    edition
        .noted()
        .notes()
        .forEach((section, notes) -> parts.put("notes/" + section.label(), notes));
    edition
        .noted()
        .comments()
        .forEach(one -> parts.put("comment/" + one.responseId(), one.sealed()));
    edition.contents().forEach(one -> parts.put("figures/" + one.section().label(), one));
    inputs
        .tallies()
        .forEach(
            one -> parts.put("tallies/" + one.scope() + '|' + one.from() + '|' + one.to(), one));
    inputs.scopes().forEach(one -> parts.put("scopes/" + one.dimensions(), one));
    inputs
        .tickets()
        .forEach(
            one ->
                parts.put(
                    "tickets/"
                        + one.scope()
                        + '|'
                        + one.from()
                        + '|'
                        + one.to()
                        + '|'
                        + one.field(),
                    one));
    inputs
        .measures()
        .forEach(
            one -> parts.put("measures/" + one.scope() + '|' + one.from() + '|' + one.to(), one));
    inputs.actions().forEach(one -> parts.put("actions/" + one.scope(), one));
    inputs
        .lists()
        .forEach(
            one ->
                parts.put(
                    "ticket-list/"
                        + one.which()
                        + '|'
                        + one.scope()
                        + '|'
                        + one.from()
                        + '|'
                        + one.to(),
                    one));
    inputs
        .targets()
        .forEach(
            one -> parts.put("targets/" + one.scope() + '|' + one.day() + '|' + one.metric(), one));
    return parts;
  }

  /** Of bytes, as it is written down. */
  static String sum(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance(ALGORITHM).digest(bytes);
      return "sha256:" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
