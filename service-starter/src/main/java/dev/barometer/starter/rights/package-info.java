/**
 * Who may do what at the broker. Nothing of a service runs here: one command puts the rights in
 * place.
 */
@NullMarked
package dev.barometer.starter.rights;

import org.jspecify.annotations.NullMarked;
