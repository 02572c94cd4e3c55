/** Mail servers in this process, for tests: of SMTP, and of whatever is spoken line by line. */
@NullMarked
package dev.barometer.mailserver;

import org.jspecify.annotations.NullMarked;
