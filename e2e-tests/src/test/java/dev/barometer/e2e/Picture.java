package dev.barometer.e2e;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * How a page looks, coarsely: half its size, in sixteen greys. That is small to keep, and still
 * tells when anything moved by a pixel.
 */
final class Picture {
  private static final int GREYS = 16;

  /** A grey may be off by so much: more than smoothing makes of one that did not change. */
  private static final int MOST_OFF = 2 * 256 / GREYS;

  private final BufferedImage image;

  private Picture(BufferedImage image) {
    this.image = image;
  }

  static Picture of(byte[] screenshot) {
    try {
      return new Picture(coarse(ImageIO.read(new ByteArrayInputStream(screenshot))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Picture read(Path file) throws IOException {
    return new Picture(ImageIO.read(file.toFile()));
  }

  private static BufferedImage coarse(BufferedImage full) {
    BufferedImage half =
        new BufferedImage(full.getWidth() / 2, full.getHeight() / 2, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = half.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    pen.drawImage(full, 0, 0, half.getWidth(), half.getHeight(), null);
    pen.dispose();
    for (int y = 0; y < half.getHeight(); y++) {
      for (int x = 0; x < half.getWidth(); x++) {
        int grey = half.getRaster().getSample(x, y, 0);
        half.getRaster().setSample(x, y, 0, grey / (256 / GREYS) * (255 / (GREYS - 1)));
      }
    }
    return half;
  }

  /** The share of it that is not as in another; 1 where their sizes differ. */
  double differenceTo(Picture other) {
    if (image.getWidth() != other.image.getWidth()
        || image.getHeight() != other.image.getHeight()) {
      return 1;
    }
    long different = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        different += isOff(grey(x, y), other.grey(x, y)) ? 1 : 0;
      }
    }
    return (double) different / image.getWidth() / image.getHeight();
  }

  /** What is the same in light grey, what is not in black. */
  Picture difference(Picture other) {
    int width = Math.max(image.getWidth(), other.image.getWidth());
    int height = Math.max(image.getHeight(), other.image.getHeight());
    BufferedImage shown = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean off = isOff(grey(x, y), other.grey(x, y));
        shown.getRaster().setSample(x, y, 0, off ? 0 : 192 + Math.max(0, grey(x, y)) / 4);
      }
    }
    return new Picture(shown);
  }

  private static boolean isOff(int one, int other) {
    return Math.abs(one - other) > MOST_OFF;
  }

  /** Far from every grey where there is nothing. */
  private int grey(int x, int y) {
    return x < image.getWidth() && y < image.getHeight()
        ? image.getRaster().getSample(x, y, 0)
        : -256;
  }

  void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
  }
}
