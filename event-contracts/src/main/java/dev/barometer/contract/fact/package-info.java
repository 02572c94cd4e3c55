/**
 * The facts that travel between the services, and the rules beside them. No framework; annotations
 * name JSON fields only.
 */
@NullMarked
package dev.barometer.contract.fact;

import org.jspecify.annotations.NullMarked;
