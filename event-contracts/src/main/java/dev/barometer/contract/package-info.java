/**
 * The topics that connect the services: their names, their records and types of events, and what is
 * asked of any record. The records stand in the rooms beside, with their rules. No framework;
 * annotations name JSON fields only.
 */
@NullMarked
package dev.barometer.contract;

import org.jspecify.annotations.NullMarked;
