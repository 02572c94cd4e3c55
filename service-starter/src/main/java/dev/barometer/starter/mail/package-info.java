/**
 * Sending mail: over few connections, with what became of each one; where there is no server mails
 * are kept to be looked at, if they are to.
 */
@NullMarked
package dev.barometer.starter.mail;

import org.jspecify.annotations.NullMarked;
