/**
 * The pages of managers: campaigns, their dry runs and the list of invitations. No rule is here:
 * what the API refuses they refuse, in words.
 */
@NullMarked
package dev.barometer.survey.asking;

import org.jspecify.annotations.NullMarked;
