/** What people with power did: written down before it is done. */
@NullMarked
package dev.barometer.starter.audit;

import org.jspecify.annotations.NullMarked;
