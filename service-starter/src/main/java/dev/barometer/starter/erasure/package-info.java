/** Who was erased, as every service knows it: by keyed hashes, never by name. */
@NullMarked
package dev.barometer.starter.erasure;

import org.jspecify.annotations.NullMarked;
