/** What the operating system says of this process. */
@NullMarked
package dev.barometer.starter.process;

import org.jspecify.annotations.NullMarked;
