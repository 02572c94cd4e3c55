/** Facts as JSON, read strictly and written alike by all services. */
@NullMarked
package dev.barometer.starter.json;

import org.jspecify.annotations.NullMarked;
