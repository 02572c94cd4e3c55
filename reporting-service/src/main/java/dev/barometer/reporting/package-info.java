/** reporting-service: read models of the topics, and what people and programs ask of them. */
@NullMarked
package dev.barometer.reporting;

import org.jspecify.annotations.NullMarked;
