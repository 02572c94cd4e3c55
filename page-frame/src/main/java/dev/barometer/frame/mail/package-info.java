/** The pages of mails that are kept instead of sent, for services that send some. */
@NullMarked
package dev.barometer.frame.mail;

import org.jspecify.annotations.NullMarked;
