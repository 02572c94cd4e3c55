/**
 * The facts that travel between the services: records, topics, scopes and buckets, and the rules a
 * fact must keep. No framework; annotations name JSON fields only.
 */
@NullMarked
package dev.barometer.contract;

import org.jspecify.annotations.NullMarked;
