/**
 * People who may be asked: what each was asked when, what is still to be decided, and who does not
 * want to be asked. Knows nothing of why somebody is asked.
 */
@NullMarked
package dev.barometer.survey.person;

import org.jspecify.annotations.NullMarked;
