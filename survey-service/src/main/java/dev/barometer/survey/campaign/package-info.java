/**
 * Campaigns: who is asked what, when, and who is not and why. The rules are plain and stand in one
 * place, for live events and dry runs alike.
 */
@NullMarked
package dev.barometer.survey.campaign;

import org.jspecify.annotations.NullMarked;
