/** Service reports, as other systems see them. */
@NullMarked
package dev.barometer.contract.report;

import org.jspecify.annotations.NullMarked;
