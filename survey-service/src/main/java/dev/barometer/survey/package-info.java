/** survey-service: takes in tickets and answers, checks them and writes the facts. */
@NullMarked
package dev.barometer.survey;

import org.jspecify.annotations.NullMarked;
