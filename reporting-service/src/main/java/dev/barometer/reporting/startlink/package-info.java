/**
 * The link that whoever starts all of Barometer on a machine is shown: it signs in as
 * administrator, once. It is there only where the program that starts the service asks for it.
 */
@NullMarked
package dev.barometer.reporting.startlink;

import org.jspecify.annotations.NullMarked;
