/** What people wrote. A comment is shown only among enough others, so that nobody stands alone. */
@NullMarked
package dev.barometer.reporting.comment;

import org.jspecify.annotations.NullMarked;
