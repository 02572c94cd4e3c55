package dev.barometer.complaint.handling;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cases, the newest first.
 *
 * @param next the cursor that gives the next page; absent on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CasePage(List<CaseView> items, @Nullable String next) {}
