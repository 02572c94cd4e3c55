package dev.barometer.frame.brand;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What pages and mails show of the organisation. */
public final class Brand {
  /** As Barometer looks. */
  public static final Brand NONE = new Brand("Barometer", null, null);

  static final String PATH = "/frame/brand/";

  private static final int MOST_BYTES = 100 * 1024;

  /** The grounds that pages have, light and dark; links and buttons are read on them. */
  private static final Colour LIGHT = Colour.parse("#f3f5f8");

  private static final Colour DARK = Colour.parse("#2b3543");

  private final String name;
  private final @Nullable Logo logo;
  private final @Nullable Colour colour;

  Brand(String name, byte @Nullable [] logo, @Nullable String colour) {
    this.name = name;
    this.logo = logo == null ? null : Logo.of(logo);
    this.colour = colour == null ? null : Colour.parse(colour);
  }

  /**
   * A picture.
   *
   * @param type such as {@code image/png}
   * @param file its name, which tells its content
   */
  public record Logo(byte[] content, String type, String file) {

    private static Logo of(byte[] content) {
      if (content.length > MOST_BYTES) {
        throw new IllegalArgumentException("barometer.brand.logo must be at most 100 KB");
      }
      if (startsWith(content, 0x89, 'P', 'N', 'G')) {
        return new Logo(content, "image/png", hash(content) + ".png");
      }
      if (startsWith(content, 0xff, 0xd8, 0xff)) {
        return new Logo(content, "image/jpeg", hash(content) + ".jpg");
      }
      throw new IllegalArgumentException("barometer.brand.logo must be a PNG or a JPEG");
    }

    private static boolean startsWith(byte[] content, int... head) {
      for (int i = 0; i < head.length; i++) {
        if (content.length <= i || (content[i] & 0xff) != head[i]) {
          return false;
        }
      }
      return true;
    }

    public String path() {
      return PATH + file;
    }
  }

  public String name() {
    return name;
  }

  public Optional<Logo> logo() {
    return Optional.ofNullable(logo);
  }

  /** Of links and buttons on white, where it was chosen or not. */
  public String accent() {
    return colour == null ? "#0b5cad" : colour.readableOn(LIGHT).toString();
  }

  /** What stands over the frame's own style sheet; empty where nothing does. */
  public Optional<String> sheet() {
    return Optional.ofNullable(colour).map(Brand::sheet);
  }

  private static String sheet(Colour colour) {
    return ":root{"
        + tokens(colour.readableOn(LIGHT))
        + "}@media screen and (prefers-color-scheme:dark){:root{"
        + tokens(colour.readableOn(DARK))
        + "}}";
  }

  private static String tokens(Colour accent) {
    boolean dark = accent.contrast(Colour.WHITE) >= accent.contrast(Colour.BLACK);
    return "--accent:" + accent + ";--on-accent:" + (dark ? Colour.WHITE : Colour.BLACK);
  }

  /** Where the style sheet is; null where there is none. */
  public @Nullable String sheetPath() {
    return sheet()
        .map(text -> PATH + hash(text.getBytes(StandardCharsets.UTF_8)) + ".css")
        .orElse(null);
  }

  private static String hash(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
