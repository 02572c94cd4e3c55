/** The suite's services as contestants: the jars that are shipped, started as they are. */
@NullMarked
package dev.barometer.benchmarks.service;

import org.jspecify.annotations.NullMarked;
