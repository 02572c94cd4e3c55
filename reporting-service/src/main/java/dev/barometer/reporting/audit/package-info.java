/** What people with power did, in all services, to be looked up; nothing here is ever changed. */
@NullMarked
package dev.barometer.reporting.audit;

import org.jspecify.annotations.NullMarked;
