/** Who may call, when he last did, and what administrators did. */
@NullMarked
package dev.barometer.contract.access;

import org.jspecify.annotations.NullMarked;
