/**
 * Takes invitations and reminders to people: as mail, or to a webhook that sends them on; and the
 * mails that are kept where there is no server, as pages.
 */
@NullMarked
package dev.barometer.survey.delivery;

import org.jspecify.annotations.NullMarked;
