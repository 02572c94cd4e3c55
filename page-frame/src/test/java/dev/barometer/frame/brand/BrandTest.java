package dev.barometer.frame.brand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BrandTest {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};

  @Test
  void everyColourCanBeRead_onLightAndDark() {
    for (int all = 0; all < 4096; all++) {
      Colour colour = new Colour((all >> 8) * 17, (all >> 4 & 15) * 17, (all & 15) * 17);
      for (Colour ground : new Colour[] {Colour.WHITE, Colour.BLACK, Colour.parse("#f3f5f8")}) {
        assertThat(colour.readableOn(ground).contrast(ground)).isGreaterThanOrEqualTo(4.5);
      }
    }
  }

  @Test
  void aColourThatCanBeReadStaysAsItIs() {
    assertThat(new Brand("ACME", null, "#0B5CAD").accent()).isEqualTo("#0b5cad");
    assertThat(Colour.WHITE.contrast(Colour.BLACK)).isEqualTo(21.0);
  }

  @Test
  void theSheetIsNamedByItsContent_andThereIsNoneWithoutAColour() {
    Brand red = new Brand("ACME", null, "#aa0000");
    Brand blue = new Brand("ACME", null, "#0000aa");

    assertThat(red.sheetPath()).startsWith("/frame/brand/").endsWith(".css");
    assertThat(red.sheetPath()).isNotEqualTo(blue.sheetPath());
    assertThat(Brand.NONE.sheetPath()).isNull();
  }

  @Test
  void aLogoIsAPictureOfAFewBytes() {
    assertThat(new Brand("ACME", PNG, null).logo().orElseThrow().type()).isEqualTo("image/png");
    assertThatThrownBy(() -> new Brand("ACME", "<svg/>".getBytes(), null))
        .hasMessageContaining("barometer.brand.logo must be a PNG or a JPEG");
    assertThatThrownBy(() -> new Brand("ACME", new byte[200_000], null))
        .hasMessageContaining("at most 100 KB");
  }

  @Test
  void whatIsNoColourIsRefusedByItsName() {
    assertThatThrownBy(() -> new Brand("ACME", null, "blue"))
        .hasMessageContaining("barometer.brand.colour");
  }
}
