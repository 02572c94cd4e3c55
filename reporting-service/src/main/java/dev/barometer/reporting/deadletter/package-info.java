/**
 * What the services put aside, for an administrator: read, mended, sent back or discarded. Dead
 * letters hold what people wrote and who they are: nothing of them goes into logs, meters or the
 * audit log but where they stood.
 */
@NullMarked
package dev.barometer.reporting.deadletter;

import org.jspecify.annotations.NullMarked;
