/**
 * What is held of one person, shown, exported and erased, at his wish or after a long quiet; and
 * that he is not to be asked, where he says so to staff.
 */
@NullMarked
package dev.barometer.survey.privacy;

import org.jspecify.annotations.NullMarked;
