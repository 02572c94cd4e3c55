/**
 * The page that people answer: whoever has a link sees what he is asked, and answers. Looking at it
 * changes nothing, and nothing is kept of who looks.
 */
@NullMarked
package dev.barometer.survey.visitor;

import org.jspecify.annotations.NullMarked;
