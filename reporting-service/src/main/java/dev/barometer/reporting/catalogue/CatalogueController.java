package dev.barometer.reporting.catalogue;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Scope;
import dev.barometer.reporting.parameter.Parameters;
import dev.barometer.reporting.tally.StoredScopes;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import dev.barometer.starter.web.EntityTags;
import dev.barometer.starter.web.InvalidRequestException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a dashboard may offer its reader, over HTTP. */
@RestController
@Tag(name = "Catalogue")
class CatalogueController {
  private static final int MOST = 100;
  private static final int LONGEST_TEXT = 200;

  private final MetricCatalogue metrics;
  private final StoredScopes scopes;

  CatalogueController(BarometerProperties barometer, StoredScopes scopes) {
    this.metrics = new MetricCatalogue(barometer.organisation().minimumN());
    this.scopes = scopes;
  }

  @GetMapping("/api/metrics")
  @Operation(
      summary = "What can be measured: every metric, its unit, range and formula",
      description = "Names and formulas in the language of Accept-Language: en, zh-CN or ko.")
  ResponseEntity<MetricList> metrics(@Parameter(hidden = true) Locale language) {
    return EntityTags.tagged(metrics.in(language));
  }

  @GetMapping("/api/scopes")
  @Operation(
      summary = "The scopes of a dimension that something is known of",
      description =
          "For a field that completes what is typed: those whose value holds q, in whatever case."
              + " That a scope is listed says nothing of how many answers it has: what people said"
              + " gives no number under the minimum n.")
  ResponseEntity<CursorPage<ScopeView>> scopes(
      @RequestParam String dimension,
      @Parameter(description = "A part of the value; all where it is left out")
          @RequestParam(defaultValue = "")
          String q,
      @Parameter(description = "The next of the page before") @RequestParam(required = false)
          @Nullable String cursor,
      @RequestParam(defaultValue = "20") int limit) {
    Dimension asked = Parameters.dimension("dimension", dimension);
    if (q.length() > LONGEST_TEXT) {
      throw new InvalidRequestException("q", "must have at most " + LONGEST_TEXT + " characters");
    }
    int most = CursorPage.limit(limit, MOST);
    Scope after = cursor == null ? null : after(cursor, asked);
    List<Scope> found = scopes.holding(asked, q.strip(), after, most + 1);
    return EntityTags.tagged(
        CursorPage.of(found, most, CatalogueController::cursor)
            .map(scope -> ScopeView.of(scope, asked)));
  }

  private static String cursor(Scope last) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(last.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static Scope after(String cursor, Dimension dimension) {
    try {
      Scope last =
          Scope.parse(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
      if (last.values().containsKey(dimension)) {
        return last;
      }
    } catch (IllegalArgumentException foreign) {
      throw Cursor.foreign();
    }
    throw Cursor.foreign();
  }
}
