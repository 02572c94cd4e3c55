/** The surveys as data: their questions, in every language. Nothing about whom to ask. */
@NullMarked
package dev.barometer.survey.design;

import org.jspecify.annotations.NullMarked;
