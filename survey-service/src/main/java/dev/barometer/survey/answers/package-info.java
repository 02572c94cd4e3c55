/**
 * What staff do about answers: they ask on somebody's behalf, by phone or face to face, and
 * managers look at what was set aside. By the rules of the page that people answer themselves.
 */
@NullMarked
package dev.barometer.survey.answers;

import org.jspecify.annotations.NullMarked;
