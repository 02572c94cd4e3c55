/**
 * The named tokens, by which callers are known: every service reads all of them into its memory.
 */
@NullMarked
package dev.barometer.starter.token;

import org.jspecify.annotations.NullMarked;
