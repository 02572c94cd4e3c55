/**
 * What somebody can be asked about, from whichever topic it comes: what is known of it now, since
 * when, and what conditions may say of it. Knows no campaign.
 */
@NullMarked
package dev.barometer.survey.occurrence;

import org.jspecify.annotations.NullMarked;
