/** Who says what a record says: shown by a secret that only the services have. */
@NullMarked
package dev.barometer.starter.signature;

import org.jspecify.annotations.NullMarked;
