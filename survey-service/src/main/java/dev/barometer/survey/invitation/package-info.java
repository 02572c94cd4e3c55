/**
 * Invitations: one person asked once, or not asked and why. Their life from being issued to being
 * answered or expired, the links they are answered by, and {@code barometer.invitations}.
 */
@NullMarked
package dev.barometer.survey.invitation;

import org.jspecify.annotations.NullMarked;
