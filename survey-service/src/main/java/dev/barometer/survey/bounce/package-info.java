/**
 * Mails that come back: the senders that say whose they were, the reports that servers write, the
 * mailbox these lie in, and what becomes of an invitation and of an address.
 */
@NullMarked
package dev.barometer.survey.bounce;

import org.jspecify.annotations.NullMarked;
