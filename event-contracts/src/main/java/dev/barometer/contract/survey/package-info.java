/** What a survey asks: its published versions, and the rules of what can be published. */
@NullMarked
package dev.barometer.contract.survey;

import org.jspecify.annotations.NullMarked;
