package dev.barometer.reporting.edition;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.starter.json.FactJson;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

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

  static Seal of(Edition edition, Inputs inputs) {
    SortedMap<String, String> parts = new TreeMap<>();
    put(parts, "plan", edition.plan());
    put(parts, "edition", edition.number() + " of " + edition.corrects());
    if (edition.parameters() != null) {
      put(parts, "parameters", edition.parameters());
    }
    put(parts, "code-version", String.valueOf(edition.codeVersion()));
    edition.texts().forEach((section, text) -> put(parts, "text/" + section.label(), text));
    edition.contents().forEach(one -> put(parts, "figures/" + one.section().label(), one));
    inputs
        .tallies()
        .forEach(
            one -> put(parts, "tallies/" + one.scope() + '|' + one.from() + '|' + one.to(), one));
    inputs.scopes().forEach(one -> put(parts, "scopes/" + one.dimensions(), one));
    inputs
        .tickets()
        .forEach(
            one ->
                put(
                    parts,
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
            one -> put(parts, "measures/" + one.scope() + '|' + one.from() + '|' + one.to(), one));
    inputs.actions().forEach(one -> put(parts, "actions/" + one.scope(), one));
    StringBuilder all = new StringBuilder();
    parts.forEach((name, sum) -> all.append(name).append('=').append(sum).append('\n'));
    return new Seal(sum(all.toString().getBytes(UTF_8)), parts);
  }

  private static void put(SortedMap<String, String> parts, String name, Object part) {
    parts.put(name, sum(FactJson.write(part)));
  }

  private static String sum(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance(ALGORITHM).digest(bytes);
      return "sha256:" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
