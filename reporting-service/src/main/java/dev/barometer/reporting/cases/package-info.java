/**
 * The cases as complaint-service last published them; handling them is that service's business. A
 * case is called so inside the services; on the wire it is a {@code Complaint}.
 */
@NullMarked
package dev.barometer.reporting.cases;

import org.jspecify.annotations.NullMarked;
