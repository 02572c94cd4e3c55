/** A database in this process, for tests. */
@NullMarked
package dev.barometer.database;

import org.jspecify.annotations.NullMarked;
