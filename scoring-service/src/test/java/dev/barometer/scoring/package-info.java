/** The scoring topology under test, and the batch computation it is held against. */
package dev.barometer.scoring;
