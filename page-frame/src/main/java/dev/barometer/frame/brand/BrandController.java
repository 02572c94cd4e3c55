package dev.barometer.frame.brand;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The organisation's logo and colour, as files whose names tell their content. */
@Controller
class BrandController {
  private static final CacheControl KEPT = CacheControl.maxAge(Duration.ofDays(365)).cachePublic();

  private final Brand brand;

  BrandController(Brand brand) {
    this.brand = brand;
  }

  @GetMapping(Brand.PATH + "{file}")
  ResponseEntity<byte[]> file(@PathVariable String file) {
    if ((Brand.PATH + file).equals(brand.sheetPath())) {
      return told("text/css", brand.sheet().orElseThrow().getBytes(UTF_8));
    }
    return brand
        .logo()
        .filter(logo -> logo.file().equals(file))
        .map(logo -> told(logo.type(), logo.content()))
        .orElseThrow(() -> new ErrorResponseException(HttpStatus.NOT_FOUND));
  }

  private static ResponseEntity<byte[]> told(String type, byte[] content) {
    return ResponseEntity.ok()
        .cacheControl(KEPT)
        .contentType(MediaType.parseMediaType(type))
        .body(content);
  }
}
